"""The page to carry beside a casebook that travels: its languages, what it says, and saved as a PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt

from casebook.base.message import Message
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import export
from casebook.services.sharing.travel import travel_sheet
from casebook.services.sharing.travel.travel_sheet import SHEET_LANGUAGES, SheetFacts
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.callback import while_there
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.forms.entry import ChoiceEntry
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.layout.flow import scroll_to
from casebook.ui.widgets.layout.layout import column, empty_out, frame
from casebook.ui.widgets.layout.wrapping import Wrapping


class BorderSheetCard(Card):
    """Hidden until the page of a casebook is wanted."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Page for the border"))
        self._page, self._words = page, page.words
        self._facts: SheetFacts | None = None
        words = self._words
        about = words(
            "One page to carry beside the casebook: what the folder is, how large, and what to say. No name "
            "of anybody is on it."
        )
        self.body.addWidget(label(about, "quiet", wraps=True))
        self.body.addWidget(label(words("Languages of the page"), "strong"))
        names = [(one, words.language_name(one)) for one in SHEET_LANGUAGES]
        self.languages = TicksEntry(words("Languages of the page"), names, words("Filter languages"))
        self.languages.changed.connect(self._offer)
        self.body.addWidget(self.languages)
        self._lawyers = TickBox(words("A lawyer carries it, or someone for one: claim privilege"))
        self._lawyers.setAccessibleName(self._lawyers.text())
        self._lawyers.toggled.connect(self._turn_lawyers)
        self.body.addWidget(self._lawyers)
        self._shown = ChoiceEntry(words("Language of the preview"), names)
        self._shown.changed.connect(self._preview)
        self.body.addWidget(label(words("Preview"), "strong"))
        self.body.addWidget(self._shown)
        around = frame("note")
        self._paper = column(around, gap=6, margins=(14, 16))
        self.body.addWidget(around)
        self._save = button(words("Save as PDF…"), self._pick, role="primary", meaning="save")
        self._print = button(words("Print…"), self._print_out)
        self._close = button(words("Close"), self.hide)
        self.body.addWidget(Wrapping(self._save, self._print, self._close))
        self.hide()

    def begin(self, facts: SheetFacts, *, may_close: bool = True) -> None:
        """Show the page of a casebook.

        Args:
            facts: what it says of it.
            may_close: it stands among other things.
        """
        self._facts = replace(facts, is_lawyers=self._lawyers.isChecked())
        if not self.languages.read():
            own = self._words.language
            self.languages.set_raw(list(dict.fromkeys(("en", own if own in SHEET_LANGUAGES else "en"))))
        self._close.setVisible(may_close)
        self._offer()
        self.show()
        if may_close:
            self.languages.focused_first.setFocus(Qt.FocusReason.OtherFocusReason)
            scroll_to(self)

    def save(self, target: Path | SaveTarget) -> None:
        """Write the page in the chosen languages, a sheet each."""
        facts, languages = self._facts, self.languages.read()
        if facts is None or not languages:
            return
        words, context = self._words, self._page.context
        context.run(
            lambda _: export.write_file(travel_sheet.sheets(facts, languages), target),
            while_there(
                self, lambda _: context.say(words("Page saved"), words("Print it before you leave."))
            ),
        )

    def _pick(self) -> None:
        target = pick_target(self, self._words, "page.pdf")
        if target:
            self.save(target)

    def _print_out(self) -> None:
        if self._facts is not None:
            self._page.print_out(travel_sheet.sheets(self._facts, self.languages.read()))

    def _offer(self) -> None:
        chosen = self.languages.read()
        self._shown.offer([(one, self._words.language_name(one)) for one in chosen])
        for step in (self._save, self._print, self._shown):
            step.setEnabled(bool(chosen))
        self._preview()

    def _turn_lawyers(self, is_lawyers: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self._facts is not None:
            self._facts = replace(self._facts, is_lawyers=is_lawyers)
            self._preview()

    def _preview(self) -> None:
        empty_out(self._paper)
        language = self._shown.raw
        if self._facts is None or not language:
            self._paper.addWidget(
                label(self._words(Message("Choose at least one language.")), "quiet", wraps=True)
            )
            return
        self._paper.addWidget(label(travel_sheet.title(language), "title", wraps=True))
        for kind, text in travel_sheet.sheet_lines(self._facts, language):
            self._paper.addWidget(label(text, "strong" if kind == "head" else "", wraps=True))
