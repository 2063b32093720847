#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes the throw-away certificates of this folder with the openssl program, and writes down what it
# says of them. The private keys are thrown away at once.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

key() { openssl genpkey -algorithm "$1" -pkeyopt "$2" -out "$work/$3.key" 2> /dev/null; }
# issue NAME SUBJECT ISSUER EXTENSIONS...: a certificate of 100 years.
issue() {
  local name=$1 subject=$2 issuer=$3
  shift 3
  printf '%s\n' "$@" > "$work/$name.ext"
  openssl req -new -utf8 -key "$work/$name.key" -subj "$subject" -multivalue-rdn \
    -out "$work/$name.csr" 2> /dev/null
  local sign=(-CA "$issuer.pem" -CAkey "$work/$issuer.key")
  [ "$issuer" != self ] || sign=(-signkey "$work/$name.key")
  openssl x509 -req -in "$work/$name.csr" "${sign[@]}" -days 36500 -sha256 \
    -set_serial "0x$(openssl rand -hex 8)" -extfile "$work/$name.ext" -out "$name.pem" 2> /dev/null
}
describe() {
  openssl x509 -in "$1.pem" -noout -subject -issuer -nameopt RFC2253,-esc_msb
  openssl x509 -in "$1.pem" -noout -fingerprint -sha256 | tr -d : | tr 'A-F' 'a-f'
  openssl x509 -in "$1.pem" -noout -startdate -enddate -dateopt iso_8601
}

key RSA rsa_keygen_bits:3072 root
key RSA rsa_keygen_bits:3072 intermediate
key EC ec_paramgen_curve:secp384r1 signer
key EC ec_paramgen_curve:prime256v1 names
issue root "/CN=root-ca" self basicConstraints=critical,CA:TRUE keyUsage=critical,keyCertSign \
  subjectKeyIdentifier=hash
issue intermediate "/CN=intermediate-ca" root basicConstraints=critical,CA:TRUE \
  keyUsage=critical,keyCertSign subjectKeyIdentifier=hash authorityKeyIdentifier=keyid
issue signer "/CN=intermediate-ca" intermediate basicConstraints=critical,CA:TRUE \
  keyUsage=critical,digitalSignature extendedKeyUsage=codeSigning subjectKeyIdentifier=hash \
  authorityKeyIdentifier=keyid
issue names '/C=DE/O=Müller, Söhne \+ "Co"/OU=日本/OU=a+CN=#x /emailAddress=a@b.example' \
  intermediate keyUsage=digitalSignature subjectKeyIdentifier=hash authorityKeyIdentifier=keyid
for name in root intermediate signer names; do
  describe "$name" > "$name.txt"
done
