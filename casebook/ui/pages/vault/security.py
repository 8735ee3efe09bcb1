"""Security: unlock methods and locking, backups, checks, history, protection and limits."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from PySide6.QtWidgets import QWidget

from casebook.services.base.history import HistoryEntry
from casebook.services.base.session import Session
from casebook.services.sharing.line_name import with_origins
from casebook.services.vault import vault
from casebook.services.vault.vault import VaultHistory
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.history import History
from casebook.ui.pages.base.page import Crumb, Page
from casebook.ui.pages.vault.backups import Backups
from casebook.ui.pages.vault.checks import AnchorCard, DifferencesCard, IntegrityCard
from casebook.ui.pages.vault.former_backups import FormerBackupsCard
from casebook.ui.pages.vault.guardians import GuardiansCard
from casebook.ui.pages.vault.isolation import IsolationCard
from casebook.ui.pages.vault.last_state import LastStateCard
from casebook.ui.pages.vault.limits import promises
from casebook.ui.pages.vault.lock_times import LockTimesCard
from casebook.ui.pages.vault.unlock_methods import UnlockMethodsCard
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.tabs import Tabs
from casebook.ui.widgets.layout.flow import CardGrid, Scrolled
from casebook.ui.widgets.layout.layout import column
from casebook.ui.widgets.layout.lazy_stack import LazyStack

_MAX_CHANGES = 500
_MIN_WIDTH = 400
"""Minimum width of a card, in pixels."""


class Security(Page):
    """The tabs of the Security page; each reads its own data."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        words = self.words
        whole = column(self, gap=12)
        whole.addWidget(label(words("Security"), "heading"))
        self._changes: list[HistoryEntry] = []
        self._titles: dict[str, str] = {}
        self._tabs = Tabs(
            (
                ("ways", words("Unlock methods")),
                ("backups", words("Backups")),
                ("checks", words("Checks")),
                ("history", words("History")),
                ("promises", words("Protection and limits")),
            ),
            words("More"),
        )
        self._tabs.chosen.connect(lambda tab: context.go(Location(page="security", tab=tab)))
        whole.addWidget(self._tabs)
        self._stack = self._made_late()
        whole.addWidget(self._stack, 1)

    @cached_property
    def ways(self) -> UnlockMethodsCard:
        """Return the card of unlock methods."""
        return UnlockMethodsCard(self)

    @cached_property
    def guardians(self) -> GuardiansCard:
        """Return the card of guardians."""
        return GuardiansCard(self)

    @cached_property
    def times(self) -> LockTimesCard:
        """Return the card of automatic locking."""
        return LockTimesCard(self)

    @cached_property
    def backups(self) -> Backups:
        """Return the card of backups."""
        return Backups(self)

    @cached_property
    def former(self) -> FormerBackupsCard:
        """Return the card of backups made before new keys."""
        return FormerBackupsCard(self)

    @cached_property
    def anchor(self) -> AnchorCard:
        """Return the card of the tamper check code."""
        return AnchorCard(self)

    @cached_property
    def last_state(self) -> LastStateCard:
        """Return the card of the last known state."""
        return LastStateCard(self)

    @cached_property
    def check(self) -> IntegrityCard:
        """Return the card of the integrity check."""
        return IntegrityCard(self)

    @cached_property
    def isolation(self) -> IsolationCard:
        """Return the card of isolation and its self-check."""
        return IsolationCard(self)

    @cached_property
    def history(self) -> History:
        """Return the change history."""
        history_view = History(self.words, names_records=True)
        self._older = button(self.words("Show older changes"), self._read_older)
        history_view.head.addWidget(self._older)
        return history_view

    def _checks(self) -> tuple[QWidget, ...]:
        cards = (self.last_state, self.anchor, self.check, self.isolation)
        return (DifferencesCard(self), *cards) if self.context.session.differences else cards

    def _ways_tab(self) -> Scrolled:
        self.ways.form.kept.connect(lambda _: self.guardians.read())
        self.ways.guardians_leaving.connect(self.guardians.begin_removal)
        self.guardians.kept.connect(self.ways.follow)
        cards = CardGrid((self.ways, self.guardians, self.times), least=_MIN_WIDTH)
        return _scrolled(self.words("Unlock methods"), cards)

    def _made_late(self) -> LazyStack:
        words = self.words
        return LazyStack(
            {
                "ways": self._ways_tab,
                "backups": lambda: _scrolled(words("Backups"), self.former, self.backups),
                "checks": lambda: _scrolled(
                    words("Checks"),
                    CardGrid(self._checks(), least=_MIN_WIDTH),
                ),
                "history": lambda: self.history,
                "promises": lambda: _scrolled(words("Protection and limits"), promises(self)),
            }
        )

    def show_place(self, place: Location) -> None:
        """Show one of the tabs."""
        tab = place.tab or "ways"
        self._tabs.choose(tab)
        self._stack.show_page(tab)
        super().show_place(place)

    def read(self) -> None:
        """Read the data of the current tab."""
        tab = self.place.tab or "ways"
        if tab == "ways":
            self.ways.read()
            self.guardians.read()
            self.times.read()
        elif tab == "backups":
            self.former.read()
            self.backups.read()
        elif tab == "checks":
            self.last_state.read()
        elif tab == "history":
            self._changes = []
            self._read_older()

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return no path: the heading suffices."""
        return (Crumb(text=self.words("Security")),)

    def _read_older(self) -> None:
        before = self._changes[-1].number if self._changes else None

        def read(session: Session) -> VaultHistory:
            older = vault.history_of(session, most=_MAX_CHANGES, before=before)
            return replace(older, changes=tuple(with_origins(session, older.changes)))

        self.ask(read, self._show_changes)

    def _show_changes(self, older: VaultHistory) -> None:
        self._titles |= older.titles
        self._changes = [*self._changes, *older.changes]
        self._older.setEnabled(len(older.changes) == _MAX_CHANGES)
        self.history.show_changes(self._changes, self._titles)


def _scrolled(name: str, *parts: QWidget) -> Scrolled:
    scroll = Scrolled(name)
    for part in parts:
        scroll.body.addWidget(part)
    scroll.body.addStretch(1)
    return scroll
