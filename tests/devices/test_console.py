"""The framed shell against real shells on real terminals, and against lines on which others talk, lie and fall silent."""

import base64
import os
import re
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.core.errors import Cancelled, DeviceGarbled, DeviceGone, DeviceRefused, DeviceTimeout, LoginRejected
from app.core.waiting import Deadline, Stop
from app.devices import Credential
from tests.devices.console_lab import LOGIN, ShellDevice, console, login
from tests.devices.simulated_lab import PatientLink
from tests.patience import LATE, PATIENCE

SHELLS = ["sh -i", "bash --norc -i", "busybox ash -i"]


@pytest.fixture(params=SHELLS)
def device(request, tmp_path):
    with ShellDevice(login(request.param, tmp_path)) as device:
        yield device


def test_a_login_then_commands_with_their_words_and_exit_codes(device):
    session = console(device)
    said = session.ask("echo hello; echo 'to the error' >&2; (exit 7)")
    assert (said.text, said.code) == ("hello\nto the error", 7)
    assert session.ask("true").code == 0
    assert session.ask("printf 'a\\nb'").text == "a\nb"
    session.close()


def test_leaving_and_coming_back(device):
    first = console(device)
    assert first.ask("echo 1").text == "1"
    first.close()
    second = console(device)
    assert second.ask("echo 2").text == "2"
    second.close()


def test_a_shell_that_is_already_logged_in_needs_no_password(tmp_path):
    del tmp_path
    with ShellDevice(["env", "PS1=\x1b[1mboard\x1b[0m$ ", "sh", "-i"]) as device:
        session = console(device, credential=None)
        assert session.ask("echo here").text == "here"
        session.close()


def test_a_wrong_password_is_given_once_and_never_told(tmp_path):
    with ShellDevice(login("sh -i", tmp_path)) as device:
        session = console(device, Credential("root", SecretStr("hunter2")))
        with pytest.raises(LoginRejected) as caught:
            session.ask("true")
        session.close()
    assert "hunter2" not in str(caught.value) + repr(caught.value)


def test_a_login_that_thinks_before_it_asks_for_the_password_gets_it_and_no_enter_for_one(tmp_path):
    script = LOGIN.replace("stty -echo; printf 'Password", "sleep 2; stty -echo; printf 'Password") % "sh"
    (tmp_path / "slow.sh").write_text(script)
    with ShellDevice(["sh", str(tmp_path / "slow.sh")]) as device:
        session = console(device)
        assert session.ask("echo here").text == "here"
        session.close()


def test_a_login_that_nobody_has_a_credential_for(tmp_path):
    with ShellDevice(login("sh -i", tmp_path)) as device:
        session = console(device, credential=None)
        with pytest.raises(LoginRejected, match="names no credential"):
            session.ask("true")
        session.close()


def test_a_prompt_that_never_comes():
    with ShellDevice(["sleep", "60"]) as device:
        session = console(device, boot=1.0)
        began = time.monotonic()
        with pytest.raises(DeviceTimeout):
            session.ask("true")
        assert time.monotonic() - began < LATE
        session.close()


def test_a_device_that_sends_only_noise():
    with ShellDevice(["sh", "-c", "stty raw -echo; while :; do head -c 64 /dev/urandom; sleep 0.05; done"]) as device:
        session = console(device, boot=1.0, over=PatientLink)
        with pytest.raises(DeviceGarbled):
            session.ask("true")
        session.close()


def test_kernel_messages_in_the_middle_are_not_taken_for_an_answer(tmp_path):
    said = iter(range(10_000))

    def kernel(data: bytes) -> bytes:
        if next(said) % 3 or b"login" in data or b"Password" in data:
            return data
        at = data.find(b"\n") + 1
        return data[:at] + b"[ 1234.567890] usb 1-1: new high-speed USB device OK\r\n" + data[at:]

    with ShellDevice(login("sh -i", tmp_path), kernel) as device:
        session = console(device)
        for number in range(20):
            assert session.ask(f"seq {number}; echo OK").text == "\n".join([*map(str, range(1, number + 1)), "OK"])
        session.close()


def test_a_frame_that_arrives_damaged_is_asked_for_again(tmp_path):
    damage = {"left": 1}

    def spoil(data: bytes) -> bytes:
        # One character of the answer's base64 changes on the way, once.
        if b"YW5zd2Vy" in data and damage["left"]:
            damage["left"] -= 1
            return data.replace(b"YW5zd2Vy", b"YW5zd2Vz")
        return data

    with ShellDevice(login("sh -i", tmp_path), spoil) as device:
        session = console(device)
        assert session.ask("echo counted >>" + str(tmp_path / "runs") + "; echo answer").text == "answer"
        session.close()
    assert damage["left"] == 0
    assert (tmp_path / "runs").read_text() == "counted\n", "the command itself ran once"


def test_an_answer_that_is_always_damaged_ends_in_words(tmp_path):
    def spoil(data: bytes) -> bytes:
        return re.sub(rb"(<[0-9a-f]{16} \d+ )[0-9a-f]{4}", rb"\g<1>0000", data)

    with ShellDevice(login("sh -i", tmp_path), spoil) as device:
        session = console(device)
        with pytest.raises(DeviceGarbled):
            session.ask("echo answer")
        session.close()


@pytest.mark.parametrize("size", [0, 1, 511, 512, 513, 40_000])
def test_bytes_of_any_length_arrive_as_they_were(tmp_path, size):
    data = os.urandom(size)
    with ShellDevice(login("sh -i", tmp_path)) as device:
        session = console(device)
        session.hand_over(data)
        session.require(f"printf %s $f|base64 -d >{tmp_path / 'data'}", "write")
        session.close()
    assert (tmp_path / "data").read_bytes() == data


