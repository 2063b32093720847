# SPDX-License-Identifier: Apache-2.0
"""Errors: every reason that the library knows, as the exception that a caller would look for."""

import errno
import pathlib
import pickle
import re
import unittest

from bindings.python.tests import package_under_test  # noqa: F401

import modelseal
from modelseal import _declarations as declarations
from modelseal import _ffi, errors

REASONS = [
    (int(code), name) for code, name in re.findall(
        r"^MODELSEAL_REASON\((\d+), (\w+),", pathlib.Path("lib/base/reason.def").read_text(), re.M)
]


class Reasons(unittest.TestCase):
    def test_of_the_closed_list_are_the_constants_and_those_of_the_library(self):
        self.assertGreater(len(REASONS), 50)
        constants = {(value, name.removeprefix("ERROR_"))
                     for name, value in vars(declarations).items() if name.startswith("ERROR_")}
        self.assertEqual(constants, set(REASONS))
        lib = _ffi.lib
        codes = [lib.modelseal_code_at(i) for i in range(lib.modelseal_code_count())]
        known = {(code, lib.modelseal_code_name(code).decode()) for code in codes}
        self.assertEqual(known, set(REASONS))

    def test_have_the_class_of_their_category_or_one_below_it(self):
        categories = {1: "UsageError", 2: "IoError", 3: "FormatError", 4: "VerificationError",
                      5: "TrustError", 6: "NetworkError", 7: "Cancelled", 9: "InternalError"}
        for code, name in REASONS:
            base = getattr(errors, categories[code // 100])
            self.assertTrue(issubclass(errors.error_class(code), base), name)

    def test_that_are_not_known_yet_go_by_their_category(self):
        self.assertIs(errors.error_class(499), errors.VerificationError)
        self.assertIs(errors.error_class(899), errors.ModelSealError)

    def test_of_the_same_name_have_a_class_of_their_own(self):
        for code, name in ((401, "SignatureInvalid"), (430, "IdentityMismatch"),
                           (410, "DigestMismatch"), (444, "LogProofInvalid"),
                           (431, "TimestampInvalid"), (450, "DatasetProofInvalid"),
                           (506, "TrustRootError")):
            self.assertIs(errors.error_class(code), getattr(errors, name))

    def test_every_class_is_exported(self):
        self.assertEqual(set(errors.__all__) - set(modelseal.__all__), set())


class Raised(unittest.TestCase):
    def load_bundle(self, path):
        return _ffi.create("modelseal_bundle", "modelseal_bundle_load", path, len(path))

    def parse_bundle(self, text):
        return _ffi.create("modelseal_bundle", "modelseal_bundle_parse", text, len(text))

    def test_a_missing_file_is_pythons_own_error_with_its_name(self):
        with self.assertRaises(FileNotFoundError) as caught:
            self.load_bundle(b"/nowhere/model.sig")
        self.assertEqual(caught.exception.filename, "/nowhere/model.sig")
        self.assertEqual(caught.exception.errno, errno.ENOENT)
        self.assertEqual(caught.exception.name, "SIGNATURE_NOT_FOUND")
        self.assertIsInstance(caught.exception, modelseal.ModelSealError)

    def test_a_malformed_document_is_a_value_error_with_code_and_name(self):
        with self.assertRaises(ValueError) as caught:
            self.parse_bundle(b"{")
        error = caught.exception
        self.assertEqual((error.code, error.name), (301, "JSON_INVALID"))
        self.assertIs(type(error), modelseal.FormatError)
        self.assertEqual(str(error), f"{error.message} [JSON_INVALID]")

    def test_details_name_the_place(self):
        with self.assertRaises(modelseal.FormatError) as caught:
            self.parse_bundle(b'{"mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json"}')
        self.assertIn("field", caught.exception.details)

    def test_survive_the_way_between_processes(self):
        try:
            self.load_bundle(b"/nowhere/model.sig")
        except FileNotFoundError as error:
            copy = pickle.loads(pickle.dumps(error))
            self.assertEqual((type(copy), copy.name, copy.details, copy.filename),
                             (type(error), error.name, error.details, error.filename))
            return
        self.fail("nothing was raised")
