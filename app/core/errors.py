"""The one tree of errors; every leaf has a stable code, a plain message, and advice.

StationError                     code · message · advice · blame · retryable
├── DeviceError
│   ├── DeviceGone               DEV-GONE         unplugged or switched off in the middle
│   ├── DeviceTimeout            DEV-TIMEOUT      no answer within the deadline
│   ├── DeviceRefused            DEV-REFUSED      it answered, and said no
│   ├── DeviceGarbled            DEV-GARBLED      it answered, and nobody can read it
│   ├── LoginRejected            DEV-LOGIN        it does not take the station's password
│   ├── WrongModel               DEV-MODEL        not what the recipe is for
│   ├── AlreadyProvisioned       DEV-PROVISIONED  it holds an identity this ledger does not know
│   ├── DeviceUnknown            DEV-UNKNOWN      no recipe is for it
│   ├── SocketUnknown            DEV-SOCKET       the socket it is plugged into belongs to no tray
│   ├── SupplyLow                DEV-POWER        its supply sags while it writes
│   ├── SocketTaken              DEV-TAKEN        the socket belongs to another tray
│   ├── TwoDevices               DEV-TWO          two devices where there must be one
│   ├── PortMissing              DEV-NO-PORT      nothing is plugged in there
│   └── PortBusy                 DEV-BUSY         another program holds the port
├── AdmissionError
│   ├── LabelMismatch            ADM-LABEL        the label is not this chip's
│   ├── Duplicate                ADM-DUPLICATE    another unit already has this identifier or this key
│   ├── NothingToRotate          ADM-ROTATION     the unit has no certificate that could be replaced
│   ├── RotationNeeded           ADM-REVOKED      its certificate was revoked; it gets another only for a reason
│   ├── ClockWrong               ADM-CLOCK        the station's clock cannot be right
│   ├── OrderUnknown             ADM-ORDER        there is no such work order
│   ├── OrderUnusable            ADM-ORDER-BAD    a work order cannot be like this
│   ├── OrderNotOpen             ADM-ORDER-SHUT   the work order is on hold or closed
│   ├── RecipeChanged            ADM-RECIPE       the recipe is no longer the one the order was made with
│   ├── NotOnOrder               ADM-LIST         the unit is not on the order's list
│   ├── QuotaUsed                ADM-QUOTA        the order has all its units
│   ├── FirstArticlePending      ADM-FIRST        the first unit is not confirmed on the platform yet
│   └── AlreadyDone              ADM-DONE         the unit has passed before
├── PeopleError
│   ├── NotAllowed               PPL-RIGHT        this person's role may not do it
│   ├── LoginWrong               PPL-LOGIN        badge and PIN do not belong together
│   ├── LoginLocked              PPL-LOCKED       too many wrong PINs; until a time
│   ├── PinUnfit                 PPL-PIN          the PIN is too easy, too short, or no PIN
│   └── PersonUnusable           PPL-PERSON       a person cannot be admitted or changed like this
├── PkiError
│   ├── HsmAway                  PKI-HSM-AWAY     the module, token or key is not there
│   ├── HsmLocked                PKI-HSM-LOCKED   nobody has logged in to the token
│   ├── PinRejected              PKI-PIN          the token does not take the PIN
│   ├── KeyFileUnusable          PKI-KEY-FILE     the CA's key file is missing, damaged or not encrypted
│   ├── CaExpired                PKI-CA-EXPIRED   the CA can no longer sign, or not yet
│   ├── CaUnsuitable             PKI-CA           the CA certificate is not one that may sign these
│   ├── CsrRejected              PKI-CSR          the device's request breaks a rule
│   ├── IssuanceRefused          PKI-REFUSED      no certificate may be made for this
│   ├── CertificateUnknown       PKI-UNKNOWN      this ledger has no such certificate
│   ├── MakerUnknown             PKI-MAKER        the certificate it came with is not from the maker's CA
│   ├── CertificateRevoked       PKI-REVOKED      it was taken back before
│   ├── KeyCompromised           PKI-COMPROMISED  the key was reported stolen and gets no certificate again
│   ├── CeremonyRefused          PKI-CEREMONY     this step of making an authority cannot be taken
│   ├── HandoverRefused          PKI-HANDOVER     one authority cannot hand over to the other like this
│   ├── RegistrationRefused      PKI-UNFIT        the platform would not take this certificate
│   └── ProofFailed              PKI-PROOF        the device does not prove that it holds what was written
├── CloudError
│   ├── PlatformUnreachable      CLD-UNREACHABLE  no connection, or no answer in time
│   ├── PlatformUntrusted        CLD-TLS          its certificate does not prove that it is the platform
│   ├── PlatformThrottled        CLD-THROTTLED    too many requests; .after seconds
│   ├── PlatformDenied           CLD-DENIED       the API key is not accepted, or may not do this
│   ├── PlatformRefused          CLD-REFUSED      it understood, and said no; .status
│   ├── PlatformConflict         CLD-CONFLICT     it knows this identifier as something else
│   ├── ContactRefused           CLD-CONTACT      it does not let the device in with its new identity
│   ├── JitpNotReady             CLD-JITP         it would not make devices of this recipe just in time
│   ├── ClockApart               CLD-CLOCK        the station's clock and the platform's are apart
│   ├── AnswersUnreadable        CLD-ANSWERS      a file of answers from elsewhere cannot be read
│   └── PlatformBadAnswer        CLD-ANSWER       it answered, and nobody can read it
├── BulkError
│   ├── BulkInput                BLK-INPUT        the list of identifiers cannot be read, or its columns are not what they must be
│   ├── BulkRow                  BLK-ROW          a row of the list cannot be used
│   ├── BulkFolder               BLK-FOLDER       the folder cannot be written, or holds something else
│   └── BulkKeys                 BLK-KEYS         private keys cannot be protected as asked
├── StoreError
│   ├── StoreBusy                STO-BUSY         another program holds the ledger
│   ├── StoreFull                STO-FULL         the disk is full or read-only
│   ├── StoreNewer               STO-NEWER        a newer Birthmark made this ledger
│   ├── StoreOlder               STO-OLDER        an older Birthmark made this ledger, and it may only be read
│   ├── StoreDamaged             STO-DAMAGED      the file is no ledger, or no longer one
│   ├── ChainBroken              STO-CHAIN        the audit chain does not add up
│   ├── SealMissing              STO-KEY          the station's own signing key is not there
│   ├── SealBroken               STO-SEAL         a signature is not the station's
│   ├── ExportUnwritable         STO-EXPORT       an export or backup cannot be written there
│   ├── ExportBroken             STO-MANIFEST     an export or backup is not what its manifest says
│   └── BackupUnusable           STO-BACKUP       a backup cannot be made of this, or brought back
├── ScanError
│   ├── ScanUnreadable           SCN-UNREADABLE   nothing that has a meaning here
│   ├── ScanCheckDigit           SCN-CHECK        a check digit is wrong
│   └── ScanWrongProduct         SCN-PRODUCT      a label of something that is not made here
├── SettingsError                SET-BAD          file, key, reason
│   ├── RecipeError              SET-RECIPE       file, key, reason
│   └── ProfileError             SET-PROFILE      file, key, reason
└── RunInterrupted               RUN-INTERRUPTED  the station stopped in the middle of this run

Cancelled is not an error: it unwinds like one and is shown as none. Anything else is a bug. Codes are never reused.
"""

