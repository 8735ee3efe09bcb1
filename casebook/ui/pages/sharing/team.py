"""The page of the team: how it stands, cards of devices, and what came in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from casebook.base.i18n import Translator
from casebook.domain.base.change import Changes
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.sharing.peer_card import PeerCard
from casebook.host.sandbox.places import is_out_of_reach
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing import card, device
from casebook.services.sharing.device import OwnCard
from casebook.services.sharing.parcels.hand_over import case_choices
from casebook.services.sharing.team.missing_files import MissingFiles, missing_files
from casebook.services.sharing.team.purges import PurgeRequest, purge_requests
from casebook.services.sharing.team.status import MemberStatus, SpaceStatus, TeamStatus, status_or_none
from casebook.services.sharing.team.team_view import put_out
from casebook.services.sharing.team.waiting import WaitingList, listed, waiting
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.team_exchange import TeamExchange
from casebook.ui.pages.base.tabbed_page import Tab, TabbedPage
from casebook.ui.pages.sharing.arrived_list import ArrivedList
from casebook.ui.pages.sharing.device_cards import OtherCardsPane, OwnCardPane
from casebook.ui.pages.sharing.exchange_card import ExchangeCard, is_owner
from casebook.ui.pages.sharing.team_asks import AsksCard
from casebook.ui.pages.sharing.team_changes import MemberPane, WithdrawPane
from casebook.ui.pages.sharing.team_forms import SharingPane, WelcomePane
from casebook.ui.pages.sharing.team_members import MembersCard
from casebook.ui.pages.sharing.team_spaces import PurgesCard, SharedCasesCard
from casebook.ui.pages.sharing.team_start import TeamStart
from casebook.ui.pages.sharing.team_waiting import LateCard, MissingCard
from casebook.ui.pages.sharing.undecided_card import UndecidedCard
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.forms.form import Form


@entity
class TeamOverview:
    """What the page shows.

    Attributes:
        status: of the team; None where this casebook belongs to none.
        own: the card of this device, or None.
        cards: of others.
        put_out: devices in hex that were put out of the team, whether as lost.
        purges: what others deleted permanently and waits here.
        asked: what came and needs a person here.
        cases: ID of each case that can be shared, with its reference, title and clients.
        is_walled_off: the shared folder is there, and this session may not open it.
        missing: files that have not arrived.
    """

    status: TeamStatus | None
    own: OwnCard | None
    cards: list[PeerCard]
    put_out: dict[str, bool]
    purges: list[PurgeRequest]
    asked: WaitingList
    cases: list[tuple[str, str]]
    is_walled_off: bool
    missing: list[MissingFiles]


def team_overview(session: Session) -> TeamOverview:
    """Return what the page shows."""
    status = status_or_none(session)
    cases = record.every(session, Case)
    return TeamOverview(
        status=status,
        own=device.own_card_shown(session),
        cards=card.rows(session),
        put_out=put_out(session),
        purges=purge_requests(session) if status else [],
        asked=listed(waiting(session)),
        cases=list(case_choices(session, cases)),
        is_walled_off=status is not None and bool(status.folder) and is_out_of_reach(Path(status.folder)),
        missing=missing_files(session) if status else [],
    )


def team_tabs(words: Translator) -> tuple[tuple[str, str], ...]:
    """Return the tabs of the page by key, with their titles."""
    return (("team", words("Team")), ("cards", words("Cards")), ("arrived", words("What came in")))


class TeamPage(TabbedPage):
    """Three tabs: the team, the cards, and what came in."""

    def __init__(self, context: PageContext) -> None:
        words = context.words
        parts: dict[str, Callable[[], Sequence[QWidget]]] = {
            "team": self._team_parts,
            "cards": lambda: (self.own_card, self.other_cards, self.welcoming),
            "arrived": lambda: (self.arrived,),
        }
        tabs = [Tab(key=key, title=title, parts=parts[key]) for key, title in team_tabs(words)]
        super().__init__(context, "team", words("Team"), tabs)
        self._status: TeamStatus | None = None
        self._wanted_case = ""
        self._exchange = TeamExchange.of(context)
        self._exchange.changed.connect(self._read_again)

    @cached_property
    def start(self) -> TeamStart:
        """Return what a casebook without a team shows."""
        start = TeamStart(self)
        start.entered.connect(self._enter)
        start.card_wanted.connect(self._want_card)
        return start

    @cached_property
    def reading(self) -> QLabel:
        """Return what stands there until the state of the team is read."""
        return label(self.words("Reading the state of the team…"), "quiet")

    @cached_property
    def exchange(self) -> ExchangeCard:
        """Return the card of the exchange."""
        return ExchangeCard(self)

    @cached_property
    def members(self) -> MembersCard:
        """Return the card of members and devices."""
        members = MembersCard(self)
        members.changed.connect(self._exchange_now)
        members.giving.connect(lambda device_id: self.sharing.begin(device_id=device_id))
        members.editing.connect(self._edit_member)
        members.left.connect(self._exchange_now)
        return members

    @cached_property
    def shared(self) -> SharedCasesCard:
        """Return the card of shared cases."""
        shared = SharedCasesCard(self)
        shared.giving.connect(lambda case_id: self.sharing.begin(case_id=case_id))
        shared.withdrawing.connect(self._withdraw)
        shared.changed.connect(self._exchange_now)
        return shared

    @cached_property
    def sharing(self) -> SharingPane:
        """Return the form that shares cases."""
        sharing = SharingPane(self)
        sharing.shared.connect(self._exchange_now)
        return sharing

    @cached_property
    def member(self) -> MemberPane:
        """Return the form that changes a member."""
        member = MemberPane(self)
        member.changed.connect(self._exchange_now)
        return member

    @cached_property
    def withdrawing(self) -> WithdrawPane:
        """Return the form that takes a case away."""
        withdrawing = WithdrawPane(self)
        withdrawing.changed.connect(self._exchange_now)
        return withdrawing

    @cached_property
    def missing(self) -> MissingCard:
        """Return the card of files that have not arrived."""
        missing = MissingCard(self)
        missing.decided.connect(self._exchange_now)
        return missing

    @cached_property
    def late(self) -> LateCard:
        """Return the card of what was saved after access ended."""
        late = LateCard(self)
        late.decided.connect(self._exchange_now)
        return late

    @cached_property
    def purges(self) -> PurgesCard:
        """Return the card of what others deleted permanently."""
        purges = PurgesCard(self)
        purges.decided.connect(self.read)
        return purges

    @cached_property
    def undecided(self) -> UndecidedCard:
        """Return the card of fields with two versions."""
        return UndecidedCard(self)

    @cached_property
    def asks(self) -> AsksCard:
        """Return the card of what needs a person."""
        asks = AsksCard(self)
        asks.decided.connect(self._exchange_now)
        return asks

    @cached_property
    def own_card(self) -> OwnCardPane:
        """Return the card of this device."""
        own = OwnCardPane(self)
        own.changed.connect(self.read)
        return own

    @cached_property
    def other_cards(self) -> OtherCardsPane:
        """Return the cards of others."""
        others = OtherCardsPane(self)
        others.changed.connect(self.read)
        others.welcoming.connect(self._welcome)
        return others

    @cached_property
    def welcoming(self) -> WelcomePane:
        """Return the form that welcomes a device."""
        welcoming = WelcomePane(self)
        welcoming.welcomed.connect(self._exchange_now)
        return welcoming

    @cached_property
    def arrived(self) -> ArrivedList:
        """Return what came in."""
        return ArrivedList(self)

    def show_place(self, place: Location) -> None:
        """Show one of the tabs; a case within is to be shared."""
        self._wanted_case = place.within
        super().show_place(place)
        self._show_heading()

    def take_focus(self) -> None:
        """Focus the first button of the tab; or locking, where only that helps."""
        lock = self.exchange.lock if self.tab == "team" else None
        if lock is not None and lock.isVisible() and lock.property("role") == "primary":
            lock.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    def read(self) -> None:
        """Read the data of the current tab."""
        if self.tab == "arrived":
            self.arrived.read()
        else:
            self.ask(team_overview, self._show)

    def refresh_after(self, changes: Changes) -> None:
        """Read again what stands beside the list of what came in."""
        if changes.touched and self.tab != "arrived":
            self.read()

    def resume(self, form: str) -> None:
        """Open a form of this page again."""
        forms: dict[str, tuple[Form, QWidget]] = {}
        if self.tab == "team":
            forms = {
                str(one.property("draft")): (one, around)
                for one, around in (
                    (self.start.form, self.start),
                    (self.sharing.form, self.sharing),
                    (self.withdrawing.form, self.withdrawing),
                )
            }
        elif self.tab == "cards":
            own, others = self.own_card.form, self.other_cards.form
            forms = {str(one.property("draft")): (one, one) for one in (own, others)}
        if form in forms:
            opened, around = forms[form]
            around.show()
            opened.begin()

    def _team_parts(self) -> tuple[QWidget, ...]:
        waiting = (self.undecided, self.asks, self.purges, self.exchange)
        passing = (self.missing, self.late)  # last: they come and go with an exchange, and move no other card
        cases = (self.shared, self.sharing, self.withdrawing)
        for part in (self.start, self.exchange, self.members, self.shared):
            part.hide()  # until it is known whether there is a team: reading waits while an exchange runs
        return (self.reading, self.start, *waiting, self.members, self.member, *cases, *passing)

    def _show(self, overview: TeamOverview) -> None:
        status = self._status = overview.status
        self._show_heading()
        if self.tab == "cards":
            may_welcome = is_owner(status)
            self.own_card.show_card(overview.own, is_in_team=status is not None)
            self.other_cards.show_cards(
                overview.cards,
                overview.put_out,
                has_own=overview.own is not None,
                may_welcome=may_welcome,
            )
            self.welcoming.offer(overview.cases)
        else:
            with self.keeping_focus():
                self._show_team_tab(status, overview)

    def _show_heading(self) -> None:
        name = self._status.name if self._status else self.words("Team")
        self.heading.setText(self.words("What came in") if self.tab == "arrived" else name)

    def _show_team_tab(self, status: TeamStatus | None, overview: TeamOverview) -> None:
        self.reading.hide()
        self.start.setVisible(status is None)
        self.start.show_card(overview.own)
        for part in (self.exchange, self.members, self.shared):
            part.setVisible(status is not None)
        self.missing.show_missing(overview.missing)
        report = self._exchange.report
        self.late.show_count(report.taking.after_removal if report and status else 0)
        self.purges.show_requests(overview.purges)
        self.asks.show_asked(overview.asked)
        self.undecided.read()
        if status is not None:
            self._show_team(status, overview)

    def _show_team(self, status: TeamStatus, overview: TeamOverview) -> None:
        self.exchange.show_status(status, is_walled_off=overview.is_walled_off)
        self.members.show_status(status)
        self.shared.show_status(status)
        self.sharing.offer(overview.cases, status)
        wanted, self._wanted_case = self._wanted_case, ""
        if wanted:
            self._begin_sharing(status, wanted)

    def _edit_member(self, member: MemberStatus) -> None:
        if self._status is not None:
            self.member.begin(member, self._status)

    def _withdraw(self, space: SpaceStatus) -> None:
        if self._status is not None:
            self.withdrawing.begin(space, self._status)

    def _begin_sharing(self, status: TeamStatus, case_id: str) -> None:
        if is_owner(status):
            self.sharing.begin(case_id=case_id)
        else:
            self.context.say(
                self.words("Only owners share cases with the team."),
                self.words("Ask an owner, whose name is in the list."),
                is_neutral=True,
            )

    def _read_again(self) -> None:
        """Read again after an exchange, while this page is in view."""
        if self.isVisible():
            self.read()

    def _enter(self) -> None:
        self.read()
        self._exchange.begin()
        self._exchange_now()

    def _exchange_now(self) -> None:
        self.read()
        self._exchange.run()

    def _welcome(self, welcomed: PeerCard) -> None:
        self.welcoming.begin(welcomed)

    def _want_card(self) -> None:
        self.context.go(Location(page="team", tab="cards"))
