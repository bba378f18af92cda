"""Giving a TLS context a key that exists only in memory, although Python's ssl reads keys from files only."""

import os
import secrets
import ssl
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat


def load_identity(context: ssl.SSLContext, certificates: Sequence[x509.Certificate], key: CertificateIssuerPrivateKeyTypes) -> None:
    """Let the context show these certificates, the leaf first, and prove them by this key.

    The key passes through a file in memory where the system has such (Linux), else through one that only its owner may read and that is
    gone at once; in either it is encrypted under a password that is nowhere else.
    """
    password = secrets.token_bytes(32).hex()
    sealed = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password.encode()))
    with _file(b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates) + sealed) as name:
        context.load_cert_chain(name, password=password)


@contextmanager
def _file(content: bytes) -> Iterator[str]:
    if hasattr(os, "memfd_create"):
        handle = os.memfd_create("identity", os.MFD_CLOEXEC)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            yield f"/proc/self/fd/{handle}"
        return
    handle, name = tempfile.mkstemp(prefix="birthmark-", suffix=".pem")  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        yield name
    finally:
        Path(name).unlink()
