// SPDX-License-Identifier: Apache-2.0
#include "lib/hash/hasher.h"

#include "lib/crypto/digest.h"
#include "lib/hash/blake2b.h"
#include "lib/hash/blake3.h"

namespace modelseal::hash {
namespace {

// Any class with Update() and a Finish() that leaves it as new.
template <class Function>
class HasherOf final : public Hasher {
 public:
  void Update(std::span<const uint8_t> bytes) override { function_.Update(bytes); }
  Digest Finish() override { return Digest(function_.Finish()); }

 private:
  Function function_;
};

}  // namespace

std::unique_ptr<Hasher> MakeHasher(HashAlgorithm algorithm) {
  switch (algorithm) {
    case HashAlgorithm::kSha256:
      return std::make_unique<HasherOf<crypto::Sha256>>();
    case HashAlgorithm::kBlake2b:
      return std::make_unique<HasherOf<Blake2b>>();
    case HashAlgorithm::kBlake3:
      return std::make_unique<HasherOf<Blake3>>();
  }
  return nullptr;
}

}  // namespace modelseal::hash
