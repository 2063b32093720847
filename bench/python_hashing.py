# SPDX-License-Identifier: Apache-2.0
"""The peers in Python, one process each: python_hashing.py WAY PATH SHARD_BYTES.

hashlib takes the SHA-256 of the file PATH; model_signing that of the model PATH, as a manifest of
files or of shards.
"""

import sys


def with_hashlib(path):
    import hashlib  # only what a way needs, since the start-up of Python is measured too
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def with_model_signing(path, shard_bytes):
    from model_signing import hashing
    config = hashing.Config()
    if shard_bytes:
        config.use_shard_serialization(hashing_algorithm="sha256", shard_size=shard_bytes)
    else:
        config.use_file_serialization(hashing_algorithm="sha256")
    return config.hash(path)


def main():
    way, path, shard_bytes = sys.argv[1], sys.argv[2], int(sys.argv[3])
    if way == "hashlib":
        with_hashlib(path)
    elif way == "model_signing files":
        with_model_signing(path, 0)
    elif way == "model_signing shards":
        with_model_signing(path, shard_bytes)
    else:
        sys.exit(f"no such way: {way}")


main()
