// SPDX-License-Identifier: Apache-2.0
//
// The C++17 wrapper: who owns what, what is thrown, and exceptions that leave callbacks.
#include <openssl/bio.h>
#include <openssl/ecdsa.h>
#include <openssl/pem.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <modelseal/modelseal.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "tests/support/temp_dir.h"

namespace modelseal {
namespace {

using testing::TempDir;

// Handles move and do not copy.
template <typename Handle>
constexpr bool kMovesOnly =
    std::is_nothrow_move_constructible_v<Handle> && std::is_nothrow_move_assignable_v<Handle> &&
    !std::is_copy_constructible_v<Handle> && !std::is_copy_assignable_v<Handle>;
static_assert(kMovesOnly<Job> && kMovesOnly<HashOptions> && kMovesOnly<Manifest>);
static_assert(kMovesOnly<Buffer> && kMovesOnly<Signer> && kMovesOnly<Bundle> && kMovesOnly<Diff>);
static_assert(kMovesOnly<Verifier> && kMovesOnly<VerifierBuilder>);
static_assert(kMovesOnly<VerificationResult> && kMovesOnly<Evidence>);
static_assert(kMovesOnly<Hasher> && kMovesOnly<HashStream>);
static_assert(kMovesOnly<TrustRoot> && kMovesOnly<Identity>);
static_assert(kMovesOnly<DatasetKey> && kMovesOnly<DatasetCommitment> && kMovesOnly<DatasetStore>);
static_assert(kMovesOnly<DatasetRecords> && kMovesOnly<DatasetOptions>);
static_assert(kMovesOnly<DatasetBuilder>);
static_assert(kMovesOnly<ProvenanceBuilder> && kMovesOnly<Provenance> && kMovesOnly<ModelDatasets>);
static_assert(std::is_nothrow_copy_constructible_v<Error>);

// What lives in a handle cannot be taken from a temporary.
template <typename Handle, typename = void>
constexpr bool kGivesJson = false;
template <typename Handle>
constexpr bool kGivesJson<Handle, std::void_t<decltype(std::declval<Handle>().json())>> = true;
static_assert(kGivesJson<const Bundle&> && !kGivesJson<Bundle>);

template <typename Handle, typename = void>
constexpr bool kGivesManifest = false;
template <typename Handle>
constexpr bool kGivesManifest<Handle, std::void_t<decltype(std::declval<Handle>().manifest())>> =
    true;
static_assert(kGivesManifest<const VerificationResult&> && !kGivesManifest<VerificationResult>);

template <typename Handle, typename = void>
constexpr bool kGivesEvidence = false;
template <typename Handle>
constexpr bool kGivesEvidence<Handle, std::void_t<decltype(std::declval<Handle>().evidence())>> =
    true;
static_assert(kGivesEvidence<const VerificationResult&> && !kGivesEvidence<VerificationResult>);

template <typename Handle, typename = void>
constexpr bool kGivesPayload = false;
template <typename Handle>
constexpr bool kGivesPayload<Handle, std::void_t<decltype(std::declval<Handle>().payload())>> =
    true;
static_assert(kGivesPayload<const VerificationResult&> && !kGivesPayload<VerificationResult>);

// A model, a key pair and what was signed with it.
struct SignedModel {
  SignedModel() {
    dir.Write("model/a.txt", "alpha");
    dir.Write("model/b.txt", "beta");
  }
  std::string path() const { return (dir.path() / "model").string(); }
  Signer signer() const { return Signer::FromKeyPem(pair.private_pem.view()); }
  Verifier verifier() const {
    return VerifierBuilder().SetPublicKeyPem(pair.public_pem.view()).SetReportAll(true).Build();
  }

