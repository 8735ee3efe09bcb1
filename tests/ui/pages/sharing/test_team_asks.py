"""What came and needs a person, in the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.note import Note
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Consent, Person
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.stamp import next_tick, stamp
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base import record
from casebook.services.sharing.team.waiting import MAX_LISTED, waiting
from casebook.ui.widgets.controls.styled_inputs import TickBox
from tests.services.sharing.team.hostile import body, forge
from tests.services.sharing.team.office import own_id
from tests.ui.driver import button, press, settle, words_in_view
from tests.ui.pages.sharing.test_team_page import OTHER, Team, exchange, places, team, team_page

__all__ = ["places", "team"]


def test_a_person_whom_another_named_is_shared_once_somebody_here_says_so(team: Team) -> None:
    person = Person(id="x", names=(Name(text="Person x", script="Latn"),), birth_place="Xian")
    record.add(team.anna, person)
    record.add(team.ben, replace(person, birth_place=""))
    case = record.find(team.ben, Case, "c1")
    parties = (*case.parties, Party(person_id="x", standing="client"))
    record.change(team.ben, replace(case, parties=parties))
    exchange(team.at_ben)
    exchange(team.at_anna)
    page = team_page(team.at_anna)
    assert "Ben named this in S-1, where it is not shared. Share it?" in words_in_view(page.asks)
    changed = "Ben changed this, which is not part of the shared case. Take the change?"
    assert changed not in words_in_view(page.asks), "one question of a record"
    assert button(page.asks, "Decline").isEnabled()
    press(page.asks, "Share")
    settle()
    assert team_page(team.at_anna).asks.isHidden(), "what was laid is taken with it"
    exchange(team.at_anna)
    exchange(team.at_ben)
    assert waiting(team.anna) == []
    assert record.find(team.ben, Person, "x").birth_place == "Xian"
    assert team_page(team.at_anna).asks.isHidden()


def test_a_change_elsewhere_is_shown_as_forms_show_it(team: Team) -> None:
    exchange(team.at_ben)
    record.add(team.anna, Contact(id="k1", name="Sung", kind="other"))
    at = stamp(next_tick(0, team.ben.clock()), b"line-ben")
    said = {
        "name": "Sung",
        "kind": "interpreter",
        "vetting": "vetted",
        "=vetted": {"vetted_by": "Despina", "vetted_on": "2026-01-13"},
        "languages/zh-Hans": [0, "zh-Hans"],
        "channels/x": [0, {"kind": "Signal", "address": "+000"}],
        "code_name": "",
        "binned_at": None,
    }
    entries = {key: {at: value} for key, value in said.items()}
    forge(team.ben, body(r=[encoded(RecordVersion(noun="contact", id="k1", entries=entries))]))
    exchange(team.at_anna)
    shown = words_in_view(team_page(team.at_anna).asks)
    for line in ("Type: Interpreter", "Vetted on: 13 Jan 2026", "Languages: Chinese", "Signal, +000"):
        assert line in shown, shown
    for raw in ("{", "[", "null", "zh-Hans", "Code name", "Bin", "Name:"):
        assert raw not in shown, shown


def test_joining_a_case_says_what_goes_and_to_whom_and_return_does_not(team: Team) -> None:
    record.add(team.ben, replace(OTHER, title="Of Ben"))
    page = team_page(team.at_anna)
    page.sharing.begin(case_id="c2", device_id=own_id(team.ben).hex())
    page.sharing.form.entries["is_office"].set_raw(True)
    page.sharing.form.submit()
    settle()
    for workspace in (team.at_anna, team.at_ben):
        exchange(workspace)
    page = team_page(team.at_ben)
    assert "all of your case goes to Anna" in words_in_view(page.asks)
    press(page.asks, "Join…")
    settle()
    shown = words_in_view(page.asks.asking)
    assert "Your case goes whole, with its people, documents and deadlines, to Anna." in shown
    assert "Nothing protected goes along." in shown
    assert page.window().focusWidget() is button(page.asks.asking, "Cancel")
    assert waiting(team.ben)
    press(page.asks.asking, "Join cases")
    settle()
    assert waiting(team.ben) == []
    for workspace in (team.at_ben, team.at_anna):
        exchange(workspace)
    assert record.find(team.anna, Case, "c2") == record.find(team.ben, Case, "c2")


def test_a_case_without_consents_is_joined_once_somebody_states_what_holds(team: Team) -> None:
    of_another = Consent(purpose="partner", given_on=date(2026, 1, 2), recipient="Somebody else")
    names = (Name(text="Person b", script="Latn"),)
    client = Person(id="b1", names=names, whereabouts="HIDDEN", consents=(of_another,))
    record.add(team.ben, client, replace(OTHER, parties=(Party(person_id="b1", standing="client"),)))
    page = team_page(team.at_anna)
    page.sharing.begin(case_id="c2", device_id=own_id(team.ben).hex())
    page.sharing.form.submit()
    settle()
    for workspace in (team.at_anna, team.at_ben):
        exchange(workspace)
    asks = team_page(team.at_ben).asks
    press(asks, "Join…")
    settle()
    press(asks.asking, "Join cases")
    settle()
    assert waiting(team.ben), "a client has not consented"
    press(asks, "Join…")
    settle()
    for tick in asks.asking.findChildren(TickBox):
        tick.setChecked(True)
    press(asks.asking, "Join cases")
    settle()
    assert waiting(team.ben) == []
    for workspace in (team.at_ben, team.at_anna):
        exchange(workspace)
    assert record.find(team.anna, Person, "b1").whereabouts == "HIDDEN"


def test_of_many_questions_of_one_member_ten_are_listed(team: Team) -> None:
    ids = [f"s{number:02}" for number in range(12)]
    case = replace(record.find(team.anna, Case, "c1"), id="c8", reference="S-8", parties=())
    record.add(team.anna, case)
    for one in ids:
        record.add(team.anna, Note(id=one, text="true", written_at=team.anna.clock(), case_id="c8"))
    at = stamp(next_tick(0, team.ben.clock()), b"line-ben")
    changes = [RecordVersion(noun="note", id=one, entries={"text": {at: "other"}}) for one in ids]
    forge(team.ben, body(r=[encoded(one) for one in changes]))
    exchange(team.at_anna)
    page = team_page(team.at_anna)
    assert "and 2 more of Ben" in words_in_view(page.asks)
    assert words_in_view(page.asks).count("Ben changed this") == MAX_LISTED
    press(page.asks, "Show more")
    settle()
    assert words_in_view(page.asks).count("Ben changed this") == len(ids)
    page.read()
    settle()
    press(page.asks, "Decline these")
    settle()
    assert len(waiting(team.anna)) == MAX_LISTED
