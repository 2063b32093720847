"""Pinned third-party archives.  Same bytes from upstream or from --distdir."""

load("@bazel_tools//tools/build_defs/repo:http.bzl", "http_archive")

def _archive(name, **kwargs):
    if not native.existing_rule(name):
        http_archive(name = name, **kwargs)

def modelseal_deps():
    _archive(
        name = "boringssl",
        # Only from the distdir: .invalid never resolves (RFC 2606). tools/debian_distdir.sh fetches it with apt.
        urls = ["https://distdir.invalid/android-platform-external-boringssl_13.0.0+r24.orig.tar.xz"],
        sha256 = "583b7aeee1fca68b8244d086cea6fca23bd19d517bd63f0b9de714e048f92a7d",
        strip_prefix = "android-platform-external-boringssl-13.0.0+r24",
        build_file = "//third_party/boringssl:boringssl.BUILD",
        patches = ["//third_party/boringssl:CVE-2023-0286.patch"],
        patch_args = ["-p1"],
    )
    _archive(
        name = "com_google_absl",
        urls = ["https://github.com/abseil/abseil-cpp/archive/20220623.1/abseil-cpp-20220623.1.tar.gz"],
        sha256 = "91ac87d30cc6d79f9ab974c51874a704de9c2647c40f6932597329a282217ba8",
        strip_prefix = "abseil-cpp-20220623.1",
        patches = ["//third_party/abseil:CVE-2025-0838.patch"],
        patch_args = ["-p1"],
    )
    _archive(
        name = "com_google_protobuf",
        urls = ["https://github.com/protocolbuffers/protobuf/archive/v3.21.12/protobuf-3.21.12.tar.gz"],
        sha256 = "930c2c3b5ecc6c9c12615cf5ad93f1cd6e12d0aba862b572e076259970ac3a53",
        strip_prefix = "protobuf-3.21.12",
        build_file = "//third_party/protobuf:protobuf.BUILD",
    )
    _archive(
        name = "simdjson",
        urls = ["https://github.com/simdjson/simdjson/archive/v3.0.1/simdjson-3.0.1.tar.gz"],
        sha256 = "156b1bc5eb0561b2bd166b46d191fd3d95a3e709cc63761477d3b7aec2b6e9ed",
        strip_prefix = "simdjson-3.0.1",
        build_file = "//third_party/simdjson:simdjson.BUILD",
    )
    _archive(
        name = "catch2",
        urls = ["https://github.com/catchorg/Catch2/archive/v2.13.10/Catch2-2.13.10.tar.gz"],
        sha256 = "d54a712b7b1d7708bc7a819a8e6e47b2fde9536f487b89ccbca295072a7d9943",
        strip_prefix = "Catch2-2.13.10",
        build_file = "//third_party/catch2:catch2.BUILD",
    )
    _archive(
        name = "cli11",
        # Debian's archive without its documentation: only from the distdir, as BoringSSL.
        urls = ["https://distdir.invalid/cli11_2.1.2+ds.orig.tar.xz"],
        sha256 = "8143d20b688e98ccce8e24562d3b68e5f47c12e896c42c7ca8553dbde5bed55d",
        strip_prefix = "CLI11-2.1.2",
        build_file = "//third_party/cli11:cli11.BUILD",
    )
    _archive(
        name = "nlohmann_json",
        urls = ["https://github.com/nlohmann/json/archive/v3.11.2/nlohmann-json3_3.11.2.tar.gz"],
        sha256 = "d69f9deb6a75e2580465c6c4c5111b89c4dc2fa94e3a85fcd2ffcd9a143d9273",
        strip_prefix = "json-3.11.2",
        build_file = "//third_party/nlohmann_json:nlohmann_json.BUILD",
    )
    _archive(
        name = "re2",
        # Debian's archive without its generated tables: only from the distdir, as BoringSSL.
        urls = ["https://distdir.invalid/re2_20220601+dfsg.orig.tar.xz"],
        sha256 = "3bc61251da3b0b97be40a8a127818c517c62516e4eda11fc901d29496663df54",
        strip_prefix = "re2-2022-06-01",
        build_file = "//third_party/re2:re2.BUILD",
        patches = ["//third_party/re2:ascii_tables.patch"],
        patch_args = ["-p1"],
    )
    _archive(
        name = "utf8proc",
        urls = ["https://github.com/JuliaStrings/utf8proc/archive/v2.8.0/utf8proc-2.8.0.tar.gz"],
        sha256 = "a0a60a79fe6f6d54e7d411facbfcc867a6e198608f2cd992490e46f04b1bcecc",
        strip_prefix = "utf8proc-2.8.0",
        build_file = "//third_party/utf8proc:utf8proc.BUILD",
    )
    _archive(
        name = "libarchive",
        urls = ["https://github.com/libarchive/libarchive/releases/download/v3.6.2/libarchive-3.6.2.tar.xz"],
        sha256 = "9e2c1b80d5fbe59b61308fdfab6c79b5021d7ff4ff2489fb12daf0a96a83551d",
        strip_prefix = "libarchive-3.6.2",
        build_file = "//third_party/libarchive:libarchive.BUILD",
        patches = ["//third_party/libarchive:CVE-2026-15028.patch"],
        patch_args = ["-p1"],
    )
    _archive(
        name = "libcsv",
        # Debian's archive without its documentation: only from the distdir, as BoringSSL.
        urls = ["https://distdir.invalid/libcsv_3.0.3+dfsg.orig.tar.gz"],
        sha256 = "06fddfaca720a4be7603bad63eb1833bca5b6c5a69b42b1c518a02cda2a73aef",
        strip_prefix = "libcsv-3.0.3",
        build_file = "//third_party/libcsv:libcsv.BUILD",
    )
