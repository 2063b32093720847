/* SPDX-License-Identifier: Apache-2.0
 *
 * Verifies a proof about one record from C99 with the small verifier alone, which opens no file,
 * starts no thread and has no key:  verify_record COMMITMENT PROOF RECORD
 *
 *   cc -std=c99 verify_record.c -lmodelseal_dataset_verifier -o verify_record
 *
 * The commitment must come from where it is signed: the small verifier does not check who made it.
 */
#include <modelseal/dataset_verifier.h>
#include <stdio.h>

/* Reads a file of at most `size` bytes; -1 if that cannot be done. */
static long read_file(const char *path, uint8_t *bytes, size_t size) {
  FILE *file = fopen(path, "rb");
  size_t count;

  if (file == NULL) {
    perror(path);
    return -1;
  }
  count = fread(bytes, 1, size, file);
  fclose(file);
  return count == size ? -1 : (long)count;
}

int main(int argc, char **argv) {
  static uint8_t commitment_bytes[4096];
  static uint8_t proof[1 << 20];
  static uint8_t record[1 << 20];
  uint8_t digest[MODELSEAL_ZK_DIGEST_SIZE];
  modelseal_zk_commitment *commitment = NULL;
  modelseal_zk_answers *answers = NULL;
  modelseal_zk_error error;
  long commitment_size, proof_size, record_size;
  int32_t code;

  if (argc != 4) {
    fprintf(stderr, "usage: verify_record COMMITMENT PROOF RECORD\n");
    return 2;
  }
  commitment_size = read_file(argv[1], commitment_bytes, sizeof commitment_bytes);
  proof_size = read_file(argv[2], proof, sizeof proof);
  record_size = read_file(argv[3], record, sizeof record);
  if (commitment_size < 0 || proof_size < 0 || record_size < 0) {
    return 2;
  }
  code =
      modelseal_zk_commitment_parse(commitment_bytes, (size_t)commitment_size, &commitment, &error);
  if (code == MODELSEAL_ZK_OK) {
    code =
        modelseal_zk_record_digest(commitment, "raw", record, (size_t)record_size, digest, &error);
  }
  if (code == MODELSEAL_ZK_OK) {
    code =
        modelseal_zk_verify_record(commitment, digest, proof, (size_t)proof_size, &answers, &error);
  }
  if (code == MODELSEAL_ZK_OK) { /* answers exist only now */
    printf("%s the committed list \"%s\"\n",
           modelseal_zk_answers_is_member(answers, 0) ? "in" : "not in",
           modelseal_zk_commitment_name(commitment));
  } else {
    fprintf(stderr, "REFUSED: %s (%s)\n", error.message, modelseal_zk_reason_name(code));
  }
  modelseal_zk_answers_free(answers);
  modelseal_zk_commitment_free(commitment);
  return code == MODELSEAL_ZK_OK ? 0 : 1;
}
