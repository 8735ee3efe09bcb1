"""Today: overdue and upcoming deadlines with calculations, hearings, tasks, and items to review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from casebook.domain.agenda.agenda import AgendaItem
from casebook.domain.base.absence import title_or_absent
from casebook.services.agenda import agenda
from casebook.services.agenda.agenda import Today
from casebook.services.case import task
from casebook.services.deadline.deadline import DeadlineRow
from casebook.services.vault import backup
from casebook.services.vault.backup import Backup
from casebook.services.vault.lock_remarks import NOT_BACKED_UP
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.theme import Tone
from casebook.ui.models.lines import Line, Status
from casebook.ui.pages.base.history import show_history
from casebook.ui.pages.base.page import Crumb, Page
from casebook.ui.pages.base.rival_words import rivals_line
from casebook.ui.pages.deadline.deadline import CHANGING
from casebook.ui.pages.deadline.deadline_pane import DeadlinePane
from casebook.ui.pages.deadline.deadline_sheets import print_sheet, save_sheet
from casebook.ui.pages.vault.backups import backup_state, tell_missing
from casebook.ui.pages.wording.agenda import AgendaWords
from casebook.ui.pages.wording.deadline import DeadlineWords
from casebook.ui.widgets.cards.card_list import ListCard
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, frame, line
from casebook.ui.widgets.layout.split import Split
from casebook.ui.widgets.layout.stack import Stack

_MAX_LINES = 8


class TodayPage(Page):
    """Cards on one side; the selected deadline with its calculation on the other."""

    concerns = frozenset(
        {
            "deadline",
            "event",
            "task",
            "case",
            "own-rule",
            "own-profile",
            "closure",
            "finding",
            "rule-confirmation",
            "handover",
            "person",
        }
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._say, self._diary = DeadlineWords(context.words), AgendaWords(context.words)
        self._today: Today | None = None
        self._expected: Today | None = None
        self._rows: dict[str, DeadlineRow] = {}
        self._shown = ""
        whole = column(self, gap=12)
        whole.addLayout(self._head())
        whole.addWidget(self._backup_notice())
        scroll = Scrolled(self.words("Today"))
        self.cards = {
            "overdue": ListCard(self.words("Overdue")),
            "rule": ListCard(self.words("Deadlines whose rule changed")),
            "coming": ListCard(self.words("Upcoming deadlines")),
            "hearings": ListCard(self.words("Hearings and removal dates")),
            "tasks": ListCard(self.words("Tasks")),
            "look": ListCard(self.words("To review")),
        }
        for card in self.cards.values():
            scroll.body.addWidget(card)
        scroll.body.addStretch(1)
        self.detail = DeadlinePane(context, is_outside=True)
        self.detail.sheet_wanted.connect(lambda deadline_id: save_sheet(self, context, deadline_id))
        self.detail.print_wanted.connect(lambda deadline_id: print_sheet(self, context, deadline_id))
        self.detail.change_wanted.connect(self._change)
        self.detail.history_wanted.connect(partial(show_history, self))
        context.later_state_changed.connect(self._on_later_state)
        context.backed_up.connect(self._on_backed_up)
        self._beside = Stack()
        whole.addWidget(self._beside, 1)  # empty: Qt styles all of a tree each time it is put into another
        self._beside.addWidget(Split(scroll, self.detail, (1, 1), parent=self._beside))
        self._beside.addWidget(self._empty())

    def _empty(self) -> QWidget:
        words = self.words
        return Empty(
            "today",
            words("Nothing to track yet"),
            words(
                "This page covers all cases: overdue items, deadlines ending within 30 days, "
                "hearings, tasks, and anything that needs review. Start with a client: the day a "
                "decision was served offers the deadlines it triggers."
            ),
            button(words("New client"), self.start_new, role="primary", meaning="add"),
        )

    def _head(self) -> QHBoxLayout:
        head = line(gap=12)
        head.addWidget(label(self.words("Today"), "heading"))
        self._day = label("", "quiet")
        head.addWidget(self._day)
        head.addStretch(1)
        head.addWidget(
            button(self.words("New client"), self.start_new, role="primary", meaning="add", writes=True)
        )
        go = partial(self.context.go, Location(page="calendar"))
        head.addWidget(button("", go, role="tool", meaning="calendar", name=self.words("Calendar")))
        return head

    def _backup_notice(self) -> QFrame:
        """Return what stands above all cards while the last backup was not made."""
        self._not_backed_up = frame("note")
        self._not_backed_up.hide()
        row = line(self._not_backed_up, gap=8)
        row.setContentsMargins(10, 8, 10, 8)
        self._backup_reason = label("", "problem", wraps=True)
        row.addWidget(self._backup_reason, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(button(self.words("Back up now"), self._back_up, meaning="volume", writes=True))
        return self._not_backed_up

    def start_new(self) -> None:
        """Start a new client, as the button does: everything here depends on one."""
        self.context.go(Location(page="new-client"))

    def expect(self, today: Today) -> None:
        """Show this, already read, at the next visit."""
        self._expected = today

    def rehearsal(self, today: Today) -> Iterator[None]:
        """Show invented data in steps: each deadline, and as many lines as are shown."""
        for row in (*today.unchecked, *today.overdue):
            self._rows, self._today = {row.id: row}, today
            self._open(row.id)
            yield
        for count in range(1, _MAX_LINES + 1):
            many = {name: getattr(today, name) * count for name in ("overdue", "coming", "hearings", "tasks")}
            self._show(replace(today, **many))
            yield

    def clear(self) -> None:
        """Show nothing."""
        self._today, self._rows, self._shown = None, {}, ""
        for card in self.cards.values():
            card.show_lines(())
        self.detail.clear()
        self._beside.setCurrentIndex(0)

    def read(self) -> None:
        """Read the items that need attention."""
        expected, self._expected = self._expected, None
        if expected is not None:
            self._show(expected)
        else:
            self.ask(agenda.today, self._show)

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return no path: the heading suffices."""
        return (Crumb(text=self.words("Today")),)

    def take_focus(self) -> None:
        """Focus the first line, or of an empty casebook the first step: never what ends a task."""
        shown = self._beside.currentWidget() or self
        lists: list[QWidget] = [card.list for card in self.cards.values() if card.list.isVisibleTo(shown)]
        step = None if shown is self._beside.widget(0) else shown.findChild(QPushButton)
        (next(iter(lists), None) or step or self).setFocus()

    def _show(self, today: Today) -> None:
        self._today = today
        self._beside.setCurrentIndex(0 if today.has_cases else 1)
        self._day.setText(self.words.format_date(today.now.date()))
        dues = (*today.overdue, *today.undated, *today.coming)
        others = (*today.unchecked, *today.unannounced, *today.stale, *today.rule_changed)
        self._rows = {row.id: row for row in (*dues, *others)}
        none_ends = self.words("No deadline ends within 30 days. You set deadlines in a case, from an event.")
        self._deadlines("overdue", (*today.overdue, *today.undated), "")
        self.cards["overdue"].setVisible(bool(today.overdue or today.undated))
        self._rule_changes(today.rule_changed)
        self._deadlines("coming", today.coming, none_ends)
        self._hearings(today)
        self._tasks(today)
        self._backup_reason.setText(self.words(NOT_BACKED_UP.get(today.backup_failure, "")))
        self._not_backed_up.setVisible(bool(today.backup_failure))
        self._look(today)
        wanted = self._shown if self._shown in self._rows else next((row.id for row in dues), "")
        self.detail.setVisible(bool(wanted))
        if wanted:
            self._open(wanted)
        self._hold_keyboard()

    def _hold_keyboard(self) -> None:
        """Move the focus to a line once there is one, or if its line is no longer shown."""
        held: QWidget | None = self.window().focusWidget()
        if self.isVisible() and (held is None or held is self or not held.isVisible()):
            self.take_focus()

    def _deadlines(self, key: str, rows: Sequence[DeadlineRow], empty: str) -> None:
        self.cards[key].show_lines([self._line(row) for row in rows[:_MAX_LINES]], empty, self._rest(rows))

    def _rule_changes(self, rows: Sequence[DeadlineRow]) -> None:
        """Show deadlines that differ by current rules; they stay until someone recalculates."""
        lines = []
        for row in rows[:_MAX_LINES]:
            if row.rule_change:
                beneath = " · ".join(
                    part
                    for part in (title_or_absent(row.reference, self.words), self.words(row.rule_change.what))
                    if part
                )
                status: Status = (self._say.change(row.rule_change), "red", "warning")
                lines.append(
                    Line(
                        title=row.deadline.title_in(self.words),
                        opens=partial(self._open, row.id),
                        beneath=beneath,
                        status=status,
                    )
                )
        self.cards["rule"].show_lines(lines, "", self._rest(rows))
        self.cards["rule"].setVisible(bool(rows))

    def _line(self, row: DeadlineRow) -> Line:
        deadline, words = row.deadline, self.words
        now = self._today.now if self._today else None
        return Line(
            title=deadline.title_in(words),
            opens=partial(self._open, row.id),
            beneath=self._say.beside(
                deadline.reservations, title_or_absent(row.reference, self.words), self._say.origin(deadline)
            ),
            day=dates.short_day(words, deadline.act_by.on) if deadline.act_by else "—",
            status=self._say.status(deadline, now) if now else None,
        )

    def _hearings(self, today: Today) -> None:
        lines = []
        for item in today.hearings[:_MAX_LINES]:
            doubt = self.words("may be a hearing") if item.may_be_hearing else ""
            doubt = self.words("Removal date") if item.kind == "removal" else doubt
            stated = dates.stated(self.words, item.stated) if item.stated else ""
            parts = (
                stated,
                self._diary.hour_and_zone(item),
                title_or_absent(item.reference, self.words),
                item.place,
                doubt,
            )
            status: Status = (self.words("date not certain"), "amber", "warning")
            if not item.stated:
                status = self.wording.days_away((item.on - today.now.date()).days)
            lines.append(
                Line(
                    title=item.title,
                    opens=partial(self._go, item),
                    beneath=" · ".join(part for part in parts if part),
                    day="—" if item.stated and item.at is None else dates.short_day(self.words, item.on),
                    status=status,
                )
            )
        empty = self.words("No hearings or removal dates within 30 days")
        self.cards["hearings"].show_lines(lines, empty, self._rest(today.hearings))

    def _tasks(self, today: Today) -> None:
        lines = [
            Line(
                title=item.title,
                beneath=" · ".join(
                    part for part in (title_or_absent(item.reference, self.words), item.who) if part
                ),
                day=dates.short_day(self.words, item.on),
                status=self._diary.chip(item) if item.urgency == "overdue" else None,
                ticks=partial(self._tick, item.id),
                tick_tip=self.words("Done"),
            )
            for item in today.tasks[:_MAX_LINES]
        ]
        empty = self.words("No tasks due within 30 days")
        self.cards["tasks"].show_lines(lines, empty, self._rest(today.tasks))

    def _look(self, today: Today) -> None:
        words = self.words
        hints: tuple[tuple[Sequence[DeadlineRow], Status], ...] = (
            (today.unannounced, (words("date changed, no one informed"), "amber", "warning")),
            (today.unchecked, (words("not checked"), "amber", "ask")),
            (today.stale, (words("rule overdue for review"), "red", "warning")),
        )
        lines = [self._hint(row, status) for rows, status in hints for row in rows[:_MAX_LINES]]
        lines += [
            Line(
                title=decision.title,
                beneath=title_or_absent(decision.reference, self.words),
                status=(words("Decision served, no deadline set"), "red", "missing"),
                opens=partial(self.context.go, Location(page="case", id=decision.case_id, tab="deadlines")),
            )
            for decision in today.without_deadline[:_MAX_LINES]
        ]
        counts = (
            (today.stale_rules, words("Rules overdue for review"), "rules"),
            (today.changed_rules, words("Rules that changed since they were confirmed"), "rules"),
            (today.broken_rules, words("Custom rules that fail a check"), "rules"),
            (today.broken_profiles, words("Custom court profiles that fail a check"), "profiles"),
            (today.to_verify, words("Findings still to be checked"), ""),
            (today.recalls, words("Parcels to recall"), "parcels"),
        )
        for count, title, page in counts:
            if count:
                opens = partial(self.context.go, Location(page=page)) if page else None
                lines.append(Line(title=title, opens=opens, status=(str(count), "amber", "warning")))
        if today.rivals.fields:
            lines.insert(0, self._rivals(today))
        if self.context.has_later_state:
            lines.insert(0, self._later_state())
        age = backup_state(words, today.backups)
        last = today.backups.last
        tone: Tone = "green" if last and (today.now - last.made_at).days <= 1 else "amber"
        tone = "grey" if today.backups.is_travelling else tone
        opens = partial(self.context.go, Location(page="security"))
        lines.append(Line(title=words("Backup"), opens=opens, status=(age, tone, "volume")))
        self.cards["look"].show_lines(lines)

    def _rivals(self, today: Today) -> Line:
        opens = partial(self.context.go, Location(page="conflicts"))
        title, status = rivals_line(today.rivals, self.words)
        return Line(title=title, opens=opens, status=status)

    def _later_state(self) -> Line:
        title = self.words("A later state of this casebook is known")
        opens = partial(self.context.go, Location(page="security", tab="checks"))
        return Line(title=title, opens=opens, status=(self.words("unresolved"), "red", "warning"))

    def _back_up(self) -> None:
        session = self.context.session

        def done(made: Backup) -> None:
            tell_missing(self.context, made.missing)
            self.context.backed_up.emit()

        self.context.run(lambda task: backup.back_up(session, progress=task), done)

    def _on_backed_up(self) -> None:
        """Show the backup, whoever made it; a visit to come reads it by itself."""
        if self.isVisible():
            self.read()

    def _on_later_state(self) -> None:
        if self._today is not None:
            self._look(self._today)

    def _hint(self, row: DeadlineRow, status: Status) -> Line:
        opens = partial(self._open, row.id)
        return Line(
            title=row.deadline.title_in(self.words),
            beneath=title_or_absent(row.reference, self.words),
            status=status,
            opens=opens,
        )

    def _rest(self, rows: Sequence[object]) -> str:
        """Return the line with the number of items not shown."""
        more = len(rows) - _MAX_LINES
        return self.words.count("and {number} more", "and {number} more", more) if more > 0 else ""

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
