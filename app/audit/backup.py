"""Backups of the ledger: whole, proven, signed, encrypted if asked; and bringing one back with proof that the chain holds."""

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyrage

from app.core.errors import BackupUnusable, ExportUnwritable, SealBroken, StoreError
from app.core.seal import Seal, Use, check_file
from app.store import Ledger, Trust
from app.store.copying import last_known, put_in_place

Tell = Callable[[int, int], object]

VERSION = "birthmark backup 1"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is whole, proven and signed."""

    file: Path
    entries: int
    """How many audit entries are in it."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A ledger that was brought back."""

    entries: int
    lost: str
    """What was known of the old ledger and is not in the backup, in a sentence."""
    aside: Path | None
    """Where the old ledger is now."""


def _untold(_done: int, _of: int) -> None:
    """Nobody wants to know."""


def back_up(ledger: Ledger, seal: Seal, station: str, folder: Path, tell: Tell = _untold, *, recipient: str = "", who: str = "") -> Backup:
    """Copy the ledger into a new file in `folder`, prove the copy, and sign what it is.

    `recipient` is an age public key (`age1…`): then only who has its secret key can read the backup. `tell` hears how many entries are
    proven, and 0 of 0 while nobody can say; what it raises ends the backup. Raises ExportUnwritable where the folder cannot be written,
    BackupUnusable for a wrong recipient; nothing is left there then.
    """
    at = datetime.now(UTC)
    name = f"birthmark-{station}-{at:%Y%m%dT%H%M%S%fZ}.db"
    with _begun(folder, name) as part:
        ledger.copy_to(part, lambda: tell(0, 0))
        with Ledger.open(part, station, read_only=True) as copy:
            number, head = copy.chain_head()
            copy.audit.verify(Trust(frozenset({seal.public})), tell, apart=False)
        target = folder / name
        if recipient:
            target = folder / f"{name}.age"
            _encrypt(part, recipient)
        told: dict[str, str | int] = {
            "format": VERSION,
            "station": station,
            "made": at.isoformat(),
            "file": target.name,
            "sha256": _digest(part),
            "entries": number,
            "head": head,
        }
        content = json.dumps(told, indent=2, sort_keys=True).encode() + b"\n"
        target.with_name(f"{target.name}.json").write_bytes(content)
        target.with_name(f"{target.name}.json.sig").write_bytes(seal.sign_file(Use.EXPORT, content))
        part.rename(target)
    ledger.note("backup.made", {"file": target.name, "folder": str(folder), "sha256": str(told["sha256"]), "entries": str(number)}, who=who)
    ledger.audit.sign_head("backup")
    return Backup(target, number)


def prune(folder: Path, station: str, keep: int) -> list[Path]:
    """Delete all but the newest `keep` backups of the station; which those were."""
    named = re.compile(rf"birthmark-{re.escape(station)}-\d{{8}}T\d+Z\.db(\.age)?")
    made = sorted(file for file in folder.iterdir() if named.fullmatch(file.name))
    gone = made[: max(0, len(made) - keep)]
    for file in gone:
        for ending in ("", ".json", ".json.sig"):
            file.with_name(f"{file.name}{ending}").unlink(missing_ok=True)
    return gone


def restore(  # noqa: PLR0917 - a command's options
    backup: Path, ledger: Path, seal: Seal, station: str, identity: Path | None = None, anchor: Path | None = None, *, who: str, why: str
) -> Restored:
    """Put a backup in the place of the ledger, which is set aside whole, and say so in the chain that goes on.

    Raises BackupUnusable where the backup is not what it was, is another station's or its chain does not hold: then nothing was changed.
    """
    told = _require_as_made(backup, station, seal.public)
    at = datetime.now(UTC)
    with tempfile.TemporaryDirectory(dir=_made(ledger.parent), prefix="restoring-") as scratch:
        copy = Path(scratch) / "ledger.db"
        _decrypt(backup, copy, identity)
        try:
            with Ledger.open(copy, station, read_only=True) as opened:
                entries = opened.audit.verify(Trust(frozenset({seal.public})), apart=False).entries
                number, _ = opened.chain_head()
        except StoreError as error:
            raise BackupUnusable(f"The backup {backup} cannot be brought back: {error.message}") from error
        known = last_known(ledger)
        lost = f"entries {number + 1} to {known} are not in it." if known > number else "no entry is known that is not in it."
        aside = put_in_place(copy, ledger, at)
    facts = {
        "backup": backup.name,
        "sha256": str(told["sha256"]),
        "lost": lost,
        "aside": aside.name if aside else "",
        "who": who,
        "why": why,
    }
    Ledger.open(ledger, station, seal=seal, anchor=anchor, restored=facts).close()
    return Restored(entries, lost, aside)


@contextmanager
def _begun(folder: Path, name: str) -> Iterator[Path]:
    """A file beside the backup's own name, gone where it does not become the backup."""
    part = folder / f"{name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield part
    except OSError as error:
        raise ExportUnwritable(f"The backup cannot be written to {folder}: {error.strerror or error}.") from error
    finally:
        for left in folder.glob(f"{part.name}*"):
            left.unlink(missing_ok=True)


def _require_as_made(backup: Path, station: str, public: bytes) -> dict[str, object]:
    """What the signed description says of the backup; raises BackupUnusable unless the station signed it, and the file is that one."""
    described = backup.with_name(f"{backup.name}.json")
    try:
        content = described.read_bytes()
        signer = check_file(Use.EXPORT, content, described.with_name(f"{described.name}.sig").read_bytes())
        told: dict[str, object] = json.loads(content)
        if signer != public:
            raise BackupUnusable(f"The backup {backup} is signed by another station's key.")
        if (told.get("format"), told.get("station"), told.get("sha256")) != (VERSION, station, _digest(backup)):
            raise BackupUnusable(f"The backup {backup} is not what its signed description says.")
    except SealBroken as error:
        raise BackupUnusable(f"The description of the backup {backup} was altered: {error.message}") from error
    except (OSError, ValueError) as error:
        raise BackupUnusable(f"The backup {backup} or its signed description cannot be read.") from error
    return told


def _encrypt(part: Path, recipient: str) -> None:
    """In place: the clear copy is gone afterwards."""
    hidden = part.with_name(f"{part.name}.age")
    try:
        pyrage.encrypt_file(str(part), str(hidden), [pyrage.x25519.Recipient.from_str(recipient)])
    except (pyrage.RecipientError, pyrage.EncryptError) as error:
        raise BackupUnusable(
            f"The backup cannot be encrypted for {recipient[:16]}…: {error}.", advice="Name an age public key: `age1…`."
        ) from error
    hidden.replace(part)


def _decrypt(backup: Path, copy: Path, identity: Path | None) -> None:
    try:
        if backup.suffix != ".age":
            shutil.copyfile(backup, copy)
            return
        if identity is None:
            raise BackupUnusable(f"The backup {backup} is encrypted.", advice="Name the file with the age secret key: --identity FILE.")
        lines = identity.read_text(encoding="utf-8").splitlines()
        keys = [pyrage.x25519.Identity.from_str(line.strip()) for line in lines if line.startswith("AGE-SECRET-KEY-")]
        pyrage.decrypt_file(str(backup), str(copy), keys)
    except (pyrage.IdentityError, pyrage.DecryptError) as error:
        raise BackupUnusable(f"The backup {backup} cannot be decrypted with that key.") from error
    except OSError as error:
        raise BackupUnusable(f"The backup {backup} cannot be unpacked: {error.strerror or error}.") from error


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
