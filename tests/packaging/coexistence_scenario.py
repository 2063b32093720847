# SPDX-License-Identifier: Apache-2.0
"""Loads ssl, protobuf and libmodelseal.so in the order given and uses each, then each again.

coexistence_scenario.py LIBRARY MODEL PRIVATE_KEY PUBLIC_KEY NAME NAME NAME
"""

import ctypes
import pathlib
import sys

LIBRARY, MODEL, PRIVATE_KEY, PUBLIC_KEY = sys.argv[1:5]


def load_ssl():
    """A TLS handshake in memory: certificates, ECDSA, AES and SHA of OpenSSL."""
    import ssl

    from cryptography import x509  # a third copy of OpenSSL, linked into a wheel
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.x509.oid import NameOID
    import datetime

    key = serialization.load_pem_private_key(pathlib.Path(PRIVATE_KEY).read_bytes(), None)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name)
        .public_key(key.public_key()).serial_number(1)
        .not_valid_before(datetime.datetime(2020, 1, 1))
        .not_valid_after(datetime.datetime(2100, 1, 1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
        .sign(key, hashes.SHA256())
    )
    certificate_file = pathlib.Path(PRIVATE_KEY).with_suffix(".crt")
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

    def use():
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.load_cert_chain(certificate_file, PRIVATE_KEY)
        client = ssl.create_default_context(cafile=str(certificate_file))
        to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
        ends = [
            client.wrap_bio(to_client, to_server, server_hostname="localhost"),
            server.wrap_bio(to_server, to_client, server_side=True),
        ]
        unfinished = list(ends)
        while unfinished:
            for end in list(unfinished):
                try:
                    end.do_handshake()
                    unfinished.remove(end)
                except ssl.SSLWantReadError:
                    pass
        ends[0].write(b"hello")
        assert ends[1].read() == b"hello"

    return use


def load_protobuf():
    """A message there and back, binary and JSON, in protobuf's C implementation."""
    from google.protobuf import json_format, struct_pb2
    from google.protobuf.internal import api_implementation

    assert api_implementation.Type() == "upb", api_implementation.Type()

    def use():
        message = struct_pb2.Struct()
        message.update({"layers": 12, "name": "model", "nested": {"list": [1, 2, 3]}})
        copy = struct_pb2.Struct.FromString(message.SerializeToString())
        assert json_format.Parse(json_format.MessageToJson(copy), struct_pb2.Struct()) == message

    return use


def load_modelseal():
    """Signs the model and verifies it: JSON, protobuf, ECDSA and SHA of the library."""
    library = ctypes.CDLL(LIBRARY)
    for name in ("modelseal_error_message", "modelseal_error_name"):
        getattr(library, name).restype = ctypes.c_char_p

    def call(function, *arguments):
        error = ctypes.c_void_p()
        if function(*arguments, ctypes.byref(error)) != 0:
            name = library.modelseal_error_name(error).decode()
            message = library.modelseal_error_message(error).decode()
            library.modelseal_error_free(error)
            raise RuntimeError(f"{name}: {message}")

    def text(value):
        return (ctypes.c_char_p(value), ctypes.c_size_t(len(value)))

    def use():
        handles = {name: ctypes.c_void_p() for name in
                   ("signer", "bundle", "builder", "verifier", "result")}
        out = {name: ctypes.byref(handle) for name, handle in handles.items()}
        model = text(MODEL.encode())
        private, public = (text(pathlib.Path(p).read_bytes()) for p in (PRIVATE_KEY, PUBLIC_KEY))
        call(library.modelseal_signer_from_key_pem, *private, *text(b""), out["signer"])
        call(library.modelseal_sign_model, handles["signer"], None, *model, None, out["bundle"])
        call(library.modelseal_verifier_builder_new, out["builder"])
        call(library.modelseal_verifier_builder_set_public_key_pem, handles["builder"], *public)
        call(library.modelseal_verifier_builder_build, handles["builder"], out["verifier"])
        call(library.modelseal_verifier_verify_model, handles["verifier"], *model,
             handles["bundle"], None, out["result"])
        library.modelseal_result_verified_bytes.restype = ctypes.c_uint64
        verified_bytes = library.modelseal_result_verified_bytes(handles["result"])
        expected = sum(p.stat().st_size for p in pathlib.Path(MODEL).rglob("*") if p.is_file())
        assert verified_bytes == expected, (verified_bytes, expected)
        for kind, name in (("result", "result"), ("verifier", "verifier"),
                           ("verifier_builder", "builder"), ("bundle", "bundle"),
                           ("signer", "signer")):
            getattr(library, f"modelseal_{kind}_free")(handles[name])

    return use


def main():
    loaders = {"ssl": load_ssl, "protobuf": load_protobuf, "modelseal": load_modelseal}
    uses = [loaders[name]() for name in sys.argv[5:]]
    for use in uses + uses[::-1]:
        use()
    print("all three worked, twice")


main()
