// SPDX-License-Identifier: Apache-2.0
//
// A certificate from anywhere, as DER and as PEM, and all that is read out of one: names, Fulcio's
// extensions, timestamps of CT logs. No log that never signed anything has signed one.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/invariant.h"
#include "fuzz/unknown_key.h"
#include "lib/x509/authority_path.h"
#include "lib/x509/certificate.h"
#include "lib/x509/fulcio_extensions.h"
#include "lib/x509/fulcio_leaf.h"
#include "lib/x509/sct.h"
#include "lib/x509/sct_verification.h"
#include "lib/x509/subject_alt_name.h"

namespace {

using modelseal::fuzz::Require;
using modelseal::x509::AuthorityPath;
using modelseal::x509::Certificate;

void CheckNames(const Certificate& certificate) {
  const auto names = modelseal::x509::ReadSubjectAltNames(certificate);
  const auto subject = modelseal::x509::ReadFulcioSubject(certificate);
  if (subject.ok()) {
    Require(names.ok() && *names == std::vector{*subject}, "the one name is among the names");
    Require(!subject->value.empty() && subject->value.find('\0') == std::string::npos,
            "a name is not empty and holds no NUL");
  }
  (void)modelseal::x509::ReadFulcioExtensions(certificate);
  (void)modelseal::x509::CheckFulcioLeaf(certificate);
}

void CheckTimestampsOfLogs(const Certificate& certificate) {
  static const auto* const kKey = new modelseal::crypto::VerificationKey(
      *modelseal::crypto::VerificationKey::ParsePem(modelseal::fuzz::kUnknownEcdsaKey));
  const auto scts = modelseal::x509::ReadEmbeddedScts(certificate);
  if (!scts.ok()) {
    return;
  }
  for (const auto& sct : *scts) {
    const modelseal::x509::CtLog log{sct.log_id, *kKey, {}, ""};
    Require(!modelseal::x509::VerifyScts(certificate, certificate, {&log, 1}, 0).ok(),
            "a timestamp that its log did not sign is refused");
  }
}

void Check(const Certificate& certificate) {
  const auto again = Certificate::ParseDer(certificate.der());
  Require(again.ok() && *again == certificate, "a certificate reads again");
  (void)certificate.Key();
  CheckNames(certificate);
  CheckTimestampsOfLogs(certificate);
  const auto path =
      AuthorityPath::Create({certificate}, modelseal::x509::ExtendedUsage::kCodeSigning);
  if (path.ok()) {
    Require(!path->VerifyIssued(certificate).ok(), "an authority is no leaf of its own path");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto certificate = Certificate::ParseDer(bytes); certificate.ok()) {
    Require(certificate->der() == bytes, "a certificate has one form in DER");
    Check(*certificate);
  }
  if (const auto certificates = Certificate::ParsePem(bytes); certificates.ok()) {
    Require(!certificates->empty(), "a file of certificates has one");
    Check(certificates->front());
  }
  return 0;
}
