"""A running sandbox platform, and a client that knows nothing of ours."""

import pytest

from app.sandbox.platform import SandboxPlatform
from tests.sandbox.kit import Factory, admin


@pytest.fixture
def platform(tmp_path):
    with SandboxPlatform(tmp_path / "sandbox") as running:
        yield running


@pytest.fixture
def client(platform):
    with admin(platform, **{"x-api-version": "2"}) as made:
        yield made


@pytest.fixture
def factory():
    return Factory()


@pytest.fixture
def create(platform, client):
    """Creates a device; returns its PRN."""

    def make(identifier, **more):
        answer = client.post("/devices", json={"identifier": identifier, "product_prn": platform.product_prn} | more)
        assert answer.status_code == 201, answer.text
        return answer.json()["device"]["prn"]

    return make
