"""The text of a letter as it would be written, to be read before it is saved, and the letters written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from casebook.base.i18n import Translator
from casebook.domain.dossier.letter import Letter
from casebook.domain.dossier.letters.letter_file import FilledLine
from casebook.services.base import record
from casebook.ui.kit import dates
from casebook.ui.kit.drawing import contained_reply
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.shortcuts import is_pressed
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out, line, remove_at


class LetterPreview(Scrolled):
    """Headings and paragraphs, without the look of the page."""

    def __init__(self, words: Translator) -> None:
        super().__init__(words("Text of the letter"))
        self.setProperty("role", "pane")
        self._lines = column(gap=6, margins=(16, 16))
        self.body.addLayout(self._lines)
        self.body.addStretch(1)
        self._shown: list[tuple[str, str]] = []

    @contained_reply
    def event(self, event: QEvent) -> bool:
        """Keep the keys that undo from the records: they are meant for typing, and nothing is typed here."""
        if isinstance(event, QKeyEvent) and is_pressed(event, "undo"):
            event.accept()
            return True
        return super().event(event)

    def show_lines(self, lines: Sequence[FilledLine]) -> None:
        """Show the paragraphs of a letter; those that were shown stay, with what is selected in them."""
        styled = [*_styled(lines)]
        first = _alike(self._shown, styled)
        behind = _alike(self._shown[first:][::-1], styled[first:][::-1])
        for place in reversed(range(first, len(self._shown) - behind)):
            remove_at(self._lines, place)
        for place in range(first, len(styled) - behind):
            text, role = styled[place]
            self._lines.insertWidget(place, label(text, role, wraps=True, selectable=True))
        self._shown = styled


def _alike(shown: Sequence[object], wanted: Sequence[object]) -> int:
    """Return how many are the same at the beginning of both."""
    pairs = enumerate(zip(shown, wanted, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(shown), len(wanted)))


def _styled(lines: Sequence[FilledLine]) -> Iterator[tuple[str, str]]:
    """Yield the text of each paragraph, with its number, and the role in which it is shown."""
    number = letter = 0
    for filled in lines:
        text, role = filled.text, ""
        if filled.style.startswith("Heading"):
            role = "strong"
        elif filled.style == "Numbered Paragraph":
            number, letter = number + 1, 0
            text = f"{number}.  {filled.text}"
        elif filled.style == "Lettered Paragraph":
            letter += 1
            text = f"({chr(ord('a') + (letter - 1) % 26)})  {filled.text}"
        elif filled.style == "List Bullet":
            text = f"•  {filled.text}"
        elif filled.style == "Source Line":
            role = "small"
        yield text, role


class WrittenLetters(QWidget):
    """The letters written in a case, each with a button that moves it to the bin."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self._lines = context, column(self, gap=6)

    def show_letters(self, written: Sequence[Letter]) -> None:
        """Show these letters; nothing where there are none."""
        words = self._context.words
        empty_out(self._lines)
        if written:
            self._lines.addWidget(label(words("Letters written in this case"), "strong"))
        for letter in written:
            row = line(gap=8)
            day = dates.format_date(words, letter.written_at.date()) if letter.written_at else words("draft")
            row.addWidget(label(f"{words(letter.title)} · {day}", wraps=True), 1)
            take_out = button(
                "", partial(self._remove, letter), role="tool", meaning="bin", name=words("Move to bin")
            )
            hold_back(take_out)
            row.addWidget(take_out)
            self._lines.addLayout(row)

    def _remove(self, letter: Letter) -> None:
        context = self._context
        text = context.words("Letter moved to bin")
        context.ask(
            lambda session: record.move_to_bin(session, Letter, letter.id),
            lambda _: context.did(text, lambda session: record.restore(session, Letter, letter.id)),
        )
