"""The simulated device, spoken to over any link.

Protocol, version 1. One message a line: a JSON object in ASCII, a space, the CRC-32 of the JSON's bytes (IEEE, eight lower-case hex
digits), LF; at most 4,096 bytes. The station asks, the device answers each message once, in order:

    {"n": 7, "verb": "sign", …}        n counts up from a number drawn at random for each session, so that the late answer to a question
    {"n": 7, "ok": {…}}                of the session before is known for what it is and skipped
    {"n": 7, "no": "locked"}           a refusal, by a word of `No`

An empty line is no message. A line that the device cannot read it answers with `{"n": null, "no": "fields"}`. Bytes travel in base64.

    hello                              → protocol            begins a session; asked again until the device has booted
    identify                           → model serial revision firmware chip
    key                                → kind                null: it holds none
    make-key kind                      → kind                replaces a key of another kind, and drops the certificate with it
    request identifier                 → data                PKCS#10 DER, CN = identifier, or no-key
    get slot from                      → data size sha256    at most 384 bytes from there on, of `size`; sha256 over the whole; or empty
    put slot from data                 → size                into a buffer beside the slot; from 0 begins anew
    commit slot size sha256            → size                the buffer becomes the slot, at once and whole, or damaged
    sign data                          → data                over SHA-256: ECDSA in DER, or RSA PKCS#1 v1.5
    lock                               →                     from then on nothing in it changes
"""

import hashlib
import json
import secrets

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.core.chain import Chain
from app.core.csr import load_request
from app.core.device import Identity
from app.core.errors import DeviceGarbled, DeviceRefused, DeviceTimeout
from app.core.recipe import Recipe, shown
from app.core.waiting import Deadline, Stop
from app.devices import Credential, Device, Link, read_on
from app.devices.drivers.simulated_words import CHUNK, LONGEST, VERSION, Message, No, Slot, Verb, decode, encode, packed, unpacked

_AGAIN = 0.5
"""Seconds after which a device that has not said hello is asked again: the first question may fall into its boot."""
_LARGEST = 65_536
"""Bytes: no object of a device is larger."""

_WORDS: dict[str, str] = {
    No.VERB: "it does not know this command",
    No.FIELDS: "it does not understand the question",
    No.KIND: "it cannot hold such a key",
    No.NO_KEY: "it holds no key",
    No.EMPTY: "it holds no such thing",
    No.LOCKED: "it is locked for good, and nothing in it can be changed",
    No.FULL: "it has no room for this",
    No.DAMAGED: "what arrived in it is not what was sent",
    No.FAULT: "something in it is broken",
}


class _Refusal(DeviceRefused):
    """A refusal with its word, which some verbs understand."""

    def __init__(self, verb: Verb, word: str) -> None:
        super().__init__(f"The device refused “{verb}”: {_WORDS.get(word, shown(word))}.")
        self.word = word


