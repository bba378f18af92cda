"""A device that is not real: what it holds, and what it does when it is asked in the words of `app.devices.drivers.simulated`."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_private_key

from app.core.chain import Chain
from app.core.recipe import KeyKind
from app.devices.drivers.simulated_words import CHUNK, VERSION, Message, No, Slot, Verb, packed, unpacked
from app.pki.keys import PrivateKey, generate, kind_of
from app.pki.requests import build_request
from app.sandbox.behaviour import Behaviour, Fault, Lie

_ROOM = 16_384
"""Bytes a slot can hold."""
_WEAK_BITS = 1024


class Refusal(Exception):
    """The unit says no; its one argument is the word for why."""

    def __init__(self, no: No) -> None:
        super().__init__(no)
        self.no = no


class SimulatedUnit:
    """One device: its state outlives every unplugging; one cable at a time asks it."""

    def __init__(
        self,
        serial: str,
        *,
        model: str = "gateway",
        revision: str = "C",
        firmware: str = "1.4.2",
        chip: str | None = None,
        behaviour: Behaviour | None = None,
    ) -> None:
        """`chip` is, unless said, told from the serial number: the same for the same unit."""
        self.serial = serial
        self.model = model
        self.revision = revision
        self.firmware = firmware
        self.chip = hashlib.sha256(serial.encode()).hexdigest()[:16] if chip is None else chip
        self.key: PrivateKey | None = None
        self.locked = False
        self._kind = ""
        self._slots: dict[Slot, bytes] = {}
        self._buffer = bytearray()
        self._buffer_of: Slot | None = None
        self.behave(behaviour or Behaviour())
        self._verbs: dict[Verb, Callable[[Message], Message]] = {
            Verb.HELLO: lambda _: {"protocol": VERSION},
            Verb.IDENTIFY: self._identify,
            Verb.KEY: lambda _: {"kind": self._kind or None},
            Verb.MAKE_KEY: self._make_key,
            Verb.REQUEST: self._request,
            Verb.GET: self._get,
            Verb.PUT: self._put,
            Verb.COMMIT: self._commit,
            Verb.SIGN: self._sign,
            Verb.LOCK: self._lock,
        }

    # ---- from outside: what a test or a demo does to it ----------------------------------------------------------

    @property
    def chain(self) -> bytes:
        """The certificate and issuers it holds, PEM; empty: none."""
        return self._slots.get(Slot.CHAIN, b"")

    @property
    def config(self) -> bytes:
        """The configuration it holds; empty: none."""
        return self._slots.get(Slot.CONFIG, b"")

    def behave(self, behaviour: Behaviour) -> None:
        """Behave so from now on; every fault's `times` begins anew."""
        self.behaviour = behaviour
        self._left = {place: fault.times for place, fault in enumerate(behaviour.faults)}

    def preprovision(self, key: PrivateKey, chain: Chain) -> None:
        """Hold this key and this certificate, as a unit that has been on a station before."""
        self._hold(key, _kind_word(key))
        self._slots[Slot.CHAIN] = chain.leaf_pem + chain.issuers_pem

    def preprovision_elsewhere(self, issuer: str = "Another Factory CA") -> Chain:
        """Hold a key and a certificate from a CA that nobody here knows; return them."""
        ca, key = generate(KeyKind.EC_P256), generate(KeyKind.EC_P256)
        now = datetime.now(UTC)
        leaf = (
            x509.CertificateBuilder()
            .subject_name(_common_name(self.serial))
            .issuer_name(_common_name(issuer))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=30))
            .not_valid_after(now + timedelta(days=3650))
            .sign(ca, SHA256())
        )
        chain = Chain(leaf)
        self.preprovision(key, chain)
        return chain

    # ---- from the cable ------------------------------------------------------------------------------------------

    def find_fault(self, verb: str, number: int) -> Fault | None:
        """The fault that strikes the message now, or None; one that has struck `times` times does not."""
        for place, fault in enumerate(self.behaviour.faults):
            left = self._left[place]
            if fault.at in (verb, number) and left != 0:
                self._left[place] = None if left is None else left - 1
                return fault
        return None

    def seconds_for(self, verb: str) -> float:
        """How long it works on a verb."""
        return next((seconds for name, seconds in self.behaviour.think.items() if name == verb), self.behaviour.pause)

    def answer(self, message: Message) -> Message:
        """Do what is asked and return the answer's fields; raises Refusal, and then nothing has changed."""
        try:
            verb = Verb(str(message.get("verb")))
        except ValueError:
            raise Refusal(No.VERB) from None
        try:
            return self._verbs[verb](message)
        except (KeyError, ValueError, TypeError):
            raise Refusal(No.FIELDS) from None

    def _identify(self, _: Message) -> Message:
        return {"model": self.model, "serial": self.serial, "revision": self.revision, "firmware": self.firmware, "chip": self.chip}

    def _make_key(self, message: Message) -> Message:
        self._require_unlocked()
        try:
            kind = KeyKind(str(message["kind"]))
        except ValueError:
            raise Refusal(No.KIND) from None
        if self.key is None or self._kind != kind or message.get("again") is True:
            # It says the kind it was asked for, whatever it made.
            self._hold(_weak_key() if Lie.WEAK_KEY in self.behaviour.lies else generate(kind), kind)
        return {"kind": self._kind}

    def _request(self, message: Message) -> Message:
        key, name = self._require_key(), str(message["identifier"])
        lies = self.behaviour.lies
        if Lie.OTHER_NAME in lies:
            name = f"{name[:-1]}{'1' if name.endswith('0') else '0'}"
        der = build_request(key, name).public_bytes(Encoding.DER)
        if Lie.UNSIGNED_REQUEST in lies:
            der = _last_bit_other(der)
        return {"data": packed(der)}

    def _sign(self, message: Message) -> Message:
        key, data = self._require_key(), unpacked(message["data"])
        if Lie.WRONG_SIGNATURE in self.behaviour.lies:
            data += b"\x00"
        if isinstance(key, rsa.RSAPrivateKey):
            return {"data": packed(key.sign(data, padding.PKCS1v15(), SHA256()))}
        if isinstance(key, ed25519.Ed25519PrivateKey):
            return {"data": packed(key.sign(data))}
        return {"data": packed(key.sign(data, ec.ECDSA(SHA256())))}

    def _get(self, message: Message) -> Message:
        slot, start = Slot(str(message["slot"])), _count(message["from"])
        data = self._slots.get(slot, b"")
        if not data:
            raise Refusal(No.EMPTY)
        if slot is Slot.CHAIN and Lie.ALTERED_CHAIN in self.behaviour.lies:
            data = _altered(data)
        return {"data": packed(data[start : start + CHUNK]), "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}

    def _put(self, message: Message) -> Message:
        self._require_unlocked()
        slot, start, data = Slot(str(message["slot"])), _count(message["from"]), unpacked(message["data"])
        if start == 0:
            self._buffer.clear()
            self._buffer_of = slot
        if slot is not self._buffer_of or start != len(self._buffer):
            raise Refusal(No.DAMAGED)
        if start + len(data) > _ROOM:
            raise Refusal(No.FULL)
        self._buffer += data
        return {"size": len(self._buffer)}

    def _commit(self, message: Message) -> Message:
        self._require_unlocked()
        slot, size, data = Slot(str(message["slot"])), _count(message["size"]), bytes(self._buffer)
        whole = slot is self._buffer_of and size == len(data) and hashlib.sha256(data).hexdigest() == message["sha256"]
        self._buffer[:] = bytes(len(self._buffer))
        self._buffer.clear()
        self._buffer_of = None
        if not whole:
            raise Refusal(No.DAMAGED)
        if slot is Slot.KEY:
            self._import(data)
        elif slot is not Slot.CHAIN or Lie.FORGETFUL not in self.behaviour.lies:
            self._slots[slot] = data
        return {"size": size}

    def _lock(self, _: Message) -> Message:
        self.locked = True
        return {}

    # ---- inside --------------------------------------------------------------------------------------------------

    def _import(self, der: bytes) -> None:
        try:
            key = load_der_private_key(der, None)
        except (ValueError, TypeError):
            raise Refusal(No.KIND) from None
        if not isinstance(key, PrivateKey) or kind_of(key.public_key()) is None:
            raise Refusal(No.KIND)
        if self.key is None or _public(self.key) != _public(key):
            self._hold(key, _kind_word(key))

    def _hold(self, key: PrivateKey, kind: str) -> None:
        """Hold this key; a certificate of another one goes."""
        self.key = key
        self._kind = kind
        self._slots.pop(Slot.CHAIN, None)

    def _require_key(self) -> PrivateKey:
        if self.key is None:
            raise Refusal(No.NO_KEY)
        return self.key

    def _require_unlocked(self) -> None:
        if self.locked:
            raise Refusal(No.LOCKED)


def _count(number: object) -> int:
    if not isinstance(number, int) or number < 0:
        raise ValueError("not a count")
    return number


def _common_name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def _kind_word(key: PrivateKey) -> str:
    return str(kind_of(key.public_key()) or "other")


def _public(key: PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _weak_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65_537, key_size=_WEAK_BITS)


def _altered(pem: bytes) -> bytes:
    """The same certificates, but one bit of the leaf's signature."""
    chain = Chain.of_pem(pem)
    leaf = x509.load_der_x509_certificate(_last_bit_other(chain.der))
    return leaf.public_bytes(Encoding.PEM) + chain.issuers_pem


def _last_bit_other(der: bytes) -> bytes:
    return der[:-1] + bytes((der[-1] ^ 1,))
