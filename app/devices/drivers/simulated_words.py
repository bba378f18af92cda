"""How a simulated device and the station put their words on the line: the framing, and the verbs there are."""

import base64
import binascii
import json
import zlib
from enum import StrEnum

from app.core.errors import DeviceGarbled

VERSION = 1
"""Of the protocol; said in the answer to `hello`."""
LONGEST = 4096
"""Bytes of a line with its LF; both ends throw a longer one away."""
CHUNK = 384
"""Bytes of an object in one message: 512 characters of base64, which every serial driver passes."""

Message = dict[str, object]


class Verb(StrEnum):
    """What a device can be asked."""

    HELLO = "hello"
    IDENTIFY = "identify"
    KEY = "key"
    MAKE_KEY = "make-key"
    REQUEST = "request"
    GET = "get"
    PUT = "put"
    COMMIT = "commit"
    SIGN = "sign"
    LOCK = "lock"


class Slot(StrEnum):
    """The objects a device holds."""

    KEY = "key"
    """Its private key, PKCS#8 DER; it can be put, never got."""
    CHAIN = "chain"
    """Its certificate and the issuers, PEM."""
    CONFIG = "config"
    """peridiod's configuration, JSON."""


class No(StrEnum):
    """Why a device refuses."""

    VERB = "verb"
    """It knows no such verb."""
    FIELDS = "fields"
    """A field is missing or makes no sense."""
    KIND = "kind"
    """It makes no such keys, or cannot read the one it was given."""
    NO_KEY = "no-key"
    EMPTY = "empty"
    """There is nothing in that slot."""
    LOCKED = "locked"
    FULL = "full"
    DAMAGED = "damaged"
    """What arrived is not what was sent."""
    FAULT = "fault"
    """Something in it is broken."""


def encode(message: Message) -> bytes:
    """The line that carries `message`, with its CRC and LF."""
    text = json.dumps(message, separators=(",", ":")).encode("ascii")
    return b"%s %08x\n" % (text, zlib.crc32(text))


def decode(line: bytes) -> Message:
    """The message in a line (with or without its LF); raises DeviceGarbled where CRC or form is wrong."""
    text, _, crc = line.rstrip(b"\r\n").rpartition(b" ")
    message = _parsed(text) if crc == b"%08x" % zlib.crc32(text) else None
    if not isinstance(message, dict):
        raise DeviceGarbled("The device sends something that cannot be read.")
    return message


def _parsed(text: bytes) -> object:
    # Nothing is chained: a JSON error keeps the whole text, and a line may hold a key on its way into the device.
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def packed(data: bytes) -> str:
    """Bytes as they travel in a field."""
    return base64.b64encode(data).decode("ascii")


def unpacked(text: object) -> bytes:
    """The bytes in a field; raises ValueError where it is not base64."""
    if not isinstance(text, str):
        raise ValueError("not a text")  # noqa: TRY004 - one error for every field that makes no sense
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
