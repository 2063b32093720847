"""Warnings for our own code; third-party code is compiled as it comes."""

COPTS = [
    "-Wall",
    "-Wextra",
    "-Wnon-virtual-dtor",
    "-Wimplicit-fallthrough",
    "-Werror",
    "-Wno-restrict",  # GCC 12 sees overlaps in std::string that are not there (its bug 105651).
]

# C has no virtual destructors.
C_COPTS = [o for o in COPTS if o != "-Wnon-virtual-dtor"] + ["-std=c99", "-Wstrict-prototypes"]
