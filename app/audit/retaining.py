"""Retention: a whole closed period is written into a signed archive, the archive is proven, and only then leaves the ledger."""

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.audit import verify_export
from app.audit.exporting import VERSION, described, new_folder
from app.audit.verify_export import ENTRIES, RUNS, Wrong, examine
from app.core.errors import ExportBroken, ExportUnwritable
from app.core.seal import Seal, Use
from app.store import Archive, Ledger, Trust
from app.store.heads import Head

if TYPE_CHECKING:
    from app.store.retention import Period

_REASON = "archive"
"""Why heads are signed then."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to leave the ledger, and where to."""

    before: datetime
    """What ended before."""
    folder: Path
    """Where the archive's own folder is made."""
    who: str
    why: str
    anchor: Path | None = None
    """The folder that heads are written to as well."""


@dataclass(frozen=True, slots=True)
class Retained:
    """A period that is in an archive, and no longer in the ledger."""

    folder: Path
    last: int
    """The last entry in it."""
    entries: int
    runs: int


def retain(ledger: Ledger, seal: Seal, station: str, wish: Wish) -> Retained:
    """Archive the longest closed period before that time; whatever goes wrong, what is not in a proven archive is still in the ledger.

    Raises PeriodOpen where something in it goes on, ChainBroken where the ledger does not hold, ExportUnwritable where the folder cannot be
    written, ExportBroken where the archive is not what was written; nothing has left the ledger then.
    """
    trust = Trust(frozenset({seal.public}), wish.anchor)
    period = ledger.retention.find_period(wish.before)
    ledger.audit.verify(trust)
    head = ledger.audit.sign_head(_REASON)
    if head is None:
        raise ExportUnwritable("This ledger was opened without the station's key, so nothing in it can be signed.")
    at = datetime.now(UTC)
    name = f"birthmark-archive-{station}-{at:%Y%m%dT%H%M%S%fZ}"
    with new_folder(wish.folder, name) as part:
        manifest = _write(part, ledger, seal, _Told(station, at, wish, period, head))
        _require_whole(part, seal)
    folder = wish.folder / name
    _keep_for_good(folder)
    ledger.retention.remove(period, Archive(name, manifest, wish.why), wish.who, trust)
    ledger.audit.sign_head(_REASON)
    ledger.retention.give_back()
    return Retained(folder, period.entry, period.entry - period.base.entry, period.count)


@dataclass(frozen=True, slots=True)
class _Told:
    station: str
    at: datetime
    wish: Wish
    period: "Period"
    head: Head


def _write(folder: Path, ledger: Ledger, seal: Seal, told: _Told) -> str:
    """All files of the archive, signed; the SHA-256 of the manifest."""
    runs, first, last = 0, "", ""
    with (folder / ENTRIES).open("wb") as entries, (folder / RUNS).open("wb") as records:
        for body, record in ledger.retention.read(told.period):
            entries.write(body + b"\n")
            if record is not None:
                runs += 1
                records.write(record + b"\n")
                begun = json.loads(record)["run"]["begun"]
                first, last = min(first or begun, begun), max(last, begun)
    (folder / "README.txt").write_text(_readme(told), encoding="utf-8")
    shutil.copyfile(verify_export.__file__, folder / "verify_export.py")
    files = described(folder)
    period, base = told.period, told.period.base
    files[ENTRIES]["lines"] = period.entry - base.entry
    content = {
        "format": VERSION,
        "station": told.station,
        "made": told.at.isoformat(),
        "by": told.wish.who,
        "why": told.wish.why,
        "only": {"until": told.wish.before.astimezone(UTC).isoformat()},
        "count": runs,
        "first": first,
        "last": last,
        "files": files,
        "head": json.loads(told.head.to_json()),
        "archive": {
            "first": base.entry + 1,
            "last": told.period.entry,
            "previous": base.hash,
            "hash": told.period.hash,
            "before": base.name,
        },
    }
    manifest = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False).encode() + b"\n"
    (folder / verify_export.MANIFEST).write_bytes(manifest)
    (folder / verify_export.SIGNATURE).write_bytes(seal.sign_file(Use.EXPORT, manifest))
    return hashlib.sha256(manifest).hexdigest()


def _require_whole(folder: Path, seal: Seal) -> None:
    """Read it all back: every file, every entry, every run."""
    try:
        examine(folder, seal.public.hex())
    except Wrong as error:
        raise ExportBroken(f"The archive is not what was written. {error}") from error


def _keep_for_good(folder: Path) -> None:
    """On the disk itself, before anything relies on it."""
    for file in (*folder.iterdir(), folder, folder.parent):
        if os.name == "nt" and file.is_dir():  # no handle to flush
            continue
        descriptor = os.open(file, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _readme(told: _Told) -> str:
    period = told.period
    return "\n".join(
        (
            f"Entries {period.base.entry + 1} to {period.entry} of the audit chain of the Birthmark station {told.station}, and what the",
            "station knew of the runs in them. They are no longer in the station's ledger, so keep this folder.",
            f"The archive before it: {period.base.name or 'none, this is the first'}.",
            "",
            "How to check it, anywhere, with Python and the package `cryptography`:",
            "    python3 verify_export.py --key KEY",
            "KEY is what `birthmark audit key` says at the station; get it another way than this archive.",
            "At the station, `birthmark audit verify FOLDER` also tells whether the ledger goes on where it ends.",
            "",
            f"{ENTRIES}: an entry a line, as it was hashed: the SHA-256 of each line is the `previous` of the next.",
            f"{RUNS}: a run a line, in the order in which they ended; its SHA-256 is the `record` of the entry that tells of its end.",
            "",
        )
    )
