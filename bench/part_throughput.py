# SPDX-License-Identifier: Apache-2.0
"""Throughput by size: one file of 1 byte to the largest that fits, hashed whole and in shards."""

import models
import page_cache

PART = "throughput"
LARGE_BYTES = 1 << 32  # from here a round takes so long that a few rounds must do


def measure(run):
    for size_bytes in run.plan.sizes:
        print(f"throughput: {size_bytes:,} bytes", flush=True)
        is_largest = size_bytes == run.plan.sizes[-1]
        with run.model(models.single(size_bytes)) as (folder, files):
            programs = (run.peers.sha256_of(folder, files[0])
                        + run.peers.blake3_of(folder, files[0]))
            page_cache.warm(files)
            # Programs are warm by then: only the file, which may push itself out, needed reading.
            warm_ups = 0 if size_bytes >= LARGE_BYTES else 1
            run.compare(PART, str(size_bytes), programs,
                        run.plan.rounds_of_largest if is_largest else run.plan.rounds,
                        warm_ups=warm_ups, bytes=size_bytes)
            run.samples.add("resident", str(size_bytes), "fincore", 0,
                            share=page_cache.resident_share(files[0]))
