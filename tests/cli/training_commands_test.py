# SPDX-License-Identifier: Apache-2.0
"""modelseal attest, and what verify and dataset verify make of it: from a signer to a record."""

import json

from tests.cli.program import ProgramTest

DATASET = "model/poems.modelseal-dataset"
STATED = ("--dataset", f"training={DATASET}", "--complete", "--framework", "torch=2.5.1+cu121")
TRUST = ("--public-key", "key.pub")


class TrainingCommandsTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("poems.txt", b"ode\nelegy\nsonnet\n")
        self.commit("poems.txt", "poems", DATASET)

    def commit(self, source, name, commitment):
        self.succeed("dataset", "keygen", "--key", f"{name}.key", "--suite",
                     "bulk-p256-experimental")
        self.succeed("dataset", "commit", source, "--format", "lines", "--key", f"{name}.key",
                     "--name", name, "--store", f"{name}.store", "--commitment", commitment)

    def attest(self, *options):
        return self.succeed("attest", "key", "model", "--private-key", "key.pem", *options)

    def verify(self, exit_code, *options):
        return self.json(exit_code, *self.verify_arguments(*options))

    def prove(self, *records):
        asked = [word for record in records for word in ("--record", record)]
        self.succeed("dataset", "prove", "--store", "poems.store", "--key", "poems.key", *asked,
                     "--proof", "proof", "--force")
        return (*asked, "--proof", "proof")

    # ----------------------------------------------------------------------- model, statement --

    def test_verify_shows_what_a_model_was_trained_on(self):
        self.sign()
        shown = self.attest(*STATED, "--code", "git+https://example.test/t@gitCommit:" + "a" * 40,
                            "--base-model", "base=sha256:" + "b" * 64)
        self.assertIn("Statement signed\n", shown)
        shown = self.succeed(*self.verify_arguments("--attestation", "model.training.sig"))
        for line in ("  statement:  model.training.sig\n", "  dataset:    poems (training), ",
                     "  datasets:   the signer says that there are no others\n",
                     "  made with:  torch 2.5.1+cu121\n", "  made from:  base, sha256:bbbbbbbbbbbb",
                     "  also used:  training code: git+https://example.test/t, gitCommit:aaaaaa"):
            self.assertIn(line, shown)
        training = self.verify(0, "--require-dataset-role", "training")["training"]
        self.assertEqual(training["frameworks"], [{"name": "torch", "version": "2.5.1+cu121"}])
        self.assertEqual(training["datasets"][0]["file"], "poems.modelseal-dataset")
        self.assertEqual(training["method"], "key")

    def test_verify_shows_commitments_that_lie_in_the_model_without_any_statement(self):
        self.sign()
        self.assertIn("  commits to: poems, commitment ", self.succeed(*self.verify_arguments()))
        self.assertEqual(self.verify(0)["model_datasets"][0]["name"], "poems")

    def test_the_framework_attack_models_of_refused_versions_do_not_pass(self):
        self.sign()
        self.attest(*STATED)
        self.verify(0, "--refuse-framework", "torch<2.5")
        error = self.verify(3, "--refuse-framework", "Torch<2.6")["error"]
        self.assertEqual(error["name"], "FRAMEWORK_REFUSED")
        self.assertEqual(error["details"]["actual"], "torch 2.5.1+cu121")
        self.assertEqual(self.verify(3, "--require-framework", "jax")["error"]["name"],
                         "FRAMEWORK_REFUSED")
        self.assertEqual(self.verify(2, "--refuse-framework", "torch~=2")["error"]["name"],
                         "INVALID_ARGUMENT")
        self.assertIn("~=2", self.verify(2, "--refuse-framework", "torch~=2")["error"]["message"])

    def test_models_without_what_is_demanded_do_not_pass(self):
        self.sign()
        error = self.verify(4, "--require-dataset")["error"]
        self.assertEqual(error["name"], "SIGNATURE_NOT_FOUND")
        self.attest("--framework", "torch=2.6")
        for option, reason in ((("--require-dataset",), "DATASET_COMMITMENT_MISSING"),
                               (("--require-dataset-role", "training"),
                                "DATASET_COMMITMENT_MISSING"),
                               (("--require-complete-datasets",), "DATASET_LIST_INCOMPLETE")):
            self.assertEqual(self.verify(3, *option)["error"]["name"], reason)

    def test_a_list_that_leaves_out_a_commitment_in_the_model_is_not_complete(self):
        self.write("more.txt", b"x\n")
        self.commit("more.txt", "more", "model/more.modelseal-dataset")
        self.sign()
        self.attest(*STATED)
        error = self.verify(3, "--require-complete-datasets")["error"]
        self.assertEqual((error["name"], error["details"]["path"]),
                         ("DATASET_LIST_INCOMPLETE", "more.modelseal-dataset"))

    def test_a_statement_about_another_model_or_by_another_signer_is_refused(self):
        self.attest(*STATED)
        self.write("model/config.json", b'{"changed": true}\n')
        self.sign()
        error = self.verify(1, "--attestation", "model.training.sig")["error"]
        self.assertEqual(error["name"], "DIGEST_MISMATCH")
        self.succeed("keygen", "--private-key", "other.pem", "--public-key", "other.pub")
        self.succeed("attest", "key", "model", "--private-key", "other.pem", *STATED,
                     "--attestation", "other.sig")
        error = self.verify(3, "--attestation", "other.sig")["error"]
        self.assertEqual(error["name"], "KEY_MISMATCH")

    def test_a_model_that_was_signed_in_another_way_is_hashed_as_its_signature_says(self):
        self.sign("--hash", "blake3", "--shard-size", "4096")
        self.attest(*STATED, "--signature", "model.sig")
        self.verify(0, "--require-dataset")

    def test_a_signature_that_lies_in_the_model_is_found_and_left_out(self):
        self.sign("--signature", "model/model.sig")
        self.assertIn("  signature:  model/model.sig\n", self.attest(*STATED))
        self.json(0, "verify", "key", "model", "--public-key", "key.pub", "--require-dataset")

    def test_what_fails_in_the_statement_names_the_statement(self):
        self.sign()
        self.attest(*STATED)
        message = self.fail_with(3, *self.verify_arguments("--require-framework", "jax"))
        self.assertIn("  signature: model.training.sig\n", message)

    def test_sign_refuses_a_file_that_is_named_as_a_commitment_and_is_none(self):
        self.write("model/junk.modelseal-dataset", b"junk")
        message = self.fail_with(3, "sign", "key", "model", "--private-key", "key.pem")
        self.assertIn("model/junk.modelseal-dataset", message)
        self.assertNotIn("model.sig", self.names())

    def test_what_is_no_statement_is_not_taken_for_one(self):
        self.sign()
        error = self.verify(3, "--attestation", "model.sig")["error"]
        self.assertEqual(error["name"], "PREDICATE_UNSUPPORTED")

    def test_inspect_shows_a_statement_unverified(self):
        self.attest(*STATED)
        shown = self.succeed("inspect", "model.training.sig")
        self.assertIn("NOT VERIFIED", shown)
        self.assertIn("  about:        how a model was trained\n", shown)
        document = self.json(0, "inspect", "model.training.sig")
        self.assertTrue(document["training"]["list_is_complete"])

    def test_mistakes_in_what_is_stated_are_told_apart(self):
        for options, expected in (
            (("--dataset", DATASET), "expected ROLE=FILE"),
            (("--dataset", f"Training={DATASET}"), "role"),
            (("--framework", "torch"), "expected NAME=VERSION"),
            (("--base-model", "b=sha256:abc"), "is not sha256: and 64"),
            (("--code", "https://example.test"), "--code"),
            ((*STATED, "--dataset", f"training={DATASET}"), "datasets"),
        ):
            message = self.fail_with(2, "attest", "key", "model", "--private-key", "key.pem",
                                     *options)
            self.assertIn(expected, message)
        self.assertNotIn("model.training.sig", self.names())

    # ------------------------------------------------------------------------- down to a record --

    def test_from_the_signer_to_a_record_in_one_command(self):
        self.attest(*STATED)
        asked = self.prove("ode", "novel")
        document = self.json(0, "dataset", "verify", "--attestation", "model.training.sig", *TRUST,
                             *asked)
        self.assertEqual([record["member"] for record in document["records"]], [True, False])
        self.assertTrue(document["vouched_for"])
        self.assertTrue(document["list_is_complete"])
        self.assertEqual(document["dataset"]["role"], "training")
        shown = self.succeed("dataset", "verify", "--attestation", "model.training.sig", *TRUST,
                             *asked)
        self.assertIn("  named by:   model.training.sig\n  signed by:  key ", shown)
        self.assertIn("the signer says that there are no others", shown)
        self.assertIn("  unchecked:  a transparency log, when it was signed\n", shown)

    def test_with_the_model_at_hand_it_is_verified_too(self):
        self.sign()
        self.attest(*STATED)
        command = ("dataset", "verify", "--attestation", "model.training.sig", "--model", "model",
                   *TRUST, *self.prove("ode"))
        self.assertEqual(self.json(0, *command)["model"], "model")
        self.write("model/config.json", b"changed")
        self.assertEqual(self.json(1, *command)["error"]["name"], "DIGEST_MISMATCH")

    def test_the_commitment_in_a_signed_model_is_enough(self):
        self.sign()
        command = ("dataset", "verify", "--model", "model", *TRUST, *self.prove("elegy"))
        shown = self.succeed(*command)
        self.assertIn("  lies in:    model, as poems.modelseal-dataset\n  signed by:  key ", shown)
        self.assertIn("  datasets:   there may be others\n", shown)

    def test_nobody_vouches_for_a_statement_by_somebody_else(self):
        self.attest(*STATED)
        self.succeed("keygen", "--private-key", "other.pem", "--public-key", "other.pub")
        message = self.fail_with(3, "dataset", "verify", "--attestation", "model.training.sig",
                                 "--public-key", "other.pub", *self.prove("ode"))
        self.assertIn("verification failed: ", message)
        self.assertIn("reason: KEY_MISMATCH\n", message)

    def test_of_several_datasets_one_is_chosen_by_name(self):
        self.write("more.txt", b"x\n")
        self.commit("more.txt", "more", "more.modelseal-dataset")
        self.attest(*STATED, "--dataset", "evaluation=more.modelseal-dataset")
        command = ("dataset", "verify", "--attestation", "model.training.sig", *TRUST,
                   *self.prove("ode"))
        self.assertIn("choose one with --dataset", self.fail_with(2, *command))
        self.assertEqual(self.json(0, *command, "--dataset", "poems")["other_datasets"], 1)
        self.assertEqual(self.json(0, *command, "--dataset", "training=poems")["other_datasets"],
                         1)
        self.assertEqual(self.json(3, *command, "--dataset", "more")["error"]["name"],
                         "DATASET_PROOF_INVALID")
        self.assertEqual(self.json(3, *command, "--dataset", "none")["error"]["name"],
                         "DATASET_COMMITMENT_MISSING")

    def test_a_proof_needs_one_commitment_and_says_so(self):
        asked = self.prove("ode")
        self.assertIn("nothing says which commitment",
                      self.fail_with(2, "dataset", "verify", *asked))
        self.assertIn("--commitment stands alone", self.fail_with(
            2, "dataset", "verify", "--commitment", DATASET, "--model", "model", *asked))

    def test_whom_to_trust_must_be_stated(self):
        self.attest(*STATED)
        message = self.fail_with(2, "dataset", "verify", "--attestation", "model.training.sig",
                                 *self.prove("ode"))
        self.assertIn("--public-key", message)

    def test_the_statement_is_an_in_toto_statement_of_its_own_type(self):
        self.attest(*STATED)
        bundle = json.loads(self.path("model.training.sig").read_bytes())
        self.assertEqual(bundle["dsseEnvelope"]["payloadType"], "application/vnd.in-toto+json")
