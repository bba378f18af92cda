"""Why a unit may not be provisioned now."""

from app.core.errors.base import Blame, StationError


class AdmissionError(StationError):
    """The unit may not be provisioned; no key was made."""

    code = "ADM"
    blame = Blame.UNIT


class LabelMismatch(AdmissionError):
    """The scanned label names another unit than the chip does."""

    code = "ADM-LABEL"
    advice = "Scan the right label, or put the unit aside."


class Duplicate(AdmissionError):
    """Another unit already carries this identifier, or this key."""

    code = "ADM-DUPLICATE"
    advice = "Put the unit aside: two units may not share one identity."


class NothingToRotate(AdmissionError):
    """The unit never left this station with a certificate, so there is none that a new one could replace."""

    code = "ADM-ROTATION"
    blame = Blame.STATION
    advice = "Provision it as a new unit, without rotation."


class RotationNeeded(AdmissionError):
    """The unit's certificate was revoked, so that a plain run must not give it another."""

    code = "ADM-REVOKED"
    advice = "A supervisor may give it a new certificate: “Start over” on its tray, or `birthmark provision --rotate --reason …`."


class RotationUnfinished(AdmissionError):
    """The unit holds the certificate of a rotation that did not come to its end, so that the one it replaces is still good."""

    code = "ADM-ROTATING"
    advice = "A supervisor ends the rotation: “Start over” on its tray, or `birthmark provision --rotate --reason …`."


class ClockWrong(AdmissionError):
    """The station's clock cannot be right, so no validity date would be."""

    code = "ADM-CLOCK"
    blame = Blame.STATION
    advice = "Set the station's clock, then start over."
