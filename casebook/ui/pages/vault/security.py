"""Security: unlock methods and locking, backups, checks, history, protection and limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from PySide6.QtWidgets import QWidget

from casebook.base.i18n import Translator
from casebook.services.base.history import HistoryEntry
from casebook.services.base.session import Session
from casebook.services.sharing.line_name import with_origins
from casebook.services.vault import vault
from casebook.services.vault.vault import VaultHistory
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.history import History
from casebook.ui.pages.base.tabbed_page import Tab, TabbedPage
from casebook.ui.pages.vault.backups import Backups
from casebook.ui.pages.vault.checks import AnchorCard, DifferencesCard, IntegrityCard
from casebook.ui.pages.vault.former_backups import FormerBackupsCard
from casebook.ui.pages.vault.guardians import GuardiansCard
from casebook.ui.pages.vault.isolation import IsolationCard
from casebook.ui.pages.vault.last_state import LastStateCard
from casebook.ui.pages.vault.limits import promises
from casebook.ui.pages.vault.lock_times import LockTimesCard
from casebook.ui.pages.vault.unlock_methods import UnlockMethodsCard
from casebook.ui.pages.wording.sections import GUARDIANS
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.flow import CardGrid, Scrolled

_MAX_CHANGES = 500
_MIN_WIDTH = 400
"""Minimum width of a card, in pixels."""


def security_tabs(words: Translator) -> tuple[tuple[str, str], ...]:
    """Return the tabs of the page by key, with their titles."""
    return (
        ("ways", words("Unlock methods")),
        ("backups", words("Backups")),
        ("checks", words("Checks")),
        ("history", words("History")),
        ("promises", words("Protection and limits")),
    )


class Security(TabbedPage):
    """The tabs of the Security page; each reads its own data."""

    def __init__(self, context: PageContext) -> None:
        words = context.words
        parts: dict[str, Callable[[], Sequence[QWidget] | QWidget]] = {
            "ways": self._ways_parts,
            "backups": lambda: (self.former, self.backups),
            "checks": lambda: (CardGrid(self._checks(), least=_MIN_WIDTH),),
            "history": lambda: self.history,
            "promises": lambda: (promises(self),),
        }
        tabs = [Tab(key=key, title=title, parts=parts[key]) for key, title in security_tabs(words)]
        super().__init__(context, "security", words("Security"), tabs, in_tab_order=False)
        self._changes: list[HistoryEntry] = []
        self._titles: dict[str, str] = {}

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

    def _ways_parts(self) -> tuple[QWidget, ...]:
        self.ways.form.kept.connect(lambda _: self.guardians.read())
        self.ways.guardians_leaving.connect(self.guardians.begin_removal)
        self.guardians.kept.connect(self.ways.follow)
        return (CardGrid((self.ways, self.guardians, self.times), least=_MIN_WIDTH),)

    def show_place(self, place: Location) -> None:
        """Show one of the tabs, and on the first the guardians where the place names them."""
        super().show_place(place)
        shown = self.stack.currentWidget()
        if isinstance(shown, Scrolled) and place.within == GUARDIANS:
            shown.hold(self.guardians)

    def read(self) -> None:
        """Read the data of the current tab."""
        if self.tab == "ways":
            self.ways.read()
            self.guardians.read()
            self.times.read()
        elif self.tab == "backups":
            self.former.read()
            self.backups.read()
        elif self.tab == "checks":
            self.last_state.read()
        elif self.tab == "history":
            self._changes = []
            self._read_older()

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
