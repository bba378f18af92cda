"""What goes wrong with the ledger."""

from app.core.errors.base import StationError


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


class SealUnkept(StoreError):
    """There is no place where the station's signing key would not lie in the clear; none is made."""

    code = "STO-PLAIN"
    advice = (
        "Set the secret station-key, a passphrase, in the environment (BIRTHMARK_SECRET_STATION_KEY) or among systemd's credentials, and"
        " keep a copy of it in a safe place; or give the station's account a keyring."
    )


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


class PeriodOpen(StoreError):
    """A period cannot be archived: something that began in it goes on, or there is nothing in it."""

    code = "STO-PERIOD"
    advice = "Finish it first (close the order, settle the queue), or archive only what is older."
