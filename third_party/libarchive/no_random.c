/* SPDX-License-Identifier: Apache-2.0
 *
 * libarchive names temporary files by random numbers; reading tar makes no such files, so that
 * there are none to be had. */
#include "archive_platform.h"

#include "archive.h"

int archive_random(void* buffer, size_t size_bytes) {
  (void)buffer;
  (void)size_bytes;
  return ARCHIVE_FAILED;
}
