# SPDX-License-Identifier: Apache-2.0
"""Time by model: signing and verifying the shapes of real models, warm, cold, and by cores."""

import os

import disk
import measure as m
import models
import page_cache
import peers as p

WARM, COLD, CORES = "models warm", "models cold", "cores"
LONG_BYTES = 2 << 30  # from here few rounds must do when cold
MANY_FILES = 100  # dd is a process a file: beyond this its start would be what is timed


def shapes(plan):
    """From the smallest of few large files to the one of very many small ones."""
    return [models.bert(), models.seven_billion(plan.divisor_7b),
            models.seventy_billion(plan.divisor_70b), models.checkpoint(plan.checkpoint_files)]


def measure(run):
    tiny = run.work / "tiny"
    models.write(models.tiny(), tiny)
    for program in signers(run, tiny):
        m.run_once(program)  # the signatures that are verified when a program is warmed
    for shape in shapes(run.plan):
        print(f"models: {shape.name}", flush=True)
        with run.model(shape) as (folder, files):
            measure_warm(run, shape, folder, files)
            if len(files) < MANY_FILES:
                measure_cores(run, shape, folder)
            measure_cold(run, shape, folder, files)


def signers(run, model):
    """Each signer signs, then verifies what it signed."""
    ours, theirs = (run.work / f"{model.name}.{whose}.sig" for whose in ("ours", "theirs"))
    return [run.peers.sign(model, ours), run.peers.verify(model, ours),
            run.peers.reference_sign(model, theirs), run.peers.reference_verify(model, theirs)]


def measure_warm(run, shape, folder, files):
    programs = [p.cat(files),
                run.peers.digest("modelseal digest, 1 core", folder, p.ONE_CORE),
                p.openssl(files),
                run.peers.digest("modelseal digest, all cores", folder, p.ALL_CORES),
                *signers(run, folder)]
    page_cache.warm(files)
    run.compare(WARM, shape.name, programs, run.plan.rounds, bytes=shape.size_bytes,
                files=len(files))


def thread_counts():
    """1, 2, 4 ... and all cores."""
    cores = os.cpu_count()
    return [*(2**power for power in range(cores.bit_length()) if 2**power < cores), cores]


def measure_cores(run, shape, folder):
    """Whole files and shards on more and more cores; the program's name is the number of them."""
    ways = {"files": (), "shards": ("--shard-size", p.SHARD_BYTES), "blake3": ("--hash", "blake3")}
    programs = [run.peers.digest(f"{way}, {threads}", folder, threads, *options)
                for way, options in ways.items() for threads in thread_counts()]
    run.compare(CORES, shape.name, programs, run.plan.rounds, bytes=shape.size_bytes)


def measure_cold(run, shape, folder, files):
    """What drops the caches drops the programs too, so that each runs on the tiny model first."""
    tiny = run.work / "tiny"
    floor = p.dd if len(files) < MANY_FILES else p.cat
    programs = [floor(files), *signers(run, folder)]
    on_tiny = dict(zip((program.name for program in programs),
                       (floor([tiny / "config.json"]), *signers(run, tiny)), strict=True))

    def make_cold(program):
        page_cache.drop(files)
        m.run_once(on_tiny[program.name])

    about = {"bytes": shape.size_bytes, "files": len(files)}
    takes_long = shape.size_bytes >= LONG_BYTES
    for number in range(run.plan.rounds_of_largest if takes_long else run.plan.rounds):
        if len(files) < MANY_FILES and disk.has_fio():
            page_cache.drop(files)
            wall_s = disk.read_with_fio(files, run.work)
            if wall_s is not None:
                run.samples.add(COLD, shape.name, disk.NAME, number, wall_s=wall_s, **about)
        run.compare(COLD, shape.name, programs, 1, warm_ups=0, before_each=make_cold,
                    first_round=number, **about)
