#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes the throw-away keys of this folder, and a signature by each, with the openssl program.
set -euo pipefail
cd "$(dirname "$0")"
printf 'signed by someone else\n' > message.txt
for curve in prime256v1:p256:256 secp384r1:p384:384 secp521r1:p521:512; do
  IFS=: read -r group name digest <<< "$curve"
  openssl genpkey -algorithm EC -pkeyopt "ec_paramgen_curve:$group" -out "$name-pkcs8.pem"
  openssl ec -in "$name-pkcs8.pem" -out "$name-sec1.pem" 2> /dev/null
  openssl pkey -in "$name-pkcs8.pem" -pubout -out "$name-public.pem"
  openssl dgst "-sha$digest" -sign "$name-pkcs8.pem" -out "$name-message.sig" message.txt
  sha256sum < "$name-public.pem" | cut -d' ' -f1 > "$name-fingerprint.txt"
done
openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 2048 \
  -in p256-pkcs8.pem -out p256-encrypted.pem -passout pass:test-password
openssl ec -aes128 -in p256-sec1.pem -out p256-legacy-encrypted.pem \
  -passout pass:test-password 2> /dev/null
openssl pkcs8 -topk8 -scrypt -in p256-pkcs8.pem -out p256-scrypt.pem -passout pass:test-password
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 2> /dev/null |
  openssl pkey -pubout -out rsa2048-public.pem
openssl genpkey -algorithm ED25519 | tee ed25519-pkcs8.pem |
  openssl pkey -pubout -out ed25519-public.pem
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1 |
  openssl pkey -pubout -out secp256k1-public.pem
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp224r1 |
  openssl pkey -pubout -out p224-public.pem
