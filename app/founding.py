"""Founding a station's authority: a root, an issuing CA with its key in a token or an encrypted file, and the settings for it."""

import json
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from pydantic import SecretStr

from app.core.errors import HsmAway, SettingsError
from app.core.recipe import KeyKind
from app.pki.ceremony import make_issuing_ca, make_root
from app.pki.keyfile import write_key_file
from app.pki.keys import PublicKey, generate
from app.pki.pkcs11 import Token
from app.pki.softhsm import find_softhsm, init_softhsm_token
from app.settings import FILE, AuthorityKind, AuthoritySettings, Settings, load

ROOT_YEARS, ISSUING_YEARS = 25, 15
SOFTHSM_TOKEN = "birthmark"  # noqa: S105 - a token's label
_KEY = "birthmark-ca"


def found_in_softhsm(settings: Settings, name: str, pin: SecretStr, so_pin: SecretStr, root_passphrase: SecretStr | None) -> Settings:
    """As `found_in_token`, in a new SoftHSM2 token kept in the home; raises HsmAway where SoftHSM2 is not installed."""
    _require_none(settings)
    module = find_softhsm()
    if module is None:
        raise HsmAway("SoftHSM2 is not installed.", advice="Install softhsm2, or keep the CA's key in an encrypted file.")
    folder = settings.home / "softhsm"
    init_softhsm_token(module, folder, SOFTHSM_TOKEN, pin=pin, so_pin=so_pin)
    return found_in_token(settings, name, pin, module, SOFTHSM_TOKEN, root_passphrase=root_passphrase, softhsm=folder)


def found_in_token(
    settings: Settings,
    name: str,
    pin: SecretStr,
    module: Path,
    token_label: str,
    *,
    root_passphrase: SecretStr | None,
    softhsm: Path | None = None,
) -> Settings:
    """Make a root and an issuing CA called `name`, its key born in the token; return the settings that now name them.

    The root's key is kept beside the chain, encrypted under `root_passphrase`; without one it is forgotten, and nothing more can ever be
    signed with it. Raises SettingsError where the station has an authority already, PkiError.
    """
    _require_none(settings)
    with Token.open(module, token_label, pin, writable=True) as token:
        key = token.make_key(_KEY, KeyKind.EC_P256)
        chain = _make_chain(settings.home, name, key.public_key(), root_passphrase)
    found = AuthoritySettings(kind=AuthorityKind.PKCS11, chain=chain, module=module, token=token_label, key=_KEY, softhsm=softhsm)
    return _remember(settings, found)


def found_in_file(settings: Settings, name: str, passphrase: SecretStr, root_passphrase: SecretStr | None) -> Settings:
    """As `found_in_token`, the issuing CA's key in an encrypted file of the home."""
    _require_none(settings)
    key = generate(KeyKind.EC_P256)
    file = settings.home / "authority" / "ca.key.pem"
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_key_file(file, key, passphrase)
    chain = _make_chain(settings.home, name, key.public_key(), root_passphrase)
    return _remember(settings, AuthoritySettings(kind=AuthorityKind.KEY_FILE, chain=chain, key_file=file))


def _require_none(settings: Settings) -> None:
    if settings.authority is not None:
        raise SettingsError("This station has an authority already.", file=str(settings.home / FILE), key="authority")


def _make_chain(home: Path, name: str, public_key: PublicKey, root_passphrase: SecretStr | None) -> Path:
    folder = home / "authority"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = datetime.now(UTC)
    root_key = generate(KeyKind.EC_P384)
    root = make_root(root_key, f"{name} Root", ROOT_YEARS, now)
    issuing = make_issuing_ca(root_key, root, public_key, name, years=ISSUING_YEARS, now=now)
    if root_passphrase is not None:
        write_key_file(folder / "root.key.pem", root_key, root_passphrase)
    chain = folder / "chain.pem"
    chain.write_bytes(issuing.public_bytes(Encoding.PEM) + root.public_bytes(Encoding.PEM))
    return chain


def _remember(settings: Settings, found: AuthoritySettings) -> Settings:
    file = settings.home / FILE
    values = found.model_dump(mode="json", exclude_defaults=True)
    # A JSON string is a TOML basic string, and these are all strings.
    lines = ["", "[authority]", *(f"{key} = {json.dumps(value)}" for key, value in values.items()), ""]
    with file.open("a", encoding="utf-8") as out:
        out.write("\n".join(lines))
    return load(settings.home)
