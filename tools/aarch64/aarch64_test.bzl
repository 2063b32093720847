"""A test program built for aarch64 and run under qemu, in a build for another processor.

The transition makes it part of the one `bazel test`: a second one with --config=aarch64 would throw
away what Bazel has worked out, and so would the next one without.
"""

def _to_aarch64_impl(settings, attr):  # buildifier: disable=unused-variable
    # What --config=aarch64 does, but that a transition may not choose how toolchains are found: so
    # the one for C++ is named as well.
    return {
        "//command_line_option:cpu": "aarch64",
        "//command_line_option:crosstool_top": "//tools/aarch64:suite",
        "//command_line_option:extra_toolchains": "//tools/aarch64:toolchain",
        "//command_line_option:platform_suffix": "aarch64",
        "//command_line_option:platforms": "//tools/aarch64:linux_aarch64",
    }

_to_aarch64 = transition(
    implementation = _to_aarch64_impl,
    inputs = [],
    outputs = [
        "//command_line_option:cpu",
        "//command_line_option:crosstool_top",
        "//command_line_option:extra_toolchains",
        "//command_line_option:platform_suffix",
        "//command_line_option:platforms",
    ],
)

def _aarch64_test_impl(ctx):
    program = ctx.attr.program[0][DefaultInfo]
    preload = ["-E LD_PRELOAD=$PWD/" + f.short_path for f in ctx.files.preload]
    script = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(
        script,
        "#!/bin/sh\nexec " + " ".join(
            ["/usr/bin/qemu-aarch64-static", "-L /usr/aarch64-linux-gnu", "-cpu", ctx.attr.cpu] +
            preload + ["./" + program.files_to_run.executable.short_path, '"$@"'],
        ) + "\n",
        is_executable = True,
    )
    runfiles = ctx.runfiles(files = ctx.files.preload).merge(program.default_runfiles)
    return [
        DefaultInfo(executable = script, runfiles = runfiles),
        testing.TestEnvironment(ctx.attr.env),
    ]

_aarch64_test = rule(
    implementation = _aarch64_test_impl,
    test = True,
    attrs = {
        "program": attr.label(cfg = _to_aarch64, mandatory = True),
        "cpu": attr.string(mandatory = True),
        "env": attr.string_dict(),
        "preload": attr.label_list(cfg = _to_aarch64, allow_files = True),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)

def aarch64_test(name, program, cpu = "max", **kwargs):
    """Runs `program`, a cc_test, on the processor that qemu calls `cpu`.

    Needs Debian's g++-aarch64-linux-gnu and qemu-user-static, so no pattern of targets takes it
    up: tools/run_tests.sh names it where they are.

    Args:
      name: of the test
      program: the cc_test
      cpu: one of `qemu-aarch64-static -cpu help`
      **kwargs: args, env, and `preload`: shared objects loaded before the C library
    """
    _aarch64_test(name = name, program = program, cpu = cpu, tags = ["manual"], **kwargs)
