"""The sandbox under questions that nobody wrote by hand: drawn from Peridio's OpenAPI files, a few for each route, the same every time."""

import json

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance

from app.sandbox.platform import SandboxPlatform
from tests.contract.openapi import ADMIN, FOLDER, MISSING

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"Peridio's OpenAPI files are not in {FOLDER}: {', '.join(MISSING)}")

ROUTES = (
    *("/devices", "/devices/{device_prn}", "/device_certificates", "/device_certificates/{device_certificate_prn}"),
    *("/ca_certificates", "/ca_certificates/{ca_certificate_prn}", "/ca_certificates/verification_codes", "/products"),
    *("/products/{product_prn}", "/events", "/users/me"),
)


def asked():
    """The description, of the routes that the sandbox has."""
    document = yaml.safe_load((FOLDER / ADMIN).read_text(encoding="utf-8"))
    document |= {"paths": {path: document["paths"][path] for path in ROUTES}}
    # The file itself says "date-time" where it means a string of that format.
    return json.loads(json.dumps(document, default=str).replace('"type": "date-time"', '"type": "string", "format": "date-time"'))


def cases():
    if MISSING:
        return []
    schema = schemathesis.openapi.from_dict(asked())
    return [result.ok() for result in schema.get_all_operations()]


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    with SandboxPlatform(tmp_path_factory.mktemp("sandbox")) as running:
        yield running


@pytest.mark.parametrize("operation", cases(), ids=lambda operation: f"{operation.method.upper()} {operation.path}")
def test_no_question_makes_the_sandbox_stumble(platform, operation):
    headers = {"Authorization": f"Bearer {platform.api_key.get_secret_value()}", "x-api-version": "2"}

    @settings(max_examples=5, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def ask(case):
        answer = case.call(base_url=platform.admin_url, headers=headers, verify=str(platform.ca_file))
        case.validate_response(answer, checks=[not_a_server_error, content_type_conformance], headers=headers)

    given(case=operation.as_strategy())(ask)()
