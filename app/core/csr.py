"""Reading a device's certificate request, repairing the one fault of encoding that real devices are known for."""

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from app.core.der import BIT_STRING, OID, SEQUENCE, element, whole, wrapped
from app.core.errors import CsrRejected

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
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion, UserWarning) as error:
        # cryptography warns of a name of forbidden length (RFC 5280, appendix A.1); where warnings are errors, that is a rejection too.
        raise CsrRejected("The device's certificate request cannot be read.") from error
    return request


def _without_null(der: bytes) -> bytes:
    if len(der) > _LONGEST:
        raise ValueError(f"a request of {len(der)} bytes")
    body, rest = element(der, SEQUENCE)
    if rest:
        raise ValueError("bytes after the request")
    info, rest = whole(body, SEQUENCE)
    algorithm, rest = whole(rest, SEQUENCE)
    signature, rest = whole(rest, BIT_STRING)
    if rest:
        raise ValueError("bytes after the signature")
    oid, parameters = whole(element(algorithm, SEQUENCE)[0], OID)
    if not (oid.startswith(_ECDSA_WITH_SHA2) and parameters == _NULL):
        return der
    return wrapped(SEQUENCE, info, wrapped(SEQUENCE, oid), signature)
