# SPDX-License-Identifier: Apache-2.0
"""Draws plots/*.svg from results.jsonl: draw_plots.py FOLDER. Needs plot_requirements.txt."""

import pathlib
import sys

import plot_cores
import plot_growth
import plot_kernels
import plot_models
import plot_throughput
import samples as s


def main():
    folder = pathlib.Path(sys.argv[1])
    samples = s.read(folder / "results.jsonl")
    plots = folder / "plots"
    plots.mkdir(exist_ok=True)
    for concept in (plot_throughput, plot_models, plot_cores, plot_kernels, plot_growth):
        concept.draw(samples, plots)


if __name__ == "__main__":
    main()
