// SPDX-License-Identifier: Apache-2.0
#include "lib/trust/authorities.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/base/time_range.h"
#include "lib/trust/root_error.h"
#include "lib/trust/valid_for.h"
#include "lib/x509/authority_path.h"
#include "lib/x509/certificate.h"

namespace modelseal::trust {
namespace {

using x509::Certificate;

absl::StatusOr<std::vector<Certificate>> ReadChain(const sigstore::X509CertificateChain& message,
                                                   const json::Path& path) {
  const json::Path list_path = path.Member("certificates");
  if (message.certificates().empty()) {
    return RootError(list_path, "is missing or empty");
  }
  MODELSEAL_RETURN_IF_ERROR(CheckCount(list_path, static_cast<size_t>(message.certificates_size()),
                                       limits::kMaxCertificates));
  std::vector<Certificate> chain;
  for (int i = 0; i < message.certificates_size(); ++i) {
    auto certificate = Certificate::ParseDer(message.certificates(i).raw_bytes());
    if (!certificate.ok()) {
      return RootErrorFrom(list_path.Item(static_cast<size_t>(i)).Member("rawBytes"),
                           certificate.status());
    }
    chain.push_back(*std::move(certificate));
  }
  return chain;
}

bool HasUnsupportedKey(const Certificate& certificate) {
  const auto key = certificate.Key();
  return !key.ok() && ReasonOf(key.status()) == Reason::kCertificateKeyUnsupported;
}

// Reads each message and hands over what is supported:
// add(message, chain, validity) -> absl::Status.
template <typename Add>
absl::Status ReadEach(const AuthorityMessages& messages, const json::Path& path, Add add) {
  MODELSEAL_RETURN_IF_ERROR(
      CheckCount(path, static_cast<size_t>(messages.size()), limits::kMaxTrustRootInstances));
  for (int i = 0; i < messages.size(); ++i) {
    const json::Path item_path = path.Item(static_cast<size_t>(i));
    const json::Path chain_path = item_path.Member("certChain");
    MODELSEAL_ASSIGN_OR_RETURN(std::vector<Certificate> chain,
                               ReadChain(messages[i].cert_chain(), chain_path));
    MODELSEAL_ASSIGN_OR_RETURN(const TimeRange validity,
                               ReadValidity(messages[i].valid_for(), item_path.Member("validFor")));
    if (std::any_of(chain.begin(), chain.end(), HasUnsupportedKey)) {
      continue;
    }
    if (const absl::Status status = add(messages[i], std::move(chain), validity); !status.ok()) {
      return RootErrorFrom(chain_path, status);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<CertificateAuthority>> ReadCertificateAuthorities(
    const AuthorityMessages& messages, const json::Path& path) {
  std::vector<CertificateAuthority> authorities;
  const auto add = [&authorities](const sigstore::CertificateAuthority& message,
                                  std::vector<Certificate> chain,
                                  const TimeRange& validity) -> absl::Status {
    MODELSEAL_ASSIGN_OR_RETURN(
        x509::AuthorityPath authority_path,
        x509::AuthorityPath::Create(std::move(chain), x509::ExtendedUsage::kCodeSigning));
    authorities.push_back({authority_path, validity, message.uri()});
    // GitHub's instance issues to its own services one level higher than to workflows. An anchor
    // above others is never used for signers.
    for (auto above = authority_path.Above(); above && above->chain().size() > 1;
         above = above->Above()) {
      authorities.push_back({*above, validity, message.uri()});
    }
    return absl::OkStatus();
  };
  MODELSEAL_RETURN_IF_ERROR(ReadEach(messages, path, add));
  return authorities;
}

absl::StatusOr<std::vector<timestamp::TimestampAuthority>> ReadTimestampAuthorities(
    const AuthorityMessages& messages, const json::Path& path) {
  std::vector<timestamp::TimestampAuthority> authorities;
  const auto add = [&authorities](const sigstore::CertificateAuthority& message,
                                  std::vector<Certificate> chain,
                                  const TimeRange& validity) -> absl::Status {
    MODELSEAL_ASSIGN_OR_RETURN(
        timestamp::TimestampAuthority authority,
        timestamp::TimestampAuthority::Create(std::move(chain), validity, message.uri()));
    authorities.push_back(std::move(authority));
    return absl::OkStatus();
  };
  MODELSEAL_RETURN_IF_ERROR(ReadEach(messages, path, add));
  return authorities;
}

}  // namespace modelseal::trust