def test_a_command_that_fails_is_a_refusal_in_words(device):
    session = console(device)
    with pytest.raises(DeviceRefused, match="could not dance: no music"):
        session.require("(echo 'no music' >&2; exit 3)", "dance")
    session.close()


def test_a_command_that_hangs_is_stopped_within_its_deadline_and_the_console_can_be_used_again(tmp_path):
    with ShellDevice(login("sh -i", tmp_path)) as device:
        session = console(device, answer=1.0)
        session.open()
        began = time.monotonic()
        with pytest.raises(DeviceTimeout):
            session.ask("sleep 60")
        assert time.monotonic() - began < LATE
        session.close()
        again = console(device)
        assert again.ask("echo awake").text == "awake"
        again.close()


def test_a_stop_is_heard_at_once(tmp_path):
    stop = Stop()
    with ShellDevice(login("sh -i", tmp_path)) as device:
        session = console(device, stop=stop)
        session.open()
        threading.Timer(0.3, stop.set).start()
        began = time.monotonic()
        with pytest.raises(Cancelled):
            session.ask("sleep 30")
        assert time.monotonic() - began < LATE
        session.close()


def test_a_device_that_is_reset_in_the_middle_is_noticed(tmp_path):
    with ShellDevice(login("sh -i", tmp_path)) as device:
        session = console(device)
        with pytest.raises(DeviceGone, match="asks for a login again"):
            session.ask("printf '\\nBooting\\nlabdev login: ' >/dev/tty; sleep 60")
        session.close()


def test_a_command_that_arrives_damaged_is_not_run_but_said_again(tmp_path):
    damage = {"left": 1}

    def spoil(data: bytes) -> bytes:
        if b"harmless" in data and damage["left"]:
            damage["left"] -= 1
            return data.replace(b"harmless", b"harmful!")
        return data

    with ShellDevice(login("sh -i", tmp_path), to_device=spoil) as device:
        session = console(device)
        assert session.ask(f"echo harmless >>{tmp_path / 'runs'}; echo done").text == "done"
        session.close()
    assert damage["left"] == 0
    assert (tmp_path / "runs").read_text() == "harmless\n"


def test_a_line_that_damages_every_command_ends_in_words(tmp_path):
    with ShellDevice(login("sh -i", tmp_path), to_device=lambda data: data.replace(b"echo x", b"echo y")) as device:
        session = console(device)
        with pytest.raises(DeviceGarbled, match="damaged 3 times"):
            session.ask("echo x")
        session.close()


@pytest.mark.parametrize("cut", [1, 9, 17])
def test_a_kernel_message_in_the_middle_of_a_mark_does_not_hide_it(tmp_path, cut):
    cuts = {"left": 1}

    def kernel(data: bytes) -> bytes:
        mark = re.search(rb"\n>[0-9a-f]{16}\r\n", data)
        if mark is None or not cuts["left"]:
            return data
        cuts["left"] -= 1
        at = mark.start() + 1 + cut
        return data[:at] + b"[   12.345678] tpm tpm0: A TPM error (256) occurred\r\n" + data[at:]

    with ShellDevice(login("sh -i", tmp_path), kernel) as device:
        session = console(device)
        assert session.ask("echo seen").text == "seen"
        session.close()
    assert cuts["left"] == 0


def test_a_device_that_never_stops_talking_ends_at_the_deadline(tmp_path):
    with ShellDevice(login("sh -i", tmp_path)) as device:
        session = console(device, answer=1.0)
        session.open()
        began = time.monotonic()
        with pytest.raises((DeviceTimeout, DeviceGarbled)):
            session.ask("while :; do echo all work and no play >/dev/tty; done")
        assert time.monotonic() - began < LATE
        session.close()


def test_bytes_that_are_handed_over_stand_in_no_history_and_no_arguments(tmp_path):
    secret = b"-----BEGIN PRIVATE KEY----- canary"
    encoded = base64.b64encode(secret)
    shell = f"HOME={tmp_path} HISTFILE={tmp_path}/history bash --norc -i"
    seen = {"times": 0, "laid open": False}

    def look(data: bytes) -> bytes:
        # From outside, at each word the device says: whatever it runs for a line that it was given has been started by then.
        seen["times"] += 1
        seen["laid open"] |= encoded in _arguments_of_all()
        return data

    with ShellDevice(login(shell, tmp_path), look) as device:
        session = console(device)
        session.hand_over(secret)
        session.require(f"printf %s $f|base64 -d|cat >{tmp_path / 'kept'}", "write")
        session.close()
    assert (tmp_path / "kept").read_bytes() == secret
    assert seen["times"] > 0
    assert not seen["laid open"]
    (tmp_path / "kept").unlink()
    assert encoded not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_the_look_at_all_arguments_would_see_one(tmp_path):
    with subprocess.Popen(["sh", "-c", "read -r x # canary-in-arguments"], stdin=subprocess.PIPE, cwd=tmp_path) as process:
        # The kernel shows no arguments yet in the very moment in which a program begins.
        assert Stop().wait_for(lambda: b"canary-in-arguments" in _arguments_of_all(), Deadline(PATIENCE))
        process.communicate(b"\n")


def _arguments_of_all() -> bytes:
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # a process that has just ended
            found.append(file.read_bytes())
    return b"\n".join(found)
