"""What the tests of bulk jobs share: a CA in memory, a real ledger, lists, and a job that is run to its end."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import SecretStr

import app
from app.core.recipe import KeyKind, Recipe
from app.core.seal import Seal
from app.core.waiting import Stop
from app.pki.authority import IssuingAuthority
from app.pki.ceremony import make_issuing_ca, make_root
from app.pki.keys import generate, hash_for
from app.pki.profile import Profiles
from app.pki.protection import ForRecipient, UnderPassphrase
from app.provisioning.bulk import BulkBench, BulkOrder, bulk

ROOT = Path(app.__file__).parents[1]
PASSPHRASE = "correct horse battery"
PROFILES, _ = Profiles.load(ROOT / "resources" / "profiles")


def recipe_of(**parts) -> Recipe:
    plain = {"name": "ahead", "version": "1.0", "title": "Made ahead", "driver": "linux-console", "registration": {"mode": "none"}}
    key = {"kind": "ec-p256", "origin": "station", "place": "file"}
    return Recipe.model_validate({**plain, "key": key, **parts})


class Works:
    """A station as far as a bulk job needs one."""

    def __init__(self, ledger, now=lambda: dt.datetime.now(dt.UTC)) -> None:
        root_key, key = generate(KeyKind.EC_P256), generate(KeyKind.EC_P256)
        at = dt.datetime.now(dt.UTC)
        root = make_root(root_key, "Test root", 20, at)
        self.chain = (make_issuing_ca(root_key, root, key.public_key(), "Test CA", years=10, now=at), root)
        self.ledger = ledger
        self.authority = IssuingAuthority(key, self.chain, ledger, PROFILES, now)
        self.bench = BulkBench(self.authority, ledger, lambda: None, Seal(Ed25519PrivateKey.generate()), "LINE-2-A")

    def run(self, source: Path, folder: Path, recipe: Recipe | None = None, tell=lambda _: None, stop: Stop | None = None, **more):
        more.setdefault("protect", under_passphrase)
        order = BulkOrder(recipe or recipe_of(), source, folder, workers=1, operator="OP-07", **more)
        return bulk(order, self.bench, tell, stop or Stop())


def under_passphrase(words: str) -> UnderPassphrase:
    return UnderPassphrase.of(SecretStr(PASSPHRASE), words)


def recipient(key) -> ForRecipient:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Contract manufacturer")])
    now = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    certificate = builder.not_valid_before(now).not_valid_after(now + dt.timedelta(days=30)).sign(key, hash_for(key.public_key()))
    return ForRecipient.of_pem(certificate.public_bytes(serialization.Encoding.PEM))


def write_list(file: Path, *lines: str) -> Path:
    file.write_text("\n".join(("serial", *lines, "")), encoding="utf-8")
    return file


def serials(count: int, first: int = 0) -> list[str]:
    return [f"SN-{number:06}" for number in range(first, first + count)]


def units_in(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith("."))


def openssl(*words: str, **more) -> str:
    done = subprocess.run(["openssl", *words], capture_output=True, text=True, check=False, **more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def command(home: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "app", "--home", str(home), *words]
