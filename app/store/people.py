"""People in the ledger: admitted, changed, dismissed, and how they tried to log in; rows are only added, the last one counts."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from app.core.people import Override, Person, Right, Role
from app.store.entries import append
from app.store.numbers import next_number
from app.store.tables_line import LoginTable, PersonTable

Opening = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A person with what only the door needs to know of them."""

    person: Person
    pin: str
    """Argon2id, as PHC string."""
    active: bool


class PeopleBook:
    """`Ledger.people`: any thread may call it; every call is one short transaction and raises StoreError as the ledger's do."""

    def __init__(self, station: str, now: Callable[[], datetime], reading: Opening, writing: Opening) -> None:
        self._station = station
        self._now = now
        self._reading = reading
        self._writing = writing

    def keep_person(self, person: Person, pin: str, *, active: bool, who: str, why: str) -> None:
        """Admit a person, or change what is known of one; `why` (admitted, new PIN, dismissed) goes into the audit entry."""
        with self._writing() as session:
            row = PersonTable(
                station=self._station,
                sequence=next_number(session, PersonTable, self._station),
                at=self._now(),
                who=who,
                badge=person.badge,
                name=person.name,
                role=person.role.value,
                pin=pin,
                active=active,
                why=why,
            )
            session.add(row)
            append(session, self._station, row.at, "person.kept", person_facts_of(row), who=who)

    def find(self, badge: str) -> Kept | None:
        """The person of this badge, dismissed or not."""
        with self._reading() as session:
            rows = select(PersonTable).where(col(PersonTable.station) == self._station, col(PersonTable.badge) == badge)
            row = session.exec(rows.order_by(col(PersonTable.sequence).desc()).limit(1)).first()
            return None if row is None else _kept(row)

    def list_all(self) -> list[Kept]:
        """Everybody who was ever admitted, by name."""
        with self._reading() as session:
            rows = session.exec(select(PersonTable).where(col(PersonTable.station) == self._station).order_by(col(PersonTable.sequence)))
            last = {row.badge: _kept(row) for row in rows.all()}
        return sorted(last.values(), key=lambda kept: (kept.person.name.casefold(), kept.person.badge))

    def add_login(self, badge: str, *, right: bool, how: str) -> None:
        """Somebody tried to log in with this badge; `how` says what came of it in a word or two."""
        with self._writing() as session:
            number = next_number(session, LoginTable, self._station)
            row = LoginTable(station=self._station, sequence=number, at=self._now(), badge=badge, right=right, how=how)
            session.add(row)
            append(session, self._station, row.at, "login.tried", login_facts_of(row), who=badge)

    def add_override(self, override: Override, right: Right, what: str) -> None:
        """One person allowed something to another: both names and the reason, as an audit entry."""
        facts = {
            "right": right.value,
            "what": what,
            "asked": f"{override.asked.name} ({override.asked.badge})",
            "allowed": f"{override.allowed.name} ({override.allowed.badge})",
            "reason": override.reason,
        }
        with self._writing() as session:
            append(session, self._station, self._now(), "override.allowed", facts, who=override.allowed.badge)

    def wrong_since_right(self, badge: str) -> list[datetime]:
        """When wrong PINs were typed for this badge since the last right one (or since the person was changed), the oldest first."""
        with self._reading() as session:
            tried = select(LoginTable).where(col(LoginTable.station) == self._station, col(LoginTable.badge) == badge)
            changed = session.exec(
                select(PersonTable.id)
                .where(col(PersonTable.station) == self._station, col(PersonTable.badge) == badge)
                .order_by(col(PersonTable.sequence).desc())
                .limit(1)
            ).first()
            wrong: list[datetime] = []
            for row in session.exec(tried.order_by(col(LoginTable.sequence).desc()).limit(100)).all():
                # By their ids, which are made in the order of time: two things may happen within one tick of the clock.
                if row.right or (changed is not None and row.id < changed):
                    break
                wrong.append(row.at)
            return wrong[::-1]


def person_facts_of(row: PersonTable) -> dict[str, str]:
    """What the audit entry says of a person: not the PIN's hash, which could be tried out, but whether it is still the same."""
    return {
        "badge": row.badge,
        "name": row.name,
        "role": row.role,
        "active": "yes" if row.active else "no",
        "pin": hashlib.sha256(row.pin.encode()).hexdigest(),
        "why": row.why,
    }


def login_facts_of(row: LoginTable) -> dict[str, str]:
    """What the audit entry says of a try to log in."""
    return {"badge": row.badge, "right": "yes" if row.right else "no", "how": row.how}


def _kept(row: PersonTable) -> Kept:
    return Kept(Person(row.badge, row.name, Role(row.role)), row.pin, row.active)
