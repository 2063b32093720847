# SPDX-License-Identifier: Apache-2.0
"""Runs the unittest cases of one file and ends with the line that tools/sum_tests.py counts."""

import importlib.util
import os
import sys
import unittest


def load(path):
    spec = importlib.util.spec_from_file_location("test_file", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["test_file"] = module
    spec.loader.exec_module(module)
    return unittest.defaultTestLoader.loadTestsFromModule(module)


def needed_directory(variable, what):
    """The directory that the variable names. Without it the test skips; under CI=true it fails."""
    path = os.environ.get(variable, "")
    if os.path.isdir(path):
        return path
    why = f"{variable} does not name {what}: run the tests by `make test`"
    if os.environ.get("CI") == "true":
        raise AssertionError(why)
    raise unittest.SkipTest(why)


class CountedResult(unittest.TextTestResult):
    """Counts what passed: unittest itself counts only what was started."""

    passed = 0

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed += 1


def main():
    runner = unittest.TextTestRunner(stream=sys.stdout, verbosity=2, resultclass=CountedResult)
    result = runner.run(load(sys.argv[1]))
    for case, why in result.skipped:
        print(f"[skipped] {case}: {why}")
    failed, skipped = len(result.failures) + len(result.errors), len(result.skipped)
    print(f"[tests] {result.passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or result.passed + skipped == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
