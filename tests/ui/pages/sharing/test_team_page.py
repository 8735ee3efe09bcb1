"""A team in the window: founded, joined, exchanged over a folder, shared, and members put out."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from casebook.base.errors import ReadOnly
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.note import Note
from casebook.domain.dossier.build import Build
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier import dossier
from casebook.services.sharing import card, device
from casebook.services.sharing.members import giving, members, opening
from casebook.services.sharing.members.sharing_terms import SharingTerms
from casebook.services.sharing.team.status import team_status
from casebook.store.registry import table_for
from casebook.store.sharing import shared_exhibits
from casebook.ui.kit.icons import icon
from casebook.ui.kit.page_context import Location
from casebook.ui.kit.team_exchange import TeamExchange
from casebook.ui.pages.base.rival_dialog import RivalDialog
from casebook.ui.pages.casefile.case_menu import CaseMenu
from casebook.ui.pages.evidence.document import EvidencePage
from casebook.ui.pages.sharing import device_cards, team_forms, team_start
from casebook.ui.pages.sharing import team as team_module
from casebook.ui.pages.sharing.fetch_strip import FetchStrip
from casebook.ui.shell.message_bar import MessageBar
from casebook.ui.shell.name_screen import NameScreen
from casebook.ui.shell.status import StatusLine
from casebook.ui.widgets.cards.card_list import LineList
from casebook.ui.widgets.controls.styled_inputs import TickBox
from tests.services.sharing.team.conftest import SHARE, NewCasebook
from tests.services.sharing.team.office import exchange_all
from tests.ui.conftest import Opened
from tests.ui.driver import button, field, is_in_view, message_of, part, press, settle, words_in_view
from tests.ui.later import Later

PERSON = Person(id="p1", names=(Name(text="Sample Person", script="Latn"),), birth_place="Xian")
CASE = Case(
    id="c1",
    reference="S-1",
    title="Removal",
    jurisdiction="CY",
    opened_on=date(2026, 1, 2),
    parties=(Party(person_id="p1", standing="client"),),
)
OTHER = Case(id="c2", reference="S-2", title="Other", jurisdiction="CY", opened_on=date(2026, 1, 2))


def team_page(workspace: Any, tab: str = "team") -> Any:  # noqa: ANN401 - of the window
    workspace.go(Location(page="team", tab=tab))
    settle()
    return workspace.page


def exchange(workspace: Any) -> None:  # noqa: ANN401 - as above
    TeamExchange.of(workspace.context).run()
    settle()


def make_members(new_casebook: NewCasebook, folder: Path) -> tuple[Session, ...]:
    """Anna, who founded the team, and Ben, who joined and has her case."""
    anna, ben = new_casebook("anna"), new_casebook("ben")
    record.add(anna, PERSON, CASE, OTHER)
    device.make_own(anna, "Anna's laptop")
    device.make_own(ben, "Ben's laptop")
    members.found(anna, "Office", "Anna", folder / SHARE)
    opening.open_office(anna)
    card.add(ben, device.own_card_text(anna).encode())
    of_ben = card.add(anna, device.own_card_text(ben).encode()).id
    card.note_compared(anna, of_ben, card.words(anna, of_ben))
    terms = SharingTerms(case_ids=("c1",), is_office=True)
    welcome = folder / "welcome.casebook-parcel"
    giving.welcome_card(anna, of_ben, member_name="Ben", role=MemberRole.MEMBER, terms=terms, to=welcome)
    exchange_all(anna, times=1)
    members.join(ben, welcome, folder / SHARE, allow=True)
    exchange_all(ben, anna, times=1)
    return anna, ben


class Team:
    """Two people with a window each: Anna, who founds the team, and Ben."""

    def __init__(self, opened: Opened, anna: Session, ben: Session, folder: Path) -> None:
        self.folder, self.share = folder, folder / SHARE
        self.anna, self.ben = anna, ben
        self.at_anna: Any = opened(self.anna)
        self.at_ben: Any = opened(self.ben)

    def found(self) -> None:
        page = team_page(self.at_anna)
        press(page.start, "Create a team…")
        for title, text in (
            ("Name of the team", "Office"),
            ("Your name, as the others see it", "Anna"),
            ("Name of this device", "Anna's laptop"),
        ):
            field(page.start.form, title).setText(text)
        page.start.form.submit()
        settle()

    def swap_cards(self) -> None:
        own = team_page(self.at_ben, "cards").own_card
        press(own, "Name this device…")
        field(own.form, "Name of this device").setText("Ben's laptop")
        own.form.submit()
        card.add(self.anna, device.own_card_text(self.ben).encode())
        card.add(self.ben, device.own_card_text(self.anna).encode())

    def compare(self) -> None:
        others = team_page(self.at_anna, "cards").other_cards
        press(others, "Compare words…")
        others.comparing.findChild(TickBox).setChecked(True)
        press(others.comparing, "Mark as compared")
        settle()

    def welcome(self) -> None:
        page = team_page(self.at_anna, "cards")
        press(page.other_cards, "Welcome into the team…")
        form = page.welcoming.form
        field(form, "Name of the member").setText("Ben")
        form.entries["cases"].set_raw(["c1"])
        form.entries["is_office"].set_raw(True)
        form.submit()
        settle()

    def begin_joining(self) -> Any:  # noqa: ANN401 - of the window
        joining = team_page(self.at_ben).start.joining
        press(team_page(self.at_ben).start, "Join a team…")
        joining.choose(welcome=self.folder / "welcome.casebook-parcel")
        joining.choose(folder=self.share)
        press(joining, "Join")
        settle()
        return joining

    def join(self) -> None:
        joining = self.begin_joining()
        joining.inviter.tick.setChecked(True)
        press(joining, "Join")
        settle()

    def whole(self) -> Team:
        for step in (self.found, self.swap_cards, self.compare, self.welcome, self.join):
            step()
        exchange(self.at_anna)
        return self


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which whatever is asked for is chosen."""
    monkeypatch.setattr(team_start, "pick_shared_folder", lambda *_: (tmp_path / SHARE, False))
    monkeypatch.setattr(team_forms, "pick_target", lambda *_, **__: tmp_path / "welcome.casebook-parcel")
    monkeypatch.setattr(device_cards, "pick_target", lambda *_, **__: tmp_path / "own.casebook-card")
    return tmp_path


