// SPDX-License-Identifier: Apache-2.0
#include "lib/x509/certificate.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/mem.h>
#include <openssl/obj.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/base/hex.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/base/utc_time.h"
#include "lib/crypto/digest.h"
#include "lib/x509/subject_alt_name.h"
#include "lib/x509/tbs_certificate.h"

namespace modelseal::x509 {
namespace {

std::string_view ViewOf(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

absl::Status InvalidError(std::string_view problem) {
  ERR_clear_error();
  return MakeError(Reason::kCertificateInvalid, problem);
}

// The bytes of the certificate as DER would have them. BoringSSL keeps the signed part as it came,
// where a change would break the signature; what is around it could be written in many ways.
std::string Reencode(X509* certificate) {
  uint8_t* der = nullptr;
  const int size = i2d_X509(certificate, &der);
  const bssl::UniquePtr<uint8_t> owner(der);
  return size > 0 ? std::string(ViewOf(der, static_cast<size_t>(size))) : std::string();
}

std::optional<std::string> FormatName(const X509_NAME* name) {
  bssl::UniquePtr<BIO> bio(BIO_new(BIO_s_mem()));
  constexpr unsigned long kFlags =  // NOLINT(google-runtime-int): BoringSSL's type
      XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB);
  const uint8_t* text = nullptr;
  size_t size = 0;
  if (bio == nullptr || X509_NAME_print_ex(bio.get(), name, 0, kFlags) < 0 ||
      !BIO_mem_contents(bio.get(), &text, &size)) {
    return std::nullopt;
  }
  return std::string(ViewOf(text, size));
}

// RFC 5280 section 4.1.2.5: YYMMDDHHMMSSZ with years from 1950, or YYYYMMDDHHMMSSZ.
std::optional<int64_t> ReadTime(const ASN1_TIME* time) {
  std::string digits(
      ViewOf(ASN1_STRING_get0_data(time), static_cast<size_t>(ASN1_STRING_length(time))));
  if (digits.empty() || digits.back() != 'Z') {
    return std::nullopt;
  }
  digits.pop_back();
  if (ASN1_STRING_type(time) == V_ASN1_UTCTIME && digits.size() == 12) {
    digits.insert(0, digits[0] >= '5' ? "19" : "20");
  }
  if (digits.size() != 14 || !std::all_of(digits.begin(), digits.end(), absl::ascii_isdigit)) {
    return std::nullopt;
  }
  const auto number = [&digits](size_t begin, size_t size) {
    int value = 0;
    return absl::SimpleAtoi(std::string_view(digits).substr(begin, size), &value) ? value : 0;
  };
  const auto part = [&number](size_t begin) { return static_cast<unsigned>(number(begin, 2)); };
  return ComputeUtcSeconds({number(0, 4), part(4), part(6), part(8), part(10), part(12)});
}

// RFC 5280 section 4.2 forbids it. Two readers could take one of them each.
bool HasExtensionTwice(const X509* certificate) {
  std::set<std::string_view> seen;
  for (int i = 0; i < X509_get_ext_count(certificate); ++i) {
    const ASN1_OBJECT* object = X509_EXTENSION_get_object(X509_get_ext(certificate, i));
    if (!seen.insert(ViewOf(OBJ_get0_data(object), OBJ_length(object))).second) {
      return true;
    }
  }
  return false;
}

// One block; no value at the end of the text.
absl::StatusOr<std::optional<std::string>> ReadPemBlock(BIO* text) {
  char* label = nullptr;
  char* header = nullptr;
  uint8_t* der = nullptr;
  long size = 0;  // NOLINT(google-runtime-int): BoringSSL's type
  if (PEM_read_bio(text, &label, &header, &der, &size) != 1) {
    if (ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE) {
      ERR_clear_error();
      return std::nullopt;
    }
    return InvalidError("a PEM block is cut off or not base64");
  }
  const bssl::UniquePtr<char> label_owner(label);
  const bssl::UniquePtr<char> header_owner(header);
  const bssl::UniquePtr<uint8_t> der_owner(der);
  if (std::string_view(label) != "CERTIFICATE") {
    return MakeError(Reason::kCertificateInvalid,
                     absl::StrCat("expected PEM blocks CERTIFICATE, found ", label),
                     {{"expected", "CERTIFICATE"}, {"actual", label}});
  }
  return std::string(ViewOf(der, static_cast<size_t>(size)));
}

}  // namespace

absl::StatusOr<Certificate> Certificate::ParseDer(std::string_view der) {
  if (der.size() > limits::kMaxCertificateBytes) {
    return MakeError(Reason::kCertificateInvalid,
                     absl::StrCat("the certificate has ", der.size(), " bytes, more than ",
                                  limits::kMaxCertificateBytes),
                     {{"limit", absl::StrCat(limits::kMaxCertificateBytes)}});
  }
  const uint8_t* rest = crypto::AsBytes(der).data();
  const bssl::UniquePtr<X509> parsed(
      d2i_X509(nullptr, &rest, static_cast<long>(der.size())));  // NOLINT(google-runtime-int)
  if (parsed == nullptr || Reencode(parsed.get()) != der) {
    return InvalidError("the bytes are not one certificate in DER");
  }
  Certificate out;
  out.certificate_ = std::shared_ptr<X509>(bssl::UpRef(parsed).release(), X509_free);
  out.der_ = der;
  out.fingerprint_ = EncodeHex(crypto::ComputeSha256(der));
  const std::optional<std::string> subject = FormatName(X509_get_subject_name(parsed.get()));
  const std::optional<std::string> issuer = FormatName(X509_get_issuer_name(parsed.get()));
  if (!subject.has_value() || !issuer.has_value()) {
    return InvalidError("the certificate's subject or issuer cannot be read");
  }
  out.subject_ = *subject;
  out.issuer_ = *issuer;
  const std::optional<int64_t> not_before = ReadTime(X509_get0_notBefore(parsed.get()));
  const std::optional<int64_t> not_after = ReadTime(X509_get0_notAfter(parsed.get()));
  if (!not_before.has_value() || !not_after.has_value()) {
    return InvalidError(absl::StrCat("the validity of the certificate of ", out.display_name(),
                                     " is not written as RFC 5280 has it"));
  }
  out.not_before_seconds_ = *not_before;
  out.not_after_seconds_ = *not_after;
  if (HasExtensionTwice(parsed.get()) ||
      (X509_get_extension_flags(parsed.get()) & EXFLAG_INVALID) != 0) {
    return InvalidError(absl::StrCat("the certificate of ", out.display_name(),
                                     " has an extension twice or one that cannot be read"));
  }
  return out;
}

absl::StatusOr<std::vector<Certificate>> Certificate::ParsePem(std::string_view pem) {
  if (pem.size() > limits::kMaxCertificateFileBytes) {
    return MakeError(Reason::kCertificateInvalid,
                     absl::StrCat("the certificates have ", pem.size(), " bytes of PEM, more than ",
                                  limits::kMaxCertificateFileBytes),
                     {{"limit", absl::StrCat(limits::kMaxCertificateFileBytes)}});
  }
  const bssl::UniquePtr<BIO> text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  std::vector<Certificate> certificates;
  while (true) {
    MODELSEAL_ASSIGN_OR_RETURN(const std::optional<std::string> der, ReadPemBlock(text.get()));
    if (!der.has_value()) {
      break;
    }
    MODELSEAL_ASSIGN_OR_RETURN(Certificate certificate, ParseDer(*der));
    certificates.push_back(std::move(certificate));
  }
  if (certificates.empty()) {
    return InvalidError("no PEM block CERTIFICATE found");
  }
  return certificates;
}

bool Certificate::IsSelfSigned() const {
  if (X509_NAME_cmp(X509_get_subject_name(get()), X509_get_issuer_name(get())) != 0) {
    return false;
  }
  const bssl::UniquePtr<EVP_PKEY> key(X509_get_pubkey(get()));
  const bool is_signed = key != nullptr && X509_verify(get(), key.get()) == 1;
  ERR_clear_error();
  return is_signed;
}

std::string Certificate::display_name() const {
  if (!subject_.empty()) {
    return subject_;
  }
  const absl::StatusOr<std::vector<SubjectAltName>> names = ReadSubjectAltNames(*this);
  return names.ok() && !names->empty() ? names->front().value : "(no subject)";
}

absl::StatusOr<crypto::PublicKey> Certificate::PublicKey() const {
  bssl::UniquePtr<EVP_PKEY> key(X509_get_pubkey(certificate_.get()));
  ERR_clear_error();
  if (key != nullptr) {
    absl::StatusOr<crypto::PublicKey> public_key = crypto::PublicKey::FromEvp(std::move(key));
    if (public_key.ok() || ReasonOf(public_key.status()) != Reason::kKeyUnsupported) {
      return public_key;
    }
  }
  return MakeError(Reason::kCertificateKeyUnsupported,
                   absl::StrCat("the key of the certificate of ", display_name(),
                                " is not ECDSA on P-256, P-384 or P-521"),
                   {{"subject", subject_}, {"expected", "P-256, P-384 or P-521"}});
}

absl::StatusOr<crypto::VerificationKey> Certificate::Key() const {
  const std::optional<std::string_view> spki = SubjectPublicKeyInfoOf(*this);
  absl::StatusOr<crypto::VerificationKey> key =
      crypto::VerificationKey::ParseSpki(spki.value_or(std::string_view()));
  if (key.ok()) {
    return key;
  }
  return MakeError(
      ReasonOf(key.status()) == Reason::kKeyUnsupported ? Reason::kCertificateKeyUnsupported
                                                        : Reason::kCertificateInvalid,
      absl::StrCat("the key of the certificate of ", display_name(), ": ", key.status().message()),
      {{"subject", subject_}});
}

}  // namespace modelseal::x509
