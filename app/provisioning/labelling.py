"""Which label a unit gets: known to fit before a key is made, owed with the run's end, printed by the press."""

from collections.abc import Callable
from datetime import datetime

from app.core.chain import Chain
from app.core.errors import LabelUnfit, PrinterMissing
from app.core.label import Wanted, longest_of, words_of
from app.core.recipe import Recipe
from app.core.ticket import Ticket
from app.labels.layout import lay_out
from app.labels.template import LabelTemplate, Templates


class Labelling:
    """`printing`: whether there is a printer at all; `kept` finds the content of a template that an order keeps, by its digest.

    `hurry` is called once a label is owed.
    """

    def __init__(
        self,
        templates: Templates,
        now: Callable[[], datetime],
        *,
        printing: bool = True,
        kept: Callable[[str], str | None] = lambda _: None,
        hurry: Callable[[], None] = lambda: None,
    ) -> None:
        self._templates, self._now, self._printing, self._kept = templates, now, printing, kept
        self.hurry = hurry

    def require_ready(self, recipe: Recipe, ticket: Ticket) -> None:
        """Raise LabelUnfit or PrinterMissing where this unit's label could not be printed whatever happens; before any key is made."""
        if not (ticket.label or recipe.label.print):
            return
        template = self._template(recipe, ticket)
        if not self._printing:
            if ticket.label:
                raise PrinterMissing(f"Order {ticket.order.number} prints a label, and this station has no printer.")
            raise PrinterMissing(f"The recipe {recipe.name} prints a label, and this station has no printer.")
        lay_out(template, longest_of(ticket, recipe, self._now()))

    def make(self, recipe: Recipe, ticket: Ticket, chain: Chain) -> Wanted:
        """The unit's label; raises LabelUnfit where it cannot be."""
        template = self._template(recipe, ticket)
        words = words_of(ticket, chain, recipe, self._now())
        lay_out(template, words)
        return Wanted(template.name, template.digest, template.body, words)

    def _template(self, recipe: Recipe, ticket: Ticket) -> LabelTemplate:
        """The order's, else the recipe's, with the content that was meant; raises LabelUnfit where nobody has that any more."""
        name, digest = (ticket.label, ticket.label_digest) if ticket.label else (recipe.label.print, recipe.label.print_digest)
        now = self._templates.find(name)
        if now is not None and digest in ("", now.digest):
            return now
        body = self._kept(digest)
        if body is not None:
            return LabelTemplate.of_body(body)
        if now is None:
            return self._templates.get(name)
        raise LabelUnfit(
            f"The label template {name} was changed since, and what it was is not in the ledger.",
            advice="An engineer must bring the old template back, or a supervisor make a new order.",
        )