@pytest.fixture
def apart(opened: Opened, new_casebook: NewCasebook, places: Path) -> Team:
    """Return both before there is a team."""
    anna, ben = new_casebook("anna"), new_casebook("ben")
    record.add(anna, PERSON, CASE, OTHER)
    return Team(opened, anna, ben, places)


@pytest.fixture
def team(opened: Opened, new_casebook: NewCasebook, places: Path) -> Team:
    """Return both after `whole`."""
    anna, ben = new_casebook.again(make_members, places)
    both = Team(opened, anna, ben, places)
    for workspace in (both.at_ben, both.at_anna):
        TeamExchange.of(workspace.context).begin()
        settle()
    return both


def test_without_a_team_the_page_says_what_one_is(opened: Opened, blank: Session) -> None:
    workspace: Any = opened(blank)
    page = team_page(workspace)
    shown = words_in_view(page)
    assert "Casebook itself never uses the network." in shown
    assert "connect it, then unlock this casebook" in shown
    assert "Exchange" not in shown.splitlines()
    assert button(page, "Create a team…").hasFocus()


def test_a_team_is_founded_joined_and_exchanges_a_case(apart: Team) -> None:
    apart.whole()
    assert record.find(apart.ben, Person, "p1") == PERSON
    assert [one.id for one in record.every(apart.ben, Case)] == ["c1"]
    shown = words_in_view(team_page(apart.at_anna))
    assert "Last exchange: today" in shown
    assert "Your role: Team owner" in shown
    rows = apart.at_anna.page.members.rows
    assert [
        (row.member.name, row.device.card_name) for row in (rows.row_at(rows.index(at, 0)) for at in (0, 1))
    ] == [
        ("Anna", "Anna's laptop"),
        ("Ben", "Ben's laptop"),
    ]
    assert {one.reference for one in team_status(apart.anna).spaces} == {"S-1", ""}


