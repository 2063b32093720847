# SPDX-License-Identifier: Apache-2.0
"""Cases about the bundle: JSON, base64, the shape of a Sigstore bundle."""

import json

import bundles as b

OLD_KEY_DETAILS = "PKIX_ECDSA_P256_SHA_256"


def text(bundle):
    return json.dumps(bundle).encode()


def signature_b64(bundle):
    return bundle["dsseEnvelope"]["signatures"][0]["sig"]


def find_bundle(wanted):
    """The first good bundle, by subject name, whose signature text has a wanted property."""
    for number in range(100):
        subject = [{"name": f"model-{number}", "digest": {"sha256": b.root_digest(b.files())}}]
        candidate = b.bundle(b.statement(subject=subject))
        if wanted(signature_b64(candidate)):
            return candidate
    raise ValueError("no such signature")


def add_json_cases(cases):
    good = b.bundle()
    cases.accept("bundle-good", "what OMS 1.0 describes verifies", good,
                 policies=("default", "strict", "ignore_unsigned", "legacy"))
    cases.accept("json-white-space", "white space around the document is JSON",
                 b"\n\t " + text(good) + b" \r\n")
    cases.reject("json-empty-file", "a file of zero bytes is no bundle", "PARSE", b"")
    cases.reject("json-white-space-only", "white space is no document", "PARSE", b" \n")
    cases.reject("json-utf-16", "JSON is UTF-8", "PARSE", text(good).decode().encode("utf-16"))
    cases.reject("json-overlong-utf-8", "an overlong form is not UTF-8", "PARSE",
                 text(good).replace(b'"keyid": ""', b'"keyid": "\xc0\xaf"'))
    cases.reject("json-nul-after-document", "nothing follows the document", "PARSE",
                 text(good) + b"\0")
    cases.reject("json-raw-newline-in-string", "control characters in strings are escaped", "PARSE",
                 text(good).replace(b'"keyid": ""', b'"keyid": "\n"'))
    cases.reject("json-trailing-comma", "a comma has a member behind it", "PARSE",
                 text(good)[:-1] + b",}")
    cases.reject("json-comment", "JSON has no comments", "PARSE", text(good) + b"// good")
    cases.reject("json-single-quotes", "JSON strings have double quotes", "PARSE",
                 text(good).replace(b'"', b"'"))
    cases.reject("json-deep-nesting", "deep nesting is refused, not followed", ["PARSE", "LIMIT"],
                 b'{"mediaType":' + b"[" * 100_000)
    cases.reject("json-deep-objects", "deep nesting is refused, not followed", ["PARSE", "LIMIT"],
                 b'{"a":' * 20_000 + b"1" + b"}" * 20_000)
    other = b.bundle(key="p256-other")
    cases.reject("json-duplicate-envelope-last-good", "a member stands once", "PARSE",
                 b'{"dsseEnvelope": ' + text(other["dsseEnvelope"]) + b", " + text(good)[1:])
    cases.reject("json-duplicate-hint", "a member stands once, at every depth", "PARSE",
                 text(good).replace(b'"hint"', b'"hint": "00", "hint"'))
    cases.reject("json-duplicate-by-escape", "an escaped name is the same name", "PARSE",
                 b'{"media\\u0054ype": "x", ' + text(good)[1:])
    for name, value in (("array", []), ("string", "bundle"), ("null", None), ("number", 1)):
        cases.reject(f"json-top-level-{name}", "a bundle is an object", ["SCHEMA", "PARSE"],
                     text(value))


def add_base64_cases(cases):
    padded = find_bundle(lambda sig: sig.endswith("="))
    place = ("dsseEnvelope", "signatures", 0, "sig")
    sig = signature_b64(padded)
    cases.reject("base64-unpadded", "base64 is padded", "PARSE",
                 b.changed(padded, place, sig.rstrip("=")))
    cases.reject("base64-too-much-padding", "base64 has exactly its padding", "PARSE",
                 b.changed(padded, place, sig + "="))
    pads = len(sig) - len(sig.rstrip("="))
    last = sig[-pads - 1]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other_last = alphabet[alphabet.index(last) + 1]
    cases.reject("base64-unused-bits-set", "one text for one value: unused bits are zero", "PARSE",
                 b.changed(padded, place, sig[:-pads - 1] + other_last + "=" * pads))
    special = find_bundle(lambda sig: "+" in sig or "/" in sig)
    sig = signature_b64(special)
    cases.reject("base64-url-alphabet", "the standard alphabet, not the one for URLs", "PARSE",
                 b.changed(special, place, sig.replace("+", "-").replace("/", "_")))
    cases.reject("base64-newline-at-end", "no white space in base64", "PARSE",
                 b.changed(special, place, sig + "\n"))
    cases.reject("base64-space-inside", "no white space in base64", "PARSE",
                 b.changed(special, place, sig[:4] + " " + sig[4:]))
    cases.reject("base64-payload-hex", "the payload is base64", ["PARSE", "SIGNATURE"],
                 b.changed(special, ("dsseEnvelope", "payload"), "00ff00f"))


