// SPDX-License-Identifier: Apache-2.0
//
// A prover who has the secret key, keeps to the form of proofs and computes c and s as it should,
// but says a label that is not that of the input. Each case first proves something true in the same
// way, so that it is the lie that is refused.
#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lib/base/status.h"
#include "lib/dataset/batch_transcript.h"
#include "lib/dataset/bulk_suite.h"
#include "lib/dataset/dleq.h"
#include "lib/dataset/ecvrf.h"
#include "lib/dataset/vrf_secret_key.h"
#include "lib/dataset/wire_writer.h"
#include "tests/dataset/vrf_examples.h"

namespace modelseal::dataset {
namespace {

using testing::BytesOfHex;
using testing::ExampleInputs;
using testing::kVrfSuites;
using testing::MakeVrfKey;
using testing::SuiteText;

// What the prover works with, in either suite: base_i, of which the key is to be the discrete
// logarithm of image_i. In suite 1 H and Gamma; in the bulk suite Y and G - h*Y.
class CheatingProver {
 public:
  explicit CheatingProver(Suite suite)
      : suite_(suite), public_key_(MakeVrfKey(suite).public_key()) {
    scalar_ = p256_.ParseScalar(BytesOfHex(testing::kExampleScalar));
  }

  // The point of the true label of an input.
  Point LabelPoint(const VrfInput& input) {
    if (suite_ == Suite::kEcvrfP256Sha256Tai) {
      return p256_.Multiply(scalar_, BaseOf(input));
    }
    std::vector<Scalar> exponents;
    exponents.push_back(p256_.Add(scalar_, InputScalar(input)));
    REQUIRE(p256_.InvertAll(exponents));
    return p256_.MultiplyGenerator(exponents[0]);
  }

  // The point that is `by` times G away.
  Point Shift(const Point& point, const Scalar& by) {
    return p256_.Add(point, p256_.MultiplyGenerator(by));
  }

  // A proof for one input that its label is that of `label_point`.
  std::vector<uint8_t> ProveOne(const VrfInput& input, const Point& label_point) {
    const Point base = ProofBase(input, label_point);
    const Scalar nonce = p256_.Random();
    const auto commitments =
        EncodeCommitments(p256_, p256_.MultiplyGenerator(nonce), p256_.Multiply(nonce, base));
    REQUIRE(commitments.ok());
    WireWriter writer;
    writer.WriteBytes(*p256_.Encode(label_point));
    writer.WriteBytes(
        AnswerChallenge(p256_, ChallengeOf(input, label_point, *commitments), nonce, scalar_));
    return writer.Finish();
  }

  // The same for many.
  std::vector<uint8_t> ProveMany(const std::vector<VrfInput>& inputs,
                                 const std::vector<Point>& label_points) {
    BatchTranscript transcript(suite_, public_key_.bytes(), inputs.size());
    WireWriter writer;
    for (size_t i = 0; i < inputs.size(); ++i) {
      transcript.Add(ImageOf(inputs[i]), *p256_.Encode(label_points[i]));
      writer.WriteBytes(*p256_.Encode(label_points[i]));
    }
    const BatchDigest digest = transcript.Finish();
    const std::vector<Scalar> weights = BatchWeights(p256_, digest, inputs.size());
    Point base = p256_.MultiplyGenerator(p256_.ParseScalar(std::vector<uint8_t>(32)));
    for (size_t i = 0; i < inputs.size(); ++i) {
      base = p256_.Add(base, p256_.Multiply(weights[i], ProofBase(inputs[i], label_points[i])));
    }
    const Scalar nonce = p256_.Random();
    const auto commitments =
        EncodeCommitments(p256_, p256_.MultiplyGenerator(nonce), p256_.Multiply(nonce, base));
    REQUIRE(commitments.ok());
    writer.WriteBytes(AnswerChallenge(p256_, BatchChallenge(digest, *commitments), nonce, scalar_));
    return writer.Finish();
  }

  const VrfPublicKey& public_key() const { return public_key_; }
  P256& p256() { return p256_; }

 private:
  Point BaseOf(const VrfInput& input) {
    auto base = EcvrfEncodeToCurve(p256_, public_key_.bytes(), input);
    REQUIRE(base.ok());
    return std::move(base->point);
  }

  Scalar InputScalar(const VrfInput& input) {
    return BulkScalars(public_key_.bytes()).Compute(p256_, input);
  }

