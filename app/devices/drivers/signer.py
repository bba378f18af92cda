"""A key that stays in a device and signs there, as cryptography's own kind of private key, so that its builders sign with it."""

from collections.abc import Callable
from typing import NoReturn

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.utils import Buffer


class DeviceKey(ec.EllipticCurvePrivateKey):
    """An EC key in a device; `sign` asks the device for an ECDSA signature in DER over the data, with SHA-256."""

    def __init__(self, public_key: ec.EllipticCurvePublicKey, sign: Callable[[bytes], bytes]) -> None:
        self._public_key = public_key
        self._sign = sign

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
        """The device's signature; raises DeviceError, and UnsupportedAlgorithm for anything but ECDSA with SHA-256."""
        if not isinstance(signature_algorithm, ec.ECDSA) or not isinstance(signature_algorithm.algorithm, hashes.SHA256):
            raise UnsupportedAlgorithm("A key in a device signs with SHA-256 only.")
        return self._sign(bytes(data))

    def exchange(self, algorithm: ec.ECDH, peer_public_key: ec.EllipticCurvePublicKey) -> NoReturn:  # noqa: ARG002 - cryptography's door
        """Refuse: raises TypeError."""
        self._stays()

    def private_numbers(self) -> NoReturn:
        """Refuse: raises TypeError."""
        self._stays()

    def private_bytes(self, encoding: object, format: object, encryption_algorithm: object) -> NoReturn:  # noqa: A002, ARG002 - cryptography's names
        """Refuse: raises TypeError."""
        self._stays()

    def __copy__(self) -> "DeviceKey":
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> "DeviceKey":
        return self

    @staticmethod
    def _stays() -> NoReturn:
        raise TypeError("The private key is in the device, never leaves it, and only signs.")


def request_by(key: DeviceKey, identifier: str) -> x509.CertificateSigningRequest:
    """A request with CN = identifier and nothing else, signed by the device."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, identifier)])
    return x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, hashes.SHA256())