class Simulated(Device):
    """A session with one simulated device; the first verb greets it and waits for its boot."""

    def __init__(self, link: Link, recipe: Recipe, credential: Credential | None, stop: Stop) -> None:
        """Speak over `link`, which is closed with the device; the simulated device asks for no `credential`."""
        del credential
        self._link = link
        self._recipe = recipe
        self._stop = stop
        self._number = secrets.randbelow(1 << 30)
        self._received = bytearray()
        self._greeted = False

    def identify(self) -> Identity:
        """Ask the device who it is."""
        answer = self._ask(Verb.IDENTIFY)
        return Identity(
            model=_text(answer, "model"),
            serial=_text(answer, "serial"),
            revision=_text(answer, "revision"),
            firmware=_text(answer, "firmware"),
            chip=_text(answer, "chip"),
        )

    def find_chain(self) -> Chain | None:
        """The certificate and issuers it already holds, or None."""
        pem = self._find(Slot.CHAIN)
        return None if pem is None else _chain(pem)

    def find_request(self, identifier: str) -> x509.CertificateSigningRequest | None:
        """A request signed now by the key it already holds, or None where it holds none; raises CsrRejected where nobody can read it."""
        try:
            return self._request(identifier)
        except _Refusal as refusal:
            if refusal.word == No.NO_KEY:
                return None
            raise

    def make_key(self, identifier: str) -> x509.CertificateSigningRequest:
        """Let the device make a key of the recipe's kind, unless it holds one; return a request signed by it."""
        kind = self._recipe.key.kind
        if self._ask(Verb.KEY).get("kind") != kind:
            self._ask(Verb.MAKE_KEY, kind=kind)
        return self._request(identifier)

    def replace_key(self, identifier: str) -> x509.CertificateSigningRequest:
        """Let the device make another key of the recipe's kind, and forget what it had; return a request signed by it."""
        self._ask(Verb.MAKE_KEY, kind=self._recipe.key.kind, again=True)
        return self._request(identifier)

    def import_key(self, key: CertificateIssuerPrivateKeyTypes) -> None:
        """Put a key made by the station into the device, replacing what is there."""
        # The device keeps a key that is equal, and the certificate with it; comparing here would need the old key, which never comes out.
        self._put(Slot.KEY, key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))

    def write_chain(self, chain: Chain) -> None:
        """Put certificate and issuers into the device; and peridiod's configuration, where the recipe has a `key.uri` for it."""
        wanted = {Slot.CHAIN: chain.leaf_pem + chain.issuers_pem}
        if self._recipe.storage.config and self._recipe.key.uri:
            wanted[Slot.CONFIG] = _config(self._recipe.key.uri)
        for slot, data in wanted.items():
            if self._find(slot) != data:
                self._put(slot, data)

    def read_chain(self) -> Chain:
        """Read back what the device holds; raises DeviceRefused where it holds nothing."""
        pem = self._find(Slot.CHAIN)
        if pem is None:
            raise DeviceRefused("The device holds no certificate, although it took one.")
        return _chain(pem)

    def sign(self, challenge: bytes) -> bytes:
        """The signature of the device's key over `challenge`, with SHA-256."""
        return _data(self._ask(Verb.SIGN, data=packed(challenge)))

    def lock(self) -> None:
        """Lock the device for good; irreversible."""
        self._ask(Verb.LOCK)

    def close(self) -> None:
        """Let the link go; never raises."""
        self._received.clear()
        self._link.close()

    # ---- objects -----------------------------------------------------------------------------------------------

    def _request(self, identifier: str) -> x509.CertificateSigningRequest:
        return load_request(_data(self._ask(Verb.REQUEST, identifier=identifier)))

    def _find(self, slot: Slot) -> bytes | None:
        """What is in a slot, checked against its digest, or None where nothing is."""
        found = bytearray()
        while True:
            try:
                answer = self._ask(Verb.GET, slot=slot, **{"from": len(found)})
            except _Refusal as refusal:
                if refusal.word == No.EMPTY:
                    return None
                raise
            size, part = _count(answer, "size"), _data(answer)
            found += part
            if not part or not len(found) <= size <= _LARGEST:
                raise DeviceGarbled(f"The device says that its {slot} has {size} bytes, and gives others.")
            if len(found) == size:
                break
        if hashlib.sha256(found).hexdigest() != answer.get("sha256"):
            raise DeviceGarbled(f"The device's {slot} arrived damaged.")
        return bytes(found)

    def _put(self, slot: Slot, data: bytes) -> None:
        for start in range(0, len(data), CHUNK):
            self._ask(Verb.PUT, slot=slot, data=packed(data[start : start + CHUNK]), **{"from": start})
        try:
            answer = self._ask(Verb.COMMIT, slot=slot, size=len(data), sha256=hashlib.sha256(data).hexdigest())
        except _Refusal as refusal:
            if refusal.word == No.DAMAGED:
                raise DeviceGarbled(f"The {slot} arrived in the device damaged; it keeps what it had.") from refusal
            raise
        if answer.get("size") != len(data):
            raise DeviceGarbled(f"The device took another {slot} than was written to it.")

    # ---- messages ----------------------------------------------------------------------------------------------

    def _ask(self, verb: Verb, **fields: object) -> Message:
        """Ask once and return the fields of the answer."""
        if not self._greeted:
            self._greet()
        deadline = Deadline(self._recipe.link.answer_seconds)
        try:
            self._number += 1
            self._link.write(encode({"n": self._number, "verb": verb, **fields}), deadline)
            while True:
                message = decode(self._line(deadline))
                if message.get("n") == self._number:
                    return _answer(verb, message)
                if message.get("n") is None:
                    raise DeviceGarbled(f"The device could not read “{verb}”.")
        except DeviceTimeout as error:
            raise DeviceTimeout(f"The device did not answer “{verb}” within {deadline.seconds:g} seconds.") from error

    def _greet(self) -> None:
        """Say hello until the device answers; what comes before its answer is left over from somebody else and is thrown away."""
        deadline = Deadline(self._recipe.link.boot_seconds)
        self._number += 1
        garbled = False
        while not deadline.passed:
            turn = Deadline(min(_AGAIN, deadline.left()))
            try:
                # The empty line ends whatever half a line is still in the device.
                self._link.write(b"\n" + encode({"n": self._number, "verb": Verb.HELLO}), turn)
                while True:
                    try:
                        message = decode(self._line(turn))
                    except DeviceGarbled:
                        garbled = True
                        continue
                    if message.get("n") == self._number:
                        break
            except DeviceTimeout:
                continue
            if _answer(Verb.HELLO, message).get("protocol") != VERSION:
                raise DeviceGarbled(f"The device does not speak version {VERSION} of its protocol.")
            self._greeted = True
            return
        if garbled:
            raise DeviceGarbled(f"The device sent nothing that can be read within {deadline.seconds:g} seconds.")
        raise DeviceTimeout(f"The device did not answer within {deadline.seconds:g} seconds.")

    def _line(self, deadline: Deadline) -> bytes:
        """The next line that is not empty."""
        while True:
            self._stop.check()
            line, end, rest = self._received.partition(b"\n")
            if end:
                self._received = rest
                if line.strip():
                    return bytes(line)
            elif len(self._received) > LONGEST:
                self._received.clear()
                raise DeviceGarbled("The device sends a line without end.")
            else:
                self._received += read_on(self._link, deadline)


