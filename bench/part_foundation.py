# SPDX-License-Identifier: Apache-2.0
"""The promises about signing and verifying that came before the hash engine: large files, a model
of 10 bytes, thousands of small files."""

import models
import part_models
import peers

LARGE, TINY, SMALL = "large", "tiny", "small"
PART = "foundation"
SMALL_BYTES = 1000


def shapes(plan):
    return {TINY: models.tiny(),
            SMALL: models.checkpoint(plan.foundation_files, SMALL_BYTES),
            LARGE: models.equal_files(8, plan.foundation_bytes)}


def measure(run):
    for case, shape in shapes(run.plan).items():
        print(f"foundation: {case}", flush=True)
        with run.model(shape) as (folder, files):
            programs = part_models.signers(run, folder)
            if case == LARGE:
                programs.insert(0, peers.openssl(files))
            run.compare(PART, case, programs, run.plan.rounds_of_foundation,
                        bytes=shape.size_bytes, files=len(files))
