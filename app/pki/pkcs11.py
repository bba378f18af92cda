"""The CA's key in a PKCS#11 token: a hardware security module, a smart card, or SoftHSM."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pkcs11 import Attribute, KeyType, Mechanism, MechanismFlag, ObjectClass, TokenFlag
from pkcs11.exceptions import PKCS11Error
from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters
from pkcs11.util.x509 import decode_x509_certificate
from pydantic import SecretStr

from app.core.errors import CaUnsuitable, HsmAway, HsmLocked, PinRejected
from app.core.recipe import KeyKind, shown
from app.pki.hsmkey import HsmEcKey, HsmRsaKey
from app.pki.keys import CURVES, RSA_BITS
from app.pki.module import Module, TokenInfo, get_module, list_tokens, locked, speaking

__all__ = ["Token", "TokenInfo", "list_tokens"]

HsmKey = HsmEcKey | HsmRsaKey


class Token:
    """One session with one token; any number of threads may use it and its keys, one at a time is served."""

    def __init__(self, module: Module, label: str, *, writable: bool = False) -> None:
        self._module = module
        self._label = label
        self._writable = writable
        self._session: Any = None
        self._logged_in = False
        self._generation = -1
        self._handles: dict[str, Any] = {}

    @classmethod
    def open(cls, module: Path, label: str, pin: SecretStr | None, *, writable: bool = False) -> Self:
        """Open a session and log in with `pin`, tried once; without a PIN the token stays locked until `unlock`.

        `writable` is for making keys and storing certificates. A token can be logged in to once in a process. Raises HsmAway (no module,
        no token, in use already), PinRejected.
        """
        token = cls(get_module(module), label, writable=writable)
        token._connect(pin)
        return token

    def unlock(self, pin: SecretStr) -> None:
        """Log in, anew if need be: also after the token was away; raises HsmAway, PinRejected. The PIN is tried once."""
        with self._module.lock:
            self.close()
            self._connect(pin)

    def close(self) -> None:
        """Log out and end the session; never raises. Its keys answer HsmLocked from now on."""
        with self._module.lock:
            session, self._session = self._session, None
            self._logged_in = False
            self._handles.clear()
            if session is not None and self._generation == self._module.generation:
                try:
                    session.close()
                except PKCS11Error:
                    return  # the token is gone, and the session with it

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # ---- keys ---------------------------------------------------------------------------------------------------

    def get_key(self, label: str) -> HsmKey:
        """The private key of this label; it signs once the token is unlocked.

        Raises HsmAway where there is none, or no public key or certificate of the same label beside it; CaUnsuitable for a kind of key that
        cannot be a CA's.
        """
        with self._speaking() as session:
            public_key = self._find_public_key(session, label)
            if public_key is None:
                raise HsmAway(
                    f"{self._who} holds no public key or certificate {shown(label)}.", advice="Check the key's name in the settings."
                )
            if self._logged_in:
                self._handle(session, label)
        if isinstance(public_key, ec.EllipticCurvePublicKey):
            return HsmEcKey(self, label, public_key)
        return HsmRsaKey(self, label, public_key)

    def make_key(self, label: str, kind: KeyKind) -> HsmKey:
        """Make a key that can only sign and never leave the token; raises CaUnsuitable where the label is taken, HsmAway, HsmLocked."""
        options: dict[str, Any] = {
            "id": os.urandom(16),
            "label": label,
            "store": True,
            "capabilities": MechanismFlag.SIGN | MechanismFlag.VERIFY,
            "public_template": {Attribute.PRIVATE: False},
            "private_template": {Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False},
        }
        with self._speaking() as session:
            self._require_login()
            if list(session.get_objects({Attribute.LABEL: label})):
                raise CaUnsuitable(f"{self._who} already holds something called {shown(label)}.", advice="Choose another name for the key.")
            if kind in CURVES:
                curve = {Attribute.EC_PARAMS: encode_named_curve_parameters(CURVES[kind]().name)}
                session.create_domain_parameters(KeyType.EC, curve, local=True).generate_keypair(**options)
            else:
                session.generate_keypair(KeyType.RSA, RSA_BITS[kind], **options)
        return self.get_key(label)

    def sign_raw(self, label: str, mechanism: Mechanism, data: bytes) -> bytes:
        """What the token makes of `data` with the private key of this label; raises HsmAway, HsmLocked."""
        with self._speaking() as session:
            return bytes(self._handle(session, label).sign(data, mechanism=mechanism))

    # ---- certificates -------------------------------------------------------------------------------------------

    def find_certificates(self, label: str) -> tuple[x509.Certificate, ...]:
        """The certificates stored under this label, perhaps none."""
        with self._speaking() as session:
            return self._certificates(session, label)

    def put_certificate(self, label: str, certificate: x509.Certificate) -> None:
        """Store a certificate under the label (and id) of its key; does nothing where it is there. Raises HsmAway, HsmLocked."""
        with self._speaking() as session:
            self._require_login()
            if certificate in self._certificates(session, label):
                return
            attributes = decode_x509_certificate(certificate.public_bytes(serialization.Encoding.DER))
            keys = list(session.get_objects({Attribute.CLASS: ObjectClass.PUBLIC_KEY, Attribute.LABEL: label}))
            if keys:
                attributes[Attribute.ID] = keys[0][Attribute.ID]
            session.create_object({**attributes, Attribute.TOKEN: True, Attribute.PRIVATE: False, Attribute.LABEL: label})

    # ---- inside -------------------------------------------------------------------------------------------------

    @property
    def _who(self) -> str:
        return f"The HSM token {shown(self._label)}"

    def _connect(self, pin: SecretStr | None) -> None:
        with self._module.lock, speaking(self._who):
            tokens = list(self._module.library.get_tokens(token_label=self._label))
            if not tokens:
                raise HsmAway(f"{self._who} is not there.")
            if len(tokens) > 1:
                raise HsmAway(f"There are {len(tokens)} HSM tokens {shown(self._label)}.", advice="Give each token a name of its own.")
            self._generation = self._module.generation
            if pin is None:
                self._session = tokens[0].open(rw=self._writable)
                return
            _require_tries(tokens[0], self._who)
            self._session = tokens[0].open(rw=self._writable, user_pin=pin.get_secret_value())
            self._logged_in = True

    @contextmanager
    def _speaking(self) -> Iterator[Any]:
        """The live session, with the lock held and its errors in our words."""
        with self._module.lock, speaking(self._who):
            if self._session is None:
                raise HsmLocked(f"{self._who} is locked: nobody has logged in.")
            if self._generation != self._module.generation:
                raise HsmAway(f"{self._who} was restarted.")
            yield self._session

    def _require_login(self) -> None:
        if not self._logged_in:
            raise HsmLocked(f"{self._who} is locked: nobody has logged in.")

    def _handle(self, session: Any, label: str) -> Any:
        """The private key's handle, looked up once per login."""
        if label not in self._handles:
            keys = list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.LABEL: label}))
            if not keys:
                self._require_login()  # a locked token shows no private keys
                raise HsmAway(f"{self._who} holds no private key {shown(label)}.", advice="Check the key's name in the settings.")
            if len(keys) > 1:
                raise HsmAway(f"{self._who} holds {len(keys)} private keys {shown(label)}.", advice="Give each key a name of its own.")
            self._handles[label] = keys[0]
        return self._handles[label]

    def _find_public_key(self, session: Any, label: str) -> ec.EllipticCurvePublicKey | rsa.RSAPublicKey | None:
        found: Any = None
        for key in list(session.get_objects({Attribute.CLASS: ObjectClass.PUBLIC_KEY, Attribute.LABEL: label})):
            found = _public_key_of(key)
        if found is None:
            found = next((certificate.public_key() for certificate in self._certificates(session, label)), None)
        if found is not None and not isinstance(found, ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
            raise CaUnsuitable(f"The key {shown(label)} in the HSM is neither EC nor RSA.")
        return found

    def _certificates(self, session: Any, label: str) -> tuple[x509.Certificate, ...]:
        objects = list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.LABEL: label}))
        try:
            return tuple(x509.load_der_x509_certificate(each[Attribute.VALUE]) for each in objects)
        except ValueError as error:
            raise CaUnsuitable(f"{self._who} holds a certificate {shown(label)} that cannot be read.") from error


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


def _require_tries(token: Any, who: str) -> None:
    """Raise PinRejected where no try is left, or only the last one: a wrong PIN in the settings must never lock a token."""
    if token.flags & TokenFlag.USER_PIN_LOCKED:
        raise locked(who)
    if token.flags & TokenFlag.USER_PIN_FINAL_TRY:
        raise PinRejected(
            f"{who} would lock itself if the next PIN were wrong, so none was tried.",
            advice="Log in once with the token's own tool: that gives the tries back.",
        )
