// SPDX-License-Identifier: Apache-2.0
//
// Statements of training provenance: signed, verified, refused; and commitments inside models.
#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/hex.h"
#include "lib/base/status.h"
#include "lib/bundle/bundle.h"
#include "lib/crypto/digest.h"
#include "lib/crypto/private_key.h"
#include "lib/dataset/commitment.h"
#include "lib/manifest/builder.h"
#include "lib/sign/own_bundle.h"
#include "lib/sign/sign_model.h"
#include "lib/sign/sign_provenance.h"
#include "lib/signer/key_signer.h"
#include "lib/statement/provenance_statement.h"
#include "lib/statement/statement.h"
#include "lib/verify/model_datasets.h"
#include "lib/verify/verify_bundle.h"
#include "lib/verify/verify_provenance.h"
#include "tests/dataset/example_parameters.h"
#include "tests/support/temp_dir.h"
#include "tests/verify/trial.h"

namespace modelseal::verify {
namespace {

using bundle::Bundle;
using crypto::PrivateKey;
using manifest::Manifest;
using statement::DatasetReference;
using statement::Provenance;
using testing::ExampleParameters;
using testing::TempDir;

constexpr char kFile[] = "digits.modelseal-dataset";

dataset::Commitment Commit(uint8_t root = 1) {
  const auto commitment = dataset::Commitment::Create(ExampleParameters(), 3, {root});
  REQUIRE(commitment.ok());
  return *commitment;
}

std::string BytesOf(const dataset::Commitment& commitment) {
  const std::vector<uint8_t> bytes = commitment.Encode();
  return std::string(bytes.begin(), bytes.end());
}

DatasetReference Reference(const dataset::Commitment& commitment,
                           const std::string& role = "training") {
  return {.name = commitment.parameters().name,
          .role = role,
          .commitment = BytesOf(commitment),
          .digest = commitment.ComputeDigest(),
          .file = {}};
}

// A model with a commitment inside, a key, and what is stated of it.
struct Stated {
  Stated() {
    dir.Write("model/weights", "weights");
    dir.Write(std::string("model/") + kFile, BytesOf(Commit()));
    provenance.datasets = {Reference(Commit())};
    provenance.datasets[0].file = kFile;
    provenance.frameworks = {{"torch", "2.5.1+cu121"}};
  }

  std::string path() const { return (dir.path() / "model").string(); }
  Manifest ReadModel() const {
    auto manifest = manifest::ComputeManifest(path(), {}, {});
    REQUIRE(manifest.ok());
    return *std::move(manifest);
  }
  Policy MakePolicy() const { return Policy{key.public_key(), {}, {}, {}, rules}; }
  absl::StatusOr<Bundle> Sign() const {
    return sign::SignProvenance(provenance, ReadModel(), signer::KeySigner(key));
  }
  // Of what a hostile signer states, whatever it is.
  Bundle SignAnything(const std::string& statement) const {
    auto bundle = sign::SignStatement(statement, signer::KeySigner(key));
    REQUIRE(bundle.ok());
    return *std::move(bundle);
  }
  absl::StatusOr<VerifiedProvenance> Verify() const {
    const auto bundle = Sign();
    REQUIRE(bundle.ok());
    const Manifest model = ReadModel();
    return VerifyProvenance(*bundle, MakePolicy(), &model);
  }
  Reason Refusal() const {
    const auto verified = Verify();
    REQUIRE_FALSE(verified.ok());
    return ReasonOf(verified.status());
  }

