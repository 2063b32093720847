#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Writes seeds for the fuzz targets: fuzz_seeds.py OUT FOLDER...

Reads every file below the folders and takes apart what is a bundle, a trusted root, a certificate,
a key or a timestamp; makes digest caches, of which there are no files, and some about datasets.
OUT/<target>/ gets one file per seed, named by its digest, as fuzz/<target>.cc reads it; nothing
that is there already is written again.
"""

import base64
import binascii
import collections
import hashlib
import itertools
import json
import pathlib
import random
import re
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tests/dataset"))
sys.dont_write_bytecode = True
import slow_dataset  # noqa: E402
import slow_vrf  # noqa: E402

MAX_SEED_BYTES = 1 << 16  # libFuzzer's -max_len in fuzz.sh
MAX_FILE_BYTES = 8 << 20
KINDS = {("hashedrekord", "0.0.1"): 0, ("dsse", "0.0.1"): 1, ("intoto", "0.0.2"): 2,
         ("hashedrekord", "0.0.2"): 3}
DSSE = 4  # bit of the first byte of log_body_fuzz
# Example 10 of RFC 9381.
DATASET_KEY = bytes.fromhex("0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6")
PEM_BLOCK = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \1-----\n?")


class Seeds:
    def __init__(self, out):
        self.out = pathlib.Path(out)
        self.counts = collections.Counter()

    def add(self, target, data):
        if not 0 < len(data) <= MAX_SEED_BYTES:
            return
        folder = self.out / target
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / ("seed-" + hashlib.sha256(data).hexdigest()[:16])
        if not path.exists():
            path.write_bytes(data)
            self.counts[target] += 1

    def add_der(self, target, data):
        self.add(target, data)
        self.add("der_fuzz", data)


def decode(text):
    """Base64 as bundles have it; nothing for the broken ones among the negative cases."""
    try:
        return base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except (binascii.Error, ValueError):
        return b""


def member(value, *names):
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def members(value, *names):
    found = member(value, *names)
    return found if isinstance(found, list) else []


def with_length(data):
    return len(data).to_bytes(2, "big") + data


def leaf_certificate(material):
    chain = members(material, "x509CertificateChain", "certificates")
    return decode(member(material, "certificate", "rawBytes") or
                  member(chain[0] if chain else {}, "rawBytes"))


def signature_and_content(bundle):
    """Signature, payload type, payload or digest, and whether it is an envelope."""
    envelope = member(bundle, "dsseEnvelope")
    if isinstance(envelope, dict):
        signatures = members(envelope, "signatures")
        signature = decode(member(signatures[0] if signatures else {}, "sig"))
        payload_type = str(envelope.get("payloadType", "")).encode()
        return signature, payload_type, decode(envelope.get("payload")), DSSE
    message = member(bundle, "messageSignature")
    digest = decode(member(message, "messageDigest", "digest"))
    return decode(member(message, "signature")), b"", digest, 0


def take_bundle(seeds, bundle):
    material = member(bundle, "verificationMaterial")
    certificate = leaf_certificate(material)
    signature, payload_type, payload, content_kind = signature_and_content(bundle)
    if content_kind == DSSE:
        seeds.add("statement_fuzz", payload)
    for entry in members(material, "tlogEntries"):
        checkpoint = member(entry, "inclusionProof", "checkpoint", "envelope")
        seeds.add("checkpoint_fuzz", checkpoint.encode() if isinstance(checkpoint, str) else b"")
        kind = KINDS.get((member(entry, "kindVersion", "kind"),
                          member(entry, "kindVersion", "version")))
        fields = (signature, certificate, payload_type, payload)
        if kind is not None and max(map(len, fields)) < MAX_SEED_BYTES:
            seeds.add("log_body_fuzz", bytes([kind | content_kind]) +
                      b"".join(map(with_length, fields)) + decode(entry.get("canonicalizedBody")))
    for timestamp in members(material, "timestampVerificationData", "rfc3161Timestamps"):
        response = decode(member(timestamp, "signedTimestamp"))
        if len(signature) < MAX_SEED_BYTES:
            seeds.add("timestamp_fuzz", with_length(signature) + response)
        seeds.add("der_fuzz", response)


def take_raw_bytes(seeds, value):
    """Every certificate and key, wherever it stands."""
    if isinstance(value, dict):
        data = decode(value.get("rawBytes"))
        if "keyDetails" in value or "keyInfo" in value:
            seeds.add_der("key_fuzz", data)
        elif data:
            seeds.add_der("certificate_fuzz", data)
        value = value.values()
    if not isinstance(value, (str, bytes, int, float, bool, type(None))):
        for item in value:
            take_raw_bytes(seeds, item)


def take_json(seeds, data):
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return
    if not isinstance(document, dict):
        return
    if "verificationMaterial" in document:
        seeds.add("bundle_fuzz", data)
        take_bundle(seeds, document)
    elif "tlogs" in document or "trustedRoot" in document:
        seeds.add("trusted_root_fuzz", data)
    elif str(document.get("_type", "")).startswith("https://in-toto.io/Statement"):
        seeds.add("statement_fuzz", data)
    else:
        return
    take_raw_bytes(seeds, document)


def take_pem(seeds, data):
    # Inside JSON a newline is written as two characters.
    for match in PEM_BLOCK.finditer(data.replace(rb"\n", b"\n")):
        block = match[0]
        target = "certificate_fuzz" if match[1] == b"CERTIFICATE" else "key_fuzz"
        seeds.add("pem_fuzz", block)
        seeds.add(target, block)
        lines = block.decode("ascii", "replace").strip().split("\n")
        seeds.add_der(target, decode("".join(lines[1:-1])))


def take_file(seeds, path):
    data = path.read_bytes()
    if data[:1].isspace() or data[:1] == b"{":
        take_json(seeds, data)
    if path.name == "NormalizationTest.txt":
        take_normalization_rows(seeds, data)
    if path.suffix == ".tsr":
        seeds.add("timestamp_fuzz", with_length(b"") + data)
        seeds.add("der_fuzz", data)
    take_pem(seeds, data)


def digest_cache(records):
    """As lib/hash/digest_cache_file.h says: tuples of inode, size, start, end, algorithm."""
    data = b"MSEALDC\n" + struct.pack("<IIQ", 1, 144, len(records))
    for inode, size, start, end, algorithm in records:
        digest = hashlib.blake2b(bytes([inode]), digest_size=64 if algorithm == 2 else 32).digest()
        data += struct.pack("<QQQqqqQQB7xq64s", 2049, inode, size, 10**18, 10**18 + inode,
                            10**18 + 10**10, start, end, algorithm, 10**18 + 10**11, digest)
    return data + hashlib.sha256(data).digest()


def make_digest_caches(seeds):
    records = [(inode, 4096 * inode, 0, 4096 * inode, inode % 3 + 1) for inode in range(40)]
    for count in (0, 1, 2, 3, 40):
        seeds.add("digest_cache_fuzz", digest_cache(records[:count]))
    shards = [(7, 10000, start, min(start + 4096, 10000), 1) for start in range(0, 10000, 4096)]
    seeds.add("digest_cache_fuzz", digest_cache(shards))


def take_datasets(seeds):
    """Commitments, stores and proofs that the slow implementation makes."""
    rng = random.Random(1)
    for kind, count in itertools.product((slow_dataset.SET, slow_dataset.MAP), (0, 1, 2, 5, 100)):
        labels = sorted(rng.randbytes(32) for _ in range(count))
        values = {label: (rng.randbytes(32), rng.randbytes(5)) for label in labels}
        if kind == slow_dataset.SET:
            values = {}
        leaves = [(label, slow_dataset.value_content(*values[label]) if label in values else
                   slow_dataset.NO_CONTENT) for label in labels]
        commitment = slow_dataset.encode_commitment(
            1, DATASET_KEY, kind, 1, 1, count, "digits", "digits-2", ["raw"],
            slow_dataset.subtree(leaves))
        seeds.add("dataset_commitment_fuzz", commitment)
        seeds.add("dataset_store_fuzz",
                  slow_dataset.encode_store(commitment, leaves, count, kind, values))
        for shown in ({}, values):
            queries = [rng.randbytes(32) for _ in range(3)] + labels[:3]
            for label in queries:
                seeds.add("dataset_proof_fuzz", slow_dataset.prove(
                    leaves, label, 1, kind, bytes(81), shown))
            seeds.add("dataset_proof_fuzz", slow_dataset.prove_batch(
                leaves, queries, 1, kind, bytes(114), shown))


def make_provenance(seeds):
    """Statements of training provenance, of which there are no files of other people's."""
    digest = "a" * 64
    lists = {
        "datasets": {"name": "digits", "role": "training", "commitment": "AAEC",
                     "digest": {"modelsealDatasetCommitmentV1": digest},
                     "file": "digits.modelseal-dataset"},
        "frameworks": {"name": "torch", "version": "2.6.0+cu121"},
        "baseModels": {"name": "base", "digest": {"sha256": digest}},
        "resolvedDependencies": {"uri": "git+https://example.com/train.git", "name": "code",
                                 "digest": {"gitCommit": digest[:40], "sha256": digest}},
    }
    for chosen in (lists, {}):
        predicate = {name: [item] if name in chosen else [] for name, item in lists.items()}
        seeds.add("provenance_fuzz", json.dumps({
            "_type": "https://in-toto.io/Statement/v1",
            "subject": [{"name": "model", "digest": {"sha256": digest}}],
            "predicateType": "https://modelseal.dev/training-provenance/v1",
            "predicate": predicate | {"listIsComplete": bool(chosen)}}).encode())


