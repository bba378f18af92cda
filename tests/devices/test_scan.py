"""Ports as the system and a folder list them; the USB ports here are the values pyserial gives for them."""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from serial.tools.list_ports_common import ListPortInfo

from app.core.device import Port, PortKind
from app.core.errors import PortMissing
from app.core.waiting import Stop
from app.devices.links.serial import open_serial
from app.devices.scan import FolderScanner, Scanners, SerialScanner, port_at


@contextmanager
def terminal():
    """A pseudo-terminal's path, there as long as the block runs."""
    master, slave = os.openpty()
    path = Path(os.ttyname(slave))
    os.close(slave)
    try:
        yield path
    finally:
        os.close(master)


def usb(device: str, location: str | None, **known: object) -> ListPortInfo:
    info = ListPortInfo(device)
    for name, value in {"vid": 0x0403, "pid": 0x6001, "location": location, **known}.items():
        setattr(info, name, value)
    return info


def test_a_usb_port_is_told_with_its_place_and_what_its_descriptor_claims():
    info = usb("/dev/ttyUSB3", "1-4.2", serial_number="A50285BI", product="FT232R", manufacturer="FTDI")
    (port,) = SerialScanner(lambda: [info]).scan()
    assert port == Port(PortKind.SERIAL, "/dev/ttyUSB3", "1-4.2", 0x0403, 0x6001, "A50285BI", "FT232R", "FTDI")


def test_what_a_descriptor_leaves_out_is_empty_and_the_address_stands_for_the_place():
    (port,) = SerialScanner(lambda: [usb("COM7", None)]).scan()
    assert (port.socket, port.serial, port.product, port.manufacturer) == ("COM7", "", "", "")


def test_a_port_without_a_usb_identity_is_left_out():
    assert SerialScanner(lambda: [ListPortInfo("/dev/ttyS0")]).scan() == frozenset()


def test_this_machine_is_scanned_without_a_built_in_port():
    assert not [port for port in SerialScanner().scan() if port.address.startswith("/dev/ttyS")]


def test_outlets_of_one_adapter_are_several_sockets(tmp_path):
    for number in range(3):
        device = tmp_path / f"ttyUSB{number}" / "device"
        device.mkdir(parents=True)
        (device / "port_number").write_text(f"{number}\n")
    ports = SerialScanner(lambda: [usb(f"/dev/ttyUSB{n}", "1-3") for n in range(3)], tmp_path).scan()
    assert sorted(port.socket for port in ports) == ["1-3", "1-3#1", "1-3#2"]


def test_identical_adapters_are_told_apart_by_their_place():
    ports = SerialScanner(lambda: [usb(f"/dev/ttyUSB{n}", f"1-{n}", serial_number="0001") for n in (1, 2)]).scan()
    assert {port.socket for port in ports} == {"1-1", "1-2"}


def test_a_port_that_vanishes_while_the_system_is_asked_stops_nothing():
    answers = [TypeError("int() argument must be a string"), FileNotFoundError(), [usb("/dev/ttyUSB1", "1-1")]]

    def list_ports():
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert {port.socket for port in SerialScanner(list_ports).scan()} == {"1-1"}


def test_a_system_that_cannot_be_asked_unplugs_nothing():
    answers = iter([[usb("/dev/ttyUSB1", "1-1")]])

    def list_ports():
        try:
            return next(answers)
        except StopIteration:
            raise OSError from None

    scanner = SerialScanner(list_ports)
    assert scanner.scan() == scanner.scan() != frozenset()


def test_links_in_a_folder_come_and_go_with_their_terminals(tmp_path):
    scanner = FolderScanner(tmp_path)
    assert scanner.scan() == frozenset()
    with terminal() as path:
        link = tmp_path / "unit-1"
        link.symlink_to(path)
        (port,) = scanner.scan()
        assert port == Port(PortKind.SERIAL, address=str(link), socket="unit-1")
        open_serial(port.address, 115_200, Stop()).close()
    assert link.is_symlink()
    assert scanner.scan() == frozenset()


def test_what_is_no_terminal_is_no_port(tmp_path):
    (tmp_path / "notes.txt").write_text("not a port")
    (tmp_path / "more").mkdir()
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with terminal() as path:
        (tmp_path / ".unit-1.new").symlink_to(path)
        assert FolderScanner(tmp_path).scan() == frozenset()


def test_a_folder_that_is_not_there_is_empty(tmp_path):
    assert FolderScanner(tmp_path / "later").scan() == frozenset()
    (tmp_path / "file").write_text("")
    assert FolderScanner(tmp_path / "file").scan() == frozenset()


def test_several_scanners_are_one_and_a_terminal_seen_twice_is_one_port(tmp_path):
    with terminal() as one, terminal() as two:
        (tmp_path / "a").symlink_to(one)
        (tmp_path / "b").symlink_to(two)
        system = SerialScanner(lambda: [usb(str(one), "1-1")])
        ports = Scanners(system, FolderScanner(tmp_path)).scan()
    assert {port.socket for port in ports} == {"1-1", "b"}


def test_no_scanner_sees_nothing():
    assert Scanners().scan() == frozenset()


def test_a_terminal_named_by_a_person_is_a_port():
    with terminal() as path:
        assert port_at(str(path)) == Port(PortKind.SERIAL, address=str(path), socket=str(path))


def test_a_link_to_a_usb_port_is_that_port(tmp_path):
    with terminal() as path:
        link = tmp_path / "usb-FTDI_FT232R-if00-port0"
        link.symlink_to(path)
        port = port_at(str(link), lambda: [usb(str(path), "1-4.2", serial_number="A5")])
    assert (port.address, port.socket, port.vid, port.serial) == (str(path), "1-4.2", 0x0403, "A5")


@pytest.mark.parametrize("name", ["/dev/ttyNOTHERE7", "COM99", ""])
def test_no_such_port_is_said(name):
    with pytest.raises(PortMissing, match="There is no port") as raised:
        port_at(name)
    assert "birthmark devices" in raised.value.advice


def test_a_file_named_by_a_person_is_no_port(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(PortMissing):
        port_at(str(file))
