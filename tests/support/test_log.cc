// SPDX-License-Identifier: Apache-2.0
//
// See test_log.h. Hashes, trees and key ids are computed from the specifications, not by the code
// under test.
#include "tests/support/test_log.h"

#include <openssl/evp.h>
#include <openssl/mem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <bit>
#include <span>
#include <stdexcept>

#include "lib/base/base64.h"
#include "lib/base/hex.h"
#include "lib/crypto/digest.h"

namespace modelseal::testing {
namespace {

constexpr char kTreeId[] = "1193050959916656506";
// Entries of the shards before this one.
constexpr uint64_t kEntriesBefore = 25'901'138;
constexpr int64_t kYearSeconds = 365 * 86'400;
constexpr size_t kKeyIdBytes = 4;

using Leaves = std::span<const std::string>;

std::string TextOf(const tlog::MerkleHash& hash) { return std::string(hash.begin(), hash.end()); }

size_t LargestPowerOfTwoBelow(size_t count) { return std::bit_floor(count - 1); }

// RFC 9162 §2.1.1
tlog::MerkleHash TreeHash(Leaves leaves) {
  if (leaves.empty()) {
    return crypto::ComputeSha256("");
  }
  if (leaves.size() == 1) {
    return crypto::ComputeSha256(std::string(1, '\0') + leaves.front());
  }
  const size_t split = LargestPowerOfTwoBelow(leaves.size());
  return crypto::ComputeSha256('\1' + TextOf(TreeHash(leaves.first(split))) +
                               TextOf(TreeHash(leaves.subspan(split))));
}

// RFC 9162 §2.1.3.1
std::vector<tlog::MerkleHash> PathOf(size_t index, Leaves leaves) {
  if (leaves.size() <= 1) {
    return {};
  }
  const size_t split = LargestPowerOfTwoBelow(leaves.size());
  const Leaves left = leaves.first(split);
  const Leaves right = leaves.subspan(split);
  std::vector<tlog::MerkleHash> path =
      index < split ? PathOf(index, left) : PathOf(index - split, right);
  path.push_back(TreeHash(index < split ? right : left));
  return path;
}

bool IsEd25519(const TestKey& key) { return EVP_PKEY_id(key.get()) == EVP_PKEY_ED25519; }

bool IsRsa(const TestKey& key) { return EVP_PKEY_id(key.get()) == EVP_PKEY_RSA; }

// The hash with which such a key signs; Ed25519 has its own.
const char* DigestNameOf(const TestKey& key) {
  if (IsEd25519(key)) {
    return "";
  }
  if (IsRsa(key) || EVP_PKEY_bits(key.get()) == 256) {
    return "SHA256";
  }
  return EVP_PKEY_bits(key.get()) == 384 ? "SHA384" : "SHA512";
}

// The note key hash of C2SP signed-note where the kind of key has one, else the hash of the key.
std::string LogIdOf(const std::string& host, const TestKey& key) {
  const std::string spki = SpkiOf(key);
  if (IsEd25519(key)) {
    return HashText("sha256", host + "\n\x01" + spki.substr(spki.size() - 32));
  }
  if (IsRsa(key)) {
    return HashText("sha256", host + "\n\xff" + "PKIX-RSA-PKCS#1v1.5" + spki);
  }
  return HashText("sha256", spki);
}

crypto::VerificationKey ParseKey(const std::string& spki) {
  auto key = crypto::VerificationKey::ParseSpki(spki);
  if (!key.ok()) {
    throw std::runtime_error("test log: " + std::string(key.status().message()));
  }
  return *std::move(key);
}

}  // namespace

std::string SpkiOf(const TestKey& key) {
  uint8_t* der = nullptr;
  const int size = i2d_PUBKEY(key.get(), &der);
  if (size <= 0) {
    throw std::runtime_error("test log: cannot encode a key");
  }
  const bssl::UniquePtr<uint8_t> owner(der);
  return std::string(reinterpret_cast<const char*>(der), static_cast<size_t>(size));
}

std::string CheckpointSpec::Body() const {
  std::string body =
      origin + "\n" + std::to_string(tree_size) + "\n" + EncodeBase64(root_hash) + "\n";
  for (const std::string& line : extensions) {
    body += line + "\n";
  }
  return body;
}

std::string SignatureLine(const std::string& name, const std::string& key_id,
                          const std::string& signature) {
  return "\xe2\x80\x94 " + name + " " + EncodeBase64(key_id + signature);
}

TestLog::TestLog(Kind kind, const std::string& base_url, const TestKey& key)
    : kind_(kind),
      base_url_(base_url),
      host_(base_url.substr(base_url.find("//") + 2)),
      key_(key),
      spki_der_(SpkiOf(key)),
      origin_(kind == Kind::kRekorV1 ? host_ + " - " + kTreeId : host_),
      log_id_(LogIdOf(host_, key)) {}

TestLog TestLog::RekorV1() {
  return TestLog(Kind::kRekorV1, "https://rekor.test", TestKey::Make(TestKey::Kind::kP256));
}

TestLog TestLog::RekorV2() {
  return TestLog(Kind::kRekorV2, "https://log2030-1.rekor.test",
                 TestKey::Make(TestKey::Kind::kEd25519));
}

tlog::TransparencyLog TestLog::ToTransparencyLog() const {
  const crypto::VerificationKey key = ParseKey(spki_der_);
  return {.base_url = base_url_,
          .host = host_,
          .key = key,
          .scheme = key.default_scheme(),
          .log_id = log_id_,
          .checkpoint_key_id = std::nullopt,
          .validity = {.start_ms = (kTestNow - kYearSeconds) * 1000}};
}

tlog::LogEntry TestLog::Append(const LogBody& body, int64_t integrated_time_seconds) {
  AppendLeaf(body.Text());
  tlog::LogEntry entry;
  entry.inclusion_proof = ProofOf(size() - 1, size());
  entry.log_index = entry.inclusion_proof.log_index;
  entry.log_id = log_id_;
  entry.kind = body.kind;
  entry.version = body.version;
  entry.canonicalized_body = body.Text();
  if (kind_ == Kind::kRekorV1) {
    entry.log_index += kEntriesBefore;
    entry.integrated_time_seconds = integrated_time_seconds;
    entry.signed_entry_timestamp = SignPromise(entry);
  }
  return entry;
}

tlog::MerkleHash TestLog::RootOf(uint64_t tree_size) const {
  return TreeHash(Leaves(leaves_).first(tree_size));
}

tlog::InclusionProof TestLog::ProofOf(uint64_t leaf_index, uint64_t tree_size) const {
  tlog::InclusionProof proof;
  proof.log_index = leaf_index;
  proof.tree_size = tree_size;
  proof.root_hash = RootOf(tree_size);
  proof.hashes = PathOf(leaf_index, Leaves(leaves_).first(tree_size));
  proof.checkpoint = SignCheckpoint(CheckpointOf(tree_size));
  return proof;
}

CheckpointSpec TestLog::CheckpointOf(uint64_t tree_size) const {
  CheckpointSpec spec;
  spec.origin = origin_;
  spec.tree_size = tree_size;
  spec.root_hash = TextOf(RootOf(tree_size));
  spec.signature_name = host_;
  spec.key_id = log_id_.substr(0, kKeyIdBytes);
  return spec;
}

std::string TestLog::SignCheckpoint(const CheckpointSpec& spec) const {
  std::vector<std::string> lines = spec.lines_before;
  lines.push_back(SignatureLine(spec.signature_name, spec.key_id, Sign(spec.Body())));
  lines.insert(lines.end(), spec.lines_after.begin(), spec.lines_after.end());
  std::string note = spec.Body() + "\n";
  for (const std::string& line : lines) {
    note += line + "\n";
  }
  return note;
}

std::string TestLog::SignPromise(const tlog::LogEntry& entry) const {
  const nlohmann::json message = {{"body", EncodeBase64(entry.canonicalized_body)},
                                  {"integratedTime", entry.integrated_time_seconds},
                                  {"logID", EncodeHex(crypto::AsBytes(entry.log_id))},
                                  {"logIndex", entry.log_index}};
  return Sign(message.dump());
}

std::string TestLog::Sign(const std::string& message) const {
  return SignWithDigest(key_, message, DigestNameOf(key_));
}

}  // namespace modelseal::testing
