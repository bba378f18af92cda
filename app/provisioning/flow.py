"""The straight path of one provisioning: identify, admit, key, issue, inject, prove, lock, register, contact, label."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.cloud import DeviceApi, Registrar
from app.core.chain import Chain
from app.core.device import Identity, Port, require_plain, require_same_unit
from app.core.recipe import Caller, Recipe
from app.core.run import Receipt, ReceiptState, Record, Step
from app.core.ticket import Ticket
from app.devices import Device, Opener
from app.labels.template import Templates
from app.pki import Authority, Makers
from app.pki.lint import require_registrable
from app.pki.proof import new_challenge, require_possession, require_same
from app.provisioning.admission import Admission
from app.provisioning.firsts import Firsts, NoFirsts
from app.provisioning.heldkeys import HeldKeys
from app.provisioning.identity import give, vouch, yes
from app.provisioning.labelling import Labelling
from app.provisioning.registering import NoDeviceApi, make_contact, register, require_known_as
from app.provisioning.rotation import Rotations
from app.provisioning.run import Run

NOT_SIGNED = "not proven by signature"
"""What the record says of a device that was read back, and could not be asked to sign."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a run works with: one of each, shared by all trays."""

    open: Opener
    admission: Admission
    authority: Authority
    makers: Makers
    registrar: Registrar
    rotations: Rotations
    device_api: DeviceApi = field(default_factory=NoDeviceApi)
    held: HeldKeys = field(default_factory=HeldKeys)
    firsts: Firsts | NoFirsts = field(default_factory=NoFirsts)
    labels: Labelling = field(default_factory=lambda: Labelling(Templates(), lambda: datetime.now(UTC)))


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
    with ExitStack() as admitted, ExitStack() as tray:
        with run.step(Step.IDENTIFY) as facts:
            device = tray.enter_context(bench.open(port, recipe, run.stop))
            identity = run.meet(require_plain(device.identify()))
            run.identifier = identifier = recipe.require_product(identity)
            facts |= {"model": identity.model, "serial": identity.serial}
        with run.step(Step.ADMIT) as facts:
            (bench.makers if recipe.brings_its_own else bench.authority).require_ready(recipe)
            if Step.REGISTER in recipe.steps:
                bench.registrar.require_ready(recipe)
            present = device.find_chain()
            # A certificate of the device's own is the maker's; whether it is, is asked once it is let in.
            strange = None if recipe.brings_its_own else present
            ticket = admitted.enter_context(
                bench.admission.admit(run.start, identity, identifier, strange, run.rotation, again=run.rework is not None)
            )
            facts.update(bench.rotations.require_possible(run.rotation, recipe) | run.permission)
            bench.labels.require_ready(recipe, ticket)
            hold = admitted.enter_context(bench.firsts.hold(run.start, identifier, recipe, run.stop, renewing=bool(run.rotation)))
        if recipe.brings_its_own:
            written, chain = present, vouch(device, present, ticket, recipe, makers=bench.makers, run=run)
        else:
            spent = bench.rotations.find_spent(ticket, recipe)
            written = chain = give(device, present, ticket, recipe, authority=bench.authority, held=bench.held, spent=spent, run=run)
        with run.step(Step.PROVE) as facts:
            _prove(device, identity, chain if written is None else written, recipe)
            facts |= {"signature": "yes" if recipe.proof.signature else NOT_SIGNED}
        if recipe.lock.enabled:
            with run.step(Step.LOCK):
                device.lock()
        if recipe.proof.contact is not Caller.DEVICE:
            tray.close()  # whoever waits for the tray need not wait for the platform
        if Step.REGISTER in recipe.steps:
            with run.step(Step.REGISTER) as facts:
                require_registrable(chain, identifier, bench.admission.now())
                if run.rotation:
                    run.receipt = bench.rotations.register(bench.registrar, ticket, identity, chain, recipe, stop=run.stop)
                else:
                    run.receipt = register(bench.registrar, identifier, identity, chain, recipe, now=hold.first, stop=run.stop)
                run.owing = recipe if run.receipt.state is ReceiptState.OWED else None
                facts |= {"state": run.receipt.state, "created": yes(run.receipt.created)}
        else:
            run.receipt = Receipt(ReceiptState.NOT_ASKED)
        if Step.CONTACT in recipe.steps:
            with run.step(Step.CONTACT) as facts:
                facts.update(_contact(device, chain, recipe, bench, run))
                run.receipt = bench.firsts.seen(identifier, chain, run.receipt, run.stop)
        hold.settle(identifier, chain, run.receipt)
        _label(ticket, chain, recipe, bench, run)
        if run.rotation:
            with run.step(Step.RETIRE) as facts:
                platform = run.receipt.state is ReceiptState.REGISTERED
                facts.update(bench.rotations.retire(ticket, chain, who=run.start.operator, platform=platform, stop=run.stop))


def _prove(device: Device, identity: Identity, chain: Chain, recipe: Recipe) -> None:
    """Read back what was written; then, where the recipe says so, have the device's key sign a fresh challenge.

    It is asked first who it is: one that has reset may be another one, and what comes after this step cannot be taken back.
    """
    require_same_unit(identity, device.identify())
    require_same(chain, device.read_chain())
    if recipe.proof.signature:
        challenge = new_challenge()
        require_possession(chain.leaf.public_key(), challenge, device.sign(challenge))


def _label(ticket: Ticket, chain: Chain, recipe: Recipe, bench: Bench, run: Run) -> None:
    """Make the unit's label, where it gets one: it is owed with the run's end, so that no fault of a printer costs a PASS."""
    if Step.LABEL in run.start.steps:
        with run.step(Step.LABEL) as facts:
            run.label = bench.labels.make(recipe, ticket, chain)
            facts |= {"template": run.label.template}


def _contact(device: Device, chain: Chain, recipe: Recipe, bench: Bench, run: Run) -> dict[str, str]:
    """Have the platform called with the new identity; a key that was held for it is let go once the device was let in."""
    key = bench.held.find(chain.leaf.public_key())
    me = make_contact(bench.device_api, device, key, chain, recipe, stop=run.stop)
    require_known_as(run.identifier, me)
    bench.held.forget(chain.leaf.public_key())
    return {"by": recipe.proof.contact, "request": me.request}
