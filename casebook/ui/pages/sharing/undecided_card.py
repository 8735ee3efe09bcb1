"""The fields that two members changed unseen by each other: with both values, until one is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt

from casebook.base.i18n import Translator
from casebook.domain.sharing.rival import Rival
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.sharing import rival_text, rivals
from casebook.ui.kit.page_context import Location
from casebook.ui.kit.team_exchange import TeamExchange
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.rival_dialog import compare
from casebook.ui.pages.base.rival_words import versions_text
from casebook.ui.pages.wording.nouns import noun_words
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, empty_out, line

_MAX_LISTED = 5


class UndecidedCard(Card):
    """A line for each field, with a button that compares its versions; hidden without any, or a team."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("To decide"))
        self._page, self._words = page, page.words
        self._exchange = TeamExchange.of(page.context)
        about = page.words(
            "Two members changed the same field unseen by each other. Both versions are kept until one is "
            "chosen."
        )
        self.body.addWidget(label(about, "quiet", wraps=True))
        self._lines = column(gap=8)
        self.body.addLayout(self._lines)
        self.hide()

    def read(self) -> None:
        """Read what is undecided now."""
        if self._exchange.undecided:
            self._page.context.ask(_read, lambda answer: self._show(*answer), asker=self)
        else:
            self._show([], {})

    def _show(self, undecided: Sequence[Rival], references: dict[str, str]) -> None:
        with self._page.keeping_focus():
            empty_out(self._lines)
            self.setVisible(bool(undecided))
            for rival in undecided[:_MAX_LISTED]:
                self._add_line(rival, references.get(rival.case_id, ""))
            if len(undecided) > _MAX_LISTED:
                show_all = partial(self._page.context.go, Location(page="conflicts"))
                text = self._words("Show all {number}", number=len(undecided))
                self._lines.addWidget(button(text, show_all), 0, Qt.AlignmentFlag.AlignLeading)

    def _add_line(self, rival: Rival, reference: str) -> None:
        words, row, texts = self._words, line(gap=8), column(gap=2)
        noun = noun_words(words).get(rival.noun, rival.noun).capitalize()
        title = words.labelled(noun, rival.title)
        if reference and rival.noun != "case":
            title = words.bracketed(title, reference)
        texts.addWidget(label(title, "strong", wraps=True))
        texts.addWidget(label(undecided_text(rival, words), "small", wraps=True))
        row.addLayout(texts, 1)
        text = words("Compare versions")
        name = words.labelled(text, words.list_of((rival_text.title_of(rival, words), rival.title)))
        step = button(text, partial(self._compare, rival), name=name)
        row.addWidget(step, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(row)

    def _compare(self, rival: Rival) -> None:
        compare(self._page.context, rival, self).finished.connect(lambda _: self._page.take_focus())


def undecided_text(rival: Rival, words: Translator) -> str:
    """Return the name of a field with several versions, and what each says."""
    return words.labelled(rival_text.title_of(rival, words), versions_text(rival, words))


def _read(session: Session) -> tuple[Sequence[Rival], dict[str, str]]:
    undecided = sorted(rivals.every(session), key=lambda rival: not rival.counted_days)
    return undecided, case.references(session, {rival.case_id for rival in undecided} - {""})
