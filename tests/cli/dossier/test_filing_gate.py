"""``dossier check`` and ``library confirm``: what keeps a dossier from being filed, and how it is settled."""

from __future__ import annotations

from pathlib import Path

from tests.cli.said import Say

UNREAD = "kh-three-tier"


def test_an_authority_is_listed_until_it_is_confirmed(made_with_library: Path, say: Say) -> None:
    drafted = say("dossier", "draft", made_with_library, "R-1", "--title", "Hearing", "--json").json
    empty = say("dossier", "check", made_with_library, drafted["id"], "--json")
    assert empty.code == 7
    assert {"sections"} <= {row["check"] for row in empty.json["rows"] if row["blocking"]}
    draft = say("dossier", "check", made_with_library, drafted["id"], "--copy", "draft", "--json")
    assert {row["check"] for row in draft.json["rows"]} == {row["check"] for row in empty.json["rows"]}
    assert not any(row["check"] == "sections" and row["blocking"] for row in draft.json["rows"])


def test_a_confirmation_bears_place_initials_and_day(made_with_library: Path, say: Say) -> None:
    confirm = ("library", "confirm", made_with_library, UNREAD, "--pinpoint", "paras 95-101", "--initials")
    kept = say(*confirm, "DK", "--later", "None found.", "--json").json
    assert (kept["noun"], kept["pinpoint"], kept["initials"]) == ("finding", "paras 95-101", "DK")
    assert kept["later_history"] == "None found."
    assert kept["confirmed_on"]
    assert say(*confirm, " ", "--json").code != 0


def test_a_skeleton_is_drafted_and_counted(made_with_library: Path, say: Say) -> None:
    drafted = say("dossier", "draft", made_with_library, "R-1", "--title", "Hearing", "--json").json
    added = say("skeleton", "add", made_with_library, drafted["id"], "liu-detention", "--json").json
    assert added["issues"] == ["Ill-treatment: anyone who will be detained in China"]
    assert added["open_items"]
    shown = say("skeleton", "show", made_with_library, drafted["id"], "--json").json
    assert shown == added
    assert say("skeleton", "add", made_with_library, drafted["id"], "no-such").code != 0
