"""``dossier readers`` as scripts see it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.said import Say


def test_a_draft_stays_in_the_office(say: Say, made_with_library: Path) -> None:
    made = say("dossier", "draft", made_with_library, "R-1", "--title", "Hearing", "--json").json
    shown = say("dossier", "readers", made_with_library, made["id"], "--copy", "draft", "--json").json
    assert (shown["steps"], shown["people"]) == ([], [])


def test_each_arrow_says_how_it_is_known(say: Say, made_with_library: Path, tmp_path: Path) -> None:
    made = say("dossier", "draft", made_with_library, "R-1", "--title", "Hearing", "--json").json
    out = tmp_path / "readers.pdf"
    asked = ("dossier", "readers", made_with_library, made["id"], "--profile", "ca-irb-rpd", "--out", out)
    shown = say(*asked, "--json").json
    known = {step["to"]: step["known"] for step in shown["steps"]}
    assert (known["other-side"], known["press"]) == ("known", "not-known")
    assert out.read_bytes().startswith(b"%PDF")
    assert say("dossier", "readers", made_with_library, "none").code == 3
