"""The canary: a secret in every shape it could be written in, looked for wherever a program could have left it."""

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

_LEAST = 8
"""Bytes: anything shorter is found by chance."""


def secrets_of(key: object) -> Iterator[bytes]:
    """What nobody but the key's holder may know: its numbers, and the forms in which a key is stored."""
    match key:
        case ec.EllipticCurvePrivateKey():
            yield key.private_numbers().private_value.to_bytes((key.key_size + 7) // 8, "big")
        case rsa.RSAPrivateKey():
            numbers = key.private_numbers()
            for number in (numbers.p, numbers.q, numbers.d, numbers.dmp1, numbers.dmq1):
                yield number.to_bytes((number.bit_length() + 7) // 8, "big")
        case ed25519.Ed25519PrivateKey():
            yield key.private_bytes_raw()
        case _:
            raise TypeError(key)
    yield key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def shapes(secret: bytes) -> Iterator[bytes]:
    """The secret as it is, reversed, in hex, in decimal, in base64 at any place in a longer text, and as UTF-16."""
    yield secret
    yield secret[::-1]
    yield secret.hex().encode()
    yield secret.hex().upper().encode()
    yield ":".join(f"{byte:02x}" for byte in secret).encode()
    yield str(int.from_bytes(secret, "big")).encode()
    for shift in range(3):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            # The characters at either end depend on what stands beside the secret.
            yield encode(bytes(shift) + secret)[4 if shift else 0 : -4]
    if secret.isascii():
        yield secret.decode().encode("utf-16-le")


def find_secret(secrets: Iterable[bytes], folders: Iterable[Path], texts: Iterable[str] = ()) -> list[str]:
    """Where any of the secrets is; empty: nowhere."""
    wanted = {shape for secret in secrets for shape in shapes(secret) if len(shape) >= _LEAST}
    assert wanted
    places = [(str(file), file.read_bytes()) for folder in folders for file in folder.rglob("*") if file.is_file()]
    places += [("what was said", text.encode()) for text in texts]
    # A PEM file breaks base64 into lines.
    return [place for place, content in places if any(shape in content or shape in content.replace(b"\n", b"") for shape in wanted)]
