"""``casebook team``: two casebooks of a team over a folder, from the command line."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casebook.base.ids import ALPHABET
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.case import case as cases
from casebook.services.sharing import device
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.team_folder import choose_team_folder
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


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the casebooks of a team as `_made` makes them; not there before that."""
    return tmp_path_factory.mktemp("team") / "kept"


@pytest.fixture
def team(plain_office: Path, say: Say, kept: Path) -> Team:
    """Return a team of this test alone: made once, and copied."""
    folder = plain_office.parent
    if not kept.exists():
        whole = _made(plain_office, say)
        shutil.copytree(folder, kept)
        return whole
    shutil.rmtree(plain_office)
    shutil.copytree(kept, folder, dirs_exist_ok=True)
    whole = Team(say, plain_office, folder / "other.casebook")
    for vault in (whole.owner, whole.other):
        with open_session(vault, (folder / "code.txt").read_text()) as session:
            choose_team_folder(session, folder / "office.casebook-share")
    return whole


def _made(plain_office: Path, say: Say) -> Team:
    """Found a team with one casebook and let its copy join."""
    other = Path(shutil.copytree(plain_office, plain_office.with_name("other.casebook")))
    shutil.copytree(plain_office, plain_office.with_name("third.casebook"))
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
    whole.run(other, "join", out, "--folder", share, "--uncompared")
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


def test_two_members_of_one_name_are_told_apart(team: Team) -> None:
    ben = team.members(team.owner)["Ben"]["id"]
    named = team.run(team.owner, "rename", ben, "--name-file", team.typed("anna"))
    assert named == {"member": ben, "is_twin": True}
    said = team.say("team", "rename", team.owner, ben, "--name-file", team.typed("Anna"))
    assert "Another member of the team is called so, too." in said.out
    assert f"Anna ({ben[:4]})" in team.say("team", "status", team.owner).out
    named = team.run(team.owner, "rename", ben, "--name-file", team.typed("Ben"))
    assert named == {"member": ben, "is_twin": False}


def test_a_case_is_withdrawn_and_what_comes_later_is_settled(team: Team) -> None:
    ben = team.members(team.owner)["Ben"]["id"]
    assert len(team.run(team.owner, "withdraw", "R-1", "--member", ben)["devices"]) == 1
    team.note(team.other, "n1")
    with open_session(team.other, (team.other.parent / "code.txt").read_text()) as session:
        put(session)  # before it knows
    assert team.run(team.owner, "take")["after_removal"] == 1
    (row,) = team.run(team.owner, "late")["rows"]
    assert (row["by"], row["reason"], row["record"], row["is_new"]) == ("Ben", "taken", "n1", True)
    assert "n1" not in team.say("team", "late", team.owner).out.split()
    settled = team.run(team.owner, "late", "--take", "all")
    assert settled == {"taken": 1, "declined": 0, "records": 1}
    assert team.say("team", "late", team.owner).out == "Nothing waits for a decision.\n"
    assert team.say("team", "late", team.owner, "--take", "all", "--decline", "all").code == 3
    assert team.say("team", "withdraw", team.owner, "R-1").code == 3


def test_a_removed_device_learns_it_before_it_sends_anything(team: Team) -> None:
    ben = team.members(team.owner)["Ben"]["devices"][0]["device"]
    team.run(team.owner, "lost", ben, "--yes")
    (row,) = team.say("card", "list", team.owner, "--json").json["rows"]
    assert (row["device"], row["is_lost"], row["is_removed"]) == (ben, True, True)
    assert team.say("card", "list", team.owner).out.split()[-1] == "lost"
    team.note(team.other, "n1")
    refused = team.say("team", "put", team.other)
    assert "removed from" in refused.err
    assert "handed over to a member in a parcel" in refused.err
    assert team.run(team.other, "status")["is_removed"]
    assert "This device was removed from the team" in team.say("team", "status", team.other).out
    assert team.run(team.owner, "take")["after_removal"] == 0


