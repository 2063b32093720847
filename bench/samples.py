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

    def add(self, part, case, program, number, **measured):
        self.records.append({"part": part, "case": case, "program": program, "round": number,
                             **measured})

    def write(self, path):
        with open(path, "w", encoding="utf-8") as file:
            for record in self.records:
                file.write(json.dumps(record) + "\n")

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


def read(path):
    with open(path, encoding="utf-8") as file:
        return Samples(json.loads(line) for line in file)
