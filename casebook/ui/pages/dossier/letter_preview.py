"""The text of a letter as it would be written, to be read before it is saved."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.base.i18n import Translator
from casebook.domain.dossier.letters.letter_file import FilledLine
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out


class LetterPreview(Scrolled):
    """Headings and paragraphs, without the look of the page."""

    def __init__(self, words: Translator) -> None:
        super().__init__(words("Text of the letter"))
        self.setProperty("role", "pane")
        self._lines = column(gap=6, margins=(16, 16))
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def show_lines(self, lines: Sequence[FilledLine]) -> None:
        """Show the paragraphs of a letter; numbered ones have the number that Word gives them."""
        empty_out(self._lines)
        number = letter = 0
        for line in lines:
            text, role = line.text, ""
            if line.style.startswith("Heading"):
                role = "strong"
            elif line.style == "Numbered Paragraph":
                number, letter = number + 1, 0
                text = f"{number}.  {line.text}"
            elif line.style == "Lettered Paragraph":
                letter += 1
                text = f"({chr(ord('a') + (letter - 1) % 26)})  {line.text}"
            elif line.style == "List Bullet":
                text = f"•  {line.text}"
            elif line.style == "Source Line":
                role = "small"
            self._lines.addWidget(label(text, role, wraps=True, selectable=True))
