"""A running sandbox, and the station's side of it."""

import pytest
from pydantic import SecretStr

from app.cloud.peridio import PeridioCore
from app.core.waiting import Stop
from app.sandbox.platform import SandboxPlatform
from tests.sandbox.kit import IDENTITY, PATIENCE, RECIPE, Factory


@pytest.fixture(scope="session")
def factory():
    return Factory()


@pytest.fixture
def platform(tmp_path):
    with SandboxPlatform(tmp_path / "sandbox") as running:
        yield running


@pytest.fixture
def core(platform):
    """Makes a PeridioCore for the sandbox; what is named differs."""

    def make(**wishes):
        key = wishes.pop("key", platform.api_key.get_secret_value())
        url = wishes.pop("url", platform.admin_url)
        wished = {"product": platform.product_prn, "ca_bundle": platform.ca_file, "patience": PATIENCE} | wishes
        return PeridioCore(url, SecretStr(key), **wished)

    return make


@pytest.fixture
def register(core, factory):
    """Registers sn1, with one and the same certificate each time unless another is given."""
    ours = factory.chain("sn1")

    def run(identifier="sn1", chain=ours, recipe=RECIPE, stop=None, **wishes):
        return core(**wishes).register(identifier, IDENTITY, chain, recipe, stop or Stop())

    run.chain = ours
    run.serial = str(ours.leaf.serial_number)
    return run
