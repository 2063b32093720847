"""A libFuzzer program; needs --config=fuzz, so it is never part of //..."""

load("@rules_cc//cc:defs.bzl", "cc_binary")
load("//tools:copts.bzl", "COPTS")

def fuzz_target(name, deps):
    cc_binary(
        name = name,
        testonly = True,
        srcs = [name + ".cc"],
        copts = COPTS,
        linkopts = ["-fsanitize=fuzzer"],
        tags = ["manual"],
        deps = deps,
    )
