"""`birthmark ca`: the station's authorities."""

import typer

from app.cli.ca import create, expiry, handover, listing, removals, revocation

ca = typer.Typer(name="ca", help="The station's authorities: making them, their certificates, revocation, expiry.", no_args_is_help=True)
for command in (create.create, create.register, revocation.revoke, revocation.crl, expiry.expiry, handover.handover, removals.removals):
    ca.command()(command)
ca.command(name="list")(listing.list_)
