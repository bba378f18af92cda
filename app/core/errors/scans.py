"""What goes wrong with a scan."""

from app.core.errors.base import StationError


class ScanError(StationError):
    """What was scanned cannot be used."""

    code = "SCN"
    retryable = True


class ScanUnreadable(ScanError):
    """The scan has no meaning at this station."""

    code = "SCN-UNREADABLE"
    advice = "Scan again. If it happens again, put the label aside."


class ScannerAway(ScanError):
    """The barcode scanner on a serial port cannot be heard."""

    code = "SCN-AWAY"
    advice = "Plug the barcode scanner in again. Until then, type the serial number."


class ScannerUnlearned(ScanError):
    """How the barcode scanner on a serial port sends could not be learned."""

    code = "SCN-LESSON"
    advice = "Look which port the scanner is at, and begin again."


class ScanCheckDigit(ScanError):
    """The scan was misread, or the label was misprinted."""

    code = "SCN-CHECK"
    advice = "Scan again. If it happens again, the label is misprinted: put the unit aside."


class ScanWrongProduct(ScanError):
    """A good label of something else."""

    code = "SCN-PRODUCT"
    retryable = False
    advice = "Scan the label of the unit. If it was that, put the unit aside: it belongs to another order."
