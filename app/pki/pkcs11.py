"""The CA's key in a PKCS#11 token: a hardware security module, a smart card, or SoftHSM."""

from collections.abc import Collection
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, PublicKey
from pkcs11 import PrivateKey as PrivateHalf
from pkcs11.util.ec import encode_ec_public_key
from pkcs11.util.x509 import decode_x509_certificate
from pydantic import SecretStr

from app.core.errors import CaUnsuitable, HsmAway
from app.core.recipe import KeyKind, shown
from app.pki.hsmimport import objects_of
from app.pki.hsmkey import HsmEcKey, HsmEd25519Key, HsmRsaKey, KeyName
from app.pki.hsmmaking import make_pair, options_of
from app.pki.module import TokenInfo, get_module, list_tokens
from app.pki.session import Secret, Session, Which

__all__ = ["Token", "TokenInfo", "list_tokens"]

HsmKey = HsmEcKey | HsmRsaKey

_COMING = "-next"
"""Behind the label of a key that is about to take the place of another."""
_ED25519 = bytes.fromhex("06032b6570")
"""The curve as EC_PARAMS: id-Ed25519 (RFC 8410), in DER."""


class Token:
    """One session with one token; any number of threads may use it and its keys, one at a time is served."""

    def __init__(self, session: Session) -> None:
        """Use `Token.open`."""
        self._session = session
        self._handles: dict[KeyName, Any] = {}
        session.on_new = self._handles.clear

    @classmethod
    def open(
        cls,
        module: Path,
        label: str,
        pin: SecretStr | None,
        *,
        serial: str = "",
        writable: bool = False,
        again: Secret | None = None,
    ) -> Self:
        """Open a session and log in with `pin`, tried once; without a PIN the token stays locked until `unlock`.

        The token is named by its label, its serial number, or both. `writable` is for making keys and storing certificates. `again` tells
        the PIN once more when the token went away and came back; without it, it stays away until `unlock`. A token can be logged in to once
        in a process. Raises HsmAway (no module, no token, in use already), PinRejected.
        """
        session = Session(get_module(module), Which(label, serial), writable=writable, again=again)
        session.connect(pin)
        return cls(session)

    def unlock(self, pin: SecretStr) -> None:
        """Log in, anew if need be: also after the token was away; raises HsmAway, PinRejected. The PIN is tried once."""
        self._session.connect(pin)

    def close(self) -> None:
        """Log out and end the session; never raises. Its keys answer HsmLocked from now on."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # ---- keys ---------------------------------------------------------------------------------------------------

    def get_key(self, label: str, key_id: bytes = b"") -> HsmKey:
        """The private key of this label, of this id (CKA_ID), or of both; it signs once the token is unlocked.

        Raises HsmAway where there is none, or no public key or certificate of the same name beside it; CaUnsuitable for a kind of key that
        cannot be a CA's.
        """
        name = KeyName(label, key_id)
        with self._speaking() as session:
            public_key = self._find_public_key(session, name)
            if public_key is None:
                raise HsmAway(f"{self._who} holds no public key or certificate {name}.", advice="Check the key's name in the settings.")
            if self._session.logged_in:
                self._handle(session, name)
        if isinstance(public_key, ec.EllipticCurvePublicKey):
            return HsmEcKey(self, name, public_key)
        return HsmRsaKey(self, name, public_key)

    def make_key(self, label: str, kind: KeyKind, key_id: bytes = b"") -> HsmKey:
        """Make a key that can only sign and never leave the token, with that id, else one of its own.

        Raises CaUnsuitable where the label (with that id, where one is given) is taken, HsmAway, HsmLocked.
        """
        with self._speaking() as session:
            self._require_login()
            if list(session.get_objects(_wanted(KeyName(label, key_id)))):
                raise CaUnsuitable(f"{self._who} already holds something called {shown(label)}.", advice="Choose another name for the key.")
            make_pair(session, self._session.maker, kind, label, key_id)
        return self.get_key(label, key_id)

    def replace_key(self, label: str, kind: KeyKind, key_id: bytes = b"") -> HsmKey:
        """Make another key, then take the one of that name away and give its name to the new one; raises HsmAway, HsmLocked.

        Certificates stay. What goes wrong before the new key is there leaves the old one as it was; for after that see `finish_replacing`.
        """
        coming = f"{label}{_COMING}"
        with self._speaking() as session:
            self._require_login()
            self._handles.clear()
            for left_over in _keys(session, KeyName(coming)):
                left_over.destroy()
            make_pair(session, self._session.maker, kind, coming, key_id)
            for old in _keys(session, KeyName(label, key_id)):
                old.destroy()
        self.finish_replacing(label, key_id)
        return self.get_key(label, key_id)

    def finish_replacing(self, label: str, key_id: bytes = b"") -> bool:
        """Give the key that was to take the place of another, which is gone, its name; whether there was one. Raises HsmAway, HsmLocked."""
        with self._speaking() as session:
            self._require_login()
            coming = _keys(session, KeyName(f"{label}{_COMING}", key_id))
            for new in coming:
                new[Attribute.LABEL] = label
            return bool(coming)

    def find_ed25519(self, label: str) -> HsmEd25519Key | None:
        """The station's kind of key, which signs no certificates; raises HsmAway, and CaUnsuitable where that name is another kind's."""
        name = KeyName(label)
        with self._speaking() as session:
            found = list(session.get_objects({Attribute.CLASS: ObjectClass.PUBLIC_KEY, Attribute.LABEL: label}))
            if not found:
                return None
            if len(found) > 1 or found[0].key_type != KeyType.EC_EDWARDS:
                raise CaUnsuitable(f"The key {name} in {self._who} is not one Ed25519 key.", advice="Choose another name for the key.")
            self._handle(session, name)
            # The point is an OCTET STRING in DER; some tokens leave its two octets of tag and length out.
            return HsmEd25519Key(self, name, ed25519.Ed25519PublicKey.from_public_bytes(bytes(found[0][Attribute.EC_POINT])[-32:]))

    def make_ed25519(self, label: str) -> HsmEd25519Key:
        """Make one that can only sign and never leave the token; raises HsmAway (also where it makes none), HsmLocked, CaUnsuitable."""
        with self._speaking() as session:
            self._require_login()
            curve = session.create_domain_parameters(KeyType.EC_EDWARDS, {Attribute.EC_PARAMS: _ED25519}, local=True)
            curve.generate_keypair(mechanism=Mechanism.EC_EDWARDS_KEY_PAIR_GEN, **options_of(label))
        made = self.find_ed25519(label)
        if made is None:
            raise HsmAway(f"{self._who} did not keep the key {shown(label)} that it made.")
        return made

    def import_key(self, label: str, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> HsmKey:
        """Put a key that was made elsewhere into the token, where it can only sign from now on; raises as `make_key`.

        Some tokens take no keys at all: HsmAway.
        """
        private, public = objects_of(key, label)
        with self._speaking() as session:
            self._require_login()
            if list(session.get_objects({Attribute.LABEL: label})):
                raise CaUnsuitable(f"{self._who} already holds something called {shown(label)}.", advice="Choose another name for the key.")
            session.create_object(private)
            session.create_object(public)
        return self.get_key(label)

    def destroy_key(self, label: str) -> None:
        """Take away a key that was made or put in just now and is not used: whatever has this label. Raises HsmAway, HsmLocked."""
        with self._speaking() as session:
            self._require_login()
            self._handles.clear()
            for each in list(session.get_objects({Attribute.LABEL: label})):
                each.destroy()

    def sign_raw(self, name: KeyName, mechanism: Mechanism, data: bytes) -> bytes:
        """What the token makes of `data` with this private key; raises HsmAway, HsmLocked, PinRejected."""
        with self._speaking() as session:
            return bytes(self._handle(session, name).sign(data, mechanism=mechanism))

    # ---- certificates -------------------------------------------------------------------------------------------

    def find_certificates(self, label: str, key_id: bytes = b"") -> tuple[x509.Certificate, ...]:
        """The certificates stored under this label (and id), perhaps none."""
        with self._speaking() as session:
            return self._certificates(session, KeyName(label, key_id))

    def put_certificate(self, label: str, certificate: x509.Certificate, key_id: bytes = b"") -> None:
        """Store a certificate under the label (and id) of its key; does nothing where it is there. Raises HsmAway, HsmLocked."""
        with self._speaking() as session:
            self._require_login()
            name = KeyName(label, key_id)
            if certificate in self._certificates(session, name):
                return
            attributes = decode_x509_certificate(certificate.public_bytes(serialization.Encoding.DER))
            keys = list(session.get_objects({Attribute.CLASS: ObjectClass.PUBLIC_KEY, **_wanted(name)}))
            if keys:
                attributes[Attribute.ID] = keys[0][Attribute.ID]
            session.create_object({**attributes, Attribute.TOKEN: True, Attribute.PRIVATE: False, Attribute.LABEL: label})

    def keep_certificates(self, label: str, kept: Collection[x509.Certificate], key_id: bytes = b"") -> None:
        """Take away every certificate of this label (and id) that is not among these; raises HsmAway, HsmLocked."""
        with self._speaking() as session:
            self._require_login()
            for each, certificate in self._certificate_objects(session, KeyName(label, key_id)):
                if certificate not in kept:
                    each.destroy()

    # ---- inside -------------------------------------------------------------------------------------------------

    @property
    def _who(self) -> str:
        return self._session.who

    def _speaking(self) -> AbstractContextManager[Any]:
        return self._session.speaking()

    def _require_login(self) -> None:
        self._session.require_login()

    def _handle(self, session: Any, name: KeyName) -> Any:
        """The private key's handle, looked up once per login."""
        if name not in self._handles:
            keys = list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, **_wanted(name)}))
            if not keys:
                self._require_login()  # a locked token shows no private keys
                raise HsmAway(f"{self._who} holds no private key {name}.", advice="Check the key's name in the settings.")
            if len(keys) > 1:
                raise HsmAway(f"{self._who} holds {len(keys)} private keys {name}.", advice="Name the key by its id in the settings.")
            self._handles[name] = keys[0]
        return self._handles[name]

    def _find_public_key(self, session: Any, name: KeyName) -> ec.EllipticCurvePublicKey | rsa.RSAPublicKey | None:
        found: Any = None
        for key in list(session.get_objects({Attribute.CLASS: ObjectClass.PUBLIC_KEY, **_wanted(name)})):
            found = _public_key_of(key)
        if found is None:
            found = next((certificate.public_key() for certificate in self._certificates(session, name)), None)
        if found is not None and not isinstance(found, ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
            raise CaUnsuitable(f"The key {name} in the HSM is neither EC nor RSA.")
        return found

    def _certificates(self, session: Any, name: KeyName) -> tuple[x509.Certificate, ...]:
        return tuple(certificate for _, certificate in self._certificate_objects(session, name))

    def _certificate_objects(self, session: Any, name: KeyName) -> list[tuple[Any, x509.Certificate]]:
        objects = list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE, **_wanted(name)}))
        try:
            return [(each, x509.load_der_x509_certificate(each[Attribute.VALUE])) for each in objects]
        except ValueError as error:
            raise CaUnsuitable(f"{self._who} holds a certificate {name} that cannot be read.") from error


def _keys(session: Any, name: KeyName) -> list[Any]:
    """Both halves of every key of that name."""
    return [each for each in list(session.get_objects(_wanted(name))) if isinstance(each, PublicKey | PrivateHalf)]


def _wanted(name: KeyName) -> dict[Attribute, Any]:
    """What to look for in the token."""
    return {**({Attribute.LABEL: name.label} if name.label else {}), **({Attribute.ID: name.id} if name.id else {})}


def _public_key_of(key: Any) -> object:
    """The public key in a token's object; raises CaUnsuitable."""
    try:
        if key.key_type == KeyType.EC:
            return serialization.load_der_public_key(encode_ec_public_key(key))
        if key.key_type == KeyType.RSA:
            exponent, modulus = (int.from_bytes(key[name], "big") for name in (Attribute.PUBLIC_EXPONENT, Attribute.MODULUS))
            return rsa.RSAPublicNumbers(exponent, modulus).public_key()
    except (ValueError, TypeError) as error:
        raise CaUnsuitable(f"The public key {shown(str(key.label))} in the HSM cannot be read.") from error
    return key
