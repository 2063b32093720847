# SPDX-License-Identifier: Apache-2.0
"""Tries, commitments and proofs as docs/dataset-format.md describes them: slow, plain, and written
from that text alone. Labels are given; how a record gets one is elsewhere."""

import hashlib
import hmac
import struct


class Refused(Exception):
    """What is read or verified breaks a rule of the document."""


def need(condition, why):
    if not condition:
        raise Refused(why)


def h(tag, data=b""):
    return hashlib.sha256(bytes([tag]) + data).digest()


EMPTY = h(2)
NO_CONTENT = bytes(32)
SET, MAP = 1, 2
NO_LEAF, OTHER_LEAF, MEMBER, MEMBER_WITH_VALUE = 1, 2, 3, 4


def bit(label, depth):
    return label[depth // 8] >> (7 - depth % 8) & 1


def bits(label, count):
    return int.from_bytes(label, "big") >> (256 - count)


# ------------------------------------------------------------------------------------ the trie


def leaf_hash(label, content):
    return h(0, label + content)


def value_content(salt, value):
    return h(4, salt + value)


def subtree(leaves, depth=0):
    """The hash of the node at that depth with those leaves, a list of (label, content)."""
    if not leaves:
        return EMPTY
    if len(leaves) == 1:
        return leaf_hash(*leaves[0])
    return h(1, subtree([leaf for leaf in leaves if not bit(leaf[0], depth)], depth + 1)
             + subtree([leaf for leaf in leaves if bit(leaf[0], depth)], depth + 1))


# --------------------------------------------------------------------------------- size classes


def size_class(padding, records):
    if padding == 1:
        return records
    candidates = [1 << k for k in range(41)] if padding == 2 else \
        [q << k for k in range(41) for q in (4, 5, 6, 7)]
    return min(c for c in candidates if c >= records)


def names(context, name):
    context, name = context.encode(), name.encode()
    return bytes([len(context)]) + context + bytes([len(name)]) + name


def mac(key, data):
    return hmac.new(key, data, hashlib.sha256).digest()


def dummy_label(key, context, name, index):
    return mac(key, b"\0" + names(context, name) + struct.pack(">Q", index))


def dummy_content(key, context, name, label):
    return mac(key, b"\1" + names(context, name) + label)


# ----------------------------------------------------------------------------------- commitment


def encode_commitment(suite, key, kind, duplicates, padding, leaves, name, context, views, root):
    def short(text):
        return bytes([len(text.encode())]) + text.encode()

    return (b"msealcom" + bytes([1, suite]) + key + bytes([kind, duplicates, padding])
            + struct.pack(">Q", 0 if padding == 1 else leaves) + short(name) + short(context)
            + bytes([len(views)]) + b"".join(short(view) for view in views) + root)


def commitment_digest(commitment):
    return h(3, commitment)


# ---------------------------------------------------------------------------------------- store


def encode_store(commitment, leaves, records, kind, values):
    """`values`: (salt, value) by label; a dummy has none."""
    b = next(b for b in range(41) if len(leaves) <= 96 << b)
    section, places = b"", b""
    for label, _ in leaves:
        places += struct.pack(">Q", len(section) if label in values else 2**64 - 1)
        if label in values:
            value = values[label][1]
            section += struct.pack(">I", len(value)) + value
    head = (b"msealsto" + bytes([1]) + struct.pack(">IQQQ", len(commitment), len(leaves), records,
                                                   len(section)) + commitment)
    buckets = [[leaf for leaf in leaves if bits(leaf[0], b) == j] for j in range(1 << b)]
    offsets = [sum(map(len, buckets[:j])) for j in range((1 << b) + 1)]
    levels = [b"".join(subtree([leaf for leaf in leaves if bits(leaf[0], depth) == j], depth)
                       for j in range(1 << depth)) for depth in range(b + 1)]
    return (head + hashlib.sha256(head).digest() + b"".join(label for label, _ in leaves)
            + (b"".join(content for _, content in leaves) + places if kind == MAP else b"")
            + b"".join(struct.pack(">Q", offset) for offset in offsets)
            + b"".join(levels) + section)


# --------------------------------------------------------------------------------------- making


def terminal_of(leaves, labels, values):
    """The terminal where those labels end; the index among them of the member's."""
    if not leaves:
        return (NO_LEAF, b"", b"", b"", b""), None
    label, content = leaves[0]
    if label not in labels:
        return (OTHER_LEAF, label, content, b"", b""), None
    if label in values:
        salt, value = values[label]
        return (MEMBER_WITH_VALUE, b"", b"", salt, value), labels.index(label)
    return (MEMBER, b"", content, b"", b""), labels.index(label)


def encode_terminal(terminal, kind):
    kind_of_end, other, content, salt, value = terminal
    data = bytes([kind_of_end])
    if kind_of_end == OTHER_LEAF:
        data += other
    if kind_of_end in (OTHER_LEAF, MEMBER) and kind == MAP:
        data += content
    if kind_of_end == MEMBER_WITH_VALUE:
        data += salt + struct.pack(">I", len(value)) + value
    return data


def encode_siblings(siblings):
    bitmap = bytearray((len(siblings) + 7) // 8)
    for index, sibling in enumerate(siblings):
        if sibling == EMPTY:
            bitmap[index // 8] |= 0x80 >> index % 8
    return bytes(bitmap) + b"".join(s for s in siblings if s != EMPTY)


def prove(leaves, label, suite, kind, label_proof, values):
    siblings = []
    depth = 0
    while len(leaves) > 1:
        sides = [[leaf for leaf in leaves if bit(leaf[0], depth) == side] for side in (0, 1)]
        own = bit(label, depth)
        siblings.append(subtree(sides[1 - own], depth + 1))
        leaves = sides[own]
        depth += 1
    terminal, _ = terminal_of(leaves, [label], values)
    return (bytes([1, 1, suite, kind]) + label_proof + encode_terminal(terminal, kind)
            + struct.pack(">H", depth) + encode_siblings(siblings))


def prove_batch(leaves, labels, suite, kind, labels_proof, values):
    ends, siblings = [], []
    distinct = sorted(set(labels))

    def walk(leaves, here, depth):
        if len(leaves) <= 1:
            terminal, index = terminal_of(leaves, here, values)
            end = struct.pack(">H", depth) + encode_terminal(terminal, kind)
            if index is not None:
                end += struct.pack(">I", distinct.index(here[index]))
            ends.append(end)
            return
        for side in (0, 1):
            below = [leaf for leaf in leaves if bit(leaf[0], depth) == side]
            going = [label for label in here if bit(label, depth) == side]
            if going:
                walk(below, going, depth + 1)
            else:
                siblings.append(subtree(below, depth + 1))

    walk(leaves, distinct, 0)
    return (bytes([1, 2, suite, kind]) + struct.pack(">II", len(labels), len(labels_proof))
            + labels_proof + struct.pack(">I", len(ends)) + b"".join(ends)
            + struct.pack(">I", len(siblings)) + encode_siblings(siblings))


# ------------------------------------------------------------------------------------ verifying


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        need(self.at + count <= len(self.data), "ends early")
        self.at += count
        return self.data[self.at - count:self.at]

    def number(self, size):
        return int.from_bytes(self.take(size), "big")


def read_head(reader, proof_type, suite, kind):
    need(reader.number(1) == 1, "version")
    need(reader.number(1) == proof_type, "type")
    need(reader.number(1) == suite, "suite")
    need(reader.number(1) == kind, "kind")


def read_terminal(reader, kind):
    end = reader.number(1)
    other = content = salt = value = b""
    need(end in (NO_LEAF, OTHER_LEAF, MEMBER, MEMBER_WITH_VALUE), "terminal")
    if end == OTHER_LEAF:
        other = reader.take(32)
    if end in (OTHER_LEAF, MEMBER):
        content = reader.take(32) if kind == MAP else NO_CONTENT
    if end == MEMBER_WITH_VALUE:
        need(kind == MAP, "value in a set")
        salt = reader.take(32)
        size = reader.number(4)
        need(size <= 1 << 20, "size of the value")
        value = reader.take(size)
        content = value_content(salt, value)
    return end, other, content, value


def read_siblings(reader, count):
    bitmap = reader.take((count + 7) // 8)
    flags = [bitmap[i // 8] >> (7 - i % 8) & 1 for i in range(8 * len(bitmap))]
    need(not any(flags[count:]), "unused bits")
    siblings = []
    for flag in flags[:count]:
        siblings.append(EMPTY if flag else reader.take(32))
        need(flag or siblings[-1] != EMPTY, "empty constant")
    need(reader.at == len(reader.data), "bytes after the end")
    return siblings


def terminal_node(terminal, label, depth):
    """Hash and whether it is a leaf, empty or something hidden."""
    end, other, content, _ = terminal
    if end == NO_LEAF:
        return EMPTY, "empty"
    if end == OTHER_LEAF:
        need(other != label, "other leaf is the own")
        need(bits(other, depth) == bits(label, depth), "other leaf elsewhere")
        return leaf_hash(other, content), "leaf"
    return leaf_hash(label, content), "leaf"


def join(left, right):
    kinds = {left[1], right[1]}
    need("empty" not in kinds or "hidden" in kinds, "inner node of less than two leaves")
    return h(1, left[0] + right[0]), "hidden"


def hidden(sibling):
    return sibling, "empty" if sibling == EMPTY else "hidden"


def answer(terminal):
    end, _, _, value = terminal
    return (end in (MEMBER, MEMBER_WITH_VALUE), value if end == MEMBER_WITH_VALUE else None)


def verify(root, suite, kind, label, proof):
    """(whether it is in the dataset, value or None), or Refused."""
    reader = Reader(proof)
    read_head(reader, 1, suite, kind)
    reader.take(81)
    terminal = read_terminal(reader, kind)
    depth = reader.number(2)
    need(depth <= 256, "depth")
    siblings = read_siblings(reader, depth)
    node = terminal_node(terminal, label, depth)
    for level in reversed(range(depth)):
        sibling = hidden(siblings[level])
        node = join(sibling, node) if bit(label, level) else join(node, sibling)
    need(node[0] == root, "root")
    return answer(terminal)


def verify_batch(root, suite, kind, labels, proof):
    reader = Reader(proof)
    read_head(reader, 2, suite, kind)
    records = reader.number(4)
    need(1 <= records <= 65536 and records == len(labels), "records")
    reader.take(reader.number(4))
    end_count = reader.number(4)
    need(1 <= end_count <= records, "ends")
    ends = []
    for _ in range(end_count):
        depth = reader.number(2)
        need(depth <= 256, "depth")
        terminal = read_terminal(reader, kind)
        index = reader.number(4) if terminal[0] in (MEMBER, MEMBER_WITH_VALUE) else None
        ends.append((depth, terminal, index))
    siblings = read_siblings(reader, reader.number(4))
    distinct = sorted(set(labels))
    answers = {}

    def take_end(here, depth):
        _, terminal, index = ends.pop(0)
        answers.update({label: (False, None) for label in here})
        if index is None:
            return [terminal_node(terminal, label, depth) for label in here][0]
        need(index < len(distinct) and distinct[index] in here, "label index")
        answers[distinct[index]] = answer(terminal)
        return terminal_node(terminal, distinct[index], depth)

    def walk(here, depth):
        need(ends and ends[0][0] >= depth, "ends")
        if ends[0][0] == depth:
            return take_end(here, depth)
        children = []
        for side in (0, 1):
            going = [label for label in here if bit(label, depth) == side]
            if going:
                children.append(walk(going, depth + 1))
            else:
                need(siblings, "siblings")
                children.append(hidden(siblings.pop(0)))
        return join(*children)

    node = walk(distinct, 0)
    need(not ends and not siblings, "ends or siblings left")
    need(node[0] == root, "root")
    return [answers[label] for label in labels]
