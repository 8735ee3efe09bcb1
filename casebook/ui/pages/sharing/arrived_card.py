"""A card of what came in to a case, with the first lines; the rest is shown on request."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from casebook.base.i18n import Translator
from casebook.services.sharing.team.arrivals import ArrivedRecord
from casebook.ui.models.lines import Line
from casebook.ui.widgets.cards.card_list import ListCard
from casebook.ui.widgets.controls.parts import button

_MAX_LINES = 100


def arrived_card(
    words: Translator,
    reference: str,
    records: Sequence[ArrivedRecord],
    line: Callable[[ArrivedRecord], Line],
) -> ListCard:
    """Return a card of these records.

    Args:
        words: of the window.
        reference: of the case, "" for what is in none.
        records: that came.
        line: makes the line of a record.
    """
    card = ListCard(reference or words("People, contacts and other records without a case"))
    card.show_lines([line(one) for one in records[:_MAX_LINES]])

    def show_rest() -> None:
        card.list.setFocus(Qt.FocusReason.OtherFocusReason)
        rest.hide()
        card.show_lines([line(one) for one in records])

    more = len(records) - _MAX_LINES
    rest = button(
        words.count("Show {number} more", "Show {number} more", max(more, 0)), show_rest, role="link"
    )
    rest.setVisible(more > 0)
    card.body.addWidget(rest, 0, Qt.AlignmentFlag.AlignLeading)
    return card