def test_who_only_reads_learns_what_stays_here_and_the_way_out(team: Team) -> None:
    ben = team.members(team.owner)["Ben"]["id"]
    team.run(team.owner, "role", ben, "--role", "reader")
    team.exchange()
    team.note(team.other, "n1")
    team.run(team.other, "put")
    assert team.run(team.other, "status")["unsent"] == 1
    said = team.say("team", "status", team.other).out
    assert "1 record was changed here and is not sent" in said
    assert "casebook parcel seal" in said
    team.run(team.owner, "role", ben, "--role", "member")
    team.exchange()
    assert team.run(team.other, "status")["unsent"] == 0
    assert "n1" in team.say("note", "list", team.owner, "--case", "R-1", "--json").out


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


def test_an_emptied_folder_names_the_command_that_saves_files_again(team: Team) -> None:
    for place in team.owner.with_name("office.casebook-share").glob("*/*"):
        place.unlink()
    command = f"casebook team again {team.owner}"
    for verb in ("put", "take"):
        refused = team.say("team", verb, team.owner)
        assert (refused.code, command in refused.err) == (6, True)
    assert team.say("team", "again", team.owner).code == 0
    assert team.say("team", "take", team.owner).code == 0


def test_members_leave_and_the_last_owner_is_asked(team: Team) -> None:
    assert team.say("team", "leave", team.other).code != 0
    assert team.run(team.other, "status")["members"]
    assert team.run(team.other, "leave", "--yes") == {"is_in_team": False}
    assert team.say("team", "status", team.other).code != 0
    assert team.say("team", "leave", team.owner, "--yes").code != 0
    assert team.run(team.owner, "leave", "--allow-ownerless", "--yes") == {"is_in_team": False}


def _own(team: Team, vault: Path) -> str:
    (device_id,) = [
        device["device"]
        for one in team.run(vault, "status")["members"]
        for device in one["devices"]
        if device["is_own"]
    ]
    return str(device_id)


def _newcomer(team: Team) -> tuple[Path, str, Path]:
    """A casebook with a device, the ID of its card at the owner's, and the file of its welcome."""
    vault, shown = team.owner.with_name("third.casebook"), team.owner.with_name("third.card")
    assert team.say("card", "show", vault, "--name-file", team.typed("Third"), "--out", shown).code == 0
    card = team.say("card", "add", team.owner, "--card-file", shown, "--json").json
    out, names = vault.with_name("third.casebook-parcel"), team.typed("Eve")
    team.run(team.owner, "welcome", card["id"], "--name-file", names, "--out", out, "--uncompared")
    return vault, card["id"], out


def test_a_device_is_put_out_only_with_yes_and_never_itself(team: Team) -> None:
    there = _own(team, team.other)
    for verb in ("remove", "lost"):
        refused = team.say("team", verb, team.owner, there)
        assert refused.code == 6
        assert "--yes" in refused.err
    assert team.say("team", "remove", team.owner, _own(team, team.owner), "--yes").code == 6
    assert not [one for one in team.members(team.owner).values() if one["devices"][0]["is_removed"]]
    team.run(team.owner, "remove", there, "--yes")
    assert team.members(team.owner)["Ben"]["devices"][0]["is_removed"]


def test_who_was_removed_is_told_by_every_verb_and_founds_a_team(team: Team) -> None:
    team.run(team.owner, "remove", _own(team, team.other), "--yes")
    assert team.say("team", "give", team.owner, _own(team, team.other), "--case", "R-1").code == 6
    for verb in ("take", "put"):
        told = team.say("team", verb, team.other)
        assert told.code == 6
        assert "removed from the team" in told.err
    assert "This device was removed" in team.say("team", "status", team.other).out
    assert team.run(team.other, "status")["is_removed"]
    new, names = team.other.with_name("new.casebook-share"), team.typed("New\nBen")
    assert team.say("team", "found", team.other, "--folder", new, "--name-file", names).code != 0
    team.run(team.other, "leave", "--yes")
    team.run(team.other, "found", "--folder", new, "--name-file", names)


def test_a_cancelled_welcome_ends_with_a_casebook_that_is_free(team: Team) -> None:
    vault, card, out = _newcomer(team)
    (eve,) = team.members(team.owner)["Eve"]["devices"]
    assert not eve["is_compared"]
    assert "not compared" in team.say("team", "status", team.owner).out
    team.run(team.owner, "remove", eve["device"], "--yes")
    names, more = team.typed("Eve"), out.with_name("more.casebook-parcel")
    again = ("welcome", team.owner, card, "--name-file", names, "--out", more, "--uncompared")
    assert team.say("team", *again).code == 6
    assert not more.exists()
    share = team.owner.with_name("office.casebook-share")
    told = team.say("team", "join", vault, out, "--folder", share, "--uncompared")
    assert told.code == 6
    assert "no longer counts" in told.err
    assert team.say("team", "status", vault).code == 6
    before = team.say("card", "show", vault, "--json").json["device"]
    assert team.say("card", "show", vault, "--new", "--json").json["device"] != before


