"""What goes wrong between the station and a device."""

from app.core.errors.base import Blame, StationError


class DeviceError(StationError):
    """Something between the station and the device."""

    code = "DEV"
    blame = Blame.UNIT


class DeviceGone(DeviceError):
    """The device was unplugged or lost power while we spoke to it."""

    code = "DEV-GONE"
    retryable = True
    advice = "Plug the unit in again and start over."


class DeviceTimeout(DeviceError):
    """The device did not answer within the deadline."""

    code = "DEV-TIMEOUT"
    retryable = True
    advice = "Check cable and power, then start over. If it happens again, put the unit aside."


class DeviceRefused(DeviceError):
    """The device answered a command with an error."""

    code = "DEV-REFUSED"
    advice = "Start over once. If it happens again, put the unit aside."


class DeviceGarbled(DeviceError):
    """The device answered something that cannot be understood."""

    code = "DEV-GARBLED"
    retryable = True
    advice = "Check the cable, then start over. If it happens again, put the unit aside."


class LoginRejected(DeviceError):
    """The device does not accept the name or password that the recipe's credential holds."""

    code = "DEV-LOGIN"
    blame = Blame.STATION
    advice = "If only this unit refuses, put it aside. Otherwise an engineer must correct the credential."


class WrongModel(DeviceError):
    """The device is not of the model that the recipe is for."""

    code = "DEV-MODEL"
    advice = "Put the unit aside: it is not the product of this recipe."


class DeviceChanged(DeviceError):
    """Another device answers than the one that the run began with, or was allowed for."""

    code = "DEV-CHANGED"
    advice = "Put the unit aside, and whatever was in the tray before it: nothing more was written. A supervisor decides."


class AlreadyProvisioned(DeviceError):
    """The device holds an identity that this station's ledger does not know."""

    code = "DEV-PROVISIONED"
    advice = "Put the unit aside: it was provisioned elsewhere. A supervisor decides."


class DeviceUnknown(DeviceError):
    """No recipe is for what is plugged in."""

    code = "DEV-UNKNOWN"
    advice = "Take it out. If it is the right product, an engineer must write or correct its recipe."


class SocketUnknown(DeviceError):
    """The socket belongs to no tray."""

    code = "DEV-SOCKET"
    blame = Blame.STATION
    advice = "Plug the device into a tray's own socket; an engineer can bind this socket to a tray."


class DeviceClockWrong(DeviceError):
    """The device's own clock is apart from the station's, and it has to judge a certificate by it."""

    code = "DEV-CLOCK"
    advice = "Check the unit's battery and its way to a time server, then start over; the unit keeps what it has."


class SupplyLow(DeviceError):
    """The device warns that its supply voltage sags: nothing may be written into it now."""

    code = "DEV-POWER"
    blame = Blame.STATION
    retryable = True
    advice = "Check the tray's power supply and its contacts, then start over."


class SocketTaken(DeviceError):
    """A tray cannot be bound to the socket of another tray."""

    code = "DEV-TAKEN"
    blame = Blame.STATION
    advice = "Teach the other tray another socket first."


class TwoDevices(DeviceError):
    """More than one device answers where there must be one."""

    code = "DEV-TWO"
    blame = Blame.STATION
    advice = "Take one of them out, then start over."


class PortMissing(DeviceError):
    """There is no such port."""

    code = "DEV-NO-PORT"
    blame = Blame.STATION
    advice = "Check that the device is plugged in; `birthmark devices` lists what is there."


class PortBusy(DeviceError):
    """Another program holds the port, or the station may not open it."""

    code = "DEV-BUSY"
    blame = Blame.STATION
    retryable = True
    advice = "Close the other program (a terminal, ModemManager) or ask for access to the port."