def test_joining_with_a_bare_folder_is_said_at_once_and_on(apart: Team) -> None:
    for step in (apart.found, apart.swap_cards, apart.compare, apart.welcome):
        step()
    right, apart.share = apart.share, apart.folder / "other.casebook-share"
    apart.share.mkdir()
    apart.join()
    assert message_of(apart.at_ben).startswith("This casebook belongs to the team now.")
    page = team_page(apart.at_ben)
    assert "Nothing of this team is in this folder yet." in words_in_view(page)
    assert "Last exchange" not in words_in_view(page)
    assert "No shared case is known here yet." in words_in_view(page.shared)
    assert "Team: exchange not possible" in _status_words(apart.at_ben)
    page.exchange.choose(right)
    settle()
    assert "Last exchange: today" in words_in_view(page)
    assert [one.id for one in record.every(apart.ben, Case)] == ["c1"]


def test_a_card_that_nobody_compared_is_welcomed_only_when_that_is_ticked(apart: Team) -> None:
    apart.found()
    apart.swap_cards()
    apart.welcome()
    form = apart.at_anna.page.welcoming.form
    assert "Nobody compared this card." in words_in_view(form)
    note = apart.at_anna.page.welcoming.note
    assert note.parentWidget() is form.fields.boxes["cases"], "before what is stated of it"
    form.entries["allowed"].set_raw(True)
    form.submit()
    settle()
    assert message_of(apart.at_anna) == "Welcome saved"


def test_the_ten_words_are_the_same_on_both_sides_and_escape_leaves(apart: Team) -> None:
    apart.found()
    apart.swap_cards()
    ten = []
    for workspace in (apart.at_anna, apart.at_ben):
        others = team_page(workspace, "cards").other_cards
        press(others, "Compare words…")
        shown = others.comparing.findChild(QLabel, "ten-words")
        ten.append(shown.text())
        QTest.keyClick(others.comparing, Qt.Key.Key_Escape)
        assert others.comparing.isHidden()
    assert ten[0] == ten[1]
    assert [len(half.split()) for half in ten[0].splitlines()] == [5, 5]
    assert not any(one.is_compared for one in card.rows(apart.anna))


def test_what_came_in_is_listed_by_case_with_its_fields_and_author(team: Team) -> None:
    workspace = team.at_anna
    team_page(workspace, "arrived")
    record.change(team.ben, replace(record.find(team.ben, Case, "c1"), title="Return"))
    record.add(
        team.ben, Note(id="n1", text="By Ben", written_at=team.ben.clock(), case_id="c1", written_by="Ben")
    )
    exchange(team.at_ben)
    workspace.go(Location(page="today"))
    exchange(workspace)
    assert "Team: 2 new" in _status_words(workspace)
    shown = words_in_view(team_page(workspace, "arrived"))
    assert "S-1" in shown
    assert "from Ben · Title: Removal → Return" in shown
    assert "Note: By Ben" in shown
    assert "Team:" not in _status_words(workspace)


def test_what_came_in_is_undone_case_by_case_after_a_question(team: Team) -> None:
    record.change(team.ben, replace(record.find(team.ben, Case, "c1"), title="Return"))
    exchange(team.at_ben)
    exchange(team.at_anna)
    arrived = team_page(team.at_anna, "arrived").arrived
    undo = button(arrived, "Undo these changes…: S-1")
    (rows,) = (one for one in arrived.findChildren(LineList) if one.isVisible())
    assert undo.mapTo(arrived, undo.rect().bottomLeft()).y() < rows.mapTo(arrived, rows.pos() * 0).y()
    press(arrived, "Undo these changes…: S-1")
    assert "The others get the undo as a change" in words_in_view(arrived.asking)
    press(arrived.asking, "Undo")
    settle()
    assert record.find(team.anna, Case, "c1").title == "Removal"
    assert message_of(team.at_anna) == "Undone: what came in"
    assert "S-1" not in words_in_view(arrived)
    exchange(team.at_anna)
    exchange(team.at_ben)
    assert record.find(team.ben, Case, "c1").title == "Removal"
    team.at_anna.run_action("undo")
    assert record.find(team.anna, Case, "c1").title == "Return"


