/* SPDX-License-Identifier: Apache-2.0
 *
 * Commits to the lines of a file and answers about one record, from C99, both as the owner of the
 * data and as somebody who only has the commitment:  training_data FILE RECORD DIRECTORY
 *
 *   cc -std=c99 training_data.c $(pkg-config --cflags --libs modelseal) -o training_data
 *
 * The key and the store stay with the owner; what is published is the commitment, in a statement
 * that is signed with the model. Here the store lies in DIRECTORY, and the key is gone at the end.
 */
#include <modelseal/modelseal.h>
#include <stdio.h>
#include <string.h>

static const char view[] = "raw";

static int report(modelseal_error *error) {
  const int refused = modelseal_error_category(error) == MODELSEAL_CATEGORY_VERIFICATION;

  fprintf(stderr, "%s: %s (%s)\n", refused ? "REFUSED" : "failed", modelseal_error_message(error),
          modelseal_error_name(error));
  modelseal_error_free(error);
  return refused ? 1 : 2;
}

/* Thousands of records go into the builder at once: that is what makes it fast. */
static modelseal_code add_lines(modelseal_dataset_builder *builder, FILE *file,
                                modelseal_error **error) {
  char line[65536];
  modelseal_dataset_records *records = NULL;
  modelseal_code code = modelseal_dataset_records_new(view, sizeof view - 1, &records, error);

  while (code == MODELSEAL_OK && fgets(line, sizeof line, file) != NULL) {
    code =
        modelseal_dataset_records_add(records, (const uint8_t *)line, strcspn(line, "\n"), error);
    if (code == MODELSEAL_OK && modelseal_dataset_records_count(records) == 4096) {
      code = modelseal_dataset_builder_add(builder, records, error);
      modelseal_dataset_records_clear(records);
    }
  }
  if (code == MODELSEAL_OK) {
    code = modelseal_dataset_builder_add(builder, records, error);
  }
  modelseal_dataset_records_free(records);
  return code;
}

static modelseal_code commit(const modelseal_dataset_key *key, FILE *file, const char *work,
                             const char *store, modelseal_dataset_commitment **out,
                             modelseal_error **error) {
  modelseal_dataset_options *options = NULL;
  modelseal_dataset_builder *builder = NULL;
  modelseal_code code = modelseal_dataset_options_new(&options, error);

  if (code == MODELSEAL_OK) {
    code = modelseal_dataset_options_set_name(options, "lines", 5, error);
  }
  if (code == MODELSEAL_OK) {
    code = modelseal_dataset_options_add_view(options, view, sizeof view - 1, error);
  }
  if (code == MODELSEAL_OK) {
    code = modelseal_dataset_builder_open(key, options, work, strlen(work), NULL, &builder, error);
  }
  if (code == MODELSEAL_OK) {
    code = add_lines(builder, file, error);
  }
  if (code == MODELSEAL_OK) {
    code = modelseal_dataset_builder_finish(builder, store, strlen(store), out, error);
  }
  modelseal_dataset_builder_free(builder);
  modelseal_dataset_options_free(options);
  return code;
}

/* The owner's side: needs the key and the store. */
static modelseal_code prove(const modelseal_dataset_key *key, const char *store_path,
                            const modelseal_dataset_records *asked, modelseal_buffer **proof,
                            modelseal_error **error) {
  modelseal_dataset_store *store = NULL;
  modelseal_code code = modelseal_dataset_store_open(store_path, strlen(store_path), &store, error);

  if (code == MODELSEAL_OK) {
    code = modelseal_dataset_store_prove(store, key, asked, 0, proof, error);
  }
  modelseal_dataset_store_free(store);
  return code;
}

/* Everybody else's side: the commitment, the record and the proof are enough. */
static modelseal_code verify(modelseal_str commitment_bytes, modelseal_str proof,
                             const modelseal_dataset_records *asked, modelseal_error **error) {
  modelseal_dataset_commitment *commitment = NULL;
  modelseal_dataset_answers *answers = NULL;
  modelseal_code code = modelseal_dataset_commitment_parse(
      (const uint8_t *)commitment_bytes.data, commitment_bytes.len, &commitment, error);

  if (code == MODELSEAL_OK) {
    code = modelseal_dataset_verify(commitment, asked, (const uint8_t *)proof.data, proof.len,
                                    &answers, error);
  }
  if (code == MODELSEAL_OK) { /* answers exist only now */
    printf("%s the committed list \"%s\", proved in %lu bytes\n",
           modelseal_dataset_answers_is_member(answers, 0) == 1 ? "in" : "not in",
           modelseal_dataset_commitment_name(commitment).data, (unsigned long)proof.len);
  }
  modelseal_dataset_answers_free(answers);
  modelseal_dataset_commitment_free(commitment);
  return code;
}

static int run(FILE *file, const char *record, const char *work, const char *store) {
  modelseal_error *error = NULL;
  modelseal_dataset_key *key = NULL;
  modelseal_dataset_commitment *commitment = NULL;
  modelseal_dataset_records *asked = NULL;
  modelseal_buffer *proof = NULL;
  modelseal_code code =
      modelseal_dataset_key_generate(MODELSEAL_DATASET_SUITE_ECVRF_P256, &key, &error);

  if (code == MODELSEAL_OK) {
    code = commit(key, file, work, store, &commitment, &error);
  }
  if (code == MODELSEAL_OK) {
    code = modelseal_dataset_records_new(view, sizeof view - 1, &asked, &error);
  }
  if (code == MODELSEAL_OK) {
    code = modelseal_dataset_records_add(asked, (const uint8_t *)record, strlen(record), &error);
  }
  if (code == MODELSEAL_OK) {
    code = prove(key, store, asked, &proof, &error);
  }
  if (code == MODELSEAL_OK) {
    code = verify(modelseal_dataset_commitment_bytes(commitment), modelseal_buffer_view(proof),
                  asked, &error);
  }
  modelseal_buffer_free(proof);
  modelseal_dataset_records_free(asked);
  modelseal_dataset_commitment_free(commitment);
  modelseal_dataset_key_free(key);
  return code == MODELSEAL_OK ? 0 : report(error);
}

int main(int argc, char **argv) {
  char work[4096];
  char store[4096];
  FILE *file;
  int status;

  if (argc != 4) {
    fprintf(stderr, "usage: training_data FILE RECORD DIRECTORY\n");
    return 2;
  }
  file = fopen(argv[1], "rb");
  if (file == NULL) {
    perror(argv[1]);
    return 2;
  }
  snprintf(work, sizeof work, "%s/lines.work", argv[3]);
  snprintf(store, sizeof store, "%s/lines.store", argv[3]);
  status = run(file, argv[2], work, store);
  fclose(file);
  return status;
}
