// SPDX-License-Identifier: Apache-2.0
#include "lib/dataset/ecvrf.h"

#include <algorithm>
#include <utility>

#include "lib/base/status.h"
#include "lib/crypto/digest.h"
#include "lib/dataset/tagged_hash.h"

namespace modelseal::dataset {
namespace {

// Section 5.5: suite_string.
constexpr uint8_t kSuite = 0x01;
// Domain separators at both ends of what is hashed (sections 5.4.1.1, 5.4.3 and 5.2).
constexpr uint8_t kEncodeFront = 0x01;
constexpr uint8_t kChallengeFront = 0x02;
constexpr uint8_t kLabelFront = 0x03;
constexpr uint8_t kBack = 0x00;

crypto::Sha256 Start(uint8_t front) {
  const std::array<uint8_t, 2> bytes = {kSuite, front};
  crypto::Sha256 sha256;
  sha256.Update(bytes);
  return sha256;
}

}  // namespace

absl::StatusOr<EcvrfBase> EcvrfEncodeToCurve(P256& p256, const PointBytes& public_key,
                                             std::string_view input) {
  crypto::Sha256 start = Start(kEncodeFront);
  start.Update(public_key);
  start.Update(crypto::AsBytes(input));
  // Section 5.5: interpret_hash_value_as_a_point(s) is the point that 0x02 || s encodes.
  PointBytes candidate = {0x02};
  for (unsigned counter = 0; counter < 256; ++counter) {
    const std::array<uint8_t, 2> end = {static_cast<uint8_t>(counter), kBack};
    crypto::Sha256 sha256 = start;
    sha256.Update(end);
    const crypto::Sha256Digest digest = sha256.Finish();
    std::copy(digest.begin(), digest.end(), candidate.begin() + 1);
    Point point = p256.ParsePoint(candidate);
    MODELSEAL_RETURN_IF_ERROR(p256.status());
    if (point != nullptr) {
      return EcvrfBase{std::move(point), candidate};
    }
  }
  return MakeError(Reason::kInvalidArgument, "no hash of the input is a point of P-256");
}

std::array<uint8_t, kChallengeBytes> EcvrfChallenge(const EcvrfStatement& statement,
                                                    const DleqCommitments& commitments) {
  crypto::Sha256 sha256 = Start(kChallengeFront);
  for (const PointBytes* point : {&statement.public_key, &statement.base, &statement.gamma,
                                  &commitments.generator_k, &commitments.base_k}) {
    sha256.Update(*point);
  }
  sha256.Update({&kBack, 1});
  return FinishShort(sha256);
}

Label EcvrfLabel(const PointBytes& gamma) {
  crypto::Sha256 sha256 = Start(kLabelFront);
  sha256.Update(gamma);
  sha256.Update({&kBack, 1});
  return sha256.Finish();
}

}  // namespace modelseal::dataset
