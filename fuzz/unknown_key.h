// SPDX-License-Identifier: Apache-2.0
//
// Keys that never signed anything: whatever verifies under them was not signed. Those of
// tests/data/verification_keys, whose private halves were thrown away.
#ifndef MODELSEAL_FUZZ_UNKNOWN_KEY_H_
#define MODELSEAL_FUZZ_UNKNOWN_KEY_H_

namespace modelseal::fuzz {

inline constexpr char kUnknownEcdsaKey[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEn5VyZ7lcEvNZ7z2DTI1rQeM4v8yc\n"
    "ncN1cWjTgEqBw1FzBierz+Tl1UF8TQuC4p0M3RqFMXfOyxlagSx34rgRnQ==\n"
    "-----END PUBLIC KEY-----\n";
inline constexpr char kUnknownEd25519Key[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MCowBQYDK2VwAyEAymxjb8H1J4kF5i7qnlmnsWWNugjcTtdIgR5EY2IOVbk=\n"
    "-----END PUBLIC KEY-----\n";

}  // namespace modelseal::fuzz

#endif  // MODELSEAL_FUZZ_UNKNOWN_KEY_H_