def take_labels(seeds):
    """Keys and proofs of labels, for the scalar and the inputs of label_proof_fuzz."""
    for suite in (slow_vrf.ECVRF, slow_vrf.BULK):
        for secret in (1, slow_vrf.Q - 1, 1 << 200):
            content = slow_vrf.key_file_content(suite, secret)
            lines = re.findall(rb".{1,64}", base64.b64encode(content))
            seeds.add("dataset_key_fuzz", content)
            seeds.add("dataset_key_fuzz", b"\n".join([
                b"-----BEGIN MODELSEAL DATASET KEY-----", *lines,
                b"-----END MODELSEAL DATASET KEY-----", b""]))
            seeds.add("dataset_key_fuzz", content[-33:])
        seeds.add("label_proof_fuzz", bytes([suite - 1]) + slow_vrf.prove(suite, 1, b"0"))
        for count in (1, 2, 7):
            inputs = [str(index).encode() for index in range(count)]
            seeds.add("label_proof_fuzz", bytes([suite - 1 | count << 1]) +
                      slow_vrf.prove_batch(suite, 1, inputs))


def take_normalization_rows(seeds, data):
    """Texts in several forms, behind the byte and the length that dataset_record_fuzz reads."""
    rows = [line.split(";") for line in data.decode().split("\n") if line[:1].isalnum()]
    for row in rows[::40]:
        texts = ["".join(chr(int(point, 16)) for point in column.split()) for column in row[:5]]
        seeds.add("dataset_record_fuzz", b"\x01" + with_length(" ".join(texts[:3]).encode()) +
                  "\u3000".join(texts[3:]).encode())


def make_records(seeds):
    for record in ('{"b":[1.5e3,"\\u00e9"],"a":{}}', "\0\0\0\2\0\0\0\1abcdef"):
        seeds.add("dataset_record_fuzz", b"\x02" + with_length(b"one two\nthree") + record.encode())


def main(out, *folders):
    seeds = Seeds(out)
    make_digest_caches(seeds)
    take_datasets(seeds)
    take_labels(seeds)
    make_provenance(seeds)
    make_records(seeds)
    for folder in folders:
        for path in sorted(pathlib.Path(folder).rglob("*")):
            if path.is_file() and not path.is_symlink() and path.stat().st_size <= MAX_FILE_BYTES:
                take_file(seeds, path)
    print("seeds:", ", ".join(f"{target} {count}" for target, count in sorted(seeds.counts.items()))
          or "none that were not there already")


if __name__ == "__main__":
    main(*sys.argv[1:])
