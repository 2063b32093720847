# SPDX-License-Identifier: Apache-2.0
"""Building blocks of the cases: statements, envelopes and bundles of OMS 1.0, made by hand.

Nothing here is the library under test. Signatures are deterministic (RFC 6979), so that running
the generator again gives the same bytes.
"""

import base64
import copy
import hashlib
import json
import pathlib

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAYLOAD_TYPE = "application/vnd.in-toto+json"
MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json"
STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "https://model_signing/signature/v1.0"
LEGACY_PREDICATE_TYPE = "https://model_signing/Digests/v0.1"
GIT_PATHS = [".git", ".gitattributes", ".github", ".gitignore"]

# The model of most cases, written to model/ by generate.py.
ALPHA = b"alpha\n"
BETA = bytes(range(100))
SINGLE = b"one file is a model too\n"


def b64(data):
    return base64.b64encode(data).decode()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def private_key(name):
    pem = (ROOT / "keys" / f"{name}.pem").read_bytes()
    return serialization.load_pem_private_key(pem, None)


def public_pem(key):
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def hint(key):
    return hashlib.sha256(public_pem(key)).hexdigest()


def pae(payload, payload_type=PAYLOAD_TYPE):
    """The bytes that DSSE v1 signs."""
    return f"DSSEv1 {len(payload_type)} {payload_type} {len(payload)} ".encode() + payload


def legacy_pae(payload):
    """What model-signing 0.2 signed: another capital and the repr() of the payload."""
    return f"DSSEV1 {len(PAYLOAD_TYPE)} {PAYLOAD_TYPE} {len(payload)} {payload!r}".encode()


CURVE_HASHES = {256: hashes.SHA256, 384: hashes.SHA384, 521: hashes.SHA512}


def sign(message, key="p256", digest=None):
    private = private_key(key)
    digest = digest or CURVE_HASHES[private.curve.key_size]()
    return private.sign(message, ec.ECDSA(digest, deterministic_signing=True))


def resource(name, data, algorithm="sha256", **extra):
    hashers = {
        "sha256": hashlib.sha256,
        "blake2b": hashlib.blake2b,
    }
    digest = hashers.get(algorithm, hashlib.sha256)(data).hexdigest()
    return {"name": name, "algorithm": algorithm, "digest": digest, **extra}


def files():
    """The two entries of the model."""
    return [resource("a.txt", ALPHA), resource("sub/b.bin", BETA)]


def shard(name, data, start, end, algorithm="sha256"):
    return {
        "name": f"{name}:{start}:{end}",
        "algorithm": algorithm,
        "digest": sha256(data[start:end]),
    }


def shards():
    """The same model in ranges of 40 bytes."""
    return [
        shard("a.txt", ALPHA, 0, 6),
        shard("sub/b.bin", BETA, 0, 40),
        shard("sub/b.bin", BETA, 40, 80),
        shard("sub/b.bin", BETA, 80, 100),
    ]


def serialization_of(method="files", **changes):
    fields = {"method": method, "hash_type": "sha256", "allow_symlinks": False}
    if method == "shards":
        fields["shard_size"] = 40
    else:
        fields["ignore_paths"] = list(GIT_PATHS)
    fields.update(changes)
    return {name: value for name, value in fields.items() if value is not ...}


def root_digest(resources):
    digest = hashlib.sha256()
    for entry in resources:
        try:
            digest.update(bytes.fromhex(entry["digest"]))
        except (KeyError, TypeError, ValueError):
            pass
    return digest.hexdigest()


def statement(resources=None, serial=None, **changes):
    resources = files() if resources is None else resources
    fields = {
        "_type": STATEMENT_TYPE,
        "subject": [{"name": "model", "digest": {"sha256": root_digest(resources)}}],
        "predicateType": PREDICATE_TYPE,
        "predicate": {
            "resources": resources,
            "serialization": serialization_of() if serial is None else serial,
        },
    }
    fields.update(changes)
    return {name: value for name, value in fields.items() if value is not ...}


def legacy_statement(resources=None, algorithm="file-sha256"):
    resources = files() if resources is None else resources
    return {
        "_type": STATEMENT_TYPE,
        "subject": [
            {
                "name": entry["name"],
                "digest": {"sha256": entry["digest"]},
                "annotations": {"actual_hash_algorithm": algorithm},
            }
            for entry in resources
        ],
        "predicateType": LEGACY_PREDICATE_TYPE,
        "predicate": {"unused": "Unused, just passed due to API requirements"},
    }


def payload_of(content):
    return content if isinstance(content, bytes) else json.dumps(content).encode()


def bundle(content=None, key="p256", signature=None, digest=None, message=None):
    """A bundle over a statement (or over payload bytes), signed unless a signature is given."""
    payload = payload_of(statement() if content is None else content)
    if signature is None:
        signature = sign(pae(payload) if message is None else message, key, digest)
    return {
        "mediaType": MEDIA_TYPE,
        "verificationMaterial": {
            "publicKey": {"hint": hint(private_key(key))},
            "tlogEntries": [],
        },
        "dsseEnvelope": {
            "payload": b64(payload),
            "payloadType": PAYLOAD_TYPE,
            "signatures": [{"sig": b64(signature), "keyid": ""}],
        },
    }


def changed(base, path, value):
    """A copy of `base` with the member at `path` set, or removed if the value is `...`."""
    result = copy.deepcopy(base)
    place = result
    for step in path[:-1]:
        place = place[step]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return result


class Cases:
    """Collects cases and what a verifier must say to each under every policy that is asked."""

    def __init__(self):
        self.records = []
        self.bundles = {}

    def _record(self, identifier, rule, runs, key, model, signature, ops):
        if any(record["id"] == identifier for record in self.records):
            raise ValueError(f"two cases are called {identifier}")
        record = {"id": identifier, "rule": rule, "bundle": signature or identifier, "key": key}
        if model != "dir":
            record["model"] = model
        if ops:
            record["ops"] = ops
        record["runs"] = runs
        self.records.append(record)

    def _store(self, identifier, content):
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.bundles[identifier] = raw

    def accept(self, identifier, rule, content=None, *, signature=None, key="p256", model="dir",
               ops=None, policies=("default",), refused=None):
        """Must verify under `policies`; `refused` maps further policies to acceptable classes."""
        runs = [{"policy": policy, "expect": "accept"} for policy in policies]
        for policy, classes in (refused or {}).items():
            runs.append({"policy": policy, "expect": "reject", "classes": classes})
        if content is not None:
            self._store(identifier, content)
        self._record(identifier, rule, runs, key, model, signature, ops)

    def reject(self, identifier, rule, classes, content=None, *, signature=None, key="p256",
               model="dir", ops=None, policies=("default", "strict", "ignore_unsigned"),
               accepted=()):
        """Must be refused under `policies` with one of the classes."""
        classes = [classes] if isinstance(classes, str) else list(classes)
        runs = [{"policy": p, "expect": "reject", "classes": classes} for p in policies]
        runs += [{"policy": policy, "expect": "accept"} for policy in accepted]
        if content is not None:
            self._store(identifier, content)
        self._record(identifier, rule, runs, key, model, signature, ops)
