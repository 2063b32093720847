// SPDX-License-Identifier: Apache-2.0
#include "cli/trust_options.h"

#include "cli/failure.h"
#include "cli/key_file.h"
#include "cli/model_options.h"
#include "cli/terminal_text.h"

namespace modelseal::cli {
namespace {

constexpr char kKeyGroup[] = "Signed with a key";
constexpr char kCertificateGroup[] = "Signed with a certificate of an authority of yours";
constexpr char kSigstoreGroup[] = "Signed through Sigstore";

CLI::Option* AddText(CLI::App& app, const std::string& names, std::string& value,
                     const std::string& type, const std::string& description, const char* group) {
  return app.add_option(names, value, description)->type_name(type)->group(group);
}

CLI::Option* AddList(CLI::App& app, const std::string& names, std::vector<std::string>& values,
                     const std::string& type, const std::string& description, const char* group) {
  return app.add_option(names, values, description + "; may be given several times")
      ->type_name(type)
      ->allow_extra_args(false)
      ->group(group);
}

// Calls of the library that refuse the value of an option, said as a usage failure.
template <typename Call>
void ApplyOption(const std::string& option, Call call) {
  try {
    call();
  } catch (const Error& error) {
    if (error.code() != MODELSEAL_ERROR_INVALID_ARGUMENT) {
      throw;
    }
    throw UsageFailure(option + ": " + ShowMessage(error.what()), "");
  }
}

TrustRoot LoadRoot(const std::string& path) {
  try {
    return TrustRoot::Load(path);
  } catch (const Error& error) {
    // Not finding it is a matter of trust, not of reading a model.
    throw Failure(error, Subject::kBundle);
  }
}

}  // namespace

void TrustOptions::AddTo(CLI::App& app, const std::string& method) {
  if (method.empty() || method == "key") {
    AddKeyOptions(app, method == "key");
  }
  if (method.empty() || method == "certificate") {
    AddCertificateOptions(app, method == "certificate");
  }
  if (method.empty() || method == "sigstore") {
    AddSigstoreOptions(app);
  }
  if (method != "certificate") {
    AddLogOptions(app);
  }
  if (method != "key") {
    app.add_flag("--log-fingerprints", log_fingerprints_,
                 "Print each certificate from the signer's to the root");
  }
}

void TrustOptions::AddKeyOptions(CLI::App& app, bool is_only_method) {
  AddFileOption(app, "--public-key,--key", public_key_, "PEM file of the key that must have signed")
      ->required(is_only_method)
      ->group(kKeyGroup);
  app.add_flag("--require-log", requires_log_,
               "The signature must also be recorded in a transparency log of the trusted root")
      ->group(kKeyGroup);
}

void TrustOptions::AddCertificateOptions(CLI::App& app, bool is_only_method) {
  AddList(app, "--certificate-chain", certificate_chain_, "FILE",
          "PEM file of the root certificates that you trust, and of others that help to reach "
          "them: whoever has a certificate for signing under such a root may have signed",
          kCertificateGroup)
      ->required(is_only_method);
  AddList(app, "--certificate-subject", certificate_subjects_, "NAME",
          "Only a certificate of this subject, written as \"CN=signer,O=Example\"",
          kCertificateGroup);
  AddList(app, "--certificate-name", certificate_names_, "NAME",
          "Only a certificate with this subject alternative name", kCertificateGroup);
  AddList(app, "--certificate-fingerprint", certificate_fingerprints_, "SHA256",
          "Only the certificate with this fingerprint, 64 digits", kCertificateGroup);
  AddText(app, "--timestamp-root", timestamp_root_, "FILE",
          "Certificates must be valid when an authority of this trusted root says that the "
          "signature was made, and not now",
          kCertificateGroup);
}

void TrustOptions::AddSigstoreOptions(CLI::App& app) {
  AddText(app, "--identity,--certificate-identity", identity_, "NAME",
          "Who must have signed: an email address, the URI of a workflow, ... exactly",
          kSigstoreGroup);
  AddText(app, "--identity-pattern,--certificate-identity-regexp", identity_pattern_, "RE2",
          "The same by a regular expression, which must match all of the name", kSigstoreGroup);
  AddText(app, "--identity-provider,--certificate-oidc-issuer", identity_provider_, "URL",
          "Who must have vouched for that name, exactly", kSigstoreGroup);
  AddText(app, "--identity-provider-pattern,--certificate-oidc-issuer-regexp",
          identity_provider_pattern_, "RE2",
          "The same by a regular expression, which must match all of the URL", kSigstoreGroup);
  AddList(app, "--identity-extension", extensions_, "OID=TEXT",
          "What the certificate must say besides, as "
          "1.3.6.1.4.1.57264.1.12=https://github.com/org/repo",
          kSigstoreGroup);
  app.add_flag("--accept-any-identity-unsafe", accepts_any_identity_,
               "Accept whoever signed: shows only that somebody did")
      ->group(kSigstoreGroup);
  app.add_flag("--accept-missing-log-entry-unsafe", accepts_missing_log_,
               "Accept a signature that no transparency log recorded")
      ->group(kSigstoreGroup);
  app.add_flag("--accept-missing-sct-unsafe", accepts_missing_sct_,
               "Accept a certificate that no log of certificates vouches for")
      ->group(kSigstoreGroup);
  app.get_option("--identity")->excludes("--identity-pattern");
  app.get_option("--identity-provider")->excludes("--identity-provider-pattern");
  for (const char* option : {"--identity", "--identity-pattern", "--identity-provider",
                             "--identity-provider-pattern", "--identity-extension"}) {
    app.get_option("--accept-any-identity-unsafe")->excludes(option);
  }
}

void TrustOptions::AddLogOptions(CLI::App& app) {
  AddText(app, "--trusted-root,--trust-config", trusted_root_, "FILE",
          "Keys and certificates of the Sigstore instance, JSON (default: those of its public "
          "instance, which are built in; nothing is fetched)",
          kSigstoreGroup);
  app.add_option("--min-timestamps", min_timestamps_,
                 "How many timestamp authorities must vouch for the time (default 0: a log's word "
                 "is enough)")
      ->type_name("COUNT")
      ->check(CLI::Range(0, 32))
      ->group(kSigstoreGroup);
}

bool TrustOptions::has_identity() const {
  return !identity_.empty() || !identity_pattern_.empty() || !identity_provider_.empty() ||
         !identity_provider_pattern_.empty() || !extensions_.empty();
}

void TrustOptions::Check(Method method) const {
  if (!public_key_.empty() || !certificate_chain_.empty() || has_identity() ||
      accepts_any_identity_) {
    return;
  }
  switch (method) {
    case Method::kKey:
      throw UsageFailure("it was signed with a key; say which one you trust", "--public-key FILE");
    case Method::kCertificate:
      throw UsageFailure("it was signed with a certificate; say which roots you trust",
                         "--certificate-chain FILE");
    case Method::kSigstore:
      throw UsageFailure("it was signed by somebody whom Sigstore identified; say whom you trust",
                         "--identity NAME --identity-provider URL; `modelseal inspect` shows who "
                         "it says it was");
  }
}

Identity TrustOptions::BuildIdentity() const {
  if (identity_.empty() && identity_pattern_.empty()) {
    throw UsageFailure("who vouches is stated, but not for whom", "--identity NAME");
  }
  if (identity_provider_.empty() && identity_provider_pattern_.empty()) {
    throw UsageFailure("a name means nothing without who vouches for it",
                       "--identity-provider URL, as https://accounts.google.com");
  }
  Identity identity;
  if (!identity_.empty()) {
    ApplyOption("--identity", [&] { identity.SetSubject(identity_); });
  } else {
    ApplyOption("--identity-pattern", [&] { identity.SetSubjectPattern(identity_pattern_); });
  }
  if (!identity_provider_.empty()) {
    ApplyOption("--identity-provider", [&] { identity.SetIssuer(identity_provider_); });
  } else {
    ApplyOption("--identity-provider-pattern",
                [&] { identity.SetIssuerPattern(identity_provider_pattern_); });
  }
  for (const std::string& extension : extensions_) {
    const size_t equals = extension.find('=');
    if (equals == std::string::npos) {
      throw UsageFailure("--identity-extension: expected OID=TEXT, found " + ShowName(extension),
                         "");
    }
    ApplyOption("--identity-extension", [&] {
      identity.AddExtension(extension.substr(0, equals), extension.substr(equals + 1));
    });
  }
  return identity;
}

void TrustOptions::ApplyKey(VerifierBuilder& builder) const {
  if (public_key_.empty()) {
    if (requires_log_) {
      throw UsageFailure("--require-log is about a key, and none is given", "--public-key FILE");
    }
    return;
  }
  const SecretText pem = ReadKeyFile(public_key_, "public key");
  if (requires_log_) {
    if (accepts_missing_log_) {
      throw UsageFailure(
          "--require-log and --accept-missing-log-entry-unsafe contradict each other", "");
    }
    builder.SetLoggedKeyPem(pem.view());
  } else {
    builder.SetPublicKeyPem(pem.view());
  }
}

void TrustOptions::ApplyCertificates(VerifierBuilder& builder) const {
  for (const std::string& path : certificate_chain_) {
    builder.AddTrustAnchorsPem(ReadKeyFile(path, "certificate chain").view());
  }
  for (const std::string& subject : certificate_subjects_) {
    ApplyOption("--certificate-subject", [&] { builder.AddCertificateSubject(subject); });
  }
  for (const std::string& name : certificate_names_) {
    ApplyOption("--certificate-name", [&] { builder.AddCertificateAltName(name); });
  }
  for (const std::string& fingerprint : certificate_fingerprints_) {
    ApplyOption("--certificate-fingerprint",
                [&] { builder.AddCertificateFingerprint(fingerprint); });
  }
  if (!timestamp_root_.empty()) {
    builder.SetTimestampTrustRoot(LoadRoot(timestamp_root_));
  }
}

void TrustOptions::ApplyIdentity(VerifierBuilder& builder) const {
  if (accepts_any_identity_) {
    builder.AcceptAnyIdentityUnsafe();
  }
  if (has_identity()) {
    builder.AddIdentity(BuildIdentity());
  }
}

void TrustOptions::ApplyLog(VerifierBuilder& builder) const {
  if (!trusted_root_.empty()) {
    builder.SetTrustRoot(LoadRoot(trusted_root_));
  } else if (has_identity() || accepts_any_identity_ || requires_log_) {
    builder.SetTrustRoot(TrustRoot::Production());
  }
  if (min_timestamps_) {
    builder.SetMinTimestamps(*min_timestamps_);
  }
  if (accepts_missing_log_) {
    builder.AcceptMissingLogEntryUnsafe();
  }
  if (accepts_missing_sct_) {
    builder.AcceptMissingSctUnsafe();
  }
}

void TrustOptions::Apply(VerifierBuilder& builder) const {
  ApplyKey(builder);
  ApplyCertificates(builder);
  ApplyIdentity(builder);
  ApplyLog(builder);
}

}  // namespace modelseal::cli
