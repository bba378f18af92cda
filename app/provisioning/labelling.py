"""Which label a unit gets: known to fit before a key is made, owed with the run's end, printed by the press."""

from collections.abc import Callable
from datetime import datetime

from app.core.chain import Chain
from app.core.errors import PrinterMissing
from app.core.label import Wanted, longest_of, words_of
from app.core.recipe import Recipe
from app.core.ticket import Ticket
from app.labels.layout import lay_out
from app.labels.template import Templates


class Labelling:
    """`printing`: whether there is a printer at all; `hurry` is called once a label is owed."""

    def __init__(
        self, templates: Templates, now: Callable[[], datetime], *, printing: bool = True, hurry: Callable[[], None] = lambda: None
    ) -> None:
        self._templates, self._now, self._printing = templates, now, printing
        self.hurry = hurry

    def require_ready(self, recipe: Recipe, ticket: Ticket) -> None:
        """Raise LabelUnfit or PrinterMissing where this unit's label could not be printed whatever happens; before any key is made."""
        if not recipe.label.print:
            return
        template = self._templates.get(recipe.label.print)
        if not self._printing:
            raise PrinterMissing(f"The recipe {recipe.name} prints a label, and this station has no printer.")
        lay_out(template, longest_of(ticket, recipe, self._now()))

    def make(self, recipe: Recipe, ticket: Ticket, chain: Chain) -> Wanted:
        """The unit's label; raises LabelUnfit where it cannot be."""
        template = self._templates.get(recipe.label.print)
        words = words_of(ticket, chain, recipe, self._now())
        lay_out(template, words)
        return Wanted(template.name, template.digest, template.body, words)
