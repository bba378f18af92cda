"""A simulated PKCS#11 token: keys that stay in it and certificates under labels, until it is pulled."""

from collections.abc import Collection

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from app.core.device import Port, PortKind
from app.core.errors import CaUnsuitable, HsmAway
from app.core.recipe import KeyKind
from app.pki.keys import generate

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class SimulatedToken:
    """One token; what it keeps outlives every session."""

    def __init__(self, serial: str, model: str = "Simulated token", maker: str = "Birthmark") -> None:
        self.port = Port(
            PortKind.TOKEN,
            address=f"simulated:{serial}",
            socket=f"token-{serial}",
            serial=serial,
            product=model,
            manufacturer=maker,
            label=f"birthmark-unit-{serial}",
        )
        self.keys: dict[tuple[str, bytes], Key] = {}
        self.certificates: dict[tuple[str, bytes], tuple[x509.Certificate, ...]] = {}

    def get_key(self, label: str, key_id: bytes = b"") -> Key:
        """The key of this label and id; raises HsmAway where there is none."""
        if (label, key_id) not in self.keys:
            raise HsmAway(f"The simulated token holds no key {label}.")
        return self.keys[label, key_id]

    def make_key(self, label: str, kind: KeyKind, key_id: bytes = b"") -> Key:
        """A new one; raises CaUnsuitable where the label is taken."""
        if (label, key_id) in self.keys:
            raise CaUnsuitable(f"The simulated token already holds something called {label}.")
        made = generate(kind)
        if not isinstance(made, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
            raise CaUnsuitable(f"The simulated token makes no key of the kind {kind}.")
        self.keys[label, key_id] = made
        return made

    def replace_key(self, label: str, kind: KeyKind, key_id: bytes = b"") -> Key:
        """Another one in the place of the one that is there."""
        self.keys.pop((label, key_id), None)
        return self.make_key(label, kind, key_id)

    def finish_replacing(self, label: str, key_id: bytes = b"") -> bool:
        """Its power is never cut in the middle of that."""
        del label, key_id
        return False

    def find_certificates(self, label: str, key_id: bytes = b"") -> tuple[x509.Certificate, ...]:
        """The certificates of this label and id."""
        return self.certificates.get((label, key_id), ())

    def put_certificate(self, label: str, certificate: x509.Certificate, key_id: bytes = b"") -> None:
        """Store a certificate; does nothing where it is there."""
        found = self.find_certificates(label, key_id)
        if certificate not in found:
            self.certificates[label, key_id] = (*found, certificate)

    def keep_certificates(self, label: str, kept: Collection[x509.Certificate], key_id: bytes = b"") -> None:
        """Take away every other certificate of that label and id."""
        found = self.find_certificates(label, key_id)
        self.certificates[label, key_id] = tuple(certificate for certificate in found if certificate in kept)

    def close(self) -> None:
        """Nothing is open."""
