# SPDX-License-Identifier: Apache-2.0
"""Runs the interop tests in this folder and ends with the line that the test runner sums up."""

import pathlib
import sys
import unittest


def main():
    here = str(pathlib.Path(__file__).resolve().parent)
    sys.path.insert(0, here)
    suite = unittest.defaultTestLoader.discover(here, pattern="*_interop.py", top_level_dir=here)
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
    # A test may fail in several of its parts, and counts once.
    failed = len({getattr(test, "test_case", test) for test, _ in result.failures + result.errors})
    skipped = len(result.skipped)
    for test, reason in result.skipped:
        print(f"[skipped] {test.id()}: {reason}")
    passed = result.testsRun - failed - skipped
    print(f"[tests] {passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
