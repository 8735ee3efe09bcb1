"""What waits of a team: files that are missing, and what devices saved after their access ended."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal

from casebook.base.i18n import Translator
from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.services.base import history_text
from casebook.services.base.session import Session
from casebook.services.sharing.team import after_removal, missing_files
from casebook.services.sharing.team.after_removal import LateField
from casebook.services.sharing.team.missing_files import MissingFiles
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.work_card import WorkCard
from casebook.ui.pages.sharing.asking import Asking
from casebook.ui.pages.wording.nouns import noun_words
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, empty_out, line
from casebook.ui.widgets.layout.wrapping import Wrapping

_MAX_LINES, _MAX_LETTERS = 100, 80


class MissingCard(Card):
    """A line for each row of files that is missing; hidden without any.

    Attributes:
        decided: somebody goes on without some.
    """

    decided = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Missing files"))
        self._page, self._words = page, page.words
        about = self._words(
            "These files were saved in the team and have not arrived here. As a rule they still come: the "
            "folder is slow, or a device saves them again by itself."
        )
        self.body.addWidget(label(about, "quiet", wraps=True))
        self._lines = column(gap=8)
        self.body.addLayout(self._lines)
        self.asking = Asking(self._words)
        self.body.addWidget(self.asking)
        self.hide()

    def show_missing(self, missing: Sequence[MissingFiles]) -> None:
        """Show what is missing."""
        empty_out(self._lines)
        self.setVisible(bool(missing))
        for one in missing:
            self._add_line(one)

    def _add_line(self, one: MissingFiles) -> None:
        words, row, texts = self._words, line(gap=8), column(gap=2)
        number = words.count("{number} file missing", "{number} files missing", one.count)
        where = _space_title(one.kind, one.reference, words)
        title = words.labelled(words("{case}, by {name}", case=where, name=one.by or "?"), number)
        texts.addWidget(label(title, "strong", wraps=True))
        texts.addWidget(label(" ".join(self._facts(one)), "small", wraps=True))
        row.addLayout(texts, 1)
        if one.waiting:
            step = button(
                words("Go on without…"),
                partial(self._ask, one),
                name=words.labelled(words("Go on without…"), title),
                writes=True,
            )
            row.addWidget(step, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(row)

    def _facts(self, one: MissingFiles) -> list[str]:
        words = self._words
        facts = []
        if one.waiting:
            facts.append(words.count("{number} later file waits.", "{number} later files wait.", one.waiting))
        if one.given_up:
            facts.append(words("You went on without; if they come late, they are taken."))
        if one.holders:
            facts.append(words("On the devices of {names}.", names=words.list_of(one.holders)))
        if one.lays_again:
            facts.append(words("{name} saves them again at the next exchange.", name=one.lays_again))
        elif not one.given_up:
            facts.append(words("No device said that it has them."))
        return facts

    def _ask(self, one: MissingFiles) -> None:
        words = self._words
        facts = [
            words("What was saved after them is taken now. What is in them is missing here until they come."),
            words("If they come late, they are taken. Nothing else changes."),
        ]
        self.asking.ask(
            words("Go on without these files?"),
            facts,
            words("Go on without"),
            partial(self._go_on, one),
            self._page.take_focus,
        )

    def _go_on(self, one: MissingFiles) -> None:
        def work(session: Session) -> int:
            return missing_files.go_on_without(session, one.id)

        def done(_: int) -> None:
            self._page.context.say(self._words("Files that waited are taken now"))
            self.decided.emit()

        self._page.context.ask(work, done, asker=self)


class LateCard(WorkCard):
    """What devices saved after their access ended, by record and field; hidden while nothing waits.

    Attributes:
        decided: something was taken or declined.
    """

    decided = Signal()

    def __init__(self, page: Page) -> None:
        about = page.words(
            "A device saved this after it was removed, after the case was taken away or closed, or as a "
            "reader. None of it counts until you take it; what you take goes on to the others."
        )
        super().__init__(page, page.words("After removal"), about)
        self._lines = column(gap=8)
        self.inside.addLayout(self._lines)
        self._read = button(self.words("Show what waits"), self.read)
        self._take = button(self.words("Take all"), lambda: self._settle(self._ids, ()), writes=True)
        self._decline = button(self.words("Decline all"), lambda: self._settle((), self._ids), writes=True)
        self.inside.addWidget(Wrapping(self._read, self._take, self._decline))
        self._ids: tuple[str, ...] = ()
        self.hide()

    def show_count(self, count: int) -> None:
        """Show how many files wait; what they hold is read when somebody asks."""
        self.setVisible(bool(count) or bool(self._ids))
        text = self.words.count("{number} file waits", "{number} files wait", count)
        self.set_status(text, is_good=not count)
        self._show(self._shown if self._ids and count else [])

    def read(self) -> None:
        """Read what waits."""
        session = self.page.context.session
        self.work(lambda task: after_removal.reading_late(session, progress=task), self._show_read)

    def _show_read(self, late: Sequence[LateField]) -> None:
        """Show what waits; files with nothing new for here count no more from the next exchange on."""
        self._show(late)
        if not late:
            title = self.words("What was saved after access ended says nothing new. Nothing waits for you.")
            self.page.context.say(title, is_neutral=True)
            self.decided.emit()

    _shown: Sequence[LateField] = ()

    def _show(self, late: Sequence[LateField]) -> None:
        self._shown, self._ids = late, tuple(one.id for one in late)
        empty_out(self._lines)
        for one in late[:_MAX_LINES]:
            self._add_line(one)
        more = len(late) - _MAX_LINES
        if more > 0:
            rest = self.words.count("and {number} more", "and {number} more", more)
            self._lines.addWidget(label(rest, "small"))
        for step in (self._take, self._decline):
            step.setVisible(bool(late))

    def _add_line(self, one: LateField) -> None:
        words, row, texts = self.words, line(gap=8), column(gap=2)
        noun = noun_words(words).get(one.noun, one.noun).capitalize()
        fields = words.series_of([history_text.field(name, words) for name in one.fields])
        title = words.labelled(noun, one.title or words("new"))
        what = title if one.is_new else f"{title} · {fields}"
        texts.addWidget(label(what, "strong", wraps=True))
        texts.addWidget(label(" · ".join(self._facts(one)), "small", wraps=True))
        row.addLayout(texts, 1)
        for text, act in (
            (words("Take"), partial(self._settle, (one.id,), ())),
            (words("Decline"), partial(self._settle, (), (one.id,))),
        ):
            step = button(text, act, name=words.labelled(text, what), writes=True)
            row.addWidget(step, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(row)

    def _facts(self, one: LateField) -> list[str]:
        words = self.words
        reasons = {
            "removed": words("from {name}, after removal", name=one.by or "?"),
            "taken": words("from {name}, after the case was taken away", name=one.by or "?"),
            "reader": words("from {name}, who only reads", name=one.by or "?"),
            "closed": words("from {name}, after the case was closed", name=one.by or "?"),
        }
        facts = [reasons[one.reason], one.reference]
        if not one.is_new:
            facts += [
                words("here: {text}", text=_text(one.here[0])),
                words("there: {text}", text=_text(one.came[0])),
            ]
        return [fact for fact in facts if fact]

    def _settle(self, take: Collection[str], decline: Collection[str]) -> None:
        session = self.page.context.session

        def done(_: int) -> None:
            count = len(take) + len(decline)
            said = self.words.count("{number} change settled", "{number} changes settled", count)
            self.page.context.say(said)
            left = [one for one in self._shown if one.id not in {*take, *decline}]
            self._show(left)
            self.decided.emit()

        self.work(lambda task: after_removal.settling_late(session, take, decline, progress=task), done)


def _space_title(kind: SpaceKind, reference: str, words: Translator) -> str:
    if kind is SpaceKind.OFFICE:
        return words("Office")
    return reference or (words("Team") if kind is SpaceKind.ROSTER else words("not received yet"))


def _text(value: object) -> str:
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _MAX_LETTERS else text[: _MAX_LETTERS - 1] + "…"
