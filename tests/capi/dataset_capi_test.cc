// SPDX-License-Identifier: Apache-2.0
//
// Datasets through the C interface, as a program of a publisher and one of a verifier would use it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "modelseal/modelseal.h"
#include "tests/capi/signed_by_key.h"
#include "tests/support/temp_dir.h"

namespace modelseal {
namespace {

using testing::TempDir;
using testing::Unique;
using testing::UniqueError;
using testing::UniqueJob;

using Key = Unique<modelseal_dataset_key, modelseal_dataset_key_free>;
using Commitment = Unique<modelseal_dataset_commitment, modelseal_dataset_commitment_free>;
using Records = Unique<modelseal_dataset_records, modelseal_dataset_records_free>;
using Options = Unique<modelseal_dataset_options, modelseal_dataset_options_free>;
using Builder = Unique<modelseal_dataset_builder, modelseal_dataset_builder_free>;
using Store = Unique<modelseal_dataset_store, modelseal_dataset_store_free>;
using Answers = Unique<modelseal_dataset_answers, modelseal_dataset_answers_free>;
using Buffer = Unique<modelseal_buffer, modelseal_buffer_free>;

const uint8_t* Bytes(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

std::string_view View(modelseal_str text) { return {text.data, text.len}; }

// What a call that failed says.
struct Failure {
  modelseal_code code = MODELSEAL_OK;
  UniqueError error;

  std::string detail(const char* key) const {
    const char* value = modelseal_error_detail(error.get(), key);
    return value == nullptr ? "" : value;
  }
};

template <typename Function, typename... Arguments>
Failure Try(Function function, Arguments... arguments) {
  modelseal_error* error = nullptr;
  const modelseal_code code = function(arguments..., &error);
  return {code, UniqueError(error)};
}

template <typename Handle, typename Function, typename... Arguments>
Handle Make(Function function, Arguments... arguments) {
  typename Handle::pointer handle = nullptr;
  const Failure failure = Try(function, arguments..., &handle);
  INFO(modelseal_error_message(failure.error.get()));
  REQUIRE(failure.code == MODELSEAL_OK);
  return Handle(handle);
}

Key MakeKey(int32_t suite = MODELSEAL_DATASET_SUITE_BULK_P256_EXPERIMENTAL) {
  return Make<Key>(modelseal_dataset_key_generate, suite);
}

Records MakeRecords(std::string_view view = "raw") {
  return Make<Records>(modelseal_dataset_records_new, view.data(), view.size());
}

Records RecordsOf(const std::vector<std::string>& texts) {
  Records records = MakeRecords();
  for (const std::string& text : texts) {
    REQUIRE(modelseal_dataset_records_add(records.get(), Bytes(text), text.size(), nullptr) ==
            MODELSEAL_OK);
  }
  return records;
}

Options MakeOptions(std::string_view view = "raw") {
  Options options = Make<Options>(modelseal_dataset_options_new);
  REQUIRE(modelseal_dataset_options_set_name(options.get(), "poems", 5, nullptr) == MODELSEAL_OK);
  REQUIRE(modelseal_dataset_options_add_view(options.get(), view.data(), view.size(), nullptr) ==
          MODELSEAL_OK);
  return options;
}

std::vector<std::string> Poems(size_t count) {
  std::vector<std::string> poems;
  for (size_t index = 0; index < count; ++index) {
    poems.push_back("poem " + std::to_string(index));
  }
  return poems;
}

// A job that is open in a directory of its own.
struct Build {
  explicit Build(const Key& key, const Options& options, modelseal_job* job = nullptr) {
    Open(key, options, job);
  }
  void Open(const Key& key, const Options& options, modelseal_job* job) {
    const std::string work = (dir.path() / "work").string();
    builder.reset();
    builder = Make<Builder>(modelseal_dataset_builder_open, key.get(), options.get(), work.data(),
                            work.size(), job);
  }
  Commitment Finish() {
    return Make<Commitment>(modelseal_dataset_builder_finish, builder.get(), store_path.data(),
                            store_path.size());
  }
  Store OpenStore() const {
    return Make<Store>(modelseal_dataset_store_open, store_path.data(), store_path.size());
  }

  TempDir dir;
  std::string store_path = (dir.path() / "store").string();
  Builder builder;
};

std::string Prove(const Store& store, const Key& key, const Records& records,
                  int32_t show_values = 0) {
  const Buffer proof = Make<Buffer>(modelseal_dataset_store_prove, store.get(), key.get(),
                                    records.get(), show_values);
  return std::string(View(modelseal_buffer_view(proof.get())));
}

Failure Verify(const Commitment& commitment, const Records& records, std::string_view proof,
               Answers* answers = nullptr) {
  modelseal_dataset_answers* made = nullptr;
  Failure failure = Try(modelseal_dataset_verify, commitment.get(), records.get(), Bytes(proof),
                        proof.size(), &made);
  if (answers != nullptr) {
    answers->reset(made);
  } else {
    modelseal_dataset_answers_free(made);
  }
  return failure;
}

TEST_CASE("A verifier learns from commitment and proof what is in a dataset and what is not") {
  const int32_t suite =
      GENERATE(MODELSEAL_DATASET_SUITE_ECVRF_P256, MODELSEAL_DATASET_SUITE_BULK_P256_EXPERIMENTAL);
  const Key key = MakeKey(suite);
  const Options options = MakeOptions();
  Build build(key, options);
  const Records poems = RecordsOf(Poems(20));
  REQUIRE(modelseal_dataset_builder_add(build.builder.get(), poems.get(), nullptr) == 0);
  CHECK(modelseal_dataset_builder_record_count(build.builder.get()) == 20);
  const Commitment owners = build.Finish();
  const Store store = build.OpenStore();
  CHECK(modelseal_dataset_store_record_count(store.get()) == 20);
  CHECK(modelseal_dataset_store_check(store.get(), key.get(), nullptr, nullptr) == 0);

  const std::string_view bytes = View(modelseal_dataset_commitment_bytes(owners.get()));
  const Commitment published =
      Make<Commitment>(modelseal_dataset_commitment_parse, Bytes(bytes), bytes.size());
  const Records asked = RecordsOf({"poem 3", "novel", "poem 19"});
  Answers answers;
  REQUIRE(Verify(published, asked, Prove(store, key, asked), &answers).code == MODELSEAL_OK);
  REQUIRE(modelseal_dataset_answers_count(answers.get()) == 3);
  CHECK(modelseal_dataset_answers_is_member(answers.get(), 0) == 1);
  CHECK(modelseal_dataset_answers_is_member(answers.get(), 1) == 0);
  CHECK(modelseal_dataset_answers_is_member(answers.get(), 2) == 1);
  CHECK(modelseal_dataset_answers_is_member(answers.get(), 3) == -1);
  CHECK(modelseal_dataset_answers_has_value(answers.get(), 0) == 0);

  const Records one = RecordsOf({"novel"});
  REQUIRE(Verify(published, one, Prove(store, key, one), &answers).code == MODELSEAL_OK);
  CHECK(modelseal_dataset_answers_is_member(answers.get(), 0) == 0);
}

TEST_CASE("A proof about other records, or fewer, is refused") {
  const Key key = MakeKey();
  Build build(key, MakeOptions());
  REQUIRE(modelseal_dataset_builder_add(build.builder.get(), RecordsOf(Poems(5)).get(), nullptr) ==
          0);
  const Commitment commitment = build.Finish();
  const Store store = build.OpenStore();
  const Records one = RecordsOf({"poem 1"});
  const std::string proof = Prove(store, key, one);
  CHECK(Verify(commitment, RecordsOf({"poem 2"}), proof).code ==
        MODELSEAL_ERROR_DATASET_PROOF_INVALID);
  CHECK(Verify(commitment, RecordsOf({"poem 1", "poem 2"}), proof).code ==
        MODELSEAL_ERROR_DATASET_PROOF_INVALID);
  CHECK(Verify(commitment, one, proof + "x").code == MODELSEAL_ERROR_DATASET_PROOF_INVALID);
  CHECK(Verify(commitment, one, "").code == MODELSEAL_ERROR_DATASET_PROOF_INVALID);
  CHECK(Verify(commitment, MakeRecords(), proof).code == MODELSEAL_ERROR_INVALID_ARGUMENT);
}

TEST_CASE("Records under a view that the dataset does not have are a mistake of the caller") {
  const Key key = MakeKey();
  Build build(key, MakeOptions());
  const Records windows = MakeRecords("my-view");
  REQUIRE(modelseal_dataset_records_add_digest(windows.get(), Bytes(std::string(32, 'd')), 32,
                                               nullptr) == 0);
  CHECK(Try(modelseal_dataset_builder_add, build.builder.get(), windows.get()).code ==
        MODELSEAL_ERROR_INVALID_ARGUMENT);
  REQUIRE(modelseal_dataset_builder_add(build.builder.get(), RecordsOf(Poems(3)).get(), nullptr) ==
          0);
  const Commitment commitment = build.Finish();
  const Store store = build.OpenStore();
  modelseal_buffer* proof = nullptr;
  const Failure failure =
      Try(modelseal_dataset_store_prove, store.get(), key.get(), windows.get(), 0, &proof);
  CHECK(failure.code == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(failure.detail("field") == "view");
  CHECK(Verify(commitment, windows, "proof").detail("field") == "view");
}

TEST_CASE("Values of a map stay hidden until a proof shows them") {
  const Key key = MakeKey();
  const Options options = MakeOptions();
  REQUIRE(modelseal_dataset_options_set_kind(options.get(), MODELSEAL_DATASET_KIND_MAP, nullptr) ==
          0);
  Build build(key, options);
  const Records licensed = MakeRecords();
  const std::string bytes = "sonnetode";
  const std::string values = "CC0CC-BY";
  const std::vector<uint64_t> sizes = {6, 3};
  const std::vector<uint64_t> value_sizes = {3, 5};
  REQUIRE(modelseal_dataset_records_add_many(licensed.get(), Bytes(bytes), bytes.size(),
                                             sizes.data(), Bytes(values), values.size(),
                                             value_sizes.data(), 2, nullptr) == 0);
  REQUIRE(modelseal_dataset_builder_add(build.builder.get(), licensed.get(), nullptr) == 0);
  CHECK(Try(modelseal_dataset_builder_add, build.builder.get(), RecordsOf({"elegy"}).get()).code ==
        MODELSEAL_ERROR_INVALID_ARGUMENT);
  const Commitment commitment = build.Finish();
  const Store store = build.OpenStore();
  const Records ode = RecordsOf({"ode"});
  Answers answers;
  REQUIRE(Verify(commitment, ode, Prove(store, key, ode, 1), &answers).code == MODELSEAL_OK);
  CHECK(View(modelseal_dataset_answers_value(answers.get(), 0)) == "CC-BY");
  REQUIRE(Verify(commitment, ode, Prove(store, key, ode, 0), &answers).code == MODELSEAL_OK);
  CHECK(modelseal_dataset_answers_is_member(answers.get(), 0) == 1);
  CHECK(modelseal_dataset_answers_has_value(answers.get(), 0) == 0);
}

TEST_CASE("Sizes that do not add up leave a list of records as it was") {
  const Records records = RecordsOf({"first"});
  const std::string bytes = "abcdef";
  const std::vector<std::vector<uint64_t>> wrong = {{6, 1}, {2, 3}, {UINT64_MAX, 7}};
  for (const std::vector<uint64_t>& sizes : wrong) {
    CHECK(Try(modelseal_dataset_records_add_many, records.get(), Bytes(bytes), bytes.size(),
              sizes.data(), static_cast<const uint8_t*>(nullptr), size_t{0},
              static_cast<const uint64_t*>(nullptr), sizes.size())
              .code == MODELSEAL_ERROR_INVALID_ARGUMENT);
    CHECK(modelseal_dataset_records_count(records.get()) == 1);
  }
}

TEST_CASE("A list takes digests of a view that only the caller knows, and no bytes") {
  const Records records = MakeRecords("my-view");
  const std::string digest(32, 'd');
  CHECK(modelseal_dataset_records_add_digest(records.get(), Bytes(digest), 32, nullptr) == 0);
  CHECK(View(modelseal_dataset_records_digest_at(records.get(), 0)) == digest);
  CHECK(Try(modelseal_dataset_records_add_digest, records.get(), Bytes(digest), size_t{31}).code ==
        MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(Try(modelseal_dataset_records_add, records.get(), Bytes("x"), size_t{1}).code ==
        MODELSEAL_ERROR_INVALID_ARGUMENT);
  modelseal_dataset_records_clear(records.get());
  CHECK(modelseal_dataset_records_count(records.get()) == 0);
}

TEST_CASE("An audit tells whether the records are those that were committed to") {
  const Key key = MakeKey();
  Commitment commitment;
  {
    Build build(key, MakeOptions());
    REQUIRE(modelseal_dataset_builder_add(build.builder.get(), RecordsOf(Poems(9)).get(),
                                          nullptr) == 0);
    commitment = build.Finish();
  }
  const Options options =
      Make<Options>(modelseal_dataset_options_from_commitment,
                    static_cast<const modelseal_dataset_commitment*>(commitment.get()));
  std::vector<std::string> poems = Poems(9);
  std::reverse(poems.begin(), poems.end());
  Build same(key, options);
  REQUIRE(modelseal_dataset_builder_add(same.builder.get(), RecordsOf(poems).get(), nullptr) == 0);
  CHECK(Try(modelseal_dataset_builder_audit, same.builder.get(), commitment.get()).code ==
        MODELSEAL_OK);

  poems.pop_back();
  Build fewer(key, options);
  REQUIRE(modelseal_dataset_builder_add(fewer.builder.get(), RecordsOf(poems).get(), nullptr) == 0);
  const Failure failure =
      Try(modelseal_dataset_builder_audit, fewer.builder.get(), commitment.get());
  CHECK(failure.code == MODELSEAL_ERROR_DATASET_COMMITMENT_MISMATCH);
  CHECK(failure.detail("expected") == View(modelseal_dataset_commitment_digest(commitment.get())));

  const std::string work = (fewer.dir.path() / "work").string();
  modelseal_dataset_builder* builder = nullptr;
  CHECK(Try(modelseal_dataset_builder_open, MakeKey().get(), options.get(), work.data(),
            work.size(), static_cast<modelseal_job*>(nullptr), &builder)
            .code == MODELSEAL_ERROR_KEY_MISMATCH);
}

TEST_CASE("A builder that is stopped goes on from its last checkpoint") {
  const Key key = MakeKey();
  const Options options = MakeOptions();
  const UniqueJob job = Make<UniqueJob>(modelseal_job_new);
  Build build(key, options, job.get());
  REQUIRE(modelseal_dataset_builder_add(build.builder.get(), RecordsOf(Poems(4)).get(), nullptr) ==
          0);
  REQUIRE(modelseal_dataset_builder_checkpoint(build.builder.get(), nullptr) == 0);
  modelseal_job_cancel(job.get());
  modelseal_dataset_commitment* out = nullptr;
  CHECK(Try(modelseal_dataset_builder_finish, build.builder.get(), build.store_path.data(),
            build.store_path.size(), &out)
            .code == MODELSEAL_ERROR_CANCELLED);

  build.Open(key, options, nullptr);
  CHECK(modelseal_dataset_builder_record_count(build.builder.get()) == 4);
  const Commitment commitment = build.Finish();
  CHECK(modelseal_dataset_builder_takes_records(build.builder.get()) == 0);

  Build at_once(key, options);
  REQUIRE(modelseal_dataset_builder_add(at_once.builder.get(), RecordsOf(Poems(4)).get(),
                                        nullptr) == 0);
  CHECK(View(modelseal_dataset_commitment_bytes(at_once.Finish().get())) ==
        View(modelseal_dataset_commitment_bytes(commitment.get())));
}

TEST_CASE("A progress callback sees the phases and can stop the run") {
  struct Seen {
    std::map<int32_t, uint64_t> done;
    int32_t stops_with = 0;
  } seen;
  const auto watch = [](const modelseal_dataset_progress* progress, void* user) -> int32_t {
    auto* seen_so_far = static_cast<Seen*>(user);
    seen_so_far->done[progress->phase] = progress->done;
    return seen_so_far->stops_with;
  };
  const Key key = MakeKey();
  const Options options = MakeOptions();
  const UniqueJob job = Make<UniqueJob>(modelseal_job_new);
  REQUIRE(modelseal_job_set_threads(job.get(), 1, nullptr) == 0);
  REQUIRE(modelseal_job_set_dataset_progress(job.get(), watch, &seen, nullptr) == 0);
  Build build(key, options, job.get());
  REQUIRE(modelseal_dataset_builder_add(build.builder.get(), RecordsOf(Poems(7)).get(), nullptr) ==
          0);
  REQUIRE(modelseal_dataset_builder_checkpoint(build.builder.get(), nullptr) == 0);
  CHECK(seen.done[MODELSEAL_DATASET_PHASE_ADDING] == 7);
  seen.stops_with = 23;
  modelseal_dataset_commitment* out = nullptr;
  const Failure failure = Try(modelseal_dataset_builder_finish, build.builder.get(),
                              build.store_path.data(), build.store_path.size(), &out);
  CHECK(failure.code == MODELSEAL_ERROR_CANCELLED);
  CHECK(failure.detail("callback") == "23");
  CHECK(out == nullptr);

  seen.stops_with = 0;
  const UniqueJob second = Make<UniqueJob>(modelseal_job_new);
  REQUIRE(modelseal_job_set_dataset_progress(second.get(), watch, &seen, nullptr) == 0);
  build.Open(key, options, second.get());
  build.Finish();
  CHECK(seen.done[MODELSEAL_DATASET_PHASE_WRITING] > 0);
}

TEST_CASE("A key that was written is the key that is read, and no other opens a store") {
  const Key key = MakeKey(MODELSEAL_DATASET_SUITE_ECVRF_P256);
  const Buffer text = Make<Buffer>(modelseal_dataset_key_serialize, key.get());
  const std::string_view pem = View(modelseal_buffer_view(text.get()));
  const Key read = Make<Key>(modelseal_dataset_key_parse, pem.data(), pem.size());
  CHECK(View(modelseal_dataset_key_public_hex(read.get())) ==
        View(modelseal_dataset_key_public_hex(key.get())));
  CHECK(modelseal_dataset_key_suite(read.get()) == MODELSEAL_DATASET_SUITE_ECVRF_P256);

  Build build(key, MakeOptions());
  const Commitment commitment = build.Finish();
  const Store store = build.OpenStore();
  modelseal_buffer* proof = nullptr;
  CHECK(Try(modelseal_dataset_store_prove, store.get(), MakeKey().get(), RecordsOf({"poem"}).get(),
            0, &proof)
            .code == MODELSEAL_ERROR_KEY_MISMATCH);
  CHECK(View(modelseal_dataset_commitment_public_key(commitment.get())) ==
        View(modelseal_dataset_key_public_hex(key.get())));
}

TEST_CASE("A commitment says what was decided about its dataset") {
  const Key key = MakeKey();
  const Options options = MakeOptions("words-5");
  REQUIRE(modelseal_dataset_options_add_view(options.get(), "raw", 3, nullptr) == 0);
  REQUIRE(modelseal_dataset_options_add_view(options.get(), "raw", 3, nullptr) == 0);
  REQUIRE(modelseal_dataset_options_set_context(options.get(), "verse", 5, nullptr) == 0);
  REQUIRE(modelseal_dataset_options_set_kind(options.get(), MODELSEAL_DATASET_KIND_MAP, nullptr) ==
          0);
  REQUIRE(modelseal_dataset_options_set_duplicates(
              options.get(), MODELSEAL_DATASET_DUPLICATES_COUNT, nullptr) == 0);
  REQUIRE(modelseal_dataset_options_set_padding(
              options.get(), MODELSEAL_DATASET_PADDING_POWER_OF_TWO, nullptr) == 0);
  Build build(key, options);
  REQUIRE(modelseal_dataset_builder_add(build.builder.get(), RecordsOf({"one", "two", "one"}).get(),
                                        nullptr) == 0);
  const Commitment commitment = build.Finish();
  const modelseal_dataset_commitment* said = commitment.get();
  CHECK(View(modelseal_dataset_commitment_name(said)) == "poems");
  CHECK(View(modelseal_dataset_commitment_context(said)) == "verse");
  CHECK(modelseal_dataset_commitment_suite(said) == modelseal_dataset_key_suite(key.get()));
  CHECK(modelseal_dataset_commitment_kind(said) == MODELSEAL_DATASET_KIND_MAP);
  CHECK(modelseal_dataset_commitment_duplicates(said) == MODELSEAL_DATASET_DUPLICATES_COUNT);
  CHECK(modelseal_dataset_commitment_padding(said) == MODELSEAL_DATASET_PADDING_POWER_OF_TWO);
  CHECK(modelseal_dataset_commitment_size_class(said) == 2);
  REQUIRE(modelseal_dataset_commitment_view_count(said) == 2);
  CHECK(View(modelseal_dataset_commitment_view(said, 0)) == "raw");
  CHECK(View(modelseal_dataset_commitment_view(said, 1)) == "words-5");
  CHECK(View(modelseal_dataset_commitment_view(said, 2)).empty());
  CHECK(View(modelseal_dataset_commitment_root(said)).size() == 64);

  const Store store = build.OpenStore();
  const Records one = RecordsOf({"one"});
  Answers answers;
  REQUIRE(Verify(commitment, one, Prove(store, key, one, 1), &answers).code == MODELSEAL_OK);
  CHECK(View(modelseal_dataset_answers_value(answers.get(), 0)) ==
        std::string_view("\0\0\0\0\0\0\0\2", 8));
}

TEST_CASE("Options refuse what no commitment may say, and a dataset needs a name and a view") {
  const Options options = Make<Options>(modelseal_dataset_options_new);
  const Failure control = Try(modelseal_dataset_options_set_name, options.get(), "a\nb", size_t{3});
  CHECK(control.code == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(control.detail("field") == "name");
  CHECK(Try(modelseal_dataset_options_set_kind, options.get(), 3).code ==
        MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(Try(modelseal_dataset_options_set_duplicates, options.get(), 0).code ==
        MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(Try(modelseal_dataset_options_set_padding, options.get(), 4).code ==
        MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(Try(modelseal_dataset_options_add_view, options.get(), "Raw", size_t{3}).code ==
        MODELSEAL_ERROR_INVALID_ARGUMENT);
  for (int view = 0; view < 16; ++view) {
    const std::string id = "view-" + std::to_string(view);
    REQUIRE(modelseal_dataset_options_add_view(options.get(), id.data(), id.size(), nullptr) == 0);
  }
  CHECK(Try(modelseal_dataset_options_add_view, options.get(), "raw", size_t{3}).code ==
        MODELSEAL_ERROR_LIMIT_EXCEEDED);
  const TempDir dir;
  const std::string work = (dir.path() / "work").string();
  modelseal_dataset_builder* builder = nullptr;
  const Failure nameless =
      Try(modelseal_dataset_builder_open, MakeKey().get(), options.get(), work.data(), work.size(),
          static_cast<modelseal_job*>(nullptr), &builder);
  CHECK(nameless.code == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(nameless.detail("field") == "name");
}

// --------------------------------------------------------------------------- on many machines --

constexpr size_t kLeaf = MODELSEAL_DATASET_LEAF_BYTES;
constexpr uint32_t kPrefixBits = 2;

std::string TextOf(const Buffer& buffer) {
  return std::string(View(modelseal_buffer_view(buffer.get())));
}

// The commitment that four machines compute of leaves, each of one part of all labels.
Commitment Join(const Key& key, const Options& options, const std::string& leaves) {
  std::map<std::string, std::string> by_label;  // a record that comes twice is there once
  for (size_t at = 0; at < leaves.size(); at += kLeaf) {
    by_label[leaves.substr(at, 32)] = leaves.substr(at + 32, 32);
  }
  uint64_t leaf_count = 0;
  REQUIRE(modelseal_dataset_options_leaf_count(options.get(), by_label.size(), &leaf_count,
                                               nullptr) == 0);
  const std::string dummies =
      TextOf(Make<Buffer>(modelseal_dataset_key_dummy_leaves, key.get(), options.get(), uint64_t{0},
                          leaf_count - by_label.size()));
  for (size_t at = 0; at < dummies.size(); at += kLeaf) {
    by_label[dummies.substr(at, 32)] = dummies.substr(at + 32, 32);
  }
  std::vector<std::string> parts(size_t{1} << kPrefixBits);
  for (const auto& [label, content] : by_label) {
    parts[static_cast<uint8_t>(label[0]) >> (8 - kPrefixBits)] += label + content;
  }
  std::string subtrees;
  for (size_t prefix = 0; prefix < parts.size(); ++prefix) {
    subtrees += TextOf(Make<Buffer>(modelseal_dataset_subtree_compute, kPrefixBits,
                                    uint64_t{prefix}, Bytes(parts[prefix]), parts[prefix].size()));
  }
  return Make<Commitment>(modelseal_dataset_subtrees_join, key.get(), options.get(),
                          Bytes(subtrees), subtrees.size());
}

TEST_CASE("Many machines compute the commitment of a builder, to the bit") {
  const size_t count = GENERATE(0, 1, 2, 3, 40);
  const int32_t kind = GENERATE(MODELSEAL_DATASET_KIND_SET, MODELSEAL_DATASET_KIND_MAP);
  const int32_t padding =
      GENERATE(MODELSEAL_DATASET_PADDING_NONE, MODELSEAL_DATASET_PADDING_QUARTER_STEPS);
  const Key key = MakeKey();
  const Options options = MakeOptions();
  REQUIRE(modelseal_dataset_options_set_kind(options.get(), kind, nullptr) == 0);
  REQUIRE(modelseal_dataset_options_set_duplicates(
              options.get(), MODELSEAL_DATASET_DUPLICATES_COLLAPSE, nullptr) == 0);
  REQUIRE(modelseal_dataset_options_set_padding(options.get(), padding, nullptr) == 0);
  const Records records = MakeRecords();
  for (size_t index = 0; index < 2 * count; ++index) {
    const std::string poem = "poem " + std::to_string(index % count);
    const std::string value = "CC-" + std::to_string(index % count);
    if (kind == MODELSEAL_DATASET_KIND_MAP) {
      REQUIRE(modelseal_dataset_records_add_with_value(records.get(), Bytes(poem), poem.size(),
                                                       Bytes(value), value.size(), nullptr) == 0);
    } else {
      REQUIRE(modelseal_dataset_records_add(records.get(), Bytes(poem), poem.size(), nullptr) == 0);
    }
  }
  Build build(key, options);
  REQUIRE(modelseal_dataset_builder_add(build.builder.get(), records.get(), nullptr) == 0);
  const Commitment expected = build.Finish();
  const std::string leaves =
      TextOf(Make<Buffer>(modelseal_dataset_key_leaves, key.get(), options.get(), records.get()));
  REQUIRE(leaves.size() == 2 * count * kLeaf);
  CHECK(View(modelseal_dataset_commitment_bytes(Join(key, options, leaves).get())) ==
        View(modelseal_dataset_commitment_bytes(expected.get())));
}

TEST_CASE("Many machines count records as a builder does") {
  const Key key = MakeKey();
  const Options options = MakeOptions();
  REQUIRE(modelseal_dataset_options_set_kind(options.get(), MODELSEAL_DATASET_KIND_MAP, nullptr) ==
          0);
  REQUIRE(modelseal_dataset_options_set_duplicates(
              options.get(), MODELSEAL_DATASET_DUPLICATES_COUNT, nullptr) == 0);
  const Records records = RecordsOf({"a", "b", "a", "a"});
  Build build(key, options);
  REQUIRE(modelseal_dataset_builder_add(build.builder.get(), records.get(), nullptr) == 0);
  const Commitment expected = build.Finish();
  const std::string leaves =
      TextOf(Make<Buffer>(modelseal_dataset_key_leaves, key.get(), options.get(), records.get()));
  std::map<std::string, uint64_t> counted;
  for (size_t at = 0; at < leaves.size(); at += kLeaf) {
    ++counted[leaves.substr(at, 32)];
  }
  std::string labels;
  std::vector<uint64_t> counts;
  for (const auto& [label, times] : counted) {
    labels += label;
    counts.push_back(times);
  }
  const std::string with_counts =
      TextOf(Make<Buffer>(modelseal_dataset_key_count_leaves, key.get(), Bytes(labels),
                          labels.size(), counts.data(), counts.size()));
  CHECK(View(modelseal_dataset_commitment_bytes(Join(key, options, with_counts).get())) ==
        View(modelseal_dataset_commitment_bytes(expected.get())));
}

TEST_CASE("Leaves in disorder, of another part, and subtrees that are none are refused") {
  const auto subtree = [](uint32_t bits, uint64_t prefix, const std::string& leaves) {
    modelseal_buffer* out = nullptr;
    const Failure failure =
        Try(modelseal_dataset_subtree_compute, bits, prefix, Bytes(leaves), leaves.size(), &out);
    modelseal_buffer_free(out);
    return failure.code;
  };
  const std::string low = std::string(32, '\x10') + std::string(32, '\0');
  const std::string high = std::string(32, '\x90') + std::string(32, '\0');
  CHECK(subtree(0, 0, low + high) == MODELSEAL_OK);
  CHECK(subtree(0, 0, high + low) == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(subtree(0, 0, low + low) == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(subtree(1, 0, low + high) == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(subtree(1, 2, "") == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(subtree(33, 0, "") == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(subtree(0, 0, low.substr(1)) == MODELSEAL_ERROR_INVALID_ARGUMENT);

  const Key key = MakeKey();
  const Options options = MakeOptions();
  const auto join = [&](const std::string& subtrees) {
    modelseal_dataset_commitment* out = nullptr;
    const Failure failure = Try(modelseal_dataset_subtrees_join, key.get(), options.get(),
                                Bytes(subtrees), subtrees.size(), &out);
    modelseal_dataset_commitment_free(out);
    return failure.code;
  };
  const std::string empty = TextOf(Make<Buffer>(modelseal_dataset_subtree_compute, 0u, uint64_t{0},
                                                static_cast<const uint8_t*>(nullptr), size_t{0}));
  REQUIRE(empty.size() == MODELSEAL_DATASET_SUBTREE_BYTES);
  CHECK(join(empty) == MODELSEAL_OK);
  CHECK(join(empty + empty + empty) == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(join("") == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(join(empty.substr(0, 39) + '\1') == MODELSEAL_ERROR_INVALID_ARGUMENT);
}

TEST_CASE("No function of datasets takes NULL for what it needs") {
  CHECK(
      Try(modelseal_dataset_key_generate, 1, static_cast<modelseal_dataset_key**>(nullptr)).code ==
      MODELSEAL_ERROR_INVALID_ARGUMENT);
  modelseal_dataset_key* key = nullptr;
  CHECK(Try(modelseal_dataset_key_generate, 3, &key).code == MODELSEAL_ERROR_INVALID_ARGUMENT);
  modelseal_dataset_builder* builder = nullptr;
  CHECK(Try(modelseal_dataset_builder_open, key, static_cast<modelseal_dataset_options*>(nullptr),
            "work", size_t{4}, static_cast<modelseal_job*>(nullptr), &builder)
            .code == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(Try(modelseal_dataset_builder_add, builder,
            static_cast<const modelseal_dataset_records*>(nullptr))
            .code == MODELSEAL_ERROR_INVALID_ARGUMENT);
  modelseal_dataset_answers* answers = nullptr;
  CHECK(Try(modelseal_dataset_verify, static_cast<const modelseal_dataset_commitment*>(nullptr),
            static_cast<const modelseal_dataset_records*>(nullptr), Bytes("p"), size_t{1}, &answers)
            .code == MODELSEAL_ERROR_INVALID_ARGUMENT);
  CHECK(modelseal_dataset_records_count(nullptr) == 0);
  CHECK(modelseal_dataset_answers_is_member(nullptr, 0) == -1);
  CHECK(modelseal_dataset_store_commitment(nullptr) == nullptr);
  CHECK(View(modelseal_dataset_commitment_name(nullptr)).empty());
}

}  // namespace
}  // namespace modelseal