def test_what_came_in_stays_new_through_locking_until_it_was_looked_at(opened: Opened, team: Team) -> None:
    team_page(team.at_anna, "arrived")
    record.change(team.ben, replace(record.find(team.ben, Case, "c1"), title="Return"))
    exchange(team.at_ben)
    team.at_anna.go(Location(page="today"))
    exchange(team.at_anna)
    assert "Team: 1 new" in _status_words(team.at_anna)
    for news, shown in (("Team: 1 new", "from Ben · Title"), ("", "")):  # two later unlocks
        workspace: Any = opened(team.anna)
        TeamExchange.of(workspace.context).begin()
        settle()
        assert news in _status_words(workspace)
        page = team_page(workspace, "arrived")
        assert shown in words_in_view(page)
        assert ("Not seen yet, from before you unlocked" in words_in_view(page)) is bool(news)
        assert "Team:" not in _status_words(workspace)


def test_a_field_with_two_versions_is_marked_in_what_came_in(team: Team) -> None:
    for session, title in ((team.anna, "By Anna"), (team.ben, "By Ben")):
        record.change(session, replace(record.find(session, Case, "c1"), title=title))
    exchange(team.at_ben)
    exchange(team.at_anna)
    shown = words_in_view(team_page(team.at_anna, "arrived"))
    assert "two versions" in shown
    assert re.search("from Ben · Title: By (Anna / By Ben|Ben / By Anna)", shown)


def test_two_versions_are_to_decide_until_one_is_chosen_by_the_keyboard(opened: Opened, team: Team) -> None:
    assert team_page(team.at_anna).undecided.isHidden()
    for session, title in ((team.anna, "By Anna"), (team.ben, "By Ben")):
        record.change(session, replace(record.find(session, Case, "c1"), title=title))
    exchange(team.at_ben)
    team.at_anna.go(Location(page="today"))
    exchange(team.at_anna)
    assert "Team: 1 new, 1 to decide" in _status_words(team.at_anna)
    page = team_page(team.at_anna, "arrived")
    assert re.search("Title: By (Anna / By Ben|Ben / By Anna)", words_in_view(page.arrived.undecided))
    assert "Team: 1 to decide" in _status_words(team.at_anna)
    later: Any = opened(team.anna)  # the next unlock
    TeamExchange.of(later.context).begin()
    settle()
    assert "Team: 1 to decide" in _status_words(later)
    step = button(team_page(later).undecided, "Compare versions: Title, S-1")
    step.setFocus()
    QTest.keyClick(step, Qt.Key.Key_Return)
    (dialog,) = later.window().findChildren(RivalDialog)
    button(dialog, "Use this version: By Ben").click()
    settle()
    assert record.find(team.anna, Case, "c1").title == "By Ben"
    assert "Team:" not in _status_words(later)
    assert later.page.undecided.isHidden()
    later.context.undo()
    settle()
    assert "Team: 1 to decide" in _status_words(later)


def test_return_on_a_row_that_came_in_opens_its_two_versions(team: Team) -> None:
    for session, title in ((team.anna, "By Anna"), (team.ben, "By Ben")):
        record.change(session, replace(record.find(session, Case, "c1"), title=title))
    exchange(team.at_ben)
    exchange(team.at_anna)
    (rows,) = (one for one in team_page(team.at_anna, "arrived").findChildren(LineList) if one.isVisible())
    rows.setFocus()
    rows.setCurrentIndex(rows.lines.index(0, 0))
    QTest.keyClick(rows, Qt.Key.Key_Return)
    (dialog,) = team.at_anna.window().findChildren(RivalDialog)
    assert dialog.isVisible()


def test_what_came_in_is_no_step_of_ones_own_to_undo(team: Team) -> None:
    before = team.at_anna.context.steps[0]
    record.change(team.ben, replace(record.find(team.ben, Case, "c1"), title="Return"))
    exchange(team.at_ben)
    exchange(team.at_anna)
    assert record.find(team.anna, Case, "c1").title == "Return"
    assert team.at_anna.context.steps[0] == before


def test_a_folder_that_is_gone_is_told_on_the_page_and_in_the_status_line(team: Team) -> None:
    away = team.share.rename(team.folder / "away")
    exchange(team.at_anna)
    exchange(team.at_anna)
    shown = words_in_view(team_page(team.at_anna))
    assert "The shared folder is not there. Nothing was removed." in shown
    assert "Team: exchange not possible" in _status_words(team.at_anna)
    away.rename(team.share)
    press(team.at_anna.page.exchange, "Exchange now")
    settle()
    assert "Team:" not in _status_words(team.at_anna)


