"""The one tree of errors; every leaf has a stable code, a plain message, and advice.

StationError                     code · message · advice · blame · retryable
├── DeviceError
│   ├── DeviceGone               DEV-GONE         unplugged or switched off in the middle
│   ├── DeviceTimeout            DEV-TIMEOUT      no answer within the deadline
│   ├── DeviceRefused            DEV-REFUSED      it answered, and said no
│   ├── DeviceGarbled            DEV-GARBLED      it answered, and nobody can read it
│   ├── LoginRejected            DEV-LOGIN        it does not take the station's password
│   ├── WrongModel               DEV-MODEL        not what the recipe is for
│   ├── DeviceChanged            DEV-CHANGED      another one answers than the one that the run began with
│   ├── AlreadyProvisioned       DEV-PROVISIONED  it holds an identity this ledger does not know
│   ├── DeviceUnknown            DEV-UNKNOWN      no recipe is for it
│   ├── SocketUnknown            DEV-SOCKET       the socket it is plugged into belongs to no tray
│   ├── DeviceClockWrong         DEV-CLOCK        its own clock is too wrong to judge a certificate by
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
│   ├── RotationUnfinished       ADM-ROTATING     it holds the new certificate of a rotation that did not end
│   ├── ClockWrong               ADM-CLOCK        the station's clock cannot be right
│   ├── OrderUnknown             ADM-ORDER        there is no such work order
│   ├── OrderUnusable            ADM-ORDER-BAD    a work order cannot be like this
│   ├── OrderNotOpen             ADM-ORDER-SHUT   the work order is on hold or closed
│   ├── RecipeChanged            ADM-RECIPE       the recipe is no longer the one the order was made with
│   ├── RecipeUnapproved         ADM-APPROVAL     no engineer has approved the recipe as it is now
│   ├── VersionUnknown           ADM-VERSION      the ledger has no such version of a recipe
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
│   ├── SealUnkept               STO-PLAIN        nothing would keep that key from lying in the clear
│   ├── SealBroken               STO-SEAL         a signature is not the station's
│   ├── ExportUnwritable         STO-EXPORT       an export or backup cannot be written there
│   ├── ExportBroken             STO-MANIFEST     an export or backup is not what its manifest says
│   ├── PeriodOpen               STO-PERIOD       a period cannot be archived: something in it goes on
│   └── BackupUnusable           STO-BACKUP       a backup cannot be made of this, or brought back
├── ScanError
│   ├── ScanUnreadable           SCN-UNREADABLE   nothing that has a meaning here
│   ├── ScanCheckDigit           SCN-CHECK        a check digit is wrong
│   ├── ScanWrongProduct         SCN-PRODUCT      a label of something that is not made here
│   ├── ScannerAway              SCN-AWAY         the scanner on a serial port is not heard
│   └── ScannerUnlearned         SCN-LESSON       how the scanner on a serial port sends could not be learned
├── PrinterError
│   ├── PrinterMissing           PRN-NONE         no printer is set up
│   ├── PrinterOffline           PRN-OFFLINE      it is not there, or does not answer
│   ├── PrinterPaper             PRN-PAPER        no labels or no ribbon in it
│   ├── PrinterOpen              PRN-OPEN         its head is up
│   ├── PrinterPaused            PRN-PAUSED       it, or its queue, is paused
│   ├── PrinterFault             PRN-FAULT        it cannot print, for a reason of its own
│   ├── PrinterRefused           PRN-REFUSED      queue, device file or folder does not take the label
│   ├── PrinterUnsure            PRN-UNSURE       the label went out, and nobody knows whether it was printed
│   ├── LabelUnfit               PRN-TEMPLATE     the unit's words do not fit on the label
│   └── LabelUnknown             PRN-LABEL        there is no such label to print again
├── SettingsError                SET-BAD          file, key, reason
│   ├── RecipeError              SET-RECIPE       file, key, reason
│   ├── ProfileError             SET-PROFILE      file, key, reason
│   ├── LabelTemplateError       SET-LABEL        file, key, reason
│   └── NoScreen                 SET-SCREEN       file, key, reason
└── RunInterrupted               RUN-INTERRUPTED  the station stopped in the middle of this run

Cancelled is not an error: it unwinds like one and is shown as none. Anything else is a bug. Codes are never reused.
"""

