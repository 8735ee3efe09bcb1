"""Today: overdue and coming deadlines with their working, hearings, tasks, and what needs a look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from casebook.domain.agenda.agenda import AgendaItem
from casebook.services.agenda import agenda
from casebook.services.agenda.agenda import Today
from casebook.services.case import task
from casebook.services.deadline.deadline import DeadlineRow
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.plain import set_tip
from casebook.ui.kit.theme import Tone
from casebook.ui.pages.base.history import show_history
from casebook.ui.pages.base.page import Crumb, Page
from casebook.ui.pages.case.case_list import NEW
from casebook.ui.pages.deadline.deadline import CHANGING
from casebook.ui.pages.deadline.deadline_pane import DeadlinePane
from casebook.ui.pages.deadline.deadline_sheets import print_sheet, save_sheet
from casebook.ui.pages.vault.backups import backup_age
from casebook.ui.pages.wording.agenda import AgendaWords
from casebook.ui.pages.wording.deadline import DeadlineWords
from casebook.ui.widgets.layout.card import Card, CardLine, Opening
from casebook.ui.widgets.layout.chip import Chip
from casebook.ui.widgets.layout.empty import Empty
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, line
from casebook.ui.widgets.layout.parts import button, label
from casebook.ui.widgets.layout.split import Split
from casebook.ui.widgets.layout.stack import Stack

_MOST = 8


class TodayPage(Page):
    """Cards on one side; the deadline pressed, with its working, on the other."""

    concerns = frozenset(
        {"deadline", "event", "task", "case", "own-rule", "own-profile", "closure", "finding"}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._say, self._diary = DeadlineWords(context.words), AgendaWords(context.words)
        self._today: Today | None = None
        self._rows: dict[str, DeadlineRow] = {}
        self._shown = ""
        whole = column(self, gap=12)
        whole.addLayout(self._head())
        scroll = Scrolled(self.words("Today"))
        self.cards = {
            "overdue": Card(self.words("Overdue")),
            "coming": Card(self.words("Upcoming deadlines")),
            "hearings": Card(self.words("Hearings")),
            "tasks": Card(self.words("Tasks")),
            "look": Card(self.words("To review")),
        }
        for card in self.cards.values():
            scroll.body.addWidget(card)
        scroll.body.addStretch(1)
        self.detail = DeadlinePane(context, is_outside=True)
        self.detail.sheet_wanted.connect(lambda deadline_id: save_sheet(self, context, deadline_id))
        self.detail.print_wanted.connect(lambda deadline_id: print_sheet(self, context, deadline_id))
        self.detail.change_wanted.connect(self._change)
        self.detail.history_wanted.connect(partial(show_history, self))
        self._beside = Stack()
        self._beside.addWidget(Split(scroll, self.detail, (1, 1)))
        self._beside.addWidget(self._empty())
        whole.addWidget(self._beside, 1)

    def _empty(self) -> QWidget:
        words = self.words
        return Empty(
            "today",
            words("Nothing to track yet"),
            words(
                "This page covers all cases: overdue items, deadlines ending within 30 days, "
                "hearings, tasks, and anything that needs review. Start with a case: an event in "
                "it, such as service of a decision, offers the deadlines it triggers."
            ),
            button(
                words("Create first case"),
                self.start_new,
                role="primary",
                meaning="add",
            ),
        )

    def _head(self) -> QHBoxLayout:
        head = line(gap=12)
        head.addWidget(label(self.words("Today"), "heading"))
        self._day = label("", "quiet")
        head.addWidget(self._day)
        head.addStretch(1)
        head.addWidget(
            button(
                self.words("Calendar"), lambda: self.context.go(Location(page="calendar")), meaning="calendar"
            )
        )
        return head

    def start_new(self) -> None:
        """Everything here begins with a case."""
        self.context.go(Location(page="cases", within=NEW))

    def read(self) -> None:
        """Read what calls for attention."""
        self.ask(agenda.today, self._show)

    def crumbs(self) -> tuple[Crumb, ...]:
        """The heading is the path."""
        return (Crumb(text=self.words("Today")),)

    def take_focus(self) -> None:
        """The first line."""
        shown = self._beside.currentWidget() or self
        first = shown.findChild(Opening) or shown.findChild(QPushButton)
        (first or self).setFocus()

    def _show(self, today: Today) -> None:
        self._today = today
        self._beside.setCurrentIndex(0 if today.has_cases else 1)
        self._day.setText(self.words.format_date(today.now.date()))
        dues = (*today.overdue, *today.undated, *today.coming)
        self._rows = {row.id: row for row in (*dues, *today.unchecked, *today.unannounced, *today.stale)}
        self._deadlines("overdue", (*today.overdue, *today.undated))
        self.cards["overdue"].setVisible(bool(today.overdue or today.undated))
        self._deadlines("coming", today.coming)
        if not today.coming:
            self.cards["coming"].say(
                self.words("No deadline ends within 30 days. You set deadlines in a case, from an event.")
            )
        self._items("hearings", today.hearings, self.words("No hearings within 30 days"))
        self._tasks(today.tasks)
        self._look(today)
        wanted = self._shown if self._shown in self._rows else next((row.id for row in dues), "")
        self.detail.setVisible(bool(wanted))
        if wanted:
            self._open(wanted)
        self._hold_keyboard()

    def _hold_keyboard(self) -> None:
        """The keyboard came before there was anything for it, or was in a line that is shown no more."""
        held: QWidget | None = self.window().focusWidget()
        if self.isVisible() and (held is None or held is self or not held.isVisible()):
            self.take_focus()

    def _deadlines(self, key: str, rows: Sequence[DeadlineRow]) -> None:
        card = self.cards[key]
        card.clear()
        for row in rows[:_MOST]:
            card.body.addWidget(self._line(row))
        self._rest(card, len(rows))

    def _line(self, row: DeadlineRow) -> QWidget:
        deadline = row.deadline
        now = self._today.now if self._today else None
        opens = Opening(deadline.title, partial(self._open, row.id))
        day = dates.short_day(self.words, deadline.due_on) if deadline.due_on else "—"
        beneath = " · ".join(part for part in (row.reference, self._say.origin(deadline)) if part)
        status = Chip(*self._say.status(deadline, now)) if now else None
        return CardLine(deadline.title, beneath, day=day, status=status, opens=opens)

    def _items(self, key: str, items: Sequence[AgendaItem], empty: str) -> None:
        card = self.cards[key]
        if not items:
            card.say(empty)
            return
        card.clear()
        for item in items[:_MOST]:
            opens = Opening(item.title, partial(self._go, item))
            word, tone, meaning = self.wording.days_away(self._days_to(item.on))
            beneath = " · ".join(
                part for part in (self._diary.hour(item), item.reference, item.place) if part
            )
            day = dates.short_day(self.words, item.on)
            card.body.addWidget(
                CardLine(item.title, beneath, day=day, status=Chip(word, tone, meaning), opens=opens)
            )
        self._rest(card, len(items))

    def _tasks(self, items: Sequence[AgendaItem]) -> None:
        card = self.cards["tasks"]
        if not items:
            card.say(self.words("No tasks due within 30 days"))
            return
        card.clear()
        for item in items[:_MOST]:
            done = button("", lambda item=item: self._tick(item.id), role="tool", meaning="done")  # type: ignore[misc]
            done.setAccessibleName(self.words("Completed: {step}", step=item.title))
            set_tip(done, self.words("Done"))
            beneath = " · ".join(part for part in (item.reference, item.who) if part)
            day = dates.short_day(self.words, item.on)
            shown = CardLine(item.title, beneath, day=day, status=done)
            if item.urgency == "overdue":
                shown.layout().insertWidget(2, Chip(*self._diary.chip(item)))  # type: ignore[union-attr]
            card.body.addWidget(shown)
        self._rest(card, len(items))

    def _look(self, today: Today) -> None:
        words, card = self.words, self.cards["look"]
        card.clear()
        for row in today.unannounced[:_MOST]:
            card.body.addWidget(self._hint(row, words("date changed, no one informed"), "amber", "warning"))
        for row in today.unchecked[:_MOST]:
            card.body.addWidget(self._hint(row, words("not checked"), "amber", "ask"))
        for row in today.stale[:_MOST]:
            card.body.addWidget(self._hint(row, words("rule overdue for review"), "red", "warning"))
        counts = (
            (today.stale_rules, words("Rules overdue for review"), "rules"),
            (today.broken_rules, words("Custom rules that fail a check"), "rules"),
            (today.broken_profiles, words("Custom court profiles that fail a check"), "profiles"),
            (today.to_verify, words("Findings still to be checked"), ""),
        )
        for count, title, page in counts:
            if count:
                opens = Opening(title, partial(self.context.go, Location(page=page))) if page else None
                status = Chip(str(count), "amber", "warning")
                card.body.addWidget(CardLine(title, status=status, opens=opens))
        age = backup_age(self.words, today.backup, today.now)
        tone: Tone = "green" if today.backup and (today.now - today.backup.made_at).days <= 1 else "amber"
        opens = Opening(words("Backup"), partial(self.context.go, Location(page="security")))
        card.body.addWidget(CardLine(words("Backup"), status=Chip(age, tone, "volume"), opens=opens))

    def _hint(self, row: DeadlineRow, word: str, tone: Tone, meaning: str) -> QWidget:
        opens = Opening(row.deadline.title, partial(self._open, row.id))
        return CardLine(row.deadline.title, row.reference, status=Chip(word, tone, meaning), opens=opens)

    def _rest(self, card: Card, count: int) -> None:
        if count > _MOST:
            rest = self.words.count("and {number} more", "and {number} more", count - _MOST)
            card.body.addWidget(label(rest, "quiet"))

    def _days_to(self, on: date) -> int:
        """Days from the day it was read; 0 before anything was."""
        return (on - self._today.now.date()).days if self._today else 0

    def _open(self, deadline_id: str) -> None:
        self._shown = deadline_id
        if self._today is not None:
            self.detail.show()
            self.detail.show_deadline(self._rows[deadline_id], self._today.now, self._today.people)

    def _change(self, deadline_id: str) -> None:
        case_id = self._rows[deadline_id].deadline.case_id
        self.context.go(Location(page="case", id=case_id, tab="deadlines", within=f"{CHANGING}{deadline_id}"))

    def _go(self, item: AgendaItem) -> None:
        if item.case_id:
            self.context.go(Location(page="case", id=item.case_id))

    def _tick(self, task_id: str) -> None:
        self.context.ask(lambda session: task.tick(session, task_id), lambda _: None)
