"""The details of a deadline besides its event; those the selected rule needs come first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casebook.base.errors import CasebookError, InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base.period import parse_period
from casebook.domain.deadline.trigger import TriggerDay
from casebook.services.deadline import closure
from casebook.services.deadline.deadline_details import RuleDetails, Wanted
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.icons import icon
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.shortcuts import is_pressed
from casebook.ui.pages.base.field_factories import FieldFactory, Make
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.forms.entry import Entry, RawValue
from casebook.ui.widgets.forms.entry_find import KnownEntry
from casebook.ui.widgets.forms.entry_numbers import NumbersEntry
from casebook.ui.widgets.forms.field import Field, FieldGrid
from casebook.ui.widgets.layout.layout import column, line

_SPAN = ("first_on", "last_on")


class DetailsEntry(QWidget):
    """Fields in two groups: required by the rule, and optional ones behind a button.

    Args:
        context: for words.
        wanted: what the rule wants to know.
        details: the initial values.
        is_new: an extension can be entered with it; a kept deadline is extended by an act of its own.
        draft: what drafts of it are kept under, in no language.

    Attributes:
        changed: something was typed or chosen.
        sent: it shall be saved as it stands.
        kept: it was sent, by a key or a button.
        refused: the program would not take what was sent.
        left: the person gave up.
    """

    changed = Signal()
    sent = Signal()
    kept = Signal()
    refused = Signal()
    left = Signal()

    def __init__(
        self, context: PageContext, wanted: Wanted, details: RuleDetails, *, is_new: bool, draft: str
    ) -> None:
        super().__init__()
        self.setProperty("draft", draft)
        self._words = words = context.words
        self._wanted = wanted
        self._first = FieldGrid(
            _first(FieldFactory(context), wanted, is_new=is_new), words("Information the rule needs"), words
        )
        self._more = FieldGrid(
            _more(FieldFactory(context), wanted, is_new=is_new), words("Other factors"), words
        )
        self._opens = button("", self._turn, role="link", meaning="add")
        whole = column(self, gap=10)
        whole.addWidget(self._first)
        row = line(gap=0)
        row.addWidget(self._opens)
        row.addStretch(1)
        whole.addLayout(row)
        whole.addWidget(self._more)
        for grid in self._grids:
            grid.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._fill(details)
        self._begun = self.values
        for grid in self._grids:
            grid.changed.connect(self.changed)
        self._show_more(is_open=self._says_more(details))

    @property
    def entries(self) -> dict[str, Entry]:
        """The entries by key."""
        return {**self._first.entries, **self._more.entries}

    @property
    def values(self) -> dict[str, RawValue]:
        """The content as a draft stores it."""
        return {key: entry.raw for key, entry in self.entries.items()}

    def set_values(self, values: Mapping[str, RawValue]) -> None:
        """Restore a draft over the initial values, and show where any of it stands."""
        for key, content in values.items():
            if key in self.entries:
                self.entries[key].set_raw(content)
        self._show_more(is_open=not self._more.isHidden() or bool({*values} & {*self._more.entries}))
        self.changed.emit()

    @property
    def is_touched(self) -> bool:
        """Whether anything differs from the initial values."""
        return self.values != self._begun

    def read(self) -> RuleDetails:
        """The details entered; an error is shown beside its field.

        Raises:
            InvalidInput: something cannot be read.
        """
        return self._made({**self._first.read(), **self._more.read()})

    def read_if_valid(self) -> RuleDetails | None:
        """The details entered so far; None while an entry is invalid."""
        try:
            return self._made({key: entry.read() for key, entry in self.entries.items()})
        except InvalidInput:
            return None

    def refuse(self, problem: CasebookError) -> bool:
        """Say beside its field what the program would not take; whether it has one here."""
        self.refused.emit()
        for grid in self._grids:
            if problem.field in grid.boxes:
                self._show_more(is_open=grid is self._more or not self._more.isHidden())
                grid.refuse(problem.field, problem)
                return True
        return False

    def clear_problems(self) -> None:
        """Show no problem beside any field."""
        for grid in self._grids:
            for box in grid.boxes.values():
                box.show_problem("")

    def take_focus(self) -> None:
        """The first field."""
        next(iter(self.entries.values())).take_focus()

    @property
    def _grids(self) -> tuple[FieldGrid, FieldGrid]:
        return self._first, self._more

    def _made(self, values: Values) -> RuleDetails:
        longer = values.get("extended-by", "")
        try:
            extension = parse_period(longer) if longer else None
        except InvalidInput as problem:
            wrong = InvalidInput(problem.title, field="extended-by", remedy=problem.remedy)
            self.refuse(wrong)
            raise wrong from problem
        return RuleDetails(
            trigger_on=values.get("sent-on"),
            served_on=values.get("served-on"),
            by=values.get("by", ""),
            decided_on=values.get("decision-on"),
            claimed_on=values.get("claimed-on"),
            more_on=_days(values["also-on"]),
            suspensions=tuple(values["suspended"]),
            restarted_on=values["restarted-on"],
            extension=extension,
            order=values.get("order", ""),
            ordered_on=values.get("ordered-on"),
            calendar_id=values["calendar"],
            closed=_days(values["closed"]),
            title=values["title"],
            responsible=values["who"],
            remind_days=values["remind"] or None,
            is_foreign_meant=values.get("other-country", False),
        )

    def _fill(self, details: RuleDetails) -> None:
        values: dict[str, object] = {
            "sent-on": details.trigger_on,
            "served-on": details.served_on,
            "by": details.by,
            "decision-on": details.decided_on,
            "claimed-on": details.claimed_on,
            "also-on": details.more_on,
            "suspended": details.suspensions,
            "restarted-on": details.restarted_on,
            "closed": details.closed,
            "calendar": details.calendar_id,
            "title": details.title,
            "who": details.responsible,
            "remind": self._wanted.remind_days if details.remind_days is None else details.remind_days,
        }
        for key, entry in self.entries.items():
            entry.set_raw(entry.to_raw(values.get(key)))

    def _says_more(self, details: RuleDetails) -> bool:
        return bool(
            details.more_on
            or details.suspensions
            or details.restarted_on
            or details.closed
            or details.calendar_id
        )

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Ctrl+Return and Ctrl+S."""
        if is_pressed(event, "save"):
            self.sent.emit()
        else:
            super().keyPressEvent(event)

    def _turn(self) -> None:
        self._show_more(is_open=self._more.isHidden())

    def _show_more(self, *, is_open: bool) -> None:
        self._more.setVisible(is_open)
        shut = self._words("Suspension, closure, extension, other place, reminders")
        self._opens.setText(self._words("Show less") if is_open else shut)
        self._opens.setIcon(icon("up" if is_open else "add", "accent"))


