// SPDX-License-Identifier: Apache-2.0
//
// Group 37: what logs of certificates say of the signer's.
#include <string>
#include <utility>

#include "lib/crypto/der_reader.h"
#include "lib/x509/sct.h"
#include "tests/support/trusted_root_json.h"
#include "tests/verify/negative_case.h"

namespace modelseal::testing {
namespace {

using nlohmann::json;
using x509::Sct;

Sct Draft(int64_t time_ms = kTestNow * 1000) {
  Sct draft;
  draft.timestamp_ms = static_cast<uint64_t>(time_ms);
  return draft;
}

using Issued = const std::string&;

Change List(const std::function<std::string(const TestCtLog&, Issued tbs, Issued spki)>& make) {
  return [make](Trial& trial) {
    trial.signing.certificate.sct_list = [log = trial.sigstore.ct_log, make](Issued tbs,
                                                                             Issued spki) {
      return make(log, tbs, spki);
    };
  };
}

std::string TwoOfOneLog(const TestCtLog& log, Issued tbs, Issued spki) {
  return EncodeSctList(
      {log.Sign(Draft(), tbs, spki), log.Sign(Draft(kTestNow * 1000 + 1), tbs, spki)});
}

// The list of one timestamp, with bytes behind the timestamp, the list or the OCTET STRING.
std::string Padded(const TestCtLog& log, Issued tbs, Issued spki, const std::string& in_sct,
                   const std::string& in_list, const std::string& behind) {
  const std::string sct = EncodeSct(log.Sign(Draft(), tbs, spki)) + in_sct;
  const std::string list = BigEndian(sct.size(), 2) + sct;
  return crypto::EncodeDer(crypto::DerTag::kOctetString,
                           BigEndian(list.size(), 2) + list + in_list) +
         behind;
}

Change Padding(const std::string& in_sct, const std::string& in_list, const std::string& behind) {
  return List([=](const TestCtLog& log, Issued tbs, Issued spki) {
    return Padded(log, tbs, spki, in_sct, in_list, behind);
  });
}

Change LogValidity(int64_t start_seconds, int64_t end_seconds) {
  return [=](Trial& trial) {
    trial.change_root = [=](json& root) {
      root["ctlogs"][0]["publicKey"]["validFor"] = PeriodJson(start_seconds, end_seconds);
    };
  };
}

// The timestamp is about the precertificate of another authority of the issuer's name.
void OtherIssuerKey(Trial& trial) {
  const std::string other_spki = SpkiOf(VirtualSigstore().fulcio_intermediate.key());
  List([other_spki](const TestCtLog& log, Issued tbs, Issued) {
    return EncodeSctList({log.Sign(Draft(), tbs, other_spki)});
  })(trial);
}

}  // namespace

std::vector<NegativeCase> SctCases() {
  const std::string zero(1, '\0');
  return {
      Artifact(37, "no timestamp",
               [](Trial& trial) { trial.signing.certificate.sct_list = nullptr; }),
      Artifact(37, "timestamp of a log that is not known",
               [](Trial& trial) {
                 trial.signing.certificate.sct_list = TestCtLog().OneSct(kTestNow * 1000);
               }),
      Artifact(37, "timestamp of another certificate",
               List([](const TestCtLog& log, Issued tbs, Issued spki) {
                 return EncodeSctList({log.Sign(Draft(), tbs + "x", spki)});
               })),
      Artifact(37, "extensions dropped", List([](const TestCtLog& log, Issued tbs, Issued spki) {
                 Sct sct = Draft();
                 sct.extensions = "extension";
                 sct = log.Sign(std::move(sct), tbs, spki);
                 sct.extensions.clear();
                 return EncodeSctList({sct});
               })),
      Artifact(37, "key of another issuer of the same name", OtherIssuerKey),
      Artifact(37, "time after the validity of the log",
               LogValidity(kTestNow - 3600, kTestNow - 1)),
      Artifact(37, "time before the validity of the log",
               LogValidity(kTestNow + 1, kTestNow + 3600)),
      Artifact(37, "two of one log where two logs are asked for",
               [](Trial& trial) {
                 List(TwoOfOneLog)(trial);
                 trial.thresholds.scts = 2;
               }),
      Artifact(37, "two of one log where one is asked for pass", List(TwoOfOneLog)),
      Artifact(37, "bytes behind a timestamp", Padding(zero, "", "")),
      Artifact(37, "bytes behind the list", Padding("", zero, "")),
      Artifact(37, "bytes behind the octet string", Padding("", "", zero)),
      Artifact(37, "empty list",
               List([](const TestCtLog&, Issued, Issued) { return EncodeSctList({}); })),
      Artifact(37, "bad timestamp where none is asked for",
               [](Trial& trial) {
                 OtherIssuerKey(trial);
                 trial.thresholds.scts = 0;
               }),
  };
}

}  // namespace modelseal::testing
