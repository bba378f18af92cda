"""Reading a device's certificate request, repairing the one fault of encoding that real devices are known for."""

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from app.core.errors import CsrRejected

_SEQUENCE = 0x30
_BIT_STRING = 0x03
_OID = 0x06
_NULL = b"\x05\x00"
_LONGEST = 16_384
"""Bytes: a request of an RSA-4096 key is about 2,000; more is no request."""

_ECDSA_WITH_SHA2 = b"\x06\x08\x2a\x86\x48\xce\x3d\x04\x03"
"""The beginning of the OIDs ecdsa-with-SHA224 to -SHA512 (1.2.840.10045.4.3.x, RFC 5758 section 3.2); one byte follows."""


def load_request(der: bytes) -> x509.CertificateSigningRequest:
    """Return the request in `der` (PKCS#10, RFC 2986), its subject and public key readable; its signature is not checked here.

    A NULL as parameter of an ECDSA signature algorithm (forbidden by RFC 5758 section 3.2, written by tpm2-openssl before October 2025
    and by old nRF91 modems) is left out: the request's own signature does not cover that field. Raises CsrRejected for anything else that
    is not strict DER of one request.
    """
    try:
        request = x509.load_der_x509_csr(_without_null(der))
        request.public_key()
        _ = request.subject
    except (ValueError, TypeError, UnsupportedAlgorithm, UserWarning) as error:
        # cryptography warns of a name of forbidden length (RFC 5280, appendix A.1); where warnings are errors, that is a rejection too.
        raise CsrRejected("The device's certificate request cannot be read.") from error
    return request


def _without_null(der: bytes) -> bytes:
    if len(der) > _LONGEST:
        raise ValueError(f"a request of {len(der)} bytes")
    body, rest = _element(der, _SEQUENCE)
    if rest:
        raise ValueError("bytes after the request")
    info, rest = _whole(body, _SEQUENCE)
    algorithm, rest = _whole(rest, _SEQUENCE)
    signature, rest = _whole(rest, _BIT_STRING)
    if rest:
        raise ValueError("bytes after the signature")
    oid, parameters = _whole(_element(algorithm, _SEQUENCE)[0], _OID)
    if not (oid.startswith(_ECDSA_WITH_SHA2) and parameters == _NULL):
        return der
    return _wrapped(info + _wrapped(oid) + signature)


def _whole(data: bytes, tag: int) -> tuple[bytes, bytes]:
    """The first element with its header, and what follows it."""
    _, rest = _element(data, tag)
    return data[: len(data) - len(rest)], rest


def _element(data: bytes, tag: int) -> tuple[bytes, bytes]:
    """The content of the first element, and what follows it; raises ValueError unless it has this tag and a length in DER (X.690, 10.1)."""
    if len(data) < 2 or data[0] != tag:  # noqa: PLR2004 - tag and length
        raise ValueError("another element than expected")
    length, start = data[1], 2
    if length >= 0x80:  # noqa: PLR2004 - the long form
        count = length & 0x7F
        digits = data[2 : 2 + count]
        start = 2 + count
        length = int.from_bytes(digits, "big")
        if count not in (1, 2) or len(digits) != count or length < (0x80 if count == 1 else 0x100):
            raise ValueError("a length that is not DER")
    if len(data) < start + length:
        raise ValueError("an element is cut off")
    return data[start : start + length], data[start + length :]


def _wrapped(content: bytes) -> bytes:
    """A SEQUENCE of this content."""
    length = len(content)
    if length < 0x80:  # noqa: PLR2004 - the short form
        return bytes((_SEQUENCE, length)) + content
    digits = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((_SEQUENCE, 0x80 | len(digits))) + digits + content
