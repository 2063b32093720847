// SPDX-License-Identifier: Apache-2.0
//
// Groups 1 to 14: text, structure, counts and trusted roots.
#include <string>

#include "lib/base/base64.h"
#include "lib/base/limits.h"
#include "tests/support/trusted_root_json.h"
#include "tests/verify/negative_case.h"

namespace modelseal::testing {
namespace {

using nlohmann::json;

// The bundle's text with this replaced once, after everything else.
Change Replaced(const std::string& from, const std::string& to) {
  return [from, to](Trial& trial) {
    trial.change_text = [from, to](std::string& text) { text = ReplaceOnce(text, from, to); };
  };
}

// So many opening brackets instead of the bundle, made when they are needed.
Change Brackets(size_t count) {
  return [count](Trial& trial) {
    trial.change_text = [count](std::string& text) { text.assign(count, '['); };
  };
}

// The beginning of an object with a member that is well-formed but for its depth.
std::string Nested(const std::string& open, const std::string& close) {
  constexpr int kDepth = 10'000;
  std::string before;
  std::string after;
  for (int i = 0; i < kDepth; ++i) {
    before += open;
    after += close;
  }
  return R"({"x":)" + before + "0" + after + ",";
}

// The bundle's JSON changed.
Change Json(const std::function<void(json&)>& change) {
  return [change](Trial& trial) { trial.change_bundle = change; };
}

Change Material(const std::function<void(json&)>& change) {
  return Json([change](json& bundle) { change(bundle["verificationMaterial"]); });
}

Change Entry(const std::function<void(json&)>& change) {
  return Material([change](json& material) { change(material["tlogEntries"][0]); });
}

Change Root(const std::function<void(json&)>& change) {
  return [change](Trial& trial) { trial.change_root = change; };
}

// The index of the entry, as these characters.
Change LogIndex(const std::string& characters) {
  return [characters](Trial& trial) {
    trial.change_bundle = [](json& bundle) {
      bundle["verificationMaterial"]["tlogEntries"][0]["logIndex"] = "@";
    };
    trial.change_text = [characters](std::string& text) {
      text = ReplaceOnce(text, "\"@\"", characters);
    };
  };
}

// The signature, as this base64.
Change SignatureText(const std::string& text) {
  return Json([text](json& bundle) { bundle["messageSignature"]["signature"] = text; });
}

Change Body(const std::function<std::string(const std::string&)>& change) {
  return [change](Trial& trial) {
    trial.signing.change_body = [change](LogBody& body) { body.raw_text = change(body.Text()); };
  };
}

Change Payload(const std::string& from, const std::string& to) {
  return [from, to](Trial& trial) {
    std::string& payload = trial.signing.envelope->payload;
    payload = ReplaceOnce(payload, from, to);
  };
}

// The certificate that bundle and log have is this instead of the signer's.
Change CertificateBytes(const std::function<std::string(const std::string&)>& change) {
  return [change](Trial& trial) {
    trial.signing.identity = trial.sigstore.fulcio_intermediate.Issue(trial.signing.certificate);
    const std::string der = change(trial.signing.identity->der());
    trial.change_bundle = [der](json& bundle) {
      bundle["verificationMaterial"]["certificate"]["rawBytes"] = EncodeBase64(der);
    };
    trial.signing.change_body = [der](LogBody& body) {
      body.json["spec"]["signature"]["publicKey"]["content"] =
          EncodeBase64(WritePem("CERTIFICATE", der));
    };
  };
}

// X.690 §8.1.3.6: the outer length left open and closed by two zero bytes.
std::string ToBer(const std::string& der) {
  constexpr size_t kHeaderBytes = 4;  // 30 82 and two bytes of length
  return std::string("\x30\x80", 2) + der.substr(kHeaderBytes) + std::string(2, '\0');
}

// A second entry of the same signature in the same log.
void AddEntry(Trial& trial) {
  trial.change_bundle = [&trial](json& bundle) {
    json& entries = bundle["verificationMaterial"]["tlogEntries"];
    const auto body = DecodeBase64(std::string(entries[0]["canonicalizedBody"]));
    const LogBody again{"hashedrekord", "0.0.1", {}, *body};
    entries.push_back(LogEntryJson(trial.sigstore.rekor_v1.Append(again)));
  };
}

// One entry under both identifiers of its log.
void NameLogTwice(Trial& trial) {
  trial.thresholds.log_entries = 2;
  trial.signing.has_promise = false;
  trial.signing.timestamps.resize(1);
  const std::string other_id = EncodeBase64(std::string(32, 'x'));
  trial.change_bundle = [other_id](json& bundle) {
    json& entries = bundle["verificationMaterial"]["tlogEntries"];
    entries.push_back(entries[0]);
    entries[1]["logId"]["keyId"] = other_id;
  };
  trial.change_root = [other_id](json& root) {
    root["tlogs"].push_back(root["tlogs"][0]);
    root["tlogs"].back()["logId"]["keyId"] = other_id;
  };
}

std::vector<NegativeCase> TextCases() {
  const std::string nul(1, '\0');
  const std::string type = "\"mediaType\":\"";
  return {
      Artifact(1, "member twice at the top", Replaced("{", R"({"mediaType":"",)")),
      Artifact(1, "member twice in the verification material",
               Replaced(R"("verificationMaterial":{)",
                        R"("verificationMaterial":{"certificate":null,)")),
      Envelope(1, "member twice in the signature of an envelope",
               Replaced(R"("signatures":[{)", R"("signatures":[{"sig":"",)")),
      Artifact(2, "member twice in the body of a log entry", Body([](const std::string& text) {
                 return ReplaceOnce(text, R"("kind":)", R"("kind":"hashedrekord","kind":)");
               })),
      Envelope(2, "member twice in the body of a dsse entry", Body([](const std::string& text) {
                 return ReplaceOnce(text, R"("signatures":)", R"("signatures":[],"signatures":)");
               })),
      V2(2, "member twice in the body of an entry of Rekor v2", Body([](const std::string& text) {
           return ReplaceOnce(text, R"("kind":)", R"("kind":"hashedrekord","kind":)");
         })),
      Envelope(2, "member twice in a statement about an artifact",
               Payload(R"("predicateType":)", R"("predicateType":"x","predicateType":)")),
      Model(2, "member twice in a statement about a model",
            Payload(R"("subject":)", R"("subject":[],"subject":)")),
      Artifact(3, "byte that is not UTF-8", Replaced(type, type + "\xff")),
      Artifact(3, "slash in two bytes of UTF-8", Replaced(type, type + "\xc0\xaf")),
      Artifact(3, "surrogate in UTF-8", Replaced(type, type + "\xed\xa0\x80")),
      Artifact(3, "surrogate without its other half", Replaced(type, type + "\\ud800")),
      Artifact(3, "NUL in a string", Replaced(type, type + nul)),
      Artifact(3, "escaped NUL in a name", Replaced("+json\"", "+json\\u0000\"")),
      Envelope(3, "byte that is not UTF-8 in a statement", Payload("artifact.bin", "\xff")),
      Artifact(3, "byte that is not UTF-8 in a body", Body([](const std::string& text) {
                 return ReplaceOnce(text, "hashedrekord", "hashedrekord\xff");
               })),
      Artifact(4, "member twice, once spelled with an escape",
               Replaced("{", R"({"med\u0069aType":"",)")),
      Artifact(4, "member twice in an entry, once spelled with an escape",
               Replaced(R"("logIndex":)", R"("logInde\u0078":"0","logIndex":)")),
      Artifact(5, "10 000 arrays inside one another", Replaced("{", Nested("[", "]"))),
      Artifact(5, "10 000 objects inside one another", Replaced("{", Nested(R"({"a":)", "}"))),
      Artifact(5, "100 MiB of opening brackets", Brackets(100u << 20)),
      Artifact(5, "one byte more than a bundle may have", Brackets(limits::kMaxBundleBytes + 1)),
      Artifact(6, "2^63", LogIndex("\"9223372036854775808\"")),
      Artifact(6, "2^63 as a number", LogIndex("9223372036854775808")),
      Artifact(6, "negative zero", LogIndex("\"-0\"")),
      Artifact(6, "negative zero as a number", LogIndex("-0.0")),
      Artifact(6, "exponent", LogIndex("1e3")),
      Artifact(6, "exponent in a string", LogIndex("\"1e3\"")),
      Artifact(6, "fraction", LogIndex("79.0")),
      Artifact(6, "leading zero", LogIndex("\"079\"")),
      Artifact(6, "plus sign", LogIndex("\"+79\"")),
      Artifact(6, "blank before the digits", LogIndex("\" 79\"")),
      Artifact(7, "alphabet for URLs", SignatureText("-_8=")),
      Artifact(7, "missing padding", SignatureText("Zg")),
      Artifact(7, "bits left over", SignatureText("Zh==")),
      Artifact(7, "line break", SignatureText("Zm9v\nZm9v")),
      Artifact(7, "characters behind the padding", SignatureText("Zg==Zg==")),
  };
}

std::vector<NegativeCase> StructureCases() {
  return {
      Artifact(8, "certificate and key", Material([](json& material) {
                 material["publicKey"] = {{"hint", ""}};
               })),
      Artifact(8, "artifact and envelope", Json([](json& bundle) {
                 bundle["dsseEnvelope"] = EnvelopeJson("type", "payload", "signature");
               })),
      Artifact(9, "neither certificate nor key",
               Material([](json& material) { material.erase("certificate"); })),
      Artifact(9, "neither artifact nor envelope",
               Json([](json& bundle) { bundle.erase("messageSignature"); })),
      Artifact(9, "no verification material",
               Json([](json& bundle) { bundle.erase("verificationMaterial"); })),
      Artifact(10, "no media type", Json([](json& bundle) { bundle.erase("mediaType"); })),
      Artifact(10, "unknown version", Json([](json& bundle) {
                 bundle["mediaType"] = "application/vnd.dev.sigstore.bundle.v0.4+json";
               })),
      Artifact(10, "media type in upper case", Json([](json& bundle) {
                 bundle["mediaType"] = "application/vnd.dev.sigstore.bundle.v0.3+JSON";
               })),
      Artifact(10, "0.3 called 0.1",
               Json([](json& bundle) { bundle["mediaType"] = MediaTypeOf(BundleVersion::kV01); })),
      Artifact(10, "0.1 without a proof",
               [](Trial& trial) {
                 trial.signing.version = BundleVersion::kV01;
                 Entry([](json& entry) { entry.erase("inclusionProof"); })(trial);
               }),
      Artifact(10, "0.1 without a checkpoint",
               [](Trial& trial) {
                 trial.signing.version = BundleVersion::kV01;
                 Entry([](json& entry) { entry["inclusionProof"].erase("checkpoint"); })(trial);
               }),
      Artifact(10, "0.1 without a promise",
               [](Trial& trial) {
                 trial.signing.version = BundleVersion::kV01;
                 trial.signing.has_promise = false;
                 trial.signing.timestamps.resize(1);
               }),
      Artifact(10, "0.3 without a proof",
               Entry([](json& entry) { entry.erase("inclusionProof"); })),
      Artifact(10, "0.3 with a chain", [](Trial& trial) { trial.signing.brings_chain = true; }),
      Artifact(11, "empty signature of an artifact", SignatureText("")),
      Envelope(11, "empty signature of an envelope",
               Json([](json& bundle) { bundle["dsseEnvelope"]["signatures"][0]["sig"] = ""; })),
      Artifact(11, "empty certificate",
               Material([](json& material) { material["certificate"]["rawBytes"] = ""; })),
      Artifact(11, "byte behind the certificate",
               CertificateBytes([](const std::string& der) { return der + '\0'; })),
      Artifact(11, "certificate in BER", CertificateBytes(ToBer)),
      Artifact(12, "no log entry",
               [](Trial& trial) {
                 trial.signing.log = LogChoice::kNone;
                 trial.signing.timestamps.resize(1);
               }),
      Artifact(12, "two identical entries", Material([](json& material) {
                 material["tlogEntries"].push_back(material["tlogEntries"][0]);
               })),
      Artifact(12, "two different entries", AddEntry),
      Artifact(12, "two entries of one log where two logs are asked for",
               [](Trial& trial) {
                 AddEntry(trial);
                 trial.thresholds.log_entries = 2;
               }),
      Artifact(12, "one log under two identifiers where two logs are asked for", NameLogTwice),
      Artifact(12, "33 entries", Material([](json& material) {
                 json& entries = material["tlogEntries"];
                 for (int i = 1; i <= 32; ++i) {
                   entries.push_back(entries[0]);
                   entries.back()["logIndex"] = std::to_string(i);
                 }
               })),
      Envelope(13, "no signature",
               Json([](json& bundle) { bundle["dsseEnvelope"]["signatures"] = json::array(); })),
      Envelope(13, "two signatures", Json([](json& bundle) {
                 json& signatures = bundle["dsseEnvelope"]["signatures"];
                 signatures.push_back(signatures[0]);
               })),
      Envelope(13, "a good signature and a bad one", Json([](json& bundle) {
                 bundle["dsseEnvelope"]["signatures"].push_back({{"sig", "Zg=="}, {"keyid", ""}});
               })),
  };
}

std::vector<NegativeCase> TrustedRootCases() {
  return {
      Artifact(14, "log identifier twice",
               Root([](json& root) { root["tlogs"].push_back(root["tlogs"][0]); })),
      Artifact(14, "identifier of a log of certificates twice",
               Root([](json& root) { root["ctlogs"].push_back(root["ctlogs"][0]); })),
      Artifact(14, "log without the start of its validity",
               Root([](json& root) { root["tlogs"][0]["publicKey"]["validFor"].erase("start"); })),
      Artifact(14, "authority without the start of its validity", Root([](json& root) {
                 root["certificateAuthorities"][0]["validFor"].erase("start");
               })),
      Artifact(14, "time that cannot be read", Root([](json& root) {
                 root["tlogs"][0]["publicKey"]["validFor"]["start"] = "2021-01-12 11:53:27";
               })),
      Artifact(14, "end before the start", Root([](json& root) {
                 root["ctlogs"][0]["publicKey"]["validFor"] = PeriodJson(kTestNow, kTestNow - 1);
               })),
      Artifact(14, "log of an unknown kind of key does not count",
               Root([](json& root) { root["tlogs"][0]["publicKey"]["keyDetails"] = "ML_DSA_65"; })),
      Artifact(14, "malformed key of a known kind",
               Root([](json& root) { root["tlogs"][0]["publicKey"]["rawBytes"] = "MAA="; })),
  };
}

}  // namespace

std::vector<NegativeCase> ParsingCases() {
  std::vector<NegativeCase> all = TextCases();
  for (const auto& cases : {StructureCases(), TrustedRootCases()}) {
    all.insert(all.end(), cases.begin(), cases.end());
  }
  return all;
}

}  // namespace modelseal::testing
