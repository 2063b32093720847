"""A test written with Python's unittest and nothing else, by the house rules."""

def python_test(name, src, data = [], **kwargs):
    native.sh_test(
        name = name,
        srcs = ["//tests/support:run_python_test.sh"],
        args = ["$(location %s)" % src],
        data = data + [
            src,
            "//tests/support:python_support",
        ],
        **kwargs
    )
