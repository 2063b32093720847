# SPDX-License-Identifier: Apache-2.0
"""How the plots look, and how they are written so that the same numbers give the same file."""

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot  # noqa: E402  # after the backend is chosen

# One colour a program, ours the strong ones; the colour-blind safe set of Okabe and Ito.
BLUE, ORANGE, GREEN, PINK, SKY, RED, GREY = (
    "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#777777")

matplotlib.rcParams.update({
    "svg.hashsalt": "modelseal", "svg.fonttype": "path", "font.family": "DejaVu Sans",
    "font.size": 10, "axes.titlesize": 11, "axes.spines.top": False, "axes.spines.right": False,
    "axes.grid": True, "grid.color": "#DDDDDD", "grid.linewidth": 0.7, "axes.axisbelow": True,
    "xtick.minor.bottom": False, "ytick.minor.left": False, "legend.frameon": False,
    "legend.fontsize": 9, "figure.facecolor": "white",
})


def grid(rows, columns, width, height, **options):
    return pyplot.subplots(rows, columns, figsize=(width, height), layout="constrained",
                           squeeze=False, **options)


def panels(count, width=10.5, height=4.6, **options):
    figure, axes = grid(1, count, width, height, **options)
    return figure, axes[0]


def save(figure, folder, name):
    figure.savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": None})
    pyplot.close(figure)


def show_bytes(value, _=None):
    """1 B, 4 KiB, 16 MiB."""
    for unit in ("B", "KiB", "MiB", "GiB", "TiB"):
        if value < 1024 or unit == "TiB":
            return f"{value:.4g} {unit}"
        value /= 1024
    return None


def show_seconds(value, _=None):
    for unit, scale in (("s", 1), ("ms", 1e-3), ("us", 1e-6)):
        if value >= scale * 0.999:
            return f"{value / scale:.4g} {unit}"
    return f"{value:.1g} s"
