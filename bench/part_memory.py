# SPDX-License-Identifier: Apache-2.0
"""Peak memory while signing and verifying, and of a process that does nothing."""

import shutil

import models
from measure import Program, run_watched

PART = "memory"
IDLE = "idle"
OURS = ("modelseal sign", "modelseal verify", "modelseal sign, shards")
IDLE_RUNS = 20  # each ends so soon that a watcher may miss its peak; the highest is taken


def measure(run):
    idle = Program(IDLE, (run.peers.modelseal, "version"))
    for number in range(IDLE_RUNS):
        add(run, IDLE, idle, number, pause_s=0)
    for size_bytes in run.plan.memory_bytes:
        watch(run, f"{size_bytes >> 20:,} MiB, sparse",
              lambda folder, size=size_bytes: models.write_sparse(folder, size))
    checkpoint = models.checkpoint(run.plan.checkpoint_files)
    watch(run, checkpoint.name, lambda folder: models.write(checkpoint, folder))


def watch(run, case, make):
    print(f"memory: {case}", flush=True)
    folder = run.work / "memory"
    make(folder)
    signature = run.work / "memory.sig"
    for number in range(3):
        for program in (run.peers.sign(folder, signature),
                        run.peers.verify(folder, signature),
                        run.peers.sign_shards(folder, signature),
                        run.peers.reference_sign(folder, signature)):
            add(run, case, program, number)
    shutil.rmtree(folder)


def add(run, case, program, number, **options):
    sample = run_watched(program, **options)
    run.samples.add(PART, case, program.name, number, peak_rss_kib=sample.peak_rss_kib)
