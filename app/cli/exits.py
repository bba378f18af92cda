"""What a command's exit code says; one table."""

from app.core.run import Record

OK, BUG, USAGE, NOT_PASSED, INTERRUPTED = 0, 1, 2, 3, 130

_ROOMS = {"DEV": 10, "ADM": 11, "PKI": 12, "CLD": 13, "STO": 14, "SET": 15, "RUN": 16, "SCN": 17, "PPL": 18, "PRN": 19, "BLK": 20}

TABLE = """\
Exit codes
    0  all went well; every unit PASSED
    1  a mistake in the program: the log has the details
    2  the command was called in a wrong way
    3  of several units, some did not pass
   10  DEV-…  the device
   11  ADM-…  the unit may not be provisioned
   12  PKI-…  keys, certificates, the HSM
   13  CLD-…  the platform
   14  STO-…  the ledger
   15  SET-…  settings or recipe
   16  RUN-…  the run was stopped
   17  SCN-…  what was scanned
   18  PPL-…  who somebody is, and what he may do
   19  PRN-…  the label printer
   20  BLK-…  a bulk job: its list, its folder, how its keys are protected
  130  interrupted by Ctrl-C
"""


def of_code(code: str) -> int:
    """The exit code for an error's own code: `DEV-GONE` is 10."""
    return _ROOMS.get(code.partition("-")[0], BUG)


def of_record(record: Record) -> int:
    """The exit code for one run."""
    return of_code(record.failure.code) if record.failure else OK
