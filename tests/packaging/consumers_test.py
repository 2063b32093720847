# SPDX-License-Identifier: Apache-2.0
"""The examples, built against dist/ with pkg-config and with CMake, shared and static, and run."""

import os
import pathlib
import shutil
import tempfile
import unittest

from tests.packaging.dist_tree import TEST_TMPDIR, dist, make_keys, make_model, run

EXAMPLES = pathlib.Path("examples").resolve()

# A model that somebody signed through Sigstore.
KEYLESS_MODEL = pathlib.Path("tests/data/sigstore/keyless-model").resolve()
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]
LANGUAGES = {
    "c": ["gcc", "-std=c99", "-Wstrict-prototypes", *WARNINGS],
    "cpp": ["g++", "-std=c++17", *WARNINGS],
}


def pkg_config(package, *options):
    directory = dist() / "lib/pkgconfig"
    return run("pkg-config", *options, package, PKG_CONFIG_PATH=str(directory)).stdout.split()


def build_with_pkg_config(source, package, output, *more):
    """Compiles and links one file with the flags that pkg-config gives."""
    language = "c" if source.suffix == ".c" else "cpp"
    flags = pkg_config(package, "--cflags", "--libs")
    search_path = pkg_config(package, "--variable=libdir")[0]
    run(*LANGUAGES[language], source, *flags, f"-Wl,-rpath,{search_path}", *more, "-o", output)


