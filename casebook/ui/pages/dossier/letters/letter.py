"""Letters of a case: one is chosen, what it lacks is named, its text shown, and its file saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casebook.base.errors import Refused
from casebook.base.message import gettext_noop
from casebook.domain.dossier.letter import (
    REACHES_STATE,
    Letter,
    LetterKind,
)
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.letters import letter as letters
from casebook.services.dossier.letters import letter_kind
from casebook.services.dossier.letters.letter_draft import LetterDraft, LetterRequest
from casebook.services.dossier.letters.printed_claim import ClaimDisclosed
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.dossier.letters.letter_inputs import (
    CLAIM,
    OWN_PROVISION,
    RELATIVES,
    WORDS,
    LetterInputs,
)
from casebook.ui.pages.dossier.letters.letter_preview import LetterPreview, WrittenLetters
from casebook.ui.pages.dossier.letters.letter_state import LetterState, contact_words
from casebook.ui.pages.dossier.letters.letter_template import TemplateAdding
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox, TickBox
from casebook.ui.widgets.forms.entry import LongEntry, RawValue, TextEntry
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out
from casebook.ui.widgets.layout.split import Split

LETTERS_DRAFT = gettext_noop("Letters")
"""What drafts of the choices are kept under, with the case."""


class LettersPage(Page):
    """On one side the choice, the blanks and what is missing; on the other the text."""

    concerns = frozenset(
        {
            "letter",
            "letter-template",
            "case",
            "person",
            "contact",
            "role",
            "proceeding",
            "event",
            "fact",
            "ground",
            "assurance",
            "incident",
            "document",
        }
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        words = self.words
        self.setProperty("standing", True)  # noqa: FBT003 - Qt's signature
        self._inputs = LetterInputs()
        self._offered: tuple[object, ...] = ()
        self._blanks_of: object = None
        self._request_number = 0
        self.exhibits: dict[str, TickBox] = {}
        left, whole = Scrolled(words("Letters")), column(gap=10, margins=(12, 12))
        left.body.addLayout(whole)
        left.body.addStretch(1)
        self.kind = ChoiceBox()
        self.kind.setAccessibleName(words("Letter"))
        self.kind.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.currentIndexChanged.connect(lambda _: self._show_letter(str(self.kind.currentData())))
        whole.addWidget(label(words("Letter"), "small"))
        whole.addWidget(self.kind)
        self.contact = ChoiceBox()
        self.contact.setAccessibleName(words("Addressee"))
        self.contact.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.contact.currentIndexChanged.connect(lambda _: self._readdress())
        whole.addWidget(label(words("Addressee"), "small"))
        whole.addWidget(self.contact)
        self._state = LetterState(context)
        self._blanks, self._enclosed = column(gap=6), column(gap=6)
        whole.addWidget(self._state)
        whole.addLayout(self._enclosed)
        self._add_reasons(whole)
        whole.addLayout(self._blanks)
        self._add_steps(whole)
        self.adding = TemplateAdding(self)
        whole.addWidget(self.adding)
        self._written = WrittenLetters(self.context)
        whole.addWidget(self._written)
        self.preview = LetterPreview(words)
        column(self, gap=0).addWidget(Split(left, self.preview, (2, 3)), 1)

    def _add_steps(self, whole: QVBoxLayout) -> None:
        """Add the buttons; a letter can be saved once its text is shown."""
        words = self.words
        self.go = button(words("Save letter for Word…"), self._save, role="primary", meaning="file")
        hold_back(self.go)
        self._can_save = self.go.isEnabled()
        self.go.setEnabled(False)
        whole.addWidget(self.go)
        whole.addWidget(button(words("Update preview"), self.preview_letter, meaning="refresh"))

    def _add_reasons(self, whole: QVBoxLayout) -> None:
        """Add the places for the reasons; they are hidden until the recipient reaches a State."""
        self.claim_reason = TextEntry(self.words("Why the recipient may learn of a claim to protection"))
        self.words_reason = TextEntry(
            self.words("Why the recipient may read the words named, or entered below, that mention a claim")
        )
        self.relatives_reason = TextEntry(self.words("Why the recipient may learn of people in China"))
        self._of_state = QWidget(self)
        reasons = column(self._of_state, gap=6)
        self._reasons = {
            CLAIM: self.claim_reason,
            WORDS: self.words_reason,
            RELATIVES: self.relatives_reason,
        }
        for name, entry in self._reasons.items():
            reasons.addWidget(label(entry.name, "small", wraps=True))
            reasons.addWidget(entry)
            entry.changed.connect(
                lambda name=name, entry=entry: self._inputs.give_reason(name, str(entry.raw))
            )
        self._of_state.hide()
        whole.addWidget(self._of_state)

    def read(self) -> None:
        """Read the kinds of letter and those written in the case."""
        case_id = self.place.id
        self.ask(letter_kind.kinds, self._offer)
        self.ask(lambda session: letters.of_case(session, case_id), self._written.show_letters)

    def show_place(self, place: Location) -> None:
        """Show the letters of a case; what was typed for another stays a draft of that one."""
        draft = f"{LETTERS_DRAFT}/{place.id}"
        if self.property("draft") != draft:
            self.setProperty("draft", draft)
            self._inputs = LetterInputs()
            self._show_letter("")
        super().show_place(place)

    @property
    def values(self) -> dict[str, RawValue]:
        """Return what was entered and not saved, as a draft stores it."""
        return self._inputs.values

    def set_values(self, values: Mapping[str, RawValue]) -> None:
        """Restore a draft, and show its letter as soon as it is offered; nothing to restore empties all."""
        if not values:
            shown, self._inputs = self._inputs.shown, LetterInputs()
            self._show_letter(shown)
            return
        kind = self._inputs.restore(values)
        is_known = self.kind.findData(kind) >= 0 or not self.kind.count()
        self._show_letter(kind if kind and is_known else self._inputs.shown)

    def start_new(self) -> None:
        """Begin with the choice of a letter."""
        self.kind.setFocus()

    @property
    def request(self) -> LetterRequest:
        """The letter as chosen and filled in."""
        return self._inputs.request(self.place.id)

    def _offer(self, kinds: Sequence[LetterKind]) -> None:
        """Offer the letters; the one shown stays, and is made again of what is recorded now."""
        shown = self._inputs.shown
        with QSignalBlocker(self.kind):
            self.kind.clear()
            for kind in kinds:
                self.kind.addItem(self.words(kind.title) if not kind.is_own else kind.title, kind.id)
            self.kind.setCurrentIndex(self.kind.findData(shown))
        if self.kind.currentIndex() < 0:
            self._show_letter(str(self.kind.itemData(0) or ""))
        else:
            self.preview_letter()

    def _show_letter(self, kind: str) -> None:
        """Show a letter, "" for none yet: the only way from one to another, whoever chooses it."""
        self._inputs.show(kind)
        with QSignalBlocker(self.kind):
            self.kind.setCurrentIndex(self.kind.findData(kind))
        self._request_number += 1  # what is still being made of another letter comes too late
        self._offered, self._blanks_of, self.exhibits = (), None, {}
        self._state.empty()
        for part in (self._enclosed, self._blanks):
            empty_out(part)
        self.preview.show_lines(())
        self.go.setEnabled(False)
        with QSignalBlocker(self.contact):
            self.contact.clear()
        reasons = self._inputs.current.reasons
        for name, entry in self._reasons.items():
            entry.set_raw(reasons.get(name, ""))
        self._of_state.setVisible(bool(reasons))
        self.preview_letter()

    def _readdress(self) -> None:
        """Address the letter; a declaration begins anew where somebody else signs it."""
        self._inputs.address(str(self.contact.currentData() or ""))
        if not self._inputs.is_offered:
            empty_out(self._blanks)
            self.go.setEnabled(False)
        self.preview_letter()

    def _enclose(self, mark: str, is_enclosed: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._inputs.enclose(mark, is_enclosed=is_enclosed)
        self.preview_letter()

    def preview_letter(self) -> None:
        """Make the letter in memory, with what is filled in now; nothing is written."""
        request, session = self.request, self.context.session
        if not request.kind or request.kind != self.kind.currentData():
            return
        self._request_number += 1
        number = self._request_number
        self.context.run(
            lambda _: letters.draft(session, request),
            lambda draft: self._show(draft, request),
            self._ask_why,
            is_wanted=lambda: number == self._request_number,
        )

    def _ask_why(self, error: BaseException) -> None:
        """Show the places for the reasons for which a letter is refused."""
        self.go.setEnabled(self._can_save and self._inputs.is_whole)
        if isinstance(error, Refused) and error.field in {"reason", "relatives_reason"}:
            self._of_state.show()
        if isinstance(error, ClaimDisclosed):
            self._inputs.refuse(error.names)

    def _show(self, draft: LetterDraft, request: LetterRequest) -> None:
        """Show a letter; one for which more was entered than it could be asked for at first is made again."""
        is_first = self._inputs.offer is None
        self._inputs.take_offer(draft)
        self._offer_choices(draft)
        self._show_blanks(draft)
        has_reasons = bool(self._inputs.current.reasons)
        self._of_state.setVisible(draft.kind.reader in REACHES_STATE or has_reasons)
        if is_first and self._inputs.current.needs_offer:
            self.preview_letter()
            return
        self.go.setEnabled(self._can_save)
        self._state.show_draft(draft, request.case_id, request.relatives_reason)
        self.preview.show_lines(draft.lines)

    def _offer_choices(self, draft: LetterDraft) -> None:
        """Offer addressees and exhibits; ticked are those of the inputs, or that somebody chose before."""
        offered = draft.contacts, tuple((one.mark, one.title) for one in draft.exhibits)
        if offered == self._offered:
            return
        self._offered, words = offered, self.words
        with QSignalBlocker(self.contact):
            self.contact.clear()
            self.contact.addItem(words("As the letter names it"), "")
            for contact in draft.contacts:
                self.contact.addItem(contact_words(words, contact, contact.name), contact.id)
            self.contact.setCurrentIndex(self.contact.findData(self._inputs.contact))
        empty_out(self._enclosed)
        self.exhibits = {}
        if draft.exhibits:
            self._enclosed.addWidget(label(words("Exhibits to enclose"), "small"))
        enclosed = self._inputs.exhibits
        for exhibit in draft.exhibits:
            tick = TickBox(f"{exhibit.mark}  {exhibit.title}")
            tick.setChecked(enclosed[exhibit.mark])
            tick.toggled.connect(partial(self._enclose, exhibit.mark))
            self.exhibits[exhibit.mark] = tick
            self._enclosed.addWidget(tick)

    def _show_blanks(self, draft: LetterDraft) -> None:
        """Offer the blanks of the letter, once; what is typed into them stays while it is chosen."""
        words, blanks = self.words, self._inputs.offer.blanks if self._inputs.offer else None
        if blanks is self._blanks_of:
            return
        self._blanks_of = blanks
        empty_out(self._blanks)
        labels = {one.name: one.label if draft.kind.is_own else words(one.label) for one in draft.blanks}
        labels[OWN_PROVISION] = words("Provision that you read")
        for name, text in self._inputs.blanks.items():
            entry = LongEntry(labels[name])
            entry.set_raw(text)
            entry.changed.connect(lambda name=name, entry=entry: self._inputs.answer(name, str(entry.raw)))
            self._blanks.addWidget(label(entry.name, "small", wraps=True))
            self._blanks.addWidget(entry)

    def _save(self) -> None:
        kinds = {str(self.kind.itemData(at)): at for at in range(self.kind.count())}
        name = next((key for key in kinds if key == self.request.kind), "")
        is_own = name.startswith(letter_kind.OWN)
        out = pick_target(self, self.words, f"letter-{'own' if is_own else name}.docx")
        if out:
            self.save_to(out)

    def save_to(self, out: Path | SaveTarget) -> None:
        """Write the letter to a file outside the vault; missing values are left as marked places."""
        context, request, words = self.context, self.request, self.words
        inputs, saved = self._inputs, self._inputs.copy()

        def done(made: tuple[Letter, LetterDraft]) -> None:
            letter, _ = made
            title = (
                words.count(
                    "Letter saved with {number} place left open. Outside the casebook it is not encrypted.",
                    "Letter saved with {number} places left open. Outside the casebook it is not encrypted.",
                    len(letter.gaps),
                )
                if letter.gaps
                else words("Letter saved. Outside the casebook it is not encrypted.")
            )
            inputs.save(request.kind, saved)
            context.did(title, partial(_take_back, letter_id=letter.id))

        context.run(lambda _: letters.write(context.session, request, out, leaves_gaps=True), done)


def _take_back(session: Session, letter_id: str) -> None:
    """Take the entry of a letter out of the case; its file is outside the casebook."""
    record.move_to_bin(session, Letter, letter_id)
