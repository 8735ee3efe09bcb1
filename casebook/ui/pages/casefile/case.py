"""The page of a case: header with people and status, and tabs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QScrollArea, QWidget

from casebook.base.errors import NotFound
from casebook.domain.base.change import Changes
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.deadline.reservation import reservation_texts
from casebook.domain.sharing.rival import Rival
from casebook.services.base import absence, record
from casebook.services.case import overview
from casebook.services.case.overview import CaseHeading
from casebook.services.sharing import rivals
from casebook.ui.kit import dates, theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.base.page import Crumb, Page, made_page
from casebook.ui.pages.base.record_editor import RecordEditor
from casebook.ui.pages.base.rival_marks import rival_chip
from casebook.ui.pages.case.case_form import case_form_spec, close_form_spec, closed_words, set_status
from casebook.ui.pages.casefile.binned_case import absent_case, binned_case, deleted_case
from casebook.ui.pages.casefile.case_menu import CaseMenu
from casebook.ui.pages.casefile.case_tabs import LEAVES, groups
from casebook.ui.pages.person.conflict_notice import ConflictCard
from casebook.ui.pages.wording.values import side_by_side
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.controls.segments import Segments
from casebook.ui.widgets.controls.tabs import Tabs
from casebook.ui.widgets.layout.layout import column, line
from casebook.ui.widgets.layout.lazy_stack import LazyStack
from casebook.ui.widgets.layout.wrapping import Wrapping

if TYPE_CHECKING:
    from casebook.services.base.session import Session

_MIN_TITLE = 160
"""Least width of the title beside the statuses, in units of the design."""


class CasePage(Page):
    """The header and the tabs; each tab reads its own data."""

    concerns = frozenset({"case", "person", "proceeding", "event", "deadline"})
    failure_stretch = 0

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._case_id, self._reference = "", ""
        self._gone: QWidget | None = None
        self._covered: list[QWidget] = []
        whole = self._whole = column(self, gap=12)
        self._head = QWidget()
        self._head.setLayout(self._header())
        whole.addWidget(self._head)
        self._groups = groups(self.words)
        self._last = {key: next(iter(group.parts)) for key, group in self._groups.items()}
        self._tabs = Tabs([(key, group.title) for key, group in self._groups.items()], self.words("More"))
        self._tabs.chosen.connect(lambda key: self._choose(self._last[key]))
        self.editor = RecordEditor(context)
        self.editor.closed.connect(self.take_focus)
        whole.addWidget(self.editor)
        self.conflicts = ConflictCard(context)
        whole.addWidget(self.conflicts)
        whole.addWidget(self._tabs)
        self._parts = self._segments()
        for part in self._parts.values():
            whole.addWidget(part)
        self._stack = LazyStack(
            {tab: partial(made_page, leaf, context) for tab, leaf in LEAVES.items()}, in_tab_order=True
        )
        self._cover = QWidget()
        self._stack.addWidget(self._cover)
        whole.addWidget(_scrolled(self._stack), 1)

    def show_place(self, place: Location) -> None:
        """Show a case, on one of its tabs."""
        tab = place.tab or "overview"
        if place.id != self._case_id:
            self._name.setText("")
            self.editor.leave()
            self.conflicts.hide()
            self._show_instead(None)
            self._case_id = place.id
        self.place = place
        self._mark(tab)
        page = self._page(tab)
        is_of_another = page.place.id not in {"", place.id}
        self._stack.setCurrentWidget(self._cover if is_of_another else page)
        self.read()
        page.navigate_to(place)
        if is_of_another:
            # Answers come in the order asked: this one after what the tab reads.
            self.ask(lambda _: None, self._uncover)

    def read(self) -> None:
        """Read the header again."""
        case_id = self._case_id

        def heading(session: Session) -> tuple[CaseHeading | None, date, tuple[Rival, ...], bool]:
            today = session.clock().date()
            try:
                heading = overview.heading(session, case_id)
            except NotFound:
                return None, today, (), absence.was_here(session, "case", case_id)
            return heading, today, rivals.of_record(session, "case", case_id), True

        self.ask(heading, self._show)

    def refresh_after(self, changes: Changes) -> None:
        """Refresh the header and the current tab."""
        super().refresh_after(changes)
        if self._is_there:
            self._leaf.on_changes(changes)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the header out for the new width."""
        super().resizeEvent(event)
        self._lay_under()

    def _lay_under(self) -> None:
        """Put the title above the statuses where they leave it no room on their line."""
        wanted = self._chips.sizeHint().width() + theme.current().px(_MIN_TITLE)
        is_wide = self.width() >= wanted
        across = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._under.setDirection(across)

    def failing_parts(self) -> tuple[QWidget]:
        """Return the header: the tabs work without it."""
        return (self._head,)

    def take_focus(self) -> None:
        """Focus the first widget of the current tab."""
        if self._is_there:
            self._leaf.take_focus()
        elif self._gone is not None:
            for step in self._gone.findChildren(QPushButton):
                step.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_new(self) -> None:
        """Begin a new record of the current tab, unless the case is in the bin."""
        if self._is_there:
            self._leaf.start_new()
        else:
            super().start_new()

    def resume(self, form: str) -> None:
        """Open a form of the case or of the current tab."""
        if not self._is_there:
            return
        for make in (case_form_spec, close_form_spec):
            if form.startswith(f"{make(self.context).change.msgid}/"):
                self._fill_in(make)
        self._leaf.resume(form)

    def filter_rows(self) -> None:
        """Focus the filter of the current tab."""
        if self._is_there:
            self._leaf.filter_rows()

    def print_page(self) -> None:
        """Print the current tab."""
        if self._is_there:
            self._leaf.print_page()

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return Cases and the reference: the path contains no names."""
        return (Crumb(text=self.words("Cases"), place=Location(page="cases")), Crumb(text=self._reference))

    def _header(self) -> QBoxLayout:
        head = column(gap=4)
        names = line(gap=12)
        self._name = Elided("", "heading")
        self._beside = Elided("", "beside")
        self._beside.setMinimumWidth(theme.current().px(48))
        names.addWidget(self._name)
        names.addWidget(self._beside)
        self._menu = CaseMenu(self.words)
        self._menu.changing.connect(lambda: self._fill_in(case_form_spec))
        self._menu.closing.connect(lambda: self._fill_in(close_form_spec))
        self._menu.checking.connect(lambda: self.conflicts.check(self._case_id))
        self._menu.sharing.connect(self._share)
        self._menu.giving.connect(lambda: self._go_to_parcels("give"))
        self._menu.holding.connect(lambda: self._go_to_parcels("holders"))
        self._menu.starting.connect(self._go_to_first_hours)
        self._menu.standing.connect(lambda status: set_status(self.context, self._case_id, status))
        names.addWidget(self._menu)
        names.addStretch(1)
        names.addWidget(button(self.words("Build dossier"), self._build, role="primary", meaning="build"))
        head.addLayout(names)
        self._under = line(gap=8)
        self._title = Elided("", "quiet")
        self._under.addWidget(self._title, 1)
        self._chips = Wrapping()
        self._under.addWidget(self._chips)
        head.addLayout(self._under)
        return head

    @property
    def _is_there(self) -> bool:
        """Return whether a case is shown and not in the bin."""
        return bool(self._case_id) and self._gone is None

    @property
    def _leaf(self) -> Page:
        """Return the current tab, also while it is covered."""
        return self._page(self.place.tab or "overview")

    def _uncover(self, _: None) -> None:
        """Show the tab once it contains no rows of another case."""
        self._stack.setCurrentWidget(self._leaf)

    def _page(self, tab: str) -> Page:
        return cast("Page", self._stack.page(tab))

    def _segments(self) -> dict[str, Segments]:
        """Return a row of parts for each tab with several."""
        segments = {}
        for key, group in self._groups.items():
            if len(group.parts) > 1:
                segments[key] = Segments(tuple(group.parts.items()), group.title)
                segments[key].chosen.connect(self._choose)
                segments[key].hide()
        return segments

    def _mark(self, tab: str) -> None:
        """Mark the current tab and its part."""
        at = next(key for key, group in self._groups.items() if tab in group.parts)
        self._last[at] = tab
        self._tabs.choose(at)
        for key, parts in self._parts.items():
            parts.setVisible(key == at)
            if key == at:
                parts.choose(tab)

    def _choose(self, tab: str) -> None:
        self.context.go(Location(page="case", id=self._case_id, tab=tab))

    def _build(self) -> None:
        self.context.go(Location(page="case", id=self._case_id, tab="dossiers", within="build"))

    def _share(self) -> None:
        self.context.go(Location(page="team", within=self._case_id))

    def _go_to_first_hours(self) -> None:
        self.context.go(Location(page="library", tab="first-hours", id=self._case_id))

    def _go_to_parcels(self, tab: str) -> None:
        self.context.go(Location(page="parcels", tab=tab, id=self._case_id))

    def _show(self, answer: tuple[CaseHeading | None, date, tuple[Rival, ...], bool]) -> None:
        heading, today, rivals_of_case, was_here = answer
        self._put_in_place(heading, was_here=was_here)
        if heading is None or heading.is_binned:
            self._reference = heading.case.reference if heading else ""
            self.moved.emit()
            return
        client = heading.clients[0] if heading.clients else None
        self._reference = heading.case.reference
        self._name.setText(client.leading_name if client else heading.case.reference)
        self._beside.setText(side_by_side(client.other_names) if client else "")
        ended = closed_words(self.words, heading.case)
        title = heading.case.title or ("" if ended else self.words("No title yet"))
        self._title.setText(" · ".join(part for part in (title, ended) if part))
        self._menu.show_status(heading.case.status)
        self._chips.empty()
        marks = [rival_chip(self.context, rival, self, is_named=True) for rival in rivals_of_case]
        for chip in (*marks, *self._statuses(heading, today)):
            self._chips.add(chip)
            chip.show()
        self._lay_under()
        self.moved.emit()

    def _put_in_place(self, heading: CaseHeading | None, *, was_here: bool) -> None:
        """Show the case, or a placeholder if it is in the bin, does not exist or is not here yet."""
        was_gone = self._gone is not None
        if heading is None:
            self._show_instead((deleted_case if was_here else absent_case)(self.context))
        elif heading.is_binned:
            self._show_instead(binned_case(self.context, self._case_id))
        else:
            self._show_instead(None)
            if was_gone:  # it was restored: the tab did not hear of it
                self._leaf.navigate_to(self.place)
                self.take_focus()

    def _show_instead(self, instead: QWidget | None) -> None:
        """Show this in place of the case, or the case again for None."""
        if self._gone is not None:
            self._whole.removeWidget(self._gone)
            self._gone.hide()
            self._gone.deleteLater()
            for widget in self._covered:
                widget.show()
            self._mark(self.place.tab or "overview")
        self._gone = instead
        if instead is None:
            return
        children = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self._covered = [child for child in children if not child.isHidden()]
        for child in self._covered:
            child.hide()
        self._whole.addWidget(instead, 1)
        instead.show()
        self.take_focus()

    def _fill_in(self, make: Callable[[PageContext], FormSpec[Case]]) -> None:
        case_id, spec = self._case_id, make(self.context)
        self.context.ask(
            lambda session: record.find(session, Case, case_id),
            lambda case: self.editor.begin_change(spec, case),
            asker=self,
        )

    def _next_hearing(self, hearing: Event, today: date) -> Chip:
        """Return the next hearing and how far off it is, if its day is known."""
        if not hearing.on.is_exact:
            return Chip(self.words("Hearing: {day}", day=dates.brief(self.words, hearing.on)), "blue", "time")
        if hearing.kind != "hearing":
            day = dates.brief(self.words, hearing.on)
            return Chip(self.words("May be a hearing: {day}", day=day), "amber", "ask")
        days = (hearing.on.earliest_on - today).days
        word, tone, meaning = self.wording.days_away(days)
        text = self.words("Hearing today") if days <= 0 else self.words("{days} to hearing", days=word)
        return Chip(text, tone, meaning)

    def _statuses(self, heading: CaseHeading, today: date) -> list[Chip]:
        chips = [Chip(self.wording.country(heading.case.jurisdiction), "grey", "country")]
        if heading.case.status != "open":
            chips.append(Chip(*self.wording.case_status[heading.case.status]))
        if heading.case.confidentiality != "ordinary":
            chips.append(Chip(self.wording.confidentiality[heading.case.confidentiality], "violet", "tight"))
        stages = [each.current_stage for each in heading.proceedings if each.current_stage]
        if stages:
            chips.append(Chip(stages[0].title, "blue", "stage"))
        due = next((each for each in heading.deadlines if each.due_on), None)
        if due is not None and (days := due.days_left(today)) is not None:
            word, tone, meaning = self.wording.days_away(days)
            if due.nature and days <= 0:
                word = self.words("possible now")
            elif days < 0:
                word = self.words("overdue")
            marks = reservation_texts(due.reservations, self.words)
            state = self.words.list_of((word, *marks))
            text = self.words("{title}: {state}", title=due.title, state=state)
            chips.append(Chip(text, tone, "warning" if marks else meaning))
        elif heading.hearings:
            chips.append(self._next_hearing(heading.hearings[0], today))
        for chip in chips:
            chip.setMaximumWidth(theme.current().px(240))
            chip.setMinimumWidth(theme.current().px(64))
        return chips


def _scrolled(stack: QWidget) -> QScrollArea:
    """Return the tab in a scroll area: in a small window a form would otherwise be truncated."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(stack)
    return scroll
