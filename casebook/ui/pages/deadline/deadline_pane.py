"""Details of a deadline: its status, working and actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casebook.base.errors import CasebookError, InvalidInput
from casebook.base.message import Message
from casebook.domain.base.absence import title_or_absent
from casebook.domain.base.period import parse_period
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.deadline.rule_change import RuleChange
from casebook.services.base.session import Session
from casebook.services.deadline import deadline_change
from casebook.services.deadline.deadline import DeadlineRow
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.plain import set_tip
from casebook.ui.models.lines import Status
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.pages.base.record_editor import move_to_bin
from casebook.ui.pages.base.rival_marks import RivalMarks
from casebook.ui.pages.deadline.deadline_acts import DeadlineActs
from casebook.ui.pages.deadline.deadline_forms import act, due_of
from casebook.ui.pages.deadline.deadline_steps import adding, show_steps
from casebook.ui.pages.deadline.deadline_working import Readings, show_working
from casebook.ui.pages.wording.deadline import DeadlineWords
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.layout import column, empty_out
from casebook.ui.widgets.layout.layout import line as row_of
from casebook.ui.widgets.layout.wrapping import Wrapping

_FIELDS = {
    "order": "why",
    "reason": "why",
    "initials": "why",
    "informed": "why",
    "period": "by",
    "step": "why",
}
"""The field that shows the rejection of each action."""
_MAX_CHIPS = 3
"""Whether it is near, extended, and checked."""


class DeadlinePane(DetailPane):
    """The pane.

    Attributes:
        sheet_wanted: the deadline whose sheet is to be saved.
        print_wanted: the deadline whose sheet is to be printed.
        change_wanted: the deadline whose values are to be changed.
        history_wanted: the deadline whose changes are to be shown, and its title.
    """

    sheet_wanted = Signal(str)
    print_wanted = Signal(str)
    change_wanted = Signal(str)
    history_wanted = Signal(str, str)

    def __init__(
        self, context: PageContext, parent: QWidget | None = None, *, is_outside: bool = False
    ) -> None:
        """Outside its case it leads there."""
        super().__init__(context.words("Deadline"), parent)
        self._is_outside = is_outside
        self._context, self._words = context, context.words
        self._say = DeadlineWords(context.words)
        self.form: Form | None = None
        self.readings: Readings | None = None
        self._deadline: Deadline | None = None
        words = self._words
        self._acts = DeadlineActs(words, self._act)
        edit = button("", partial(self._act, "edit"), role="tool", meaning="edit", name=words("Edit"))
        set_tip(edit, words("Edit (F2)"))
        history = button(
            "", partial(self._act, "history"), role="tool", meaning="history", name=words("History")
        )
        self._tools = (edit, history)
        self._adding = adding(context, self._deadline_id)
        self._case = button("", self._go_to_case, meaning="case")
        self._marks = RivalMarks(context, self)
        self._chips = tuple(Chip("") for _ in range(_MAX_CHIPS))
        self.keep(*self._tools, *self._chips, self._acts, self._adding, self._case)

    def clear(self) -> None:
        """Clear the pane completely, and what its reused statuses said."""
        super().clear()
        for chip in self._chips:
            chip.set_status("")

    def _deadline_id(self) -> str:
        return self._deadline.id if self._deadline else ""

    def show_deadline(self, row: DeadlineRow, now: datetime, people: int) -> None:
        """Show this one."""
        deadline, words = row.deadline, self._words
        self._deadline = deadline
        beneath = " · ".join(part for part in (self._say.dates(deadline), self._say.origin(deadline)) if part)
        statuses = [self._say.status(deadline, now), self._checked(deadline, people)]
        if deadline.status == "extended":
            statuses.insert(1, (words("Extended"), "violet", "time"))
        chips = self._chips[: len(statuses)]
        self.begin(deadline.title_in(words), beneath, chips, self._tools)
        for chip, status in zip(chips, statuses, strict=True):
            chip.set_status(*status)
        marks = self._say.reservations([each for each in deadline.reservations if each != "in-doubt"])
        if marks:
            self.add(Wrapping(*(Chip(*status) for status in marks)))
        if deadline.doubt:
            self.note(words("This date is in doubt"), words(Message.from_text(deadline.doubt)))
        if row.rule_change:
            self._rule_change(row.rule_change)
        self._acts.suit(deadline)
        self.add(self._acts)
        self._place = column(gap=8)
        self.body.addLayout(self._place)
        self._moves(deadline)
        show_steps(self, self._context, row, self._adding)
        working = row.working or deadline.working
        self.readings = show_working(self, working, words, now.date()) if working else None
        self._standing(row)
        self.end()
        self._marks.mark(Deadline, deadline.id)

    def _rule_change(self, change: RuleChange) -> None:
        """Show the result of current rules beside the saved date, which stays until accepted."""
        words = self._words
        parts = (words(change.what), self._say.change(change), words(change.refusal), words(change.notes))
        self.note(words("The rule of this deadline changed"), words.sentences(parts))
        acts = row_of(gap=8)
        if change.after:
            acts.addWidget(button(words("Recalculate with today's rules"), self._count_again, role="primary"))
        acts.addStretch(1)
        self.body.addLayout(acts)

    def _checked(self, deadline: Deadline, people: int) -> Status:
        words = self._words
        initials = words.list_of(check.initials for check in deadline.checks)
        if deadline.is_checked(people):
            return (words("Checked {initials}", initials=initials), "green", "done")
        if deadline.checks:
            return (words("Checked {initials}; one more check needed", initials=initials), "amber", "ask")
        return (words("Not checked yet"), "amber", "ask")

    def _act(self, key: str) -> None:
        if self._deadline is None:
            return
        deadline_id = self._deadline.id
        at_once: dict[str, Callable[[], None]] = {
            "sheet": partial(self.sheet_wanted.emit, deadline_id),
            "print": partial(self.print_wanted.emit, deadline_id),
            "edit": partial(self.change_wanted.emit, deadline_id),
            "history": partial(self.history_wanted.emit, deadline_id, self._deadline.title_in(self._words)),
            "reopen": self._reopen,
            "count-again": self._count_again,
            "bin": partial(self.remove, deadline_id),
        }
        at_once.get(key, partial(self._begin, key))()

    def remove(self, deadline_id: str) -> None:
        """Put one into the bin; the message bar brings it back."""
        self.remove_all([deadline_id])

    def remove_all(self, deadline_ids: Sequence[str]) -> None:
        """Put these into the bin in one step."""
        move_to_bin(self._context, self._words("Deadline moved to bin"), Deadline, deadline_ids)

    def _moves(self, deadline: Deadline) -> None:
        words = self._words
        if not deadline.moves:
            return
        self.heading(words("Date changes"))
        for move in deadline.moves:
            before = self._say.moment(move.before) if move.before else words("no date")
            after = self._say.moment(move.after) if move.after else words("no date")
            whom = (
                words("Informed: {whom}", whom=move.informed)
                if move.informed
                else words("No one informed yet")
            )
            self.step(
                f"{before} → {after}",
                dates.format_datetime(words, move.at),
                f"{words(Message.from_text(move.why))} {whom}",
            )
        if deadline.unannounced:
            line = row_of(gap=8)
            line.addWidget(
                button(words("Record who was informed"), partial(self._begin, "tell"), role="primary")
            )
            line.addStretch(1)
            self.body.addLayout(line)

    def _standing(self, row: DeadlineRow) -> None:
        words, deadline = self._words, row.deadline
        ended = " · ".join(
            part
            for part in (
                dates.format_date(words, deadline.ended_on) if deadline.ended_on else "",
                deadline.ended_why,
            )
            if part
        )
        pairs = [
            (words("Triggered by"), title_or_absent(row.event, words)),
            (words("Person responsible"), deadline.responsible),
            (words("Reminders"), self._say.reminders(deadline) if deadline.is_running else ""),
            (words("Ended"), ended),
            (words("If missed"), "" if deadline.working else words(deadline.consequence)),
        ]
        pairs += [(words("Extended by"), self._say.extension(extension)) for extension in deadline.extensions]
        if any(value for _, value in pairs) or self._is_outside:
            self.heading(words("In this case"))
            self.pairs(pairs)
        if self._is_outside:
            opens = words("Open case {reference}", reference=title_or_absent(row.reference, words))
            self._case.setText(f" {opens}")
            self._case.setAccessibleName(opens)
            self.step_below(self._case)

    def _go_to_case(self) -> None:
        if self._deadline is not None:
            deadline = self._deadline
            place = Location(page="case", id=deadline.case_id, tab="deadlines", within=deadline.id)
            self._context.go(place)

    # --- acts --------------------------------------------------------------------------------------

    def _begin(self, key: str) -> None:
        if self._deadline is None:
            return
        empty_out(self._place)
        form = self.form = act(FieldFactory(self._context), key, self._deadline.id)
        form.kept.connect(partial(self._send, key))
        form.left.connect(lambda: empty_out(self._place))
        self._place.addWidget(form)
        form.begin({"zone": self._context.office.zone})

    def _send(self, key: str, values: Values) -> None:
        deadline = self._deadline
        if deadline is None:
            return
        why = values.get("why", "")
        works: dict[str, Callable[[Session], Deadline]] = {
            "extend": lambda session: _extended(session, deadline.id, values),
            "override": lambda session: deadline_change.override(
                session, deadline.id, due_of(values), "order", why
            ),
            "met": lambda session: deadline_change.end(session, deadline.id, "met", why),
            "waived": lambda session: deadline_change.end(session, deadline.id, "waived", why),
            "missed": lambda session: deadline_change.end(session, deadline.id, "missed", why),
            "check": lambda session: deadline_change.check(session, deadline.id, why),
            "tell": lambda session: deadline_change.record_informed(session, deadline.id, why),
        }
        self._context.ask(works[key], lambda _: None, self._refuse)

    def _refuse(self, problem: CasebookError) -> bool:
        """Show a rejection beside its field in the open form."""
        if self.form is None:
            return False
        field = _FIELDS.get(problem.field, problem.field)
        self.form.refuse(InvalidInput(problem.title, field=field, remedy=problem.remedy))
        return True

    def _reopen(self) -> None:
        if self._deadline is not None:
            deadline_id = self._deadline.id
            self._context.ask(lambda session: deadline_change.reopen(session, deadline_id), lambda _: None)

    def _count_again(self) -> None:
        if self._deadline is None:
            return
        before = self._deadline

        def done(after: Deadline) -> None:
            same = self._words("Date unchanged: {day}", day=self._say.due(after))
            moved = self._words("Date changed to {day}", day=self._say.due(after))
            self._context.say(same if before.due == after.due else moved)

        self._context.ask(lambda session: deadline_change.count_again(session, before.id), done)


def _extended(session: Session, deadline_id: str, values: Values) -> Deadline:
    """To a day, or by a period where one was written."""
    order, longer = values.get("why", ""), values.get("by", "").strip()
    ordered_on = values["ordered_on"]
    if longer:
        return deadline_change.extend_by(session, deadline_id, parse_period(longer), order, ordered_on)
    return deadline_change.extend(session, deadline_id, due_of(values), order, ordered_on)
