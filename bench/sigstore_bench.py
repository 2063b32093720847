# SPDX-License-Identifier: Apache-2.0
"""Compares the verification of Sigstore bundles with other clients; run it by `make bench`.

In process: each client parses and verifies one bundle many times, with its trusted root loaded.
As a process: started, loads root and bundle, verifies once, ends. Each round runs every client on
every case in turn, so that all see the same machine, and without a network.
Writes RESULTS_SIGSTORE.md and results_sigstore.jsonl.
"""

import argparse
import ctypes
import json
import os
import pathlib
import subprocess
import sys

import machine
import process_time
import sigstore_cases
import sigstore_clients
import sigstore_report

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000  # linux/sched.h


def parse_arguments():
    root = sigstore_clients.ROOT
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True, help="folder of the results")
    parser.add_argument("--verify-bench", type=pathlib.Path,
                        default=root / "bazel-bin/bench/sigstore_verify_bench")
    parser.add_argument("--modelseal", type=pathlib.Path, default=root / "bazel-bin/cli/modelseal")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--iterations", type=int, default=300, help="in process, in each round")
    parser.add_argument("--processes", type=int, default=3, help="of each client, in each round")
    arguments = parser.parse_args()
    if arguments.rounds < 5:
        parser.error("medians of fewer than 5 rounds say little")
    return arguments


def leave_network():
    """Moves this process and what it starts to a network of its own, which leads nowhere."""
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    if unshare(CLONE_NEWNET) == 0 or unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0:
        return "none: a network namespace of its own"
    return f"not shut off: {os.strerror(ctypes.get_errno())}"


def check(client, case):
    """A client that cannot verify, or that verifies anything, has no place in a comparison."""
    done = subprocess.run(client.arguments(case), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{client.name} cannot verify {case.bundle}: {done.stderr.strip()}")
    other = sigstore_cases.with_other_identity(case)
    if subprocess.run(client.arguments(other), capture_output=True, check=False).returncode == 0:
        sys.exit(f"{client.name} verifies {case.bundle} for an identity that did not sign it")


def run_batch(client, case, iterations):
    done = subprocess.run(client.arguments(case, "--iterations", iterations), capture_output=True,
                          text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{client.name} ended with {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def measure(in_process, processes, cases, arguments):
    """Records as they go to the file of results."""
    records = []
    for number in range(arguments.rounds):
        print(f"round {number + 1} of {arguments.rounds}", flush=True)
        for case in cases:
            for client in in_process:
                taken = run_batch(client, case, arguments.iterations)
                records.append({**taken, "scenario": "in process", "client": client.name,
                                "case": case.title, "bundle": case.bundle.parent.name,
                                "round": number})
            for _ in range(arguments.processes):
                for client in processes:
                    taken = process_time.run_process(client.arguments(case))
                    records.append({"scenario": "process", "client": client.name,
                                    "case": case.title, "round": number,
                                    "wall_us": taken.wall_us, "cpu_us": taken.cpu_us})
    return records


def find_ours(arguments, left_out):
    """Our two programs as ([in process], [process]), each empty if it is not there."""
    found = []
    for find, program in ((sigstore_clients.ours_in_process, arguments.verify_bench),
                          (sigstore_clients.ours_as_process, arguments.modelseal)):
        try:
            found.append([find(program)])
        except sigstore_clients.LeftOut as reason:
            left_out.append((sigstore_clients.OURS, str(reason)))
            found.append([])
    return found


def main():
    arguments = parse_arguments()
    cases = sigstore_cases.load_cases(arguments.corpora.resolve())
    peers, left_out = sigstore_clients.build_peers()
    ours_in_process, ours_as_process = find_ours(arguments, left_out)
    in_process, processes = peers + ours_in_process, peers + ours_as_process
    for name, reason in left_out:
        print(f"LEFT OUT {name}: {reason}", flush=True)

    about = machine.hardware(sigstore_clients.ROOT)
    about += [("Go", machine.first_line(["go", "version"])),
              ("Rust", machine.first_line(["rustc", "--version"])),
              ("network", leave_network())]
    for client in dict.fromkeys(in_process + processes):
        for case in cases:
            check(client, case)
    before = machine.load()
    records = measure(in_process, processes, cases, arguments)
    about.append(("load average before and after", f"{before}; {machine.load()}"))

    claims = sigstore_report.claims_of(records)
    sigstore_report.write(arguments.output, records, claims, left_out, about, arguments)
    for claim in claims:
        print(claim.row())
    return 0 if all(claim.holds for claim in claims) else 1


if __name__ == "__main__":
    sys.exit(main())