class Consumers(unittest.TestCase):
    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(dir=TEST_TMPDIR))
        self.model = make_model(self.directory)
        self.private, self.public = make_keys(self.directory)
        self.signature = self.model / "model.sig"

    def check_that_examples_work(self, sign, verify):
        """Signs, verifies, and sees a changed file refused by name."""
        run(sign, self.model, self.private, self.signature)
        good = run(verify, self.model, self.signature, self.public)
        self.assertRegex(good.stdout, r"^verified: 2 files, signed by key [0-9a-f]{64}\n$")

        (self.model / "config.json").write_text('{"layers": 3}\n')
        bad = run(verify, self.model, self.signature, self.public, check=False)
        self.assertEqual(bad.returncode, 1)
        self.assertEqual(bad.stdout, "")
        self.assertRegex(bad.stderr, r"^REFUSED: .*\(DIGEST_MISMATCH\)\n.*config\.json")

        absent = run(verify, self.model, self.model / "no.sig", self.public, check=False)
        self.assertEqual(absent.returncode, 2)
        self.assertIn("(SIGNATURE_NOT_FOUND)", absent.stderr)

    def check_that_loaded_bytes_verify(self, sign, verify_loaded):
        """Accepts all files as they were signed; refuses a changed one and a missing one."""
        (self.model / "config.json").write_text('{"layers": 2}\n')
        run(sign, self.model, self.private, self.signature)
        signed = (verify_loaded, self.model, self.signature, self.public)
        good = run(*signed, "nested/weights.bin", "config.json")
        pattern = r"^verified: 131086 bytes in memory, signed by key [0-9a-f]+\n$"
        self.assertRegex(good.stdout, pattern)

        shards = self.directory / "shards.sig"
        run(dist() / "bin/modelseal", "sign", "key", self.model, "--private-key", self.private,
            "--signature", shards, "--ignore-paths", self.signature, "--shard-size", "4096")
        run(verify_loaded, self.model, shards, self.public, "nested/weights.bin", "config.json")

        missing = run(*signed, "config.json", check=False)
        self.assertEqual((missing.returncode, missing.stdout), (1, ""))
        self.assertRegex(missing.stderr, r"^REFUSED: nested/weights\.bin .*\(FILE_MISSING\)\n$")

        (self.model / "config.json").write_text('{"layers": 3}\n')
        bad = run(*signed, "nested/weights.bin", "config.json", check=False)
        self.assertEqual((bad.returncode, bad.stdout), (1, ""))
        self.assertRegex(bad.stderr, r"^REFUSED: config\.json .*\(DIGEST_MISMATCH\)\n$")

    def check_that_the_keyless_example_works(self, verify):
        """Accepts the signer, and refuses anybody else."""
        model = self.directory / "keyless-model"
        shutil.copytree(KEYLESS_MODEL, model)
        signed = (model, model / "model.sig")
        provider = "https://sigstore.verify.ibm.com/oauth2"
        good = run(verify, *signed, "stefanb@us.ibm.com", provider)
        self.assertEqual(
            good.stdout,
            f"signed by stefanb@us.ibm.com, says {provider}\n"
            "recorded in https://rekor.sigstore.dev, entry 598151086\n",
        )
        bad = run(verify, *signed, "mallory@us.ibm.com", provider, check=False)
        self.assertEqual((bad.returncode, bad.stdout), (1, ""))
        self.assertRegex(bad.stderr, r"^REFUSED: .*\(IDENTITY_MISMATCH\)\n$")

    def check_that_training_data_is_proved(self, program):
        """Tells a line that is there from one that is not, and repeats nothing in a set."""
        lines = self.directory / "lines.txt"
        lines.write_text("".join(f"record {number}\n" for number in range(5000)))
        for record, answer in (("record 4999", "in"), ("record 5000", "not in")):
            done = run(program, lines, record, self.directory)
            pattern = rf"^{answer} the committed list \"lines\", proved in \d+ bytes\n$"
            self.assertRegex(done.stdout, pattern)
        lines.write_text("the same\nthe same\n")
        twice = run(program, lines, "the same", self.directory, check=False)
        self.assertEqual(twice.returncode, 2)
        self.assertIn("(DATASET_RECORD_DUPLICATE)", twice.stderr)

    def check_with_pkg_config(self, language, package):
        programs = {}
        for source in sorted((EXAMPLES / language).iterdir()):
            programs[source.stem] = self.directory / source.stem
            build_with_pkg_config(source, package, programs[source.stem])
        sign = programs.pop("sign")
        self.check_that_examples_work(sign, programs.pop("verify"))
        self.check_that_loaded_bytes_verify(sign, programs.pop("verify_loaded"))
        self.check_that_the_keyless_example_works(programs.pop("verify_keyless"))
        self.check_that_training_data_is_proved(programs.pop("training_data"))
        self.assertEqual(programs, {})

    def test_c99_with_pkg_config_shared(self):
        self.check_with_pkg_config("c", "modelseal")

    def test_c99_with_pkg_config_static(self):
        self.check_with_pkg_config("c", "modelseal-static")

    def test_cpp17_with_pkg_config_shared(self):
        self.check_with_pkg_config("cpp", "modelseal")

    def test_cpp17_with_pkg_config_static(self):
        self.check_with_pkg_config("cpp", "modelseal-static")

    def test_cmake_package_shared_and_static_in_c_and_cpp(self):
        build = self.directory / "build"
        run("cmake", "-S", "tests/packaging/cmake_consumer", "-B", build,
            f"-DCMAKE_PREFIX_PATH={dist()}", f"-DEXAMPLES={EXAMPLES}")
        run("cmake", "--build", build, "--parallel", "2")
        for language in ("c", "cpp"):
            for kind in ("modelseal", "static"):
                with self.subTest(f"{language} {kind}"):
                    (self.model / "config.json").write_text('{"layers": 2}\n')
                    self.check_that_examples_work(
                        build / f"{language}_sign_{kind}", build / f"{language}_verify_{kind}"
                    )

    def test_cmake_package_refuses_a_newer_version(self):
        project = self.directory / "newer"
        project.mkdir()
        (project / "CMakeLists.txt").write_text(
            "cmake_minimum_required(VERSION 3.16)\n"
            "project(newer LANGUAGES NONE)\n"
            "find_package(modelseal 0.99 REQUIRED)\n"
        )
        refused = run("cmake", "-S", project, "-B", project / "build",
                      f"-DCMAKE_PREFIX_PATH={dist()}", check=False)
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("0.1.0", refused.stderr)

    def test_static_library_links_and_works_beside_openssl(self):
        program = self.directory / "beside_openssl"
        source = pathlib.Path("tests/packaging/beside_openssl.c")
        build_with_pkg_config(source, "modelseal-static", program, "-lssl", "-lcrypto")
        done = run(program, self.model, self.private, self.signature)
        self.assertRegex(done.stdout, r"^0\.\d+\.\d+ beside OpenSSL 3")

    def test_tree_works_after_it_was_moved(self):
        moved = self.directory / "moved"
        os.rename(dist(), moved)
        try:
            done = run(moved / "bin/modelseal", "version")
            self.assertIn("0.1.0", done.stdout)
            flags = run("pkg-config", "--cflags", "modelseal",
                        PKG_CONFIG_PATH=str(moved / "lib/pkgconfig")).stdout
            self.assertIn(str(moved), flags)
        finally:
            os.rename(moved, dist())

    def test_all_versions_agree(self):
        for package in ("modelseal", "modelseal-static"):
            self.assertEqual(pkg_config(package, "--modversion"), ["0.1.0"])
        self.assertTrue((dist() / "lib/libmodelseal.so.0.1.0").is_file())
        self.assertTrue((dist() / "lib/libmodelseal.so.0").is_symlink())
        self.assertTrue((dist() / "lib/libmodelseal.so").is_symlink())
