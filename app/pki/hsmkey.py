"""Private keys that stay in a PKCS#11 token, as cryptography's own kinds of private key, so that its builders sign with them.

This is the way the pyca maintainers advise (pyca/cryptography issue 11616). Only the hash goes to the token: SoftHSM 2.6 has no
CKM_ECDSA_SHA256, and CKM_ECDSA and CKM_RSA_PKCS are in every token.
"""

import hashlib
from dataclasses import dataclass
from typing import Any, NoReturn, Protocol, Self

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import NoDigestInfo, Prehashed, encode_dss_signature
from cryptography.utils import Buffer
from pkcs11 import Mechanism

from app.core.recipe import shown

_DIGEST_INFO = {
    32: bytes.fromhex("3031300d060960864801650304020105000420"),
    48: bytes.fromhex("3041300d060960864801650304020205000430"),
    64: bytes.fromhex("3051300d060960864801650304020305000440"),
}
"""The DER in front of a SHA-256, SHA-384 or SHA-512 hash (RFC 8017, 9.2, note 1), by the hash's octets."""

_HASHES = (hashes.SHA256, hashes.SHA384, hashes.SHA512)


@dataclass(frozen=True, slots=True)
class KeyName:
    """What a key is called in its token: by label, by id (CKA_ID), or both."""

    label: str
    id: bytes = b""

    def __str__(self) -> str:
        return shown(self.label) if self.label else f"with id {self.id.hex()}"


class Signer(Protocol):
    """The token that holds the key."""

    def sign_raw(self, name: KeyName, mechanism: Mechanism, data: bytes) -> bytes:
        """The token's signature with this private key; raises HsmAway, HsmLocked."""


class _InHsm:
    """What every key in a token refuses: to be taken out of it, or used for anything but signing."""

    _signer: Signer
    _name: KeyName

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._name}>"

    def _stays(self) -> NoReturn:
        raise TypeError(f"The private key {self._name} is in the HSM and never leaves it.")

    def private_numbers(self) -> NoReturn:
        """Refuse: raises TypeError."""
        self._stays()

    def private_bytes(self, encoding: object, format: object, encryption_algorithm: object) -> NoReturn:  # noqa: A002, ARG002 - cryptography's names
        """Refuse: raises TypeError."""
        self._stays()

    def __reduce__(self) -> NoReturn:
        self._stays()

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[Any, Any]) -> Self:
        return self


class HsmEcKey(_InHsm, ec.EllipticCurvePrivateKey):
    """An EC key in a token."""

    def __init__(self, signer: Signer, name: KeyName, public_key: ec.EllipticCurvePublicKey) -> None:
        self._signer = signer
        self._name = name
        self._public_key = public_key

    def public_key(self) -> ec.EllipticCurvePublicKey:
        """The public half."""
        return self._public_key

    @property
    def curve(self) -> ec.EllipticCurve:
        """The curve."""
        return self._public_key.curve

    @property
    def key_size(self) -> int:
        """Bits of the curve."""
        return self._public_key.key_size

    def sign(self, data: Buffer, signature_algorithm: ec.EllipticCurveSignatureAlgorithm) -> bytes:
        """The ECDSA signature in DER; raises HsmAway, HsmLocked, and UnsupportedAlgorithm for anything but ECDSA with SHA-2."""
        if not isinstance(signature_algorithm, ec.ECDSA) or signature_algorithm.deterministic_signing:
            raise UnsupportedAlgorithm("A key in the HSM signs with randomized ECDSA only.")
        # ECDSA takes the hash's leftmost bits, as many as the curve has (FIPS 186-5, 6.4.1); some tokens refuse more.
        digest = _hashed(data, signature_algorithm.algorithm)[: (self.key_size + 7) // 8]
        raw = self._signer.sign_raw(self._name, Mechanism.ECDSA, digest)
        middle = len(raw) // 2
        return encode_dss_signature(int.from_bytes(raw[:middle], "big"), int.from_bytes(raw[middle:], "big"))

    def exchange(self, algorithm: ec.ECDH, peer_public_key: ec.EllipticCurvePublicKey) -> bytes:  # noqa: ARG002 - cryptography's door
        """Refuse: raises TypeError."""
        raise TypeError(f"The private key {self._name} in the HSM only signs.")


class HsmRsaKey(_InHsm, rsa.RSAPrivateKey):
    """An RSA key in a token."""

    def __init__(self, signer: Signer, name: KeyName, public_key: rsa.RSAPublicKey) -> None:
        self._signer = signer
        self._name = name
        self._public_key = public_key

    def public_key(self) -> rsa.RSAPublicKey:
        """The public half."""
        return self._public_key

    @property
    def key_size(self) -> int:
        """Bits of the modulus."""
        return self._public_key.key_size

    def sign(self, data: Buffer, padding: padding.AsymmetricPadding, algorithm: Prehashed | hashes.HashAlgorithm | NoDigestInfo) -> bytes:
        """The PKCS#1 v1.5 signature; raises HsmAway, HsmLocked, and UnsupportedAlgorithm for other paddings and for hashes but SHA-2."""
        if padding.name != "EMSA-PKCS1-v1_5" or isinstance(algorithm, NoDigestInfo):
            raise UnsupportedAlgorithm("An RSA key in the HSM signs with PKCS#1 v1.5 only.")
        digest = _hashed(data, algorithm)
        return self._signer.sign_raw(self._name, Mechanism.RSA_PKCS, _DIGEST_INFO[len(digest)] + digest)

    def decrypt(self, ciphertext: bytes, padding: padding.AsymmetricPadding) -> bytes:  # noqa: ARG002 - cryptography's door
        """Refuse: raises TypeError."""
        raise TypeError(f"The private key {self._name} in the HSM only signs.")


class HsmEd25519Key(_InHsm, ed25519.Ed25519PrivateKey):
    """An Ed25519 key in a token."""

    def __init__(self, signer: Signer, name: KeyName, public_key: ed25519.Ed25519PublicKey) -> None:
        self._signer = signer
        self._name = name
        self._public_key = public_key

    def public_key(self) -> ed25519.Ed25519PublicKey:
        """The public half."""
        return self._public_key

    def sign(self, data: Buffer) -> bytes:
        """The signature over the whole message (RFC 8032: nobody hashes it before); raises HsmAway, HsmLocked."""
        return self._signer.sign_raw(self._name, Mechanism.EDDSA, bytes(data))

    def private_bytes_raw(self) -> NoReturn:
        """Refuse: raises TypeError."""
        self._stays()


def _hashed(data: Buffer, algorithm: Prehashed | hashes.HashAlgorithm) -> bytes:
    if isinstance(algorithm, Prehashed):
        if algorithm.digest_size not in _DIGEST_INFO or len(bytes(data)) != algorithm.digest_size:
            raise UnsupportedAlgorithm("A key in the HSM signs SHA-256, SHA-384 and SHA-512 hashes only.")
        return bytes(data)
    if not isinstance(algorithm, _HASHES):
        raise UnsupportedAlgorithm(f"A key in the HSM does not sign with {algorithm.name}.")
    return hashlib.new(algorithm.name, data).digest()
