"""Calendar: a month, or an agenda of overdue items and a year; exports a diary, or a neutral file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QStackedWidget

from casebook.domain.agenda.agenda import AgendaItem
from casebook.domain.base.absence import title_or_absent
from casebook.domain.base.day import days_later, months_later
from casebook.services.agenda import agenda, agenda_pdf, calendar_export
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit import dates, theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.hidden_names import on_screen
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.plain import set_tip
from casebook.ui.models.rows import Column, Rows
from casebook.ui.pages.base.page import Crumb, Page
from casebook.ui.pages.exchange.import_hearings import HearingsImport
from casebook.ui.pages.wording.agenda import AgendaWords
from casebook.ui.widgets.cards.card import CardLine, Opening
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.charts.month import DayLine, MonthGrid
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, frame, line
from casebook.ui.widgets.layout.split import Split
from casebook.ui.widgets.layout.wrapping import Wrapping
from casebook.ui.widgets.tables.hidden_columns import with_hidden_columns
from casebook.ui.widgets.tables.table import DataTable

_WORDED = 900
Answer = tuple[tuple[AgendaItem, ...], date]


class CalendarPage(Page):
    """Month and agenda of all cases."""

    concerns = frozenset({"deadline", "event", "task", "case"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._say = AgendaWords(context.words)
        self._on: date | None = None
        self._items: tuple[AgendaItem, ...] = ()
        whole = column(self, gap=12)
        self.hearings = HearingsImport(context)
        self.hearings.left.connect(self.take_focus)
        whole.addLayout(self._head())
        whole.addWidget(self.hearings)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._month_view())
        self._stack.addWidget(self._agenda_view())
        whole.addWidget(self._stack, 1)
        self._choose_view(0)
        self.setMinimumWidth(theme.current().px(320))

    def read(self) -> None:
        """Read what the view in front shows: the month, or the year ahead and earlier overdue items."""
        wanted, reads = self._on, agenda.around if self._is_listing else agenda.month_around
        self.ask(lambda session: reads(session, wanted), self._show)

    def take_focus(self) -> None:
        """Focus the month or the table."""
        wanted = self.table if self._is_listing else self.month
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return no path: the heading suffices."""
        return (Crumb(text=self.words("Calendar")),)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show only icons where text does not fit."""
        super().resizeEvent(event)
        is_wide = self.width() >= theme.current().px(_WORDED)
        for made, words in self._worded.items():
            made.setText(words if is_wide else "")
            set_tip(made, "" if is_wide else words.strip())

    # --- parts -------------------------------------------------------------------------------------

    def _head(self) -> QHBoxLayout:
        words, head = self.words, line(gap=8)
        self._title = Elided(words("Calendar"), "heading")
        head.addWidget(self._title, 1)
        steps: tuple[tuple[str, str, Callable[[], None]], ...] = (
            (words("Previous month"), "backward", lambda: self._turn(-1)),
            (words("Today"), "", lambda: self._go_to(None)),
            (words("Next month"), "forward", lambda: self._turn(1)),
        )
        tools = Wrapping()
        for name, meaning, pressed in steps:
            tools.add(button("" if meaning else name, pressed, meaning=meaning, name=name))
        self._views = (
            button(words("Month"), lambda: self._turn_to_view(0), meaning="calendar"),
            button(words("Agenda"), lambda: self._turn_to_view(1), meaning="chronology"),
        )
        for view_button in self._views:
            view_button.setCheckable(True)
            tools.add(view_button)
        leaving = self._leaving()
        take_in = button(words("Import hearings"), self.hearings.begin, meaning="upload", writes=True)
        tools.add(take_in)
        tools.add(leaving)
        head.addWidget(tools)
        self._worded = {tool: tool.text() for tool in (*self._views, take_in, leaving)}
        return head

    def _leaving(self) -> QPushButton:
        """Return the buttons for exports."""
        words = self.words
        export_button = button(words("Print or export"), meaning="save")
        menu = QMenu(export_button)
        menu.addAction(words("Three-month diary as PDF"), self.print_diary)
        menu.addAction(words("Calendar file without names, for a phone"), lambda: self.export("neutral"))
        menu.addAction(words("Calendar file with case references"), lambda: self.export("reference"))
        export_button.setMenu(menu)
        return export_button

    def _month_view(self) -> Split:
        self.month = MonthGrid(partial(dates.weekday, self.words), self.words.format_date)
        self.month.setAccessibleName(self.words("Month"))
        self.month.chosen.connect(self._select_day)
        self.month.opened.connect(self._open_day)
        pane = frame("pane")
        column(pane, gap=0, margins=(1,)).addWidget(self.month)
        self.day = DetailPane(self.words("Date"))
        return Split(pane, self.day, (3, 1))

    def _agenda_view(self) -> QFrame:
        self.rows: Rows[AgendaItem] = Rows(_columns(self.context), self)
        self.table = DataTable(self.words("Agenda"), self.rows)
        self.table.opened.connect(self._open_row)
        self.nothing = label(self.words("Nothing is scheduled for the coming year."), "quiet")
        self.nothing.setContentsMargins(*(theme.current().px(12),) * 4)
        pane = frame("pane")
        inside = column(pane, gap=0, margins=(1,))
        inside.addWidget(self.nothing)
        inside.addWidget(with_hidden_columns(self.table, self.words))
        return pane

    # --- what it shows -----------------------------------------------------------------------------

    def _show(self, answer: Answer) -> None:
        self._items, today_on = answer
        on = self._on = self._on or today_on
        self._title.setText(self.words.format_month(on))
        if self._is_listing:
            listed = [item for item in self._items if item.on >= today_on or item.urgency != "done"]
            self.rows.show_rows(listed)
            self.nothing.setVisible(not listed)
        else:
            self.month.show_month(on, self._day_lines(), today_on)
            self._show_day(on)

    def _day_lines(self) -> dict[date, list[DayLine]]:
        """Return the lines of each day."""
        lines: dict[date, list[DayLine]] = {}
        for item in self._items:
            lines.setdefault(item.on, []).append(self._say.day_line(item))
        return lines

    def _show_day(self, on: date) -> None:
        self.day.begin(self.words.format_date(on))
        day_items = [item for item in self._items if item.on == on]
        for item in day_items:
            title = item.title_in(self.words)
            opens = Opening(title, partial(self._open, item))
            word, tone, meaning = self._say.chip(item)
            parts = (
                *self._say.marks(item),
                self._say.hour_and_zone(item),
                title_or_absent(item.reference, self.words),
                item.place,
            )
            beneath = " · ".join(part for part in parts if part)
            self.day.add(CardLine(title, beneath, opens=opens))
            self.day.add(Chip(word, tone, meaning))
        if not day_items:
            self.day.words(self.words("Nothing on this day"), "quiet")
        self.day.end()

    def _select_day(self, on: date) -> None:
        is_other_month = self._on is None or (on.year, on.month) != (self._on.year, self._on.month)
        self._on = on
        if is_other_month:
            self.read()
        else:
            self._show_day(on)

    def _turn(self, months: int) -> None:
        on = self._on or self.month.on
        self._go_to(months_later(on, months))

    def _go_to(self, on: date | None) -> None:
        self._on = on
        self.read()

    @property
    def _is_listing(self) -> bool:
        """Return whether the agenda is in front, not the month."""
        return self._stack.currentIndex() == 1

    def _turn_to_view(self, at: int) -> None:
        self._choose_view(at)
        self.read()

    def _choose_view(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        for place, made in enumerate(self._views):
            made.setChecked(place == at)

    def _open_day(self, on: date) -> None:
        found = [item for item in self._items if item.on == on]
        if found:
            self._open(found[0])

    def _open_row(self, record_id: str) -> None:
        self._open(next(item for item in self._items if item.id == record_id))

    def _open(self, item: AgendaItem) -> None:
        tab = "deadlines" if item.kind == "deadline" else "overview"
        if item.case_id:
            self.context.go(Location(page="case", id=item.case_id, tab=tab, within=item.id))

    # --- what leaves -------------------------------------------------------------------------------

    def print_diary(self) -> None:
        """Write three months from the one shown as a PDF."""
        on = self._on or self.month.on
        path = pick_target(self, self.words, "diary.pdf")
        if path is None:
            return
        span = (on.replace(day=1), days_later(on, 91))
        self.context.run(
            lambda _: agenda_pdf.write_diary(self.context.session, *span, path, self.words),
            lambda _: self.context.say(
                self.words("Diary exported. Outside the casebook it is not encrypted.")
            ),
        )

    def export(self, titles: calendar_export.Titles) -> None:
        """Write the calendar file for a phone."""
        path = pick_target(self, self.words, "calendar.ics")
        if path is None:
            return
        self.context.run(
            lambda _: calendar_export.export_calendar(
                self.context.session, path, self.words, titles, shown=on_screen
            ),
            self._exported,
        )

    def _exported(self, result: calendar_export.ExportedCalendar) -> None:
        words, left_out = self.words, ""
        if result.left_out:
            left_out = words.count(
                "{number} planned event of no certain day and time is not in the file.",
                "{number} planned events of no certain day and time are not in the file.",
                result.left_out,
            )
        self.context.say(
            words.count("{number} entry exported", "{number} entries exported", result.entries),
            " ".join(filter(None, (words("It contains no names of people or places."), left_out))),
        )


def _columns(context: PageContext) -> tuple[Column[AgendaItem], ...]:
    words, say = context.words, AgendaWords(context.words)
    return (
        Column(
            title=words("Date"),
            text=lambda item: (
                dates.brief(words, item.stated)
                if item.stated and item.at is None
                else f"{dates.weekday(words, item.on)} {dates.format_date(words, item.on)}"
            ),
            sort=lambda item: item.on,
            look="strong",
            width=16,
        ),
        Column(title=words("Time"), text=say.hour, width=7),
        Column(
            title=words("Item"),
            text=lambda item: item.title_in(words),
            beside=lambda item: " · ".join(say.marks(item)),
            look="two-lines",
            width=30,
            stretches=True,
        ),
        Column(
            title=words("Case"),
            text=lambda item: title_or_absent(item.reference, words),
            look="quiet",
            width=14,
        ),
        Column(title=words("Place"), text=lambda item: item.place, look="quiet", width=16, stretches=True),
        Column(title=words("Who"), text=lambda item: item.who, look="quiet", width=8),
        Column(
            title=words("Type"),
            text=lambda item: say.chip(item)[0],
            tone=lambda item: say.chip(item)[1],
            icon=lambda item: say.chip(item)[2],
            width=13,
        ),
    )
