/* SPDX-License-Identifier: Apache-2.0
 *
 * Signs a model from C99:  sign MODEL PRIVATE_KEY SIGNATURE
 *
 *   cc -std=c99 sign.c $(pkg-config --cflags --libs modelseal) -o sign
 */
#include <modelseal/modelseal.h>
#include <stdio.h>
#include <string.h>

/* Says what failed; the message names the file or field, the name is for programs. */
static int report(modelseal_error *error) {
  fprintf(stderr, "not signed: %s (%s)\n", modelseal_error_message(error),
          modelseal_error_name(error));
  modelseal_error_free(error);
  return 1;
}

static int sign(const char *model, const char *key_pem, size_t key_pem_len, const char *signature) {
  modelseal_error *error = NULL;
  modelseal_signer *signer = NULL;
  modelseal_hash_options *options = NULL;
  modelseal_bundle *bundle = NULL;
  modelseal_code code;

  code = modelseal_signer_from_key_pem(key_pem, key_pem_len, NULL, 0, &signer, &error);
  if (code == MODELSEAL_OK) {
    code = modelseal_hash_options_new(&options, &error);
  }
  if (code == MODELSEAL_OK) { /* an older signature inside the model is not part of the model */
    code = modelseal_hash_options_add_ignored_path(options, signature, strlen(signature), &error);
  }
  if (code == MODELSEAL_OK) {
    code = modelseal_sign_model(signer, options, model, strlen(model), NULL, &bundle, &error);
  }
  if (code == MODELSEAL_OK) {
    code = modelseal_bundle_save(bundle, signature, strlen(signature), &error);
  }
  modelseal_bundle_free(bundle);
  modelseal_hash_options_free(options);
  modelseal_signer_free(signer);
  return code == MODELSEAL_OK ? 0 : report(error);
}

int main(int argc, char **argv) {
  char key_pem[16384];
  size_t key_pem_len;
  FILE *key_file;

  if (argc != 4) {
    fprintf(stderr, "usage: sign MODEL PRIVATE_KEY SIGNATURE\n");
    return 2;
  }
  key_file = fopen(argv[2], "rb");
  if (key_file == NULL) {
    perror(argv[2]);
    return 2;
  }
  key_pem_len = fread(key_pem, 1, sizeof key_pem, key_file);
  fclose(key_file);
  return sign(argv[1], key_pem, key_pem_len, argv[3]);
}
