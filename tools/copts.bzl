"""Warnings for our own code; third-party code is compiled as it comes."""

COPTS = [
    "-Wall",
    "-Wextra",
    "-Wnon-virtual-dtor",
    "-Wimplicit-fallthrough",
    "-Werror",
]

# C has no virtual destructors.
C_COPTS = [o for o in COPTS if o != "-Wnon-virtual-dtor"] + ["-std=c99", "-Wstrict-prototypes"]
