"""`birthmark sandbox`: a Peridio look-alike on loopback to develop against."""

import threading
from typing import Annotated

import typer

from app.cli.homes import settings_of
from app.cli.words import say
from app.sandbox.platform import SandboxPlatform


def sandbox(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65_535, help="The Admin API's port; 0 takes a free one.")] = 0,
    device_port: Annotated[int, typer.Option(min=0, max=65_535, help="The Device API's port; 0 takes a free one.")] = 0,
) -> None:
    """Run the sandbox platform until Ctrl-C; standard output gets what to put into the environment of whoever speaks to it."""
    settings = settings_of(context)
    with SandboxPlatform(settings.home / "sandbox", admin_port=port, device_port=device_port) as platform:
        typer.echo(f"export PERIDIO_BASE_URL={platform.admin_url}")
        typer.echo(f"export PERIDIO_CA_PATH={platform.ca_file}")
        # Its own key, new at every start and good for nothing else; whoever develops against it needs to see it once.
        typer.echo(f"export PERIDIO_API_KEY={platform.api_key.get_secret_value()}")
        typer.echo(f"export BIRTHMARK_PLATFORM__PRODUCT={platform.product_prn}")
        say(f"The sandbox is up. Device API with mutual TLS: {platform.device_url}. Ctrl-C ends it.")
        threading.Event().wait()
