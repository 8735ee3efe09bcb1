"""The frame of the pages: sidebar, path and search, message bar, status line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QWidget

from casebook.base.errors import ReadOnly
from casebook.domain.base.change import Changes
from casebook.services.agenda.first_page import FirstPage
from casebook.services.base import search, setting
from casebook.services.library import country
from casebook.ui.kit import fonts, theme
from casebook.ui.kit.double_click import SecondPress
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.page_context import BarMessage, Location, PageContext
from casebook.ui.kit.read_only import set_read_only
from casebook.ui.kit.shortcuts import ZOOM_STEPS, is_pressed
from casebook.ui.pages.agenda.today import TodayPage
from casebook.ui.pages.base.page import Page, made_page
from casebook.ui.pages.base.record_editor import is_no_form_open
from casebook.ui.pages.vault.manual import manual_on
from casebook.ui.shell.backup_on_lock import BackupOnLock
from casebook.ui.shell.backup_watch import BackupWatch
from casebook.ui.shell.clipboard import Clipboard
from casebook.ui.shell.draft_bar import DraftBar
from casebook.ui.shell.drafts import Drafts
from casebook.ui.shell.field_spelling import SpellingWatch
from casebook.ui.shell.finder import ActionTarget, Finder, PageTarget, RecordTarget, Target
from casebook.ui.shell.following import Following
from casebook.ui.shell.key_bindings import bind_keys, menu_bar, program_actions
from casebook.ui.shell.kind_bars import KindBars
from casebook.ui.shell.message_bar import MessageBar
from casebook.ui.shell.name_screen import NameScreen
from casebook.ui.shell.panes import TAB_STEPS, is_kept, step_pane, step_tab
from casebook.ui.shell.places import PAGES, REGISTRY, action_places, leads_to, sidebar
from casebook.ui.shell.recent_cases import RecentCases
from casebook.ui.shell.reminder import Reminder
from casebook.ui.shell.search_hits import found_lines, looking_for
from casebook.ui.shell.shortcut_overview import ShortcutOverview
from casebook.ui.shell.status import StatusLine, read_only_mark
from casebook.ui.shell.team_watch import TeamWatch
from casebook.ui.shell.tour import Tour, window_tour
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, empty_out, line
from casebook.ui.widgets.layout.made_in import made_in
from casebook.ui.widgets.layout.stack import Stack

_RAIL_BELOW, _MIN_HEIGHT, _MAX_PAST = 900, 400, 50
_WRITING = frozenset({"new", "new-client", "undo", "redo"})


class Workspace(QWidget):
    """The content of the window once a vault is open.

    Attributes:
        locking: the person wants it locked.
        panicking: the person wants it gone at once.
        deleting: the person wants this sample casebook deleted.
        recent: the menu of pinned and recent cases.
        is_settled: what goes on beside the pages has begun.
    """

    locking = Signal()
    panicking = Signal()
    deleting = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        set_read_only(context.session.is_read_only)
        self._pages, self._past = dict[str, Page](), list[Location]()
        self._place, self.is_settled, self._second_press = Location(page=""), False, SecondPress(self)
        self._tour: Tour | None = None
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lay_out()
        self._bind_keys()
        self._clipboard, self._spelling = Clipboard(context, self), SpellingWatch(context, self)
        self.reminder = Reminder(context, self._status, self)
        self._parting = BackupOnLock(context, self)
        self._backups = BackupWatch(context, self._status, self)
        self._team = TeamWatch(context, self._status, self)
        self._following = Following(context, self)
        self._following.left.connect(self.locking)
        context.navigation_requested.connect(self.go)
        context.message_posted.connect(self._say)
        context.failure_outdated.connect(self._message.end_failure)
        context.later_state_changed.connect(self._show_later_state)
        self._status.later_wanted.connect(lambda: self.go(Location(page="security", tab="checks")))
        self._status.show_later_state(is_known=context.has_later_state)
        context.crumbs = lambda: " / ".join(crumb.text for crumb in self.page.crumbs() if crumb.text)
        context.here = lambda: self._place
        context.is_free = partial(is_no_form_open, self, context)
        self._message.undoing.connect(lambda: self.run_action("undo"))
        self._names = NameScreen(context, self._status, self)
        context.bus.changed.connect(self._on_changes)
        self.recent = RecentCases(context, self)
        self.recent.chosen.connect(self.go)
        self._sidebar.chosen.connect(lambda page: self.go(Location(page=page)))
        self._sidebar.locking.connect(lambda: self.leave(self.locking.emit))
        self._finder.wanted.connect(self._look)
        self._finder.picked.connect(self._pick)

    @property
    def place(self) -> Location:
        """Return the current place."""
        return self._place

    @property
    def page(self) -> Page:
        """Return the current page."""
        return self._pages[self._place.page]

    def go(self, place: Location) -> None:
        """Go to a place; `back` returns."""
        if self._place.page and place != self._place:
            self._past = [*self._past[-_MAX_PAST:], self._place]
        self._show(place)

    def begin(self, place: Location, first: FirstPage | None = None) -> None:
        """Go to the first place; data already read for it is shown at once."""
        self.context.read_office()
        self._names.begin(first.hidden if first else None, is_read=first is not None)
        page = self.prepare(place)
        if first is not None and isinstance(page, TodayPage):
            page.expect(first.today)
            self.reminder.show(first.today.reminder)
            self._backups.show(first.backup)
        self.go(place)

    def settle(self) -> None:
        """Start the background activities, once."""
        if self.is_settled:
            return
        self.is_settled = True
        self.context.ask(setting.date_order, partial(setattr, self.context, "date_order"))
        for beside in (self._clipboard, self._kind, self._spelling):
            beside.begin()
        if self.context.session.vault.is_read_only:
            self._following.begin()
        elif not self.context.session.is_read_only:
            self.drafts.begin()
        self._team.begin()
        self.reminder.begin()
        self._backups.begin()

    def leave(self, then: Callable[[], None]) -> None:
        """Back up changes, unless skipped, then run an action: lock, or close the window."""
        self.drafts.keep()
        self._parting.begin(then)

    def back(self) -> None:
        """Go to the previous place."""
        if self._past:
            self._show(self._past.pop())

    def run_action(self, key: str) -> None:
        """Run an action of the program."""
        refusal = self.context.session.store.refusal if key in _WRITING else None
        if refusal:
            self.context.fail(refusal())
            return
        wanted: dict[str, Callable[[], None]] = {
            "find": self._find,
            "cases": lambda: self.recent.open(self._scroll),
            "new": self.page.start_new,
            **{key: partial(self.go, place) for key, place in action_places(self._place).items()},
            "filter": self._find_in_list,
            "print": self.page.print_page,
            "undo": self.context.undo,
            "redo": self.context.redo,
            "back": self.back,
            "refresh": self.page.read,
            **{key: partial(step_tab, self.page, step) for key, step in TAB_STEPS.items()},
            "next-pane": lambda: step_pane(self.window(), self._sidebar, self.page, 1),
            "previous-pane": lambda: step_pane(self.window(), self._sidebar, self.page, -1),
            **{key: partial(self.context.zoom_stepped.emit, step) for key, step in ZOOM_STEPS.items()},
            "shortcuts": lambda: ShortcutOverview(self.page).open(),
            "hide-names": self._names.toggle,
            "manual": lambda: self.go(manual_on(self._place)),
            "tour": lambda: self._tour_now().start(),
            "lock": lambda: self.leave(self.locking.emit),
            "panic": self.panicking.emit,
        }
        wanted[key]()

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save what is open on the page, wherever the keyboard is."""
        if is_pressed(event, "save"):
            self.page.save()
        else:
            super().keyPressEvent(event)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show icons only in a narrow window."""
        super().resizeEvent(event)
        px = theme.current().px
        self._sidebar.set_narrow(is_narrow=self.width() < px(_RAIL_BELOW))
        self._finder.setFixedWidth(min(px(300), max(self.width() // 4, px(160))))
        self._finder.close_popup()
        self._parting.resize(self.size())
        if self._tour is not None:
            self._tour.place()
        self._make_room()

    def _lay_out(self) -> None:
        words = self.context.words
        whole = column(self, gap=0)
        middle = line(gap=0)
        self._sidebar = sidebar(words)
        middle.addWidget(self._sidebar)
        right = self._right = column(gap=12, margins=(24, 14, 24, 16))
        right.addLayout(self._top())
        self._message = MessageBar(words, self)
        self.drafts = Drafts(self.context, lambda: self._place, self, self._resume)
        self._kind = KindBars(self.context)
        self._kind.deleting.connect(self.deleting)
        self._kind.touring.connect(lambda: self.run_action("tour"))
        right.addWidget(self._kind)
        right.addWidget(DraftBar(self.drafts, words, self._sidebar))
        right.addWidget(self._scrolled(), 1)
        middle.addLayout(right, 1)
        whole.addLayout(middle, 1)
        self._status = StatusLine(words, is_read_only=self.context.session.is_read_only)
        whole.addWidget(self._status)

    def _top(self) -> QHBoxLayout:
        top = line(gap=12)
        self._path = line(gap=4)
        top.addLayout(self._path)
        top.addStretch(1)
        if self.context.session.is_read_only:
            refusal = self.context.session.store.refusal or ReadOnly
            top.addWidget(read_only_mark(self.context.words, refusal()))
        self._finder = Finder(self.context.words, self)
        top.addWidget(self._finder)
        return top

    def _tour_now(self) -> Tour:
        self._tour = self._tour or window_tour(self.context.words, self._sidebar, self._finder, self)
        return self._tour

    def _scrolled(self) -> QScrollArea:
        """Return the pages in a scroll area, used with large text in a low window."""
        self._stack = Stack(theme.current().px(_MIN_HEIGHT))
        self._stack.setProperty("role", "scrolled")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(self.context.words("Page"))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._stack)
        self._scroll = scroll
        return scroll

    def _bind_keys(self) -> None:
        words = self.context.words
        bound = bind_keys(self, words, self.run_action, lambda page: self.go(Location(page=page)))
        if sys.platform == "darwin":
            self._menu_bar = menu_bar(bound, words, program_actions(self.context, self))  # shown while kept

    def prepare(self, place: Location) -> Page:
        """Create the page of a place if needed; it reads nothing before it is shown."""
        if place.page not in self._pages:
            make = partial(made_page, PAGES[place.page], self.context)
            page = self._pages[place.page] = made_in(self._stack, make)
            page.moved.connect(self._show_path)
        return self._pages[place.page]

    def rehearsal(self, place: Location, first: FirstPage) -> Generator[None]:
        """Show an invented first page while hidden, in steps; it is removed afterwards, at any step."""
        page = self.prepare(place)
        yield
        # When PySide first meets a widget that Qt itself made, such as this one, it builds the classes of all
        # of Qt's widgets: the focus of the first page would.
        self._scroll.viewport()
        yield
        yield from fonts.draw_letters(self.font())
        if not isinstance(page, TodayPage):
            return
        try:
            yield from page.rehearsal(first.today)
            self.reminder.show(first.today.reminder)
            self._backups.show(first.backup)
            yield
            self.grab()
            yield
        finally:
            page.clear()
            self._status.show_due("")
            self._status.show_backup("", is_needed=False)

    def _show(self, place: Location) -> None:
        self.drafts.keep()
        if is_elsewhere := replace(place, within="", words="") != replace(self._place, within="", words=""):
            self._message.end_with_page()
        if place.page == "case" and place.id != self._place.id:
            self.recent.note(place.id)
        self._place = place
        page = self.prepare(place)
        before = self.window().focusWidget()
        self._stack.setCurrentWidget(page)
        self._sidebar.show_page(place.page)
        page.navigate_to(place)
        self._show_path()
        self.drafts.offer()
        focused = self.window().focusWidget()
        if not is_kept(before, focused) or self._sidebar.points_elsewhere(focused):
            page.take_focus()
        self._scroll.verticalScrollBar().setValue(0)
        if is_elsewhere:
            self._second_press.begin()

    def _show_path(self) -> None:
        empty_out(self._path)
        for at, crumb in enumerate(self.page.crumbs()):
            go = partial(self.go, crumb.place) if crumb.place is not None else None
            step = button(crumb.text, go, role="path") if go else label(crumb.text, "quiet")
            for each in (label("/ ", "quiet"), step)[not at :]:
                self._path.addWidget(each)
                each.show()  # Qt does so later, and until then it takes no room
        if self._message.isVisible():
            self._make_room()
        self._message.raise_()  # it lies over what was laid just now
        self._parting.stay_in_front()

    def _on_changes(self, changes: Changes) -> None:
        if not self.context.session.is_read_only:
            self._status.show_saved(self.context.session.clock())
        if self._place.page:
            self.page.on_changes(changes)

    def show_check(self, done: int, total: int) -> None:
        """Show the progress of the check of records in the status line."""
        self._status.show_check(done, total)

    def show_countdown(self, left_s: int) -> None:
        """Show the seconds until locking in the status line; 0 for none."""
        self._status.show_countdown(left_s)

    def _say(self, message: BarMessage) -> None:
        self._make_room()
        self._message.show_message(message)
        self._parting.stay_in_front()

    def _show_later_state(self, is_known: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Show whether a later state is known; accepted or resolved, its message ends."""
        self._status.show_later_state(is_known=is_known)
        if not is_known:
            self._message.end_lasting()

    def _make_room(self) -> None:
        """Leave path and search visible beside messages."""
        self._right.activate()
        self._message.place_between(self._path, self._finder.geometry(), self._scroll.geometry())

    def _resume(self, form: str) -> None:
        self.page.resume(form)

    def _find_in_list(self) -> None:
        """Focus the filter of the page; where it has none, the search of everything."""
        self.page.filter_rows()
        if not isinstance(self.window().focusWidget(), QLineEdit):
            self._find()

    def _find(self) -> None:
        self._finder.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._finder.selectAll()

    def _look(self, asked: str) -> None:
        self.context.ask(looking_for(asked), self._found)

    def _found(self, answer: tuple[str, list[search.SearchHit]]) -> None:
        search_text, hits = answer
        if search_text == self._finder.text().strip():
            steps = self.context.step_titles
            self._finder.show_found(found_lines(search_text, hits, self.context.words, steps, self._place))

    def _pick(self, target: Target) -> None:
        match target:
            case ActionTarget(action):
                self.run_action(action)
            case PageTarget(page, tab, record_id, within):
                self.recent.lead_to(Location(page=page, tab=tab, id=record_id, within=within), self._scroll)
            case RecordTarget(noun, record_id) if noun in REGISTRY:
                self.context.ask(
                    lambda session: country.code_of(session, noun, record_id),
                    lambda code: self.go(Location(page="country", id=code)),
                )
            case RecordTarget(noun, record_id, case_id, words):
                self.go(replace(leads_to(noun, record_id, case_id), words=words))