def _first(makers: FieldFactory, wanted: Wanted, *, is_new: bool) -> list[Field]:
    words, rule, fields = makers.words, wanted.rule, []
    if wanted.is_foreign and is_new:
        about = words(
            "It is a rule of: {place}. It does not hold in the country of the case.",
            place=Wording(words).country(rule.jurisdiction),
        )
        title = words("Use this rule anyway")
        fields.append(Field(key="other-country", title=title, makes=makers.tick(), help=about))
    if wanted.trigger_day:
        about = words("Time runs from this day: {trigger}", trigger=words(rule.trigger))
        title = trigger_title(words, wanted.trigger_day)
        fields.append(Field(key="sent-on", title=title, makes=makers.day("past"), help=about))
    if rule.runs_from == "notice":
        fields.append(
            Field(key="served-on", title=words("Date served, if different"), makes=makers.day("past"))
        )
    if wanted.services:
        ways = {"": words("not stated: no days added")} | {
            by: way_of_service(words, by) for service in wanted.services for by in service.by
        }
        fields.append(Field(key="by", title=words("Method of service"), makes=makers.choice(ways)))
    if wanted.asks_posting:
        about = words("Days for the method of service count from this day; without it none are added.")
        fields.append(Field(key="sent-on", title=words("Sent on"), makes=makers.day("past"), help=about))
    if wanted.has_texts:
        about = words("The date determines which version of the rule applies.")
        fields.append(
            Field(key="decision-on", title=words("Decided on"), makes=makers.day("past"), help=about)
        )
    if wanted.turns_on_claim:
        about = words("The day the claim was lodged determines which law applies.")
        fields.append(
            Field(key="claimed-on", title=words("Claim lodged on"), makes=makers.day("past"), help=about)
        )
    fields.append(Field(key="who", title=words("Person responsible"), makes=makers.text()))
    return fields