from app.core.errors.admission import (
    AdmissionError,
    ClockWrong,
    Duplicate,
    LabelMismatch,
    NothingToRotate,
    RotationNeeded,
    RotationUnfinished,
)
from app.core.errors.base import Blame, Cancelled, StationError
from app.core.errors.bulk import BulkError, BulkFolder, BulkInput, BulkKeys, BulkRow
from app.core.errors.cloud import (
    AnswersUnreadable,
    ClockApart,
    CloudError,
    ContactRefused,
    JitpNotReady,
    PlatformBadAnswer,
    PlatformConflict,
    PlatformDenied,
    PlatformRefused,
    PlatformThrottled,
    PlatformUnreachable,
    PlatformUntrusted,
)
from app.core.errors.devices import (
    AlreadyProvisioned,
    DeviceChanged,
    DeviceClockWrong,
    DeviceError,
    DeviceGarbled,
    DeviceGone,
    DeviceRefused,
    DeviceTimeout,
    DeviceUnknown,
    LoginRejected,
    PortBusy,
    PortMissing,
    SocketTaken,
    SocketUnknown,
    SupplyLow,
    TwoDevices,
    WrongModel,
)
from app.core.errors.line import (
    AlreadyDone,
    FirstArticlePending,
    LoginLocked,
    LoginWrong,
    NotAllowed,
    NotOnOrder,
    OrderNotOpen,
    OrderUnknown,
    OrderUnusable,
    PeopleError,
    PersonUnusable,
    PinUnfit,
    QuotaUsed,
    RecipeChanged,
    RecipeUnapproved,
    VersionUnknown,
)
from app.core.errors.pki import (
    CaExpired,
    CaUnsuitable,
    CeremonyRefused,
    CertificateRevoked,
    CertificateUnknown,
    CsrRejected,
    HandoverRefused,
    HsmAway,
    HsmLocked,
    IssuanceRefused,
    KeyCompromised,
    KeyFileUnusable,
    MakerUnknown,
    PinRejected,
    PkiError,
    ProofFailed,
    RegistrationRefused,
)
from app.core.errors.printers import (
    LabelUnfit,
    LabelUnknown,
    PrinterError,
    PrinterFault,
    PrinterMissing,
    PrinterOffline,
    PrinterOpen,
    PrinterPaper,
    PrinterPaused,
    PrinterRefused,
    PrinterUnsure,
)
from app.core.errors.scans import ScanCheckDigit, ScanError, ScannerAway, ScannerUnlearned, ScanUnreadable, ScanWrongProduct
from app.core.errors.settings import LabelTemplateError, NoScreen, ProfileError, RecipeError, RunInterrupted, SettingsError
from app.core.errors.store import (
    BackupUnusable,
    ChainBroken,
    ExportBroken,
    ExportUnwritable,
    PeriodOpen,
    SealBroken,
    SealMissing,
    SealUnkept,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreNewer,
    StoreOlder,
)

__all__ = [
    "AdmissionError",
    "AlreadyDone",
    "AlreadyProvisioned",
    "AnswersUnreadable",
    "BackupUnusable",
    "Blame",
    "BulkError",
    "BulkFolder",
    "BulkInput",
    "BulkKeys",
    "BulkRow",
    "CaExpired",
    "CaUnsuitable",
    "Cancelled",
    "CeremonyRefused",
    "CertificateRevoked",
    "CertificateUnknown",
    "ChainBroken",
    "ClockApart",
    "ClockWrong",
    "CloudError",
    "ContactRefused",
    "CsrRejected",
    "DeviceChanged",
    "DeviceClockWrong",
    "DeviceError",
    "DeviceGarbled",
    "DeviceGone",
    "DeviceRefused",
    "DeviceTimeout",
    "DeviceUnknown",
    "Duplicate",
    "ExportBroken",
    "ExportUnwritable",
    "FirstArticlePending",
    "HandoverRefused",
    "HsmAway",
    "HsmLocked",
    "IssuanceRefused",
    "JitpNotReady",
    "KeyCompromised",
    "KeyFileUnusable",
    "LabelMismatch",
    "LabelTemplateError",
    "LabelUnfit",
    "LabelUnknown",
    "LoginLocked",
    "LoginRejected",
    "LoginWrong",
    "MakerUnknown",
    "NoScreen",
    "NotAllowed",
    "NotOnOrder",
    "NothingToRotate",
    "OrderNotOpen",
    "OrderUnknown",
    "OrderUnusable",
    "PeopleError",
    "PeriodOpen",
    "PersonUnusable",
    "PinRejected",
    "PinUnfit",
    "PkiError",
    "PlatformBadAnswer",
    "PlatformConflict",
    "PlatformDenied",
    "PlatformRefused",
    "PlatformThrottled",
    "PlatformUnreachable",
    "PlatformUntrusted",
    "PortBusy",
    "PortMissing",
    "PrinterError",
    "PrinterFault",
    "PrinterMissing",
    "PrinterOffline",
    "PrinterOpen",
    "PrinterPaper",
    "PrinterPaused",
    "PrinterRefused",
    "PrinterUnsure",
    "ProfileError",
    "ProofFailed",
    "QuotaUsed",
    "RecipeChanged",
    "RecipeError",
    "RecipeUnapproved",
    "RegistrationRefused",
    "RotationNeeded",
    "RotationUnfinished",
    "RunInterrupted",
    "ScanCheckDigit",
    "ScanError",
    "ScanUnreadable",
    "ScanWrongProduct",
    "ScannerAway",
    "ScannerUnlearned",
    "SealBroken",
    "SealMissing",
    "SealUnkept",
    "SettingsError",
    "SocketTaken",
    "SocketUnknown",
    "StationError",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreFull",
    "StoreNewer",
    "StoreOlder",
    "SupplyLow",
    "TwoDevices",
    "VersionUnknown",
    "WrongModel",
]
