# SPDX-License-Identifier: Apache-2.0
"""Our command line, and what stands in the bundles that it writes."""

import base64
import json
import os
import pathlib
import subprocess

MODELSEAL = pathlib.Path(os.environ["MODELSEAL_PROGRAM"])


def command_line(arguments, directory=None):
    """Runs modelseal; returns the completed process."""
    return subprocess.run(
        [MODELSEAL, *map(str, arguments)], cwd=directory, capture_output=True, text=True,
        timeout=300, check=False,
    )


def sign(model, signature, private_key, *options):
    return command_line(
        ["sign", "key", model, "--private-key", private_key, "--signature", signature, *options]
    )


def verify(model, signature, public_key, *options):
    return command_line(
        ["verify", "key", model, "--public-key", public_key, "--signature", signature, *options]
    )


def bundle(signature):
    return json.loads(pathlib.Path(signature).read_bytes())


def payload(signature):
    return base64.b64decode(bundle(signature)["dsseEnvelope"]["payload"], validate=True)


def statement(signature):
    return json.loads(payload(signature))


def entries(signature):
    """Name to digest, as a bundle says."""
    resources = statement(signature)["predicate"]["resources"]
    return {resource["name"]: resource["digest"] for resource in resources}
