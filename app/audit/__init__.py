"""Reading the ledger out: exports that anybody can check, and reports for people."""

from app.audit.backup import Backup, Restored, back_up, prune, restore
from app.audit.exporting import Done, Format, Order, export
from app.audit.retaining import Retained, Wish, retain
from app.audit.verify_export import Wrong, examine

__all__ = [
    "Backup",
    "Done",
    "Format",
    "Order",
    "Restored",
    "Retained",
    "Wish",
    "Wrong",
    "back_up",
    "examine",
    "export",
    "prune",
    "restore",
    "retain",
]
