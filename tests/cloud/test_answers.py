"""The platform's answers in plain words."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cloud.answers import Taken, reason, refusal
from app.cloud.wire import DeviceAnswer, NewDevice, encoded, equals
from app.core.errors import PlatformBadAnswer, PlatformDenied, PlatformRefused, PlatformThrottled, PlatformUnreachable

PRN = "prn:1:be4d30b4-de6b-47cd-85ea-a75e23fd63ef:device:b3f1f699-3bc8-4c77-bda2-b974595d5e3f"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b'{"errors": {"identifier": ["has already been taken"]}}', "identifier has already been taken"),
        (
            b'{"errors": {"product_prn": ["is invalid", "does not exist"], "target": ["is odd"]}}',
            "product prn is invalid, does not exist; target is odd",
        ),
        (b'{"errors": {"detail": "Not Found."}}', "Not Found"),
        (b'{"errors": [{"code": "invalid_parameter", "context": {"parameter": "limit"}}]}', "invalid parameter (parameter limit)"),
        (b'{"errors": [{"code": "unauthorized", "context": {}}, {"code": "expired_key"}]}', "unauthorized, expired key"),
        (b'{"errors": {"jitp": {"tags": ["is invalid"]}}}', "jitp tags is invalid"),
        (b'{"status": "forbidden"}', "forbidden"),
        (b'{"error": "not_found", "message": "x"}', "not found"),
        (b"<html>Bad gateway</html>", ""),
        (b"", ""),
        (b"\xff\xfe", ""),
        (b"[1, 2]", ""),
        (b'{"errors": null}', ""),
        (b'{"errors": 5}', ""),
        (b"[" * 100_000, ""),
    ],
)
def test_every_error_shape_is_one_line(body, sentence):
    assert reason(body) == sentence


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda some: st.lists(some) | st.dictionaries(st.text(), some)))
def test_no_json_is_too_strange_for_a_reason(document):
    for body in (document, {"errors": document}, {"errors": {"detail": document}}, {"errors": [{"code": "x", "context": document}]}):
        said = reason(json.dumps(body).encode())
        assert len(said) <= 201
        assert said.isprintable()


def test_a_deeply_nested_error_is_survived():
    assert reason(b'{"errors": ' + b"[" * 900 + b'"x"' + b"]" * 900 + b"}") == ""


def test_a_reason_is_no_longer_than_a_line_and_has_no_control_characters():
    said = reason(b'{"status": "' + b"x" * 900 + b'"}')
    assert len(said) == 201
    assert reason(b'{"status": "a\\u001b[31m\\nb"}') == "a [31m b"


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (301, b"", PlatformBadAnswer),
        (204, b"", PlatformBadAnswer),
        (400, b'{"errors": [{"code": "bad"}]}', PlatformRefused),
        (401, b"", PlatformDenied),
        (403, b'{"status": "forbidden"}', PlatformDenied),
        (404, b"", PlatformRefused),
        (408, b"", PlatformUnreachable),
        (409, b"", Taken),
        (422, b'{"errors": {"serial": ["has already been taken"]}}', Taken),
        (422, b'{"errors": {"serial": ["is odd"]}}', PlatformRefused),
        (429, b"", PlatformThrottled),
        (500, b"", PlatformUnreachable),
        (503, b"", PlatformUnreachable),
    ],
)
def test_every_status_has_its_error_and_a_whole_sentence(status, body, kind):
    error = refusal(status, httpx.Headers({"peridio-request-id": "F1"}), body, "secret")
    assert type(error) is kind
    assert error.message.startswith("The ")
    assert error.message.endswith(f"({status}, request F1).")
    assert error.advice


def test_a_platform_that_repeats_the_key_does_not_get_it_shown():
    error = refusal(400, httpx.Headers(), b'{"errors": {"detail": "no such key s3cr3t-key here"}}', "s3cr3t-key")
    assert "s3cr3t-key" not in error.message
    assert "no such key" in error.message


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("7", 7), ("0", 0), ("", 1), ("soon", 1), ("-5", 1), ("Wed, 21 Oct 2015 07:28:00 GMT", 0)],
)
def test_retry_after_is_read_in_both_its_forms(text, seconds):
    error = refusal(429, httpx.Headers({"retry-after": text}), b"", "secret")
    assert isinstance(error, PlatformThrottled)
    assert error.after == seconds


def test_retry_after_as_a_date_to_come():
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    error = refusal(503, httpx.Headers({"retry-after": moment}), b"", "secret")
    assert isinstance(error, PlatformThrottled)
    assert 25 < error.after <= 30


def test_a_device_may_lack_or_null_what_we_do_not_use():
    body = f'{{"device": {{"prn": "{PRN}", "identifier": "sn1", "product_prn": "{PRN}", "tags": null, "cohort_prn": null, "new": 1}}}}'
    assert DeviceAnswer.model_validate_json(body).device.identifier == "sn1"


def test_what_is_not_said_is_not_sent():
    assert NewDevice(identifier="sn1", product_prn=PRN).body() == f'{{"identifier":"sn1","product_prn":"{PRN}"}}'.encode()


def test_quotes_are_escaped_and_certificates_are_base64_of_pem():
    assert equals("identifier", r"o'b\x") == r"identifier:'o\'b\\x'"
    assert encoded(b"-----BEGIN") == "LS0tLS1CRUdJTg=="
