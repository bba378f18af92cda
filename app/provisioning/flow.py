"""The straight path of one provisioning: identify, admit, key, issue, inject, prove, lock, register."""

from contextlib import ExitStack
from dataclasses import dataclass

from cryptography import x509

from app.cloud import Registrar
from app.core.chain import Chain
from app.core.device import Port
from app.core.recipe import Origin, Recipe
from app.core.run import Receipt, ReceiptState, Record, Step
from app.devices import Device, Opener
from app.pki import Authority
from app.pki.keys import generate
from app.pki.proof import new_challenge, require_possession, require_same
from app.pki.requests import build_request
from app.provisioning.admission import Admission
from app.provisioning.registering import register
from app.provisioning.run import Run

NOT_SIGNED = "not proven by signature"
"""What the record says of a device that was read back, and could not be asked to sign."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a run works with: one of each, shared by all trays."""

    open: Opener
    admission: Admission
    authority: Authority
    registrar: Registrar


def provision(port: Port, recipe: Recipe, bench: Bench, run: Run) -> Record:
    """Take one device from the tray to the platform.

    Raises nothing for what goes wrong on the way: the record tells. Only a ledger that cannot even note the beginning raises StoreError.
    """
    run.begin()
    try:
        _take(port, recipe, bench, run)
    except Exception as error:  # noqa: BLE001 - whatever it is, the run must end in the ledger; a bug is told and logged as one
        return run.finish(error)
    return run.finish()


def _take(port: Port, recipe: Recipe, bench: Bench, run: Run) -> None:
    with ExitStack() as admitted:
        with ExitStack() as tray:
            with run.step(Step.IDENTIFY) as facts:
                device = tray.enter_context(bench.open(port, recipe, run.stop))
                run.identity = identity = device.identify()
                run.identifier = identifier = recipe.require_product(identity)
                facts |= {"model": identity.model, "serial": identity.serial}
            with run.step(Step.ADMIT):
                bench.authority.require_ready(recipe)
                if Step.REGISTER in recipe.steps:
                    bench.registrar.require_ready(recipe)
                ticket = admitted.enter_context(bench.admission.admit(run.start, identity, identifier, device.find_chain()))
            with run.step(Step.KEY) as facts:
                csr, found = _key(device, recipe, identifier)
                facts |= {"key": recipe.key.kind, "origin": recipe.key.origin, "found": _yes(found)}
            with run.step(Step.ISSUE) as facts:
                issued = bench.authority.issue(csr, ticket, recipe)
                run.chain = issued.chain
                facts |= {"issuer": issued.chain.leaf.issuer.rfc4514_string(), "reused": _yes(issued.reused)}
            with run.step(Step.INJECT):
                device.write_chain(issued.chain)
            with run.step(Step.PROVE) as facts:
                _prove(device, issued.chain, recipe)
                facts |= {"signature": "yes" if recipe.proof.signature else NOT_SIGNED}
            if recipe.lock.enabled:
                with run.step(Step.LOCK):
                    device.lock()
        if Step.REGISTER in recipe.steps:
            with run.step(Step.REGISTER) as facts:
                run.receipt = register(bench.registrar, identifier, identity, issued.chain, recipe, stop=run.stop)
                run.owing = recipe if run.receipt.state is ReceiptState.OWED else None
                facts |= {"state": run.receipt.state, "created": _yes(run.receipt.created)}
        else:
            run.receipt = Receipt(ReceiptState.NOT_ASKED)


def _key(device: Device, recipe: Recipe, identifier: str) -> tuple[x509.CertificateSigningRequest, bool]:
    """The device's request for a certificate, and whether its key was already there."""
    found = device.find_request(identifier)
    if found is not None:
        return found, True
    if recipe.key.origin is Origin.DEVICE:
        return device.make_key(identifier), False
    key = generate(recipe.key.kind)
    device.import_key(key)
    return build_request(key, identifier), False


def _prove(device: Device, chain: Chain, recipe: Recipe) -> None:
    """Read back what was written; then, where the recipe says so, have the device's key sign a fresh challenge."""
    require_same(chain, device.read_chain())
    if recipe.proof.signature:
        challenge = new_challenge()
        require_possession(chain.leaf.public_key(), challenge, device.sign(challenge))


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"
