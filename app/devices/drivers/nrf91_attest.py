"""What an nRF91 signs beside a certificate request: a COSE_Sign1 (RFC 9052) over the request's digest and the chip's UUID.

Its signature is by the chip's identity key, whose public half only Nordic's identity service has. What can be checked here is: that it
is about this request and this tag, and by which chip; the rest is kept for the service.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from uuid import UUID

import cbor2

from app.core.errors import DeviceGarbled, ProofFailed

_SIGN1 = 18
_ALGORITHM, _ES256 = 1, -7
_UUID, _DIGEST, _SIGNATURE = 16, 32, 64


@dataclass(frozen=True, slots=True)
class Attested:
    """A request, attested by a chip."""

    device: bytes
    """The chip's UUID."""
    words: str
    """The COSE_Sign1, as it came."""

    @property
    def uuid(self) -> str:
        """The chip's UUID as it is written."""
        return str(UUID(bytes=self.device))


def read_attested(words: str, request: bytes, tag: int) -> Attested:
    """Read what came beside `request` (DER); raises DeviceGarbled, and ProofFailed where it is about another request or tag."""
    try:
        message = cbor2.loads(unpacked(words))
        protected, _, payload, signature = message.value if isinstance(message, cbor2.CBORTag) and message.tag == _SIGN1 else message
        algorithm = cbor2.loads(protected)[_ALGORITHM]
        fields = cbor2.loads(payload)
        device = next(field for field in fields if isinstance(field, bytes) and len(field) == _UUID)
        digest = next(field for field in fields if isinstance(field, bytes) and len(field) == _DIGEST)
    except (ValueError, TypeError, KeyError, StopIteration, AttributeError, RecursionError, cbor2.CBORError) as error:
        raise DeviceGarbled("What attests the modem's request cannot be read.") from error
    if algorithm != _ES256 or not isinstance(signature, bytes) or len(signature) != _SIGNATURE:
        raise DeviceGarbled("What attests the modem's request is not signed by ECDSA with SHA-256.")
    if digest != hashlib.sha256(request).digest() or tag not in fields:
        raise ProofFailed("The modem attests another request than the one it gave.")
    return Attested(device, words)


def unpacked(text: str) -> bytes:
    """The bytes in base64url without padding; raises DeviceGarbled."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise DeviceGarbled("The modem answered something that is not base64.") from error
