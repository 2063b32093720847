#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes throw-away keys of the kinds that Sigstore knows and of some that it does not, and
# signatures over ../keys/message.txt in every scheme, with the openssl program.
set -euo pipefail
cd "$(dirname "$0")"
message=../keys/message.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

public() { openssl pkey -in "$work/$1.pem" -pubout -out "$1-public.pem"; }
sign() { # KEY NAME DIGEST [OPTION...]
  openssl dgst "-sha$3" -sign "$work/$1.pem" "${@:4}" -out "$2.sig" "$message"
}
pss() { # NAME SALT [OPTION...]
  sign rsa "$1" "${1:11:3}" -sigopt rsa_padding_mode:pss -sigopt "rsa_pss_saltlen:$2" "${@:3}"
}

# What is accepted, in every scheme.
for curve in P-256:p256 P-384:p384 P-521:p521; do
  name=${curve#*:}
  openssl genpkey -algorithm EC -pkeyopt "ec_paramgen_curve:${curve%:*}" -out "$work/$name.pem"
  for digest in 256 384 512; do sign "$name" "$name-sha$digest" "$digest"; done
done
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$work/rsa.pem" 2> /dev/null
openssl rsa -in "$work/rsa.pem" -RSAPublicKey_out -out rsa-pkcs1-public.pem 2> /dev/null
for digest in 256 384 512; do
  sign rsa "rsa-pkcs1-sha$digest" "$digest"
  pss "rsa-pss-sha$digest" digest
done
openssl genpkey -algorithm ED25519 -out "$work/ed25519.pem"
openssl pkeyutl -sign -inkey "$work/ed25519.pem" -rawin -in "$message" -out ed25519.sig
for name in p256 p384 p521 rsa ed25519; do
  public "$name"
  openssl pkey -pubin -in "$name-public.pem" -outform DER |
    sha256sum | cut -d' ' -f1 > "$name-spki-sha256.txt"
  sha256sum < "$name-public.pem" | cut -d' ' -f1 > "$name-fingerprint.txt"
done

# Signatures by these keys that are of no scheme.
for salt in 0 31 33 max; do pss "rsa-pss-sha256-salt-$salt" "$salt"; done
pss rsa-pss-sha256-mgf1-sha384 digest -sigopt rsa_mgf1_md:sha384

# The same key written in other ways.
openssl ec -in "$work/p256.pem" -pubout -conv_form compressed -out p256-compressed.pem 2> /dev/null
openssl ec -in "$work/p256.pem" -pubout -conv_form hybrid -out p256-hybrid.pem 2> /dev/null
openssl ec -in "$work/p256.pem" -pubout -param_enc explicit -out p256-explicit.pem 2> /dev/null

# Kinds and sizes that are not accepted.
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out "$work/rsa1024.pem" 2> /dev/null
openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out "$work/rsassa-pss.pem" \
  2> /dev/null
openssl genpkey -algorithm X25519 -out "$work/x25519.pem"
openssl genpkey -algorithm ED448 -out "$work/ed448.pem"
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:brainpoolP256r1 -out "$work/brainpool.pem"
openssl genpkey -genparam -algorithm DSA -pkeyopt dsa_paramgen_bits:2048 \
  -pkeyopt dsa_paramgen_q_bits:256 -out "$work/parameters.pem" 2> /dev/null
openssl genpkey -paramfile "$work/parameters.pem" -out "$work/dsa.pem" 2> /dev/null
for name in rsa1024 rsassa-pss x25519 ed448 brainpool dsa; do public "$name"; done
