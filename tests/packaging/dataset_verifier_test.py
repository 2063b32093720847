# SPDX-License-Identifier: Apache-2.0
"""The small verifier, linked alone into a C program and as WebAssembly, on real proofs."""

import os
import pathlib
import subprocess
import tempfile
import unittest

from tests.packaging.dist_tree import TEST_TMPDIR, dist, run

EXAMPLE = pathlib.Path("examples/verifier/verify_record.c").resolve()
SCRIPT = pathlib.Path("examples/verifier/verify_record.mjs").resolve()
BUILD_WASM = pathlib.Path("tools/build_wasm_verifier.sh").resolve()
SOURCES = pathlib.Path("capi/verifier/sources.tar").resolve()

# No file, thread, clock or random number, and no runtime of C++.
NEEDED = {
    "__libc_single_threaded", "__stack_chk_fail", "__udivti3", "__umodti3", "abort", "free",
    "malloc", "memcmp", "memcpy", "memmove", "memset", "qsort", "strcmp", "strlen", "vsnprintf",
}

# The goal: what a program grows by.
MAX_BYTES = 100 << 10


class DatasetVerifier(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = pathlib.Path(tempfile.mkdtemp(dir=TEST_TMPDIR))
        for suite in ("ecvrf-p256", "bulk-p256-experimental"):
            cls.make_proofs(suite)

    @classmethod
    def make_proofs(cls, suite):
        at = cls.directory
        (at / "lines").write_text("".join(f"record {number}\n" for number in range(300)))
        program = (dist() / "bin/modelseal", "dataset")
        run(*program, "keygen", "--key", at / f"{suite}.key", "--suite", suite)
        run(*program, "commit", at / "lines", "--format", "lines", "--key", at / f"{suite}.key",
            "--name", "lines", "--store", at / f"{suite}.store", "--commitment",
            at / f"{suite}.commitment")
        for name, record in (("member", "record 7"), ("absent", "record 300")):
            (at / name).write_text(record)
            run(*program, "prove", "--store", at / f"{suite}.store", "--key", at / f"{suite}.key",
                "--record-file", at / name, "--proof", at / f"{suite}.{name}.proof")
            proof = bytearray((at / f"{suite}.{name}.proof").read_bytes())
            proof[-1] ^= 1
            (at / f"{suite}.{name}.altered").write_bytes(proof)

    def check(self, *command):
        """Both answers, and three refusals with their reasons, of a program like the example."""
        at = self.directory
        for suite in ("ecvrf-p256", "bulk-p256-experimental"):
            commitment = at / f"{suite}.commitment"
            for name, answer in (("member", "in"), ("absent", "not in")):
                proof = at / f"{suite}.{name}.proof"
                good = run(*command, commitment, proof, at / name)
                self.assertEqual(good.stdout, f'{answer} the committed list "lines"\n')
                other = at / ("absent" if name == "member" else "member")
                altered = at / f"{suite}.{name}.altered"
                for arguments in ((commitment, proof, other), (commitment, altered, at / name)):
                    bad = run(*command, *arguments, check=False)
                    self.assertEqual((bad.returncode, bad.stdout), (1, ""))
                    self.assertRegex(bad.stderr, r"^REFUSED: .*\(DATASET_PROOF_INVALID\)\n$")
            noise = run(*command, at / "lines", at / "lines", at / "member", check=False)
            self.assertRegex(noise.stderr, r"^REFUSED: .*\(DATASET_COMMITMENT_INVALID\)\n$")

    def test_a_c_program_links_it_alone_and_verifies(self):
        program = self.directory / "verify_record"
        run("gcc", "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wstrict-prototypes", "-Werror",
            EXAMPLE, f"-I{dist()}/include", f"-L{dist()}/lib", "-lmodelseal_dataset_verifier",
            "-o", program)
        self.check(program)

    def test_it_needs_nothing_but_memory_and_strings_and_shows_its_functions_only(self):
        symbols = run("nm", dist() / "lib/libmodelseal_dataset_verifier.a").stdout.splitlines()
        undefined = {line.split()[-1] for line in symbols if " U " in line}
        self.assertLessEqual(undefined, NEEDED)
        shown = {line.split()[-1] for line in symbols if " T " in line}
        header = (dist() / "include/modelseal/dataset_verifier.h").read_text()
        self.assertEqual(len(shown), header.count("MODELSEAL_ZK_API") - 2)
        self.assertTrue(all(name.startswith("modelseal_zk_") for name in shown), shown)

    def test_a_program_grows_by_less_than_100_kib(self):
        sizes = []
        for source, library in (("int main(void) { return 0; }", []),
                                (EXAMPLE.read_text(), ["-lmodelseal_dataset_verifier"])):
            (self.directory / "size.c").write_text(source)
            run("gcc", "-Os", self.directory / "size.c", f"-I{dist()}/include", f"-L{dist()}/lib",
                *library, "-Wl,--gc-sections", "-s", "-o", self.directory / "size")
            sizes.append((self.directory / "size").stat().st_size)
        print(f"a stripped program grows by {sizes[1] - sizes[0]} bytes")
        self.assertLess(sizes[1] - sizes[0], MAX_BYTES)

    def test_it_works_as_a_web_assembly_module_that_imports_nothing(self):
        venv = os.environ.get("MODELSEAL_WASM_VENV", "")
        node = "/usr/bin/node"
        if not venv or not pathlib.Path(node).exists():
            self.skipTest("no Zig compiler (MODELSEAL_WASM_VENV) or no node")
        module = self.directory / "verifier.wasm"
        done = subprocess.run(
            [BUILD_WASM, SOURCES, f"{venv}/bin/python3", "-m", "ziglang", module],
            env={**os.environ, "ZIG_GLOBAL_CACHE_DIR": f"{venv}/zig-cache",
                 "ZIG_LOCAL_CACHE_DIR": str(self.directory / "zig-local")},
            capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        print(f"the module has {module.stat().st_size} bytes")
        self.check(node, SCRIPT, module)


if __name__ == "__main__":
    unittest.main()
