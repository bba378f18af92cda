"""A PKCS#11 token at this machine as the device itself: a secure element, a smart card, a software TPM.

Key pair and certificate are under the label in the recipe's URI (`object=`), and under its id (`id=`) where it says one: two keys may have
one label. The issuers are beside them, under that label and `-issuer`.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Protocol
from urllib.parse import unquote_to_bytes

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.hashes import SHA256, SHA384

from app.core.chain import Chain, key_fingerprint
from app.core.device import Identity, Port
from app.core.errors import CaUnsuitable, DeviceGone, DeviceRefused, HsmAway, HsmLocked, LoginRejected, PinRejected, ProofFailed
from app.core.recipe import KeyKind, Recipe
from app.core.waiting import Stop
from app.devices import Device

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Token(Protocol):
    """What the driver needs of an open token; every call raises HsmAway, HsmLocked, PinRejected."""

    def get_key(self, label: str, key_id: bytes = b"") -> Key:
        """The private key of this label (and id, CKA_ID), which signs in the token; raises HsmAway where there is none."""

    def make_key(self, label: str, kind: KeyKind, key_id: bytes = b"") -> Key:
        """A new one that never leaves the token; raises CaUnsuitable where the label (with that id, where there is one) is taken."""

    def replace_key(self, label: str, kind: KeyKind, key_id: bytes = b"") -> Key:
        """Another one under that name; the one before is there until the new one is."""

    def finish_replacing(self, label: str, key_id: bytes = b"") -> bool:
        """Give the new one its name where a power cut came before that; whether there was one."""

    def find_certificates(self, label: str, key_id: bytes = b"") -> tuple[x509.Certificate, ...]:
        """The certificates of this label (and id), in no order."""

    def put_certificate(self, label: str, certificate: x509.Certificate, key_id: bytes = b"") -> None:
        """Store a certificate under the label (and id) of its key; does nothing where it is there."""

    def keep_certificates(self, label: str, kept: Collection[x509.Certificate], key_id: bytes = b"") -> None:
        """Take away every other certificate of that label (and id)."""

    def close(self) -> None:
        """Log out; never raises."""


class HostToken(Device):
    """A session with one token."""

    def __init__(self, token: Token, port: Port, recipe: Recipe, stop: Stop) -> None:
        """`token` is open, logged in to, and closed with the device; `port` tells what it is."""
        self._token = token
        self._port = port
        self._recipe = recipe
        self._stop = stop
        self._label = _attribute(recipe, "object").decode()
        self._id = _attribute(recipe, "id")

    def identify(self) -> Identity:
        """As the token describes itself; the serial number is the chip's, or the label where the token's library tells none."""
        serial = self._port.serial
        return Identity(self._port.product, serial or self._port.label, firmware=self._port.manufacturer, chip=serial)

    def find_chain(self) -> Chain | None:
        """The certificate of the key, and the issuers in the order in which they signed."""
        with self._speaking():
            leaves = self._token.find_certificates(self._label, self._id)
            issuers = list(self._token.find_certificates(f"{self._label}-issuer"))
        if not leaves:
            return None
        chain = [leaves[0] if len(leaves) == 1 else self._newest(leaves)]
        while issuers:
            above = next((issuer for issuer in issuers if _is_issued(chain[-1], issuer)), None)
            if above is None:
                break
            issuers.remove(above)
            chain.append(above)
        return Chain.of(chain)

    def find_request(self, identifier: str) -> x509.CertificateSigningRequest | None:
        """By the key of the label, where it is."""
        key = self._find_key()
        return None if key is None else self._request(key, identifier)

    def make_key(self, identifier: str) -> x509.CertificateSigningRequest:
        """In the token, unless it is there, perhaps still without the name of the one that it was to replace."""
        key = self._find_key()
        if key is None:
            with self._speaking():
                if self._token.finish_replacing(self._label, self._id):
                    key = self._token.get_key(self._label, self._id)
                else:
                    key = self._token.make_key(self._label, self._recipe.key.kind, self._id)
        return self._request(key, identifier)

    def replace_key(self, identifier: str) -> x509.CertificateSigningRequest:
        """Another key under the same label; the certificate of the one before stays until the new one's is there."""
        with self._speaking():
            key = self._token.replace_key(self._label, self._recipe.key.kind, self._id)
        return self._request(key, identifier)

    def import_key(self, key: CertificateIssuerPrivateKeyTypes) -> None:
        """A token takes no key from outside; a recipe that asks for it is refused when it is loaded."""
        del key
        raise DeviceRefused("The token takes no key from outside: it makes its own.")

    def write_chain(self, chain: Chain) -> None:
        """Certificate and issuers, each only where it is not there; those of before go once the new ones are there."""
        issuers = f"{self._label}-issuer"
        with self._speaking():
            for issuer in chain.issuers:
                self._token.put_certificate(issuers, issuer)
            self._token.put_certificate(self._label, chain.leaf, self._id)
            self._token.keep_certificates(self._label, {chain.leaf}, self._id)
            self._token.keep_certificates(issuers, chain.issuers)

    def read_chain(self) -> Chain:
        """From the token's objects; raises ProofFailed where there is none, or its key is another."""
        chain, key = self.find_chain(), self._find_key()
        if chain is None or key is None:
            raise ProofFailed("The token does not keep its key and its certificate.")
        if key_fingerprint(chain.leaf.public_key()) != key_fingerprint(key.public_key()):
            raise ProofFailed("The certificate in the token is not one for its key.")
        return chain

    def sign(self, challenge: bytes) -> bytes:
        """By the key of the label."""
        key = self._find_key()
        if key is None:
            raise ProofFailed("The token does not keep its key.")
        with self._speaking():
            if isinstance(key, rsa.RSAPrivateKey):
                return key.sign(challenge, padding.PKCS1v15(), SHA256())
            return key.sign(challenge, ec.ECDSA(SHA256()))

    def lock(self) -> None:
        """There is nothing to lock for good; a recipe that asks for it is refused when it is loaded."""
        raise DeviceRefused("A token cannot be locked by the station.")

    def close(self) -> None:
        """Log out."""
        self._token.close()

    def _find_key(self) -> Key | None:
        with self._speaking():
            # Asked first, because a token that is gone says the same of a key as one that has none.
            self._token.find_certificates(self._label, self._id)
            try:
                return self._token.get_key(self._label, self._id)
            except HsmAway:
                self._token.find_certificates(self._label, self._id)
                return None

    def _newest(self, leaves: Collection[x509.Certificate]) -> x509.Certificate:
        """Of several, as a power cut leaves them while one is replaced, the last one made for the key."""
        key = self._find_key()
        ours = [] if key is None else [leaf for leaf in leaves if leaf.public_key() == key.public_key()]
        if not ours:
            raise DeviceRefused(f"The token holds {len(leaves)} certificates under the label “{self._label}”, and none is for its key.")
        return max(ours, key=lambda leaf: leaf.not_valid_before_utc)

    def _request(self, key: Key, identifier: str) -> x509.CertificateSigningRequest:
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, identifier)])
        digest = SHA384() if key.key_size == _P384 else SHA256()
        with self._speaking():
            return x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, digest)

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """What happens to a token, in the words for a device."""
        self._stop.check()
        try:
            yield
        except HsmAway as error:
            raise DeviceGone(f"The token is gone: {error.message}") from error
        except (HsmLocked, PinRejected) as error:
            raise LoginRejected(error.message, advice=error.advice) from error
        except CaUnsuitable as error:
            raise DeviceRefused(error.message) from error


def _is_issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether it is signed by that issuer: a CA that got another key keeps its name."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _attribute(recipe: Recipe, name: str) -> bytes:
    """What the recipe's URI says of the key (RFC 7512: bytes are percent-encoded), or nothing."""
    found = re.search(rf"[:;]{name}=([^;?]+)", recipe.key.uri)
    return unquote_to_bytes(found[1]) if found else b""


_P384 = 384
