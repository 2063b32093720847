// SPDX-License-Identifier: Apache-2.0
//
// See test_tsa.h.
#include "tests/support/test_tsa.h"

#include <openssl/bytestring.h>
#include <openssl/digest.h>
#include <openssl/evp.h>
#include <openssl/mem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "lib/base/utc_time.h"
#include "lib/crypto/der_reader.h"

namespace modelseal::testing {
namespace {

using crypto::ContextConstructed;
using crypto::DerTag;
using crypto::EncodeDer;

void Require(bool is_done, const std::string& what) {
  if (!is_done) {
    throw std::runtime_error("test timestamp: " + what);
  }
}

std::string EncodeSequence(std::string_view contents) {
  return EncodeDer(DerTag::kSequence, contents);
}

std::string EncodeSet(std::string_view contents) { return EncodeDer(DerTag::kSet, contents); }

// BER, not DER: the length is left open and two zero bytes end the element.
std::string EncodeIndefinite(char tag, const std::string& contents) {
  return std::string({tag, '\x80'}) + contents + std::string(2, '\0');
}

// 20300101000000.5Z: what a fraction would end with, DER leaves out.
std::string FormatGeneralizedTime(int64_t time_ms) {
  std::string text = FormatUtcMilliseconds(time_ms);
  text.erase(std::remove_if(text.begin(), text.end(),
                            [](char c) { return c == '-' || c == ':' || c == 'T' || c == 'Z'; }),
             text.end());
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text + "Z";
}

std::string EncodeTstInfo(std::string_view signed_bytes, const TimestampSpec& spec) {
  const std::string imprint = EncodeSequence(
      EncodeDigestAlgorithm(spec.imprint_digest) +
      EncodeDer(DerTag::kOctetString,
                spec.imprint.value_or(ComputeDigest(spec.imprint_digest, signed_bytes))));
  return EncodeSequence(EncodeInteger(spec.tst_info_version) + EncodeOid("1.3.6.1.4.1.57264.2") +
                        imprint + EncodeDer(DerTag::kInteger, spec.serial) +
                        EncodeDer(DerTag::kGeneralizedTime,
                                  spec.gen_time.value_or(FormatGeneralizedTime(spec.time_ms))) +
                        spec.after_gen_time) +
         spec.after_tst_info;
}

// The contents of the SET OF signed attributes.
std::string EncodeAttributes(const TestIdentity& signer, std::string_view content,
                             const TimestampSpec& spec) {
  std::vector<TestAttribute> attributes = {
      {std::string(kContentTypeAttribute), {EncodeOid(kTstInfoType)}},
      {std::string(kSigningTimeAttribute), {EncodeDer(DerTag::kUtcTime, "300101000000Z")}},
      {std::string(kMessageDigestAttribute),
       {EncodeDer(DerTag::kOctetString, ComputeDigest(spec.digest, content))}},
      {std::string(kSigningCertificateV2Attribute), {SigningCertificateOf(signer)}},
  };
  if (spec.change_attributes) {
    spec.change_attributes(attributes);
  }
  std::vector<std::string> encoded;
  for (const TestAttribute& attribute : attributes) {
    std::string values;
    for (const std::string& value : attribute.values) {
      values += value;
    }
    encoded.push_back(EncodeSequence(EncodeOid(attribute.oid) + EncodeSet(values)));
  }
  std::sort(encoded.begin(), encoded.end());
  if (!spec.is_sorted) {
    std::reverse(encoded.begin(), encoded.end());
  }
  std::string out;
  for (const std::string& attribute : encoded) {
    out += attribute;
  }
  return out;
}

// RFC 5754 and RFC 8410: the algorithm of a signature by this key.
std::string EncodeSignatureAlgorithm(const TestKey& key, const std::string& digest) {
  const std::vector<std::string> digests = {"SHA1", "SHA256", "SHA384", "SHA512"};
  const auto index =
      static_cast<size_t>(std::find(digests.begin(), digests.end(), digest) - digests.begin());
  switch (EVP_PKEY_id(key.get())) {
    case EVP_PKEY_EC: {
      const std::vector<std::string> oids = {"1.2.840.10045.4.1", "1.2.840.10045.4.3.2",
                                             "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4"};
      return EncodeAlgorithm(oids.at(index), /*has_null=*/false);
    }
    case EVP_PKEY_RSA: {
      const std::vector<std::string> oids = {"1.2.840.113549.1.1.5", "1.2.840.113549.1.1.11",
                                             "1.2.840.113549.1.1.12", "1.2.840.113549.1.1.13"};
      return EncodeAlgorithm(oids.at(index), /*has_null=*/true);
    }
    default:
      return EncodeAlgorithm("1.3.101.112", /*has_null=*/false);
  }
}

std::string EncodeSignerInfo(const TestIdentity& signer, const std::string& content,
                             const TimestampSpec& spec) {
  const std::string attributes = EncodeAttributes(signer, content, spec);
  std::string signature =
      SignWithDigest(signer.key(), spec.has_signed_attributes ? EncodeSet(attributes) : content,
                     spec.signature_digest);
  if (spec.change_signature) {
    spec.change_signature(signature);
  }
  return EncodeSequence(
      EncodeInteger(spec.signer_version) + spec.signer_id.value_or(IssuerAndSerialOf(signer)) +
      EncodeDigestAlgorithm(spec.digest) +
      (spec.has_signed_attributes ? EncodeDer(ContextConstructed(0), attributes) : "") +
      spec.signature_algorithm.value_or(
          EncodeSignatureAlgorithm(signer.key(), spec.signature_digest)) +
      EncodeDer(DerTag::kOctetString, signature) + spec.after_signature);
}

std::string EncodeContent(const std::string& content, const TimestampSpec& spec) {
  const std::string octets = EncodeDer(DerTag::kOctetString, content);
  constexpr char kContextConstructed0 = '\xa0';
  return EncodeSequence(EncodeOid(spec.content_type) +
                        (spec.has_indefinite_content
                             ? EncodeIndefinite(kContextConstructed0, octets)
                             : EncodeDer(ContextConstructed(0), octets)));
}

std::string EncodeSignedData(const TestIdentity& signer, std::string_view signed_bytes,
                             const TimestampSpec& spec) {
  const std::string content = EncodeTstInfo(signed_bytes, spec);
  std::string certificates;
  for (const std::string& certificate : spec.certificates) {
    certificates += certificate;
  }
  const std::string signer_info = EncodeSignerInfo(signer, content, spec);
  std::string signer_infos;
  for (size_t i = 0; i < spec.signer_count; ++i) {
    signer_infos += signer_info;
  }
  return EncodeSequence(
      EncodeInteger(spec.signed_data_version) + EncodeSet(EncodeDigestAlgorithm(spec.digest)) +
      EncodeContent(content, spec) +
      (spec.has_certificates ? EncodeDer(ContextConstructed(0), certificates) : "") +
      spec.before_signer_infos + EncodeSet(signer_infos) + spec.after_signer_infos);
}

bssl::UniquePtr<X509> ParseX509(const TestIdentity& identity) {
  const auto* der = reinterpret_cast<const uint8_t*>(identity.der().data());
  bssl::UniquePtr<X509> certificate(
      d2i_X509(nullptr, &der, static_cast<long>(identity.der().size())));  // NOLINT: its type
  Require(certificate != nullptr, "cannot parse the signer's certificate");
  return certificate;
}

template <typename T>
std::string Encode(int (*encode)(T, uint8_t**), T value) {
  uint8_t* der = nullptr;
  const int size = encode(value, &der);
  Require(size > 0, "cannot encode a part of the signer's certificate");
  const bssl::UniquePtr<uint8_t> owner(der);
  return std::string(reinterpret_cast<const char*>(der), static_cast<size_t>(size));
}

std::string EncodeIssuer(X509* certificate) {
  return Encode<X509_NAME*>(i2d_X509_NAME, X509_get_issuer_name(certificate));
}

std::string EncodeSerial(X509* certificate) {
  return Encode<const ASN1_INTEGER*>(i2d_ASN1_INTEGER, X509_get0_serialNumber(certificate));
}

}  // namespace

std::string EncodeOid(std::string_view dotted) {
  bssl::ScopedCBB cbb;
  uint8_t* der = nullptr;
  size_t size = 0;
  Require(CBB_init(cbb.get(), 16) &&
              CBB_add_asn1_oid_from_text(cbb.get(), dotted.data(), dotted.size()) &&
              CBB_finish(cbb.get(), &der, &size),
          "not an object identifier: " + std::string(dotted));
  const bssl::UniquePtr<uint8_t> owner(der);
  return EncodeDer(DerTag::kObjectIdentifier, {reinterpret_cast<const char*>(der), size});
}

std::string EncodeInteger(int value) {
  return EncodeDer(DerTag::kInteger, std::string(1, static_cast<char>(value)));
}

std::string EncodeAlgorithm(std::string_view oid, bool has_null) {
  return EncodeSequence(EncodeOid(oid) + (has_null ? EncodeDer(DerTag::kNull, "") : ""));
}

std::string EncodeDigestAlgorithm(const std::string& digest) {
  if (digest == "SHA1") {
    return EncodeAlgorithm("1.3.14.3.2.26", /*has_null=*/false);
  }
  const char last = digest == "SHA256" ? '1' : digest == "SHA384" ? '2' : '3';
  return EncodeAlgorithm(std::string("2.16.840.1.101.3.4.2.") + last, /*has_null=*/false);
}

std::string ComputeDigest(const std::string& digest, std::string_view message) {
  uint8_t out[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  Require(EVP_Digest(message.data(), message.size(), out, &size,
                     EVP_get_digestbyname(digest.c_str()), nullptr),
          "cannot hash with " + digest);
  return std::string(reinterpret_cast<const char*>(out), size);
}

std::string IssuerAndSerialOf(const TestIdentity& identity) {
  const bssl::UniquePtr<X509> certificate = ParseX509(identity);
  return EncodeSequence(EncodeIssuer(certificate.get()) + EncodeSerial(certificate.get()));
}

std::string SigningCertificateOf(const TestIdentity& identity, const std::string& digest,
                                 bool has_issuer_serial) {
  const bssl::UniquePtr<X509> certificate = ParseX509(identity);
  const std::string algorithm =
      digest == "SHA1" || digest == "SHA256" ? "" : EncodeDigestAlgorithm(digest);
  const std::string names =
      EncodeSequence(EncodeDer(ContextConstructed(4), EncodeIssuer(certificate.get())));
  const std::string issuer_serial = EncodeSequence(names + EncodeSerial(certificate.get()));
  return EncodeSequence(EncodeSequence(EncodeSequence(
      algorithm + EncodeDer(DerTag::kOctetString, ComputeDigest(digest, identity.der())) +
      (has_issuer_serial ? issuer_serial : ""))));
}

TimestampSpec& TimestampSpec::SetAttribute(std::string_view oid, std::vector<std::string> values) {
  change_attributes = [oid = std::string(oid), values = std::move(values),
                       before = std::move(change_attributes)](auto& attributes) {
    if (before) {
      before(attributes);
    }
    attributes.erase(std::remove_if(attributes.begin(), attributes.end(),
                                    [&oid](const auto& each) { return each.oid == oid; }),
                     attributes.end());
    if (!values.empty()) {
      attributes.push_back({oid, values});
    }
  };
  return *this;
}

std::string MakeTimestamp(const TestIdentity& signer, std::string_view signed_bytes,
                          const TimestampSpec& spec) {
  const std::string token = EncodeSequence(
      EncodeOid(spec.token_type) +
      EncodeDer(ContextConstructed(0), EncodeSignedData(signer, signed_bytes, spec)));
  const std::string contents = EncodeSequence(EncodeInteger(spec.status) + spec.after_status) +
                               (spec.has_token ? token : "") + spec.after_token;
  constexpr char kSequence = '\x30';
  return (spec.has_indefinite_length ? EncodeIndefinite(kSequence, contents)
                                     : EncodeSequence(contents)) +
         spec.after_response;
}

CertificateSpec TimestampSignerSpec(const std::string& common_name) {
  CertificateSpec spec;
  spec.common_name = common_name;
  spec.extensions = {{"basicConstraints", "critical,CA:FALSE"},
                     {"keyUsage", "critical,digitalSignature"},
                     {"extendedKeyUsage", "critical,timeStamping"}};
  return spec;
}

}  // namespace modelseal::testing
