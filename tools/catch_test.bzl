"""A Catch2 test program, by the house rules."""

load("@rules_cc//cc:defs.bzl", "cc_test")
load("//tools:copts.bzl", "COPTS")

def catch_test(name, srcs, deps, copts = [], **kwargs):
    cc_test(
        name = name,
        srcs = srcs,
        copts = COPTS + copts,
        deps = deps + [
            "//tests/support:catch_main",
            "@catch2",
        ],
        **kwargs
    )
