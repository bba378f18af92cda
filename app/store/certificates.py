"""Certificates in the ledger: remembered once per key, confirmed by a run that passed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, select

from app.core.chain import Chain, Prior, key_fingerprint
from app.core.errors import Duplicate
from app.core.run import Record
from app.store import revocations
from app.store.columns import any_of
from app.store.entries import append, moment
from app.store.numbers import next_number
from app.store.order_units import require_room
from app.store.tables import CertificateTable, IssuerTable, RunTable

_RSA = bytes.fromhex("06092a864886f70d010101")
"""rsaEncryption, as the algorithm of a key."""


def add_issued(session: Session, station: str, at: datetime, run: UUID, made: Prior, *, renewing: bool) -> None:
    """Remember a certificate just made; raises Duplicate where one for the same identifier, key and recipe is still good.

    Good is what has not run out and was not revoked; `renewing` asks for another one, so that only an unconfirmed one stands in its way.
    Raises OrderNotOpen, QuotaUsed where the run's order has no place for another unit.
    """
    require_room(session, station, session.get_one(RunTable, run).work_order, made.identifier)
    known = session.exec(
        select(CertificateTable).where(
            col(CertificateTable.station) == station, or_(_same(made), col(CertificateTable.fingerprint) == made.chain.fingerprint)
        )
    ).all()
    for row in known:
        good = row.expires > at and not (renewing and row.confirmed_run) and revocations.find(session, row.fingerprint) is None
        if good or row.fingerprint == made.chain.fingerprint:
            raise Duplicate(f"The ledger already has a certificate for {row.identifier} and this key (serial {row.serial}).")
    row = _row(session, station, at, run, made, generation=len(known), issued=True)
    session.add(row)
    _append(session, row, "certificate.issued")


def bring(session: Session, station: str, at: datetime, record: Record, chain: Chain) -> None:
    """Keep a certificate that a device came with, unless the ledger knows it."""
    if _find(session, station, chain.fingerprint) is not None:
        return
    key = key_fingerprint(chain.leaf.public_key())
    brought = Prior(chain, record.identifier, key, record.start.recipe_digest, confirmed=False)
    same = session.exec(select(CertificateTable.id).where(col(CertificateTable.station) == station, _same(brought))).all()
    row = _row(session, station, at, record.start.run, brought, generation=len(same), issued=False)
    session.add(row)
    _append(session, row, "certificate.brought")


def confirm(session: Session, station: str, fingerprint: str, run: UUID, at: datetime) -> None:
    """Say that a run that PASSED put it into a device; the first one stays."""
    row = _find(session, station, fingerprint)
    if row is not None and row.confirmed_run is None:
        row.confirmed_run = run
        row.confirmed_at = at


def list_issued(session: Session, identifier: str, key: str) -> list[Prior]:
    """Every certificate ever made for this identifier or this key, or brought by a device that passed, newest first."""
    return list_among(session, (identifier,), (key,))


def list_among(session: Session, identifiers: Sequence[str], keys: Sequence[str]) -> list[Prior]:
    """As `list_issued`, for many at once."""
    fits = or_(col(CertificateTable.identifier).in_(any_of(identifiers)), col(CertificateTable.key).in_(any_of(keys)))
    rows = session.exec(
        select(CertificateTable).where(fits, _trusted()).order_by(col(CertificateTable.at).desc(), col(CertificateTable.id).desc())
    )
    return [
        Prior(
            chain_of(session, row),
            row.identifier,
            row.key,
            row.recipe_digest,
            confirmed=row.confirmed_run is not None,
            revoked=revocation.reason if (revocation := revocations.find(session, row.fingerprint)) else None,
        )
        for row in rows.all()
    ]


def list_moduli(session: Session) -> list[int]:
    """The moduli of the RSA keys that have a certificate."""
    ders = session.exec(select(CertificateTable.der).where(func.instr(col(CertificateTable.der), _RSA) > 0, _trusted()))
    keys = (x509.load_der_x509_certificate(der).public_key() for der in ders)
    return [key.public_numbers().n for key in keys if isinstance(key, rsa.RSAPublicKey)]


def knows(session: Session, fingerprint: str) -> bool:
    """Whether it was made here, or came with a device that passed."""
    return session.exec(select(CertificateTable.id).where(col(CertificateTable.fingerprint) == fingerprint, _trusted())).first() is not None


def chain_by(session: Session, station: str, fingerprint: str) -> Chain | None:
    """The chain a run ended with; None where it had none."""
    row = _find(session, station, fingerprint) if fingerprint else None
    return None if row is None else chain_of(session, row)


def issued_in(session: Session, run: UUID) -> CertificateTable | None:
    """The certificate that was made in this run."""
    made = select(CertificateTable).where(col(CertificateTable.run) == run, col(CertificateTable.issued))
    return session.exec(made).first()


def _trusted() -> ColumnElement[bool]:
    return or_(col(CertificateTable.issued), col(CertificateTable.confirmed_run).is_not(None))


def _same(prior: Prior) -> ColumnElement[bool]:
    return and_(
        col(CertificateTable.identifier) == prior.identifier,
        col(CertificateTable.key) == prior.key,
        col(CertificateTable.recipe_digest) == prior.recipe_digest,
    )


def _find(session: Session, station: str, fingerprint: str) -> CertificateTable | None:
    return session.exec(
        select(CertificateTable).where(col(CertificateTable.station) == station, col(CertificateTable.fingerprint) == fingerprint)
    ).first()


class Issuers:
    """Makes chains of certificates and the fingerprints of their issuers; reads and parses each issuer once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, ...], tuple[x509.Certificate, ...]] = {}

    def chain(self, station: str, der: bytes, issuers: Sequence[str]) -> Chain:
        """The chain of this certificate; `issuers`: nearest first."""
        key = (station, *issuers)
        if key not in self._known:
            self._known[key] = self._load(station, issuers)
        return Chain.of_der(der, self._known[key])

    def _load(self, station: str, issuers: Sequence[str]) -> tuple[x509.Certificate, ...]:
        found = self._session.exec(
            select(IssuerTable).where(col(IssuerTable.station) == station, col(IssuerTable.fingerprint).in_(issuers))
        ).all()
        by_fingerprint = {issuer.fingerprint: x509.load_der_x509_certificate(issuer.der) for issuer in found}
        return tuple(by_fingerprint[fingerprint] for fingerprint in issuers)


