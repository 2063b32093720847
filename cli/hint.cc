// SPDX-License-Identifier: Apache-2.0
#include "cli/hint.h"

#include "cli/failure.h"

namespace modelseal::cli {
std::string HintFor(const Failure& failure) {
  switch (failure.code()) {
    case MODELSEAL_ERROR_SYMLINK_REFUSED:
      return "caches of model hubs, for one, hold links: copy the model with its links resolved "
             "(cp -rL), or pass --allow-symlinks when signing and when verifying to trust wherever "
             "they lead";
    case MODELSEAL_ERROR_FILE_TYPE_REFUSED:
      return "a model is made of regular files; move pipes, sockets and devices elsewhere";
    case MODELSEAL_ERROR_FILE_CHANGED:
      return "something writes to the model; run again when it is at rest";
    case MODELSEAL_ERROR_FILE_UNSIGNED:
      return "remove what does not belong to the model; --ignore-unsigned-files accepts it "
             "unchecked";
    case MODELSEAL_ERROR_DIGEST_CACHE_INVALID:
      return "if nobody altered the digest cache on purpose, --fresh-digest-cache begins a new one";
    case MODELSEAL_ERROR_IGNORED_CONTENT_REFUSED:
      return "remove it, or leave out --refuse-ignored to accept it unchecked";
    case MODELSEAL_ERROR_MODEL_EMPTY:
      return "there is nothing to sign; check the path and what is ignored";
    case MODELSEAL_ERROR_KEY_MISMATCH:
      return "this is not the key that signed; ask the publisher for the right one by another way "
             "than the model came";
    case MODELSEAL_ERROR_METHOD_MISMATCH:
      return "name the trust that fits the signature: --public-key for a key, --certificate-chain "
             "for a certificate, --identity for a signer whom Sigstore identified";
    case MODELSEAL_ERROR_CERTIFICATE_EXPIRED:
      return "certificates must be valid now or, of a signature made through Sigstore, when it was "
             "made; ask the publisher for a fresh signature";
    case MODELSEAL_ERROR_IDENTITY_MISMATCH:
      return "the signature holds, but by somebody else than you trust: if that is no surprise, "
             "name them; if it is, do not use this";
    case MODELSEAL_ERROR_LOG_UNKNOWN:
      return "the signature was made with another Sigstore instance than the trusted root is of: "
             "give that instance's by --trusted-root FILE";
    case MODELSEAL_ERROR_LOG_ENTRY_MISSING:
      return "a signature made through Sigstore brings its entry in a log; ask the publisher for "
             "the whole bundle";
    case MODELSEAL_ERROR_SIGNING_TIME_UNKNOWN:
      return "certificates of Sigstore live ten minutes: without a proven time nobody knows that "
             "the signature is as old";
    case MODELSEAL_ERROR_TRUST_ROOT_INVALID:
      return "--trusted-root wants trusted_root.json of a Sigstore instance, or its client trust "
             "config";
    case MODELSEAL_ERROR_PREDICATE_UNSUPPORTED:
      return "this is a statement of another kind than was asked for; --allow-legacy-v0-unsafe "
             "reads "
             "signatures of model-signing 0.2";
    case MODELSEAL_ERROR_KEY_UNSUPPORTED:
      return "modelseal keygen makes a key that works (ECDSA on P-256, P-384 or P-521)";
    case MODELSEAL_ERROR_DATASET_PROOF_INVALID:
      return "a proof is about exactly the records that it was made for, in their order and under "
             "their view, and about one commitment; one that fails says nothing of the records";
    case MODELSEAL_ERROR_PASSWORD_REQUIRED:
      return "give the password with --password-file FILE or --password-env NAME, or run on a "
             "terminal to be asked";
    default:
      return "";
  }
}

}  // namespace modelseal::cli
