/* SPDX-License-Identifier: Apache-2.0
 *
 * Verifies a model from C99:  verify MODEL SIGNATURE PUBLIC_KEY
 *
 *   cc -std=c99 verify.c $(pkg-config --cflags --libs modelseal) -o verify
 */
#include <modelseal/modelseal.h>
#include <stdio.h>
#include <string.h>

/* Prints one kind of difference, as "modified: config.json". */
static void print_differences(const modelseal_diff *diff, int32_t kind, const char *label) {
  size_t index;
  for (index = 0; index < modelseal_diff_count(diff, kind); ++index) {
    modelseal_difference difference;
    memset(&difference, 0, sizeof difference);
    difference.struct_size = sizeof difference;
    if (modelseal_diff_at(diff, kind, index, &difference, NULL) == MODELSEAL_OK) {
      fprintf(stderr, "  %s: %s\n", label, difference.name.data);
    }
  }
}

/* "Checked and bad" is not the same as "could not check": the category tells. */
static int report(modelseal_error *error) {
  const modelseal_diff *diff = modelseal_error_diff(error);
  const int refused = modelseal_error_category(error) == MODELSEAL_CATEGORY_VERIFICATION;

  fprintf(stderr, "%s: %s (%s)\n", refused ? "REFUSED" : "could not verify",
          modelseal_error_message(error), modelseal_error_name(error));
  if (diff != NULL) {
    print_differences(diff, MODELSEAL_DIFFERENCE_MODIFIED, "modified");
    print_differences(diff, MODELSEAL_DIFFERENCE_MISSING, "missing");
    print_differences(diff, MODELSEAL_DIFFERENCE_UNSIGNED, "unsigned");
  }
  modelseal_error_free(error);
  return refused ? 1 : 2;
}

/* A policy: who may sign, and that the signature file itself is not part of the model. */
static modelseal_code make_verifier(const char *key_pem, size_t key_pem_len, const char *signature,
                                    modelseal_verifier **out, modelseal_error **error) {
  modelseal_verifier_builder *policy = NULL;
  modelseal_code code = modelseal_verifier_builder_new(&policy, error);

  if (code == MODELSEAL_OK) {
    code = modelseal_verifier_builder_set_public_key_pem(policy, key_pem, key_pem_len, error);
  }
  if (code == MODELSEAL_OK) {
    code = modelseal_verifier_builder_add_ignored_path(policy, signature, strlen(signature), error);
  }
  if (code == MODELSEAL_OK) {
    code = modelseal_verifier_builder_build(policy, out, error);
  }
  modelseal_verifier_builder_free(policy);
  return code;
}

static int verify(const char *model, const char *signature, const char *key_pem,
                  size_t key_pem_len) {
  modelseal_error *error = NULL;
  modelseal_verifier *verifier = NULL;
  modelseal_bundle *bundle = NULL;
  modelseal_result *result = NULL;
  modelseal_code code = make_verifier(key_pem, key_pem_len, signature, &verifier, &error);

  if (code == MODELSEAL_OK) {
    code = modelseal_bundle_load(signature, strlen(signature), &bundle, &error);
  }
  if (code == MODELSEAL_OK) {
    code = modelseal_verifier_verify_model(verifier, model, strlen(model), bundle, NULL, &result,
                                           &error);
  }
  if (code == MODELSEAL_OK) { /* a result exists only now */
    printf("verified: %lu files, signed by key %s\n",
           (unsigned long)modelseal_manifest_entry_count(modelseal_result_manifest(result)),
           modelseal_result_key_fingerprint(result).data);
  }
  modelseal_result_free(result);
  modelseal_bundle_free(bundle);
  modelseal_verifier_free(verifier);
  return code == MODELSEAL_OK ? 0 : report(error);
}

int main(int argc, char **argv) {
  char key_pem[16384];
  size_t key_pem_len;
  FILE *key_file;

  if (argc != 4) {
    fprintf(stderr, "usage: verify MODEL SIGNATURE PUBLIC_KEY\n");
    return 2;
  }
  key_file = fopen(argv[3], "rb");
  if (key_file == NULL) {
    perror(argv[3]);
    return 2;
  }
  key_pem_len = fread(key_pem, 1, sizeof key_pem, key_file);
  fclose(key_file);
  return verify(argv[1], argv[2], key_pem, key_pem_len);
}
