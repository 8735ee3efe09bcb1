"""``casebook team join`` with a shared folder that has nothing of the team, or is in a casebook."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.case.case import named
from tests.cli.said import Say


@pytest.fixture
def welcomed(plain_office: Path, say: Say) -> tuple[Path, Path]:
    """Another casebook, and the welcome that the office wrote for it."""
    names, share = plain_office.with_name("names.txt"), plain_office.with_name("team.casebook-share")
    other = Path(shutil.copytree(plain_office, plain_office.with_name("other.casebook")))
    for vault in (plain_office, other):
        names.write_text(f"{vault.stem} desk\n", encoding="utf-8")
        assert say("card", "show", vault, "--name-file", names, "--out", f"{vault}.card").code == 0
    names.write_text("Office\nAnna\n", encoding="utf-8")
    assert say("team", "found", plain_office, "--folder", share, "--name-file", names).code == 0
    added = say("card", "add", plain_office, "--card-file", f"{other}.card", "--json").json["id"]
    names.write_text("Ben\n", encoding="utf-8")
    out = plain_office.with_name("ben.casebook-parcel")
    said = say(*("team", "welcome", plain_office, added, "--name-file", names, "--out", out, "--uncompared"))
    assert said.code == 0
    return other, out


def test_joining_with_a_bare_folder_says_so_and_so_does_each_look(
    welcomed: tuple[Path, Path], say: Say
) -> None:
    other, out = welcomed
    bare = other.with_name("bare.casebook-share")
    bare.mkdir()
    said = say("team", "join", other, out, "--folder", bare, "--uncompared")
    assert "Nothing of this team is in this folder yet. Wait for it to be synchronised" in said.out
    for verb in ("take", "put"):
        assert "Nothing of this team" in say("team", verb, other).err
    assert not [one for one in bare.rglob("*") if one.is_file()]


def test_joining_with_the_folder_of_the_team_takes_it(welcomed: tuple[Path, Path], say: Say) -> None:
    other, out = welcomed
    said = say(
        "team",
        "join",
        other,
        out,
        "--folder",
        other.with_name("team.casebook-share"),
        "--uncompared",
        "--json",
    )
    assert said.json["is_anything_there"] is True
    assert say("team", "take", other).code == 0


def test_the_files_of_a_case_are_fetched_by_one_command(
    plain_office: Path, welcomed: tuple[Path, Path], say: Say
) -> None:
    other, out = welcomed
    share = other.with_name("team.casebook-share")
    for number in (1, 2):
        letter = other.with_name(f"letter-{number}.txt")
        letter.write_text(f"Letter {number} in words.", encoding="utf-8")
        assert say("import", plain_office, "R-1", letter).code == 0
    assert say("team", "join", other, out, "--folder", share, "--uncompared").code == 0
    device = say("team", "status", other, "--json").json["members"][1]["devices"][0]["device"]
    assert (
        say(
            "team",
            "give",
            plain_office,
            device,
            "--case",
            "R-1",
            "--same-office",
            "--with-protected",
            "--uncompared",
        ).out
        == "1 case was given to this device, with nobody.\n"
    )
    assert say("team", "take", other).code == 0
    (asked,) = say("team", "asks", other, "--json").json["rows"]  # it is a copy, and has the case
    assert say("team", "asks", other, "--allow", asked["id"]).code == 0
    assert say("team", "take", other).code == 0
    assert say("team", "fetch", plain_office, "R-1").out == "0 files were fetched.\n", "all are there"
    said = say("team", "fetch", other, "R-1", "--json")
    assert (len(said.json["fetched"]), said.json["not_fetched"]) == (2, {})
    assert say("team", "fetch", other, "R-1").out == "0 files were fetched.\n"
    assert say("team", "fetch", other, "none").code == 3


def test_a_refusal_to_share_names_the_options_that_state_it(
    plain_office: Path, welcomed: tuple[Path, Path], say: Say
) -> None:
    other, _ = welcomed
    code = plain_office.with_name("code.txt").read_text()
    with open_session(plain_office, code) as session:
        client = Person(id="p9", names=(Name(text="Wen Sample", script="Latn"),), health="frail")
        record.add(session, client)
        case = named(session, "R-1")
        record.change(
            session, replace(case, parties=(*case.parties, Party(person_id="p9", standing="client")))
        )
    names = plain_office.with_name("names.txt")
    names.write_text("Cara\n", encoding="utf-8")
    (card,) = say("card", "list", plain_office, "--json").json["rows"]
    out = other.with_name("cara.casebook-parcel")
    welcome = (
        "team",
        "welcome",
        plain_office,
        card["id"],
        "--name-file",
        names,
        "--out",
        out,
        "--uncompared",
    )
    said = say(*welcome, "--case", "R-1")
    assert (said.code, out.exists()) == (6, False)
    assert "To state it: --same-office, --with-protected." in said.err
    assert "To state it: --with-protected." in say(*welcome, "--case", "R-1", "--same-office").err


def test_a_shared_folder_within_a_casebook_is_refused(plain_office: Path, say: Say) -> None:
    names = plain_office.with_name("names.txt")
    names.write_text("office desk\n", encoding="utf-8")
    assert say("card", "show", plain_office, "--name-file", names).code == 0
    names.write_text("Office\nAnna\n", encoding="utf-8")
    inside = plain_office / "x.casebook-share"
    said = say("team", "found", plain_office, "--folder", inside, "--name-file", names)
    assert "The shared folder cannot be in the folder of a casebook." in said.err
    assert not inside.exists()
