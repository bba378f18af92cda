"""A simulated PKCS#11 token: keys that stay in it and certificates under labels, until it is pulled."""

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
        self.keys: dict[str, Key] = {}
        self.certificates: dict[str, tuple[x509.Certificate, ...]] = {}

    def get_key(self, label: str) -> Key:
        """The key of this label; raises HsmAway where there is none."""
        if label not in self.keys:
            raise HsmAway(f"The simulated token holds no key {label}.")
        return self.keys[label]

    def make_key(self, label: str, kind: KeyKind) -> Key:
        """A new one; raises CaUnsuitable where the label is taken."""
        if label in self.keys:
            raise CaUnsuitable(f"The simulated token already holds something called {label}.")
        made = generate(kind)
        if not isinstance(made, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
            raise CaUnsuitable(f"The simulated token makes no key of the kind {kind}.")
        self.keys[label] = made
        return made

    def find_certificates(self, label: str) -> tuple[x509.Certificate, ...]:
        """The certificates of this label."""
        return self.certificates.get(label, ())

    def put_certificate(self, label: str, certificate: x509.Certificate) -> None:
        """Store a certificate; does nothing where it is there."""
        if certificate not in self.find_certificates(label):
            self.certificates[label] = (*self.find_certificates(label), certificate)

    def close(self) -> None:
        """Nothing is open."""
