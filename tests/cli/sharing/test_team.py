"""``casebook team``: two casebooks of a team over a folder, from the command line."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.case import case as cases
from casebook.services.sharing import device
from tests.cli.said import Say
from tests.services.sharing.team.office import note


@dataclass(frozen=True, slots=True)
class Team:
    """The casebooks of two members, of whom the first founded the team."""

    say: Say
    owner: Path
    other: Path

    def run(self, vault: Path, verb: str, *arguments: object) -> Any:  # noqa: ANN401 - JSON
        answer = self.say("team", verb, vault, *arguments, "--json")
        assert answer.code == 0, answer.err
        return answer.json

    def exchange(self, times: int = 2) -> None:
        for _ in range(times):
            for vault in (self.owner, self.other):
                self.run(vault, "take")

    def members(self, vault: Path) -> dict[str, Any]:
        return {one["name"]: one for one in self.run(vault, "status")["members"]}

    def typed(self, text: str) -> Path:
        path = self.owner.with_name("typed.txt")
        path.write_text(text, encoding="utf-8")
        return path

    def note(self, vault: Path, note_id: str) -> None:
        code = (self.owner.parent / "code.txt").read_text()
        with open_session(vault, code) as session:
            case_id = cases.named(session, "R-1").id
            note(session, note_id, case_id=case_id)


@pytest.fixture
def team(plain_office: Path, say: Say) -> Team:
    other = Path(shutil.copytree(plain_office, plain_office.with_name("other.casebook")))
    whole = Team(say, plain_office, other)
    code = (plain_office.parent / "code.txt").read_text()
    for vault, name in ((plain_office, "First"), (other, "Second")):
        with open_session(vault, code) as session:
            device.make_own(session, name)
    share = plain_office.with_name("office.casebook-share")
    whole.run(plain_office, "found", "--folder", share, "--name-file", whole.typed("Office\nAnna"))
    say("card", "show", other, "--out", plain_office.with_name("other.card"))
    card = say(
        "card", "add", plain_office, "--card-file", plain_office.with_name("other.card"), "--json"
    ).json
    out = plain_office.with_name("welcome.casebook-parcel")
    names = whole.typed("Ben")
    whole.run(
        *(plain_office, "welcome", card["id"], "--name-file", names),
        *("--case", "R-1", "--out", out, "--uncompared"),
    )
    whole.run(other, "join", out, "--folder", share)
    (asked,) = whole.run(other, "asks")["rows"]  # it is a copy, and has the case
    assert (asked["kind"], asked["title"], asked["by"]) == ("case", "R-1", "Anna")
    whole.run(other, "asks", "--allow", asked["id"])
    whole.exchange()
    return whole


def test_roles_names_and_code_names(team: Team) -> None:
    ben = team.members(team.owner)["Ben"]["id"]
    assert team.run(team.owner, "role", ben[:8], "--role", "reader") == {"member": ben, "role": "reader"}
    team.run(team.owner, "code-name", ben, "--name-file", team.typed("Falcon"))
    team.run(team.owner, "rename", ben, "--name-file", team.typed("Benedikt"))
    team.exchange()
    here, there = team.members(team.owner)["Benedikt"], team.members(team.other)["Benedikt"]
    assert (here["role"], here["code_name"]) == ("reader", "Falcon")
    assert (there["role"], there["code_name"]) == ("reader", "")
    assert team.run(team.owner, "code-name", ben) == {"member": ben, "has_code_name": False}
    assert team.say("team", "role", team.owner, "zz", "--role", "owner").code == 3
    assert team.say("team", "role", team.other, ben, "--role", "owner").code != 0


def test_a_case_is_withdrawn_and_what_comes_later_is_settled(team: Team) -> None:
    ben = team.members(team.owner)["Ben"]["id"]
    assert len(team.run(team.owner, "withdraw", "R-1", "--member", ben)["devices"]) == 1
    team.note(team.other, "n1")
    team.run(team.other, "put")
    assert team.run(team.owner, "take")["after_removal"] == 1
    (row,) = team.run(team.owner, "late")["rows"]
    assert (row["by"], row["reason"], row["record"], row["is_new"]) == ("Ben", "taken", "n1", True)
    assert "n1" not in team.say("team", "late", team.owner).out.split()
    settled = team.run(team.owner, "late", "--take", "all")
    assert settled == {"taken": 1, "declined": 0, "records": 1}
    assert team.say("team", "late", team.owner).out == "Nothing waits for a decision.\n"
    assert team.say("team", "late", team.owner, "--take", "all", "--decline", "all").code == 3
    assert team.say("team", "withdraw", team.owner, "R-1").code == 3


def test_a_case_is_closed_for_the_team(team: Team) -> None:
    assert team.run(team.owner, "close", "R-1")["is_closed"]
    team.exchange()
    (space,) = [one for one in team.run(team.other, "status")["spaces"] if one["kind"] == "case"]
    assert space["is_closed"]
    assert team.say("team", "close", team.owner, "R-1").code != 0


def test_the_anchor_is_compared(team: Team) -> None:
    shown = [team.run(vault, "anchor") for vault in (team.owner, team.other)]
    assert shown[0]["words"] == shown[1]["words"]
    (there,) = [one["device"] for one in team.members(team.owner)["Ben"]["devices"]]
    assert team.run(team.owner, "anchor", there)["with"] == "Ben"
    team.note(team.owner, "n1")
    team.run(team.owner, "put")
    words = team.typed(shown[1]["words"])
    assert team.run(team.owner, "anchor", "--words-file", words)["is_same"] is False
    assert "The words differ." in team.say("team", "anchor", team.owner, "--words-file", words).out
    team.exchange()
    own = team.typed(team.run(team.other, "anchor")["words"])
    assert team.run(team.owner, "anchor", "--words-file", own)["is_same"]
    assert "The words are the same" in team.say("team", "anchor", team.owner, "--words-file", own).out


def test_a_missing_file_is_listed_and_gone_on_without(team: Team) -> None:
    assert team.say("team", "gaps", team.owner).out == "No file is missing.\n"
    folder = team.owner.with_name("office.casebook-share")
    before = {path for path in folder.rglob("*") if path.is_file()}
    team.note(team.owner, "n1")
    team.run(team.owner, "put")
    for path in {path for path in folder.rglob("*") if path.is_file()} - before:
        path.unlink()
    team.note(team.owner, "n2")
    team.run(team.owner, "put")
    assert team.run(team.other, "take")["waiting"] == 1
    (row,) = team.run(team.other, "gaps")["rows"]
    assert (row["by"], row["waiting"], row["lays_again"]) == ("Anna", 1, "Anna")
    assert row["id"] in team.say("team", "gaps", team.other).out
    assert team.run(team.other, "go-on", row["id"])["records"] == 1
    assert team.say("team", "go-on", team.other, "00000000").code == 3


def test_members_leave_and_the_last_owner_is_asked(team: Team) -> None:
    assert team.run(team.other, "leave") == {"is_in_team": False}
    assert team.say("team", "status", team.other).code != 0
    assert team.say("team", "leave", team.owner).code != 0
    assert team.run(team.owner, "leave", "--allow-ownerless") == {"is_in_team": False}


def test_what_came_is_listed_with_its_member_and_what_they_binned_first(team: Team) -> None:
    team.note(team.other, "n1")
    team.exchange()
    answer = team.say("case", "remove", team.other, "R-1")
    assert answer.code == 0, answer.err
    rows: list[dict[str, Any]] = []
    for _ in range(3):  # a copy goes on on a line of its own when it notices the other
        team.run(team.other, "take")
        rows += team.run(team.owner, "take")["rows"]
    came = [(one["what"], one["noun"], one["by"], one["title"]) for one in rows]
    assert ("binned", "case", ["Ben"], "R-1") in came


def test_what_needs_a_person_is_listed_and_declined(team: Team) -> None:
    assert team.say("team", "asks", team.owner).out == "Nothing waits for a decision.\n"
    assert team.run(team.owner, "asks", "--decline", "all") == {"allowed": 0, "declined": 0}
    assert team.say("team", "asks", team.owner, "--allow", "all").code == 3
    assert team.run(team.owner, "keep", "--all")["kept"] == 0
    assert team.say("team", "keep", team.owner).code == 3
    assert team.run(team.owner, "status")["asks"] == 0


def test_who_goes_along_is_said_where_a_case_is_shared(team: Team) -> None:
    code = (team.owner.parent / "code.txt").read_text()
    with open_session(team.owner, code) as session:
        names = (Name(text="Sample Person", script="Latn"),)
        case = Case(
            id="c9",
            reference="R-9",
            title="",
            jurisdiction="CY",
            opened_on=date(2026, 1, 2),
            parties=(Party(person_id="p9", standing="client"),),
        )
        record.add(session, Person(id="p9", names=names), case)
    shared = team.run(team.owner, "open", "R-9")
    assert (shared["people"], shared["kept_back"]) == (["Sample Person"], [])