def test_a_case_is_opened_only_where_one_is_selected(team: Team) -> None:
    shared = team_page(team.at_anna).shared
    rows = [shared.rows.row_at(shared.table.model().index(at, 0)) for at in range(shared.rows.total)]
    for row in rows:
        shared.table.choose(row.id)
        assert button(shared, "Open case").isEnabled() is bool(row.space.reference)
    assert {bool(row.space.reference) for row in rows} == {True, False}


def test_where_only_locking_helps_that_is_the_main_step(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    page = team_page(team.at_anna)
    assert page.exchange.lock.isHidden()
    team.share.rename(team.folder / "away")
    exchange(team.at_anna)
    assert page.exchange.lock.isVisible()
    assert page.exchange.now.property("role") == "primary"
    monkeypatch.setattr(team_module, "is_out_of_reach", lambda _: True)
    exchange(team.at_anna)
    assert [step.property("role") for step in (page.exchange.lock, page.exchange.now)] == ["primary", ""]
    page.take_focus()
    assert team.at_anna.window().focusWidget() is page.exchange.lock
    drawn = [step.icon().pixmap(16).toImage() for step in (page.exchange.lock, page.exchange.now)]
    meant = [
        icon(name, tint).pixmap(16).toImage() for name, tint in (("lock", "on-accent"), ("refresh", "text"))
    ]
    assert drawn == meant
    assert "Lock and unlock the casebook once." in words_in_view(page.exchange)


def test_the_page_says_that_it_reads_and_that_an_exchange_is_under_way(team: Team) -> None:
    team.at_anna.context.runner = later = Later()
    page, shown = team_page(team.at_anna), list[str]()
    assert "Reading the state of the team…" in words_in_view(page)
    assert not is_in_view(page, "Create a team…")
    assert not page.exchange.isVisible()
    later.let()
    assert "Last exchange: today" in words_in_view(page)
    TeamExchange.of(team.at_anna.context).changed.connect(lambda: shown.append(words_in_view(page)))
    TeamExchange.of(team.at_anna.context).run()
    page.read()
    later.let(newest_first=True)
    assert "Exchange under way. Last exchange: today" in shown[0]
    assert "under way" not in words_in_view(page)


def test_an_emptied_folder_is_filled_again_when_a_person_asks(team: Team) -> None:
    lain = sorted(path for path in team.share.rglob("*") if path.is_file())
    for path in lain:
        path.unlink()
    exchange(team.at_anna)
    page = team_page(team.at_anna)
    assert "The shared folder is empty. Nothing was removed here." in words_in_view(page)
    assert not [path for path in team.share.rglob("*") if path.is_file()]
    press(page.exchange, "Save my files there again")
    settle()
    assert [path for path in team.share.rglob("*") if path.is_file()]
    assert "The shared folder is empty" not in words_in_view(page)


def test_another_case_is_shared_from_its_menu(team: Team) -> None:
    workspace = team.at_anna
    workspace.go(Location(page="case", id="c2"))
    QApplication.processEvents()
    actions = workspace.page.findChild(CaseMenu).menu().actions()
    next(one for one in actions if one.text() == "Share with the team…").trigger()
    settle()
    form = workspace.page.sharing.form
    assert form.values["cases"] == ["c2"]
    ben = device.own_keys(team.ben).id.hex()
    form.entries["devices"].set_raw([ben])
    form.submit()
    settle()
    exchange(team.at_ben)
    exchange(team.at_ben)
    assert {one.id for one in record.every(team.ben, Case)} == {"c1", "c2"}


def test_cards_that_come_and_go_with_an_exchange_move_no_other(team: Team) -> None:
    page = team_page(team.at_anna)
    lasting = [page.members, page.shared]
    coming = [page.missing, page.late]
    for one in coming:
        one.show()
    settle()
    assert max(one.y() for one in lasting) < min(one.y() for one in coming)


def test_sharing_says_which_consent_is_missing_and_what_goes_along(team: Team) -> None:
    record.change(team.anna, replace(record.find(team.anna, Person, "p1"), whereabouts="Hidden"))
    page = team_page(team.at_anna)
    page.sharing.begin(case_id="c1", device_id=device.own_keys(team.ben).id.hex())
    settle()
    said = words_in_view(page.sharing.note)
    assert "Without consent to the purpose “partner”:" in said
    assert "whereabouts, of relatives too (1)" in said
    form = page.sharing.form
    for key in ("is_office", "with_protected"):
        form.submit()
        settle()
        assert form.is_refused
        if key == "is_office":
            assert "consented that partners get their case: Sample Person." in words_in_view(form)
        form.entries[key].set_raw(True)
    form.submit()
    settle()
    assert message_of(team.at_anna) == "Case shared"


def test_a_shared_case_in_the_bin_says_who_gets_that(team: Team) -> None:
    team.at_anna.go(Location(page="cases"))
    settle()
    page = team.at_anna.page
    for reference in ("c2", "c1"):
        page.table.choose(reference)
        page.remove()
        settle()
        told = words_in_view(part(team.at_anna, MessageBar))
        assert ("Ben get this change as well" in told) == (reference == "c1")
    assert "Every case is in the bin" in words_in_view(page)
    press(page, "Open bin")
    settle()
    assert team.at_anna.place.page == "bin"


def test_a_device_is_removed_after_a_question_that_says_what_it_keeps(team: Team) -> None:
    page = team_page(team.at_anna)
    page.members.table.choose(device.own_keys(team.ben).id.hex())
    QTest.keyClick(page.members.table, Qt.Key.Key_Delete)
    assert "Remove Ben's laptop, a device of Ben, from the team?" in words_in_view(page.members.asking)
    assert "It keeps what it had" in words_in_view(page.members.asking)
    assert page.window().focusWidget() is button(page.members.asking, "Cancel")
    press(page.members.asking, "Remove")
    settle()
    assert message_of(team.at_anna) == "Device removed"
    record.change(team.anna, replace(record.find(team.anna, Case, "c1"), title="After"))
    exchange(team.at_anna)
    exchange(team.at_ben)
    assert record.find(team.ben, Case, "c1").title == "Removal"


def test_the_card_of_a_lost_device_says_so_and_is_no_recipient(team: Team) -> None:
    members.remove(team.anna, device.own_keys(team.ben).id, is_lost=True)
    others = team_page(team.at_anna, "cards").other_cards
    assert (others.rows.index(0, 2).data(), others.rows.index(0, 0).data()) == ("lost", "Ben's laptop")
    assert "nothing can be sealed to it" in words_in_view(others)
    for title in ("Hand over…", "Welcome into the team…"):
        assert not button(others, title).isEnabled()
    (known,) = card.rows(team.anna)
    team.at_anna.go(Location(page="parcels", tab="give", id="c1", within=known.id))
    settle()
    leaf = team.at_anna.page.leaf
    form = leaf.choosing.form
    assert (form.values["cards"], form.entries["cards"].list.item(0).text()) == ([], "Ben's laptop · lost")
    form.entries["purpose"].set_raw("partner")
    form.entries["cards"].set_raw([known.id])
    form.submit()
    assert "Choose another device of this person" in words_in_view(form)
    assert leaf.pane.isHidden()


def test_this_device_cannot_remove_itself_here(team: Team) -> None:
    page = team_page(team.at_anna)
    page.members.table.choose(device.own_keys(team.anna).id.hex())
    assert not button(page.members, "Remove…").isEnabled()
    assert not button(page.members, "Compare words…").isEnabled()


def test_what_another_purged_waits_until_somebody_decides(team: Team) -> None:
    for key, text in (("n1", "Kept"), ("n2", "Gone")):
        note = Note(id=key, text=text, written_at=team.anna.clock(), case_id="c1", written_by="Anna")
        record.add(team.anna, note)
    exchange(team.at_anna)
    exchange(team.at_ben)
    for key in ("n1", "n2"):
        with team.ben.store.write("note.purge") as transaction:
            transaction.purge(Note, key)
    exchange(team.at_ben)
    exchange(team.at_anna)
    page = team_page(team.at_anna)
    assert "Note: Kept" in words_in_view(page.purges)
    press(page.purges, "Keep: Note: Kept")
    press(page.purges, "Delete here…: Note: Gone")
    assert "This cannot be undone." in words_in_view(page.purges.asking)
    press(page.purges.asking, "Delete permanently")
    assert page.purges.isHidden()
    assert [one.id for one in record.of_case(team.anna, Note, "c1")] == ["n1"]


def test_the_card_is_copied_and_saved(apart: Team) -> None:
    apart.found()
    own = team_page(apart.at_anna, "cards").own_card
    press(own, "Copy card as text")
    copied = QGuiApplication.clipboard().text()
    press(own, "Save card as file…")
    ben = card.add(apart.ben, copied.encode())
    device.make_own(apart.ben, "Ben's laptop")
    assert card.add(apart.ben, (apart.folder / "own.casebook-card").read_bytes()) == ben


def test_a_card_that_was_added_is_selected(apart: Team, new_casebook: NewCasebook) -> None:
    apart.found()
    apart.swap_cards()
    others = team_page(apart.at_anna, "cards").other_cards
    assert others.table.chosen_id == card.rows(apart.anna)[0].id
    chloe = new_casebook("chloe")
    device.make_own(chloe, "Chloe's laptop")
    press(others, "Paste card…")
    field(others.form, "Text of the card").setPlainText(device.own_card_text(chloe))
    others.form.submit()
    settle()
    (added,) = [one for one in card.rows(apart.anna) if one.name == "Chloe's laptop"]
    assert others.table.chosen_id == added.id


def test_a_pasted_text_without_a_card_is_refused_beside_its_field(apart: Team) -> None:
    others = team_page(apart.at_anna, "cards").other_cards
    press(others, "Paste card…")
    field(others.form, "Text of the card").setPlainText("Hello")
    others.form.submit()
    assert others.form.is_refused
    assert card.rows(apart.anna) == []


def test_a_session_that_only_reads_exchanges_nothing(team: Team) -> None:
    record.change(team.ben, replace(record.find(team.ben, Case, "c1"), title="Return"))
    exchange(team.at_ben)
    before = sorted(team.share.rglob("*"))
    team.anna.store.refusal = ReadOnly
    exchange(team.at_anna)
    assert record.find(team.anna, Case, "c1").title == "Removal"
    assert sorted(team.share.rglob("*")) == before


def test_hidden_names_hide_members_who_are_no_contacts_and_their_devices(team: Team) -> None:
    page = team_page(team.at_anna)
    assert "Ben's laptop" in shown_cells(page)
    hide_names(team.at_anna)
    settle()
    shown = shown_cells(page)
    assert "Ben" not in shown
    assert "Anna" not in shown
    hide_names(team.at_anna)
    settle()


def hide_names(workspace: Any) -> None:  # noqa: ANN401 - of the window
    """Hide names, or show them again."""
    workspace.findChild(NameScreen).toggle()


def shown_cells(page: Any) -> str:  # noqa: ANN401 - of the window
    """Return what the table of members shows."""
    rows = page.members.rows
    return "\n".join(
        str(rows.index(row, column).data())
        for row in range(rows.rowCount())
        for column in range(rows.columnCount())
    )


def test_no_title_of_a_window_names_anybody(team: Team) -> None:
    for tab in ("team", "cards", "arrived"):
        team_page(team.at_anna, tab)
        title = team.at_anna.window().windowTitle()
        assert not any(name in title for name in ("Anna", "Ben", "Office", "S-1"))


def test_the_file_of_an_exhibit_is_fetched_on_its_document(team: Team) -> None:
    data = b"An exhibit in words"
    sealed = team.anna.vault.attachments.seal(io.BytesIO(data), team.anna.ids())
    exhibit = Document(
        id="d1",
        case_id="c1",
        title="Letter",
        kind="other",
        media_type="text/plain",
        size_bytes=len(data),
        sha256=sealed.sha256,
        attachment_id=sealed.id,
    )
    record.add(team.anna, sealed, exhibit)
    exchange(team.at_anna)
    exchange(team.at_ben)
    team.at_ben.go(Location(page="case", id="c1", tab="evidence", within="d1"))
    settle()
    strip = part(team.at_ben.page, FetchStrip)
    assert "from Anna" in words_in_view(strip)
    press(strip, "Fetch")
    settle()
    assert strip.isHidden()
    here = record.find(team.ben, Document, "d1")
    with team.ben.store.reading() as connection:
        attachment = table_for(Attachment).find(connection, here.attachment_id)
    with team.ben.vault.attachments.open(attachment) as file:
        assert file.read() == data


def test_the_files_of_all_exhibits_of_a_case_are_fetched_at_once(team: Team) -> None:
    for key in ("d1", "d2", "d3"):
        share_exhibit(team.anna, key)
    exchange(team.at_anna)
    exchange(team.at_ben)
    team.at_ben.go(Location(page="case", id="c1", tab="evidence"))
    settle()
    page = part(team.at_ben.page, EvidencePage)
    assert "The files of 3 documents are in the shared folder and not yet here." in words_in_view(page)
    assert "not here" in {page.rows.index(0, at).data() for at in range(page.rows.columnCount())}
    page.table.choose("d2")
    action = next(one for one in page.row_actions() if one.title == "Fetch file")
    action.act()
    settle()
    lacking = [one.id for one in record.of_case(team.ben, Document, "c1") if one.is_without_file]
    assert sorted(lacking) == ["d1", "d3"]
    press(page.fetching, "Fetch all files")
    settle()
    assert message_of(team.at_ben) == "2 files fetched"
    assert not any(one.is_without_file for one in record.of_case(team.ben, Document, "c1"))
    assert page.fetching.isHidden()


def test_a_file_that_has_not_arrived_does_not_keep_the_others(team: Team) -> None:
    for key in ("d1", "d2"):
        share_exhibit(team.anna, key)
    exchange(team.at_anna)
    exchange(team.at_ben)
    with team.ben.store.reading() as connection:
        where = shared_exhibits.exhibit(connection, "d1")
    assert where is not None
    (team.share / where[0][:2] / where[0]).unlink()
    team.at_ben.go(Location(page="case", id="c1", tab="evidence"))
    settle()
    page = part(team.at_ben.page, EvidencePage)
    press(page.fetching, "Fetch all files")
    settle()
    assert message_of(team.at_ben) == "1 file fetched"
    assert "1 file could not be fetched." in words_in_view(team.at_ben)
    lacking = [one.id for one in record.of_case(team.ben, Document, "c1") if one.is_without_file]
    assert lacking == ["d1"]


def share_exhibit(session: Session, key: str) -> None:
    """Put a document with a file in the case that is shared."""
    data = f"An exhibit in words: {key}".encode()
    sealed = session.vault.attachments.seal(io.BytesIO(data), session.ids())
    exhibit = Document(
        id=key,
        case_id="c1",
        title=f"Letter {key}",
        kind="other",
        media_type="text/plain",
        size_bytes=len(data),
        sha256=sealed.sha256,
        attachment_id=sealed.id,
    )
    record.add(session, sealed, exhibit)


def _status_words(workspace: Any) -> str:  # noqa: ANN401 - as above
    QApplication.processEvents()
    steps = workspace.findChild(StatusLine).findChildren(QPushButton)
    return "\n".join(step.text() for step in steps if step.isVisible())


def test_who_holds_a_shared_case_names_devices_and_copies(team: Team) -> None:
    made = dossier.draft(team.anna, "c1", "Appeal")
    record.add(
        team.anna,
        Build(
            id="b1",
            dossier_id=made.id,
            case_id="c1",
            built_at=datetime(2026, 3, 1, tzinfo=UTC),
            copy_kind="filing",
            sha256="b" * 64,
            pages=3,
            for_whom="Supreme Court",
        ),
    )
    team.at_anna.go(Location(page="parcels", tab="holders", id="c1"))
    settle()
    shown = words_in_view(team.at_anna.page.leaf)
    assert "Shared with the team, whole: S-1: Ben (Ben's laptop)" in shown, shown
    assert "Copy of a dossier: 1 March 2026 · Supreme Court" in shown
    press(team.at_anna.page.leaf, "1 other copy…")
    settle()
    assert team.at_anna.place == Location(page="parcels", tab="copies", id="c1")
    team.at_anna.go(Location(page="parcels", tab="holders", id="c2"))
    settle()
    shown = words_in_view(team.at_anna.page.leaf)
    assert "No member of a team has it, and no other copy of it was saved." in shown
