"""One deadline: how it stands, its working, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from casebook.domain.deadline import Deadline
from casebook.services import deadline_course, record
from casebook.services.deadline import DeadlineRow
from casebook.ui import dates
from casebook.ui.desk import Desk
from casebook.ui.pages.deadline_forms import Told, act, typed_day, typed_moment
from casebook.ui.pages.deadline_steps import show_steps
from casebook.ui.pages.deadline_words import DeadlineWords
from casebook.ui.pages.deadline_working import Readings, show_working
from casebook.ui.widgets.chip import Chip
from casebook.ui.widgets.details import Details
from casebook.ui.widgets.form import Form
from casebook.ui.widgets.layout import column, empty_out
from casebook.ui.widgets.layout import line as row_of
from casebook.ui.widgets.parts import button

_Act = tuple[str, Callable[[], None], str]
"""Title, what it does, icon."""


class DeadlinePane(Details):
    """The pane.

    Attributes:
        sheet_wanted: the deadline whose sheet is to be saved.
        print_wanted: the deadline whose sheet is to be printed.
    """

    sheet_wanted = Signal(str)
    print_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.words("Deadline"), parent)
        self._desk, self._text = desk, desk.words
        self._say = DeadlineWords(desk.words)
        self.form: Form | None = None
        self.readings: Readings | None = None
        self._told: Deadline | None = None

    def show_deadline(self, row: DeadlineRow, now: datetime, people: int) -> None:
        """Show this one."""
        told, words = row.deadline, self._text
        self._told = told
        word, tone, meaning = self._say.status(told, now)
        beneath = " · ".join(part for part in (self._say.due(told), self._say.origin(told)) if part)
        chips = [Chip(word, tone, meaning)]
        if told.status == "extended":
            chips.append(Chip(words("Extended"), "violet", "time"))
        chips.append(self._checked(told, people))
        self.begin(told.title, beneath, chips)
        if told.doubt:
            self.note(words("The date is in doubt"), words(told.doubt))
        self._acts(told)
        self._moves(told)
        show_steps(self, self._desk, row)
        self.readings = show_working(self, told.working, words, now.date()) if told.working else None
        self._standing(row)
        self.end()

    def _checked(self, told: Deadline, people: int) -> Chip:
        words = self._text
        initials = ", ".join(check.initials for check in told.checks)
        if told.is_checked(people):
            return Chip(words("Checked {initials}", initials=initials), "green", "done")
        if told.checks:
            return Chip(words("Checked {initials}; one more", initials=initials), "amber", "ask")
        return Chip(words("Not checked yet"), "amber", "ask")

    def _acts(self, told: Deadline) -> None:
        words = self._text
        acts: list[_Act] = [(words("Sheet"), partial(self.sheet_wanted.emit, told.id), "file-pdf")]
        if told.is_running:
            running = (("met", words("Met"), "done"), ("extend", words("Extend"), "time"))
            acts = [(title, partial(self._begin, key), meaning) for key, title, meaning in running] + acts
            acts.insert(2, (words("Check"), partial(self._begin, "check"), "read"))
        else:
            acts.append((words("Open again"), self._reopen, "refresh"))
        line = row_of(gap=8)
        for title, pressed, meaning in acts:
            line.addWidget(button(title, pressed, meaning=meaning))
        line.addWidget(self._more(told))
        line.addStretch(1)
        self.body.addLayout(line)
        self._place = column(gap=8)
        self.body.addLayout(self._place)

    def _more(self, told: Deadline) -> QPushButton:
        words = self._text
        made = button("", role="tool", meaning="more", name=words("More"))
        menu = QMenu(made)
        menu.addAction(words("Print the sheet"), partial(self.print_wanted.emit, told.id))
        if told.is_running:
            menu.addAction(words("Another date by order"), partial(self._begin, "override"))
            menu.addAction(words("Waive"), partial(self._begin, "waived"))
            menu.addAction(words("Missed"), partial(self._begin, "missed"))
        if told.is_running and told.origin == "rule" and told.event_id:
            menu.addAction(words("Count again by the rules of today"), self._count_again)
        menu.addAction(words("Into the bin"), partial(self._remove, told.id))
        made.setMenu(menu)
        return made

    def _remove(self, deadline_id: str) -> None:
        self._desk.ask(
            lambda session: record.put_in_bin(session, Deadline, deadline_id),
            lambda _: self._desk.did(
                self._text("The deadline was removed."),
                lambda session: record.restore(session, Deadline, deadline_id),
                self._text("It lies in the bin."),
            ),
        )

    def _moves(self, told: Deadline) -> None:
        words = self._text
        if not told.moves:
            return
        self.heading(words("What moved"))
        for move in told.moves:
            before = self._say.moment(move.before) if move.before else words("no date")
            after = self._say.moment(move.after) if move.after else words("no date")
            whom = words("Told: {whom}", whom=move.told) if move.told else words("Nobody was told yet")
            self.step(f"{before} → {after}", dates.moment(words, move.at), f"{words(move.why)} {whom}")
        if told.untold:
            line = row_of(gap=8)
            line.addWidget(button(words("Say who was told"), partial(self._begin, "tell"), role="primary"))
            line.addStretch(1)
            self.body.addLayout(line)

    def _standing(self, row: DeadlineRow) -> None:
        words, told = self._text, row.deadline
        ended = " · ".join(
            part
            for part in (dates.day(words, told.ended_on) if told.ended_on else "", told.ended_why)
            if part
        )
        pairs = [
            (words("Triggered by"), row.event),
            (words("Who"), told.responsible),
            (words("Ended"), ended),
            (words("If missed"), "" if told.working else told.consequence),
        ]
        pairs += [
            (words("Extended by"), f"{extension.order} → {self._say.moment(extension.after)}")
            for extension in told.extensions
        ]
        if any(value for _, value in pairs):
            self.heading(words("In the case"))
            self.pairs(pairs)

    # --- acts --------------------------------------------------------------------------------------

    def _begin(self, key: str) -> None:
        empty_out(self._place)
        form = self.form = act(self._text, key)
        form.kept.connect(partial(self._send, key))
        form.left.connect(lambda: empty_out(self._place))
        self._place.addWidget(form)
        form.begin()

    def _send(self, key: str, values: Told) -> None:
        told = self._told
        if told is None:
            return
        to, why = values.get("to", ""), values.get("why", "")
        works: dict[str, Callable[[Any], Deadline]] = {
            "extend": lambda session: deadline_course.extend(
                session,
                told.id,
                typed_moment(to, "to"),
                why,
                typed_day(values.get("ordered_on", ""), "ordered-on"),
            ),
            "override": lambda session: deadline_course.override(
                session, told.id, typed_moment(to, "to"), "order", why
            ),
            "met": lambda session: deadline_course.end(session, told.id, "met", why),
            "waived": lambda session: deadline_course.end(session, told.id, "waived", why),
            "missed": lambda session: deadline_course.end(session, told.id, "missed", why),
            "check": lambda session: deadline_course.check(session, told.id, why),
            "tell": lambda session: deadline_course.tell(session, told.id, why),
        }
        self._desk.ask(works[key], lambda _: None)

    def _reopen(self) -> None:
        if self._told is not None:
            deadline_id = self._told.id
            self._desk.ask(lambda session: deadline_course.reopen(session, deadline_id), lambda _: None)

    def _count_again(self) -> None:
        if self._told is None:
            return
        before = self._told

        def done(after: Deadline) -> None:
            same = self._text("The date stands: {day}.", day=self._say.due(after))
            moved = self._text("It moved to {day}.", day=self._say.due(after))
            self._desk.say(same if before.due == after.due else moved)

        self._desk.ask(lambda session: deadline_course.count_again(session, before.id), done)
