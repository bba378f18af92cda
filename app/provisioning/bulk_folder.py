"""The folder of a bulk job: whose it is, the spool of what is not yet in it, the rows that were refused, the signed manifest."""

import csv
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from app.core.bulk import Refusal
from app.core.errors import BulkFolder
from app.provisioning.bulk_files import OURS, flush, place, put, sum_line, told

MANIFEST, SIGNATURE, KEY, SUMS, REFUSED = "manifest.txt", "manifest.sig", "station.pem", "SHA256SUMS", "refused.csv"


class Spooled(NamedTuple):
    """One unit of a batch, before its certificate is in the ledger: what could not be made again."""

    identifier: str
    fingerprint: str
    """Of the certificate: SHA-256, hex."""
    sealed: str
    """The private key, sealed, as its file's content; empty where the device has it."""


def name_of(identifier: str) -> str:
    """The unit's folder; a colon is no part of a file's name on Windows."""
    return identifier.replace(":", "%3A")


class Folder:
    """One job's folder. Every call raises BulkFolder where the disk is full or does not allow it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ours = path / OURS
        self._one_case = False
        """Whether the file system takes `a` and `A` for one name."""

    def open(self) -> UUID | None:
        """Make it where it is not there; the job it belongs to, or None for a new one. Raises BulkFolder where it holds anything else."""
        with told(self.path):
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._ours.mkdir(mode=0o700, exist_ok=True)
            for half_written in self._ours.glob("*.new"):
                half_written.unlink()  # a kill came between content and name
            self._one_case = self._ours.with_name(OURS.upper()).exists()
            marker = self._ours / "job"
            if marker.exists():
                try:
                    return UUID(marker.read_text(encoding="ascii"))
                except ValueError:
                    raise BulkFolder(f"The folder {self.path} does not say which job it belongs to.") from None
            others = [entry.name for entry in os.scandir(self.path) if entry.name != OURS]
        if others:
            raise BulkFolder(f"The folder {self.path} is not empty, and no bulk job was begun in it.")
        return None

    def claim(self, job: UUID) -> None:
        """It belongs to this job from now on."""
        with told(self.path):
            put(self._ours / "job", str(job).encode())

    def confuses(self, name: str) -> bool:
        """Whether the file system would take this name for one that is there in other letters; only some do."""
        return self._one_case and os.path.lexists(self.path / name)

    # ---- the spool ---------------------------------------------------------------------------------------------

    def spool(self, number: int, units: Iterable[Spooled], refused: Iterable[Refusal]) -> None:
        """Keep a batch, durably, before it is in the ledger: a kill after that loses no key."""
        lines = [
            json.dumps([astuple(refusal) for refusal in refused]),
            *(json.dumps(each) for each in units),
        ]
        with told(self.path):
            put(self._spool(number), "\n".join(lines).encode())

    def load_spool(self, number: int) -> tuple[list[Spooled], list[Refusal]]:
        """What was kept; raises BulkFolder where it is not there."""
        with told(self.path):
            try:
                first, *lines = self._spool(number).read_text(encoding="utf-8").split("\n")
                return [Spooled(*json.loads(line)) for line in lines], [Refusal(*refusal) for refusal in json.loads(first)]
            except (FileNotFoundError, ValueError, TypeError) as error:
                raise BulkFolder(
                    f"The folder {self.path} lacks what was kept of batch {number}: the keys of its units are lost.",
                    advice="Revoke the certificates of that batch, and make its units anew in another folder.",
                ) from error

    def list_spools(self) -> list[int]:
        """The numbers of the batches that are kept."""
        with told(self.path):
            return sorted(int(file.suffix[1:]) for file in self._ours.glob("spool.????????"))

    def drop_spool(self, number: int) -> None:
        """Forget a batch: it is in the folder for good, or was never in the ledger."""
        with told(self.path):
            self._spool(number).unlink(missing_ok=True)

    def _spool(self, number: int) -> Path:
        return self._ours / f"spool.{number:08}"

    # ---- the end -----------------------------------------------------------------------------------------------

    def flush(self, names: Iterable[str]) -> None:
        """What was written of these units is on the disk when this returns."""
        with told(self.path):
            flush(self.path, names)

    def list_refused(self) -> Iterator[Refusal]:
        """Every refused row, in order, as `refused.csv` tells them."""
        try:
            with (self.path / REFUSED).open(encoding="utf-8", newline="") as file:
                for row, identifier, code, message in islice(csv.reader(file), 1, None):
                    yield Refusal(int(row), identifier, code, message)
        except FileNotFoundError:
            return

    def write_refused(self) -> None:
        """`refused.csv`: the rows that no certificate was made for, and why; none where every row was good."""
        with told(self.path):
            new, count = self._ours / f"{REFUSED}.new", 0
            with new.open("w", encoding="utf-8", newline="") as out:
                table = csv.writer(out)
                table.writerow(("row", "serial", "code", "reason"))
                for file in self._parts("refused"):
                    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
                    table.writerows(lines)
                    count += len(lines)
            if count:
                place(new, self.path / REFUSED)
            else:
                new.unlink()

    def write_sums(self) -> tuple[int, str]:
        """The hash of every file, as `sha256sum --check` reads it; how many there are, and the hash of that list."""
        new, digest, count = self._ours / f"{SUMS}.new", hashlib.sha256(), 0
        with told(self.path):
            with new.open("wb") as out:
                refused = self.path / REFUSED
                own = [sum_line(refused.read_bytes(), REFUSED).encode()] if refused.exists() else []
                for part in chain(own, (file.read_bytes() for file in self._parts("sums"))):
                    out.write(part)
                    digest.update(part)
                    count += part.count(b"\n")
            place(new, self.path / SUMS)
        return count, digest.hexdigest()

    def write_manifest(self, content: bytes, signature: bytes, public_key: bytes) -> None:
        """What was made, in words, and the station's signature over it."""
        with told(self.path):
            put(self.path / KEY, public_key)
            put(self.path / SIGNATURE, signature)
            put(self.path / MANIFEST, content)

    def tidy(self) -> None:
        """Keep only what says which job it was."""
        with told(self.path):
            for kind in ("sums", "refused"):
                for file in self._parts(kind):
                    file.unlink(missing_ok=True)

    def _parts(self, kind: str) -> list[Path]:
        return sorted(self._ours.glob(f"{kind}.[0-9]*"))
