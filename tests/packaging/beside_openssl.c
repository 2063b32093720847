/* SPDX-License-Identifier: Apache-2.0
 *
 * One program with OpenSSL and with the static library, which holds BoringSSL: both have functions
 * of the same names, and each must call its own.  beside_openssl MODEL PRIVATE_KEY SIGNATURE
 */
#include <modelseal/modelseal.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <string.h>

/* Signs and verifies with OpenSSL's own key type, and makes a TLS context. */
static int use_openssl(void) {
  static const unsigned char message[] = "message";
  unsigned char signature[256];
  size_t signature_len = sizeof signature;
  EVP_PKEY *key = EVP_EC_gen("P-256");
  EVP_MD_CTX *digest = EVP_MD_CTX_new();
  SSL_CTX *tls = SSL_CTX_new(TLS_method());
  const int works =
      key != NULL && digest != NULL && tls != NULL &&
      EVP_DigestSignInit(digest, NULL, EVP_sha256(), NULL, key) == 1 &&
      EVP_DigestSign(digest, signature, &signature_len, message, sizeof message) == 1 &&
      EVP_MD_CTX_reset(digest) == 1 &&
      EVP_DigestVerifyInit(digest, NULL, EVP_sha256(), NULL, key) == 1 &&
      EVP_DigestVerify(digest, signature, signature_len, message, sizeof message) == 1;

  SSL_CTX_free(tls);
  EVP_MD_CTX_free(digest);
  EVP_PKEY_free(key);
  return works;
}

static int use_modelseal(const char *model, const char *key_path, const char *signature) {
  char pem[16384];
  size_t pem_len;
  modelseal_error *error = NULL;
  modelseal_signer *signer = NULL;
  modelseal_bundle *bundle = NULL;
  modelseal_code code;
  FILE *key_file = fopen(key_path, "rb");

  if (key_file == NULL) {
    return 0;
  }
  pem_len = fread(pem, 1, sizeof pem, key_file);
  fclose(key_file);
  code = modelseal_signer_from_key_pem(pem, pem_len, NULL, 0, &signer, &error);
  if (code == MODELSEAL_OK) {
    code = modelseal_sign_model(signer, NULL, model, strlen(model), NULL, &bundle, &error);
  }
  if (code == MODELSEAL_OK) {
    code = modelseal_bundle_save(bundle, signature, strlen(signature), &error);
  }
  if (code != MODELSEAL_OK) {
    fprintf(stderr, "%s\n", modelseal_error_message(error));
  }
  modelseal_error_free(error);
  modelseal_bundle_free(bundle);
  modelseal_signer_free(signer);
  return code == MODELSEAL_OK;
}

int main(int argc, char **argv) {
  if (argc != 4 || !use_openssl() || !use_modelseal(argv[1], argv[2], argv[3]) || !use_openssl()) {
    return 1;
  }
  printf("%s beside %s\n", modelseal_version_string(), OpenSSL_version(OPENSSL_VERSION));
  return 0;
}
