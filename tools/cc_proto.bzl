"""C++ classes from .proto files.

A genrule instead of the built-in rule: that one compiles the whole runtime a second
time for the build host.
"""

load("@rules_cc//cc:defs.bzl", "cc_library")

def cc_proto(name, srcs, imports = [], deps = [], visibility = None):
    """A library of the classes.

    Args:
      name: of the library.
      srcs: the .proto files.
      imports: other .proto files that srcs import.
      deps: the libraries of those.
      visibility: of the library.
    """
    stems = [s[:-len(".proto")] for s in srcs]
    native.genrule(
        name = name + "_gen",
        srcs = srcs + imports + ["@com_google_protobuf//:well_known_protos"],
        outs = [s + ext for s in stems for ext in (".pb.h", ".pb.cc")],
        cmd = "$(location //tools:protoc) -I. -I external/com_google_protobuf/src " +
              "--cpp_out=$(GENDIR) " + " ".join(["$(location %s)" % s for s in srcs]),
        tools = ["//tools:protoc"],
    )
    cc_library(
        name = name,
        srcs = [s + ".pb.cc" for s in stems],
        hdrs = [s + ".pb.h" for s in stems],
        copts = ["-w"],
        visibility = visibility,
        deps = deps + ["@com_google_protobuf//:protobuf"],
    )
