/* SPDX-License-Identifier: Apache-2.0
 *
 * Loads files of a model into memory, once, and verifies from C99 that what was loaded is what was
 * signed:  verify_loaded MODEL SIGNATURE PUBLIC_KEY NAME...
 *
 *   cc -std=c99 verify_loaded.c $(pkg-config --cflags --libs modelseal) -o verify_loaded
 *
 * Every file of the model must be named: one that is signed and was not loaded is missing.
 */
#include <modelseal/modelseal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct bytes {
  uint8_t *data;
  size_t len;
};

/* Reads all of a file; data is NULL if it cannot be read. */
static struct bytes load(const char *path) {
  struct bytes loaded = {NULL, 0};
  FILE *file = fopen(path, "rb");
  long size = -1;

  if (file != NULL && fseek(file, 0, SEEK_END) == 0) {
    size = ftell(file);
    rewind(file);
  }
  if (size >= 0) {
    loaded.data = malloc((size_t)size + 1);
  }
  if (loaded.data != NULL) {
    loaded.len = fread(loaded.data, 1, (size_t)size, file);
  }
  if (file != NULL) {
    fclose(file);
  }
  return loaded;
}

static struct bytes load_of_model(const char *model, const char *name) {
  char path[4096];

  if ((size_t)snprintf(path, sizeof path, "%s/%s", model, name) >= sizeof path) {
    path[0] = '\0';
  }
  return load(path);
}

/* Hashes bytes [start, end) of a file. A loader that reads a file piece by piece, or ranges of it
 * on several threads, calls modelseal_hash_stream_update as the pieces come. */
static modelseal_code hash_range(modelseal_hasher *hasher, const char *name, struct bytes file,
                                 uint64_t start, uint64_t end, modelseal_error **error) {
  modelseal_hash_stream *stream = NULL;
  modelseal_code code =
      modelseal_hasher_open_stream(hasher, name, strlen(name), start, end, &stream, error);

  if (code == MODELSEAL_OK) {
    code = modelseal_hash_stream_update(stream, file.data + start, (size_t)(end - start), error);
  }
  if (code == MODELSEAL_OK) {
    code = modelseal_hash_stream_finish(stream, error);
  }
  modelseal_hash_stream_free(stream);
  return code;
}

/* The whole file, or its shards if the signature is over shards, which has none of an empty file.
 */
static modelseal_code hash_file(modelseal_hasher *hasher, const char *name, struct bytes file,
                                uint64_t shard_size, modelseal_error **error) {
  modelseal_code code = MODELSEAL_OK;
  uint64_t start;

  if (shard_size == 0) {
    return hash_range(hasher, name, file, 0, file.len, error);
  }
  for (start = 0; start < file.len && code == MODELSEAL_OK; start += shard_size) {
    const uint64_t left = file.len - start;
    code = hash_range(hasher, name, file, start, start + (left < shard_size ? left : shard_size),
                      error);
  }
  return code;
}

/* A hasher that hashes as the signer did. What the bundle says is not verified yet: that is enough
 * to hash by it. */
static modelseal_code make_hasher(const modelseal_bundle *bundle, modelseal_hasher **hasher,
                                  uint64_t *shard_size, modelseal_error **error) {
  modelseal_hash_options *options = NULL;
  modelseal_manifest *claimed = NULL;
  modelseal_code code = modelseal_hash_options_from_bundle_unverified(bundle, &options, error);

  if (code == MODELSEAL_OK) {
    code = modelseal_bundle_manifest_unverified(bundle, &claimed, error);
  }
  if (code == MODELSEAL_OK) {
    *shard_size = modelseal_manifest_shard_size_bytes(claimed);
    code = modelseal_hasher_new(options, "model", 5, hasher, error);
  }
  modelseal_manifest_free(claimed);
  modelseal_hash_options_free(options);
  return code;
}

static modelseal_code make_verifier(struct bytes key_pem, modelseal_verifier **out,
                                    modelseal_error **error) {
  modelseal_verifier_builder *policy = NULL;
  modelseal_code code = modelseal_verifier_builder_new(&policy, error);

  if (code == MODELSEAL_OK) {
    code = modelseal_verifier_builder_set_public_key_pem(policy, (const char *)key_pem.data,
                                                         key_pem.len, error);
  }
  if (code == MODELSEAL_OK) {
    code = modelseal_verifier_builder_build(policy, out, error);
  }
  modelseal_verifier_builder_free(policy);
  return code;
}

/* Prints what was verified, or why not; returns the program's exit status. */
static int report(const modelseal_result *result, modelseal_error *error) {
  const int refused = modelseal_error_category(error) == MODELSEAL_CATEGORY_VERIFICATION;

  if (result != NULL) { /* the bytes in memory may be used only now */
    printf("verified: %lu bytes in memory, signed by key %s\n",
           (unsigned long)modelseal_result_source_bytes(result, MODELSEAL_DIGEST_SOURCE_HASHED),
           modelseal_result_key_fingerprint(result).data);
    return 0;
  }
  fprintf(stderr, "%s: %s (%s)\n", refused ? "REFUSED" : "could not verify",
          modelseal_error_message(error), modelseal_error_name(error));
  modelseal_error_free(error);
  return refused ? 1 : 2;
}

int main(int argc, char **argv) {
  struct bytes key_pem, file;
  modelseal_error *error = NULL;
  modelseal_bundle *bundle = NULL;
  modelseal_hasher *hasher = NULL;
  modelseal_manifest *manifest = NULL;
  modelseal_verifier *verifier = NULL;
  modelseal_result *result = NULL;
  modelseal_code code;
  uint64_t shard_size = 0;
  int i, status;

  if (argc < 5) {
    fprintf(stderr, "usage: verify_loaded MODEL SIGNATURE PUBLIC_KEY NAME...\n");
    return 2;
  }
  code = modelseal_bundle_load(argv[2], strlen(argv[2]), &bundle, &error);
  if (code == MODELSEAL_OK) {
    code = make_hasher(bundle, &hasher, &shard_size, &error);
  }
  for (i = 4; i < argc && code == MODELSEAL_OK; ++i) {
    file = load_of_model(argv[1], argv[i]);
    if (file.data == NULL) {
      perror(argv[i]);
      exit(2);
    }
    code = hash_file(hasher, argv[i], file, shard_size, &error);
    free(file.data); /* a loader would keep it, and use it after main's last step */
  }
  if (code == MODELSEAL_OK) {
    code = modelseal_hasher_finish(hasher, &manifest, &error);
  }
  key_pem = load(argv[3]);
  if (code == MODELSEAL_OK) {
    code = make_verifier(key_pem, &verifier, &error);
  }
  if (code == MODELSEAL_OK) {
    code = modelseal_verifier_verify_manifest(verifier, manifest, bundle, &result, &error);
  }
  status = report(code == MODELSEAL_OK ? result : NULL, error);
  free(key_pem.data);
  modelseal_result_free(result);
  modelseal_verifier_free(verifier);
  modelseal_manifest_free(manifest);
  modelseal_hasher_free(hasher);
  modelseal_bundle_free(bundle);
  return status;
}
