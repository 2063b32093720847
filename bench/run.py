# SPDX-License-Identifier: Apache-2.0
"""One run of the comparison: what every part of it measures with and writes to."""

import contextlib
import dataclasses
import pathlib
import shutil

import models
from measure import run_interleaved
from peers import Peers
from plan import Plan
from samples import SampleFile


@dataclasses.dataclass(frozen=True)
class Run:
    """The folder `work` holds models, keys and signatures."""

    plan: Plan
    peers: Peers
    kernels_bench: pathlib.Path
    work: pathlib.Path
    samples: SampleFile

    @contextlib.contextmanager
    def model(self, shape):
        """Makes the model; (folder, its files). It is gone afterwards, for want of room."""
        folder = self.work / "model"
        try:
            yield folder, models.write(shape, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def compare(self, part, case, programs, rounds, warm_ups=1, before_each=None,
                first_round=0, **more):
        """Samples of the programs in turn; more goes to every record."""
        for program, number, sample in run_interleaved(programs, rounds, warm_ups, before_each):
            self.samples.add(part, case, program.name, first_round + number,
                             wall_s=sample.wall_s, cpu_s=sample.cpu_s, sys_s=sample.sys_s, **more)
