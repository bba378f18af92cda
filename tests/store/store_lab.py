"""What the tests of this room share: runs as a lane writes them, certificates, and a clock that is told the time."""

import datetime as dt
import functools
import importlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from uuid6 import uuid7

from app.core.chain import Chain, key_fingerprint
from app.core.device import Identity, Port, PortKind
from app.core.run import Failure, Outcome, Receipt, ReceiptState, Record, Start, Step, StepResult

ROOT = Path(__file__).resolve().parents[2]

# All tables are known to whoever asks SQLModel: a ledger loads some of them when it is first asked for what is in them.
for _tables in sorted((ROOT / "app" / "store").glob("tables*.py")):
    importlib.import_module(f"app.store.{_tables.stem}")
NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
STATION = "LINE-2-A"
DIGEST = "ab" * 32


@dataclass
class Clock:
    """A clock that is told the time."""

    at: dt.datetime = NOW

    def __call__(self) -> dt.datetime:
        return self.at


@functools.cache
def ca() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    return key, _certificate("Lab CA", key, "Lab CA", key, NOW + dt.timedelta(days=3650))


def chain_for(name: str, expires: dt.datetime = NOW + dt.timedelta(days=365)) -> Chain:
    """A certificate for a new key, and its issuer."""
    ca_key, ca_certificate = ca()
    return Chain(_certificate(name, ec.generate_private_key(ec.SECP256R1()), "Lab CA", ca_key, expires), (ca_certificate,))


def _certificate(name, key, issuer, issuer_key, expires) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - dt.timedelta(days=1))
        .not_valid_after(expires)
        .sign(issuer_key, hashes.SHA256())
    )


def key_of(chain: Chain) -> str:
    return key_fingerprint(chain.leaf.public_key())


def start_of(number: int, **changes) -> Start:
    start = Start(
        run=uuid7(),
        tray=number % 4 + 1,
        operator="OP-07",
        order="WO-4711",
        recipe="gateway",
        recipe_version="3",
        recipe_digest=DIGEST,
        port=Port(PortKind.SERIAL, "/dev/ttyUSB0", "1-4.2", 0x0403, 0x6001, "FT1", "UART", "FTDI"),
        steps=(Step.IDENTIFY, Step.ISSUE, Step.REGISTER),
        at=NOW + dt.timedelta(seconds=10 * number),
        scan=f"SN-{number:06}",
    )
    return replace(start, **changes)


def result_of(start: Start, step: Step, failure: Failure | None = None, **facts: str) -> StepResult:
    return StepResult(step, start.at + dt.timedelta(seconds=start.steps.index(step)), 0.75, facts, failure)


def record_of(
    start: Start, outcome: Outcome = Outcome.PASSED, chain: Chain | None = None, failure: Failure | None = None, **changes
) -> Record:
    serial = start.scan
    steps = tuple(result_of(start, step, fact="worth knowing") for step in start.steps)
    if failure is not None:
        steps = (*steps[:-1], replace(steps[-1], failure=failure))
    record = Record(
        start=start,
        outcome=outcome,
        ended=start.at + dt.timedelta(seconds=4),
        seconds=4.25,
        steps=steps,
        identity=Identity("Gateway", serial, "C", "1.2.3", f"chip-{serial}"),
        identifier=f"EI-{serial}",
        chain=chain,
        receipt=Receipt(ReceiptState.REGISTERED, f"prn:1:{serial}:device", f"prn:1:{serial}:certificate", ("req-1", "req-2"), created=True),
        failure=failure,
    )
    return replace(record, **changes)


def write(ledger, record: Record) -> Record:
    """A whole run, as a lane writes it."""
    start = record.start
    ledger.begin(start)
    for result in record.steps:
        ledger.begin_step(start.run, result.step, result.at)
        if result.step is Step.ISSUE and record.chain is not None and not ledger.knows_certificate(record.chain.fingerprint):
            ledger.add_issued(start.run, record.identifier, key_of(record.chain), start.recipe_digest, record.chain)
        ledger.end_step(start.run, result)
    ledger.finish(record)
    return record


def write_many(ledger, count: int, *, chains: bool = False) -> list[Record]:
    return [write(ledger, record_of(start_of(n), chain=chain_for(f"EI-{n}") if chains else None)) for n in range(count)]


def unguarded(file: Path, *statements: str | tuple[str, tuple[object, ...]]) -> None:
    """What somebody with a hex editor could do: the same, past the triggers."""
    with closing(sqlite3.connect(file)) as connection, connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(*((statement,) if isinstance(statement, str) else statement))
        for _, sql in triggers:
            connection.execute(sql)


def python(*arguments: str, before: tuple[str, ...] = (), **options) -> subprocess.Popen[str]:
    """Another Python that can import the project and this file."""
    path = os.pathsep.join((str(ROOT), str(Path(__file__).parent)))
    environment = os.environ | {"PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}
    command = (*before, sys.executable, *arguments)
    return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
