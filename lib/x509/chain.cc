// SPDX-License-Identifier: Apache-2.0
#include "lib/x509/chain.h"

#include <openssl/err.h>
#include <openssl/stack.h>
#include <openssl/x509.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/limits.h"
#include "lib/base/status.h"
#include "lib/x509/path_rules.h"
#include "lib/x509/validity.h"

namespace modelseal::x509 {
namespace {

using Certificates = std::vector<Certificate>;

// What a path may be built of.
struct Pool {
  Certificates untrusted;
  Certificates roots;
};

// BoringSSL takes the last second of a validity for past. Validity is judged by CheckValidity.
int OverlookValidity(int is_valid, X509_STORE_CTX* context) {
  const int error = X509_STORE_CTX_get_error(context);
  return is_valid == 1 || error == X509_V_ERR_CERT_NOT_YET_VALID ||
         error == X509_V_ERR_CERT_HAS_EXPIRED;
}

const Certificate* Find(const Certificate& leaf, const Pool& pool, const X509* wanted) {
  const auto is_wanted = [wanted](const Certificate& each) { return each.get() == wanted; };
  if (is_wanted(leaf)) {
    return &leaf;
  }
  for (const Certificates* among : {&pool.untrusted, &pool.roots}) {
    const auto at = std::find_if(among->begin(), among->end(), is_wanted);
    if (at != among->end()) {
      return &*at;
    }
  }
  return nullptr;
}

absl::Status BuildError(const Certificate& certificate, const Pool& pool, int error) {
  switch (error) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
      return PathError(
          certificate,
          absl::StrCat("leads to no trusted root: no certificate of its issuer ",
                       certificate.issuer(), " was found that may have issued it",
                       pool.roots.empty() ? ", and no self-signed one is trusted" : ""));
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
      return PathError(certificate, "is self-signed, but not among the trusted ones");
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
      return PathError(certificate, absl::StrCat("was not signed by the key of its issuer ",
                                                 certificate.issuer()));
    case X509_V_ERR_INVALID_CA:
      return PathError(certificate,
                       "is not that of an authority (CA:TRUE and keyCertSign), but issued another");
    case X509_V_ERR_PATH_LENGTH_EXCEEDED:
      return PathError(certificate, "has more authorities below it than its path length allows");
    case X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION:
      return CheckCriticalExtensions(certificate);
    case X509_V_ERR_PERMITTED_VIOLATION:
    case X509_V_ERR_EXCLUDED_VIOLATION:
    case X509_V_ERR_NAME_CONSTRAINTS_WITHOUT_SANS:
      return PathError(certificate, "has a name outside the constraints of an issuer");
    default:
      return PathError(certificate,
                       absl::StrCat("is refused: ", X509_verify_cert_error_string(error)));
  }
}

// Null if there is no memory.
bssl::UniquePtr<STACK_OF(X509)> ToStack(const Certificates& certificates) {
  bssl::UniquePtr<STACK_OF(X509)> stack(sk_X509_new_null());
  for (const Certificate& certificate : certificates) {
    if (stack == nullptr || !bssl::PushToStack(stack.get(), bssl::UpRef(certificate.get()))) {
      return nullptr;
    }
  }
  return stack;
}

bssl::UniquePtr<X509_STORE> ToStore(const Certificates& certificates) {
  bssl::UniquePtr<X509_STORE> store(X509_STORE_new());
  for (const Certificate& certificate : certificates) {
    if (store == nullptr || !X509_STORE_add_cert(store.get(), certificate.get())) {
      return nullptr;
    }
  }
  return store;
}

absl::StatusOr<Certificates> BuildPath(const Certificate& leaf, const Pool& pool,
                                       int64_t time_seconds) {
  const bssl::UniquePtr<X509_STORE> store = ToStore(pool.roots);
  const bssl::UniquePtr<STACK_OF(X509)> untrusted = ToStack(pool.untrusted);
  const bssl::UniquePtr<X509_STORE_CTX> context(X509_STORE_CTX_new());
  if (store == nullptr || untrusted == nullptr || context == nullptr ||
      !X509_STORE_CTX_init(context.get(), store.get(), leaf.get(), untrusted.get())) {
    ERR_clear_error();
    return MakeError(Reason::kOutOfMemory, "out of memory");
  }
  X509_STORE_CTX_set_verify_cb(context.get(), OverlookValidity);
  X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_TRUSTED_FIRST);
  X509_VERIFY_PARAM_set_depth(parameters, static_cast<int>(limits::kMaxCertificates));
  X509_VERIFY_PARAM_set_time(parameters, time_seconds);
  const bool is_valid = X509_verify_cert(context.get()) == 1;
  ERR_clear_error();
  if (!is_valid) {
    const Certificate* at_fault = Find(leaf, pool, X509_STORE_CTX_get_current_cert(context.get()));
    return BuildError(at_fault != nullptr ? *at_fault : leaf, pool,
                      X509_STORE_CTX_get_error(context.get()));
  }
  Certificates path;
  for (const X509* step : X509_STORE_CTX_get0_chain(context.get())) {
    const Certificate* certificate = Find(leaf, pool, step);
    if (certificate == nullptr) {
      return MakeError(Reason::kInternal, "a path has a certificate from nowhere");
    }
    path.push_back(*certificate);
  }
  return path;
}

