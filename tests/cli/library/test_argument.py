"""``argument`` as scripts see it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casebook.cli.run import run
from tests.cli.said import Say


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = run(["argument", *arguments, "--json"], lambda _: 0)
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, document


def test_a_country_is_listed_with_its_notes_and_its_route(capsys: pytest.CaptureFixture[str]) -> None:
    code, document = answered(capsys, "list", "--country", "GB")
    assert code == 0
    assert len(document["rows"]) >= 20
    assert document["route"]["title"] == "England and Wales"
    notes = {row["id"]: row["note"] for row in document["rows"]}
    assert notes["death-penalty"] == "S. 94 (absolute without written assurance)."
    _, unknown = answered(capsys, "list", "--country", "BT")
    assert unknown["route"] is None


@pytest.mark.parametrize(
    "wrong", [("--topic", "no-such"), ("--proceeding", "war"), ("--country", "Atlantis")]
)
def test_a_word_nothing_is_listed_by_is_refused(
    capsys: pytest.CaptureFixture[str], wrong: tuple[str, str]
) -> None:
    code, document = answered(capsys, "list", *wrong)
    assert (code, document["error"]["field"]) == (3, wrong[0].removeprefix("--"))


def test_what_nobody_read_is_shown_so_and_never_filed(capsys: pytest.CaptureFixture[str]) -> None:
    _, whole = answered(capsys, "show", "health")
    unread = [each for each in whole["authorities"] if each["reading_level"] == "none"]
    assert len(unread) == 4
    assert all("not read: for the office only" in each["citation"] for each in unread)
    assert not any(each["may_be_filed"] for each in unread)
    _, filed = answered(capsys, "show", "health", "--for-filing")
    assert all(each["may_be_filed"] for each in filed["authorities"])
    assert len(filed["authorities"]) == len(whole["authorities"]) - 4
    assert (filed["doubt"], filed["routes"]) == (None, [])


def test_favourable_authorities_that_fell_out_are_counted_beside_the_text(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, whole = answered(capsys, "show", "health")
    _, filed = answered(capsys, "show", "health", "--for-filing")
    adverse = [each["side"] for each in whole["authorities"]].count("adverse")
    unread = [each for each in whole["authorities"] if each["side"] == "for" and not each["may_be_filed"]]
    assert adverse == 2
    assert whole["authorities_left_out"] == filed["authorities_left_out"] == len(unread) > 0
    assert run(["argument", "show", "health", "--for-filing"], lambda _: 0) == 0
    said = capsys.readouterr()
    assert f"{len(unread)} favourable authorities are not for filing" in said.err
    assert "not for filing" not in said.out
    assert "No response in the library to what the other side will cite: Kim v. New Zealand" in said.err
    assert "No response" not in said.out
    code, refused = answered(capsys, "show", "exclusion-1fb", "--for-filing")
    assert code != 0
    assert "Read one" in refused["error"]["remedy"]


def test_words_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    for line in (
        ["list", "--country", "BT", "--topic", "rsdl"],
        ["list", "--text", "nothing holds these words"],
        ["show", "liu-detention", "--country", "CY"],
        ["routes", "--country", "AU"],
        ["routes", "--country", "BT"],
    ):
        assert run(["argument", *line], lambda _: 0) == 0
    out = capsys.readouterr().out
    assert "No route is known for BT." in out
    assert "No arguments match." in out
    assert "Calculate the deadline from the rules." in out


def test_an_own_argument_is_copied_edited_removed_and_restored(say: Say, made_with_library: Path) -> None:
    def document(verb: str, *arguments: str) -> Any:  # noqa: ANN401 - what JSON holds
        return say("argument", verb, made_with_library, *arguments, "--json").json

    own = document("copy", "liu-detention")["id"]
    assert document("edit", own, "--set", "relief=Discharge.")["relief"] == "Discharge."
    assert say("argument", "edit", made_with_library, "liu-detention", "--set", "relief=x").code != 0
    assert document("remove", own) == {"removed": own}
    assert document("restore", own) == {"restored": own}
    assert len(document("history", own)["rows"]) == 4
    listed = say("argument", "list", "--own", "--vault", made_with_library, "--json").json
    assert [row["id"] for row in listed["rows"]] == [own]