from enum import StrEnum
from typing import ClassVar


class Blame(StrEnum):
    """Whose fault it is: the unit's (it FAILED) or ours (an ERROR)."""

    UNIT = "unit"
    STATION = "station"


class StationError(Exception):
    """What happened, in one sentence; `advice` says what the operator does now."""

    code: ClassVar[str]
    blame: ClassVar[Blame] = Blame.STATION
    retryable: ClassVar[bool] = False
    """Whether the same thing, tried again as it is, can go well."""
    advice: str = "Call the supervisor."

    def __init__(self, message: str, *, advice: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if advice is not None:
            self.advice = advice

    def __reduce__(self) -> tuple[object, ...]:
        return (_revive, (type(self), self.message, self.__dict__))


def _revive(kind: type[StationError], message: str, state: dict[str, object]) -> StationError:
    error = kind.__new__(kind, message)
    error.args = (message,)
    error.__dict__.update(state)
    return error


class Cancelled(Exception):
    """A person stopped the run."""


# ---- devices ----------------------------------------------------------------------------------------------------


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


# ---- admission --------------------------------------------------------------------------------------------------


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
    advice = "Put the unit aside. A supervisor may give it a new certificate: `birthmark provision --rotate --reason …`."


class ClockWrong(AdmissionError):
    """The station's clock cannot be right, so no validity date would be."""

    code = "ADM-CLOCK"
    blame = Blame.STATION
    advice = "Set the station's clock, then start over."


# ---- keys and certificates --------------------------------------------------------------------------------------


class PkiError(StationError):
    """Something about keys or certificates."""

    code = "PKI"


class HsmAway(PkiError):
    """The PKCS#11 module, its token or the CA's key in it cannot be reached."""

    code = "PKI-HSM-AWAY"
    retryable = True
    advice = "Check that the HSM is plugged in and its software runs, then log in again."


class HsmLocked(PkiError):
    """Nobody has logged in to the token."""

    code = "PKI-HSM-LOCKED"
    retryable = True
    advice = "A supervisor must unlock the HSM."


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


# ---- the platform -----------------------------------------------------------------------------------------------


class CloudError(StationError):
    """Something between the station and the platform."""

    code = "CLD"


class PlatformUnreachable(CloudError):
    """No connection to the platform, or no answer in time."""

    code = "CLD-UNREACHABLE"
    retryable = True
    advice = "Check the network. The unit keeps what it has: start over when the platform is back."


class PlatformUntrusted(CloudError):
    """Whoever answers there does not prove that it is the platform."""

    code = "CLD-TLS"
    advice = "Check the station's clock and the platform's CA bundle; a proxy may be answering in its place."


class PlatformThrottled(CloudError):
    """The platform asks for fewer requests; `after` is in seconds."""

    code = "CLD-THROTTLED"
    retryable = True
    advice = "Wait a little, then start over."

    def __init__(self, message: str, *, after: float, advice: str | None = None) -> None:
        super().__init__(message, advice=advice)
        self.after = after


class PlatformDenied(CloudError):
    """The platform does not accept the API key, or the key may not do this."""

    code = "CLD-DENIED"
    advice = "A supervisor must check the platform's API key and what it may do."

    def __init__(self, message: str, *, known: bool = True, advice: str | None = None) -> None:
        super().__init__(message, advice=advice)
        self.known = known
        """Whether the platform accepts the key at all."""


class PlatformRefused(CloudError):
    """The platform understood the request and said no; `status` is its HTTP status."""

    code = "CLD-REFUSED"
    advice = "A supervisor must look at the platform's answer."

    def __init__(self, message: str, *, status: int, advice: str | None = None) -> None:
        super().__init__(message, advice=advice)
        self.status = status


class PlatformConflict(CloudError):
    """The platform already knows this identifier with another product or certificate, or as a device that may not work."""

    code = "CLD-CONFLICT"
    blame = Blame.UNIT
    advice = "Put the unit aside: the platform knows another unit by this identifier. A supervisor decides."


class ContactRefused(CloudError):
    """The platform does not let the device in with its new identity, or knows it by another name."""

    code = "CLD-CONTACT"
    advice = "A supervisor must look at the device's CA on the platform; `birthmark platform contacts` tells what the platform says."


class JitpNotReady(CloudError):
    """The platform would not make devices of this recipe just in time: the CA is not there, has expired, or is set for something else."""

    code = "CLD-JITP"
    advice = "A supervisor must register the CA with the platform and set its just-in-time provisioning for this recipe."


class ClockApart(CloudError):
    """The station's clock and the platform's are too far apart for a certificate's dates to mean the same to both."""

    code = "CLD-CLOCK"
    advice = "Set the station's clock, then start over; where it is right, the platform's is wrong: a supervisor must tell its maker."


class AnswersUnreadable(CloudError):
    """The file of answers that was brought from elsewhere cannot be read, or is none."""

    code = "CLD-ANSWERS"
    advice = "Bring the file again: JSON Lines or CSV with identifier, sha256, device and certificate, or with an error."


class PlatformBadAnswer(CloudError):
    """The platform answered something that is not its API's language."""

    code = "CLD-ANSWER"
    retryable = True
    advice = "Check the platform's address; a proxy may be answering in its place."


# ---- certificates made ahead ------------------------------------------------------------------------------------


class BulkError(StationError):
    """Something about a bulk job."""

    code = "BLK"


class BulkInput(BulkError):
    """The list of identifiers cannot be read, is empty, or its columns are not what they must be."""

    code = "BLK-INPUT"
    advice = "Correct the list: the first row names the columns, `serial` and, where wanted, model, revision, firmware, chip, csr."


class BulkRow(BulkError):
    """A row of the list cannot be used; no certificate was made for it."""

    code = "BLK-ROW"
    blame = Blame.UNIT
    advice = "Correct the row and put it into a new list; what is done is not done twice."


class BulkFolder(BulkError):
    """The folder cannot be written, or holds something that is not of this job."""

    code = "BLK-FOLDER"
    advice = "Choose a new folder, or start again with the list, the recipe and the protection that this one was begun with."


class BulkKeys(BulkError):
    """Private keys cannot be protected as asked, and are never written in the clear unasked."""

    code = "BLK-KEYS"
    advice = "Name the certificate of whoever is to open them (an RSA one), or give a passphrase."


# ---- the ledger -------------------------------------------------------------------------------------------------


class StoreError(StationError):
    """Something about the ledger."""

    code = "STO"


class StoreBusy(StoreError):
    """Another program holds the ledger."""

    code = "STO-BUSY"
    retryable = True
    advice = "Close the other Birthmark that uses this home."


class StoreFull(StoreError):
    """The ledger cannot be written: no space, or no permission."""

    code = "STO-FULL"
    advice = "Make space on the disk or correct its permissions; nothing is provisioned until the ledger can be written."


class StoreNewer(StoreError):
    """The ledger was made by a newer Birthmark."""

    code = "STO-NEWER"
    advice = "Start the newer Birthmark, or use another home."


class StoreOlder(StoreError):
    """The ledger was made by an older Birthmark and is open for reading only, so it cannot be brought up to date."""

    code = "STO-OLDER"
    advice = "Start the station once, or run `birthmark db upgrade`: a copy of the ledger is made first."


class StoreDamaged(StoreError):
    """The file is not a ledger, or is damaged."""

    code = "STO-DAMAGED"
    advice = "Keep the file as it is and bring back the last backup."


class ChainBroken(StoreError):
    """The audit chain does not add up: an entry was altered, removed or inserted."""

    code = "STO-CHAIN"
    advice = "Keep the ledger as it is and call whoever is responsible for security."


class SealMissing(StoreError):
    """The key that this station signs its ledger with is not where it was kept."""

    code = "STO-KEY"
    advice = "Bring the key back (the keyring, or the file in the home); without it nothing can be signed, and nothing is provisioned."


class SealBroken(StoreError):
    """A signature was not made by the key it must be of, or what it signed was altered."""

    code = "STO-SEAL"
    advice = "Do not trust the file; keep it as it is and call whoever is responsible for security."


class ExportUnwritable(StoreError):
    """An export or a backup cannot be written there; what was begun of it is removed."""

    code = "STO-EXPORT"
    advice = "Make space, or choose a folder that can be written and does not hold this export yet."


class ExportBroken(StoreError):
    """An export or a backup is not what its signed manifest says."""

    code = "STO-MANIFEST"
    advice = "Do not use it: take it again from the station, and tell whoever is responsible for security."


class BackupUnusable(StoreError):
    """A backup cannot be read, or does not fit where it is to go."""

    code = "STO-BACKUP"
    advice = "Choose another backup; the ledger was left as it is."


# ---- orders and people ------------------------------------------------------------------------------------------


class OrderUnknown(AdmissionError):
    """The station knows no work order of this number."""

    code = "ADM-ORDER"
    blame = Blame.STATION
    advice = "Scan the order again, or have a supervisor make it."


class OrderUnusable(AdmissionError):
    """A work order that contradicts itself."""

    code = "ADM-ORDER-BAD"
    blame = Blame.STATION
    advice = "Correct the order."


class OrderNotOpen(AdmissionError):
    """Nothing may be made for this order now."""

    code = "ADM-ORDER-SHUT"
    blame = Blame.STATION
    advice = "Open another order, or ask the supervisor."


class RecipeChanged(AdmissionError):
    """The recipe's content is not the one the order was made with."""

    code = "ADM-RECIPE"
    blame = Blame.STATION
    advice = "An engineer must bring the recipe back, or a supervisor makes a new order for the new one."


class NotOnOrder(AdmissionError):
    """The unit's serial number is not one of the order's."""

    code = "ADM-LIST"
    advice = "Put the unit aside: it belongs to another order."


class QuotaUsed(AdmissionError):
    """As many units as were ordered have a certificate."""

    code = "ADM-QUOTA"
    blame = Blame.STATION
    advice = "Put the unit aside. The order is done; a supervisor closes it."


class FirstArticlePending(AdmissionError):
    """The first unit of the order or shift is not confirmed on the platform yet, so no second one may start."""

    code = "ADM-FIRST"
    blame = Blame.STATION
    retryable = True
    advice = "Wait until that unit is done, then start this one."


class AlreadyDone(AdmissionError):
    """The unit passed before, and nobody allowed to work on it again."""

    code = "ADM-DONE"
    advice = "Take the unit out. To work on it again a supervisor must say why."


class PeopleError(StationError):
    """Who somebody is, and what he may do."""

    code = "PPL"


class NotAllowed(PeopleError):
    """The role of the person who asks may not do this."""

    code = "PPL-RIGHT"


class LoginWrong(PeopleError):
    """Badge and PIN do not belong together, or the badge is nobody's."""

    code = "PPL-LOGIN"
    retryable = True
    advice = "Scan the badge again and type the PIN with care."


class LoginLocked(PeopleError):
    """Too many wrong PINs."""

    code = "PPL-LOCKED"
    advice = "Wait, or have an administrator set a new PIN."


class PinUnfit(PeopleError):
    """No PIN that the station takes."""

    code = "PPL-PIN"
    retryable = True
    advice = "Choose 4 to 12 digits that are no row and not all the same."


class PersonUnusable(PeopleError):
    """A person who cannot be admitted, changed or dismissed like this."""

    code = "PPL-PERSON"
    advice = "Correct it and try again."


# ---- scans ------------------------------------------------------------------------------------------------------


class ScanError(StationError):
    """What was scanned cannot be used."""

    code = "SCN"
    retryable = True


class ScanUnreadable(ScanError):
    """The scan has no meaning at this station."""

    code = "SCN-UNREADABLE"
    advice = "Scan again. If it happens again, put the label aside."


class ScanCheckDigit(ScanError):
    """The scan was misread, or the label was misprinted."""

    code = "SCN-CHECK"
    advice = "Scan again. If it happens again, the label is misprinted: put the unit aside."


class ScanWrongProduct(ScanError):
    """A good label of something else."""

    code = "SCN-PRODUCT"
    retryable = False
    advice = "Scan the label of the unit. If it was that, put the unit aside: it belongs to another order."


# ---- settings and runs ------------------------------------------------------------------------------------------


class SettingsError(StationError):
    """A setting is missing or wrong."""

    code = "SET-BAD"
    advice = "An engineer must correct the settings."

    def __init__(self, message: str, *, file: str = "", key: str = "", advice: str | None = None) -> None:
        super().__init__(message, advice=advice)
        self.file = file
        self.key = key


class RecipeError(SettingsError):
    """A recipe is missing or wrong."""

    code = "SET-RECIPE"
    advice = "An engineer must correct the recipe."


class ProfileError(SettingsError):
    """A certificate profile is missing or wrong."""

    code = "SET-PROFILE"
    advice = "An engineer must correct the certificate profile."


class RunInterrupted(StationError):
    """The station stopped in the middle of this run; found when it started again."""

    code = "RUN-INTERRUPTED"
    retryable = True
    advice = "Start the unit over: what is already done is found and kept."
