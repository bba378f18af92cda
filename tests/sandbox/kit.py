"""A factory's CA and its devices, as small as tests of the platform need them; names and files for speaking to the sandbox."""

import ssl
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from app.cloud.insisting import Patience
from app.cloud.wire import encoded
from app.core.chain import Chain
from app.core.device import Identity
from app.core.recipe import Recipe

NOW = datetime.now(UTC)
IDENTITY = Identity("gateway", "sn1")
RECIPE = Recipe(name="gateway", version="1", title="Gateway", driver="simulated")
PATIENCE = Patience(connect=5, answer=10, total=20, tries=3, pause=0.01)


def common(name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) if name else x509.Name([])


class Factory:
    """A CA that signs whatever it is asked to."""

    def __init__(self, name="Factory CA", ends=NOW + timedelta(days=99), key=None) -> None:
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        self.name = name
        self.certificate = self._sign(name, self.key.public_key(), ends, ca=True)

    def _sign(self, name, public, ends, *, ca=False, serial=None):
        return (
            x509.CertificateBuilder()
            .subject_name(common(name))
            .issuer_name(common(self.name))
            .public_key(public)
            .serial_number(serial or x509.random_serial_number())
            .not_valid_before(min(NOW, ends) - timedelta(days=2))
            .not_valid_after(ends)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
            .sign(self.key, SHA256())
        )

    def leaf(self, name, *, key=None, ends=NOW + timedelta(days=30), serial=None):
        key = key or ec.generate_private_key(ec.SECP256R1())
        return self._sign(name, key.public_key(), ends, serial=serial), key

    def chain(self, name, **wishes):
        return Chain(self.leaf(name, **wishes)[0], (self.certificate,))


def pem(certificate):
    return encoded(certificate.public_bytes(Encoding.PEM))


def admin(platform, **headers: str | bytes):
    """A client of the Admin API that knows nothing of ours."""
    context = ssl.create_default_context(cafile=platform.ca_file)
    key = {"authorization": f"Bearer {platform.api_key.get_secret_value()}"} if "authorization" not in headers else {}
    return httpx.Client(base_url=platform.admin_url, verify=context, headers=key | headers, trust_env=False)


@contextmanager
def device(platform, folder: Path, certificate, key):
    """A client of the Device API that has this identity, as a device has it: in files."""
    context = ssl.create_default_context(cafile=platform.ca_file)
    if certificate is not None:
        file = folder / "device.pem"
        sealed = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        file.write_bytes(certificate.public_bytes(Encoding.PEM) + sealed)
        context.load_cert_chain(file)
    with httpx.Client(base_url=platform.device_url, verify=context, trust_env=False) as client:
        yield client


def known(platform):
    """The identifiers and the certificates' serial numbers that the platform has."""
    with admin(platform) as client:
        devices = client.get("/devices", params={"limit": "100"}).json()["devices"]
        certificates = client.get("/device_certificates", params={"limit": "100"}).json()["device_certificates"]
    return [found["identifier"] for found in devices], [found["serial"] for found in certificates]


def register_ca(client, factory, **more):
    """Give the platform a CA, with the proof that we have its key."""
    code = client.post("/ca_certificates/verification_codes").json()["verification_code"]
    body = {"certificate": pem(factory.certificate), "verification_certificate": pem(factory.leaf(code)[0])} | more
    return client.post("/ca_certificates", json=body)
