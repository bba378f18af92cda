"""The head of the audit chain, signed: in the ledger now and then, and after every commit in a file kept apart from it."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Self

import rfc8785
import structlog
from sqlalchemy import Connection
from sqlmodel import Session, col, func, select

from app.core.errors import ChainBroken, SealBroken
from app.core.seal import Seal, Use, check
from app.store.archives import base_of
from app.store.entries import append, head_of, moment
from app.store.numbers import insert_many, new_ids, number_after
from app.store.tables import ENTRIES
from app.store.tables_audit import HEADS, HeadTable

log = structlog.get_logger(__name__)

EVERY = 256
"""Entries after which a signed head goes into the ledger itself, and to the anchor."""

KEY_MADE, APART_MISSING, RESTORED = "seal.made", "head.missing", "ledger.restored"
"""Kinds of entries that tell of the signing itself."""

_SLOT = 1024
"""Bytes. The file kept apart has two slots that are written in turn: a power cut spoils at most one of them."""


@dataclass(frozen=True, slots=True)
class Head:
    """Which entry was the last, and the station's signature under it."""

    station: str
    at: datetime
    entry: int
    hash: str
    reason: str
    """Why it was signed then: `export`, `shift`, `close`, …; empty: a commit like any other."""
    key: str
    """The public key, hex."""
    signature: str = ""
    """Hex."""

    @classmethod
    def of_json(cls, text: bytes) -> Self | None:
        """The head in a slot or a line; None where there is none that can be read."""
        try:
            told = json.loads(text)
            return cls(**{**told, "at": datetime.fromisoformat(told["at"]), "entry": int(told["entry"])})
        except (ValueError, TypeError, KeyError):
            return None

    @property
    def content(self) -> bytes:
        """What is signed."""
        told = {name: value for name, value in self._plain().items() if name != "signature"}
        return rfc8785.dumps(told)

    def to_json(self) -> bytes:
        """A line of JSON, without its end."""
        return rfc8785.dumps(self._plain())

    def require_signed(self, keys: frozenset[str] | set[str]) -> None:
        """Raise SealBroken unless one of these keys (hex) signed it."""
        if self.key not in keys:
            raise SealBroken(f"The head at entry {self.entry} is signed by the key {self.key[:16]}…, which is none of this station's.")
        check(bytes.fromhex(self.key), Use.HEAD, self.content, bytes.fromhex(self.signature))

    def _plain(self) -> dict[str, Any]:
        return {
            "at": moment(self.at),
            "entry": self.entry,
            "hash": self.hash,
            "key": self.key,
            "reason": self.reason,
            "signature": self.signature,
            "station": self.station,
        }


class Heads:
    """Signs for one open ledger; its writer calls it, one transaction at a time."""

    def __init__(self, seal: Seal, station: str, ledger: Path | None, anchor: Path | None) -> None:
        self._seal, self._station, self._anchor = seal, station, anchor
        self._apart = apart_of(ledger) if ledger else None
        self._anchored = anchor is not None and _anchor_of(anchor, station).exists()
        """Whether the anchor has any head; it gets one at once, for without it nobody could say where the chain ended."""
        self._slot = 0
        self._signed = 0
        """The entry of the last signed head in the ledger."""
        self._kept = 0
        """The entry of the last head that was signed, or where the chain ended before the first."""

    def begin(self, session: Session, now: datetime, restored: Mapping[str, str] | None) -> None:
        """Compare what is kept apart with the chain, and tell in the chain of a key that is new there, or of a file that is gone.

        `restored`: the chain was brought back from a backup on purpose, and these are the facts of it.

        Raises ChainBroken where the chain is shorter than it was, or another one.
        """
        known = keys_of(session, self._station)
        self._kept, _ = head_of(session.connection(), self._station)
        self._signed = session.exec(select(func.max(HeadTable.entry)).where(col(HeadTable.station) == self._station)).one() or 0
        kept = read_apart(self._apart) if self._apart else ()
        last = newest(kept, known | {self._seal.public.hex()})
        if restored is not None:
            append(session, self._station, now, RESTORED, restored)
        elif self._apart and last is not None:
            require_head(session, last, self._apart)
            self._slot = 1 - kept.index(last)
        elif self._apart and known:
            append(session, self._station, now, APART_MISSING, {"file": self._apart.name})
        if self._seal.public.hex() not in known:
            append(session, self._station, now, KEY_MADE, {"public": self._seal.public.hex(), "name": self._seal.name})

    def sign(self, connection: Connection, now: datetime, reason: str = "") -> Head | None:
        """Sign what the transaction has appended, or, for a `reason`, the chain as it stands; None where there is nothing to sign."""
        number, digest = head_of(connection, self._station)
        if not number or (number == self._kept and not reason):
            return None
        bare = Head(self._station, now, number, digest, reason, self._seal.public.hex())
        head = replace(bare, signature=self._seal.sign(Use.HEAD, bare.content).hex())
        if number > self._signed and (reason or number - self._signed >= EVERY):
            row = (*new_ids(1), now, number, digest, reason, head.key, head.signature)
            same = {"station": self._station, "sequence": number_after(connection, HEADS.name, self._station)}
            insert_many(connection, HEADS, same, ("id", "at", "entry", "hash", "reason", "key", "signature"), [row])
        return head

    def keep(self, head: Head) -> None:
        """Write a head that is committed to where it is kept apart; failing there undoes nothing, and is found at the next verification."""
        self._kept = head.entry
        durable = bool(head.reason) or head.entry - self._signed >= EVERY
        try:
            if self._apart is not None:
                _write_slot(self._apart, self._slot, head.to_json(), durable=durable)
                self._slot = 1 - self._slot
            if self._anchor is not None and (durable or not self._anchored):
                with _anchor_of(self._anchor, head.station).open("ab") as opened:
                    opened.write(head.to_json() + b"\n")
                self._anchored = True
        except OSError as error:
            log.warning("head.not_kept_apart", entry=head.entry, reason=error.strerror)
        if durable:
            self._signed = head.entry


