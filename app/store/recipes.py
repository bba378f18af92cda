"""Recipes in the ledger: every content that was used or written, kept by its digest, and who approved it."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session, col, select

from app.core.errors import ChainBroken, VersionUnknown
from app.core.recipe import Recipe
from app.core.versions import Content, Version
from app.store.entries import append
from app.store.numbers import next_number
from app.store.tables_recipe import ProfileTable, RecipeApprovalTable, RecipeVersionTable
from app.store.verify import Reading

_Pair = tuple[RecipeVersionTable, RecipeApprovalTable | None]


class RecipeBook:
    """`Ledger.recipes`: any thread may call it; every call is one short transaction and raises StoreError as the ledger's do."""

    def __init__(self, station: str, now: Callable[[], datetime], reading: Reading, writing: Reading) -> None:
        self._station = station
        self._now = now
        self._reading = reading
        self._writing = writing

    def keep(self, recipe: Recipe, source: str, who: str) -> Version:
        """The version that this recipe is; remembered from now on, if it was not before."""
        with self._writing() as session:
            keep(session, self._station, self._now(), recipe, source=source, who=who)
            return _version(*_get(session, self._station, recipe.digest))

    def approve(self, digest: str, who: str) -> Version:
        """Let orders be made with a version; one that is approved stays as it is. Raises VersionUnknown."""
        with self._writing() as session:
            row, approval = _get(session, self._station, digest)
            if approval is None:
                approval = RecipeApprovalTable(
                    station=self._station,
                    sequence=next_number(session, RecipeApprovalTable, self._station),
                    at=self._now(),
                    who=who,
                    name=row.name,
                    digest=digest,
                )
                session.add(approval)
                append(session, self._station, approval.at, "recipe.approved", approval_facts_of(approval), who=who)
            return _version(row, approval)

    def find(self, digest: str) -> Version | None:
        """The version of that digest, or None."""
        with self._reading() as session:
            found = _find(session, self._station, digest)
            return None if found is None else _version(*found)

    def find_profile(self, digest: str) -> str | None:
        """The content of the certificate profile of that digest, where an order relies on it, or None."""
        with self._reading() as session:
            found = _find_profile(session, self._station, digest)
            return found.body if found else None

    def list_versions(self, name: str = "") -> list[Version]:
        """The versions of a recipe, or of every one; the newest first."""
        with self._reading() as session:
            wanted = select(RecipeVersionTable).where(col(RecipeVersionTable.station) == self._station)
            if name:
                wanted = wanted.where(col(RecipeVersionTable.name) == name)
            approvals = _approvals(session, self._station)
            rows = session.exec(wanted.order_by(col(RecipeVersionTable.sequence).desc())).all()
            return [_version(row, approvals.get(row.digest)) for row in rows]


def keep(session: Session, station: str, at: datetime, recipe: Recipe, *, source: str, who: str) -> None:
    """Remember a recipe as it is, in the transaction of whoever relies on it; one that is there stays as it is."""
    if _find(session, station, recipe.digest) is not None:
        return
    row = RecipeVersionTable(
        station=station,
        sequence=next_number(session, RecipeVersionTable, station),
        at=at,
        who=who,
        name=recipe.name,
        version=recipe.version,
        title=recipe.title,
        digest=recipe.digest,
        body=recipe.body,
        source=source,
    )
    session.add(row)
    append(session, station, at, "recipe.version", version_facts_of(row), who=who)


def keep_profile(session: Session, station: str, at: datetime, profile: Content) -> None:
    """Remember a certificate profile as it is, in the transaction of whoever relies on it; one that is there stays as it is."""
    if _find_profile(session, station, profile.digest) is not None:
        return
    number = next_number(session, ProfileTable, station)
    row = ProfileTable(station=station, sequence=number, digest=profile.digest, name=profile.name, body=profile.body)
    session.add(row)
    append(session, station, at, "profile.kept", profile_facts_of(row))


def profile_facts_of(row: ProfileTable) -> dict[str, str]:
    """What the audit entry says of a profile that is kept."""
    return {"name": row.name, "digest": row.digest, "body": hashlib.sha256(row.body.encode()).hexdigest()}


def version_facts_of(row: RecipeVersionTable) -> dict[str, str]:
    """What the audit entry says of a version."""
    source = hashlib.sha256(row.source.encode()).hexdigest() if row.source else ""
    return {"name": row.name, "version": row.version, "title": row.title, "digest": row.digest, "source": source, "by": row.who}


def approval_facts_of(row: RecipeApprovalTable) -> dict[str, str]:
    """What the audit entry says of an approval."""
    return {"name": row.name, "digest": row.digest, "by": row.who}


def check_versions(session: Session, station: str) -> None:
    """Raise ChainBroken where a version or a profile is not what its digest says, or what was approved is not there."""
    for profile in session.exec(select(ProfileTable).where(col(ProfileTable.station) == station)).all():
        if hashlib.sha256(profile.body.encode()).hexdigest() != profile.digest:
            raise ChainBroken(f"The certificate profile {profile.name} was altered: it is not what its digest says.")
    known = set()
    for row in session.exec(select(RecipeVersionTable).where(col(RecipeVersionTable.station) == station)).all():
        if hashlib.sha256(row.body.encode()).hexdigest() != row.digest:
            raise ChainBroken(f"The recipe {row.name} {row.version} was altered: it is not what its digest says.")
        known.add(row.digest)
    for approval in _approvals(session, station).values():
        if approval.digest not in known:
            raise ChainBroken(f"A version of the recipe {approval.name} was approved, and is not in the ledger.")


def _find_profile(session: Session, station: str, digest: str) -> ProfileTable | None:
    wanted = select(ProfileTable).where(col(ProfileTable.station) == station, col(ProfileTable.digest) == digest)
    return session.exec(wanted).first()


def _find(session: Session, station: str, digest: str) -> _Pair | None:
    versions = select(RecipeVersionTable).where(col(RecipeVersionTable.station) == station, col(RecipeVersionTable.digest) == digest)
    row = session.exec(versions).first()
    return None if row is None else (row, _approvals(session, station, digest).get(digest))


def _approvals(session: Session, station: str, *digests: str) -> dict[str, RecipeApprovalTable]:
    """By digest; of these alone, where any are named."""
    wanted = select(RecipeApprovalTable).where(col(RecipeApprovalTable.station) == station)
    if digests:
        wanted = wanted.where(col(RecipeApprovalTable.digest).in_(digests))
    return {row.digest: row for row in session.exec(wanted).all()}


def _get(session: Session, station: str, digest: str) -> _Pair:
    found = _find(session, station, digest)
    if found is None:
        raise VersionUnknown(f"The ledger knows no recipe with the digest {digest[:12]}….")
    return found


def _version(row: RecipeVersionTable, approval: RecipeApprovalTable | None) -> Version:
    return Version(
        name=row.name,
        version=row.version,
        title=row.title,
        digest=row.digest,
        body=row.body,
        source=row.source,
        by=row.who,
        at=row.at,
        approved_by=approval.who if approval else "",
        approved_at=approval.at if approval else None,
    )
