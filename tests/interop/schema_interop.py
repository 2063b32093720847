# SPDX-License-Identifier: Apache-2.0
"""What we write keeps to the JSON Schemas of OMS 1.0, and to what the schemas cannot say."""

import hashlib
import json

import jsonschema
import referencing

import hard_tree
import reference
import tool
from workplace import Workplace, path_from_environment

WAYS = (
    (),
    ("--hash", "blake2b"),
    ("--hash", "blake3"),
    ("--shard-size", "65536"),
    ("--shard-size", "65536", "--hash", "blake3"),
    ("--no-ignore-git-paths",),
)


def load_schemas(folder):
    schemas = [json.loads(path.read_text()) for path in sorted(folder.glob("*.schema.json"))]
    resources = [
        (schema["$id"], referencing.Resource.from_contents(schema)) for schema in schemas
    ]
    registry = referencing.Registry().with_resources(resources)
    return {
        schema["$id"].split("/")[-3]: jsonschema.Draft202012Validator(schema, registry=registry)
        for schema in schemas
    }


class Schemas(Workplace):
    def setUp(self):
        super().setUp()
        corpora = path_from_environment(self, "MODELSEAL_CORPORA")
        folder = corpora / "oms/upstream/spec-test-vectors/schemas/v1.0"
        self.schemas = load_schemas(folder)
        self.assertLessEqual({"bundle", "statement"}, set(self.schemas))

    def check(self):
        self.schemas["bundle"].validate(tool.bundle(self.signature))
        self.schemas["statement"].validate(tool.statement(self.signature))

    def test_bundles_of_a_directory(self):
        model = hard_tree.build(self.folder / "model")
        for options in WAYS:
            with self.subTest(options=options):
                process = tool.sign(model, self.signature, self.private(), *options)
                self.assert_exit(process, 0)
                self.check()

    def test_bundle_of_a_single_file(self):
        model = self.folder / "model.gguf"
        model.write_bytes(b"one file")
        self.assert_exit(tool.sign(model, self.signature, self.private()), 0)
        self.check()

    def test_schemas_refuse_what_they_should(self):
        # That the validators above see anything at all.
        model = hard_tree.build(self.folder / "model")
        self.assert_exit(tool.sign(model, self.signature, self.private()), 0)
        statement = tool.statement(self.signature)
        statement["predicate"]["resources"][0]["algorithm"] = "sha256-sharded-1000"
        with self.assertRaises(jsonschema.ValidationError):
            self.schemas["statement"].validate(statement)


class Writing(Workplace):
    """The rules of OMS 1.0 for writers that no schema holds."""

    def setUp(self):
        super().setUp()
        self.model = hard_tree.build(self.folder / "model")

    def sign(self, *options):
        self.assert_exit(tool.sign(self.model, self.signature, self.private(), *options), 0)
        return tool.statement(self.signature)

    def test_payload_is_the_same_every_time(self):
        for options in WAYS:
            with self.subTest(options=options):
                self.sign(*options)
                first = tool.payload(self.signature)
                self.sign(*options, "--threads", "1")
                self.assertEqual(tool.payload(self.signature), first)

    def test_entries_are_in_code_point_order(self):
        for options in WAYS:
            with self.subTest(options=options):
                resources = self.sign(*options)["predicate"]["resources"]
                names = [resource["name"] for resource in resources]
                self.assertEqual(names, sorted(names))

    def test_root_digest_is_over_the_entries(self):
        for options in WAYS:
            with self.subTest(options=options):
                statement = self.sign(*options)
                digest = hashlib.sha256()
                for resource in statement["predicate"]["resources"]:
                    digest.update(bytes.fromhex(resource["digest"]))
                (subject,) = statement["subject"]
                self.assertEqual(subject["digest"], {"sha256": digest.hexdigest()})
                self.assertEqual(subject["name"], "model")

    def test_algorithms_and_sizes(self):
        statement = self.sign("--shard-size", "65536", "--hash", "blake3")
        serialization = statement["predicate"]["serialization"]
        self.assertIs(type(serialization["shard_size"]), int)
        algorithms = {entry["algorithm"] for entry in statement["predicate"]["resources"]}
        self.assertEqual(algorithms, {"blake3"})
        self.assertNotIn("shard_size", self.sign()["predicate"]["serialization"])

    def test_material_and_envelope(self):
        self.sign()
        bundle = tool.bundle(self.signature)
        self.assertEqual(
            bundle["mediaType"], "application/vnd.dev.sigstore.bundle.v0.3+json"
        )
        material = bundle["verificationMaterial"]
        self.assertLessEqual(set(material), {"publicKey", "tlogEntries"})
        text = self.public().read_bytes()
        self.assertEqual(material["publicKey"]["hint"], hashlib.sha256(text).hexdigest())
        self.assertEqual(len(bundle["dsseEnvelope"]["signatures"]), 1)

    def test_hint_is_that_of_the_reference(self):
        self.sign()
        ours = tool.bundle(self.signature)["verificationMaterial"]["publicKey"]["hint"]
        reference.sign(self.model, self.signature, self.private())
        theirs = tool.bundle(self.signature)["verificationMaterial"]["publicKey"]["hint"]
        self.assertEqual(ours, theirs)