def _more(makers: FieldFactory, wanted: Wanted, *, is_new: bool) -> list[Field]:
    words = makers.words
    days = makers.list(makers.day(), words("Add day"))
    title = words("Action required, without names")
    return [
        _suspended(makers),
        Field(
            key="also-on",
            title=words("Other events time runs from"),
            makes=days,
            help=words("Time runs from the latest of them."),
        ),
        Field(
            key="closed",
            title=words("Days the registry is closed"),
            makes=days,
            help=words("For this deadline only. For all deadlines of a court, use the Rules page."),
        ),
        Field(
            key="restarted-on",
            title=words("End of interruption"),
            makes=makers.day(),
            help=words("The whole period starts again."),
        ),
        Field(key="calendar", title=words("Court location"), makes=_place(words, wanted)),
        *(_extension(makers) if is_new else ()),
        Field(key="title", title=title, makes=makers.text(words(wanted.rule.title))),
        remind_field(words),
    ]


def _suspended(makers: FieldFactory) -> Field:
    words = makers.words
    span = (
        Field(key=_SPAN[0], title=words("First day"), makes=makers.day(), is_required=True),
        Field(key=_SPAN[1], title=words("Last day"), makes=makers.day(), is_required=True),
    )
    add = words("Add suspension")
    return Field(
        key="suspended",
        title=words("Suspended (time does not run)"),
        makes=makers.parts(span, lambda first_on, last_on: (first_on, last_on), add, _ends),
        help=words("First and last day included. The rest of the period runs afterwards."),
        is_wide=True,
    )


def _extension(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(key="extended-by", title=words("Extended by"), makes=makers.text("10 days")),
        Field(key="order", title=words("Order or agreement"), makes=makers.text()),
        Field(key="ordered-on", title=words("Date of the order"), makes=makers.day("past")),
    )


def trigger_title(words: Translator, day: TriggerDay) -> str:
    """The title of the day from which time runs."""
    titles = {"sent": words("Sent on"), "made": words("Made on"), "final": words("Final on")}
    return titles.get(day, words("Day time runs from"))


def remind_field(words: Translator) -> Field:
    """How many days before it reminds."""
    return Field(
        key="remind",
        title=words("Reminders (days before)"),
        makes=lambda name: NumbersEntry(name, "14, 7, 3, 1"),
    )


def way_of_service(words: Translator, by: str) -> str:
    """A way of service in words."""
    ways = {
        "post": words("post"),
        "mail": words("mail"),
        "registered-post": words("registered post"),
        "registered-letter": words("uncollected registered letter"),
        "reception-centre": words("through the reception centre"),
        "simplified": words("simplified service"),
        "clerk": words("left with the court clerk"),
        "electronic": words("electronic"),
        "email": words("email"),
        "other-consented-means": words("other means with consent"),
    }
    return ways.get(by, by.replace("-", " "))


def _place(words: Translator, wanted: Wanted) -> Make:
    known = {id_: words(name) for id_, name in closure.calendars()}
    home = known.get(wanted.rule.calendar_id, wanted.rule.calendar_id)
    hint = words("{calendar}, as in the rule", calendar=home)
    return lambda name: KnownEntry(name, known, hint, aliases_of=lambda code: (code,))


def _days(days: tuple[date | None, ...]) -> tuple[date, ...]:
    return tuple(day for day in days if day)


def _ends(span: tuple[date, date]) -> dict[str, date]:
    return dict(zip(_SPAN, span, strict=True))