  TempDir dir;
  KeyPair pair = GenerateKey(Curve::kP256);
};

// The error that `call` throws.
template <typename Function>
Error ErrorOf(Function call) {
  try {
    call();
  } catch (const Error& error) {
    return error;
  }
  throw std::logic_error("nothing was thrown");
}

TEST_CASE("a signed model verifies and the result says what was proved") {
  const SignedModel model;
  const Bundle bundle = SignModel(model.signer(), model.path());
  const VerificationResult result = model.verifier().VerifyModel(model.path(), bundle);
  CHECK(result.method() == Method::kKey);
  CHECK(result.key_curve() == Curve::kP256);
  CHECK(result.key_fingerprint() == bundle.key_hint_unverified());
  CHECK(result.verified_bytes() == 9);
  CHECK(result.ignored().empty());
  CHECK(result.unsigned_files().empty());
  const std::vector<Entry> entries = result.manifest().entries();
  REQUIRE(entries.size() == 2);
  CHECK(entries[1].name == "b.txt");
  CHECK(entries[1].digest.size() == 64);
}

TEST_CASE("a result that was moved still has its manifest") {
  const SignedModel model;
  const Bundle bundle = SignModel(model.signer(), model.path());
  VerificationResult result = model.verifier().VerifyModel(model.path(), bundle);
  const VerificationResult moved = std::move(result);
  CHECK(moved.manifest().entry_count() == 2);
  CHECK(moved.manifest().model_name() == "model");
  CHECK(moved.evidence().unchecked() ==
        std::vector<Unchecked>{Unchecked::kLogEntry, Unchecked::kSigningTime});
  CHECK(moved.payload() == bundle.payload_unverified());
}

TEST_CASE("evidence that was moved is still there") {
  const SignedModel model;
  Evidence evidence = SignModel(model.signer(), model.path()).EvidenceUnverified();
  const Evidence moved = std::move(evidence);
  CHECK(moved.unchecked().size() == 5);
  CHECK(moved.subject_type() == SanType::kNone);
}

TEST_CASE("a file and its digest verify as a model does") {
  const SignedModel model;
  const Bundle bundle = SignModel(model.signer(), model.path());
  const RootDigest root = bundle.ManifestUnverified().root_digest();
  const std::string_view digest(reinterpret_cast<const char*>(root.data()), root.size());
  const VerificationResult result =
      model.verifier().VerifyDigest(DigestAlgorithm::kSha256, digest, bundle);
  CHECK_FALSE(result.has_manifest());
  CHECK(result.predicate_type() == "https://model_signing/signature/v1.0");
  CHECK(ErrorOf([&] { model.verifier().VerifyFile(model.path() + "/a.txt", bundle); }).code() ==
        MODELSEAL_ERROR_DIGEST_MISMATCH);
}

TEST_CASE("options reach the manifest") {
  const SignedModel model;
  HashOptions options;
  options.SetHash(Hash::kBlake2b)
      .SetShardSize(4096)
      .AddIgnoredName("b.txt")
      .SetIgnoreGitPaths(false);
  const Manifest manifest = Manifest::Compute(model.path(), &options);
  CHECK(manifest.hash() == Hash::kBlake2b);
  CHECK(manifest.shard_size_bytes() == 4096);
  CHECK(manifest.ignored() == std::vector<std::string>{"b.txt"});
  CHECK_FALSE(manifest.allows_symlinks());
  REQUIRE(manifest.entry_count() == 1);
  const Entry entry = manifest.entry(0);
  CHECK(entry.hash == Hash::kBlake2b);
  CHECK(entry.end_bytes == 5);
}

TEST_CASE("a manifest that was signed on its own verifies") {
  const SignedModel model;
  const Manifest manifest = Manifest::Compute(model.path());
  const Bundle bundle = SignManifest(model.signer(), manifest);
  const VerificationResult result = model.verifier().VerifyModel(model.path(), bundle);
  CHECK(result.manifest().root_digest() == manifest.root_digest());
}

TEST_CASE("bytes that the caller has verify without a file") {
  const SignedModel model;
  HashOptions options;
  options.SetHash(Hash::kBlake3);
  const Bundle bundle = SignModel(model.signer(), model.path(), &options);
  const HashOptions named = bundle.HashOptionsUnverified();
  Hasher hasher("model", &named);
  HashStream a = hasher.OpenStream("a.txt", 0, 5);
  HashStream b = hasher.OpenStream("b.txt", 0, 4);
  a.Update("al");
  UpdateStreams({{&a, "pha"}, {&b, "beta"}});
  a.Finish();
  b.Finish();
  const Manifest manifest = hasher.Finish();
  CHECK(manifest.root_digest() == Manifest::Compute(model.path(), &options).root_digest());
  const VerificationResult result = model.verifier().VerifyManifest(manifest, bundle);
  CHECK(result.source_bytes(DigestSource::kHashed) == 9);
  CHECK(HasherLanes(Hash::kBlake3) >= 1);
}

TEST_CASE("a digest that was given is marked and a stream that is empty refused") {
  Hasher hasher("model");
  hasher.AddDigest("a", 0, 1, std::string(32, 'x'));
  const Manifest manifest = hasher.Finish();
  CHECK(manifest.entry(0).source == DigestSource::kGiven);
  CHECK(ErrorOf([] { UpdateStreams({{nullptr, ""}}); }).code() == MODELSEAL_ERROR_INVALID_ARGUMENT);
}

TEST_CASE("an engine of the caller hashes, also after the job was moved") {
  const SignedModel model;
  Job job;
  std::vector<std::string> names;
  job.SetHashEngine([&](const std::vector<HashRange>& ranges, uint8_t* digests) {
    for (const HashRange& range : ranges) {
      names.emplace_back(range.name);
      std::fill_n(digests, 32, static_cast<uint8_t>(range.end_bytes));
      digests += 32;
    }
  });
  Job moved = std::move(job);
  const Manifest manifest = Manifest::Compute(model.path(), nullptr, &moved);
  CHECK(names == std::vector<std::string>{"a.txt", "b.txt"});
  CHECK(manifest.entry(0).digest.substr(0, 4) == "0505");
  CHECK(manifest.entry(0).source == DigestSource::kEngine);
  moved.SetHashEngine({});
  CHECK(Manifest::Compute(model.path(), nullptr, &moved).entry(0).source == DigestSource::kHashed);
}

TEST_CASE("what an engine throws comes out unchanged") {
  const SignedModel model;
  Job job;
  job.SetHashEngine([](const std::vector<HashRange>&, uint8_t*) -> void {
    throw std::runtime_error("no device");
  });
  CHECK_THROWS_WITH(Manifest::Compute(model.path(), nullptr, &job), "no device");
}

TEST_CASE("a bundle survives memory and file") {
  const SignedModel model;
  const Bundle bundle = SignModel(model.signer(), model.path());
  const std::string file = (model.dir.path() / "model.sig").string();
  bundle.Save(file);
  const Bundle loaded = Bundle::Load(file);
  CHECK(loaded.json() == bundle.json());
  const Bundle parsed = Bundle::Parse(bundle.json());
  CHECK(parsed.payload_unverified() == bundle.payload_unverified());
  CHECK(loaded.media_type() == "application/vnd.dev.sigstore.bundle.v0.3+json");
  CHECK(loaded.ManifestUnverified().entry_count() == 2);
  CHECK(loaded.DiffUnverified(model.path()).count() == 0);
}

TEST_CASE("an encrypted key needs its password") {
  const KeyPair pair = GenerateKey(Curve::kP384, "open sesame");
  CHECK(ErrorOf([&] { Signer::FromKeyPem(pair.private_pem.view()); }).code() ==
        MODELSEAL_ERROR_PASSWORD_REQUIRED);
  CHECK(ErrorOf([&] { Signer::FromKeyPem(pair.private_pem.view(), "no"); }).code() ==
        MODELSEAL_ERROR_PASSWORD_WRONG);
  CHECK_NOTHROW(Signer::FromKeyPem(pair.private_pem.view(), "open sesame"));
}

TEST_CASE("a verifier without a key cannot be built") {
  const Error error = ErrorOf([] { VerifierBuilder().Build(); });
  CHECK(error.code() == MODELSEAL_ERROR_POLICY_NOT_STATED);
  CHECK(error.category() == Category::kUsage);
}

TEST_CASE("an error says what and where") {
  const Error error = ErrorOf([] { Bundle::Load("/nonexistent/model.sig"); });
  CHECK(error.code() == MODELSEAL_ERROR_SIGNATURE_NOT_FOUND);
  CHECK(error.category() == Category::kIo);
  CHECK(std::string(error.name()) == "SIGNATURE_NOT_FOUND");
  CHECK_FALSE(std::string(error.what()).empty());
  CHECK(error.detail("path") == "/nonexistent/model.sig");
  CHECK(error.detail("limit") == std::nullopt);
  CHECK(error.differences() == nullptr);
}

TEST_CASE("an error without an error object still has a name") {
  const Error error(MODELSEAL_ERROR_OUT_OF_MEMORY, nullptr);
  CHECK(std::string(error.what()) == "OUT_OF_MEMORY");
  CHECK(error.category() == Category::kInternal);
  CHECK(error.detail("path") == std::nullopt);
}

TEST_CASE("differences live as long as any copy of the error") {
  const SignedModel model;
  const Bundle bundle = SignModel(model.signer(), model.path());
  model.dir.Write("model/a.txt", "ALPHA");
  model.dir.Write("model/c.txt", "gamma!");
  std::optional<Error> error = ErrorOf([&] { model.verifier().VerifyModel(model.path(), bundle); });
  const Error copy = *error;
  error.reset();
  REQUIRE(copy.differences() != nullptr);
  CHECK(copy.differences()->is_complete());
  CHECK(copy.differences()->count() == 2);
  const std::vector<Difference> modified = copy.differences()->all(DifferenceKind::kModified);
  REQUIRE(modified.size() == 1);
  CHECK(modified[0].name == "a.txt");
  CHECK(modified[0].code == MODELSEAL_ERROR_DIGEST_MISMATCH);
  CHECK(modified[0].expected != modified[0].actual);
  const Difference added = copy.differences()->at(DifferenceKind::kUnsigned, 0);
  CHECK(added.name == "c.txt");
  CHECK(added.size_bytes == 6);
  CHECK(added.expected.empty());
}

TEST_CASE("a missing file has no size") {
  const SignedModel model;
  const Bundle bundle = SignModel(model.signer(), model.path());
  std::filesystem::remove(model.dir.path() / "model/a.txt");
  const Diff diff = bundle.DiffUnverified(model.path());
  CHECK(diff.at(DifferenceKind::kMissing, 0).size_bytes == std::nullopt);
  CHECK(ErrorOf([&] { diff.at(DifferenceKind::kMissing, 1); }).code() ==
        MODELSEAL_ERROR_INVALID_ARGUMENT);
}

TEST_CASE("codes are enumerated with their names") {
  const std::vector<modelseal_code> codes = Codes();
  CHECK(codes.size() == modelseal_code_count());
  CHECK(CodeName(codes.front()) == "INVALID_ARGUMENT");
  CHECK(CodeName(999) == "UNKNOWN");
  CHECK(VersionNumber() == MODELSEAL_VERSION_NUMBER);
  CHECK(VersionString() == MODELSEAL_VERSION_STRING);
}

// ----------------------------------------------------------------------------------- callbacks --

TEST_CASE("progress is reported and ends complete") {
  const SignedModel model;
  Progress last;
  Job job;
  job.SetThreads(1).SetProgress([&](const Progress& progress) {
    last = progress;
    return true;
  });
  Manifest::Compute(model.path(), nullptr, &job);
  CHECK(last.bytes_done == 9);
  CHECK(last.bytes_total == 9);
  CHECK(last.files_done == 2);
  CHECK(last.files_total == 2);
}

TEST_CASE("progress goes on after the job was moved") {
  const SignedModel model;
  int calls = 0;
  Job first;
  first.SetProgress([&](const Progress&) { return ++calls > 0; });
  Job second = std::move(first);
  Manifest::Compute(model.path(), nullptr, &second);
  CHECK(calls > 0);
}

TEST_CASE("progress can be taken away") {
  const SignedModel model;
  Job job;
  job.SetProgress([](const Progress&) -> bool { throw std::runtime_error("must not be called"); });
  job.SetProgress(nullptr);
  CHECK_NOTHROW(Manifest::Compute(model.path(), nullptr, &job));
}

TEST_CASE("progress that returns false stops the run") {
  const SignedModel model;
  Job job;
  job.SetProgress([](const Progress&) { return false; });
  const Error error = ErrorOf([&] { Manifest::Compute(model.path(), nullptr, &job); });
  CHECK(error.code() == MODELSEAL_ERROR_CANCELLED);
  CHECK(error.detail("callback") == "1");
}

TEST_CASE("a job that was cancelled stops the next run") {
  const SignedModel model;
  Job job;
  job.Cancel();
  CHECK(ErrorOf([&] { Manifest::Compute(model.path(), nullptr, &job); }).code() ==
        MODELSEAL_ERROR_CANCELLED);
}

struct Unusual {
  int value;
};

TEST_CASE("what progress throws comes out unchanged from every run") {
  const SignedModel model;
  const Bundle bundle = SignModel(model.signer(), model.path());
  Job job;
  job.SetProgress([](const Progress&) -> bool { throw Unusual{7}; });
  const auto caught = [](auto run) {
    try {
      run();
    } catch (const Unusual& unusual) {
      return unusual.value;
    }
    return 0;
  };
  CHECK(caught([&] { Manifest::Compute(model.path(), nullptr, &job); }) == 7);
  CHECK(caught([&] { SignModel(model.signer(), model.path(), nullptr, &job); }) == 7);
  CHECK(caught([&] { model.verifier().VerifyModel(model.path(), bundle, &job); }) == 7);
  CHECK(caught([&] { bundle.DiffUnverified(model.path(), nullptr, &job); }) == 7);
}

TEST_CASE("a callback may use the library and fail on its own") {
  const SignedModel model;
  std::string seen;
  Job job;
  job.SetProgress([&](const Progress&) {
    seen = ErrorOf([] { Bundle::Parse("{"); }).name();
    return true;
  });
  CHECK(Manifest::Compute(model.path(), nullptr, &job).entry_count() == 2);
  CHECK(seen == "JSON_INVALID");
}

TEST_CASE("an exception under the C function itself only stops the run") {
  const SignedModel model;
  Job job;
  job.SetProgress([](const Progress&) -> bool { throw Unusual{7}; });
  const std::string path = model.path();
  modelseal_manifest* manifest = nullptr;
  CHECK(modelseal_manifest_compute(nullptr, path.data(), path.size(), job.get(), &manifest,
                                   nullptr) == MODELSEAL_ERROR_CANCELLED);
  CHECK(manifest == nullptr);
}

// Signs with BoringSSL, as a program with a key store of its own would.
std::string SignDigest(std::string_view private_pem, std::string_view digest) {
  const bssl::UniquePtr<BIO> bio(
      BIO_new_mem_buf(private_pem.data(), static_cast<int>(private_pem.size())));
  const bssl::UniquePtr<EVP_PKEY> key(
      PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  EC_KEY* ec_key = EVP_PKEY_get0_EC_KEY(key.get());
  std::string signature(ECDSA_size(ec_key), '\0');
  unsigned size = 0;
  ECDSA_sign(0, reinterpret_cast<const uint8_t*>(digest.data()), digest.size(),
             reinterpret_cast<uint8_t*>(signature.data()), &size, ec_key);
  signature.resize(size);
  return signature;
}

TEST_CASE("a callback signs with a key that the library never sees") {
  const SignedModel model;
  std::string message;
  Signer made = Signer::FromCallback(model.pair.public_pem.view(), [&](const SignRequest& request) {
    message = request.message;
    return SignDigest(model.pair.private_pem.view(), request.digest);
  });
  const Signer signer = std::move(made);
  const Bundle bundle = SignModel(signer, model.path());
  CHECK(message.rfind("DSSEv1 28 application/vnd.in-toto+json ", 0) == 0);
  CHECK_NOTHROW(model.verifier().VerifyModel(model.path(), bundle));
}

TEST_CASE("what a signing callback throws comes out unchanged") {
  const SignedModel model;
  const Signer signer = Signer::FromCallback(
      model.pair.public_pem.view(), [](const SignRequest&) -> std::string { throw Unusual{9}; });
  CHECK_THROWS_AS(SignModel(signer, model.path()), Unusual);
  CHECK_THROWS_AS(SignManifest(signer, Manifest::Compute(model.path())), Unusual);
}

TEST_CASE("a signature that is too long is refused") {
  const SignedModel model;
  const Signer signer = Signer::FromCallback(model.pair.public_pem.view(), [](const SignRequest&) {
    return std::string(MODELSEAL_SIGNATURE_CAPACITY_BYTES + 1, 'x');
  });
  CHECK_THROWS_AS(SignModel(signer, model.path()), std::length_error);
}

TEST_CASE("a signature that does not hold is refused") {
  const SignedModel model;
  const Signer signer = Signer::FromCallback(model.pair.public_pem.view(),
                                             [](const SignRequest&) { return std::string("x"); });
  CHECK_THROWS_AS(SignModel(signer, model.path()), Error);
}

TEST_CASE("A dataset is committed to and asked about through the wrapper") {
  const TempDir dir;
  const std::string work = (dir.path() / "work").string();
  const std::string store_path = (dir.path() / "store").string();
  const Buffer pem = DatasetKey::Generate(DatasetSuite::kBulkP256Experimental).Serialize();
  const DatasetKey key = DatasetKey::Parse(pem.view());
  Job job;
  uint64_t added = 0;
  job.SetDatasetProgress([&](const DatasetProgress& progress) {
    if (progress.phase == DatasetPhase::kAdding) {
      added = progress.done;
    }
    return true;
  });
  DatasetBuilder builder(
      key, DatasetOptions().SetName("poems").AddView("raw").SetKind(DatasetKind::kMap), work, &job);
  DatasetRecords records("raw");
  records.AddWithValue("ode", "CC0").AddWithValue("sonnet", "CC-BY");
  builder.Add(records);
  builder.Checkpoint();
  CHECK(added == 2);
  const DatasetCommitment commitment = builder.Finish(store_path);
  CHECK(commitment.views() == std::vector<std::string>{"raw"});
  CHECK(commitment.size_class() == std::nullopt);

  const DatasetStore store = DatasetStore::Open(store_path);
  store.Check(&key);
  DatasetRecords asked("raw");
  asked.Add("sonnet").Add("novel");
  const std::string proof = store.Prove(key, asked, true);
  const std::vector<DatasetAnswer> answers =
      VerifyDatasetProof(DatasetCommitment::Parse(commitment.bytes()), asked, proof);
  REQUIRE(answers.size() == 2);
  CHECK(answers[0].is_member);
  CHECK(answers[0].value == "CC-BY");
  CHECK_FALSE(answers[1].is_member);

  const DatasetOptions options = DatasetOptions::FromCommitment(commitment);
  const std::string leaves = DatasetLeaves(key, options, records);
  CHECK(leaves.size() == 2 * MODELSEAL_DATASET_LEAF_BYTES);
  CHECK(DatasetLeafCount(options, 2) == 2);
}

TEST_CASE("An exception that leaves a dataset's progress callback comes out of the builder") {
  const TempDir dir;
  const DatasetKey key = DatasetKey::Generate(DatasetSuite::kBulkP256Experimental);
  Job job;
  job.SetDatasetProgress(
      [](const DatasetProgress&) -> bool { throw std::runtime_error("from the callback"); });
  DatasetBuilder builder(key, DatasetOptions().SetName("poems").AddView("raw"),
                         (dir.path() / "work").string(), &job);
  builder.Add(DatasetRecords("raw").Add("ode"));
  CHECK_THROWS_WITH(builder.Checkpoint(), "from the callback");
}

// A dataset without records, which is enough to be named.
DatasetCommitment CommitToNothing(const TempDir& dir) {
  DatasetBuilder builder(DatasetKey::Generate(DatasetSuite::kBulkP256Experimental),
                         DatasetOptions().SetName("poems").AddView("raw"),
                         (dir.path() / "work").string());
  return builder.Finish((dir.path() / "store").string());
}

TEST_CASE("Training provenance goes from a builder through a signature to who reads it") {
  const SignedModel model;
  const DatasetCommitment commitment = CommitToNothing(model.dir);
  model.dir.Write("model/poems.modelseal-dataset", commitment.bytes());
  const Manifest manifest = Manifest::Compute(model.path());
  RootDigest base = {};
  base[0] = 0xab;
  ProvenanceBuilder builder;
  builder.AddDataset("training", commitment, "poems.modelseal-dataset")
      .SetListIsComplete(true)
      .AddFramework("torch", "2.6.0")
      .AddBaseModel("base", base)
      .AddDependency("git+https://example.test/train@v1", "gitCommit", std::string(40, 'a'),
                     "training code");
  const Bundle bundle = SignProvenance(model.signer(), builder, manifest);

  const Verifier verifier = VerifierBuilder()
                                .SetPublicKeyPem(model.pair.public_pem.view())
                                .RequireDataset("training")
                                .RequireCompleteDatasetList()
                                .RequireFramework("torch")
                                .RefuseFramework("torch", "<2.6")
                                .Build();
  const Provenance provenance = VerifyProvenance(verifier, bundle, &manifest);
  CHECK(provenance.result().method() == Method::kKey);
  CHECK_FALSE(provenance.result().has_manifest());
  CHECK(provenance.model_name() == "model");
  CHECK(provenance.list_is_complete());
  REQUIRE(provenance.dataset_count() == 1);
  CHECK(provenance.role(0) == "training");
  CHECK(provenance.file(0) == "poems.modelseal-dataset");
  CHECK(provenance.commitment(0).digest() == commitment.digest());
  REQUIRE(provenance.frameworks().size() == 1);
  CHECK(provenance.frameworks()[0].version == "2.6.0");
  REQUIRE(provenance.base_models().size() == 1);
  CHECK(provenance.base_models()[0].digest == "ab" + std::string(62, '0'));
  REQUIRE(provenance.dependencies().size() == 1);
  CHECK(provenance.dependencies()[0].digests == "gitCommit:" + std::string(40, 'a'));
  CHECK(provenance.dependencies()[0].name == "training code");
  CHECK(Provenance::ReadUnverified(bundle).model_digest() == provenance.model_digest());

  // The rules would have no effect on a model.
  const Bundle signed_model = SignModel(model.signer(), model.path());
  try {
    verifier.VerifyModel(model.path(), signed_model);
    FAIL("verified");
  } catch (const Error& error) {
    CHECK(error.code() == MODELSEAL_ERROR_INVALID_ARGUMENT);
  }
  const ModelDatasets inside =
      ModelDatasets::Load(model.verifier().VerifyModel(model.path(), signed_model), model.path());
  REQUIRE(inside.count() == 1);
  CHECK(inside.file(0) == "poems.modelseal-dataset");
  CHECK(inside.commitment(0).root() == commitment.root());
}

TEST_CASE("A framework without a stated version is refused where one is") {
  const SignedModel model;
  const Manifest manifest = Manifest::Compute(model.path());
  const Bundle bundle = SignProvenance(model.signer(), ProvenanceBuilder(), manifest);
  const Verifier verifier = VerifierBuilder()
                                .SetPublicKeyPem(model.pair.public_pem.view())
                                .RefuseFramework("torch", "<2.6")
                                .Build();
  try {
    VerifyProvenance(verifier, bundle, &manifest);
    FAIL("verified");
  } catch (const Error& error) {
    CHECK(error.code() == MODELSEAL_ERROR_FRAMEWORK_REFUSED);
  }
}

}  // namespace
}  // namespace modelseal
