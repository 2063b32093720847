# SPDX-License-Identifier: Apache-2.0
"""The samples of a run: records that are written as lines of JSON, and what is asked of them.

A record has part, case, program and round, and what was measured: wall_s, cpu_s and the part of it
in the system's kernel, sys_s; peak_rss_kib; or gb_per_s. The one of part `about` describes the run.
"""

import json
import statistics

CPU, SYSTEM, WALL, PEAK = "cpu_s", "sys_s", "wall_s", "peak_rss_kib"


class Samples:
    """All records, in the order in which they were taken."""

    def __init__(self, records=()):
        self.records = list(records)

    def part(self, name):
        return Samples(record for record in self.records if record["part"] == name)

    def case(self, name):
        return Samples(record for record in self.records if record["case"] == name)

    def about(self):
        return self.part("about").records[0]

    def _distinct(self, field):
        return list(dict.fromkeys(record[field] for record in self.records))

    def cases(self):
        return self._distinct("case")

    def programs(self):
        return self._distinct("program")

    def values(self, program, field):
        return [record[field] for record in self.records
                if record["program"] == program and field in record]

    def median(self, program, field):
        return statistics.median(self.values(program, field))

    def least(self, program, field):
        return min(self.values(program, field))

    def ratio(self, program, peer, field):
        """Of the medians. Clocks of CPU time tick, so that a short process may have taken none."""
        return self.median(program, field) / max(self.median(peer, field), 1e-6)


class SampleFile:
    """Where samples go as they are taken, so that a run that is broken off leaves what it has."""

    def __init__(self, path):
        self._file = open(path, "w", encoding="utf-8")  # closed with the process

    def add(self, part, case, program, number, **measured):
        record = {"part": part, "case": case, "program": program, "round": number, **measured}
        self._file.write(json.dumps(record) + "\n")
        self._file.flush()


def read(path):
    with open(path, encoding="utf-8") as file:
        return Samples(json.loads(line) for line in file)