def add_media_type_cases(cases):
    good = b.bundle()
    alias = "application/vnd.dev.sigstore.bundle+json;version="
    cases.accept("media-type-v0.3-alias", "the other spelling of v0.3 means the same",
                 b.changed(good, ("mediaType",), alias + "0.3"))
    for version in ("0.1", "0.2", "0.4"):
        cases.reject(f"media-type-{version}", "bundles with a key are v0.3", "SCHEMA",
                     b.changed(good, ("mediaType",), alias + version))
    cases.reject("media-type-upper-case", "the media type is compared byte by byte", "SCHEMA",
                 b.changed(good, ("mediaType",), b.MEDIA_TYPE.upper()))
    cases.reject("media-type-nul", "a NUL byte does not end a string", ["SCHEMA", "PARSE"],
                 b.changed(good, ("mediaType",), b.MEDIA_TYPE + "\0"))


def add_shape_cases(cases):
    good = b.bundle()
    renamed = text(good)
    for camel, snake in (("mediaType", "media_type"), ("payloadType", "payload_type"),
                         ("verificationMaterial", "verification_material"),
                         ("dsseEnvelope", "dsse_envelope"), ("publicKey", "public_key")):
        renamed = renamed.replace(camel.encode(), snake.encode())
    cases.reject("snake-case-members", "member names are lowerCamelCase", "SCHEMA", renamed)
    unknown = {
        "envelope": ("dsseEnvelope", "extra"),
        "material": ("verificationMaterial", "extra"),
        "signature": ("dsseEnvelope", "signatures", 0, "extra"),
    }
    for place, path in unknown.items():
        cases.reject(f"unknown-member-in-{place}", "an unknown member is refused", "SCHEMA",
                     b.changed(good, path, 1))
    retyped = {
        "media-type-number": (("mediaType",), 3),
        "material-null": (("verificationMaterial",), None),
        "material-array": (("verificationMaterial",), []),
        "public-key-string": (("verificationMaterial", "publicKey"), "p256"),
        "hint-number": (("verificationMaterial", "publicKey", "hint"), 1),
        "tlog-entries-object": (("verificationMaterial", "tlogEntries"), {}),
        "envelope-string": (("dsseEnvelope",), "x"),
        "envelope-null": (("dsseEnvelope",), None),
        "payload-object": (("dsseEnvelope", "payload"), {}),
        "payload-missing": (("dsseEnvelope", "payload"), ...),
        "payload-type-missing": (("dsseEnvelope", "payloadType"), ...),
        "signatures-object": (("dsseEnvelope", "signatures"), {"sig": "AAAA"}),
        "signatures-missing": (("dsseEnvelope", "signatures"), ...),
        "signature-string": (("dsseEnvelope", "signatures", 0), "AAAA"),
        "sig-null": (("dsseEnvelope", "signatures", 0, "sig"), None),
        "sig-missing": (("dsseEnvelope", "signatures", 0, "sig"), ...),
        "keyid-number": (("dsseEnvelope", "signatures", 0, "keyid"), 1),
    }
    for name, (path, value) in retyped.items():
        cases.reject(f"shape-{name}", "every member has its type", "SCHEMA",
                     b.changed(good, path, value))
    cases.reject("two-materials-with-certificate", "there is one verification material", "SCHEMA",
                 b.changed(good, ("verificationMaterial", "certificate"), {"rawBytes": "MAA="}))
    twice = b.changed(good, ("dsseEnvelope", "signatures"),
                      good["dsseEnvelope"]["signatures"] * 2)
    cases.reject("same-signature-twice", "there is exactly one signature", "SCHEMA", twice)


def add_key_name_cases(cases):
    good = b.bundle()
    pem = b.public_pem(b.private_key("p256"))
    old = {"publicKey": {"rawBytes": b.b64(pem), "keyDetails": OLD_KEY_DETAILS}}
    cases.accept("old-raw-bytes", "bundles before 1.1 hold the PEM text of the key",
                 b.changed(good, ("verificationMaterial",), old))
    other_pem = b.public_pem(b.private_key("p256-other"))
    other = {"publicKey": {"rawBytes": b.b64(other_pem), "keyDetails": OLD_KEY_DETAILS}}
    cases.reject("old-raw-bytes-of-other-key", "a bundle that names another key is refused", "KEY",
                 b.changed(good, ("verificationMaterial",), other))
    place = ("verificationMaterial", "publicKey", "hint")
    value = good["verificationMaterial"]["publicKey"]["hint"]
    cases.reject("hint-shortened", "the hint is compared whole", "KEY",
                 b.changed(good, place, value[:-2]))
    cases.reject("hint-of-der", "the hint is over the PEM text, not the DER", "KEY",
                 b.changed(good, place, b.sha256(b"not the PEM text")))
    cases.reject("hint-white-space", "the hint is compared byte by byte", "KEY",
                 b.changed(good, place, value + " "))


def add(cases):
    add_json_cases(cases)
    add_base64_cases(cases)
    add_media_type_cases(cases)
    add_shape_cases(cases)
    add_key_name_cases(cases)
