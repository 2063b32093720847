#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Counts test cases of a bazel test run: sum_tests.py EVENTS_JSON BAZEL_STATUS [WHY_SKIPPED...].

Each test program ends with a line `[tests] N passed, N failed, N skipped`; a target that failed
without one (crash, time limit, does not build) counts as one failed, and each WHY_SKIPPED, for
tests that Bazel was not asked for, as one skipped. Prints one line a target, why something was
skipped, and last the sum. Exits 1 if anything failed or nothing ran.
"""

import json
import re
import sys
from urllib.parse import unquote, urlparse

TALLY = re.compile(r"^\[tests\] (\d+) passed, (\d+) failed, (\d+) skipped$", re.MULTILINE)
SKIPPED = re.compile(r"^\[skipped\] .*$", re.MULTILINE)


def read_events(path):
    """The test targets that were asked for, and of those that ran: status and log."""
    asked, ran = set(), {}
    for line in open(path, encoding="utf-8"):
        event = json.loads(line)
        ident = event["id"]
        if "testSize" in event.get("configured", {}):
            asked.add(ident["targetConfigured"]["label"])
        if "testResult" in event:
            result = event["testResult"]
            logs = [o["uri"] for o in result.get("testActionOutput", []) if o["name"] == "test.log"]
            ran[ident["testResult"]["label"]] = (result["status"], logs[0] if logs else None)
    return asked, ran


def read_log(uri):
    if uri is None:
        return ""
    path = unquote(urlparse(uri).path)
    return open(path, encoding="utf-8", errors="replace").read()


def count(status, log):
    """(passed, failed, skipped, what is wrong or None) of one target."""
    tallies = TALLY.findall(log)
    if not tallies:
        return 0, 1, 0, status if status != "PASSED" else "prints no [tests] line"
    passed, failed, skipped = map(int, tallies[-1])
    if status != "PASSED" and failed == 0:
        failed = 1
    return passed, failed, skipped, status if failed else None


def main():
    asked, ran = read_events(sys.argv[1])
    bazel_status = int(sys.argv[2])
    not_asked = sys.argv[3:]
    total = [0, 0, len(not_asked)]
    reasons = []
    print("\npassed failed skipped")
    for label in sorted(asked | set(ran)):
        status, uri = ran.get(label, ("does not build", None))
        log = read_log(uri)
        *numbers, fault = count(status, log)
        total = [a + b for a, b in zip(total, numbers)]
        reasons += [f"{label}: {line}" for line in SKIPPED.findall(log)]
        print("%6d %6d %7d  %s%s" % (*numbers, label, f"  FAILED: {fault}" if fault else ""))
    if bazel_status != 0 and total[1] == 0:
        print(f"bazel ended with {bazel_status}")
        total[1] = 1
    reasons += [f"[skipped] {why}" for why in not_asked]
    print("\n".join(reasons))
    passed, failed, skipped = total
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
