// SPDX-License-Identifier: Apache-2.0
//
// What must verify: every form of bundle, log entry, key, subject and policy, from end to end in
// one instance of Sigstore that is as it should be.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lib/base/base64.h"
#include "lib/base/status.h"
#include "lib/crypto/der_reader.h"
#include "lib/x509/san_type.h"
#include "lib/x509/sct.h"
#include "tests/support/trusted_root_json.h"
#include "tests/verify/trial.h"

namespace modelseal::testing {
namespace {

using verify::TimeSource;
using verify::Unchecked;
using verify::VerifiedArtifact;

// A failed test if the trial is lost.
VerifiedArtifact RequireOk(Trial& trial) {
  const auto result = trial.Verify();
  INFO(result.status().message());
  REQUIRE(result.ok());
  return *result;
}

TEST_CASE("an artifact that Rekor v1 recorded verifies", "[verify][sigstore]") {
  Trial trial;
  const VerifiedArtifact result = RequireOk(trial);
  const verify::Evidence& evidence = result.signer.evidence;
  REQUIRE(evidence.identity.has_value());
  CHECK(evidence.identity->subject == kTestSigner);
  CHECK(evidence.identity->issuer == kTestIssuer);
  REQUIRE(evidence.times.size() == 1);
  CHECK(evidence.times[0].time_ms == kTestNow * 1000);
  CHECK(evidence.times[0].source == TimeSource::kTransparencyLog);
  CHECK(evidence.times[0].authority == "https://rekor.test");
  REQUIRE(evidence.log_entries.size() == 1);
  CHECK(evidence.log_entries[0].kind == "hashedrekord");
  CHECK(evidence.log_entries[0].version == "0.0.1");
  CHECK(evidence.log_entries[0].tree_size == 7);
  CHECK(evidence.sct_log_count == 1);
  CHECK(evidence.unchecked.empty());
  CHECK(result.signer.certificate_path.size() == 3);
}

TEST_CASE("an artifact that Rekor v2 recorded verifies", "[verify][sigstore]") {
  Trial trial = V2Trial();
  const VerifiedArtifact result = RequireOk(trial);
  const verify::Evidence& evidence = result.signer.evidence;
  REQUIRE(evidence.times.size() == 1);
  CHECK(evidence.times[0].source == TimeSource::kTimestampAuthority);
  CHECK(evidence.times[0].authority == "CN=TSA");
  REQUIRE(evidence.log_entries.size() == 1);
  CHECK(evidence.log_entries[0].version == "0.0.2");
  CHECK(evidence.log_entries[0].integrated_time_seconds == 0);
}

TEST_CASE("an envelope that either Rekor recorded verifies", "[verify][sigstore]") {
  Trial trial = EnvelopeTrial();
  std::string kind = "dsse";
  SECTION("as dsse") { trial.signing.has_intoto_body = false; }
  SECTION("as intoto") {
    trial.signing.has_intoto_body = true;
    kind = "intoto";
  }
  SECTION("as hashedrekord of Rekor v2") {
    const auto envelope = trial.signing.envelope;
    trial.signing = trial.sigstore.NewV2Signing();
    trial.signing.envelope = envelope;
    kind = "hashedrekord";
  }
  const VerifiedArtifact result = RequireOk(trial);
  CHECK(result.predicate_type == kTestPredicateType);
  REQUIRE(result.signer.evidence.log_entries.size() == 1);
  CHECK(result.signer.evidence.log_entries[0].kind == kind);
}

TEST_CASE("a model that either Rekor recorded verifies", "[verify][sigstore]") {
  Trial trial = ModelTrial();
  SECTION("Rekor v1") {}
  SECTION("Rekor v2") {
    const auto envelope = trial.signing.envelope;
    trial.signing = trial.sigstore.NewV2Signing();
    trial.signing.envelope = envelope;
  }
  const auto result = trial.VerifyModel();
  INFO(result.status().message());
  REQUIRE(result.ok());
  CHECK(result->manifest.entries().size() == 2);
}

TEST_CASE("bundles of every version verify", "[verify][sigstore]") {
  Trial trial;
  SECTION("0.1 with the promise that it must have") { trial.signing.version = BundleVersion::kV01; }
  SECTION("0.2") { trial.signing.version = BundleVersion::kV02; }
  SECTION("0.2 with the intermediate behind the signer") {
    trial.signing.version = BundleVersion::kV02;
    trial.signing.more_certificates_der = {trial.sigstore.fulcio_intermediate.der()};
  }
  SECTION("0.3 in the long form of its name") {
    trial.change_bundle = [](auto& bundle) {
      bundle["mediaType"] = "application/vnd.dev.sigstore.bundle+json;version=0.3";
    };
  }
  RequireOk(trial);
}

TEST_CASE("a promise is not needed where a timestamp gives the time", "[verify][sigstore]") {
  Trial trial;
  trial.signing.has_promise = false;
  trial.signing.timestamps.resize(1);
  const VerifiedArtifact result = RequireOk(trial);
  REQUIRE(result.signer.evidence.times.size() == 1);
  CHECK(result.signer.evidence.times[0].source == TimeSource::kTimestampAuthority);
}

TEST_CASE("an entry with the index 0 in a tree of one leaf verifies", "[verify][sigstore]") {
  Trial trial;
  trial.signing.change_entry = [&trial](tlog::LogEntry& entry) {
    TestLog& log = trial.sigstore.rekor_v1;
    TestLog alone(TestLog::Kind::kRekorV1, log.base_url(), log.key());
    alone.AppendLeaf(entry.canonicalized_body);
    entry.inclusion_proof = alone.ProofOf(0, 1);
  };
  // Clients leave out what is 0 or empty.
  trial.change_bundle = [](auto& bundle) {
    auto& proof = bundle["verificationMaterial"]["tlogEntries"][0]["inclusionProof"];
    proof.erase("logIndex");
    proof.erase("hashes");
  };
  RequireOk(trial);
}

TEST_CASE("keys of every kind sign artifacts and envelopes", "[verify][sigstore]") {
  const auto kind = GENERATE(TestKey::Kind::kP256, TestKey::Kind::kP384, TestKey::Kind::kP521,
                             TestKey::Kind::kRsa2048, TestKey::Kind::kEd25519);
  const bool has_envelope = GENERATE(false, true);
  const bool is_managed = GENERATE(false, true);
  const LogChoice log = GENERATE(LogChoice::kRekorV1, LogChoice::kRekorV2);
  CAPTURE(static_cast<int>(kind), has_envelope, is_managed, static_cast<int>(log));
  // Ed25519 has no prehash, which entries of Rekor v2 are about.
  if (kind == TestKey::Kind::kEd25519 && log == LogChoice::kRekorV2) {
    return;
  }
  Trial trial = has_envelope ? EnvelopeTrial() : Trial();
  trial.signing.certificate.kind = kind;
  trial.signing.log = log;
  if (log == LogChoice::kRekorV2) {
    trial.signing.timestamps.resize(1);
  }
  if (is_managed) {
    trial.signing.is_managed_key = true;
    trial.kind = PolicyKind::kLoggedKey;
  }
  RequireOk(trial);
}

TEST_CASE("larger curves may sign with SHA-256", "[verify][sigstore]") {
  Trial trial = EnvelopeTrial();
  trial.signing.certificate.kind = GENERATE(TestKey::Kind::kP384, TestKey::Kind::kP521);
  trial.signing.digest = "SHA256";
  RequireOk(trial);
}

TEST_CASE("logs, authorities and timestamp authorities may have keys of other kinds",
          "[verify][sigstore]") {
  Trial trial;
  SECTION("certificates on P-384") {
    CertificateSpec root = AuthoritySpec("fulcio root");
    CertificateSpec intermediate = VirtualSigstore::FulcioIntermediateSpec();
    root.kind = intermediate.kind = TestKey::Kind::kP384;
    root.digest = intermediate.digest = trial.signing.certificate.digest = "SHA384";
    trial.sigstore.fulcio_root = TestIdentity::SelfSigned(root);
    trial.sigstore.fulcio_intermediate = trial.sigstore.fulcio_root.Issue(intermediate);
  }
  SECTION("a log of certificates with RSA") {
    trial.sigstore.ct_log = TestCtLog(TestKey::Kind::kRsa2048);
    trial.signing = trial.sigstore.NewSigning();
  }
  SECTION("Rekor v1 on P-384") {
    trial.sigstore.rekor_v1 = TestLog(TestLog::Kind::kRekorV1, "https://private.test",
                                      TestKey::Make(TestKey::Kind::kP384));
  }
  SECTION("Rekor v2 on P-256") {
    trial.sigstore.rekor_v2 = TestLog(TestLog::Kind::kRekorV2, "https://private.test",
                                      TestKey::Make(TestKey::Kind::kP256));
    trial.signing = trial.sigstore.NewV2Signing();
  }
  SECTION("a timestamp authority with RSA and SHA-512") {
    CertificateSpec signer = TimestampSignerSpec("TSA");
    signer.kind = TestKey::Kind::kRsa2048;
    trial.sigstore.tsa.signer = trial.sigstore.tsa.intermediate.Issue(signer);
    trial.signing = trial.sigstore.NewV2Signing();
    trial.signing.timestamps[0].signature_digest = "SHA512";
  }
  RequireOk(trial);
}

std::string OtherNameOf(const std::string& user) {
  const std::string value = crypto::EncodeDer(crypto::ContextConstructed(0),
                                              crypto::EncodeDer(crypto::DerTag::kUtf8String, user));
  const std::string type = EncodeOid("1.3.6.1.4.1.57264.1.7");
  return crypto::EncodeDer(crypto::DerTag::kSequence,
                           crypto::EncodeDer(crypto::ContextConstructed(0), type + value));
}

TEST_CASE("subjects of every kind verify", "[verify][sigstore]") {
  Trial trial;
  std::string subject;
  x509::SanType type = x509::SanType::kEmail;
  SECTION("address") { subject = kTestSigner; }
  SECTION("workload") {
    subject = "https://github.com/a/b/.github/workflows/sign.yml@refs/heads/main";
    type = x509::SanType::kUri;
    trial.signing.certificate.Set("subjectAltName", "critical,URI:" + subject);
  }
  SECTION("user name") {
    subject = "user@host!example";
    type = x509::SanType::kOtherName;
    trial.signing.certificate.Set("subjectAltName", "")
        .Set("2.5.29.17", RawExtension(OtherNameOf(subject), /*is_critical=*/true));
  }
  trial.identities = {ExactIdentity(subject, kTestIssuer)};
  const VerifiedArtifact result = RequireOk(trial);
  CHECK(result.signer.evidence.identity->subject == subject);
  CHECK(result.signer.evidence.identity->subject_type == type);
}

TEST_CASE("one of several identities is enough", "[verify][sigstore]") {
  Trial trial;
  trial.identities.insert(trial.identities.begin(), ExactIdentity("other@example.com", "x"));
  RequireOk(trial);
}

TEST_CASE("the issuer may stand in one of its extensions", "[verify][sigstore]") {
  Trial trial;
  trial.signing.certificate.Set(GENERATE("1.3.6.1.4.1.57264.1.1", "1.3.6.1.4.1.57264.1.8"), "");
  RequireOk(trial);
}

TEST_CASE("a signature of any identity verifies if the policy says so", "[verify][sigstore]") {
  Trial trial;
  trial.identities.clear();
  trial.accepts_any_identity = true;
  const VerifiedArtifact result = RequireOk(trial);
  CHECK(result.signer.evidence.unchecked == std::vector{Unchecked::kIdentity});
}

TEST_CASE("what the policy waives need not be there, and is told", "[verify][sigstore]") {
  Trial trial = V2Trial();
  SECTION("log entries") {
    trial.signing.log = LogChoice::kNone;
    trial.thresholds.log_entries = 0;
    CHECK(RequireOk(trial).signer.evidence.unchecked == std::vector{Unchecked::kLogEntry});
  }
  SECTION("certificate timestamps") {
    trial.signing.certificate.sct_list = nullptr;
    trial.thresholds.scts = 0;
    CHECK(RequireOk(trial).signer.evidence.unchecked == std::vector{Unchecked::kCertificateLog});
  }
  SECTION("an artifact's digest is not a waiver: it is computed") {
    trial.signing.artifact = std::string(100'000, 'x');
    CHECK(RequireOk(trial).signer.evidence.unchecked.empty());
  }
}

TEST_CASE("thresholds are met by different logs and authorities", "[verify][sigstore]") {
  Trial trial;
  SECTION("both kinds of time") {
    trial.signing.timestamps.resize(1);
    trial.thresholds.timestamps = 1;
    trial.thresholds.times = 2;
    CHECK(RequireOk(trial).signer.evidence.times.size() == 2);
  }
  SECTION("two logs of certificates") {
    const TestCtLog second;
    trial.thresholds.scts = 2;
    trial.signing.certificate.sct_list = [&](const std::string& tbs, const std::string& issuer) {
      x509::Sct draft;
      draft.timestamp_ms = static_cast<uint64_t>(kTestNow) * 1000;
      return EncodeSctList(
          {trial.sigstore.ct_log.Sign(draft, tbs, issuer), second.Sign(draft, tbs, issuer)});
    };
    trial.change_root = [&](auto& root) {
      root["ctlogs"].push_back(LogInstanceJson("https://ct2.test", second.key(), second.log_id()));
    };
    CHECK(RequireOk(trial).signer.evidence.sct_log_count == 2);
  }
  SECTION("two transparency logs") {
    trial.thresholds.log_entries = 2;
    trial.signing.timestamps.resize(1);
    trial.change_bundle = [&](auto& bundle) {
      const std::string text = bundle["messageSignature"]["signature"];
      const auto signature = DecodeBase64(text);
      const auto certificate =
          DecodeBase64(std::string(bundle["verificationMaterial"]["certificate"]["rawBytes"]));
      const tlog::LogEntry entry = trial.sigstore.rekor_v2.Append(HashedRekordV002Body(
          *signature, {*certificate, ""}, HashText("sha256", trial.signing.artifact)));
      bundle["verificationMaterial"]["tlogEntries"].push_back(LogEntryJson(entry));
    };
    CHECK(RequireOk(trial).signer.evidence.log_entries.size() == 2);
  }
}

TEST_CASE("every end of a validity is part of it", "[verify][sigstore]") {
  Trial trial;
  const int64_t now = kTestNow;
  SECTION("certificate") {
    trial.signing.certificate.not_before_seconds = now;
    trial.signing.certificate.not_after_seconds = now;
  }
  SECTION("certificate authority") {
    trial.change_root = [now](auto& root) {
      root["certificateAuthorities"][0]["validFor"] = PeriodJson(now, now);
    };
  }
  SECTION("transparency log") {
    trial.change_root = [now](auto& root) {
      root["tlogs"][0]["publicKey"]["validFor"] = PeriodJson(now, now);
    };
  }
  SECTION("log of certificates") {
    trial.change_root = [now](auto& root) {
      root["ctlogs"][0]["publicKey"]["validFor"] = PeriodJson(now, now);
    };
  }
  SECTION("timestamp authority") {
    trial.signing = trial.sigstore.NewV2Signing();
    trial.change_root = [now](auto& root) {
      root["timestampAuthorities"][0]["validFor"] = PeriodJson(now, now);
    };
  }
  SECTION("managed key") {
    trial.signing.is_managed_key = true;
    trial.kind = PolicyKind::kLoggedKey;
    trial.key_validity = {now * 1000, now * 1000};
  }
  RequireOk(trial);
}

TEST_CASE("everything may have expired since it was signed", "[verify][sigstore]") {
  Trial trial;
  trial.signing.timestamps.resize(1);
  trial.clock_seconds = kTestNow + 20LL * 365 * 86'400;
  RequireOk(trial);
}

TEST_CASE("an instance of another time verifies by its own times", "[verify][sigstore]") {
  Trial trial;
  trial.sigstore.now_seconds = kTestNow - 80'000;
  trial.signing = trial.sigstore.NewV2Signing();
  const VerifiedArtifact result = RequireOk(trial);
  CHECK(result.signer.evidence.times[0].time_ms == (kTestNow - 80'000) * 1000);
}

TEST_CASE("a certificate of an authority of one's own verifies", "[verify][certificate]") {
  Trial trial = AnchorsTrial();
  SECTION("at the time of the clock") {
    CHECK(RequireOk(trial).signer.evidence.unchecked ==
          std::vector{Unchecked::kLogEntry, Unchecked::kRevocation, Unchecked::kSigningTime,
                      Unchecked::kIdentity});
  }
  SECTION("at the time of a timestamp, though it has expired") {
    trial.signing.timestamps.resize(1);
    trial.has_timestamp_root = true;
    trial.clock_seconds = kTestNow + 20LL * 365 * 86'400;
    const VerifiedArtifact result = RequireOk(trial);
    CHECK(result.signer.evidence.times.size() == 1);
    CHECK(result.signer.evidence.unchecked ==
          std::vector{Unchecked::kLogEntry, Unchecked::kRevocation, Unchecked::kIdentity});
  }
  SECTION("with its subject, name and fingerprint pinned") {
    trial.signing.certificate.common_name = "signer";
    trial.signing.identity = trial.sigstore.fulcio_intermediate.Issue(trial.signing.certificate);
    trial.pins = {
        {"CN=other", "CN=signer"}, {kTestSigner}, {trial.signing.identity->Parse().fingerprint()}};
    CHECK(RequireOk(trial).signer.evidence.unchecked ==
          std::vector{Unchecked::kLogEntry, Unchecked::kRevocation, Unchecked::kSigningTime});
  }
}

TEST_CASE("a certificate that is not the one pinned is refused", "[verify][certificate]") {
  Trial trial = AnchorsTrial();
  std::string field;
  SECTION("subject") {
    trial.pins.subjects = {"CN=signer"};
    field = "subject";
  }
  SECTION("name") {
    trial.pins.alt_names = {"Signer@example.com"};
    field = "subject_alternative_name";
  }
  SECTION("fingerprint") {
    trial.pins.fingerprints = {std::string(64, '0')};
    field = "fingerprint";
  }
  const absl::Status status = trial.Status();
  REQUIRE_FALSE(status.ok());
  CHECK(ReasonOf(status) == Reason::kIdentityMismatch);
  CHECK(DetailOf(status, "field") == field);
}

TEST_CASE("a certificate of one's own authority needs a timestamp that its time is asked of",
          "[verify][certificate]") {
  Trial trial = AnchorsTrial();
  trial.has_timestamp_root = true;
  CHECK(ReasonOf(trial.Status()) == Reason::kSigningTimeUnknown);
  // Outside the certificate's ten minutes, though the clock is inside.
  trial.signing.timestamps.resize(1);
  trial.signing.timestamps[0].time_ms = (kTestNow - 3600) * 1000;
  CHECK(ReasonOf(trial.Status()) == Reason::kCertificateExpired);
}

}  // namespace
}  // namespace modelseal::testing
