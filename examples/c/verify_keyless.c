/* SPDX-License-Identifier: Apache-2.0
 *
 * Verifies a model that was signed through Sigstore, from C99:
 *   verify_keyless MODEL SIGNATURE IDENTITY PROVIDER
 * for example with the identity dev@example.com and the provider https://accounts.google.com.
 *
 *   cc -std=c99 verify_keyless.c $(pkg-config --cflags --libs modelseal) -o verify_keyless
 */
#include <modelseal/modelseal.h>
#include <stdio.h>
#include <string.h>

/* Whom we trust: one signer, as Sigstore's public instance establishes him. Nothing is fetched:
 * what the instance is trusted by is built into the library. */
static modelseal_code build_verifier(const char *subject, const char *issuer,
                                     modelseal_verifier **verifier, modelseal_error **err) {
  modelseal_verifier_builder *policy = NULL;
  modelseal_trust_root *root = NULL;
  modelseal_identity *signer = NULL;
  modelseal_code code = modelseal_verifier_builder_new(&policy, err);
  if (code == MODELSEAL_OK) code = modelseal_trust_root_production(&root, err);
  if (code == MODELSEAL_OK) code = modelseal_verifier_builder_set_trust_root(policy, root, err);
  if (code == MODELSEAL_OK) code = modelseal_identity_new(&signer, err);
  if (code == MODELSEAL_OK)
    code = modelseal_identity_set_subject(signer, subject, strlen(subject), err);
  if (code == MODELSEAL_OK)
    code = modelseal_identity_set_issuer(signer, issuer, strlen(issuer), err);
  if (code == MODELSEAL_OK) code = modelseal_verifier_builder_add_identity(policy, signer, err);
  if (code == MODELSEAL_OK) code = modelseal_verifier_builder_build(policy, verifier, err);
  modelseal_identity_free(signer);
  modelseal_trust_root_free(root);
  modelseal_verifier_builder_free(policy);
  return code;
}

static void print_evidence(const modelseal_evidence *evidence) {
  printf("signed by %s, says %s\n", modelseal_evidence_subject(evidence).data,
         modelseal_evidence_issuer(evidence).data);
  for (size_t i = 0; i < modelseal_evidence_log_entry_count(evidence); ++i) {
    modelseal_log_entry entry = {0};
    entry.struct_size = sizeof entry;
    if (modelseal_evidence_log_entry_at(evidence, i, &entry, NULL) == MODELSEAL_OK)
      printf("recorded in %s, entry %llu\n", entry.log.data, (unsigned long long)entry.log_index);
  }
}

int main(int argc, char **argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: verify_keyless MODEL SIGNATURE IDENTITY PROVIDER\n");
    return 2;
  }
  modelseal_error *err = NULL;
  modelseal_verifier *verifier = NULL;
  modelseal_bundle *bundle = NULL;
  modelseal_result *result = NULL;
  int exit_code = 0;
  if (build_verifier(argv[3], argv[4], &verifier, &err) == MODELSEAL_OK &&
      modelseal_bundle_load(argv[2], strlen(argv[2]), &bundle, &err) == MODELSEAL_OK &&
      modelseal_verifier_verify_model(verifier, argv[1], strlen(argv[1]), bundle, NULL, &result,
                                      &err) == MODELSEAL_OK) {
    print_evidence(modelseal_result_evidence(result));
  } else {
    const int refused = modelseal_error_category(err) == MODELSEAL_CATEGORY_VERIFICATION;
    fprintf(stderr, "%s: %s (%s)\n", refused ? "REFUSED" : "could not verify",
            modelseal_error_message(err), modelseal_error_name(err));
    exit_code = refused ? 1 : 2;
  }
  modelseal_error_free(err);
  modelseal_result_free(result);
  modelseal_bundle_free(bundle);
  modelseal_verifier_free(verifier);
  return exit_code;
}
