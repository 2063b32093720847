// SPDX-License-Identifier: Apache-2.0
//
// Loaded before the C library, makes an ARM processor one without the SHA-2 instructions for
// whoever asks the system: qemu knows no such processor, but they are optional in ARMv8.0 (Arm
// Architecture Reference Manual: ID_AA64ISAR0_EL1.SHA2).
#define _GNU_SOURCE
#include <asm/hwcap.h>
#include <dlfcn.h>
#include <sys/auxv.h>

__attribute__((visibility("default"))) unsigned long getauxval(unsigned long type) {
  unsigned long (*real)(unsigned long) =
      (unsigned long (*)(unsigned long))dlsym(RTLD_NEXT, "getauxval");
  const unsigned long value = real(type);
  return type == AT_HWCAP ? value & ~(unsigned long)(HWCAP_SHA2 | HWCAP_SHA512) : value;
}
