// SPDX-License-Identifier: Apache-2.0
//
// Groups 31 to 36 and 38: the signer's certificate, its issuers and their times.
#include <string>

#include "lib/base/base64.h"
#include "tests/support/trusted_root_json.h"
#include "tests/verify/negative_case.h"

namespace modelseal::testing {
namespace {

using nlohmann::json;

constexpr int64_t kHourSeconds = 3600;
constexpr char kUnknownExtension[] = "1.3.6.1.4.1.57264.99";

Change Certificate(const std::function<void(CertificateSpec&)>& change) {
  return [change](Trial& trial) { change(trial.signing.certificate); };
}

// Fulcio with authorities by these specifications.
void Rebuild(VirtualSigstore& sigstore, const CertificateSpec& root,
             const CertificateSpec& intermediate) {
  sigstore.fulcio_root = TestIdentity::SelfSigned(root);
  sigstore.fulcio_intermediate = sigstore.fulcio_root.Issue(intermediate);
}

CertificateSpec Ended(CertificateSpec spec) {
  spec.not_after_seconds = kTestNow - 1;
  return spec;
}

const CertificateSpec& RootSpec() {
  static const auto* const kSpec = new CertificateSpec(AuthoritySpec("fulcio root"));
  return *kSpec;
}

CertificateSpec IntermediateSpec() { return VirtualSigstore::FulcioIntermediateSpec(); }

Change Authorities(const CertificateSpec& root, const CertificateSpec& intermediate) {
  return [root, intermediate](Trial& trial) { Rebuild(trial.sigstore, root, intermediate); };
}

// The same under the caller's own anchors, whose bundle brings the intermediate.
Change OwnAuthorities(const CertificateSpec& root, const CertificateSpec& intermediate) {
  return [root, intermediate](Trial& trial) {
    Rebuild(trial.sigstore, root, intermediate);
    trial.signing.more_certificates_der = {trial.sigstore.fulcio_intermediate.der()};
  };
}

// Another instance with authorities of the same names, whose certificates the bundle brings.
void IssueByStranger(Trial& trial) {
  const VirtualSigstore stranger;
  trial.signing.issuer = stranger.fulcio_intermediate;
  trial.signing.version = BundleVersion::kV02;
  trial.signing.more_certificates_der = {stranger.fulcio_intermediate.der()};
}

// Nothing but the signature tells the one authority from the other.
void IssueWithoutIdentifiers(Trial& trial) {
  CertificateSpec root = RootSpec();
  CertificateSpec intermediate = IntermediateSpec();
  root.has_key_identifiers = false;
  intermediate.has_key_identifiers = false;
  trial.signing.certificate.has_key_identifiers = false;
  Rebuild(trial.sigstore, root, intermediate);
  VirtualSigstore stranger;
  Rebuild(stranger, root, intermediate);
  trial.signing.issuer = stranger.fulcio_intermediate;
}

// Two authorities of the same names: the one that issued was trusted until now, the other is.
void BorrowValidity(Trial& trial) {
  const VirtualSigstore newer;
  trial.change_root = [newer](json& root) {
    json& authorities = root["certificateAuthorities"];
    authorities[0]["validFor"] = PeriodJson(kTestNow - kHourSeconds, kTestNow - 1);
    authorities.push_back(
        AuthorityJson("https://new.test", {newer.fulcio_intermediate, newer.fulcio_root}));
  };
}

void MixChains(Trial& trial) {
  const VirtualSigstore other;
  trial.change_root = [&trial, other](json& root) {
    root["certificateAuthorities"][0] = AuthorityJson(
        "https://mixed.test", {trial.sigstore.fulcio_intermediate, other.fulcio_root});
  };
}

// An intermediate below one that allows none.
TestIdentity IssueTooDeep(Trial& trial) {
  return trial.sigstore.fulcio_intermediate.Issue(AuthoritySpec("too deep"));
}

void TooLongInRoot(Trial& trial) {
  const TestIdentity deep = IssueTooDeep(trial);
  trial.signing.issuer = deep;
  trial.change_root = [&trial, deep](json& root) {
    root["certificateAuthorities"][0] =
        AuthorityJson("https://deep.test",
                      {deep, trial.sigstore.fulcio_intermediate, trial.sigstore.fulcio_root});
  };
}

void TooLongInBundle(Trial& trial) {
  const TestIdentity deep = IssueTooDeep(trial);
  trial.signing.issuer = deep;
  trial.signing.more_certificates_der = {deep.der(), trial.sigstore.fulcio_intermediate.der()};
}

// Issued by itself under the name of the authority.
void SelfSigned(Trial& trial) {
  trial.signing.certificate.common_name = "fulcio intermediate";
  trial.signing.identity = TestIdentity::SelfSigned(trial.signing.certificate);
}

void SelfSignedInPool(Trial& trial) {
  SelfSigned(trial);
  trial.change_root = [&trial](json& root) {
    root["certificateAuthorities"].push_back(
        AuthorityJson("https://self.test", {*trial.signing.identity}));
  };
}

void SelfSignedInChain(Trial& trial) {
  SelfSigned(trial);
  trial.signing.more_certificates_der = {trial.signing.identity->der()};
}

void RootInChain(Trial& trial) {
  trial.signing.version = BundleVersion::kV02;
  trial.signing.more_certificates_der = {trial.sigstore.fulcio_intermediate.der(),
                                         trial.sigstore.fulcio_root.der()};
}

// The promise at one time and the timestamp at another.
Change TwoTimes(int64_t promise_seconds, int64_t timestamp_seconds) {
  return [=](Trial& trial) {
    trial.signing.integrated_time_seconds = promise_seconds;
    trial.signing.timestamps.emplace_back().time_ms = timestamp_seconds * 1000;
  };
}

// Two logs are asked for and there; the first has a second entry, of a later time.
void PromiseTwice(Trial& trial) {
  trial.thresholds.log_entries = 2;
  trial.change_bundle = [&trial](json& bundle) {
    json& entries = bundle["verificationMaterial"]["tlogEntries"];
    const auto body = DecodeBase64(std::string(entries[0]["canonicalizedBody"]));
    const LogBody again{"hashedrekord", "0.0.1", {}, *body};
    entries.push_back(LogEntryJson(trial.sigstore.rekor_v1.Append(again, kTestNow + kHourSeconds)));
    const auto signature = DecodeBase64(std::string(bundle["messageSignature"]["signature"]));
    const auto certificate =
        DecodeBase64(std::string(bundle["verificationMaterial"]["certificate"]["rawBytes"]));
    entries.push_back(LogEntryJson(trial.sigstore.rekor_v2.Append(HashedRekordV002Body(
        *signature, {*certificate, ""}, HashText("sha256", trial.signing.artifact)))));
  };
}

std::vector<NegativeCase> LeafCases() {
  return {
      Artifact(31, "no extended key usage",
               Certificate([](CertificateSpec& spec) { spec.Set("extendedKeyUsage", ""); })),
      Artifact(31, "for servers instead of code", Certificate([](CertificateSpec& spec) {
                 spec.Set("extendedKeyUsage", "serverAuth");
               })),
      Artifact(31, "any extended key usage only", Certificate([](CertificateSpec& spec) {
                 spec.Set("extendedKeyUsage", "anyExtendedKeyUsage");
               })),
      Artifact(31, "CA:TRUE", Certificate([](CertificateSpec& spec) {
                 spec.Set("basicConstraints", "critical,CA:TRUE");
               })),
      Artifact(31, "without digitalSignature", Certificate([](CertificateSpec& spec) {
                 spec.Set("keyUsage", "critical,keyEncipherment");
               })),
      Artifact(31, "without key usage",
               Certificate([](CertificateSpec& spec) { spec.Set("keyUsage", ""); })),
      Artifact(31, "may sign certificates", Certificate([](CertificateSpec& spec) {
                 spec.Set("keyUsage", "critical,digitalSignature,keyCertSign");
               })),
      Artifact(31, "version 1", Certificate([](CertificateSpec& spec) {
                 spec.version = 1;
                 spec.common_name = "signer";
                 spec.extensions.clear();
                 spec.sct_list = nullptr;
               })),
      Anchors(31, "without codeSigning under one's own authority",
              Certificate([](CertificateSpec& spec) {
                spec.Set("keyUsage", "").Set("extendedKeyUsage", "serverAuth");
              })),
      Artifact(35, "one second before the certificate begins",
               Certificate([](CertificateSpec& spec) { spec.not_before_seconds = kTestNow + 1; })),
      Artifact(35, "one second after the certificate ends",
               Certificate([](CertificateSpec& spec) { spec.not_after_seconds = kTestNow - 1; })),
      Artifact(35, "both ends of the certificate at the time pass",
               Certificate([](CertificateSpec& spec) {
                 spec.not_before_seconds = kTestNow;
                 spec.not_after_seconds = kTestNow;
               })),
      V2(35, "one millisecond before the certificate begins",
         [](Trial& trial) {
           trial.signing.certificate.not_before_seconds = kTestNow + 1;
           trial.signing.timestamps[0].time_ms = kTestNow * 1000 + 999;
         }),
      V2(35, "one millisecond after the certificate ends",
         [](Trial& trial) {
           trial.signing.certificate.not_after_seconds = kTestNow;
           trial.signing.timestamps[0].time_ms = kTestNow * 1000 + 1;
         }),
      Anchors(35, "one second after the certificate ends by the clock",
              Certificate([](CertificateSpec& spec) { spec.not_after_seconds = kTestNow - 1; })),
      Anchors(35, "one millisecond after the certificate ends by a timestamp",
              [](Trial& trial) {
                trial.has_timestamp_root = true;
                trial.signing.certificate.not_after_seconds = kTestNow;
                trial.signing.timestamps.emplace_back().time_ms = kTestNow * 1000 + 1;
              }),
      Artifact(36, "timestamp before the certificate, promise inside",
               TwoTimes(kTestNow, kTestNow - kHourSeconds)),
      Artifact(36, "timestamp after the certificate, promise inside",
               TwoTimes(kTestNow, kTestNow + kHourSeconds)),
      Artifact(36, "promise after the certificate, timestamp inside",
               TwoTimes(kTestNow + kHourSeconds, kTestNow)),
      V2(36, "second timestamp after the certificate",
         [](Trial& trial) {
           trial.signing.timestamps.emplace_back().time_ms = (kTestNow + kHourSeconds) * 1000;
         }),
      Artifact(36, "second promise of one log after the certificate", PromiseTwice),
      Artifact(36, "both times inside pass", TwoTimes(kTestNow + 1, kTestNow)),
  };
}

std::vector<NegativeCase> AuthorityCases() {
  CertificateSpec no_path = RootSpec();
  no_path.Set("basicConstraints", "critical,CA:TRUE,pathlen:0");
  CertificateSpec constrained = IntermediateSpec();
  constrained.Set("nameConstraints", "critical,permitted;email:example.org");
  CertificateSpec unknown = IntermediateSpec();
  unknown.Set(kUnknownExtension, RawExtension("x", /*is_critical=*/true));
  CertificateSpec for_servers = IntermediateSpec();
  for_servers.Set("extendedKeyUsage", "serverAuth");
  return {
      Artifact(32, "intermediate has expired", Authorities(RootSpec(), Ended(IntermediateSpec()))),
      Artifact(32, "root has expired", Authorities(Ended(RootSpec()), IntermediateSpec())),
      Anchors(32, "one's own intermediate has expired",
              OwnAuthorities(RootSpec(), Ended(IntermediateSpec()))),
      Anchors(32, "one's own root has expired",
              OwnAuthorities(Ended(RootSpec()), IntermediateSpec())),
      Artifact(32, "authority was trusted until before the time",
               [](Trial& trial) {
                 trial.change_root = [](json& root) {
                   root["certificateAuthorities"][0]["validFor"] =
                       PeriodJson(kTestNow - kHourSeconds, kTestNow - 1);
                 };
               }),
      Artifact(32, "authority is trusted from after the time",
               [](Trial& trial) {
                 trial.change_root = [](json& root) {
                   root["certificateAuthorities"][0]["validFor"] =
                       PeriodJson(kTestNow + 1, kTestNow + kHourSeconds);
                 };
               }),
      Artifact(33, "intermediate of the bundle has the name of a trusted one", IssueByStranger),
      Artifact(33, "issuer of the right name and another key",
               [](Trial& trial) { trial.signing.issuer = VirtualSigstore().fulcio_intermediate; }),
      Artifact(33, "issuer of the right name and another key, without key identifiers",
               IssueWithoutIdentifiers),
      Artifact(33, "authority borrows the validity of another of its name", BorrowValidity),
      Artifact(33, "intermediate of one authority with the root of another", MixChains),
      Anchors(33, "one's own anchor has the name but not the key of the root",
              [](Trial& trial) { trial.anchor = VirtualSigstore().fulcio_root; }),
      Artifact(34, "path that is too long in the trust root", TooLongInRoot),
      Anchors(34, "path that is too long in the bundle", TooLongInBundle),
      Artifact(34, "root that allows no intermediate", Authorities(no_path, IntermediateSpec())),
      Artifact(34, "name outside the constraints of the intermediate",
               Authorities(RootSpec(), constrained)),
      Anchors(34, "name outside the constraints of one's own intermediate",
              OwnAuthorities(RootSpec(), constrained)),
      Artifact(34, "unknown critical extension in the signer's certificate",
               Certificate([](CertificateSpec& spec) {
                 spec.Set(kUnknownExtension, RawExtension("x", /*is_critical=*/true));
               })),
      Artifact(34, "unknown critical extension in the intermediate",
               Authorities(RootSpec(), unknown)),
      Artifact(34, "intermediate for servers only", Authorities(RootSpec(), for_servers)),
      Artifact(38, "self-signed under the name of the authority", SelfSigned),
      Artifact(38, "self-signed and among the authorities of the trust root", SelfSignedInPool),
      Anchors(38, "self-signed and once more in the bundle's chain", SelfSignedInChain),
      Artifact(38, "signed by the root itself as the signer",
               [](Trial& trial) { trial.signing.identity = trial.sigstore.fulcio_root; }),
      Artifact(38, "root in the bundle's chain", RootInChain),
  };
}

}  // namespace

std::vector<NegativeCase> CertificateCases() {
  std::vector<NegativeCase> all = LeafCases();
  const std::vector<NegativeCase> authorities = AuthorityCases();
  all.insert(all.end(), authorities.begin(), authorities.end());
  return all;
}

}  // namespace modelseal::testing
