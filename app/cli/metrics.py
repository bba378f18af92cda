"""`birthmark metrics`: what Prometheus reads, as text; no port is opened."""

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from cryptography.hazmat.primitives import hashes
from prometheus_client import CollectorRegistry, Gauge, generate_latest

import app
from app.cli.ca.expiry import look_at
from app.cli.homes import settings_of
from app.core.errors import SettingsError
from app.core.run import Outcome
from app.settings import Settings
from app.station import read_chain
from app.store import Ledger, RunQuery


def metrics(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option(help="A .prom file for node_exporter's textfile collector; else standard output.")] = None,
) -> None:
    """Write certificates, authorities, revocation lists, runs and the ledger as Prometheus text; may be asked while the window is open."""
    settings = settings_of(context)
    with Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger:
        text = generate_latest(_registry(settings, ledger))
    if out is None:
        typer.echo(text.decode(), nl=False)
    else:
        _replace(out, text)


def _registry(settings: Settings, ledger: Ledger) -> CollectorRegistry:
    registry = CollectorRegistry()
    watch = look_at(settings, ledger, settings.expiry_days, 1)
    Gauge("birthmark_info", "The program.", ["version", "station"], registry=registry).labels(app.__version__, settings.station).set(1)
    Gauge("birthmark_device_certificates", "Device certificates in use.", registry=registry).set(watch.devices)
    Gauge("birthmark_device_certificates_ended", "Device certificates in use that have ended.", registry=registry).set(watch.ended)
    ending = Gauge("birthmark_device_certificates_ending", "Of these, ending within so many days.", ["days"], registry=registry)
    for days, count in zip(watch.days, watch.counts, strict=True):
        ending.labels(str(days)).set(count)
    revoked = Gauge("birthmark_certificates_revoked", "Certificates that were taken back.", ["reason"], registry=registry)
    for reason, count in ledger.authorities.count_revocations().items():
        revoked.labels(reason).set(count)
    Gauge("birthmark_removals_owed", "Old certificates that still have to go from the platform.", registry=registry).set(
        len(ledger.authorities.list_owed_removals())
    )
    runs = Gauge("birthmark_runs", "Runs in the ledger by outcome.", ["outcome"], registry=registry)
    for outcome in Outcome:
        runs.labels(outcome.value).set(ledger.count_runs(RunQuery(outcome=outcome)))
    Gauge("birthmark_audit_entries", "Entries in the audit chain.", registry=registry).set(ledger.chain_head()[0])
    _authorities(settings, ledger, registry)
    return registry


def _authorities(settings: Settings, ledger: Ledger, registry: CollectorRegistry) -> None:
    ends = Gauge("birthmark_ca_not_after_timestamp_seconds", "When a CA certificate ends.", ["authority", "subject"], registry=registry)
    due = Gauge("birthmark_crl_next_update_timestamp_seconds", "When the next revocation list is due.", ["authority"], registry=registry)
    number = Gauge("birthmark_crl_number", "The number of the newest revocation list.", ["authority"], registry=registry)
    for name, authority in settings.every_authority.items():
        chain = read_chain(authority)
        for certificate in chain:
            ends.labels(name, certificate.subject.rfc4514_string()).set(certificate.not_valid_after_utc.timestamp())
        crl = ledger.authorities.last_crl(chain[0].fingerprint(hashes.SHA256()).hex())
        if crl is not None:
            due.labels(name).set(crl.next_update.timestamp())
            number.labels(name).set(crl.number)


def _replace(file: Path, text: bytes) -> None:
    """In one step: the collector must never read half a file."""
    try:
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        with os.fdopen(handle, "wb") as out:
            out.write(text)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(file)
    except OSError as error:
        raise SettingsError(f"The metrics cannot be written to {file}: {error.strerror}.", file=str(file)) from error
