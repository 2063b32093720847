# SPDX-License-Identifier: Apache-2.0
"""Labels of datasets and their proofs in plain integers, slowly: suite 1 from RFC 9381 (and RFC
6979 for its nonces), the bulk suite and proofs of many labels from docs/dataset-bulk-suite.md.
Nothing here takes constant time; it is for tests alone."""

import hashlib
import hmac

# SP 800-186, section 3.2.1.3.
P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff
Q = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551
B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b
G = (0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296,
     0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5)
INFINITY = None
ECVRF, BULK = 1, 2


class Refused(Exception):
    """A proof, point or scalar that does not hold."""


def require(holds, what):
    if not holds:
        raise Refused(what)


# The group.

def add(a, b):
    if a is INFINITY or b is INFINITY:
        return a if b is INFINITY else b
    (ax, ay), (bx, by) = a, b
    if ax == bx and (ay + by) % P == 0:
        return INFINITY
    slope = ((3 * ax * ax - 3) * pow(2 * ay, -1, P) if a == b else
             (by - ay) * pow(bx - ax, -1, P)) % P
    x = (slope * slope - ax - bx) % P
    return x, (slope * (ax - x) - ay) % P


def mul(scalar, point):
    scalar %= Q
    result = INFINITY
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def negative(point):
    return INFINITY if point is INFINITY else (point[0], -point[1] % P)


def sub(a, b):
    return add(a, negative(b))


def pt(point):
    require(point is not INFINITY, "infinity")
    return bytes([2 + (point[1] & 1)]) + point[0].to_bytes(32, "big")