def _answer(verb: Verb, message: Message) -> Message:
    """The fields of an answer; raises _Refusal where the device said no."""
    if "no" in message:
        raise _Refusal(verb, str(message["no"]))
    fields = message.get("ok")
    if not isinstance(fields, dict):
        raise DeviceGarbled(f"The device's answer to “{verb}” says neither yes nor no.")
    return fields


def _text(answer: Message, name: str) -> str:
    word = answer.get(name)
    if not isinstance(word, str):
        raise DeviceGarbled(f"The device does not tell its {name}.")
    return word


def _count(answer: Message, name: str) -> int:
    number = answer.get(name)
    if not isinstance(number, int) or number < 0:
        raise DeviceGarbled(f"The device's {name} is no number.")
    return number


def _data(answer: Message) -> bytes:
    try:
        return unpacked(answer.get("data"))
    except ValueError as error:
        raise DeviceGarbled("The device's answer holds no readable data.") from error


def _chain(pem: bytes) -> Chain:
    try:
        return Chain.of_pem(pem)
    except ValueError as error:
        raise DeviceGarbled("The device holds something where its certificate belongs that is none.") from error


def _config(uri: str) -> bytes:
    """The configuration of peridiod for a key and a certificate that are both in secure storage."""
    place = uri.partition(";type=")[0]
    node = {"key_pair_source": "pkcs11", "key_pair_config": {"key_id": f"{place};type=private", "cert_id": f"{place};type=cert"}}
    return json.dumps({"version": 1, "node": node}, indent=2).encode() + b"\n"
