"""HID and vendor USB devices and volumes, as sysfs, mounts and udev's links tell of them; nothing is opened."""

import pytest

from app.core.device import Port, PortKind
from app.devices.usb import HidApiScanner, HidScanner, UsbScanner, VolumeScanner


def everything(_port):
    return True


@pytest.fixture
def usb(tmp_path):
    """Makes a USB device in a made-up sysfs; with a kernel driver on its one interface where `driver` is said."""

    def make(socket, *, vid="1209", pid="0001", driver=False):
        device = tmp_path / "sys/devices/pci0/usb1" / socket
        interface = device / f"{socket}:1.0"
        interface.mkdir(parents=True)
        for name, text in {"idVendor": vid, "idProduct": pid, "serial": "S7", "product": "Probe", "manufacturer": "Maker"}.items():
            (device / name).write_text(f"{text}\n")
        if driver:
            (interface / "driver").mkdir()
        folder = tmp_path / "sys/bus/usb/devices"
        folder.mkdir(parents=True, exist_ok=True)
        for there in (device, interface):
            (folder / there.name).symlink_to(there)
            (device / there.name).exists() or there is interface or (device / there.name).symlink_to(there)
        return device

    return make


def test_a_vendor_usb_device_is_one_without_a_driver_of_the_kernel(tmp_path, usb):
    device = usb("1-4.2")
    usb("1-3", driver=True)
    (port,) = UsbScanner(everything, tmp_path / "sys").scan()
    assert port == Port(PortKind.USB, port.address, "1-4.2", 0x1209, 1, "S7", "Probe", "Maker")
    assert port.address.endswith("1-4.2")
    (device / "idVendor").unlink()
    assert UsbScanner(everything, tmp_path / "sys").scan() == frozenset(), "it vanishes while we look"


def test_what_no_recipe_names_is_not_listed(tmp_path, usb):
    usb("1-4")
    assert UsbScanner(lambda port: port.vid != 0x1209, tmp_path / "sys").scan() == frozenset()


def test_a_hid_device_is_told_with_the_socket_of_its_usb_device(tmp_path, usb):
    interface = usb("2-1.3", driver=True) / "2-1.3:1.0"
    hid = interface / "0003:1209:0001.0004"
    (hid / "hidraw/hidraw2").mkdir(parents=True)
    (hid / "hidraw/hidraw2/device").symlink_to(hid)
    node = tmp_path / "sys/class/hidraw"
    node.mkdir(parents=True)
    (node / "hidraw2").symlink_to(hid / "hidraw/hidraw2")
    (port,) = HidScanner(everything, tmp_path / "sys").scan()
    assert (port.kind, port.address, port.socket, port.vid) == (PortKind.HID, "/dev/hidraw2", "2-1.3", 0x1209)


def test_hidapi_s_own_listing_stands_in_where_there_is_no_sysfs():
    info = {
        "path": b"\\\\?\\hid#1",
        "vendor_id": 1,
        "product_id": 2,
        "serial_number": "S",
        "product_string": "P",
        "manufacturer_string": None,
    }
    (port,) = HidApiScanner(everything, lambda: [info]).scan()
    assert (port.address, port.socket, port.vid, port.pid, port.serial, port.product, port.manufacturer) == (
        *("\\\\?\\hid#1", "\\\\?\\hid#1", 1, 2, "S", "P", ""),
    )


@pytest.fixture
def volume(tmp_path, usb):
    """A block device sdb1 on a USB stick, mounted."""
    block = usb("1-2", driver=True) / "1-2:1.0/host0/block/sdb/sdb1"
    block.mkdir(parents=True)
    (tmp_path / "sys/class/block").mkdir(parents=True)
    (tmp_path / "sys/class/block/sdb1").symlink_to(block)
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/mounts").write_text("/dev/root / ext4 rw 0 0\n/dev/sdb1 /media/op/RPI\\040RP2 vfat rw 0 0\nproc /p proc\n")
    return tmp_path


def test_a_volume_is_told_by_its_label_with_and_without_udev(volume):
    (port,) = VolumeScanner(everything, volume).scan()
    assert (port.kind, port.address, port.socket, port.label) == (PortKind.VOLUME, "/media/op/RPI RP2", "1-2", "RPI RP2")
    labels = volume / "dev/disk/by-label"
    labels.mkdir(parents=True)
    (volume / "dev/sdb1").touch()
    (labels / "BOOT\\x20ME").symlink_to(volume / "dev/sdb1")
    (port,) = VolumeScanner(everything, volume).scan()
    assert (port.label, port.address) == ("BOOT ME", "/media/op/RPI RP2")
    (volume / "proc/self/mounts").write_text("")
    (port,) = VolumeScanner(everything, volume).scan()
    assert port.address == "/dev/sdb1"


def test_a_machine_without_any_of_it_has_nothing(tmp_path):
    for scanner in (UsbScanner(everything, tmp_path), HidScanner(everything, tmp_path), VolumeScanner(everything, tmp_path)):
        assert scanner.scan() == frozenset()