  Point ProofBase(const VrfInput& input, const Point& label_point) {
    return suite_ == Suite::kEcvrfP256Sha256Tai
               ? BaseOf(input)
               : Point(EC_POINT_dup(label_point.get(), P256::Group()));
  }

  // What of an input goes into the transcript.
  std::vector<uint8_t> ImageOf(const VrfInput& input) {
    if (suite_ == Suite::kEcvrfP256Sha256Tai) {
      const auto bytes = p256_.Encode(BaseOf(input));
      return {bytes->begin(), bytes->end()};
    }
    ScalarBytes bytes = {};
    p256_.Encode(InputScalar(input), bytes);
    return {bytes.begin(), bytes.end()};
  }

  std::array<uint8_t, kChallengeBytes> ChallengeOf(const VrfInput& input, const Point& label_point,
                                                   const DleqCommitments& commitments) {
    const PointBytes label_bytes = *p256_.Encode(label_point);
    if (suite_ == Suite::kEcvrfP256Sha256Tai) {
      return EcvrfChallenge({public_key_.bytes(), *p256_.Encode(BaseOf(input)), label_bytes},
                            commitments);
    }
    BulkStatement statement = {public_key_.bytes(), {}, label_bytes};
    p256_.Encode(InputScalar(input), statement.input_scalar);
    return BulkChallenge(statement, commitments);
  }

  Suite suite_;
  VrfPublicKey public_key_;
  P256 p256_;
  Scalar scalar_;
};

Reason FailureOf(const absl::Status& status) {
  REQUIRE_FALSE(status.ok());
  return ReasonOf(status);
}

}  // namespace

TEST_CASE("who has the key proves no other label of an input", "[dataset][vrf]") {
  for (const Suite suite : kVrfSuites) {
    CAPTURE(SuiteText(suite));
    CheatingProver prover(suite);
    const Point truth = prover.LabelPoint("a");
    REQUIRE(VerifyLabel(prover.public_key(), "a", prover.ProveOne("a", truth)).ok());
    const Point lies[] = {prover.Shift(truth, prover.p256().Random()), prover.LabelPoint("b")};
    for (const Point& lie : lies) {
      const auto label = VerifyLabel(prover.public_key(), "a", prover.ProveOne("a", lie));
      CHECK(FailureOf(label.status()) == Reason::kDatasetProofInvalid);
    }
  }
}

TEST_CASE("lies in one proof of many labels do not cancel", "[dataset][vrf]") {
  const std::vector<VrfInput> inputs = ExampleInputs(3);
  for (const Suite suite : kVrfSuites) {
    CAPTURE(SuiteText(suite));
    CheatingProver prover(suite);
    std::vector<Point> points;
    for (const VrfInput& input : inputs) {
      points.push_back(prover.LabelPoint(input));
    }
    REQUIRE(VerifyLabels(prover.public_key(), inputs, prover.ProveMany(inputs, points)).ok());
    // Two labels change places; then, one is moved by as much as another is moved back.
    std::swap(points[0], points[1]);
    auto labels = VerifyLabels(prover.public_key(), inputs, prover.ProveMany(inputs, points));
    CHECK(FailureOf(labels.status()) == Reason::kDatasetProofInvalid);
    std::swap(points[0], points[1]);
    const Scalar by = prover.p256().Random();
    points[0] = prover.Shift(points[0], by);
    points[2] = prover.Shift(points[2], prover.p256().Negate(by));
    labels = VerifyLabels(prover.public_key(), inputs, prover.ProveMany(inputs, points));
    CHECK(FailureOf(labels.status()) == Reason::kDatasetProofInvalid);
  }
}

TEST_CASE("one lie among many labels is refused", "[dataset][vrf]") {
  const std::vector<VrfInput> inputs = ExampleInputs(20);
  for (const Suite suite : kVrfSuites) {
    CheatingProver prover(suite);
    std::vector<Point> points;
    for (const VrfInput& input : inputs) {
      points.push_back(prover.LabelPoint(input));
    }
    points[13] = prover.LabelPoint("another");
    const auto labels = VerifyLabels(prover.public_key(), inputs, prover.ProveMany(inputs, points));
    CHECK(FailureOf(labels.status()) == Reason::kDatasetProofInvalid);
  }
}

}  // namespace modelseal::dataset
