"""`birthmark sandbox`: a Peridio look-alike on loopback to develop against."""

import threading
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated

import typer

from app.cli.homes import settings_of
from app.cli.words import say
from app.sandbox.faults import PASSING, Fault, Faults
from app.sandbox.platform import SandboxPlatform


class Api(StrEnum):
    """Where the faults strike."""

    ADMIN = "admin"
    """What the station speaks to."""
    DEVICE = "device"
    """What devices speak to, with mutual TLS."""
    BOTH = "both"


def sandbox(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65_535, help="The Admin API's port; 0 takes a free one.")] = 0,
    device_port: Annotated[int, typer.Option(min=0, max=65_535, help="The Device API's port; 0 takes a free one.")] = 0,
    latency: Annotated[float, typer.Option(min=0, help="Seconds before every answer.")] = 0.0,
    fail_rate: Annotated[float, typer.Option(min=0, max=1, help="The share of the requests that go wrong.")] = 0.0,
    at: Annotated[Api, typer.Option(help="Which of its APIs goes wrong, and is slow.")] = Api.BOTH,
    fault: Annotated[list[Fault] | None, typer.Option(help="How they go wrong; may be repeated. Default: whatever passes.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed, the same requests go wrong in the same way.")] = 0,
    retry_after: Annotated[int, typer.Option(min=0, help="Seconds that a throttled request is told to wait.")] = 1,
    clock: Annotated[float, typer.Option(help="Seconds by which the platform's clock is ahead.")] = 0.0,
    quota: Annotated[int | None, typer.Option(min=0, help="How many devices there may be.")] = None,
    expired: Annotated[bool, typer.Option("--expired", help="Its own TLS certificate ended yesterday.")] = False,
) -> None:
    """Run the sandbox platform until Ctrl-C; standard output gets what to put into the environment of whoever speaks to it."""
    settings = settings_of(context)
    until = datetime.now(UTC) - timedelta(days=1) if expired else None
    made = SandboxPlatform(settings.home / "sandbox", admin_port=port, device_port=device_port, until=until, quota=quota)
    faults = Faults(tuple(fault or PASSING), fail_rate, seed, latency=latency, retry_after=retry_after, clock=clock)
    if at is not Api.DEVICE:
        made.faults = faults
    if at is not Api.ADMIN:
        made.device_faults = faults
    with made as platform:
        typer.echo(f"export PERIDIO_BASE_URL={platform.admin_url}")
        typer.echo(f"export PERIDIO_CA_PATH={platform.ca_file}")
        # Its own key, new at every start and good for nothing else; whoever develops against it needs to see it once.
        typer.echo(f"export PERIDIO_API_KEY={platform.api_key.get_secret_value()}")
        typer.echo(f"export PERIDIO_ORGANIZATION_NAME={platform.organization}")
        typer.echo(f"export BIRTHMARK_PLATFORM__PRODUCT={platform.product_prn}")
        typer.echo(f"export BIRTHMARK_PLATFORM__DEVICE_URL={platform.device_url}")
        say(f"The sandbox is up. Device API with mutual TLS: {platform.device_url}. Ctrl-C ends it.")
        threading.Event().wait()
