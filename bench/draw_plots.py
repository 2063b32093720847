# SPDX-License-Identifier: Apache-2.0
"""Draws plots/*.svg from results.jsonl and results_dataset.jsonl, those that are in the folder:
draw_plots.py FOLDER. Needs plot_requirements.txt."""

import pathlib
import sys

import plot_cores
import plot_dataset
import plot_growth
import plot_kernels
import plot_models
import plot_throughput
import samples as s


def main():
    folder = pathlib.Path(sys.argv[1])
    plots = folder / "plots"
    plots.mkdir(exist_ok=True)
    for results, concepts in (
            ("results.jsonl",
             (plot_throughput, plot_models, plot_cores, plot_kernels, plot_growth)),
            ("results_dataset.jsonl", (plot_dataset,))):
        if (folder / results).exists():
            samples = s.read(folder / results)
            for concept in concepts:
                concept.draw(samples, plots)


if __name__ == "__main__":
    main()
