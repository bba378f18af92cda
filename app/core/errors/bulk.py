"""What goes wrong with a bulk job."""

from app.core.errors.base import Blame, StationError


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
    advice = "Name the certificate of whoever is to open them (an RSA or EC one), or give a passphrase."
