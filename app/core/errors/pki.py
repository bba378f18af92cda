"""What goes wrong with keys, certificates and the HSM."""

from app.core.errors.base import Blame, StationError


class PkiError(StationError):
    """Something about keys or certificates."""

    code = "PKI"


class HsmAway(PkiError):
    """The PKCS#11 module, its token or the CA's key in it cannot be reached."""

    code = "PKI-HSM-AWAY"
    retryable = True
    advice = "Check that the HSM is plugged in and its software runs, then log in again."


class HsmLocked(PkiError):
    """Nobody has logged in to the token, or opened the key file."""

    code = "PKI-HSM-LOCKED"
    retryable = True
    advice = "A supervisor must unlock the HSM: in the window on the page Authority, on the command line with --ask-pin."


class PinRejected(PkiError):
    """The token did not take the PIN, which is never tried a second time by itself; `left` is how many tries are, where it tells."""

    code = "PKI-PIN"
    advice = "Check the PIN before the next try: too many wrong ones lock the token."

    def __init__(self, message: str, *, left: int | None = None, advice: str | None = None) -> None:
        super().__init__(message, advice=advice)
        self.left = left


class KeyFileUnusable(PkiError):
    """The CA's key file is missing, damaged, not encrypted, or its passphrase is wrong."""

    code = "PKI-KEY-FILE"
    advice = "Check the path and the passphrase of the CA's key file."


class CaExpired(PkiError):
    """The CA's certificate is past its end, or before its beginning."""

    code = "PKI-CA-EXPIRED"
    advice = "A supervisor must bring in a valid CA certificate."


class CaUnsuitable(PkiError):
    """The CA certificate does not fit its key, or may not sign device certificates."""

    code = "PKI-CA"
    advice = "A supervisor must bring in the right CA certificate for this key."


class CsrRejected(PkiError):
    """The device's certificate request breaks a rule."""

    code = "PKI-CSR"
    blame = Blame.UNIT
    advice = "Start over once. If it happens again, put the unit aside."


class IssuanceRefused(PkiError):
    """No certificate may be made from this profile for this request."""

    code = "PKI-REFUSED"
    advice = "An engineer must correct the recipe or the profile."


class CertificateUnknown(PkiError):
    """The ledger has no such certificate, or more than one that could be meant."""

    code = "PKI-UNKNOWN"
    advice = "Check the serial number: `birthmark history` shows every certificate of this station."


class MakerUnknown(PkiError):
    """The certificate that the device came with was not made by the CA that its recipe names."""

    code = "PKI-MAKER"
    blame = Blame.UNIT
    advice = "Put the unit aside: its identity is not from the maker. If all units say so, an engineer must check the maker's CA file."


class CertificateRevoked(PkiError):
    """The certificate was taken back before; that cannot be undone or changed."""

    code = "PKI-REVOKED"
    advice = "There is nothing to do. `birthmark ca crl` signs the list that tells everybody."


class KeyCompromised(PkiError):
    """Somebody else may have this key, so it never gets a certificate again."""

    code = "PKI-COMPROMISED"
    blame = Blame.UNIT
    advice = "Put the unit aside: it must make a new key before it can be used again. A supervisor decides."


class CeremonyRefused(PkiError):
    """A step of making or registering an authority cannot be taken now, or not like this."""

    code = "PKI-CEREMONY"
    advice = "Correct what the sentence names, then go on where you were: nothing was changed."


class HandoverRefused(PkiError):
    """One authority cannot hand over to the other, or not at that time."""

    code = "PKI-HANDOVER"
    advice = "Choose another authority or another day; both must be valid on the day of the change."


class RegistrationRefused(PkiError):
    """The platform would not take this certificate, so it is not asked."""

    code = "PKI-UNFIT"
    blame = Blame.UNIT
    advice = "Put the unit aside and call an engineer: its certificate, or the recipe's, must be corrected."


class ProofFailed(PkiError):
    """What was read back or signed by the device is not what it must be."""

    code = "PKI-PROOF"
    blame = Blame.UNIT
    advice = "Start over once. If it happens again, put the unit aside: it does not keep its identity."