def test_joining_shows_who_wrote_the_welcome_and_wants_the_card_compared(team: Team) -> None:
    vault, _, out = _newcomer(team)
    share = team.owner.with_name("office.casebook-share")
    out.unlink()
    (eve,) = team.members(team.owner)["Eve"]["devices"]
    team.run(team.owner, "welcome-again", eve["device"][:12], "--out", out)
    refused = team.say("team", "join", vault, out, "--folder", share)
    assert refused.code == 6
    assert "By Anna, device First, card " in refused.err
    rows = team.say("card", "list", vault, "--json").json["rows"]
    (card,) = [one for one in rows if one["name"] == "First"]
    assert card["id"] in refused.err
    words = team.typed(team.say("card", "compare", vault, card["id"], "--json").json["words"])
    assert team.say("card", "compare", vault, card["id"], "--words-file", words).code == 0
    team.run(vault, "join", out, "--folder", share)
    assert team.say("team", "give", team.owner, eve["device"], "--case", "R-1").code == 6
    assert team.run(team.owner, "give", eve["device"], "--case", "R-1", "--uncompared")["cases"] == 1


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


def test_what_stands_where_a_file_belongs_is_named_and_stops_nothing(team: Team) -> None:
    team.note(team.other, "n1")
    team.run(team.other, "take")
    share = team.owner.with_name("office.casebook-share")
    for first, second in itertools.product(ALPHABET, repeat=2):  # links are never followed
        if not (place := share / (first + second)).exists():
            place.symlink_to(share.parent)
    team.note(team.owner, "n2")
    answer = team.say("team", "take", team.owner)
    assert answer.code == 0, answer.err
    assert "stand where files belong" in answer.out
    assert [line.split()[:3] for line in answer.out.splitlines() if "note" in line] == [
        ["Ben", "added", "note"]
    ]


def test_what_needs_a_person_is_listed_and_declined(team: Team) -> None:
    assert team.say("team", "asks", team.owner).out == "Nothing waits for a decision.\n"
    assert team.run(team.owner, "asks", "--decline", "all") == {"allowed": 0, "declined": 0}
    assert team.say("team", "asks", team.owner, "--allow", "all").code == 3
    (member,) = {one["id"] for one in team.run(team.owner, "status")["members"] if one["name"] == "Ben"}
    assert team.run(team.owner, "asks", "--from", member[:8]) == {"rows": [], "more": []}
    assert team.say("team", "asks", team.owner, "--from", "nobody").code == 3
    assert team.run(team.owner, "keep", "--all")["kept"] == 0
    assert team.say("team", "keep", team.owner).code == 3
    assert team.run(team.owner, "status")["asks"] == 0


def _keep_case_of_person(team: Team, *consents: Consent) -> None:
    """Keep the case R-9 of somebody with these consents in the owner's casebook."""
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
        record.add(session, Person(id="p9", names=names, consents=consents), case)


def test_who_goes_along_is_said_where_a_case_is_shared(team: Team) -> None:
    _keep_case_of_person(team)
    shared = team.run(team.owner, "open", "R-9")
    assert (shared["people"], shared["kept_back"]) == (["Sample Person"], [])


def test_limits_of_consents_are_printed_where_a_case_is_given(team: Team) -> None:
    _keep_case_of_person(team, Consent(purpose="partner", given_on=date(2026, 1, 2), scope="not abroad"))
    device = team.members(team.owner)["Ben"]["devices"][0]["device"]
    give = ("team", "give", team.owner, device, "--case", "R-9", "--uncompared")
    refused = team.say(*give, "--json")
    (limit,) = refused.json["error"]["limits"]
    assert (refused.code, limit["person"], limit["limit"]) == (6, "p9", "not abroad")
    assert "client of R-9 (R-9), consent to partner of 2026-01-02: not abroad" in refused.err
    assert "Sample Person" not in refused.out + refused.err
    assert team.say(*give, "--within-limits").code == 0
