# SPDX-License-Identifier: Apache-2.0
"""Times sigstore-python: it verifies one bundle again and again in this process.

The trusted root, the identity policy and the artifact are loaded beforehand; one iteration parses
the bundle and verifies all of it. Prints the times as one line of JSON. Nothing is fetched.
"""

import argparse
import importlib.metadata
import json
import pathlib
import sys
import time

from sigstore.errors import Error
from sigstore.models import Bundle, InvalidBundle, TrustedRoot
from sigstore.verify import Verifier
from sigstore.verify.policy import Identity


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", required=True)
    parser.add_argument("--trusted-root", required=True)
    parser.add_argument("--artifact", required=True)
    parser.add_argument("--identity", required=True)
    parser.add_argument("--issuer", required=True)
    parser.add_argument("--iterations", type=int, default=1)
    return parser.parse_args()


class Loaded:
    """What a caller who verifies many bundles keeps between them."""

    def __init__(self, arguments):
        self._verifier = Verifier(trusted_root=TrustedRoot.from_file(arguments.trusted_root))
        self._policy = Identity(identity=arguments.identity, issuer=arguments.issuer)
        self._bundle_json = pathlib.Path(arguments.bundle).read_bytes()
        self._artifact = pathlib.Path(arguments.artifact).read_bytes()

    def verify_once(self):
        bundle = Bundle.from_json(self._bundle_json)
        self._verifier.verify_artifact(self._artifact, bundle, self._policy)

    def measure(self, iterations):
        """Sorted microseconds and mean processor time, after a tenth of iterations unmeasured."""
        for _ in range(iterations // 10):
            self.verify_once()
        times = []
        cpu_before = time.process_time_ns()
        for _ in range(iterations):
            began = time.perf_counter_ns()
            self.verify_once()
            times.append((time.perf_counter_ns() - began) / 1000)
        cpu_us = (time.process_time_ns() - cpu_before) / 1000 / iterations
        return sorted(times), cpu_us


def main():
    arguments = parse_arguments()
    try:
        times, cpu_us = Loaded(arguments).measure(arguments.iterations)
    except (Error, InvalidBundle) as error:
        sys.exit(f"sigstore_python_verify: {error}")
    last = len(times) - 1
    print(json.dumps({
        "peer": "sigstore-python",
        "version": importlib.metadata.version("sigstore"),
        "bundle": arguments.bundle,
        "iterations": arguments.iterations,
        "min_us": times[0],
        "median_us": times[last // 2],
        "p90_us": times[last * 9 // 10],
        "cpu_us": cpu_us,
    }))


if __name__ == "__main__":
    main()
