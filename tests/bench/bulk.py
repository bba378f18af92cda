"""Bulk issuance of EC P-256 against a bare loop of `cryptography` calls, against the HSM's own rate, against scripts around openssl."""

import datetime as dt
import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import SecretStr

import app
from app.core.recipe import KeyKind, Recipe
from app.core.seal import Seal
from app.core.waiting import Stop
from app.pki.authority import IssuingAuthority
from app.pki.ceremony import make_issuing_ca, make_root
from app.pki.keys import generate, sign
from app.pki.pkcs11 import Token
from app.pki.profile import Profiles
from app.pki.protection import InTheClear, UnderPassphrase
from app.pki.softhsm import find_softhsm, init_softhsm_token
from app.provisioning.bulk import BulkBench, BulkOrder, bulk
from app.store import Ledger
from tests.bench import bare
from tests.bench.ratios import Ratio, rate

SIZE = 50_000
_OPENSSL_SHARE = 200
"""The script gets so many times fewer units: it takes so much longer."""
_SIGNATURES = 20
"""The HSM alone signs so many times fewer: its rate does not change."""
RECIPE = Recipe.model_validate(
    {
        "name": "ahead",
        "version": "1.0",
        "title": "Made ahead",
        "driver": "linux-console",
        "key": {"kind": "ec-p256", "origin": "station", "place": "file"},
        "registration": {"mode": "none"},
    }
)


@dataclass(frozen=True)
class Ca:
    """A root and an issuing CA; the issuing one's key may be in a token."""

    key: object
    chain: tuple


def ca_of(key) -> Ca:
    now = dt.datetime.now(dt.UTC)
    root_key = generate(KeyKind.EC_P256)
    root = make_root(root_key, "Bench root", 20, now)
    return Ca(key, (make_issuing_ca(root_key, root, key.public_key(), "Bench CA", years=10, now=now), root))


def issue(units: int, ca: Ca, folder: Path, *, files: bool) -> int:
    """A bulk job from the list to the signed manifest, in a new ledger."""
    here = folder / uuid.uuid4().hex
    here.mkdir()
    source = here / "ids.csv"
    source.write_text("serial\n" + "".join(f"SN-{number:07}\n" for number in range(units)))
    profiles, _ = Profiles.load(Path(app.__file__).parents[1] / "resources" / "profiles")
    with Ledger.open(here / "ledger.db", "BENCH") as ledger:
        authority = IssuingAuthority(ca.key, ca.chain, ledger, profiles, lambda: dt.datetime.now(dt.UTC))
        order = (
            BulkOrder(RECIPE, source, here / "out", _sealed)
            if files
            else BulkOrder(RECIPE, source, here / "out", _clear, write=bare.no_files)
        )
        bench = BulkBench(authority, ledger, lambda: None, Seal(Ed25519PrivateKey.generate()), "BENCH")
        return bulk(order, bench, lambda _: None, Stop()).issued


def _sealed(words: str) -> UnderPassphrase:
    return UnderPassphrase.of(SecretStr("correct horse battery"), words)


def _clear(_: str) -> InTheClear:
    """The loop encrypts nothing either."""
    return InTheClear()


@contextmanager
def softhsm_key(folder: Path) -> Iterator[object]:
    """A CA key in a SoftHSM2 token of its own; None where SoftHSM2 is not installed."""
    module = find_softhsm()
    if module is None:
        yield None
        return
    before = os.environ.get("SOFTHSM2_CONF")
    pin = SecretStr("bench-pin")
    try:
        init_softhsm_token(module, folder / "softhsm", "bench", pin=pin, so_pin=SecretStr("bench-so-pin"))
        with Token.open(module, "bench", pin, writable=True) as token:
            yield token.make_key("bench-ca", KeyKind.EC_P256)
    finally:
        os.environ.pop("SOFTHSM2_CONF", None)
        if before is not None:
            os.environ["SOFTHSM2_CONF"] = before


def run(size: int, rounds: int) -> list[Ratio]:
    """Every ratio; those with SoftHSM only where it is installed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ca = ca_of(generate(KeyKind.EC_P256))
        found = [_against_loop(size, rounds, ca, folder), _against_loop_with_files(size, rounds, ca, folder)]
        with softhsm_key(folder) as key:
            if key is not None:
                found.append(_against_hsm(size, rounds, ca, ca_of(key), folder))
        found.append(_against_openssl(size, rounds, ca, folder))
        return found


def _against_loop(size, rounds, ca, folder) -> Ratio:
    pairs = []
    for _ in range(rounds):
        theirs = rate(size, lambda: bare.loop(size, ca.key, ca.chain[0]))
        pairs.append((rate(size, lambda: issue(size, ca, folder, files=False)), theirs))
    return Ratio("key file, ledger included, no files : bare loop", 0.85, tuple(pairs))


def _against_loop_with_files(size, rounds, ca, folder) -> Ratio:
    pairs = []
    for _ in range(rounds):
        place = folder / uuid.uuid4().hex
        place.mkdir()
        theirs = rate(size, lambda place=place: bare.loop(size, ca.key, ca.chain[0], place))
        pairs.append((rate(size, lambda: issue(size, ca, folder, files=True)), theirs))
    return Ratio("key file, the whole job : bare loop that writes its files", 0.85, tuple(pairs))


def _against_hsm(size, rounds, ca, in_hsm, folder) -> Ratio:
    pairs = []
    count = max(1, size // _SIGNATURES)
    for _ in range(rounds):
        alone = rate(count, lambda: [sign(in_hsm.key, bytes(500)) for _ in range(count)])
        loop = rate(size, lambda: bare.loop(size, ca.key, ca.chain[0]))
        pairs.append((rate(size, lambda: issue(size, in_hsm, folder, files=False)), min(alone, loop)))
    return Ratio("SoftHSM, ledger included, no files : its own rate or loop", 0.60, tuple(pairs))


def _against_openssl(size, rounds, ca, folder) -> Ratio:
    pairs = []
    key_file, ca_file, count = folder / "ca.key", folder / "ca.pem", max(1, size // _OPENSSL_SHARE)
    clear = serialization.NoEncryption()
    key_file.write_bytes(ca.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, clear))
    ca_file.write_bytes(ca.chain[0].public_bytes(serialization.Encoding.PEM))
    for _ in range(rounds):
        place = folder / uuid.uuid4().hex
        place.mkdir()
        theirs = rate(count, lambda place=place: bare.openssl_script(count, key_file, ca_file, place))
        pairs.append((rate(size, lambda: issue(size, ca, folder, files=True)), theirs))
    return Ratio("key file, the whole job : three openssl calls a device", 20.0, tuple(pairs))
