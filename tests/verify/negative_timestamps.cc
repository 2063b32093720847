// SPDX-License-Identifier: Apache-2.0
//
// Groups 39 to 47: what timestamp authorities say about a signature.
#include <string>
#include <utility>

#include "lib/base/base64.h"
#include "lib/crypto/der_reader.h"
#include "tests/support/trusted_root_json.h"
#include "tests/verify/negative_case.h"

namespace modelseal::testing {
namespace {

using nlohmann::json;

constexpr int64_t kHourSeconds = 3600;

Change Timestamp(const std::function<void(TimestampSpec&)>& change) {
  return [change](Trial& trial) { change(trial.signing.timestamps[0]); };
}

Change Attribute(std::string_view oid, const std::string& value) {
  return Timestamp([=](TimestampSpec& spec) { spec.SetAttribute(oid, {value}); });
}

// The attribute of that type once more.
Change Twice(std::string_view oid) {
  return Timestamp([oid](TimestampSpec& spec) {
    spec.change_attributes = [oid](std::vector<TestAttribute>& attributes) {
      for (size_t i = 0; i < attributes.size(); ++i) {
        if (attributes[i].oid == oid) {
          attributes.push_back(TestAttribute(attributes[i]));
          return;
        }
      }
    };
  });
}

// A digest of what the timestamp is made of the signature, when there is one.
Change Imprint(const std::function<std::string(const Trial&, const std::string&)>& make) {
  return [make](Trial& trial) {
    trial.signing.change_signature = [&trial, make](const std::string& signature) {
      trial.signing.timestamps[0].imprint = make(trial, signature);
    };
  };
}

TestIdentity OtherSigner(const Trial& trial) {
  return trial.sigstore.tsa.intermediate.Issue(TimestampSignerSpec("TSA"));
}

// The authority's signer by this specification.
Change Signer(const CertificateSpec& spec) {
  return [spec](Trial& trial) {
    trial.sigstore.tsa.signer = trial.sigstore.tsa.intermediate.Issue(spec);
  };
}

// The trust root names only who issues signers, so that tokens bring theirs.
void BringSigner(Trial& trial) {
  TestTsa& tsa = trial.sigstore.tsa;
  trial.signing.timestamps[0].certificates = {tsa.signer.der()};
  trial.change_root = [tsa](json& root) {
    root["timestampAuthorities"][0] =
        AuthorityJson("https://tsa.test", {tsa.intermediate, tsa.root});
  };
}

// Somebody else's signer of the same names; the real one's certificate is beside it in the token.
void InjectSigner(Trial& trial, bool takes_identifier) {
  BringSigner(trial);
  const TestTsa stranger;
  TimestampSpec& timestamp = trial.signing.timestamps[0];
  timestamp.certificates = {stranger.signer.der(), stranger.intermediate.der(),
                            trial.sigstore.tsa.signer.der()};
  if (takes_identifier) {
    timestamp.signer_id = IssuerAndSerialOf(trial.sigstore.tsa.signer);
    timestamp.SetAttribute(kSigningCertificateV2Attribute,
                           {SigningCertificateOf(trial.sigstore.tsa.signer)});
  }
  trial.signing.timestamp_signer = stranger.signer;
}

// An authority that signs itself, first in the list of the trust root.
void SignByAuthority(Trial& trial) {
  TestTsa& tsa = trial.sigstore.tsa;
  CertificateSpec spec = TimestampSignerSpec("TSA");
  spec.Set("basicConstraints", "critical,CA:TRUE")
      .Set("keyUsage", "critical,digitalSignature,keyCertSign");
  tsa.signer = tsa.intermediate.Issue(spec);
  trial.signing.timestamps[0].certificates = {tsa.signer.der()};
}

// The one that signed was trusted until now; a second of its key and name is.
void BorrowValidity(Trial& trial) {
  const TestTsa& tsa = trial.sigstore.tsa;
  const TestIdentity renewed = tsa.intermediate.Issue(TimestampSignerSpec("TSA"), tsa.signer.key());
  trial.change_root = [&tsa, renewed](json& root) {
    json& authorities = root["timestampAuthorities"];
    authorities[0]["validFor"] = PeriodJson(kTestNow - kHourSeconds, kTestNow - 1);
    authorities.push_back(AuthorityJson("https://new.test", {renewed, tsa.intermediate, tsa.root}));
  };
}

Change Validity(int64_t start_seconds, int64_t end_seconds) {
  return [=](Trial& trial) {
    trial.change_root = [=](json& root) {
      root["timestampAuthorities"][0]["validFor"] = PeriodJson(start_seconds, end_seconds);
    };
  };
}

void TwoOfOneAuthority(Trial& trial) {
  trial.signing.timestamps.emplace_back().time_ms = kTestNow * 1000 + 1;
}

// One authority listed for two periods that meet, and a timestamp from each.
void TwoOfOneAuthorityListedTwice(Trial& trial) {
  trial.signing.timestamps.emplace_back().time_ms = (kTestNow + 1) * 1000;
  trial.thresholds.timestamps = 2;
  trial.change_root = [](json& root) {
    json& authorities = root["timestampAuthorities"];
    authorities.push_back(authorities[0]);
    authorities[0]["validFor"] = PeriodJson(kTestNow - kHourSeconds, kTestNow);
    authorities[1]["validFor"] = PeriodJson(kTestNow + 1, kTestNow + kHourSeconds);
  };
}

std::vector<NegativeCase> ContentCases() {
  return {
      V2(39, "digest of the artifact instead of the signature",
         Imprint([](const Trial& trial, const std::string&) {
           return ComputeDigest("SHA256", trial.signing.artifact);
         })),
      V2(39, "digest of the base64 of the signature",
         Imprint([](const Trial&, const std::string& signature) {
           return ComputeDigest("SHA256", EncodeBase64(signature));
         })),
      V2Envelope(39, "digest of the envelope's encoding instead of the signature",
                 Imprint([](const Trial& trial, const std::string&) {
                   return ComputeDigest("SHA256", EncodePae(*trial.signing.envelope));
                 })),
      V2(40, "SHA-1 of the signature",
         Timestamp([](TimestampSpec& spec) { spec.imprint_digest = "SHA1"; })),
      V2(40, "SHA-1 of the content", Timestamp([](TimestampSpec& spec) { spec.digest = "SHA1"; })),
      V2(40, "signed with SHA-1", Timestamp([](TimestampSpec& spec) {
           spec.signature_digest = "SHA1";
           spec.signature_algorithm =
               EncodeAlgorithm("1.2.840.10045.4.1", /*has_null=*/false);  // ecdsa-with-SHA1
         })),
      V2(41, "no signed attributes",
         Timestamp([](TimestampSpec& spec) { spec.has_signed_attributes = false; })),
      V2(41, "another content type",
         Attribute(kContentTypeAttribute, EncodeOid("1.2.840.113549.1.7.1"))),
      V2(41, "digest of other content",
         Attribute(kMessageDigestAttribute,
                   crypto::EncodeDer(crypto::DerTag::kOctetString, std::string(32, 'x')))),
      V2(41, "content type twice", Twice(kContentTypeAttribute)),
      V2(41, "message digest twice", Twice(kMessageDigestAttribute)),
      V2(41, "hash of another certificate",
         [](Trial& trial) {
           trial.signing.timestamps[0].SetAttribute(kSigningCertificateV2Attribute,
                                                    {SigningCertificateOf(OtherSigner(trial))});
         }),
      V2(41, "no hash of the certificate", Timestamp([](TimestampSpec& spec) {
           spec.SetAttribute(kSigningCertificateV2Attribute, {});
         })),
      V2(41, "identifier of another certificate",
         [](Trial& trial) {
           trial.signing.timestamps[0].signer_id = IssuerAndSerialOf(OtherSigner(trial));
         }),
      V2(42, "injected signer beside the certificate of the real one",
         [](Trial& trial) { InjectSigner(trial, /*takes_identifier=*/false); }),
      V2(42, "injected signer that takes over the identifier of the real one",
         [](Trial& trial) { InjectSigner(trial, /*takes_identifier=*/true); }),
      V2(42, "changed signature of the token", Timestamp([](TimestampSpec& spec) {
           spec.change_signature = [](std::string& signature) { signature.back() ^= 1; };
         })),
      V2(45, "not granted", Timestamp([](TimestampSpec& spec) { spec.status = 2; })),
      V2(45, "two signers", Timestamp([](TimestampSpec& spec) { spec.signer_count = 2; })),
      V2(45, "no signer", Timestamp([](TimestampSpec& spec) { spec.signer_count = 0; })),
      V2(45, "bytes behind the response",
         Timestamp([](TimestampSpec& spec) { spec.after_response = "x"; })),
      V2(45, "element behind the token",
         Timestamp([](TimestampSpec& spec) { spec.after_token = EncodeInteger(0); })),
      V2(45, "indefinite length",
         Timestamp([](TimestampSpec& spec) { spec.has_indefinite_length = true; })),
      V2(45, "indefinite length of the content",
         Timestamp([](TimestampSpec& spec) { spec.has_indefinite_content = true; })),
  };
}

std::vector<NegativeCase> AuthorityCases() {
  CertificateSpec uncritical = TimestampSignerSpec("TSA");
  uncritical.Set("extendedKeyUsage", "timeStamping");
  CertificateSpec more = TimestampSignerSpec("TSA");
  more.Set("extendedKeyUsage", "critical,timeStamping,codeSigning");
  CertificateSpec ended = TimestampSignerSpec("TSA");
  ended.not_after_seconds = kTestNow - 1;
  return {
      V2(43, "extended key usage that is not critical", Signer(uncritical)),
      V2(43, "further extended key usage", Signer(more)),
      V2(43, "authority that signs itself", SignByAuthority),
      V2(44, "after the certificate of its signer", Signer(ended)),
      V2(44, "after the validity of the authority",
         Validity(kTestNow - kHourSeconds, kTestNow - 1)),
      V2(44, "before the validity of the authority",
         Validity(kTestNow + 1, kTestNow + kHourSeconds)),
      V2(44, "in the validity of another authority of its key and name", BorrowValidity),
      V2(44, "time that is still to come",
         [](Trial& trial) { trial.clock_seconds = kTestNow - kHourSeconds; }),
      V2(46, "the same timestamp twice where two are asked for",
         [](Trial& trial) {
           trial.thresholds.timestamps = 2;
           trial.change_bundle = [](json& bundle) {
             json& timestamps =
                 bundle["verificationMaterial"]["timestampVerificationData"]["rfc3161Timestamps"];
             timestamps.push_back(timestamps[0]);
           };
         }),
      V2(46, "two of one authority where two authorities are asked for",
         [](Trial& trial) {
           TwoOfOneAuthority(trial);
           trial.thresholds.timestamps = 2;
         }),
      V2(46, "two of one authority where two times are asked for",
         [](Trial& trial) {
           TwoOfOneAuthority(trial);
           trial.thresholds.times = 2;
         }),
      V2(46, "two of one authority that is listed for two periods", TwoOfOneAuthorityListedTwice),
      V2(46, "two of one authority where one is asked for pass", TwoOfOneAuthority),
      V2(46, "33 timestamps", [](Trial& trial) { trial.signing.timestamps.resize(33); }),
      V2(46, "none with Rekor v2", [](Trial& trial) { trial.signing.timestamps.clear(); }),
      Artifact(46, "none where one is asked for",
               [](Trial& trial) { trial.thresholds.timestamps = 1; }),
      V2(47, "trust root without timestamp authorities",
         [](Trial& trial) {
           trial.change_root = [](json& root) { root.erase("timestampAuthorities"); };
         }),
      Artifact(47, "trust root without timestamp authorities, and a good promise",
               [](Trial& trial) {
                 trial.signing.timestamps.resize(1);
                 trial.change_root = [](json& root) {
                   root["timestampAuthorities"] = json::array();
                 };
               }),
  };
}

}  // namespace

std::vector<NegativeCase> TimestampCases() {
  std::vector<NegativeCase> all = ContentCases();
  const std::vector<NegativeCase> authorities = AuthorityCases();
  all.insert(all.end(), authorities.begin(), authorities.end());
  return all;
}

}  // namespace modelseal::testing
