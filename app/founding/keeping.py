"""What a ceremony leaves in the home: the chain, and the settings that name it; each written wholly or not at all."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import tomlkit
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from tomlkit.exceptions import TOMLKitError

from app.core.authority import MAIN
from app.core.errors import CeremonyRefused
from app.settings import FILE, AuthoritySettings, Settings, load


def folder_of(settings: Settings) -> Path:
    """Where authorities keep their files; for the owner only."""
    folder = settings.home / "authority"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def file_of(settings: Settings, name: str, ending: str) -> Path:
    """`chain.pem` of the main authority, `NAME.chain.pem` of another."""
    return folder_of(settings) / (ending if name == MAIN else f"{name}.{ending}")


def keep_chain(file: Path, chain: tuple[x509.Certificate, ...]) -> None:
    """Write the CA certificates, the issuing one first; raises CeremonyRefused."""
    _replace(file, b"".join(certificate.public_bytes(Encoding.PEM) for certificate in chain))


def keep_settings(settings: Settings, name: str, found: AuthoritySettings) -> Settings:
    """Name the authority in `station.toml`, leaving everything else in it as it is; raises CeremonyRefused, SettingsError."""
    values = found.model_dump(mode="json", exclude_defaults=True)

    def add(document: tomlkit.TOMLDocument) -> None:
        table = tomlkit.table()
        table.update(values)
        if name == MAIN:
            document["authority"] = table
        else:
            document.setdefault("authorities", tomlkit.table(is_super_table=True))[name] = table

    _change(settings.home / FILE, add)
    return load(settings.home)


def _change(file: Path, change: Callable[[tomlkit.TOMLDocument], None]) -> None:
    try:
        document = tomlkit.parse(file.read_text(encoding="utf-8")) if file.exists() else tomlkit.document()
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise CeremonyRefused(f"The settings {file} cannot be read, so that the authority cannot be named in them.") from error
    change(document)
    _replace(file, tomlkit.dumps(document).encode())


def _replace(file: Path, content: bytes) -> None:
    try:
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            Path(temporary).replace(file)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CeremonyRefused(
            f"{file} cannot be written: {error.strerror}.", advice="Check the folder's permissions and its space."
        ) from error
