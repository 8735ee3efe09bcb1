"""What came from other members and needs a person: cases to join, persons to share, changes elsewhere."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal

from casebook.base.i18n import Translator
from casebook.domain.sharing.version import BINNED
from casebook.domain.sharing.waiting_kind import WaitingKind
from casebook.services.base import history_text
from casebook.services.base.session import Session
from casebook.services.sharing.members.deciding import decide
from casebook.services.sharing.members.sharing_terms import GoingAlong, SharingTerms, going_along
from casebook.services.sharing.team.waiting import (
    MAX_LISTED,
    MORE,
    WaitingList,
    WaitingRecord,
    WaitingRest,
    listed,
    waiting,
)
from casebook.ui.pages.base.history_values import HistoryValues
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.asking import Asking
from casebook.ui.pages.sharing.going_note import OFFICE, WITH_PROTECTED, WITHIN_LIMITS, going_words
from casebook.ui.pages.wording.nouns import noun_words
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.layout.layout import column, empty_out, line

_MAX_FIELDS, _MAX_LETTERS = 20, 300


class AsksCard(Card):
    """A line for each, with a button to allow and one to decline; hidden without any.

    Attributes:
        decided: one was allowed or declined.
    """

    decided = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Needs your decision"))
        self._page, self._words = page, page.words
        self._values = HistoryValues(page.words)
        self._most = MAX_LISTED
        about = self._words(
            "Other members named people or cases of yours that are not shared with them. Nothing of these is "
            "shared, and nothing of them was changed, until you decide."
        )
        self.body.addWidget(label(about, "quiet", wraps=True))
        self._lines = column(gap=8)
        self.body.addLayout(self._lines)
        self.asking = Asking(self._words)
        self.body.addWidget(self.asking)
        self.hide()

    def show_asked(self, questions: WaitingList) -> None:
        """Show what waits."""
        empty_out(self._lines)
        self.setVisible(questions.is_any)
        nouns = noun_words(self._words)
        for one in questions.records:
            noun = nouns.get(one.noun, one.noun).capitalize()
            self._add_line(one, self._words.labelled(noun, one.title or self._words("not here")))
        for rest in questions.rests:
            self._add_rest(rest)

    def _add_line(self, one: WaitingRecord, title: str) -> None:
        words, row, texts = self._words, line(gap=8), column(gap=2)
        texts.addWidget(label(title, "strong", wraps=True))
        texts.addWidget(label(_question(one, words), "small", wraps=True))
        for (name, by), values in [*_said(one, words, self._values).items()][:_MAX_FIELDS]:
            of_field = name if by == one.by else words("{field} ({name})", field=name, name=by)
            said = words.labelled(of_field, words.series_of(values)[:_MAX_LETTERS])
            texts.addWidget(label(said, "small", wraps=True))
        row.addLayout(texts, 1)
        decline = partial(self._decide, one, is_allowed=False)
        for text, act in ((_allowing(one, words), partial(self._allow, one)), (words("Decline"), decline)):
            step = button(
                text,
                act,
                name=words.labelled(text, title),
                writes=True,
            )
            row.addWidget(step, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(row)

    def _allow(self, one: WaitingRecord) -> None:
        """Allow it; of a case of ours say before what goes, and to whom."""
        if one.kind is not WaitingKind.CASE:
            self._decide(one, is_allowed=True)
            return

        def ask(going: GoingAlong) -> None:
            words = self._words
            facts = [
                words(
                    "Your case goes whole, with its people, documents and deadlines, to {names}. What they "
                    "have of it comes here.",
                    names=words.list_of(one.readers),
                ),
                *going_words(going, words),
                words("This cannot be undone: they keep what they get."),
            ]
            is_office, with_protected = TickBox(words(OFFICE)), TickBox(words(WITH_PROTECTED))
            within_limits = TickBox(words(WITHIN_LIMITS))
            needed = (
                (is_office, going.clients),
                (within_limits, going.limits),
                (with_protected, going.protected),
            )

            def join() -> None:
                stated = SharingTerms(
                    is_office=is_office.isChecked(),
                    with_protected=with_protected.isChecked(),
                    within_limits=within_limits.isChecked(),
                )
                self._decide(one, is_allowed=True, terms=stated)

            title = words("Join your case {case} with theirs?", case=one.reference or one.title)
            ticks = [tick for tick, why in needed if why]
            self.asking.ask(title, facts, words("Join cases"), join, self._page.take_focus, ticks)

        self._page.context.ask(lambda session: going_along(session, (one.record_id,)), ask, asker=self)

    def _add_rest(self, one: WaitingRest) -> None:
        words, row = self._words, line(gap=8)
        name = one.by or words("a former member")
        title = words("and {number} more of {name}", number=words.number(one.count), name=name)
        row.addWidget(label(title, "strong", wraps=True), 1)
        steps = (
            (words("Show more"), self._show_more, False),
            (words("Decline these"), partial(self._decide, one, is_allowed=False), True),
        )
        for text, act, writes in steps:
            step = button(text, act, name=words.labelled(text, title), writes=writes)
            row.addWidget(step, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(row)

    def _show_more(self) -> None:
        self._most *= MORE
        self._page.context.ask(
            lambda session: listed(waiting(session), most=self._most), self.show_asked, asker=self
        )

    def _decide(
        self, one: WaitingRecord | WaitingRest, *, is_allowed: bool, terms: SharingTerms | None = None
    ) -> None:
        def work(session: Session) -> None:
            allow, decline = ([one.id], []) if is_allowed else ([], [one.id])
            decide(session, allow, decline, terms=terms or SharingTerms())

        def done(_: None) -> None:
            self._page.context.say(self._outcome(one) if is_allowed else self._words("Declined"))
            self.decided.emit()

        self._page.context.ask(work, done, asker=self)

    def _outcome(self, one: WaitingRecord | WaitingRest) -> str:
        """Return what was allowed."""
        if one.kind is WaitingKind.CASE:
            return self._words("The cases are joined")
        if one.kind is WaitingKind.PERSON:
            return self._words("Shared in this case")
        return self._words("The change is taken")


def _said(one: WaitingRecord, words: Translator, texts: HistoryValues) -> dict[tuple[str, str], list[str]]:
    """Return what a change says, by field and member; what is empty or not displayed is left out."""
    by_field: dict[tuple[str, str], list[str]] = {}
    for fields, by in zip(one.values, one.said_by, strict=True):
        for name, content in fields.items():
            text = texts.display_text(one.noun, name, content).strip()
            if text and not history_text.is_unread(name):
                title = words("Bin") if name == BINNED else history_text.field(name, words, one.noun)
                by_field.setdefault((title, by), []).append(text)
    return by_field


def _question(one: WaitingRecord, words: Translator) -> str:
    name = one.by or words("a former member")
    if one.kind is WaitingKind.CASE:
        return words(
            "{name} shared a case that you have already. If you join them, all of your case goes to {names}.",
            name=name,
            names=words.list_of(one.readers),
        )
    if one.kind is WaitingKind.PERSON:
        case = one.reference
        return words("{name} named this in {case}, where it is not shared. Share it?", name=name, case=case)
    if one.known_in:
        return words(
            "{name} began a record under the ID of one of {cases}, which {other} began. Is this one right? "
            "The other then leaves these cases until you share it there.",
            name=name,
            cases=words.list_of(one.known_in),
            other=one.known_by or words("a former member"),
        )
    return words("{name} changed this, which is not part of the shared case. Take the change?", name=name)


def _allowing(one: WaitingRecord, words: Translator) -> str:
    if one.kind is WaitingKind.CASE:
        return words("Join…")
    return words("Share") if one.kind is WaitingKind.PERSON else words("Take")
