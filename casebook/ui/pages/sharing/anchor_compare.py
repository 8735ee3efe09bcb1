"""The ten words by which two members find that they hold the same, and where they differ."""

from __future__ import annotations

from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.services.sharing.team.team_anchor import AnchorPart, TeamAnchor
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.ten_words import SPELLING, TenWords
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, empty_out


class AnchorCompare(TenWords):
    """Shows ten words for all, and below them ten for each shared case; hidden at first."""

    def __init__(self, page: Page) -> None:
        words = self._words = page.words
        about = words(
            "Exchange once on both sides, then read these ten words to each other by telephone. They are the "
            "same if both hold the same. If they differ, compare the words of each case below: the folder "
            "keeps something back, or has not arrived yet."
        )
        super().__init__(about, words(SPELLING), "anchor-words")
        self._parts = column(gap=4)
        self.body.addLayout(self._parts)
        self._close = button(words("Close"), self.leave)
        self.end(self._close)

    def begin(self, shown: TeamAnchor) -> None:
        """Show an anchor."""
        words = self._words
        empty_out(self._parts)
        for part in shown.parts:
            text = words.labelled(self._about(part), part.words)
            self._parts.addWidget(label(text, wraps=True, selectable=True))
        title = words("Compare with {name} what both hold", name=shown.by) if shown.by else words("Compare")
        self.show_ten(title, shown.words, self._close)

    def _about(self, part: AnchorPart) -> str:
        """Return what a part is, and where the other side said last that it stands elsewhere."""
        words = self._words
        names = {
            SpaceKind.ROSTER: words("Team"),
            SpaceKind.OFFICE: words("Office"),
            SpaceKind.CASE: part.reference or words("not received yet"),
        }
        facts = [names[part.kind]]
        if part.unheard:
            facts.append(
                words.count(
                    "{number} file had not arrived there",
                    "{number} files had not arrived there",
                    part.unheard,
                )
            )
        if part.lacking:
            facts.append(
                words.count(
                    "{number} file has not arrived here", "{number} files have not arrived here", part.lacking
                )
            )
        return words.series_of(facts)
