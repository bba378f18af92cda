"""A simulated PKCS#11 token: keys that stay in it and certificates under labels, until it is pulled."""

import hmac
from collections.abc import Collection

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from app.core.chain import Chain
from app.core.device import Port, PortKind
from app.core.errors import CaUnsuitable, HsmAway, LoginRejected
from app.core.recipe import KeyKind
from app.pki.keys import PrivateKey, generate
from app.sandbox.cable import Cable

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class SimulatedToken:
    """One token; what it keeps outlives every session."""

    def __init__(self, serial: str, model: str = "Simulated token", maker: str = "Birthmark", *, pin: str = "") -> None:
        self.serial = serial
        self.model = model
        self.maker = maker
        self._pin = pin
        self._pulled = False
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

    def live(self, cable: Cable) -> None:
        """Be there until it is pulled; always ends with Pulled."""
        self._pulled = False
        try:
            while True:
                cable.take()
        finally:
            self._pulled = True

    def log_in(self, pin: str) -> None:
        """Raises LoginRejected."""
        if not hmac.compare_digest(pin, self._pin):
            raise LoginRejected("The simulated token does not accept the PIN.")

    def hold(self, label: str, key_id: bytes, key: PrivateKey, chain: Chain) -> None:
        """Hold this key and these certificates, as a token that comes from its maker."""
        if isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
            self.keys[label, key_id] = key
        self.certificates[label, key_id] = (chain.leaf,)
        self.certificates[f"{label}-issuer", b""] = chain.issuers

    def get_key(self, label: str, key_id: bytes = b"") -> Key:
        """The key of this label and id; raises HsmAway where there is none."""
        self._require_there()
        if (label, key_id) not in self.keys:
            raise HsmAway(f"The simulated token holds no key {label}.")
        return self.keys[label, key_id]

    def make_key(self, label: str, kind: KeyKind, key_id: bytes = b"") -> Key:
        """A new one; raises CaUnsuitable where the label is taken."""
        self._require_there()
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
        self._require_there()
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

    def _require_there(self) -> None:
        if self._pulled:
            raise HsmAway("The simulated token is not there.")
