"""What goes wrong with printers, and with the labels they are to print."""

from app.core.errors.base import StationError


class PrinterError(StationError):
    """A label cannot be printed now; what is to be printed stays owed."""

    code = "PRN"
    retryable = True


class PrinterMissing(PrinterError):
    """No printer is set up, and a label is to be printed."""

    code = "PRN-NONE"
    retryable = False
    advice = "An engineer must name the printer in the settings (`[printer]`)."


class PrinterOffline(PrinterError):
    """The printer is not there, or does not answer."""

    code = "PRN-OFFLINE"
    advice = "Switch the printer on and check its cable: the label is printed then."


class PrinterPaper(PrinterError):
    """Nothing to print on, or with."""

    code = "PRN-PAPER"
    advice = "Put in a new roll: the label is printed then."


class PrinterOpen(PrinterError):
    """The print head is up."""

    code = "PRN-OPEN"
    advice = "Close the printer: the label is printed then."


class PrinterPaused(PrinterError):
    """Somebody pressed pause, or the queue is stopped."""

    code = "PRN-PAUSED"
    advice = "Let the printer go on (its pause button, or its queue): the label is printed then."


class PrinterFault(PrinterError):
    """It says that it cannot print, for a reason of its own."""

    code = "PRN-FAULT"
    advice = "Look at the printer: switch it off and on again. If it says so again, call an engineer."


class PrinterRefused(PrinterError):
    """What the label was to be given to does not take it: a queue, a device file, a folder."""

    code = "PRN-REFUSED"
    advice = "Call an engineer: the label is printed once the printer takes it."


class PrinterUnsure(PrinterError):
    """The label went out, and nobody can say whether it was printed: it is not sent again by itself."""

    code = "PRN-UNSURE"
    retryable = False
    advice = "Look whether the label is there. Say so, or print it again."


class LabelUnfit(PrinterError):
    """What this unit's label would say cannot be put on it."""

    code = "PRN-TEMPLATE"
    retryable = False
    advice = "Put the unit aside. An engineer must give the label more room, or the unit shorter words."


class LabelUnknown(PrinterError):
    """There is no such label to print again, or nothing to decide about it."""

    code = "PRN-LABEL"
    retryable = False
    advice = "Look at the run in the history: it tells whether it has a label."