def decode_point(data):
    require(len(data) == 33 and data[0] in (2, 3), "no compressed point")
    x = int.from_bytes(data[1:], "big")
    require(x < P, "x is not below p")
    square = (x * x * x - 3 * x + B) % P
    y = pow(square, (P + 1) // 4, P)
    require(y * y % P == square, "not on the curve")
    return x, (y if y & 1 == data[0] & 1 else -y % P)


def sc(scalar):
    return scalar.to_bytes(32, "big")


def decode_scalar(data):
    require(len(data) == 32, "no scalar")
    scalar = int.from_bytes(data, "big")
    require(scalar < Q, "not below q")
    return scalar


def sha256(data):
    return hashlib.sha256(data).digest()


def mac(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


def integer(data):
    return int.from_bytes(data, "big")


# RFC 9381, suite 0x01. The sections are named beside.

def encode_to_curve(public_key, alpha):  # 5.4.1.1
    for counter in range(256):
        digest = sha256(b"\x01\x01" + pt(public_key) + alpha + bytes([counter]) + b"\x00")
        try:
            return decode_point(b"\x02" + digest)
        except Refused:
            continue
    raise Refused("no point")


def rfc6979_nonce(secret, message):  # RFC 6979, 3.2
    h1 = sc(integer(sha256(message)) % Q)  # bits2octets: one subtraction at most
    value, key = b"\x01" * 32, b"\x00" * 32
    for separator in (b"\x00", b"\x01"):
        key = mac(key, value + separator + sc(secret) + h1)
        value = mac(key, value)
    while True:
        value = mac(key, value)
        candidate = integer(value)
        if 1 <= candidate < Q:
            return candidate
        key = mac(key, value + b"\x00")
        value = mac(key, value)


def ecvrf_challenge(points):  # 5.4.3
    return sha256(b"\x01\x02" + b"".join(map(pt, points)) + b"\x00")[:16]


def ecvrf_label(gamma):  # 5.2
    return sha256(b"\x01\x03" + pt(gamma) + b"\x00")


def ecvrf_prove(secret, alpha):  # 5.1
    public_key = mul(secret, G)
    h = encode_to_curve(public_key, alpha)
    gamma = mul(secret, h)
    k = rfc6979_nonce(secret, pt(h))
    c = ecvrf_challenge([public_key, h, gamma, mul(k, G), mul(k, h)])
    return pt(gamma) + c + sc((k + integer(c) * secret) % Q)


def ecvrf_verify(public_key, alpha, proof):  # 5.3
    gamma, c, s = split_proof(proof)
    h = encode_to_curve(public_key, alpha)
    u = sub(mul(s, G), mul(integer(c), public_key))
    v = sub(mul(s, h), mul(integer(c), gamma))
    require(ecvrf_challenge([public_key, h, gamma, u, v]) == c, "challenge")
    return ecvrf_label(gamma)


# docs/dataset-bulk-suite.md. The headings are named beside.

def tagged(tag, message):  # Hashes
    return sha256(bytes([len(tag)]) + tag + message)


def u32(number):
    return number.to_bytes(4, "big")


def record_input(context, digest):  # Input of a record
    return u32(len(context)) + context + digest


def input_scalar(public_key, data):  # The bulk suite: scalar
    halves = [tagged(b"modelseal dataset bulk v1 hash", pt(public_key) + bytes([j]) + data)
              for j in (0, 1)]
    return integer(halves[0] + halves[1][:16]) % Q


def bulk_point(secret, h):
    require((secret + h) % Q != 0, "no label")
    return mul(pow(secret + h, -1, Q), G)


def bulk_label(point):
    return tagged(b"modelseal dataset bulk v1 label", pt(point))


def nonce(secret, suite, tag, statement):  # Nonces
    key = derived_key(secret, suite, b"nonce")
    parts = [mac(key, tag + bytes([j]) + statement) for j in (0, 1)]
    return integer(parts[0] + parts[1][:16]) % Q


def derived_key(secret, suite, purpose):  # Derived keys
    return mac(sc(secret), b"modelseal dataset key v1 " + purpose + bytes([suite]))


def bulk_challenge(public_key, h, y, u, v):
    return tagged(b"modelseal dataset bulk v1 challenge",
                  pt(public_key) + sc(h) + pt(y) + pt(u) + pt(v))[:16]


def bulk_prove(secret, data):
    public_key = mul(secret, G)
    h = input_scalar(public_key, data)
    y = bulk_point(secret, h)
    k = nonce(secret, BULK, b"modelseal dataset bulk v1 nonce", pt(public_key) + sc(h) + pt(y))
    c = bulk_challenge(public_key, h, y, mul(k, G), mul(k, y))
    return pt(y) + c + sc((k + integer(c) * secret) % Q)


def bulk_verify(public_key, data, proof):
    y, c, s = split_proof(proof)
    h = input_scalar(public_key, data)
    # As the claim stands, where the document has it in another order.
    image = sub(G, mul(h, y))
    u = sub(mul(s, G), mul(integer(c), public_key))
    v = sub(mul(s, y), mul(integer(c), image))
    require(bulk_challenge(public_key, h, y, u, v) == c, "challenge")
    return bulk_label(y)


def split_proof(proof):
    require(len(proof) == 81, "length")
    return decode_point(proof[:33]), proof[33:49], decode_scalar(proof[49:])


# Both suites.

def prove(suite, secret, data):
    return (ecvrf_prove if suite == ECVRF else bulk_prove)(secret, data)


def verify(suite, public_key, data, proof):
    return (ecvrf_verify if suite == ECVRF else bulk_verify)(public_key, data, proof)


def label_point(suite, secret, data):
    public_key = mul(secret, G)
    if suite == ECVRF:
        return mul(secret, encode_to_curve(public_key, data))
    return bulk_point(secret, input_scalar(public_key, data))


def point_label(suite, point):
    return ecvrf_label(point) if suite == ECVRF else bulk_label(point)


def label(suite, secret, data):
    return point_label(suite, label_point(suite, secret, data))


class Batch:  # Many labels, one proof
    def __init__(self, suite, public_key, inputs, points):
        images = []
        claims = []
        for data, point in zip(inputs, points, strict=True):
            if suite == ECVRF:
                base = encode_to_curve(public_key, data)
                images.append(pt(base))
                claims.append((base, point))
            else:
                h = input_scalar(public_key, data)
                images.append(sc(h))
                claims.append((point, sub(G, mul(h, point))))
        self.transcript = tagged(
            b"modelseal dataset batch v1 transcript",
            bytes([suite]) + pt(public_key) + u32(len(inputs)) +
            b"".join(image + pt(point) for image, point in zip(images, points, strict=True)))
        self.base = self.image = INFINITY
        for index, (base, image) in enumerate(claims):
            weight = integer(tagged(b"modelseal dataset batch v1 weight",
                                    self.transcript + u32(index))[:16])
            self.base = add(self.base, mul(weight, base))
            self.image = add(self.image, mul(weight, image))

    def challenge(self, u, v):
        return tagged(b"modelseal dataset batch v1 challenge", self.transcript + pt(u) + pt(v))[:16]


def prove_batch(suite, secret, inputs):
    points = [label_point(suite, secret, data) for data in inputs]
    batch = Batch(suite, mul(secret, G), inputs, points)
    k = nonce(secret, suite, b"modelseal dataset batch v1 nonce", batch.transcript)
    c = batch.challenge(mul(k, G), mul(k, batch.base))
    return b"".join(map(pt, points)) + c + sc((k + integer(c) * secret) % Q)


def verify_batch(suite, public_key, inputs, proof):
    require(1 <= len(inputs) <= 65536 and len(proof) == 33 * len(inputs) + 48, "length")
    points = [decode_point(proof[33 * i:33 * i + 33]) for i in range(len(inputs))]
    c, s = proof[-48:-32], decode_scalar(proof[-32:])
    batch = Batch(suite, public_key, inputs, points)
    u = sub(mul(s, G), mul(integer(c), public_key))
    v = sub(mul(s, batch.base), mul(integer(c), batch.image))
    require(batch.challenge(u, v) == c, "challenge")
    return [point_label(suite, point) for point in points]


def key_file_content(suite, secret):  # Key files
    return b"msealvrf" + bytes([1, 1, suite]) + sc(secret) + pt(mul(secret, G))
