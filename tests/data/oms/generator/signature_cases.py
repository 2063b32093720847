# SPDX-License-Identifier: Apache-2.0
"""Cases about keys, signatures and what is signed."""

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import utils

import bundles as b

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def der_integer(value, padding=0):
    raw = value.to_bytes(value.bit_length() // 8 + 1, "big")
    raw = b"\0" * padding + raw
    return b"\x02" + bytes([len(raw)]) + raw


def der_pair(r_der, s_der, long_length=False):
    body = r_der + s_der
    length = bytes([0x81, len(body)]) if long_length else bytes([len(body)])
    return b"\x30" + length + body


def add_curve_cases(cases):
    for key in ("p384", "p521"):
        cases.accept(f"key-{key}", "the curve decides the digest", b.bundle(key=key), key=key,
                     policies=("default", "strict"))
    wrong = {
        "p256-with-sha384": ("p256", hashes.SHA384()),
        "p384-with-sha256": ("p384", hashes.SHA256()),
        "p521-with-sha256": ("p521", hashes.SHA256()),
    }
    for name, (key, digest) in wrong.items():
        cases.reject(f"digest-of-other-curve-{name}", "the curve decides the digest", "SIGNATURE",
                     b.bundle(key=key, digest=digest), key=key)


def add_key_cases(cases):
    cases.accept("key-text-before-pem", "text may stand before a PEM block",
                 signature="bundle-good", key="p256-with-text")
    cases.reject("key-other", "the bundle names another key", "KEY", signature="bundle-good",
                 key="p256-other")
    no_name = b.changed(b.bundle(), ("verificationMaterial", "publicKey"),
                        {"rawBytes": "AAAA", "keyDetails": "X"})
    cases.reject("key-other-not-named", "a bundle that names no key is refused by its signature",
                 ["SIGNATURE", "KEY"], no_name, key="p256-other")
    claimed = b.changed(b.bundle(key="p256-other"), ("verificationMaterial", "publicKey", "hint"),
                        b.hint(b.private_key("p256")))
    cases.reject("key-claimed", "a hint proves nothing", "SIGNATURE", claimed)
    for key in ("secp256k1", "p224", "rsa2048", "ed25519"):
        cases.reject(f"key-{key}", "keys are ECDSA on P-256, P-384 or P-521", "KEY",
                     signature="bundle-good", key=key)
    cases.reject("key-private-given", "a private key is not a public key", "KEY",
                 signature="bundle-good", key="p256-private")
    cases.reject("key-not-pem", "a key is PEM", "KEY", signature="bundle-good", key="garbage")
    cases.reject("key-cut-off", "a key is whole", "KEY", signature="bundle-good", key="p256-cut")


def add_encoding_cases(cases):
    payload = b.payload_of(b.statement())
    r, s = utils.decode_dss_signature(b.sign(b.pae(payload)))
    cases.accept("signature-high-s", "(r, n - s) is a signature as well",
                 b.bundle(payload, signature=utils.encode_dss_signature(r, P256_ORDER - s)))
    encodings = {
        "padded-integer": der_pair(der_integer(r, 1), der_integer(s)),
        "long-length": der_pair(der_integer(r), der_integer(s), long_length=True),
        "three-integers": der_pair(der_integer(r), der_integer(s) + der_integer(1)),
        "negative-r": der_pair(b"\x02\x01\xff", der_integer(s)),
        "r-plus-order": der_pair(der_integer(r + P256_ORDER), der_integer(s)),
        "s-is-order": der_pair(der_integer(r), der_integer(P256_ORDER)),
        "r-and-s-one": der_pair(der_integer(1), der_integer(1)),
        "cut-off": der_pair(der_integer(r), der_integer(s))[:-1],
        "one-byte": b"\x30",
        "two-kilobytes": b"\x30" * 2048,
    }
    for name, signature in encodings.items():
        classes = ["SIGNATURE", "LIMIT", "SCHEMA"] if name == "two-kilobytes" else "SIGNATURE"
        cases.reject(f"signature-{name}", "a signature is DER, and in range", classes,
                     b.bundle(payload, signature=signature))


def add_signed_bytes_cases(cases):
    payload = b.payload_of(b.statement())
    cases.reject("payload-signed-bare", "the pre-authentication encoding is signed", "SIGNATURE",
                 b.bundle(payload, message=payload))
    cases.reject("payload-length-wrong", "the encoding counts the bytes of the payload",
                 "SIGNATURE", b.bundle(payload, message=b.pae(payload).replace(b" ", b" 0", 3)))
    cases.reject("payload-type-changed", "the encoding holds the envelope's own payload type",
                 "SIGNATURE",
                 b.changed(b.bundle(payload), ("dsseEnvelope", "payloadType"), "application/json"))
    signed = b.bundle(payload, message=b.pae(payload, "application/json"))
    cases.reject("payload-type-other-signed", "the payload is an in-toto statement", "STATEMENT",
                 b.changed(signed, ("dsseEnvelope", "payloadType"), "application/json"))
    spaced = payload.replace(b": ", b":")
    cases.reject("payload-written-again", "the bytes as received are signed, not their meaning",
                 "SIGNATURE", b.changed(b.bundle(payload), ("dsseEnvelope", "payload"),
                                        b.b64(spaced)))
    cases.reject("payload-empty", "there is a payload", ["STATEMENT", "SCHEMA"], b.bundle(b""))


def add_legacy_cases(cases):
    legacy = b.payload_of(b.legacy_statement())
    cases.reject("legacy-predicate", "the predicate of 0.2 needs an unsafe option", "UNSUPPORTED",
                 b.bundle(legacy), accepted=("legacy",))
    cases.reject("legacy-encoding", "the encoding of 0.2 needs an unsafe option", "SIGNATURE",
                 b.bundle(legacy, message=b.legacy_pae(legacy)), accepted=("legacy",))
    modern = b.payload_of(b.statement())
    cases.reject("legacy-encoding-of-new-predicate", "the encoding of 0.2 is for its predicate",
                 ["SIGNATURE", "STATEMENT", "UNSUPPORTED"],
                 b.bundle(modern, message=b.legacy_pae(modern)),
                 policies=("default", "legacy"))
    both = ("default", "legacy")
    cases.reject("legacy-other-algorithm", "0.2 knows SHA-256 over files", "UNSUPPORTED",
                 b.bundle(b.legacy_statement(algorithm="file-blake2b")), policies=both)
    empty = b.legacy_statement([])
    cases.reject("legacy-no-files", "a signature that covers nothing is refused",
                 ["STATEMENT", "UNSUPPORTED"], b.bundle(empty), policies=both)
    for name, entry in (("parent", "../outside.txt"), ("absolute", "/etc/hostname")):
        listed = b.files() + [b.resource(entry, b"outside\n")]
        cases.reject(f"legacy-name-{name}", "names stay inside the model",
                     ["MANIFEST_PATH"], b.bundle(b.legacy_statement(listed)),
                     policies=("legacy",))
    twice = b.files() + [b.resource("a.txt", b"other")]
    cases.reject("legacy-name-twice", "a name stands once", "STATEMENT",
                 b.bundle(b.legacy_statement(twice)), policies=("legacy",))
    cases.reject("legacy-file-modified", "0.2 binds the bytes too", "DIGEST_MISMATCH",
                 signature="legacy-predicate", policies=("legacy",),
                 ops=[["write", "a.txt", "alphA\n"]])
    cases.reject("legacy-file-added", "0.2 binds the list of files too", "EXTRA_FILE",
                 signature="legacy-predicate", policies=("legacy",),
                 ops=[["write", "evil.py", "x"]])


def add(cases):
    add_curve_cases(cases)
    add_key_cases(cases)
    add_encoding_cases(cases)
    add_signed_bytes_cases(cases)
    add_legacy_cases(cases)
