// SPDX-License-Identifier: Apache-2.0
#include "lib/tlog/merkle.h"

#include <bit>
#include <catch2/catch.hpp>
#include <limits>
#include <string>
#include <vector>

#include "lib/base/hex.h"
#include "lib/base/status.h"

namespace modelseal::tlog {
namespace {

constexpr uint64_t kLargest = std::numeric_limits<uint64_t>::max();

using Entries = std::span<const std::string>;
using Hashes = std::vector<MerkleHash>;

// The entries of the reference implementation of RFC 6962.
const std::vector<std::string>& TestEntries() {
  static const auto* const kEntries = new std::vector<std::string>{
      "", std::string(1, '\0'), "\x10", " !", "01", "@ABC", "PQRSTUVW", "`abcdefghijklmno",
  };
  return *kEntries;
}

Entries First(size_t count) { return Entries(TestEntries()).first(count); }

std::string TextOf(const MerkleHash& hash) { return std::string(hash.begin(), hash.end()); }

// What follows is RFC 9162 word for word, on lists of entries and without the code under test.

size_t LargestPowerOfTwoBelow(size_t count) { return std::bit_floor(count - 1); }

// §2.1.1: MTH(D_n).
MerkleHash TreeHash(Entries entries) {
  if (entries.empty()) {
    return crypto::ComputeSha256("");
  }
  if (entries.size() == 1) {
    return crypto::ComputeSha256(std::string(1, '\0') + entries.front());
  }
  const size_t split = LargestPowerOfTwoBelow(entries.size());
  return crypto::ComputeSha256('\1' + TextOf(TreeHash(entries.first(split))) +
                               TextOf(TreeHash(entries.subspan(split))));
}

// §2.1.3.1: PATH(m, D_n).
Hashes InclusionPath(size_t index, Entries entries) {
  if (entries.size() == 1) {
    return {};
  }
  const size_t split = LargestPowerOfTwoBelow(entries.size());
  const Entries left = entries.first(split);
  const Entries right = entries.subspan(split);
  Hashes path = index < split ? InclusionPath(index, left) : InclusionPath(index - split, right);
  path.push_back(TreeHash(index < split ? right : left));
  return path;
}

// §2.1.4.1: SUBPROOF(m, D_n, b).
Hashes ConsistencyPath(size_t count, Entries entries, bool is_known) {
  if (count == entries.size()) {
    return is_known ? Hashes() : Hashes{TreeHash(entries)};
  }
  const size_t split = LargestPowerOfTwoBelow(entries.size());
  const Entries left = entries.first(split);
  const Entries right = entries.subspan(split);
  Hashes path = count <= split ? ConsistencyPath(count, left, is_known)
                               : ConsistencyPath(count - split, right, false);
  path.push_back(TreeHash(count <= split ? right : left));
  return path;
}

// Every way to drop, add, swap or flip that a test can enumerate.
std::vector<Hashes> Broken(const Hashes& proof) {
  std::vector<Hashes> all;
  const MerkleHash stranger = crypto::ComputeSha256("stranger");
  for (size_t position = 0; position <= proof.size(); ++position) {
    const auto at = static_cast<std::ptrdiff_t>(position);
    all.push_back(proof);
    all.back().insert(all.back().begin() + at, stranger);
    if (position == proof.size()) {
      break;
    }
    all.push_back(proof);
    all.back().erase(all.back().begin() + at);
    all.push_back(proof);
    all.back()[position].front() ^= 0x80;
    all.push_back(proof);
    all.back()[position].back() ^= 0x01;
    for (size_t other = position + 1; other < proof.size(); ++other) {
      all.push_back(proof);
      std::swap(all.back()[position], all.back()[other]);
    }
  }
  if (!proof.empty()) {
    all.push_back(proof);
    all.back().push_back(proof.back());
    all.push_back({});
  }
  return all;
}

void CheckRefused(const absl::Status& status) {
  REQUIRE_FALSE(status.ok());
  CHECK(ReasonOf(status) == Reason::kLogInclusionInvalid);
}

// A proof of any hashes, for trees too large to have.
Hashes SomeHashes(size_t count) {
  Hashes hashes;
  for (size_t i = 0; i < count; ++i) {
    hashes.push_back(crypto::ComputeSha256(std::to_string(i)));
  }
  return hashes;
}

TEST_CASE("the roots are those of the reference implementation", "[tlog][merkle]") {
  const char* const kRoots[] = {
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  };
  for (size_t count = 0; count <= TestEntries().size(); ++count) {
    CHECK(EncodeHex(TreeHash(First(count))) == kRoots[count]);
  }
  CHECK(EncodeHex(ComputeEmptyRoot()) == kRoots[0]);
  CHECK(EncodeHex(ComputeLeafHash("")) == kRoots[1]);
  CHECK(EncodeHex(ComputeNodeHash(ComputeLeafHash(TestEntries()[0]),
                                  ComputeLeafHash(TestEntries()[1]))) == kRoots[2]);
}

TEST_CASE("an entry that spells two hashes is no node", "[tlog][merkle]") {
  const MerkleHash left = ComputeLeafHash("l");
  const MerkleHash right = ComputeLeafHash("r");
  CHECK(ComputeLeafHash(TextOf(left) + TextOf(right)) != ComputeNodeHash(left, right));
  CHECK(ComputeNodeHash(left, right) != ComputeNodeHash(right, left));
}

TEST_CASE("a hash has exactly 32 bytes", "[tlog][merkle]") {
  const std::string bytes = TextOf(crypto::ComputeSha256("x"));
  const auto hash = ParseMerkleHash(bytes);
  REQUIRE(hash.ok());
  CHECK(*hash == crypto::ComputeSha256("x"));
  for (const size_t size : {0, 1, 31, 33, 64}) {
    CAPTURE(size);
    const auto status = ParseMerkleHash(std::string(size, 'x')).status();
    CheckRefused(status);
    CHECK(DetailOf(status, "actual") == std::to_string(size));
  }
}

TEST_CASE("an inclusion proof holds for each leaf of each small tree", "[tlog][merkle]") {
  for (size_t size = 1; size <= TestEntries().size(); ++size) {
    for (size_t index = 0; index < size; ++index) {
      CAPTURE(size, index);
      CHECK(VerifyInclusion(index, size, ComputeLeafHash(TestEntries()[index]),
                            InclusionPath(index, First(size)), TreeHash(First(size)))
                .ok());
    }
  }
}

TEST_CASE("an inclusion proof with a hash dropped, added, swapped or flipped is refused",
          "[tlog][merkle]") {
  for (size_t size = 1; size <= TestEntries().size(); ++size) {
    for (size_t index = 0; index < size; ++index) {
      CAPTURE(size, index);
      for (const Hashes& proof : Broken(InclusionPath(index, First(size)))) {
        CheckRefused(VerifyInclusion(index, size, ComputeLeafHash(TestEntries()[index]), proof,
                                     TreeHash(First(size))));
      }
    }
  }
}

TEST_CASE("an inclusion proof is good for no other index, leaf or root", "[tlog][merkle]") {
  const MerkleHash stranger = crypto::ComputeSha256("stranger");
  for (size_t size = 1; size <= TestEntries().size(); ++size) {
    const MerkleHash root = TreeHash(First(size));
    for (size_t index = 0; index < size; ++index) {
      const MerkleHash leaf = ComputeLeafHash(TestEntries()[index]);
      const Hashes proof = InclusionPath(index, First(size));
      for (size_t other = 0; other < size; ++other) {
        if (other == index) {
          continue;
        }
        CAPTURE(size, index, other);
        CheckRefused(VerifyInclusion(other, size, leaf, proof, root));
        CheckRefused(
            VerifyInclusion(index, size, ComputeLeafHash(TestEntries()[other]), proof, root));
      }
      CheckRefused(VerifyInclusion(index, size, leaf, proof, stranger));
    }
  }
}

// Why the size must be compared with the checkpoint's.
TEST_CASE("an inclusion proof may hold for several tree sizes", "[tlog][merkle]") {
  const MerkleHash leaf = ComputeLeafHash(TestEntries()[0]);
  const Hashes proof = InclusionPath(0, First(4));
  CHECK(VerifyInclusion(0, 4, leaf, proof, TreeHash(First(4))).ok());
  CHECK(VerifyInclusion(0, 3, leaf, proof, TreeHash(First(4))).ok());
}

TEST_CASE("an inclusion proof with an index at or beyond the tree size is refused",
          "[tlog][merkle]") {
  const MerkleHash leaf = ComputeLeafHash("");
  for (const auto& [index, size] :
       std::vector<std::pair<uint64_t, uint64_t>>{{0, 0},
                                                  {1, 0},
                                                  {kLargest, 0},
                                                  {1, 1},
                                                  {2, 1},
                                                  {8, 8},
                                                  {9, 8},
                                                  {kLargest, 8},
                                                  {kLargest, kLargest},
                                                  {uint64_t{1} << 63, uint64_t{1} << 63}}) {
    CAPTURE(index, size);
    const absl::Status status = VerifyInclusion(index, size, leaf, {}, leaf);
    CheckRefused(status);
    CHECK(status.message().find("not below tree size") != std::string_view::npos);
  }
}

TEST_CASE("an inclusion proof in the largest tree needs 64 hashes", "[tlog][merkle]") {
  const Hashes proof = SomeHashes(64);
  const MerkleHash leaf = ComputeLeafHash("");
  MerkleHash root = leaf;
  for (const MerkleHash& sibling : proof) {
    root = ComputeNodeHash(root, sibling);
  }
  CHECK(VerifyInclusion(0, kLargest, leaf, proof, root).ok());
  CheckRefused(VerifyInclusion(1, kLargest, leaf, proof, root));
  for (const size_t count : {0, 1, 63, 65, 100}) {
    CAPTURE(count);
    const absl::Status status = VerifyInclusion(0, kLargest, leaf, SomeHashes(count), root);
    CheckRefused(status);
    CHECK(DetailOf(status, "expected") == "64");
  }
}

TEST_CASE("an odd leaf at the left edge of the largest tree has one left sibling",
          "[tlog][merkle]") {
  const Hashes proof = SomeHashes(64);
  const MerkleHash leaf = ComputeLeafHash("");
  MerkleHash root = ComputeNodeHash(proof[0], leaf);
  for (size_t level = 1; level < proof.size(); ++level) {
    root = ComputeNodeHash(root, proof[level]);
  }
  CHECK(VerifyInclusion(1, kLargest, leaf, proof, root).ok());
}

TEST_CASE("the last leaf of the largest tree has only left siblings", "[tlog][merkle]") {
  const Hashes proof = SomeHashes(63);
  const MerkleHash leaf = ComputeLeafHash("");
  MerkleHash root = leaf;
  for (const MerkleHash& sibling : proof) {
    root = ComputeNodeHash(sibling, root);
  }
  CHECK(VerifyInclusion(kLargest - 1, kLargest, leaf, proof, root).ok());
  CheckRefused(VerifyInclusion(kLargest - 1, kLargest, leaf, SomeHashes(64), root));
}

TEST_CASE("a consistency proof holds for each pair of small trees", "[tlog][merkle]") {
  for (size_t size2 = 1; size2 <= TestEntries().size(); ++size2) {
    for (size_t size1 = 1; size1 <= size2; ++size1) {
      CAPTURE(size1, size2);
      CHECK(VerifyConsistency(size1, size2, TreeHash(First(size1)), TreeHash(First(size2)),
                              ConsistencyPath(size1, First(size2), true))
                .ok());
    }
  }
}

TEST_CASE("a consistency proof with a hash dropped, added, swapped or flipped is refused",
          "[tlog][merkle]") {
  for (size_t size2 = 1; size2 <= TestEntries().size(); ++size2) {
    for (size_t size1 = 1; size1 <= size2; ++size1) {
      CAPTURE(size1, size2);
      for (const Hashes& proof : Broken(ConsistencyPath(size1, First(size2), true))) {
        CheckRefused(
            VerifyConsistency(size1, size2, TreeHash(First(size1)), TreeHash(First(size2)), proof));
      }
    }
  }
}

TEST_CASE("a consistency proof with another root or with roots exchanged is refused",
          "[tlog][merkle]") {
  const MerkleHash stranger = crypto::ComputeSha256("stranger");
  for (size_t size2 = 1; size2 <= TestEntries().size(); ++size2) {
    for (size_t size1 = 1; size1 <= size2; ++size1) {
      CAPTURE(size1, size2);
      const MerkleHash root1 = TreeHash(First(size1));
      const MerkleHash root2 = TreeHash(First(size2));
      const Hashes proof = ConsistencyPath(size1, First(size2), true);
      CheckRefused(VerifyConsistency(size1, size2, stranger, root2, proof));
      CheckRefused(VerifyConsistency(size1, size2, root1, stranger, proof));
      if (size1 != size2) {
        CheckRefused(VerifyConsistency(size1, size2, root2, root1, proof));
        CheckRefused(VerifyConsistency(size2, size1, root2, root1, proof));
      }
    }
  }
}

TEST_CASE("a tree that rewrote an entry is not consistent with the one before", "[tlog][merkle]") {
  std::vector<std::string> rewritten = TestEntries();
  rewritten[2] = "rewritten";
  for (size_t size1 = 3; size1 < rewritten.size(); ++size1) {
    CAPTURE(size1);
    CheckRefused(VerifyConsistency(size1, rewritten.size(), TreeHash(First(size1)),
                                   TreeHash(rewritten), ConsistencyPath(size1, rewritten, true)));
  }
}

TEST_CASE("a consistency proof from the empty or from a larger tree is refused", "[tlog][merkle]") {
  const MerkleHash root = ComputeEmptyRoot();
  for (const auto& [size1, size2] :
       std::vector<std::pair<uint64_t, uint64_t>>{{0, 0},
                                                  {0, 1},
                                                  {0, 8},
                                                  {0, kLargest},
                                                  {2, 1},
                                                  {kLargest, 0},
                                                  {kLargest, 1},
                                                  {kLargest, kLargest - 1}}) {
    CAPTURE(size1, size2);
    CheckRefused(VerifyConsistency(size1, size2, root, root, {}));
    CheckRefused(VerifyConsistency(size1, size2, root, root, SomeHashes(1)));
  }
}

TEST_CASE("a consistency proof of equal trees is empty, whatever their size", "[tlog][merkle]") {
  const MerkleHash root = ComputeLeafHash("");
  for (const uint64_t size : {uint64_t{1}, uint64_t{7}, uint64_t{1} << 63, kLargest}) {
    CAPTURE(size);
    CHECK(VerifyConsistency(size, size, root, root, {}).ok());
    CheckRefused(VerifyConsistency(size, size, root, ComputeEmptyRoot(), {}));
    CheckRefused(VerifyConsistency(size, size, root, root, SomeHashes(1)));
  }
}

TEST_CASE("a consistency proof between huge trees holds", "[tlog][merkle]") {
  const MerkleHash root1 = ComputeLeafHash("");
  const Hashes one = SomeHashes(1);
  CHECK(VerifyConsistency(uint64_t{1} << 63, kLargest, root1, ComputeNodeHash(root1, one[0]), one)
            .ok());
  const Hashes many = SomeHashes(64);
  MerkleHash root2 = root1;
  for (const MerkleHash& sibling : many) {
    root2 = ComputeNodeHash(root2, sibling);
  }
  CHECK(VerifyConsistency(1, kLargest, root1, root2, many).ok());
  CheckRefused(VerifyConsistency(1, kLargest, root1, root1, many));
}

TEST_CASE("a consistency proof between huge trees has exactly the hashes needed",
          "[tlog][merkle]") {
  const MerkleHash root = ComputeLeafHash("");
  // Start, one level inside the last four leaves, 62 complete subtrees to the left.
  for (const size_t count : {0, 63, 65}) {
    CAPTURE(count);
    const absl::Status status =
        VerifyConsistency(kLargest - 1, kLargest, root, root, SomeHashes(count));
    CheckRefused(status);
    CHECK(DetailOf(status, "expected") == "64");
  }
  const absl::Status status = VerifyConsistency(kLargest - 1, kLargest, root, root, SomeHashes(64));
  CheckRefused(status);
  CHECK(DetailOf(status, "expected") == EncodeHex(root));
}

}  // namespace
}  // namespace modelseal::tlog
