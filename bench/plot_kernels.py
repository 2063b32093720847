# SPDX-License-Identifier: Apache-2.0
"""The hash kernels of this processor, a bar each."""

import part_kernels
import plot_style as style

COLOURS = {"sha256": style.BLUE, "blake2b": style.GREEN, "blake3": style.ORANGE}
NAMES = {"sha256": "SHA-256", "blake2b": "BLAKE2b", "blake3": "BLAKE3"}


def draw(samples, folder):
    part = samples.part(part_kernels.PART)
    if not part.records:
        return
    figure, (axis,) = style.panels(1, width=8, height=4.6)
    labels = []
    for function in COLOURS:
        of_function = part.case(function)
        for program in of_function.programs():
            rate = max(of_function.values(program, "gb_per_s"))
            row = len(labels)
            axis.barh(row, rate, height=0.7,
                      color=style.GREY if program in part_kernels.FOREIGN else COLOURS[function])
            axis.annotate(f"{rate:.2f}", (rate, row), xytext=(3, 0), fontsize=8,
                          textcoords="offset points", va="center")
            labels.append(f"{NAMES[function]}  {program}")
    axis.set_yticks(range(len(labels)), labels)
    axis.invert_yaxis()
    axis.grid(axis="y", visible=False)
    axis.set_xlabel("GB/s of CPU time, one thread, data in cache")
    axis.set_title("Hash kernels (grey: not ours)")
    style.save(figure, folder, "kernels")
