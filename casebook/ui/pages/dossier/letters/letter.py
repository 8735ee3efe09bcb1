"""Letters of a case: one is chosen, what it lacks is named, its text shown, and its file saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casebook.base.errors import Refused
from casebook.base.message import gettext_noop
from casebook.domain.dossier.letter import (
    REACHES_STATE,
    SIGNED_FOR_ONESELF,
    Letter,
    LetterAnswer,
    LetterBlank,
    LetterKind,
)
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.letters import letter as letters
from casebook.services.dossier.letters import letter_kind
from casebook.services.dossier.letters.letter_draft import PROVISION, LetterDraft, LetterRequest
from casebook.services.dossier.letters.printed_claim import ClaimDisclosed
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.page import Page
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
    """On one side the choice, the blanks and what is missing; on the other the text.

    Attributes:
        kept: the letter was saved as chosen.
    """

    kept = Signal()
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
        self._entries: dict[str, LongEntry] = {}
        self._begun: dict[str, RawValue] = {}
        self._kept: dict[str, Mapping[str, RawValue]] = {}
        self._saved: Mapping[str, RawValue] = {}
        self._wanted = ""
        self._shown, self._signed_for_oneself = "", False
        self._request_number = 0
        self.exhibits: dict[str, TickBox] = {}
        left, whole = Scrolled(words("Letters")), column(gap=10, margins=(12, 12))
        left.body.addLayout(whole)
        left.body.addStretch(1)
        self.kind = ChoiceBox()
        self.kind.setAccessibleName(words("Letter"))
        self.kind.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.currentIndexChanged.connect(lambda _: self._choose())
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
        self._telling: tuple[str, ...] = ()
        self._of_state = QWidget(self)
        reasons = column(self._of_state, gap=6)
        self._reasons = (self.claim_reason, self.words_reason, self.relatives_reason)
        for entry in self._reasons:
            reasons.addWidget(label(entry.name, "small", wraps=True))
            reasons.addWidget(entry)
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
            self._kept, self._wanted = {}, ""
            self.kind.blockSignals(True)  # noqa: FBT003 - Qt's own way
            self.kind.setCurrentIndex(-1)
            self.kind.blockSignals(False)  # noqa: FBT003 - Qt's own way
            self._begin_anew()
        super().show_place(place)

    @property
    def values(self) -> dict[str, RawValue]:
        """Return what was chosen and typed, as a draft stores it; nothing of what stood there by itself."""
        typed = self._typed()
        chosen = str(self.kind.currentData() or "") if _is_any(typed) else ""
        return {"kind": chosen, **typed, "others": dict(self._kept)}

    def _typed(self) -> dict[str, RawValue]:
        """Return what was chosen and typed for the letter that is shown."""
        texts = {name: entry.raw for name, entry in self._entries.items()}
        ticks = {mark: tick.isChecked() for mark, tick in self.exhibits.items()}
        return {
            "contact": str(self.contact.currentData() or ""),
            "exhibits": {key: one for key, one in ticks.items() if self._begun.get(key) != one},
            "reasons": [entry.raw for entry in self._reasons],
            "answers": {key: one for key, one in texts.items() if self._begun.get(f"/{key}") != one},
        }

    def set_values(self, values: Mapping[str, RawValue]) -> None:
        """Restore a draft: the letter now, the rest once its blanks are offered."""
        self._wanted = str(values.get("kind") or "")
        self._kept = dict(values.get("others", {}))
        if self._wanted:
            self._kept[self._wanted] = {key: values[key] for key in self._typed().keys() & values.keys()}
        place = self.kind.findData(self._wanted)
        if place >= 0 and place != self.kind.currentIndex():
            self.kind.setCurrentIndex(place)
        else:
            self.preview_letter()

    def _restore(self, kind: str, kept: Mapping[str, RawValue]) -> None:
        """Restore what was chosen and typed for this letter; its blanks depend on the addressee."""
        place = max(self.contact.findData(kept.get("contact", "")), 0)
        if "contact" in kept and place != self.contact.currentIndex():
            self._kept[kind] = {key: one for key, one in kept.items() if key != "contact"}
            self.contact.setCurrentIndex(place)
            return
        for mark, is_ticked in kept.get("exhibits", {}).items():
            if mark in self.exhibits:
                with QSignalBlocker(self.exhibits[mark]):  # the letter is made once, below
                    self.exhibits[mark].setChecked(is_ticked)
        for entry, text in zip(self._reasons, kept.get("reasons", ()), strict=False):
            entry.set_raw(text)
        for name, text in kept.get("answers", {}).items():
            if name in self._entries:
                self._entries[name].set_raw(text)
        self.preview_letter()

    def start_new(self) -> None:
        """Begin with the choice of a letter."""
        self.kind.setFocus()

    @property
    def request(self) -> LetterRequest:
        """The letter as chosen and filled in."""
        answers = {name: str(entry.raw or "") for name, entry in self._entries.items()}
        provision = answers.pop("", "")
        reason, own = self._reason(self.words_reason), (*answers.items(), (PROVISION, provision))
        telling = tuple((name, name) for name in self._telling if name not in dict(own))
        return LetterRequest(
            case_id=self.place.id,
            kind=str(self.kind.currentData() or ""),
            answers=tuple(LetterAnswer(name=name, text=text) for name, text in answers.items() if text),
            provision=provision,
            contact_id=str(self.contact.currentData() or ""),
            enclosures=tuple(mark for mark, tick in self.exhibits.items() if tick.isChecked())
            if self.exhibits
            else None,
            claim_reason=self._reason(self.claim_reason),
            relatives_reason=self._reason(self.relatives_reason),
            released=tuple(
                LetterAnswer(name=name, text=reason) for name, text in (*own, *telling) if reason and text
            ),
        )

    def _reason(self, entry: TextEntry) -> str:
        return str(entry.raw or "") if entry.isVisibleTo(self) else ""

    def _offer(self, kinds: Sequence[LetterKind]) -> None:
        chosen, self._wanted = self._wanted or self.kind.currentData(), ""
        self.kind.blockSignals(True)  # noqa: FBT003 - Qt's own way
        self.kind.clear()
        for kind in kinds:
            self.kind.addItem(self.words(kind.title) if not kind.is_own else kind.title, kind.id)
        self.kind.setCurrentIndex(max(self.kind.findData(chosen), 0))
        self.kind.blockSignals(False)  # noqa: FBT003 - Qt's own way
        self.preview_letter()

    def _choose(self) -> None:
        """Show another letter; what was typed for the last one is kept for it until it is shown again."""
        typed = self._typed()
        if self._shown and _is_any(typed) and typed != self._saved:
            self._kept[self._shown] = typed
        self._begin_anew()
        self.preview_letter()

    def _begin_anew(self) -> None:
        """Forget what was filled in and shown for another letter, and what is still being made of it."""
        self._request_number += 1
        self._shown, self._entries, self.exhibits, self._begun = "", {}, {}, {}
        self._state.empty()
        empty_out(self._enclosed)
        empty_out(self._blanks)
        self.preview.show_lines(())
        self.go.setEnabled(False)
        self.contact.blockSignals(True)  # noqa: FBT003 - Qt's own way
        self.contact.clear()
        self.contact.blockSignals(False)  # noqa: FBT003 - Qt's own way
        self._telling = ()
        for entry in self._reasons:
            entry.set_raw("")

    def _readdress(self) -> None:
        """Begin a declaration anew where somebody else signs it: it is in the first person."""
        if self._signed_for_oneself:
            self._entries = {}
        self.preview_letter()

    def preview_letter(self) -> None:
        """Make the letter in memory, with what is filled in now; nothing is written."""
        request, session = self.request, self.context.session
        if not request.kind:
            return
        self._request_number += 1
        number = self._request_number
        self.context.run(
            lambda _: letters.draft(session, request),
            self._show,
            self._ask_why,
            is_wanted=lambda: number == self._request_number,
        )

    def _ask_why(self, error: BaseException) -> None:
        """Show the places for the reasons for which a letter is refused."""
        self.go.setEnabled(self._can_save)
        if isinstance(error, Refused) and error.field in {"reason", "relatives_reason"}:
            self._of_state.show()
        if isinstance(error, ClaimDisclosed):
            self._telling = tuple(dict.fromkeys((*self._telling, *error.names)))

    def _show(self, draft: LetterDraft) -> None:
        self.go.setEnabled(self._can_save)
        self._state.show_draft(draft, self.place.id, self.request.relatives_reason)
        self._offer_choices(draft)
        self._show_blanks(draft)
        self.preview.show_lines(draft.lines)
        if kept := self._kept.pop(draft.kind.id, None):
            self._restore(draft.kind.id, kept)

    def _offer_choices(self, draft: LetterDraft) -> None:
        """Offer addressees and exhibits once for a letter; ticked are those that somebody chose before."""
        self._of_state.setVisible(draft.kind.reader in REACHES_STATE)
        if self.contact.count():
            return
        words = self.words
        self.contact.blockSignals(True)  # noqa: FBT003 - Qt's own way
        self.contact.addItem(words("As the letter names it"), "")
        for contact in draft.contacts:
            self.contact.addItem(contact_words(words, contact, contact.name), contact.id)
        self.contact.blockSignals(False)  # noqa: FBT003 - Qt's own way
        empty_out(self._enclosed)
        if draft.exhibits:
            self._enclosed.addWidget(label(words("Exhibits to enclose"), "small"))
        for exhibit in draft.exhibits:
            tick = TickBox(f"{exhibit.mark}  {exhibit.title}")
            tick.setChecked(exhibit.is_enclosed)
            self._begun[exhibit.mark] = exhibit.is_enclosed
            tick.toggled.connect(lambda _: self.preview_letter())
            self.exhibits[exhibit.mark] = tick
            self._enclosed.addWidget(tick)

    def _show_blanks(self, draft: LetterDraft) -> None:
        """Offer the blanks of the letter; what is typed into them stays while it is chosen."""
        if self._shown == draft.kind.id and self._entries:
            return
        self._shown, self._entries = draft.kind.id, {}
        self._signed_for_oneself = draft.kind.form in SIGNED_FOR_ONESELF
        empty_out(self._blanks)
        blanks = list(draft.blanks)
        if draft.kind.unread:
            blanks.append(LetterBlank(name="", label=self.words("Provision that you read")))
        for blank in blanks:
            title = self.words(blank.label) if not draft.kind.is_own else blank.label
            entry = LongEntry(title)
            entry.set_raw(blank.text)
            self._begun[f"/{blank.name}"] = entry.raw
            self._blanks.addWidget(label(title, "small", wraps=True))
            self._blanks.addWidget(entry)
            self._entries[blank.name] = entry

    def _save(self) -> None:
        kinds = {str(self.kind.itemData(at)): at for at in range(self.kind.count())}
        name = next((key for key in kinds if key == self.request.kind), "")
        is_own = name.startswith(letter_kind.OWN)
        out = pick_target(self, self.words, f"letter-{'own' if is_own else name}.docx")
        if out:
            self.save_to(out)

    def save_to(self, out: Path | SaveTarget) -> None:
        """Write the letter to a file outside the vault; missing values are left as marked places."""
        context, request, words, typed = self.context, self.request, self.words, self._typed()

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
            self._saved = typed
            self.kept.emit()
            context.did(title, partial(_take_back, letter_id=letter.id))

        context.run(lambda _: letters.write(context.session, request, out, leaves_gaps=True), done)


def _is_any(typed: Mapping[str, RawValue]) -> bool:
    """Return whether anything was chosen or typed."""
    return any(any(one) if isinstance(one, list) else one for one in typed.values())


def _take_back(session: Session, letter_id: str) -> None:
    """Take the entry of a letter out of the case; its file is outside the casebook."""
    record.move_to_bin(session, Letter, letter_id)
