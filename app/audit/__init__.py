"""Reading the ledger out: exports that anybody can check, and reports for people."""

from app.audit.exporting import Done, Format, Order, export
from app.audit.verify_export import Wrong, examine

__all__ = ["Done", "Format", "Order", "Wrong", "examine", "export"]
