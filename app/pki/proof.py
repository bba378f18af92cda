"""Whether a device holds what was written to it: the same bytes, and the key that belongs to them."""

import os

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes

from app.core.chain import Chain
from app.core.errors import ProofFailed
from app.pki.keys import verify

_PREFIX = b"birthmark proof of possession, version 1\x00"
"""In front of every challenge, so that the signature can never be taken for one over a certificate, a request or a TLS handshake."""
_NONCE = 32
"""Bytes that nobody can foresee."""


def new_challenge() -> bytes:
    """Fresh bytes for a device to sign; never the same twice."""
    return _PREFIX + os.urandom(_NONCE)


def require_same(written: Chain, read: Chain) -> None:
    """Raise ProofFailed unless the device gave back exactly the certificates that were written, in their order (compared as DER)."""
    if read.leaf != written.leaf and read.serial == written.serial:
        raise ProofFailed(f"The certificate on the device (serial {read.serial}) was altered: not every byte is as it was written.")
    if read.leaf != written.leaf:
        raise ProofFailed(f"The device holds another certificate (serial {read.serial}) than was written to it (serial {written.serial}).")
    if len(read.issuers) != len(written.issuers):
        raise ProofFailed(f"The device holds {len(read.issuers)} CA certificates; {len(written.issuers)} were written to it.")
    for place, (theirs, ours) in enumerate(zip(read.issuers, written.issuers, strict=True), 1):
        if theirs != ours:
            raise ProofFailed(f"CA certificate {place} of {len(written.issuers)} on the device is not the one that was written to it.")


def require_possession(public_key: object, challenge: bytes, signature: bytes) -> None:
    """Raise ProofFailed unless `signature` over `challenge` was made by the key of `public_key`.

    EC: ECDSA with SHA-256 in DER; RSA: PKCS#1 v1.5 with SHA-256.
    """
    try:
        verify(public_key, signature, challenge, hashes.SHA256())
    except InvalidSignature:
        raise ProofFailed("The device does not sign with the key of its certificate.") from None
