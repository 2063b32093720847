// SPDX-License-Identifier: Apache-2.0
//
// Groups 15 to 26 and 30: what a log says about a signature, and when.
#include <openssl/bn.h>
#include <openssl/ec_key.h>
#include <openssl/ecdsa.h>
#include <openssl/mem.h>
#include <openssl/nid.h>

#include <stdexcept>
#include <string>
#include <utility>

#include "lib/base/base64.h"
#include "lib/crypto/digest.h"
#include "tests/support/trusted_root_json.h"
#include "tests/verify/negative_case.h"

namespace modelseal::testing {
namespace {

using nlohmann::json;
using tlog::LogEntry;

constexpr int64_t kHourSeconds = 3600;

// The body before it is recorded.
Change Body(const std::function<void(LogBody&)>& change) {
  return [change](Trial& trial) { trial.signing.change_body = change; };
}

Change Intoto(const std::function<void(LogBody&)>& change) {
  return [change](Trial& trial) {
    trial.signing.has_intoto_body = true;
    trial.signing.change_body = change;
  };
}

// The entry after the log gave it.
Change Entry(const std::function<void(LogEntry&)>& change) {
  return [change](Trial& trial) { trial.signing.change_entry = change; };
}

Change KindVersion(const std::string& kind, const std::string& version) {
  return Entry([kind, version](LogEntry& entry) {
    entry.kind = kind;
    entry.version = version;
  });
}

// Kind and version of the body as well.
Change Kind(const std::string& kind, const std::string& version) {
  return Body([kind, version](LogBody& body) {
    body.kind = kind;
    body.version = version;
    body.json["kind"] = kind;
    body.json["apiVersion"] = version;
  });
}

// The signer is known before it signs.
const TestIdentity& FixIdentity(Trial& trial) {
  trial.signing.identity = trial.sigstore.fulcio_intermediate.Issue(trial.signing.certificate);
  return *trial.signing.identity;
}

std::string SignAgain(Trial& trial) {
  return SignWithDigest(trial.signing.identity->key(), trial.signing.artifact, "SHA256");
}

// (r, n - s), which holds wherever (r, s) does.
std::string Malleate(const std::string& signature) {
  bssl::UniquePtr<ECDSA_SIG> parsed(
      ECDSA_SIG_from_bytes(crypto::AsBytes(signature).data(), signature.size()));
  bssl::UniquePtr<EC_KEY> key(EC_KEY_new_by_curve_name(NID_X9_62_prime256v1));
  bssl::UniquePtr<BIGNUM> r(BN_dup(ECDSA_SIG_get0_r(parsed.get())));
  bssl::UniquePtr<BIGNUM> s(BN_new());
  uint8_t* der = nullptr;
  size_t size = 0;
  if (!BN_sub(s.get(), EC_GROUP_get0_order(EC_KEY_get0_group(key.get())),
              ECDSA_SIG_get0_s(parsed.get())) ||
      !ECDSA_SIG_set0(parsed.get(), r.release(), s.release()) ||
      !ECDSA_SIG_to_bytes(&der, &size, parsed.get())) {
    throw std::runtime_error("cannot change a signature");
  }
  const bssl::UniquePtr<uint8_t> owner(der);
  return std::string(reinterpret_cast<const char*>(der), size);
}

json& V1Signature(LogBody& body) { return body.json["spec"]["signature"]["content"]; }
json& V1Verifier(LogBody& body) { return body.json["spec"]["signature"]["publicKey"]["content"]; }
json& V2Entry(LogBody& body) { return body.json["spec"]["hashedRekordV002"]; }

std::string Decoded(const json& text) { return *DecodeBase64(std::string(text)); }

// The PEM of a body of hashedrekord 0.0.1, changed.
Change Pem(const std::function<std::string(const std::string&)>& change) {
  return Body([change](LogBody& body) {
    V1Verifier(body) = EncodeBase64(change(Decoded(V1Verifier(body))));
  });
}

// Another certificate for the same signer, with the same key or another.
Change OtherCertificate(bool has_same_key) {
  return [has_same_key](Trial& trial) {
    const TestIdentity& signer = FixIdentity(trial);
    const TestIdentity& issuer = trial.sigstore.fulcio_intermediate;
    const TestIdentity other = has_same_key ? issuer.Issue(trial.signing.certificate, signer.key())
                                            : issuer.Issue(trial.signing.certificate);
    trial.signing.change_body = [other](LogBody& body) {
      if (body.version == "0.0.1") {
        V1Verifier(body) = EncodeBase64(WritePem("CERTIFICATE", other.der()));
      } else {
        V2Entry(body)["signature"]["verifier"]["x509Certificate"]["rawBytes"] =
            EncodeBase64(other.der());
      }
    };
  };
}

// The whole entry of another signature by the same signer over the same artifact.
void Splice(Trial& trial) {
  FixIdentity(trial);
  trial.change_bundle = [&trial](json& bundle) {
    const json other = trial.sigstore.Sign(trial.signing).json;
    bundle["verificationMaterial"]["tlogEntries"] = other["verificationMaterial"]["tlogEntries"];
  };
}

void SpliceWhereWaived(Trial& trial) {
  Splice(trial);
  trial.thresholds.log_entries = 0;
  trial.signing.timestamps.resize(1);
}

// The entry of another artifact by another signer.
void SpliceOfStranger(Trial& trial) {
  trial.change_bundle = [&trial](json& bundle) {
    SigningSpec other = trial.signing;
    other.artifact = "another artifact";
    const json entries = trial.sigstore.Sign(other).json["verificationMaterial"]["tlogEntries"];
    bundle["verificationMaterial"]["tlogEntries"] = entries;
  };
}

void PromiseByOtherLog(Trial& trial) {
  const TestLog other(TestLog::Kind::kRekorV1, "https://other.test",
                      TestKey::Make(TestKey::Kind::kP256));
  trial.signing.change_entry = [other](LogEntry& entry) {
    entry.signed_entry_timestamp = other.SignPromise(entry);
  };
  trial.change_root = [other](json& root) {
    root["tlogs"].push_back(LogInstanceJson(other.base_url(), other.key(), other.log_id()));
  };
}

// An entry of Rekor v2's kind in a log that also promises.
void PromiseForV2(Trial& trial) {
  FixIdentity(trial);
  trial.signing.change_body = [&trial](LogBody& body) {
    body = HashedRekordV002Body(Decoded(V1Signature(body)), {trial.signing.identity->der(), ""},
                                HashText("sha256", trial.signing.artifact));
  };
}

// The log that the first of `tlogs` is, in use from here to there.
Change LogValidity(int index, int64_t start_seconds, int64_t end_seconds) {
  return [=](Trial& trial) {
    trial.change_root = [=](json& root) {
      root["tlogs"][index]["publicKey"]["validFor"] = PeriodJson(start_seconds, end_seconds);
    };
  };
}

std::vector<NegativeCase> BodyCases() {
  return {
      Artifact(15, "entry says another version than its body",
               [](Trial& trial) {
                 trial.signing.has_promise = false;  // which version 0.0.2 has not
                 trial.signing.timestamps.resize(1);
                 KindVersion("hashedrekord", "0.0.2")(trial);
               }),
      Artifact(15, "entry says another kind than its body", KindVersion("dsse", "0.0.1")),
      Envelope(15, "dsse entry called hashedrekord", KindVersion("hashedrekord", "0.0.1")),
      Envelope(15, "dsse entry called intoto", KindVersion("intoto", "0.0.2")),
      V2(15, "entry of Rekor v2 called one of v1", KindVersion("hashedrekord", "0.0.1")),
      Artifact(16, "rekord 0.0.1", Kind("rekord", "0.0.1")),
      Envelope(16, "intoto 0.0.1", Kind("intoto", "0.0.1")),
      Artifact(16, "hashedrekord 0.0.3", Kind("hashedrekord", "0.0.3")),
      V2Envelope(16, "dsse 0.0.2", Kind("dsse", "0.0.2")),
      Artifact(17, "another signature by the same key over the same artifact",
               [](Trial& trial) {
                 FixIdentity(trial);
                 trial.signing.change_body = [&trial](LogBody& body) {
                   V1Signature(body) = EncodeBase64(SignAgain(trial));
                 };
               }),
      V2(17, "another signature by the same key in Rekor v2",
         [](Trial& trial) {
           FixIdentity(trial);
           trial.signing.change_body = [&trial](LogBody& body) {
             V2Entry(body)["signature"]["content"] = EncodeBase64(SignAgain(trial));
           };
         }),
      Artifact(17, "the signature with its other s", Body([](LogBody& body) {
                 V1Signature(body) = EncodeBase64(Malleate(Decoded(V1Signature(body))));
               })),
      V2(17, "the signature with its other s in Rekor v2", Body([](LogBody& body) {
           json& content = V2Entry(body)["signature"]["content"];
           content = EncodeBase64(Malleate(Decoded(content)));
         })),
      Artifact(18, "another certificate of the same key", OtherCertificate(true)),
      Artifact(18, "another certificate of the same identity", OtherCertificate(false)),
      V2(18, "another certificate of the same key in Rekor v2", OtherCertificate(true)),
      V2(18, "another certificate of the same identity in Rekor v2", OtherCertificate(false)),
      Artifact(19, "digest of another artifact", Body([](LogBody& body) {
                 body.json["spec"]["data"]["hash"]["value"] = Sha256Hex("another artifact");
               })),
      V2(19, "digest of another artifact in Rekor v2", Body([](LogBody& body) {
           V2Entry(body)["data"]["digest"] = EncodeBase64(HashText("sha256", "another artifact"));
         })),
      Envelope(19, "digest of another payload", Body([](LogBody& body) {
                 body.json["spec"]["payloadHash"]["value"] = Sha256Hex("another payload");
               })),
      Artifact(20, "two certificates", Pem([](const std::string& pem) { return pem + pem; })),
      Artifact(20, "headers in the PEM", Pem([](const std::string& pem) {
                 return ReplaceOnce(pem, "-----\n", "-----\nProc-Type: 4,CLEAR\n\n");
               })),
      Artifact(20, "text behind the PEM", Pem([](const std::string& pem) { return pem + "x\n"; })),
      Artifact(20, "text before the PEM", Pem([](const std::string& pem) { return "x\n" + pem; })),
      Envelope(21, "dsse entry with a second signature", Body([](LogBody& body) {
                 json& signatures = body.json["spec"]["signatures"];
                 signatures.push_back(signatures[0]);
                 signatures[1]["signature"] = "MAA=";
               })),
      Envelope(21, "intoto entry with a second signature", Intoto([](LogBody& body) {
                 json& signatures = body.json["spec"]["content"]["envelope"]["signatures"];
                 signatures.push_back(signatures[0]);
               })),
      Envelope(22, "intoto entry of another payload", Intoto([](LogBody& body) {
                 body.json["spec"]["content"]["payloadHash"]["value"] = Sha256Hex("other");
               })),
      Envelope(22, "intoto entry of another payload type", Intoto([](LogBody& body) {
                 body.json["spec"]["content"]["envelope"]["payloadType"] = "text/plain";
               })),
      V2Envelope(23, "digest of the payload instead of the encoding",
                 [](Trial& trial) {
                   trial.signing.change_body = [&trial](LogBody& body) {
                     V2Entry(body)["data"]["digest"] =
                         EncodeBase64(HashText("sha256", trial.signing.envelope->payload));
                   };
                 }),
      V2(23, "other details of the key", Body([](LogBody& body) {
           V2Entry(body)["signature"]["verifier"]["keyDetails"] = "PKIX_ECDSA_P256_HMAC_SHA_256";
         })),
      V2(23, "key where the certificate should be",
         [](Trial& trial) {
           const std::string spki = SpkiOf(FixIdentity(trial).key());
           trial.signing.change_body = [spki](LogBody& body) {
             json& verifier = V2Entry(body)["signature"]["verifier"];
             verifier.erase("x509Certificate");
             verifier["publicKey"] = {{"rawBytes", EncodeBase64(spki)}};
           };
         }),
      V2(23, "body that is not canonical",
         Body([](LogBody& body) { body.raw_text = body.json.dump(1); })),
      Artifact(24, "entry of the same signer's other signature", Splice),
      Artifact(24, "entry of another signer and artifact", SpliceOfStranger),
      Artifact(24, "entry of another signature where none is asked for", SpliceWhereWaived),
      Envelope(24, "entry of another envelope", SpliceOfStranger),
      V2(24, "entry of the same signer's other signature in Rekor v2", Splice),
      V2(24, "entry of another signature in Rekor v2 where none is asked for", SpliceWhereWaived),
  };
}

std::vector<NegativeCase> PromiseCases() {
  return {
      Artifact(25, "promise of another time",
               Entry([](LogEntry& entry) { ++entry.integrated_time_seconds; })),
      Artifact(25, "promise of another index", Entry([](LogEntry& entry) { ++entry.log_index; })),
      Artifact(25, "promise of another body",
               [](Trial& trial) {
                 trial.signing.change_entry = [&trial](LogEntry& entry) {
                   LogEntry other = entry;
                   other.canonicalized_body = "{}";
                   entry.signed_entry_timestamp = trial.sigstore.rekor_v1.SignPromise(other);
                 };
               }),
      Artifact(25, "promise by another trusted log", PromiseByOtherLog),
      Artifact(25, "promise that is wrong beside a timestamp that is right",
               [](Trial& trial) {
                 trial.signing.timestamps.resize(1);
                 trial.signing.change_entry = [](LogEntry& entry) {
                   ++entry.integrated_time_seconds;
                 };
               }),
      Artifact(25, "time without a promise",
               Entry([](LogEntry& entry) { entry.signed_entry_timestamp.clear(); })),
      V2(25, "time without a promise beside a timestamp is no time",
         [](Trial& trial) {
           trial.signing.change_entry = [](LogEntry& entry) {
             entry.integrated_time_seconds = kTestNow - kHourSeconds;
           };
         }),
      Artifact(25, "promise without a time",
               Entry([](LogEntry& entry) { entry.integrated_time_seconds = 0; })),
      Artifact(25, "promise for an entry of Rekor v2's kind", PromiseForV2),
      Artifact(25, "promise for an entry of Rekor v2's kind beside a timestamp",
               [](Trial& trial) {
                 PromiseForV2(trial);
                 trial.signing.timestamps.resize(1);
               }),
      Artifact(25, "no promise and no timestamp",
               [](Trial& trial) { trial.signing.has_promise = false; }),
      Artifact(26, "time after the validity of the log",
               LogValidity(0, kTestNow - kHourSeconds, kTestNow - 1)),
      Artifact(26, "time before the validity of the log",
               LogValidity(0, kTestNow + 1, kTestNow + kHourSeconds)),
      Artifact(26, "time that is still to come",
               [](Trial& trial) { trial.clock_seconds = kTestNow - kHourSeconds; }),
      Artifact(26, "negative time",
               [](Trial& trial) {
                 trial.change_bundle = [](json& bundle) {
                   bundle["verificationMaterial"]["tlogEntries"][0]["integratedTime"] = "-1";
                 };
               }),
      V2(30, "log of Rekor v2 that had ended before the timestamp",
         LogValidity(1, kTestNow - kHourSeconds, kTestNow - 1)),
      V2(30, "log of Rekor v2 that had not begun at the timestamp",
         LogValidity(1, kTestNow + 1, kTestNow + kHourSeconds)),
      Artifact(30, "log of Rekor v1 that had ended before the timestamp, without a promise",
               [](Trial& trial) {
                 trial.signing.has_promise = false;
                 trial.signing.timestamps.resize(1);
                 LogValidity(0, kTestNow - kHourSeconds, kTestNow - 1)(trial);
               }),
      Artifact(
          30, "log that the trust root does not have",
          [](Trial& trial) { trial.change_root = [](json& root) { root["tlogs"].erase(0); }; }),
  };
}

}  // namespace

std::vector<NegativeCase> LogEntryCases() {
  std::vector<NegativeCase> all = BodyCases();
  const std::vector<NegativeCase> promises = PromiseCases();
  all.insert(all.end(), promises.begin(), promises.end());
  return all;
}

}  // namespace modelseal::testing