def apart_of(ledger: Path) -> Path:
    """Where the last signed head of the ledger in this file is kept apart."""
    return ledger.with_name(f"{ledger.name}.head")


def _anchor_of(folder: Path, station: str) -> Path:
    return folder / f"{station}.heads.jsonl"


def read_apart(file: Path) -> tuple[Head | None, ...]:
    """What is in the slots of the file."""
    try:
        content = file.read_bytes()
    except OSError:
        return ()
    return tuple(Head.of_json(content[place : place + _SLOT]) for place in (0, _SLOT))


def read_anchor(anchor: Path, station: str) -> tuple[Head | None, ...]:
    """The heads of a station in the anchor's folder, the oldest first; raises ChainBroken where they cannot be read."""
    try:
        lines = _anchor_of(anchor, station).read_bytes().splitlines()
    except OSError as error:
        raise ChainBroken(f"The anchor of station {station} in {anchor} cannot be read: {error.strerror}.") from error
    return tuple(Head.of_json(line) for line in lines)


def newest(heads: tuple[Head | None, ...], keys: frozenset[str] | set[str]) -> Head | None:
    """The last that one of these keys (hex) signed: the one with the highest number, after the last deliberate step back."""
    last: Head | None = None
    for head in sorted((head for head in heads if head), key=lambda head: (head.at, head.entry)):
        try:
            head.require_signed(keys)
        except (SealBroken, ValueError):
            continue
        if last is None or head.entry >= last.entry or head.reason == RESTORED:
            last = head
    return last


def require_head(session: Session, head: Head, where: Path) -> None:
    """Raise ChainBroken unless the chain has, at the number of a head that was kept in `where`, what the head says."""
    kept, base = ENTRIES.c, base_of(session, head.station)
    if head.entry < base.entry:  # in an archive, which is signed itself
        return
    found = session.connection().execute(select(kept.hash).where(kept.station == head.station, kept.sequence == head.entry)).scalar()
    if found is None and head.entry == base.entry:
        found = base.hash
    if found is None:
        last, _ = head_of(session.connection(), head.station)
        raise ChainBroken(
            f"The audit chain of station {head.station} was cut off: it ends at entry {last}, but the signed head kept in {where} says that"
            f" it reached {head.entry}. The ledger was cut short, or replaced by an older one."
        )
    if found != head.hash:
        raise ChainBroken(
            f"The audit chain of station {head.station} is another one: entry {head.entry} is not what the signed head in {where} says."
        )


def keys_of(session: Session, station: str) -> set[str]:
    """The public keys (hex) that the chain tells of, or told of before it was archived."""
    kept = ENTRIES.c
    bodies = session.connection().execute(
        ENTRIES.select().with_only_columns(kept.body).where(kept.station == station, kept.kind == KEY_MADE)
    )
    return {json.loads(body)["facts"]["public"] for (body,) in bodies} | base_of(session, station).keys


def list_heads(session: Session, station: str) -> list[Head]:
    """Every signed head in the ledger, the oldest first."""
    rows = session.exec(select(HeadTable).where(col(HeadTable.station) == station).order_by(col(HeadTable.sequence)))
    return [Head(row.station, row.at, row.entry, row.hash, row.reason, row.key, row.signature) for row in rows]


def _write_slot(file: Path, slot: int, content: bytes, *, durable: bool) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.lseek(descriptor, slot * _SLOT, os.SEEK_SET)
        os.write(descriptor, content.ljust(_SLOT - 1) + b"\n")
        if durable:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
