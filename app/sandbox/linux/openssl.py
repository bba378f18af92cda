"""OpenSSL on a simulated Linux: makes and reads keys, requests and signatures, with keys in files, in its TPM, in its token."""

import re
from collections.abc import Callable, Mapping

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from app.core.recipe import KeyKind
from app.pki.keys import PrivateKey, generate
from app.pki.requests import build_request
from app.sandbox.linux.calls import Call

KeyFinder = Callable[[Call, str], PrivateKey | None]
"""The key that a name stands for, where it is this place's to know."""
_KINDS = {
    "ec_paramgen_curve:P-256": KeyKind.EC_P256,
    "ec_paramgen_curve:P-384": KeyKind.EC_P384,
    "rsa_keygen_bits:2048": KeyKind.RSA_2048,
    "rsa_keygen_bits:3072": KeyKind.RSA_3072,
    "rsa_keygen_bits:4096": KeyKind.RSA_4096,
    "ED25519": KeyKind.ED25519,
}


class OpenSsl:
    """The program; `finders` know keys that are in no file, by how their names begin."""

    def __init__(self, finders: Mapping[str, KeyFinder]) -> None:
        self._finders = finders

    def __call__(self, call: Call) -> int:
        """`openssl COMMAND …`."""
        command, *words = call.words
        options = dict(zip(words, [*words[1:], ""], strict=True))
        match command:
            case "genpkey":
                return self._make(call, options)
            case "pkey":
                return 0 if self._find(call, options.get("-in", "/proc/self/fd/0")) else call.complain("Could not read key")
            case "req":
                return self._request(call, options)
            case "pkeyutl":
                return self._sign(call, options)
        return call.complain(f"Invalid command '{command}'")

    def _make(self, call: Call, options: dict[str, str]) -> int:
        key = generate(_KINDS[options.get("-pkeyopt", options["-algorithm"])])
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        if "-out" in options:
            call.write(options["-out"], pem)
        else:
            call.out(pem)
        return 0

    def _request(self, call: Call, options: dict[str, str]) -> int:
        key = self._find(call, options["-key"])
        name = re.fullmatch(r"/CN=(.+)", options["-subj"])
        if key is None or name is None:
            return call.complain("Could not read private key")
        call.out(build_request(key, name[1]).public_bytes(Encoding.PEM))
        return 0

    def _sign(self, call: Call, options: dict[str, str]) -> int:
        key = self._find(call, options["-inkey"])
        if key is None:
            return call.complain("Could not read private key")
        call.write(options["-out"], signature(key, call.read(options["-in"])))
        return 0

    def _find(self, call: Call, name: str) -> PrivateKey | None:
        for begin, finder in self._finders.items():
            if name.startswith(begin):
                return finder(call, name)
        try:
            key = load_pem_private_key(call.read(name), None)
        except (ValueError, TypeError):
            return None
        return key if isinstance(key, PrivateKey) else None


def signature(key: PrivateKey, data: bytes) -> bytes:
    """As `pkeyutl -rawin -digest sha256` makes it."""
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), SHA256())
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(data)
    return key.sign(data, ec.ECDSA(SHA256()))
