"""Marks at each field of a record that has several versions, in details and in forms."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from casebook.domain.base.entity import Entity
from casebook.domain.sharing.rival import Rival
from casebook.services.sharing import rival_text, rivals
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.rival_dialog import compare
from casebook.ui.pages.base.rival_words import versions_words
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip_button import ChipButton
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.forms.form import Form


def rival_chip(context: PageContext, rival: Rival, within: QWidget, *, is_named: bool) -> ChipButton:
    """Return the chip of a field with several versions, which opens their comparison.

    Args:
        context: of the page.
        rival: the versions.
        within: the page.
        is_named: the chip says which field it is of, where it stands at none.
    """
    words = context.words
    title, text = rival_text.title_of(rival, words), versions_words(rival, words)
    name = words.labelled(title, text)
    return ChipButton(
        name if is_named else text,
        "red" if rival.counted_days else "amber",
        "warning",
        partial(_open, context, rival, within),
        name=name,
    )


def _open(context: PageContext, rival: Rival, within: QWidget) -> None:
    compare(context, rival, within)


class RivalMarks(QObject):
    """Marks what has several versions in the record that a pane shows.

    A record without any costs one question of the database, and no widget.
    """

    def __init__(self, context: PageContext, pane: DetailPane) -> None:
        super().__init__(pane)
        self._context, self._pane = context, pane
        self._about, self._rivals = ("", ""), tuple[Rival, ...]()
        pane.ended.connect(self._show)

    def mark(self, kind: type[Entity], record_id: str) -> None:
        """Mark the fields of the record that the pane shows now or will show soon."""
        noun = rivals.noun_of(kind)
        if self._about != (noun, record_id):
            self._about, self._rivals = (noun, record_id), ()
            self._pane.unmark()
        if self._context.session.is_locked:  # a page that is tried out before a vault is open
            return

        def show(found: tuple[Rival, ...]) -> None:
            if self._about == (noun, record_id) and found != self._rivals:
                self._rivals = found
                self._show()

        self._context.ask(lambda session: rivals.of_record(session, noun, record_id), show, asker=self._pane)

    def _show(self) -> None:
        self._pane.unmark()
        words = self._context.words
        for rival in self._rivals:
            title = rival_text.title_of(rival, words)
            is_at_value = self._pane.has_value(title)
            chip = rival_chip(self._context, rival, self._pane, is_named=not is_at_value)
            self._pane.mark(title, chip)
        for rival in self._rivals:
            if counted := rival_text.counted_twice(rival, words):
                self._pane.note_below_head(label(counted, "problem", wraps=True))


def mark_form(context: PageContext, form: Form, record: Entity) -> None:
    """Mark the fields of an open form of which the record has several versions."""
    noun, record_id = rivals.noun_of(type(record)), record.id

    def show(found: Iterable[Rival]) -> None:
        for rival in found:
            key = next((name for name in rival.names if name in form.fields.boxes), "")
            if key:
                is_named = len(rival.names) > 1
                chip = rival_chip(context, rival, form, is_named=is_named)
                form.fields.boxes[key].add_below(chip)
                chip.show()

    context.ask(lambda session: rivals.of_record(session, noun, record_id), show, asker=form)