  TempDir dir;
  PrivateKey key = *PrivateKey::Generate(crypto::Curve::kP256);
  Provenance provenance;
  ProvenanceRules rules;
};

TEST_CASE("provenance that was signed of a model is verified with it", "[provenance]") {
  const Stated stated;
  const auto verified = stated.Verify();
  REQUIRE(verified.ok());
  CHECK(verified->signer.key.Fingerprint() == stated.key.public_key().fingerprint());
  REQUIRE(verified->provenance.datasets.size() == 1);
  CHECK(verified->provenance.datasets[0].role == "training");
  CHECK(verified->provenance.model_name == "model");
}

TEST_CASE("provenance of one model is none of another", "[provenance]") {
  const Stated stated;
  const auto bundle = stated.Sign();
  REQUIRE(bundle.ok());
  stated.dir.Write("model/weights", "other weights");
  const Manifest other = stated.ReadModel();
  const auto verified = VerifyProvenance(*bundle, stated.MakePolicy(), &other);
  REQUIRE_FALSE(verified.ok());
  CHECK(ReasonOf(verified.status()) == Reason::kDigestMismatch);
  CHECK(DetailOf(verified.status(), "field") == "subject[0].digest.sha256");
}

TEST_CASE("provenance is of a model whichever order of files its root digest is in",
          "[provenance]") {
  const Stated stated;
  stated.dir.Write("model/a/b", "below a");
  stated.dir.Write("model/a-", "beside a");
  const Manifest model = stated.ReadModel();
  Provenance by_the_reference = stated.provenance;
  by_the_reference.model_name = "model";
  by_the_reference.model_digest = model.RootDigest(model.ComponentOrder());
  REQUIRE(by_the_reference.model_digest != model.RootDigest(model.CodePointOrder()));
  const Bundle bundle = stated.SignAnything(statement::WriteProvenance(by_the_reference));
  CHECK(VerifyProvenance(bundle, stated.MakePolicy(), &model).ok());
}

TEST_CASE("whether a list is complete is not judged without the model", "[provenance]") {
  Stated stated;
  stated.provenance.list_is_complete = true;
  stated.rules.requires_complete_list = true;
  const auto verified = VerifyProvenance(*stated.Sign(), stated.MakePolicy(), nullptr);
  REQUIRE_FALSE(verified.ok());
  CHECK(ReasonOf(verified.status()) == Reason::kInvalidArgument);
}

TEST_CASE("provenance by another key is refused before it is read", "[provenance]") {
  const Stated stated;
  const auto bundle = stated.Sign();
  REQUIRE(bundle.ok());
  Policy policy = stated.MakePolicy();
  policy.signer = PrivateKey::Generate(crypto::Curve::kP256)->public_key();
  const auto verified = VerifyProvenance(*bundle, policy, nullptr);
  REQUIRE_FALSE(verified.ok());
  CHECK(ReasonOf(verified.status()) == Reason::kKeyMismatch);
}

TEST_CASE("the signature of a model states no provenance, and provenance signs no model",
          "[provenance]") {
  const Stated stated;
  const auto model = sign::SignManifest(stated.ReadModel(), signer::KeySigner(stated.key));
  REQUIRE(model.ok());
  const auto as_provenance = VerifyProvenance(*model, stated.MakePolicy(), nullptr);
  REQUIRE_FALSE(as_provenance.ok());
  CHECK(ReasonOf(as_provenance.status()) == Reason::kPredicateUnsupported);
  const auto as_model = VerifyBundle(*stated.Sign(), stated.MakePolicy());
  REQUIRE_FALSE(as_model.ok());
  CHECK(ReasonOf(as_model.status()) == Reason::kPredicateUnsupported);
}

TEST_CASE("rules about provenance are not passed over when a model is verified", "[provenance]") {
  Stated stated;
  stated.rules.requires_dataset = true;
  const auto model = sign::SignManifest(stated.ReadModel(), signer::KeySigner(stated.key));
  REQUIRE(model.ok());
  const auto verified = VerifyBundle(*model, stated.MakePolicy());
  REQUIRE_FALSE(verified.ok());
  CHECK(ReasonOf(verified.status()) == Reason::kInvalidArgument);
}

// ------------------------------------------------------------------------------------- rules --

TEST_CASE("a model without a commitment to a dataset is refused where one is demanded",
          "[provenance]") {
  Stated stated;
  stated.rules.requires_dataset = true;
  CHECK(stated.Verify().ok());
  stated.rules.required_roles = {"training"};
  CHECK(stated.Verify().ok());
  stated.rules.required_roles = {"training", "evaluation"};
  CHECK(stated.Refusal() == Reason::kDatasetCommitmentMissing);
  stated.rules.required_roles.clear();
  stated.provenance.datasets.clear();
  CHECK(stated.Refusal() == Reason::kDatasetCommitmentMissing);
}

TEST_CASE("a list of datasets that is not said to be complete, or is not, is refused",
          "[provenance]") {
  Stated stated;
  stated.rules.requires_complete_list = true;
  CHECK(stated.Refusal() == Reason::kDatasetListIncomplete);
  stated.provenance.list_is_complete = true;
  CHECK(stated.Verify().ok());
  SECTION("another commitment lies in the model") {
    stated.dir.Write("model/more.modelseal-dataset", BytesOf(Commit(7)));
    CHECK(stated.Refusal() == Reason::kDatasetListIncomplete);
  }
}

// Meiklejohn et al. 2025: a framework that is attacked puts weaknesses into every model that is
// trained with it; who knows which one it was can refuse those models.
TEST_CASE("the framework attack: models trained with vulnerable versions are refused",
          "[provenance]") {
  Stated stated;
  stated.rules.refused_frameworks = {*FrameworkRule::Create("Torch", "<2.6")};
  SECTION("a version in the range") { CHECK(stated.Refusal() == Reason::kFrameworkRefused); }
  SECTION("a later version") {
    stated.provenance.frameworks = {{"torch", "2.6.0"}};
    CHECK(stated.Verify().ok());
  }
  SECTION("a pre-release of the version that is not refused") {
    stated.provenance.frameworks = {{"torch", "2.6.0rc1"}};
    CHECK(stated.Refusal() == Reason::kFrameworkRefused);
  }
  SECTION("a version that cannot be compared") {
    stated.provenance.frameworks = {{"torch", "nightly"}};
    CHECK(stated.Refusal() == Reason::kFrameworkRefused);
  }
  SECTION("one of several") {
    stated.provenance.frameworks = {{"jax", "0.4.1"}, {"TORCH", "2.0"}};
    CHECK(stated.Refusal() == Reason::kFrameworkRefused);
  }
  SECTION("another framework") {
    stated.provenance.frameworks = {{"jax", "0.4.1"}};
    CHECK(stated.Verify().ok());
  }
  SECTION("none, where one must be stated") {
    stated.provenance.frameworks = {};
    CHECK(stated.Verify().ok());
    stated.rules.requires_framework = true;
    CHECK(stated.Refusal() == Reason::kFrameworkRefused);
  }
  SECTION("a framework that must be stated and is not") {
    stated.provenance.frameworks = {{"jax", "0.4.1"}};
    stated.rules.required_frameworks = {"torch"};
    CHECK(stated.Refusal() == Reason::kFrameworkRefused);
  }
}

// -------------------------------------------------------------------------- what does not fit --

TEST_CASE("nothing is signed that a verifier would refuse", "[provenance]") {
  Stated stated;
  SECTION("a digest of another commitment") {
    stated.provenance.datasets[0].digest = Commit(2).ComputeDigest();
    CHECK(ReasonOf(stated.Sign().status()) == Reason::kDatasetCommitmentMismatch);
  }
  SECTION("another name") {
    stated.provenance.datasets[0].name = "letters";
    CHECK(ReasonOf(stated.Sign().status()) == Reason::kDatasetCommitmentMismatch);
  }
  SECTION("a file that is not in the model") {
    stated.provenance.datasets[0].file = "other.modelseal-dataset";
    CHECK(ReasonOf(stated.Sign().status()) == Reason::kDatasetCommitmentMismatch);
  }
  SECTION("a file that is another commitment") {
    stated.dir.Write(std::string("model/") + kFile, BytesOf(Commit(2)));
    CHECK(ReasonOf(stated.Sign().status()) == Reason::kDatasetCommitmentMismatch);
  }
  SECTION("bytes that are no commitment") {
    stated.provenance.datasets[0].commitment.pop_back();
    CHECK(ReasonOf(stated.Sign().status()) == Reason::kDatasetCommitmentInvalid);
  }
  SECTION("a dataset that is there twice") {
    stated.provenance.datasets.push_back(stated.provenance.datasets[0]);
    CHECK(ReasonOf(stated.Sign().status()) == Reason::kInvalidArgument);
  }
  SECTION("a role that cannot be one") {
    stated.provenance.datasets[0].role = "Training";
    CHECK(ReasonOf(stated.Sign().status()) == Reason::kInvalidArgument);
  }
}

TEST_CASE("a hostile signer's statement that does not agree with itself is refused",
          "[provenance]") {
  const Stated stated;
  const Manifest model = stated.ReadModel();
  Provenance hostile = stated.provenance;
  hostile.model_name = "model";
  hostile.model_digest = model.RootDigest(model.CodePointOrder());
  Reason expected = Reason::kDatasetCommitmentMismatch;
  SECTION("the digest of another commitment") {
    hostile.datasets[0].digest = Commit(2).ComputeDigest();
  }
  SECTION("the name of another") { hostile.datasets[0].name = "letters"; }
  SECTION("a file with other bytes") { hostile.datasets[0].file = "weights"; }
  SECTION("a cut commitment") {
    hostile.datasets[0].commitment.pop_back();
    expected = Reason::kDatasetCommitmentInvalid;
  }
  SECTION("another model") {
    hostile.model_digest[0] ^= 1;
    expected = Reason::kDigestMismatch;
  }
  const Bundle bundle = stated.SignAnything(statement::WriteProvenance(hostile));
  const auto verified = VerifyProvenance(bundle, stated.MakePolicy(), &model);
  REQUIRE_FALSE(verified.ok());
  CHECK(ReasonOf(verified.status()) == expected);
  CHECK(DetailOf(verified.status(), "field").has_value());
}

// ---------------------------------------------------------------------------------- keyless --

TEST_CASE("provenance that was signed through Sigstore and logged is verified by identity",
          "[provenance][sigstore]") {
  const Stated stated;
  const Manifest model = stated.ReadModel();
  Provenance provenance = stated.provenance;
  provenance.model_name = "model";
  provenance.model_digest = model.RootDigest(model.CodePointOrder());
  testing::Trial trial = testing::EnvelopeTrial();
  if (GENERATE(false, true)) {
    trial = testing::V2EnvelopeTrial();
  }
  trial.signing.envelope->payload = statement::WriteProvenance(provenance);
  const auto verified = trial.VerifyProvenance(&model);
  INFO(verified.status().message());
  REQUIRE(verified.ok());
  CHECK(verified->signer.evidence.identity->subject == testing::kTestSigner);
  CHECK(verified->signer.evidence.log_entries.size() == 1);
  CHECK(verified->signer.evidence.times.size() >= 1);

  trial.identities = {testing::ExactIdentity("mallory@example.test", testing::kTestIssuer)};
  const auto refused = trial.VerifyProvenance(&model);
  REQUIRE_FALSE(refused.ok());
  CHECK(ReasonOf(refused.status()) == Reason::kIdentityMismatch);
}

// ---------------------------------------------------------------- commitments inside a model --

TEST_CASE("commitments inside a model are read as the model was verified", "[provenance]") {
  const Stated stated;
  const Manifest model = stated.ReadModel();
  const auto datasets = ReadModelDatasets(stated.path(), model);
  REQUIRE(datasets.ok());
  REQUIRE(datasets->size() == 1);
  CHECK((*datasets)[0].file == kFile);
  CHECK((*datasets)[0].commitment == BytesOf(Commit()));
}

TEST_CASE("a commitment that was changed after the model was verified is refused unread",
          "[provenance]") {
  const Stated stated;
  const Manifest model = stated.ReadModel();
  stated.dir.Write(std::string("model/") + kFile, BytesOf(Commit(2)));
  const auto datasets = ReadModelDatasets(stated.path(), model);
  REQUIRE_FALSE(datasets.ok());
  CHECK(ReasonOf(datasets.status()) == Reason::kDigestMismatch);
}

TEST_CASE("a file that is named as a commitment and is none is refused by its path",
          "[provenance]") {
  const Stated stated;
  stated.dir.Write(std::string("model/") + kFile, "no commitment");
  const auto datasets = ReadModelDatasets(stated.path(), stated.ReadModel());
  REQUIRE_FALSE(datasets.ok());
  CHECK(ReasonOf(datasets.status()) == Reason::kDatasetCommitmentInvalid);
  CHECK(DetailOf(datasets.status(), "path") == kFile);
}

TEST_CASE("commitments in a model that was signed in shards are read, too", "[provenance]") {
  const Stated stated;
  const auto sharded = manifest::ComputeManifest(stated.path(), {.shard_size_bytes = 4096}, {});
  REQUIRE(sharded.ok());
  const auto datasets = ReadModelDatasets(stated.path(), *sharded);
  REQUIRE(datasets.ok());
  CHECK(datasets->size() == 1);
}

}  // namespace
}  // namespace modelseal::verify
