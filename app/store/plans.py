"""What was arranged for authorities: registrations at the platform, and hand-overs from one to the next."""

from dataclasses import asdict

from sqlmodel import Session, col, select

from app.core.authority import Handover, Registered
from app.core.jitp import Jitp
from app.store.entries import append, moment
from app.store.numbers import next_number
from app.store.tables_authority import HandoverTable, RegistrationTable


def add_registration(session: Session, station: str, registered: Registered) -> None:
    """A CA was made known to a platform."""
    row = RegistrationTable(
        station=station,
        sequence=next_number(session, RegistrationTable, station),
        at=registered.at,
        fingerprint=registered.fingerprint,
        platform=registered.platform,
        prn=registered.prn,
        description=registered.description,
        who=registered.who,
        jitp={} if registered.jitp is None else {**asdict(registered.jitp), "tags": list(registered.jitp.tags)},
        jitp_set=registered.jitp_set,
        requests=list(registered.requests),
    )
    session.add(row)
    append(session, station, registered.at, "authority.registered", registration_facts_of(row), who=registered.who)


def registration_facts_of(row: RegistrationTable) -> dict[str, str]:
    """What the audit entry says of a registration."""
    return {
        "ca": row.fingerprint,
        "platform": row.platform,
        "prn": row.prn,
        "description": row.description,
        "jitp": "" if not row.jitp else "set" if row.jitp_set else "by hand",
        "requests": " ".join(row.requests),
        **{f"jitp_{name}": " ".join(value) if isinstance(value, list) else str(value) for name, value in row.jitp.items()},
    }


def find_registration(session: Session, fingerprint: str) -> Registered | None:
    """How the platform was last told of this CA."""
    row = session.exec(
        select(RegistrationTable)
        .where(col(RegistrationTable.fingerprint) == fingerprint)
        .order_by(col(RegistrationTable.at).desc(), col(RegistrationTable.sequence).desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    jitp = Jitp(**{**row.jitp, "tags": tuple(row.jitp["tags"])}) if row.jitp else None
    return Registered(row.at, row.fingerprint, row.platform, row.prn, row.description, row.who, jitp, row.jitp_set, tuple(row.requests))


def plan_handover(session: Session, station: str, plan: Handover) -> None:
    """Arrange, change or (with an empty `after`) take back a hand-over."""
    row = HandoverTable(
        station=station,
        sequence=next_number(session, HandoverTable, station),
        at=plan.at,
        before=plan.before,
        after=plan.after,
        begins=plan.begins,
        who=plan.who,
    )
    session.add(row)
    append(session, station, plan.at, "authority.handover", handover_facts_of(row), who=plan.who)


def handover_facts_of(row: HandoverTable) -> dict[str, str]:
    """What the audit entry says of a plan."""
    return {"before": row.before, "after": row.after, "begins": moment(row.begins)}


def list_handovers(session: Session, station: str) -> list[Handover]:
    """The plans that are in force, by when they begin."""
    rows = session.exec(select(HandoverTable).where(col(HandoverTable.station) == station).order_by(col(HandoverTable.sequence))).all()
    last = {row.before: Handover(row.at, row.before, row.after, row.begins, row.who) for row in rows}
    return sorted((plan for plan in last.values() if plan.after), key=lambda plan: plan.begins)
