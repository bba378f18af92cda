"""The list of runs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.gui.models.runs import BY, CODE, DEVICE, OUTCOME, TIME, TOOK, TRAY, RunsModel
from app.gui.recorded import row_look
from app.gui.widgets.listing import ROW_HEIGHT, Listing

__all__ = ["ROW_HEIGHT", "RunTable"]

_WIDTHS = {TIME: 134, DEVICE: 140, OUTCOME: 128, CODE: 150, TRAY: 62, TOOK: 72, BY: 80}


class RunTable(Listing):
    """Runs, each with its outcome as a shape, a colour and a word; a column's title sorts by it."""

    def __init__(self, model: RunsModel, parent: QWidget | None = None) -> None:
        super().__init__(model, self.tr("Runs"), _WIDTHS, stretched=(DEVICE,), looks=(OUTCOME, row_look), parent=parent)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicator(TIME, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)

    def sort_by_time(self) -> None:
        """The newest first, as it was in the beginning."""
        self.sortByColumn(TIME, Qt.SortOrder.DescendingOrder)
