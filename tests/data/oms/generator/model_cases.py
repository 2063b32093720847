# SPDX-License-Identifier: Apache-2.0
"""Cases about the model: what is changed on disk after signing.

Operations: write path text; append path text; truncate path size; delete path; mkdir path;
symlink path target; outside path text (a file beside the model); rename from to; swap one other;
fifo path; replace_dir_by_symlink path (the directory moves out of the model, a link comes in).
"""

import bundles as b

EVERY = ("default", "strict", "ignore_unsigned")
NOT_UNSIGNED = ("default", "strict")
SIGNED = "bundle-good"


def add_content_cases(cases):
    changes = {
        "byte-changed": [["write", "a.txt", "alphA\n"]],
        "byte-appended": [["append", "a.txt", "x"]],
        "byte-cut": [["truncate", "sub/b.bin", 99]],
        "emptied": [["truncate", "sub/b.bin", 0]],
        "swapped": [["swap", "a.txt", "sub/b.bin"]],
        "line-ending-changed": [["write", "a.txt", "alpha\r\n"]],
    }
    for name, ops in changes.items():
        cases.reject(f"model-file-{name}", "the bytes are compared", "DIGEST_MISMATCH",
                     signature=SIGNED, ops=ops)
    cases.reject("model-file-changed-and-added", "unsigned files allowed is not changes allowed",
                 "DIGEST_MISMATCH", signature=SIGNED, policies=("ignore_unsigned",),
                 ops=[["write", "evil.py", "x"], ["write", "a.txt", "alphA\n"]])


def add_list_cases(cases):
    added = {
        "file": "evil.py", "empty-file": "__init__.py", "nested-file": "sub/deep/evil.py",
        "hidden-file": ".evil", "git-modules": ".gitmodules", "nested-git": "sub/.git/evil",
        "git-like": ".gitx", "git-in-other-case": ".GIT/evil", "space": " a.txt",
    }
    for name, path in added.items():
        text = "" if name == "empty-file" else "x"
        cases.reject(f"model-{name}-added", "every file is signed", "EXTRA_FILE", signature=SIGNED,
                     ops=[["write", path, text]], policies=NOT_UNSIGNED,
                     accepted=("ignore_unsigned",))
    cases.accept("model-empty-directory-added", "directories are not signed", signature=SIGNED,
                 ops=[["mkdir", "new"], ["mkdir", "new/inner"]], policies=EVERY)
    for name, path in {"git-directory": ".git/hooks/evil", "github": ".github/ci.yml",
                       "git-ignore": ".gitignore", "git-attributes": ".gitattributes"}.items():
        cases.accept(f"model-{name}-added", "what git keeps at the top is left out", policies=EVERY,
                     signature=SIGNED, ops=[["write", path, "x"]],
                     refused={"refuse_ignored": ["IGNORED"]})
    no_ignores = b.bundle(b.statement(serial=b.serialization_of(ignore_paths=[])))
    cases.accept("model-git-directory-not-named", "what git keeps is left out unasked", no_ignores,
                 ops=[["write", ".git/config", "x"]], refused={"no_git_paths": ["EXTRA_FILE"]})
    named = b.bundle(b.statement(serial=b.serialization_of(ignore_paths=["logs"])))
    cases.accept("model-ignored-name-added", "the signer's ignored names are left out", named,
                 ops=[["write", "logs/today", "x"]], policies=EVERY,
                 refused={"refuse_ignored": ["IGNORED"]})
    cases.accept("model-ignored-name-absent", "nothing stands under the ignored names",
                 signature="model-ignored-name-added", policies=("default", "refuse_ignored"))
    cases.reject("model-ignored-name-prefix", "an ignored name covers whole components",
                 "EXTRA_FILE", signature="model-ignored-name-added", policies=NOT_UNSIGNED,
                 ops=[["write", "logs2", "x"]])
    cases.reject("model-ignored-name-nested", "an ignored name starts at the top", "EXTRA_FILE",
                 signature="model-ignored-name-added", policies=NOT_UNSIGNED,
                 ops=[["write", "sub/logs/x", "x"]])


