// SPDX-License-Identifier: Apache-2.0
//
// A small transparency log in memory that does all that Rekor does: a real tree, proofs,
// checkpoints and promises. Everything that it signs can be asked for with other values, so that a
// test can make exactly one thing wrong.
#ifndef MODELSEAL_TESTS_SUPPORT_TEST_LOG_H_
#define MODELSEAL_TESTS_SUPPORT_TEST_LOG_H_

#include <cstdint>
#include <string>
#include <vector>

#include "lib/tlog/entry.h"
#include "lib/tlog/log.h"
#include "lib/tlog/signed_note.h"
#include "tests/support/log_bodies.h"
#include "tests/support/test_ca.h"

namespace modelseal::testing {

// What a checkpoint says and who signs it. TestLog::CheckpointOf() gives a good one.
struct CheckpointSpec {
  std::string origin;
  uint64_t tree_size = 0;
  std::string root_hash;                // raw bytes
  std::vector<std::string> extensions;  // lines below the root hash
  std::string signature_name;           // of the log's own line
  std::string key_id;                   // of the log's own line, 4 bytes
  // Whole lines of others, without the newline: see SignatureLine().
  std::vector<std::string> lines_before;
  std::vector<std::string> lines_after;

  // Everything above the blank line: what is signed.
  std::string Body() const;
};

// "— <name> <base64 of key id and signature>"
std::string SignatureLine(const std::string& name, const std::string& key_id,
                          const std::string& signature);

// A log with one shard. Copies share the key and nothing else.
class TestLog {
 public:
  // kRekorV1: origins "<host> - <tree id>", promises, an index over all shards that differs from
  // that in the tree. kRekorV2: origins "<host>", neither promise nor time. Either works with a key
  // of any kind.
  enum class Kind { kRekorV1, kRekorV2 };

  TestLog(Kind kind, const std::string& base_url, const TestKey& key);
  // With a new key as the public instances have: P-256 for v1, Ed25519 for v2.
  static TestLog RekorV1();
  static TestLog RekorV2();

  // Trusted from a year before kTestNow, without an end.
  tlog::TransparencyLog ToTransparencyLog() const;

  // Adds the body as the last leaf; the entry has everything that the log gives, for the tree as it
  // is then. Rekor v1 promises the time at which the entry came.
  tlog::LogEntry Append(const LogBody& body, int64_t integrated_time_seconds = kTestNow);
  // The same without an entry, to let the tree grow.
  void AppendLeaf(const std::string& leaf) { leaves_.push_back(leaf); }

  uint64_t size() const { return leaves_.size(); }
  const TestKey& key() const { return key_; }
  const std::string& base_url() const { return base_url_; }
  // "<host>" or "<host> - <tree id>".
  const std::string& origin() const { return origin_; }
  // Under which entries and signature lines name the key.
  const std::string& log_id() const { return log_id_; }

  // Of the tree of the first `tree_size` leaves.
  tlog::MerkleHash RootOf(uint64_t tree_size) const;
  tlog::InclusionProof ProofOf(uint64_t leaf_index, uint64_t tree_size) const;
  CheckpointSpec CheckpointOf(uint64_t tree_size) const;

  // The whole note, signed by the log's key whatever it says.
  std::string SignCheckpoint(const CheckpointSpec& spec) const;
  // The promise for what the entry says, whatever that is.
  std::string SignPromise(const tlog::LogEntry& entry) const;
  // A signature by the log's key.
  std::string Sign(const std::string& message) const;

 private:
  Kind kind_;
  std::string base_url_;
  std::string host_;
  TestKey key_;
  std::string spki_der_;
  std::string origin_;
  std::string log_id_;
  std::vector<std::string> leaves_;
};

// The SubjectPublicKeyInfo of a key.
std::string SpkiOf(const TestKey& key);

}  // namespace modelseal::testing

#endif  // MODELSEAL_TESTS_SUPPORT_TEST_LOG_H_
