"""The page of journeys: packing, the page for the border, what is carried, coming home, leaving."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.deadline.closure import Closure
from casebook.domain.person.person import Consent, Person
from casebook.domain.sharing.trip import Trip
from casebook.services.base import record
from casebook.services.base.session import Session, open_session
from casebook.services.sharing.travel import travel_sheet, travel_trip
from casebook.services.vault import guardian, unlock_method
from casebook.ui.kit import hidden_names
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.vault.manual import chapter_on
from casebook.ui.pages.vault.travel import border_sheet, come_home, folder_check, pack
from casebook.ui.pages.vault.travel.packed import PackedCard
from casebook.ui.shell.status import StatusLine
from casebook.ui.widgets.controls.styled_inputs import TickBox
from tests.services.sharing.travelling import CANARY, Home, on_the_trip
from tests.ui.conftest import Opened
from tests.ui.driver import (
    button,
    choose,
    field,
    is_in_view,
    label_of,
    message_of,
    part,
    press,
    problem_of,
    settle,
    words_in_view,
)
from tests.vaults import PHRASE

pytestmark = pytest.mark.usefixtures("cheap_calibration")


class Office(Home):
    """A casebook at home without the draft of a stranger in it."""

    def _settings(self) -> None:
        """Keep none."""


@pytest.fixture
def office(blank: Session) -> Office:
    return Office(blank)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def tab_of(workspace: Any, tab: str) -> Any:  # noqa: ANN401 - of the window
    workspace.go(Location(page="travel", tab=tab))
    settle()
    return workspace.page


def tick(entry: Any, *keys: str) -> None:  # noqa: ANN401 - of the page
    entry.set_raw(list(keys))
    entry.changed.emit()
    settle()


def chosen_for_court(page: Any, office: Office) -> None:  # noqa: ANN401 - as above
    page.pack.purpose.set_raw("court")
    tick(page.pack.cases, office.case.id)


def limited(office: Office) -> None:
    """Have the client consent within limits alone."""
    client = record.find(office.session, Person, office.client.id)
    given = Consent(purpose="court", given_on=date(2026, 1, 2), scope="not abroad")
    record.change(office.session, replace(client, consents=(given,)), seen=client)


def phrase_in_view(page: Any) -> str:  # noqa: ANN401 - as above
    return str(page.packed.phrase)


def packed_in_window(
    workspace: Any,  # noqa: ANN401 - as above
    office: Office,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """Pack the case by the window; returns the six words."""
    monkeypatch.setattr(pack, "pick_new_folder", lambda *_: stick / "trip.casebook")
    page = tab_of(workspace, "pack")
    chosen_for_court(page, office)
    press(page.pack, "Choose the folder and pack…")
    settle()
    return phrase_in_view(page)


def trip_of(session: Session) -> Trip:
    (trip,) = travel_trip.trips(session)
    return trip


def test_cases_are_chosen_and_packed_and_the_words_shown_once(
    opened: Opened, office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(office.session)
    page = tab_of(workspace, "pack")
    assert not button(page.pack, "Choose the folder and pack…").isEnabled()
    tick(page.pack.cases, office.case.id)
    assert "Choose what the journey is for." in words_in_view(page.pack)
    assert "consent missing" not in words_in_view(page.pack), "none is chosen yet"
    choose(page.pack, "What the journey is for", "dossier")
    settle()
    assert "consent missing" in words_in_view(page.pack)
    assert f"no consent: {office.client.leading_name}" in words_in_view(page.pack)
    assert not button(page.pack, "Choose the folder and pack…").isEnabled()
    chosen_for_court(page, office)
    shown = words_in_view(page.pack)
    assert "may travel" in shown
    assert "2 privileged documents and notes" in shown
    assert "1 case · 12 records · 0 files" in shown
    choose(page.pack, "Files of documents", "All files")
    assert "1 file" in words_in_view(page.pack)
    choose(page.pack, "Files of documents", "Chosen files")
    tick(page.pack.chosen_files, office.carried.id)
    tick(page.pack.include, "health")
    six = packed_in_window(workspace, office, stick, monkeypatch)
    assert len(six.split()) == 6
    trip = trip_of(office.session)
    shown = words_in_view(page.packed)
    assert trip.anchor in shown
    assert six in shown
    with open_session(stick / "trip.casebook", six) as travel:
        assert record.find(travel, Person, office.client.id).health
        assert not record.find(travel, Person, office.client.id).whereabouts
    press(page.packed, "I wrote the words down")
    settle()
    assert workspace.place.tab == "trips"
    assert six not in words_in_view(workspace.window())
    assert phrase_in_view(workspace.page) == ""
    assert trip.anchor in words_in_view(workspace.page)


def test_a_case_with_others_who_have_not_consented_may_not_travel(opened: Opened, office: Office) -> None:
    mother = record.find(office.session, Person, office.mother.id)
    given = Consent(purpose="dossier", given_on=date(2026, 1, 2))
    record.change(office.session, replace(mother, consents=(given,)), seen=mother)
    page = tab_of(opened(office.session), "pack")
    chosen_for_court(page, office)
    shown = words_in_view(page.pack)
    assert "may travel" not in shown
    assert shown.count("consent missing") == 2, "of the case, and of who goes along"


def test_ticking_a_case_moves_nothing_and_f1_opens_the_chapter_of_borders(
    opened: Opened, office: Office
) -> None:
    page = tab_of(opened(office.session), "pack")
    page.pack.purpose.set_raw("dossier")
    tick(page.pack.cases, office.case.id)
    assert "consent missing" in words_in_view(page.pack)
    assert page.pack.cases.visibleRegion().boundingRect().top() == 0
    assert chapter_on(Location(page="travel")) == "border"


def test_what_was_taken_while_another_page_is_shown_is_offered_for_removal(
    opened: Opened, office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(office.session)
    six = packed_in_window(workspace, office, stick, monkeypatch)
    with open_session(stick / "trip.casebook", six, clock=office.session.clock) as travel:
        record.change(travel, replace(record.find(travel, Fact, office.fact.id), statement="seen"))
    page = tab_of(workspace, "home")
    page.home.choose(stick / "trip.casebook")
    settle()
    page.home.phrase.setText(six)
    page.home.look()
    settle()
    page.home.take()
    workspace.go(Location(page="travel", tab="trips"))
    settle()
    assert trip_of(office.session).state == "taken"
    assert "still holds everything" in words_in_view(workspace.page)
    page = tab_of(workspace, "home")
    assert button(page.home, "Remove the casebook that travelled…").isVisible()


def test_the_words_are_gone_with_the_page_and_cannot_be_copied(
    opened: Opened, office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(office.session)
    six = packed_in_window(workspace, office, stick, monkeypatch)
    shown = label_of(part(workspace.page, PackedCard), "to-copy")
    assert shown.text() == six
    assert not shown.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    workspace.go(Location(page="today"))
    settle()
    tab_of(workspace, "pack")
    assert six not in words_in_view(workspace.page)


def test_a_place_beside_the_casebook_at_home_is_refused_with_the_remedy(
    opened: Opened, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(office.session)
    beside = office.session.vault.path.with_name("trip.casebook")
    monkeypatch.setattr(pack, "pick_new_folder", lambda *_: beside)
    page = tab_of(workspace, "pack")
    chosen_for_court(page, office)
    press(page.pack, "Choose the folder and pack…")
    settle()
    assert "beside the one at home. Choose a stick" in problem_of(page.pack)
    assert not beside.exists()
    assert button(page.pack, "Choose the folder and pack…").isEnabled()


def test_the_page_for_the_border_is_shown_and_saved_in_its_languages(
    opened: Opened, office: Office, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(office.session)
    packed_in_window(workspace, office, stick, monkeypatch)
    page = tab_of(workspace, "trips")
    page.trips.table.setFocus()
    QTest.keyClick(page.trips.table, Qt.Key.Key_Return)
    settle()
    assert "It holds cases: 1, documents listed: 1, files: 0." in words_in_view(page.sheet)
    tick(page.sheet.languages, "fr", "zh-Hant")
    tick(page.sheet.languages, "en")
    assert "I claim privilege" not in words_in_view(page.sheet)
    next(one for one in page.sheet.findChildren(TickBox) if one.text().startswith("A lawyer")).setChecked(
        True
    )
    assert "I claim privilege" in words_in_view(page.sheet)
    tick(page.sheet.languages, "fr", "zh-Hant")
    target = tmp_path / "page.pdf"
    monkeypatch.setattr(border_sheet, "pick_target", lambda *_: target)
    press(page.sheet, "Save as PDF…")
    assert target.read_bytes().count(b"/Type /Page ") + target.read_bytes().count(b"/Type /Page\n") == 2
    tick(page.sheet.languages)
    assert not button(page.sheet, "Save as PDF…").isEnabled()
    assert "Choose at least one language." in words_in_view(page.sheet)


def test_a_trip_is_marked_as_lost_and_found(
    opened: Opened, office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(office.session)
    page = tab_of(workspace, "trips")
    assert "No case has travelled yet" in words_in_view(page)
    packed_in_window(workspace, office, stick, monkeypatch)
    page = tab_of(workspace, "trips")
    press(page.trips, "Mark as lost")
    settle()
    assert trip_of(office.session).state == "lost"
    assert "Tell the clients" in words_in_view(page)
    press(page.trips, "It was found")
    settle()
    assert trip_of(office.session).state == "packed"


def test_what_lies_on_a_stick_is_listed_with_what_it_gives_away(
    opened: Opened, office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(office.session)
    monkeypatch.setattr(folder_check, "pick_carried_folder", lambda *_: stick)
    page = tab_of(workspace, "check")
    press(page.check, "Choose the folder to check…")
    settle()
    assert "Nothing of a casebook was found" in words_in_view(page)
    (stick / "photo.jpg").write_bytes(b"CASEBOOK and the rest of a header")
    press(page.check, "Choose the folder to check…")
    settle()
    shown = words_in_view(page)
    assert "photo.jpg" in shown
    assert "everything that a former passphrase opened" in shown
    monkeypatch.setattr(folder_check, "pick_carried_folder", lambda *_: stick / "gone")
    press(page.check, "Choose the folder to check…")
    settle()
    assert "There is no such folder." in problem_of(page.check)
    assert "photo.jpg" not in words_in_view(page)


def worked_on(office: Office, six: str, stick: Path) -> None:
    with open_session(stick / "trip.casebook", six, clock=office.session.clock) as travel:
        client = record.find(travel, Person, office.client.id)
        record.change(travel, replace(client, birth_place="Kashgar"))
        record.change(travel, replace(record.find(travel, Fact, office.fact.id), statement="on the way"))
    record.change(
        office.session,
        replace(record.find(office.session, Person, office.client.id), birth_place="Urumqi"),
    )


def looked_at(workspace: Any, stick: Path, six: str, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401
    monkeypatch.setattr(come_home, "pick_folder", lambda *_: stick / "trip.casebook")
    page = tab_of(workspace, "home")
    press(page.home, "Choose the casebook that travelled…")
    settle()
    field(page.home, "The six words").setText(six)
    press(page.home, "Look at what it brings")
    settle()
    return page


def test_the_work_comes_home_and_the_casebook_that_travelled_is_removed(
    opened: Opened, office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(office.session)
    six = packed_in_window(workspace, office, stick, monkeypatch)
    worked_on(office, six, stick)
    page = looked_at(workspace, stick, six, monkeypatch)
    shown = [(row.field, row.trip, row.home) for row in rows_of(page)]
    assert ("Place of birth", "Kashgar", "Urumqi") in shown
    assert ("Statement", "on the way", "as it is") in shown
    assert record.find(office.session, Fact, office.fact.id).statement == "as it is"
    assert workspace.window().focusWidget() is page.home.table.table
    QTest.keyClick(page.home.table.table, Qt.Key.Key_Return)
    QTest.keyClick(page.home.table.table, Qt.Key.Key_Return)
    settle()
    assert record.find(office.session, Fact, office.fact.id).statement == "as it is"
    press(page.home, "Take")
    settle()
    assert "Replace 1 field at home?" in words_in_view(page.home)
    assert "at home as it is, on the journey on the way" in words_in_view(page.home)
    assert workspace.window().focusWidget() is button(page.home.asking, "Cancel")
    press(page.home, "Replace and take")
    settle()
    assert record.find(office.session, Fact, office.fact.id).statement == "on the way"
    assert (stick / "trip.casebook").exists()
    assert workspace.window().focusWidget() is button(page.home, "Keep it for now")
    press(page.home, "Remove the casebook that travelled…")
    settle()
    assert workspace.window().focusWidget() is button(page.home.asking, "Cancel")
    assert (stick / "trip.casebook").exists()
    press(page.home.asking, "Remove")
    settle()
    assert record.find(office.session, Fact, office.fact.id).statement == "on the way"
    assert record.find(office.session, Person, office.client.id).whereabouts == f"{CANARY} street"
    assert not (stick / "trip.casebook").exists()
    assert message_of(workspace) == "Came home"
    shown_words = words_in_view(page.home)
    assert "overwritten and removed" in shown_words
    assert "keep what was overwritten" in shown_words
    assert field(page.home, "The six words").text() == ""


def test_what_was_taken_is_undone(
    opened: Opened, office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(office.session)
    six = packed_in_window(workspace, office, stick, monkeypatch)
    worked_on(office, six, stick)
    page = looked_at(workspace, stick, six, monkeypatch)
    taken(page)
    assert is_in_view(page.home, "Two versions")
    press(page.home, "Undo")
    settle()
    assert record.find(office.session, Fact, office.fact.id).statement == "as it is"
    assert message_of(workspace) == "What was taken was undone"
    page = looked_at(workspace, stick, six, monkeypatch)
    taken(page)
    workspace.context.undo()
    settle()
    assert record.find(office.session, Fact, office.fact.id).statement == "as it is"
    page = looked_at(workspace, stick, six, monkeypatch)
    taken(page)
    press(page.home, "Two versions")
    assert workspace.place.page == "conflicts"
    page = looked_at(workspace, stick, six, monkeypatch)
    assert "Nothing is left to take" in words_in_view(page.home)
    assert not is_in_view(page.home, "Take")


def test_what_a_journey_marks_is_taken_only_where_a_person_says_so(
    opened: Opened, office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(office.session)
    six = packed_in_window(workspace, office, stick, monkeypatch)
    with open_session(stick / "trip.casebook", six, clock=office.session.clock) as trip:
        record.add(trip, Closure(id=trip.ids(), calendar_id="cy-courts", on=date(2026, 12, 7), why="shut"))
    page = looked_at(workspace, stick, six, monkeypatch)
    assert {page.home.table.status(row)[0] for row in rows_of(page)} == {"for the whole office, not taken"}
    press(page.home, "Take all")
    assert page.home.table.include == ()
    assert is_in_view(page.home, "Go on without taking")
    page.home.table.turn_record()
    assert {page.home.table.status(row)[0] for row in rows_of(page)} == {"taken, though it is marked"}
    press(page.home, "Take")
    settle()
    assert [one.why for one in record.every(office.session, Closure)] == ["shut"]


def test_a_case_in_the_bin_of_a_journey_is_one_line_and_names_what_stays(
    opened: Opened, office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.change(office.session, replace(office.privileged, title="Opinion"))
    workspace = opened(office.session)
    six = packed_in_window(workspace, office, stick, monkeypatch)
    with open_session(stick / "trip.casebook", six, clock=office.session.clock) as trip:
        record.move_to_bin(trip, Case, office.case.id)
    page = looked_at(workspace, stick, six, monkeypatch)
    (row,) = rows_of(page)
    assert (row.field, row.trip) == ("Bin", "in the bin")
    assert ", and all its records (" in row.record
    assert "stay out of the bin at home" in words_in_view(page.home)
    assert "Evidence: Opinion" in words_in_view(page.home)
    press(page.home, "Take")
    settle()
    assert "Replace 1 field at home?" in words_in_view(page.home)
    press(page.home, "Replace and take")
    settle()
    assert office.fact.id not in {one.id for one in record.every(office.session, Fact)}


def taken(page: Any) -> None:  # noqa: ANN401 - as above
    press(page.home, "Take")
    settle()
    press(page.home, "Replace and take")
    settle()


def test_the_six_words_can_be_looked_at_while_they_are_typed(
    opened: Opened, office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(office.session)
    packed_in_window(workspace, office, stick, monkeypatch)
    page = looked_at(workspace, stick, "another six words than these here", monkeypatch)
    line = field(page.home, "The six words")
    assert line.echoMode() == QLineEdit.EchoMode.Password
    line.eye.click()
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    line.clear()
    assert line.echoMode() == QLineEdit.EchoMode.Password


def rows_of(page: Any) -> list[Any]:  # noqa: ANN401 - as above
    rows = page.home.table.rows
    return [rows.row_at(rows.index(at, 0)) for at in range(rows.rowCount())]


def test_what_is_left_keeps_the_casebook_unless_it_is_given_up(
    opened: Opened, office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(office.session)
    six = packed_in_window(workspace, office, stick, monkeypatch)
    worked_on(office, six, stick)
    page = looked_at(workspace, stick, six, monkeypatch)
    table = page.home.table.table
    fact_row = next(row.id for row in rows_of(page) if row.trip == "on the way")
    table.choose(fact_row)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.home.table.leave == (office.fact.id,)
    assert is_in_view(page.home, "Take")
    press(page.home, "Take")
    settle()
    assert (stick / "trip.casebook").exists()
    assert record.find(office.session, Fact, office.fact.id).statement == "as it is"
    assert "1 record was not taken" in words_in_view(page.home)
    page = looked_at(workspace, stick, six, monkeypatch)
    press(page.home, "Take none")
    press(page.home, "Go on without taking")
    settle()
    press(page.home, "Remove the casebook that travelled…")
    settle()
    assert "What you did not take of it is lost." in words_in_view(page.home)
    press(page.home.asking, "Remove")
    settle()
    assert not (stick / "trip.casebook").exists()
    assert trip_of(office.session).state == "home"


def test_a_wrong_word_and_another_casebook_are_refused_beside_the_field(
    opened: Opened, office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(office.session)
    six = packed_in_window(workspace, office, stick, monkeypatch)
    page = looked_at(workspace, stick, "another six words than these here", monkeypatch)
    assert "six words" in problem_of(page.home)
    assert "recovery" not in problem_of(page.home)
    with open_session(stick / "trip.casebook", six) as travel:
        unlock_method.add_passphrase(travel, unlock_method.credential(six), "nine herons count the bridges")
    press(page.home, "Choose the casebook that travelled…")
    settle()
    assert "not those it was packed with" in problem_of(page.home)
    assert not is_in_view(page.home, "Look at what it brings")
    box = next(one for one in page.home.findChildren(TickBox) if one.text().startswith("I changed its words"))
    box.setChecked(True)
    settle()
    assert is_in_view(page.home, "Look at what it brings")
    monkeypatch.setattr(come_home, "is_out_of_reach", lambda _: True)
    press(page.home, "Choose the casebook that travelled…")
    settle()
    assert "Lock and unlock the casebook once" in problem_of(page.home)
    assert is_in_view(page.home, "Lock now")
    assert button(page.home, "Lock now").property("role") == "primary"
    assert button(page.home, "Choose the casebook that travelled…").property("role") == ""
    assert (office.session.vault.path / "reach-travel").exists()
    assert button(page.home, "Lock now").hasFocus()
    page.home.choose(None)  # the dialog was cancelled
    assert is_in_view(page.home, "Lock now")
    assert "Lock and unlock the casebook once" in problem_of(page.home)


def test_the_casebook_is_left_to_its_guardians(opened: Opened, office: Office) -> None:
    session, authority = office.session, unlock_method.credential(PHRASE)
    workspace = opened(session)
    page = tab_of(workspace, "leave")
    assert "nobody could open it again" in problem_of(page.leave)
    assert words_in_view(page.leave).count("no guardians") == 1
    new = guardian.prepare(("Ioanna", "Marios", "Wenlan"), 2)
    guardian.set_up(session, authority, new)
    guardian.drill(session, 1, " ".join(new.words[0].split()[-3:]))
    page = tab_of(workspace, "leave")
    assert "There are 1." in words_in_view(page)
    assert "again: 2." in problem_of(page.leave)
    guardian.drill(session, 2, " ".join(new.words[1].split()[-3:]))
    page.leave.read()
    settle()
    assert "Taken away:" in words_in_view(page)
    press(page.leave, "Leave it to the guardians…")
    field(page.leave, "Current passphrase or recovery code").setText(PHRASE)
    field(page.leave, "Fingerprint of the guardians' shares").setText("nonsense")
    press(page.leave, "Remove my unlock methods")
    settle()
    assert "not the fingerprint" in problem_of(page.leave)
    field(page.leave, "Fingerprint of the guardians' shares").setText(new.fingerprint.lower())
    press(page.leave, "Remove my unlock methods")
    settle()
    assert [one.kind for one in unlock_method.every(session)] == ["guardians"]
    assert "nothing but 2 of their shares opens it" in words_in_view(page)
    assert is_in_view(page.leave, "Lock now")
    assert field(page.leave, "Current passphrase or recovery code").text() == ""


def test_a_casebook_that_travels_says_so_on_every_page(
    opened: Opened,
    office: Office,
    stick: Path,
    cheap_cost: Any,  # noqa: ANN401 - of the key derivation
) -> None:
    packed = office.packed(stick / "trip.casebook", cheap_cost)
    at_home = opened(office.session)
    at_home.settle()
    assert "This casebook travels" not in words_in_view(at_home)
    with on_the_trip(packed, office.session) as travel:
        workspace = opened(travel)
        workspace.settle()
        assert is_in_view(workspace, "This casebook travels: only the cases of this journey are in it.")
        press(workspace, "What is not here")
        settle()
        shown = words_in_view(workspace.page)
        assert "send the work as a parcel" in shown
        assert "It holds cases: 1, documents listed: 1, files: 0." in shown
        assert not is_in_view(workspace.page, "Pack")
        assert CANARY not in workspace.window().windowTitle()


def test_names_are_hidden_in_what_comes_home(
    opened: Opened, office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(office.session)
    six = packed_in_window(workspace, office, stick, monkeypatch)
    worked_on(office, six, stick)
    workspace.run_action("hide-names")
    settle()
    page = looked_at(workspace, stick, six, monkeypatch)
    assert hidden_names.is_hiding()
    rows = page.home.table.rows
    drawn = [str(rows.data(rows.index(at, 0))) for at in range(rows.rowCount())]
    assert drawn
    assert not any("Client" in text for text in drawn)


def test_nothing_is_packed_until_limits_are_said_to_be_kept(
    opened: Opened, office: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limited(office)
    workspace = opened(office.session)
    monkeypatch.setattr(pack, "pick_new_folder", lambda *_: stick / "trip.casebook")
    page = tab_of(workspace, "pack")
    chosen_for_court(page, office)
    go = button(page.pack, "Choose the folder and pack…")
    assert f"{office.client.leading_name}: not abroad" in words_in_view(page.pack)
    assert not go.isEnabled()
    needed = "To pack, tick this above: What goes is within these limits"
    assert needed in words_in_view(page.pack), "said beside the button"
    page.pack.within.click()
    assert go.isEnabled()
    assert needed not in words_in_view(page.pack)
    tick(page.pack.include, "health")
    assert not go.isEnabled(), "more goes than was stated"
    page.pack.within.click()
    status = part(workspace, StatusLine)
    status.show_saved(datetime(2026, 1, 1, tzinfo=UTC))
    before = words_in_view(status)
    press(page.pack, "Choose the folder and pack…")
    settle()
    assert words_in_view(status) != before, "it says when it was packed"
    assert "not abroad" in words_in_view(page.packed)
    with open_session(stick / "trip.casebook", phrase_in_view(page)) as travel:
        assert "not abroad" not in travel_sheet.sheet_text(travel_sheet.facts_of(travel))