def add_missing_cases(cases):
    removed = {
        "deleted": [["delete", "a.txt"]],
        "renamed": [["rename", "a.txt", "b.txt"]],
        "case-changed": [["rename", "a.txt", "A.txt"]],
        "moved": [["rename", "a.txt", "sub/a.txt"]],
        "all-deleted": [["delete", "a.txt"], ["delete", "sub/b.bin"]],
    }
    for name, ops in removed.items():
        cases.reject(f"model-file-{name}", "every signed file is there", "MISSING_FILE",
                     signature=SIGNED, ops=ops)


def add_type_cases(cases):
    link = "SYMLINK"
    beside = ["outside", "copy", "alpha\n"]
    links = {
        "file-to-link": [beside, ["delete", "a.txt"], ["symlink", "a.txt", "../copy"]],
        "file-to-inner-link": [["rename", "a.txt", "sub/a.txt"],
                               ["symlink", "a.txt", "sub/a.txt"]],
        "directory-to-link": [["replace_dir_by_symlink", "sub"]],
    }
    for name, ops in links.items():
        cases.reject(f"model-{name}", "links are refused, whatever they lead to",
                     [link, "EXTRA_FILE"] if name == "file-to-inner-link" else link,
                     signature=SIGNED, ops=ops)
    added = {
        "dangling-link": [["symlink", "dangling", "nope"]],
        "link-to-signed": [["symlink", "alias", "a.txt"]],
        "link-to-directory": [["symlink", "alias", "sub"]],
        "link-cycle": [["symlink", "cycle", "."]],
        "link-to-itself": [["symlink", "self", "self"]],
        "nested-link": [["symlink", "sub/up", "../.."]],
    }
    for name, ops in added.items():
        cases.reject(f"model-{name}-added", "links are refused, whatever they lead to", link,
                     signature=SIGNED, ops=ops, policies=NOT_UNSIGNED)
    cases.accept("model-link-under-ignored", "nothing under an ignored name is looked at",
                 signature=SIGNED, ops=[["mkdir", ".git"], ["symlink", ".git/x", "/"]])
    cases.reject("model-file-to-directory", "an entry names a file", ["FILE_TYPE", "MISSING_FILE"],
                 signature=SIGNED, ops=[["delete", "a.txt"], ["mkdir", "a.txt"]])
    cases.reject("model-file-to-fifo", "a pipe is refused and not waited for", "FILE_TYPE",
                 signature=SIGNED, ops=[["delete", "a.txt"], ["fifo", "a.txt"]])
    cases.reject("model-fifo-added", "a pipe is refused and not waited for",
                 ["FILE_TYPE", "EXTRA_FILE"],
                 signature=SIGNED, ops=[["fifo", "pipe"]], policies=NOT_UNSIGNED)
    followed = b.bundle(b.statement(serial=b.serialization_of(allow_symlinks=True)))
    cases.reject("model-link-signer-followed", "the signer's leave to follow links is not ours",
                 link, followed, policies=("default", "ignore_unsigned"),
                 accepted=("allow_symlinks",),
                 ops=[beside, ["delete", "a.txt"], ["symlink", "a.txt", "../copy"]])
    cases.accept("model-no-link-signer-followed", "without links there is nothing to follow",
                 signature="model-link-signer-followed", policies=("default", "allow_symlinks"))
    cases.reject("model-link-only-verifier-follows", "links are followed where the signer did",
                 link, signature=SIGNED, policies=("allow_symlinks",),
                 ops=[beside, ["delete", "a.txt"], ["symlink", "a.txt", "../copy"]])


def add(cases):
    add_content_cases(cases)
    add_list_cases(cases)
    add_missing_cases(cases)
    add_type_cases(cases)
