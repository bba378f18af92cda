"""How a unit comes to its key and its certificate: they are made here, or it brought them."""

from dataclasses import dataclass

from cryptography import x509

from app.core.chain import Chain, key_fingerprint
from app.core.device import require_same_unit
from app.core.recipe import Caller, Origin, Recipe
from app.core.run import Step
from app.core.ticket import Ticket
from app.devices import Device
from app.pki import Authority, Issued, Makers
from app.pki.keys import generate
from app.pki.requests import build_request
from app.provisioning.heldkeys import HeldKeys
from app.provisioning.run import Run


def vouch(device: Device, present: Chain | None, ticket: Ticket, recipe: Recipe, *, makers: Makers, run: Run) -> Chain:
    """The certificate the device came with, up to its maker's CA; nothing is written into it."""
    with run.step(Step.KEY) as facts:
        run.chain = chain = makers.vouch(present, ticket, recipe)
        facts |= {"key": recipe.key.kind, "origin": recipe.key.origin, "issuer": chain.leaf.issuer.rfc4514_string(), **device.list_facts()}
    return chain


def give(
    device: Device,
    present: Chain | None,
    ticket: Ticket,
    recipe: Recipe,
    *,
    authority: Authority,
    held: HeldKeys,
    spent: frozenset[str],
    run: Run,
) -> Chain:
    """The certificate the device gets, now or in a run before; it holds it in the end. A `spent` key gives its place to another.

    The device is asked who it is before anything is written: behind a console server or a hub another one may have come meanwhile, and
    no port went away.
    """
    with run.step(Step.KEY) as facts:
        kept = authority.find_issued(present, ticket, recipe) if present and device.holds(present) else None
        asked = kept or _key(device, recipe, ticket.identifier, held, spent)
        found = isinstance(asked, Issued) or asked.found
        facts |= {"key": recipe.key.kind, "origin": recipe.key.origin, "found": yes(found), **device.list_facts()}
    with run.step(Step.ISSUE) as facts:
        issued = asked if isinstance(asked, Issued) else authority.issue(asked.csr, ticket, recipe)
        run.chain = issued.chain
        facts |= {"issuer": issued.chain.leaf.issuer.rfc4514_string(), "reused": yes(issued.reused), "profile": _profile(recipe)}
        if issued.remarks:
            facts["remarks"] = "; ".join(issued.remarks)
    with run.step(Step.INJECT):
        require_same_unit(ticket.identity, device.identify())
        device.write_chain(issued.chain)
    return issued.chain


def yes(fact: bool) -> str:
    """A fact as the record tells it."""
    return "yes" if fact else "no"


def _profile(recipe: Recipe) -> str:
    """The certificate profile with the beginning of its digest, where the recipe is bound to one."""
    wish = recipe.certificate
    return f"{wish.profile} {wish.profile_digest[:16]}".strip()


@dataclass(frozen=True, slots=True)
class _Request:
    """A request for a certificate, and whether its key was already there."""

    csr: x509.CertificateSigningRequest
    found: bool


def _key(device: Device, recipe: Recipe, identifier: str, held: HeldKeys, spent: frozenset[str]) -> _Request:
    """The device's request, by the key that is there and not spent, or that it makes, or that it gets; held where it is needed again."""
    found = device.find_request(identifier)
    if found is not None and key_fingerprint(found.public_key()) not in spent:
        return _Request(found, found=True)
    if recipe.key.origin is Origin.DEVICE:
        return _Request(device.make_key(identifier) if found is None else device.replace_key(identifier), found=False)
    key = generate(recipe.key.kind)
    if recipe.proof.contact is Caller.STATION:
        held.hold(key)
    device.import_key(key)
    return _Request(build_request(key, identifier), found=False)