// A path that keeps every rule but, maybe, that of time.
absl::StatusOr<Certificates> FindPath(const Certificate& leaf, const Pool& pool,
                                      ExtendedUsage usage, int64_t time_seconds) {
  Certificates path;
  if (std::find(pool.roots.begin(), pool.roots.end(), leaf) != pool.roots.end()) {
    path.push_back(leaf);
  } else {
    MODELSEAL_ASSIGN_OR_RETURN(path, BuildPath(leaf, pool, time_seconds));
  }
  MODELSEAL_RETURN_IF_ERROR(CheckPathRules(path, usage));
  return path;
}

Pool PoolOf(std::span<const Certificate> others, const TrustAnchors& anchors,
            const std::function<bool(const Certificate&)>& is_wanted) {
  Pool pool;
  std::copy_if(others.begin(), others.end(), std::back_inserter(pool.untrusted), is_wanted);
  std::copy_if(anchors.intermediates().begin(), anchors.intermediates().end(),
               std::back_inserter(pool.untrusted), is_wanted);
  std::copy_if(anchors.roots().begin(), anchors.roots().end(), std::back_inserter(pool.roots),
               is_wanted);
  return pool;
}

}  // namespace

absl::StatusOr<Certificates> VerifyChain(const Certificate& leaf,
                                         std::span<const Certificate> others,
                                         const TrustAnchors& anchors, int64_t time_seconds,
                                         ExtendedUsage usage) {
  // BoringSSL takes the first issuer that fits by name. Where an authority has renewed its
  // certificate that must not be the old one, so those out of their time are left out at first.
  const auto is_valid = [time_seconds](const Certificate& each) {
    return each.IsValidAt(time_seconds);
  };
  if (is_valid(leaf)) {
    absl::StatusOr<Certificates> path =
        FindPath(leaf, PoolOf(others, anchors, is_valid), usage, time_seconds);
    if (path.ok()) {
      return path;
    }
  }
  // There is none. With all of them it shows whether time is the only thing that is wrong.
  MODELSEAL_ASSIGN_OR_RETURN(
      Certificates path,
      FindPath(leaf, PoolOf(others, anchors, [](const Certificate&) { return true; }), usage,
               time_seconds));
  for (const Certificate& certificate : path) {
    MODELSEAL_RETURN_IF_ERROR(CheckValidity(certificate, time_seconds * 1000));
  }
  return path;
}

}  // namespace modelseal::x509
