"""The simple things that bulk issuance is compared with; each runs in processes of its own, with nothing of ours in it."""

import datetime as dt
import multiprocessing
import os
import subprocess
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_ca: list = []


def _begin(key_der: bytes, certificate_der: bytes) -> None:
    key = serialization.load_der_private_key(key_der, None)
    _ca[:] = key, x509.load_der_x509_certificate(certificate_der)


def one_unit(identifier: str, ca_key, ca) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """Key, request, its check, certificate: what a careful script does with `cryptography`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, identifier)])
    csr = x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, hashes.SHA256())
    if not csr.is_signature_valid:
        raise ValueError(identifier)
    now = dt.datetime.now(dt.UTC)
    usage = dict.fromkeys(
        (
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    ski = ca.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    certificate = (
        x509.CertificateBuilder()
        .subject_name(csr.subject)
        .issuer_name(ca.subject)
        .public_key(csr.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(minutes=5))
        .not_valid_after(now + dt.timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, **usage), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(csr.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(ski), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    return key, certificate


def _some(first: int, count: int) -> int:
    for number in range(first, first + count):
        one_unit(f"SN-{number:07}", *_ca)
    return count


def _some_files(first: int, count: int, folder: str, chain: bytes, config: bytes) -> int:
    """As `_some`, and the same files as a bulk job writes, as a script would write them."""
    for number in range(first, first + count):
        key, certificate = one_unit(f"SN-{number:07}", *_ca)
        place = Path(folder) / f"SN-{number:07}"
        place.mkdir()
        pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"correct horse battery")
        )
        (place / "device.key.pem").write_bytes(pem)
        (place / "device.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        (place / "chain.pem").write_bytes(chain)
        (place / "peridio.json").write_bytes(config)
    return count


def loop(units: int, ca_key, ca, folder: Path | None = None) -> int:
    """The bare loop on every core; with a folder, with files."""
    workers = os.cpu_count() or 1
    key_der = ca_key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    certificate_der = ca.public_bytes(serialization.Encoding.DER)
    share = max(1, units // (workers * 4))
    with ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin, initargs=(key_der, certificate_der)
    ) as pool:
        starts = range(0, units, share)
        if folder is None:
            done = [pool.submit(_some, start, min(share, units - start)) for start in starts]
        else:
            chain = ca.public_bytes(serialization.Encoding.PEM)
            done = [pool.submit(_some_files, start, min(share, units - start), str(folder), chain, b"{}" * 100) for start in starts]
        return sum(each.result() for each in done)


def openssl_script(units: int, ca_key_file: Path, ca_file: Path, folder: Path) -> int:
    """What such jobs are often done with: three calls of the openssl command for each device, one after the other."""
    for number in range(units):
        name = f"SN-{number:07}"
        key, csr, certificate = (str(folder / f"{name}.{kind}") for kind in ("key", "csr", "pem"))
        commands = (
            ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key],
            ["req", "-new", "-key", key, "-subj", f"/CN={name}", "-out", csr],
            ["x509", "-req", "-in", csr, "-CA", str(ca_file), "-CAkey", str(ca_key_file), "-days", "3650", "-out", certificate],
        )
        for command in commands:
            subprocess.run(["openssl", *command], check=True, capture_output=True)
    return units


def no_files(writing) -> int:
    """In the place of what writes a bulk job's files, where only what comes before is measured; here, for workers import this quickly."""
    return writing.number
