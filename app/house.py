"""A station's settings as the window's Setup page reads and changes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from app.core.device import PortKind
from app.core.people import Right
from app.core.waiting import Stop
from app.gui import Customs, ScannerWish
from app.settings import SerialScannerSettings, load
from app.station import Station, keep_noted, style_of

if TYPE_CHECKING:  # a start does not wait for the lesson of a scanner
    from app.barcodes.serial_lesson import Lesson, Manners
    from app.barcodes.wedge import Style


class StationHouse:
    """See gui.House."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._home = station.settings.home

    def scanner(self) -> ScannerWish:
        """See gui.House."""
        scanner = load(self._home).scanner
        serial = scanner.serial
        return ScannerWish(scanner.prefix, scanner.suffix, scanner.gap, serial.port, serial.baud, serial.prefix, serial.suffix)

    def customs(self) -> Customs:
        """See gui.House."""
        settings = load(self._home)
        return Customs(settings.idle_minutes, settings.kiosk, settings.language, settings.sounds)

    def list_ports(self) -> Sequence[tuple[str, str]]:
        """See gui.House."""
        ports = sorted(self._station.hearing.list_ports(), key=lambda port: port.socket)
        return [(port.socket, port.product or port.address) for port in ports if port.kind is PortKind.SERIAL]

    def keep_scanner(self, wish: ScannerWish) -> Style:
        """See gui.House."""
        self._keep(
            {
                "scanner.prefix": wish.prefix,
                "scanner.suffix": wish.suffix,
                "scanner.gap": wish.gap,
                "scanner.serial.port": wish.port,
                "scanner.serial.baud": wish.baud,
                "scanner.serial.prefix": wish.serial_prefix,
                "scanner.serial.suffix": wish.serial_suffix,
            }
        )
        scanner = load(self._home).scanner
        self._station.hearing.change(scanner.serial)
        return style_of(scanner)

    def learn_scanner(self, port: str, lesson: Lesson, tell: Callable[[Lesson], object], stop: Stop) -> Manners | None:
        """See gui.House."""
        self._station.people.require_present(Right.SET_UP)
        found = self._station.hearing.learn(port, lesson, tell, stop)
        if found is not None and not stop.is_set:
            learned = SerialScannerSettings(port=port, baud=found.baud, prefix=found.prefix, suffix=found.suffix)
            self._station.hearing.change(learned)
        return found

    def leave_scanner(self) -> None:
        """See gui.House."""
        self._station.hearing.change(load(self._home).scanner.serial)

    def keep_customs(self, customs: Customs) -> Customs:
        """See gui.House."""
        self._keep(
            {
                "idle_minutes": customs.idle_minutes,
                "kiosk": customs.kiosk,
                "language": customs.language,
                "sounds": customs.sounds,
            }
        )
        return self.customs()

    def _keep(self, values: Mapping[str, str | float | bool]) -> None:
        """Write down what changed, in the settings and in the ledger."""
        who = self._station.people.require_present(Right.SET_UP) or self._station.settings.operator
        keep_noted(self._home, values, self._station.ledger, who)