def chain_of(session: Session, row: CertificateTable) -> Chain:
    """The certificate in this row and its issuers."""
    return Issuers(session).chain(row.station, row.der, row.issuers)


def _row(session: Session, station: str, at: datetime, run: UUID, new: Prior, *, generation: int, issued: bool) -> CertificateTable:
    return CertificateTable(
        station=station,
        sequence=next_number(session, CertificateTable, station),
        at=at,
        run=run,
        identifier=new.identifier,
        key=new.key,
        recipe_digest=new.recipe_digest,
        generation=generation,
        serial=new.chain.serial,
        fingerprint=new.chain.fingerprint,
        expires=new.chain.leaf.not_valid_after_utc,
        der=new.chain.der,
        issuers=[keep_issuer(session, station, issuer) for issuer in new.chain.issuers],
        issued=issued,
    )


def keep_issuer(session: Session, station: str, issuer: x509.Certificate) -> str:
    """Its fingerprint, once its bytes are in the ledger."""
    fingerprint = issuer.fingerprint(hashes.SHA256()).hex()
    known = select(IssuerTable.id).where(col(IssuerTable.station) == station, col(IssuerTable.fingerprint) == fingerprint)
    if session.exec(known).first() is None:
        number = next_number(session, IssuerTable, station)
        session.add(IssuerTable(station=station, sequence=number, fingerprint=fingerprint, der=issuer.public_bytes(Encoding.DER)))
        session.flush()
    return fingerprint


def _append(session: Session, row: CertificateTable, kind: str) -> None:
    run = session.get_one(RunTable, row.run)
    append(session, row.station, row.at, kind, facts_of(row), who=run.operator, run=row.run)


class Told(Protocol):
    """What the audit entry of a certificate is made of: a row, or what becomes one."""

    @property
    def fingerprint(self) -> str:
        """SHA-256, hex."""

    @property
    def identifier(self) -> str:
        """Whose it is."""

    @property
    def key(self) -> str:
        """SHA-256 of the SubjectPublicKeyInfo, hex."""

    @property
    def expires(self) -> datetime:
        """When it ends."""

    @property
    def recipe_digest(self) -> str:
        """What it was made for."""

    @property
    def serial(self) -> str:
        """Hex."""

    @property
    def issuers(self) -> list[str]:
        """Fingerprints, nearest first."""


def facts_of(row: Told) -> dict[str, str]:
    """What the audit entry says of it."""
    return {
        "fingerprint": row.fingerprint,
        "identifier": row.identifier,
        "key": row.key,
        "not_after": moment(row.expires),
        "recipe_digest": row.recipe_digest,
        "serial": row.serial,
        "issuers": " ".join(row.issuers),
    }
