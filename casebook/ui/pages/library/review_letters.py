"""Requests for information that follow from a review: one is chosen, its text shown, and its file saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout

from casebook.base.message import gettext_noop
from casebook.domain.dossier.letter import LetterBlank
from casebook.services.base.office import office
from casebook.services.base.session import Session
from casebook.services.case import recent_cases
from casebook.services.dossier.letters import review_letter
from casebook.services.dossier.letters.review_letter import ReviewLetter, WantedReviewLetter
from casebook.services.library.cooperation import review
from casebook.services.library.cooperation.review import ReviewRow
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.dossier.letters.letter_preview import LetterPreview
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.forms.entry import LongEntry, RawValue, TextEntry
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out
from casebook.ui.widgets.layout.split import Split

_DRAFT = gettext_noop("Requests for information")
_COUNTRY, _LETTER, _PROVISION, _BLANK = "country", "letter", "provision", "blank."
"""Keys of a draft; a blank's follows the last of them."""


class ReviewLettersPage(Page):
    """On one side State, request and what a person writes into it; on the other the text.

    Attributes:
        sent: the request was saved to a file: what was written is no draft any longer.
    """

    sent = Signal()

    concerns = frozenset({"country", "instrument", "clause", "decision", "public-incident", "claim"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setProperty("standing", True)  # noqa: FBT003 - Qt's signature
        self.setProperty("draft", _DRAFT)
        self._texts: dict[str, str] = {}
        self._wanted = ""
        self._blanks_of: tuple[str, str] = ("", "")
        self._letter: ReviewLetter | None = None
        self._number = 0
        words = self.words
        left, whole = Scrolled(words("Requests for information")), column(gap=10, margins=(12, 12))
        left.body.addLayout(whole)
        left.body.addStretch(1)
        self.country = self._choice(whole, words("State whose authority is asked"))
        self.kind = self._choice(whole, words("Letter"))
        with QSignalBlocker(self.kind):
            for kind in review_letter.kinds():
                self.kind.addItem(words(kind.title), kind.id)
        self._state = column(gap=6)
        whole.addLayout(self._state)
        self._blanks = column(gap=6)
        whole.addLayout(self._blanks)
        self._add_end(whole)
        self.preview = LetterPreview(words)
        column(self, gap=0).addWidget(Split(left, self.preview, (2, 3)), 1)

    def _choice(self, whole: QVBoxLayout, name: str) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.currentIndexChanged.connect(lambda _: self._begin())
        whole.addWidget(label(name, "small"))
        whole.addWidget(box)
        return box

    def _add_end(self, whole: QVBoxLayout) -> None:
        words = self.words
        self.provision = TextEntry(words("Provision that you read"))
        self.provision.changed.connect(self.preview_letter)
        whole.addWidget(label(self.provision.name, "small", wraps=True))
        whole.addWidget(self.provision)
        self.go = button(words("Save letter for Word…"), self.save, role="primary", meaning="file")
        self.go.setEnabled(False)
        whole.addWidget(self.go)
        whole.addWidget(button(words("Go to review"), self._go_to_review, role="link"))

    def show_place(self, place: Location) -> None:
        """Show the requests to a State; what was written into one to another State is not of it."""
        if place.within and place.within != self._wanted:
            self._texts, self._wanted = {}, place.within
        super().show_place(place)

    def read(self) -> None:
        """Read the States."""
        words = self.words

        def work(session: Session) -> tuple[list[ReviewRow], Sequence[str]]:
            own = office(session).country, recent_cases.last_jurisdiction(session)
            return review.rows(session, words), own

        self.ask(work, lambda read: self._offer(*read))

    @property
    def values(self) -> dict[str, RawValue]:
        """Return what was written, and into which request, as a draft stores it; a choice alone is none."""
        if not self.provision.raw and not self._texts:
            return {}
        return {
            _COUNTRY: str(self.country.currentData() or ""),
            _LETTER: str(self.kind.currentData() or ""),
            _PROVISION: str(self.provision.raw),
            **{f"{_BLANK}{name}": text for name, text in self._texts.items()},
        }

    def set_values(self, values: Mapping[str, RawValue]) -> None:
        """Restore a draft; nothing to restore empties what was written."""
        self._wanted = str(values.get(_COUNTRY, self._wanted))
        for box, key in ((self.country, _COUNTRY), (self.kind, _LETTER)):
            with QSignalBlocker(box):
                at = box.findData(values.get(key, ""))
                box.setCurrentIndex(at if at >= 0 else box.currentIndex())
        self.provision.set_raw(values.get(_PROVISION, ""))
        texts = {key: str(text) for key, text in values.items() if key.startswith(_BLANK)}
        self._texts = {key.removeprefix(_BLANK): text for key, text in texts.items()}
        self._blanks_of = ("", "")
        self.preview_letter()

    def preview_letter(self) -> None:
        """Make the request in memory, with what is written now; nothing is saved."""
        country, kind = str(self.country.currentData() or ""), str(self.kind.currentData() or "")
        if not country:
            return
        wanted = WantedReviewLetter(
            country=country, kind=kind, answers=dict(self._texts), provision=str(self.provision.raw)
        )
        self._number += 1
        number, session = self._number, self.context.session
        self.context.run(
            lambda _: review_letter.draft(session, wanted),
            self._show,
            is_wanted=lambda: number == self._number,
        )

    def save(self) -> None:
        """Write the request to a file that the person picks."""
        letter, words = self._letter, self.words
        out = pick_target(self, words, letter.file_name) if letter is not None else None
        if letter is not None and out is not None:
            text = words.count(
                "Letter saved with {number} place left open. Outside the casebook it is not encrypted.",
                "Letter saved with {number} places left open. Outside the casebook it is not encrypted.",
                len(letter.open_places),
            )

            def done(_: object) -> None:
                self.context.say(text)
                self.sent.emit()

            self.context.run(lambda _: review_letter.save(letter, out), done)

    def _offer(self, rows: Sequence[ReviewRow], own: Sequence[str]) -> None:
        """Offer the States; the one asked for is chosen, or of the office, or of the case opened last."""
        with QSignalBlocker(self.country):
            self.country.clear()
            for row in rows:
                self.country.addItem(row.name, row.id)
            places = [self.country.findData(code) for code in (self._wanted, *own) if code]
            chosen = next((at for at in places if at >= 0), -1)
            if chosen < 0:
                self.country.insertItem(0, self.words("Choose a State"), "")
            self.country.setCurrentIndex(max(chosen, 0))
        self.preview_letter()

    def _begin(self) -> None:
        """Begin another request: what was written into the last one is not of this one."""
        self._texts, self._wanted = {}, str(self.country.currentData() or "")
        self.go.setEnabled(False)
        self.preview_letter()

    def _show(self, letter: ReviewLetter) -> None:
        self._letter = letter
        self._show_blanks(letter)
        empty_out(self._state)
        words = self.words
        to = words("To: {addressee}", addressee=letter.kind.addressee)
        self._state.addWidget(label(to, "strong", wraps=True))
        language = words(
            "This letter is in English. Have it translated where the authority wants another language."
        )
        self._state.addWidget(label(language, "small", wraps=True))
        for provision in letter.unread:
            text = words("Not printed, because its text was not read: {provision}", provision=provision.cite)
            self._state.addWidget(label(text, "small", wraps=True))
        self.preview.show_lines(letter.filled)
        self.go.setEnabled(True)

    def _show_blanks(self, letter: ReviewLetter) -> None:
        """Offer the blanks of the request, once; what is typed into them stays while it is chosen."""
        if self._blanks_of == (letter.country, letter.kind.id):
            return
        self._blanks_of = (letter.country, letter.kind.id)
        empty_out(self._blanks)
        for blank in letter.blanks:
            self._add_blank(blank)

    def _add_blank(self, blank: LetterBlank) -> None:
        entry = LongEntry(self.words(blank.label))
        entry.set_raw(self._texts.get(blank.name, blank.text))
        entry.changed.connect(lambda: self._answer(blank.name, str(entry.raw)))
        self._blanks.addWidget(label(entry.name, "small", wraps=True))
        self._blanks.addWidget(entry)

    def _answer(self, name: str, text: str) -> None:
        self._texts[name] = text
        self.preview_letter()

    def _go_to_review(self) -> None:
        code = str(self.country.currentData() or "")
        self.context.go(Location(page="library", tab="reviews", within=code))
