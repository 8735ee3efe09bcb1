"""Names on the command line: read from standard input, so that none stands among the arguments."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from casebook.cli.run import run
from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.services.base.session import open_session
from casebook.services.case import case
from tests.people import add_person


@pytest.fixture
def plain_office(plain_office: Path) -> Path:
    """A vault with somebody who has a part in two cases."""
    with open_session(plain_office, plain_office.with_name("code.txt").read_text()) as session:
        kept = add_person(session, (Name(text="林志远", script="Hans"),))
        for reference in ("M-1", "M-2"):
            parties = (Party(person_id=kept.id),)
            case.open_case(session, reference=reference, title="", jurisdiction="CY", parties=parties)
    return plain_office


def ask(
    given: str, *arguments: object, patch: pytest.MonkeyPatch, out: pytest.CaptureFixture[str]
) -> list[dict[str, object]]:
    patch.setattr("sys.stdin", io.StringIO(given))
    assert run([*map(str, arguments), "--json"], lambda _: 0) == 0
    answer: dict[str, list[dict[str, object]]] = json.loads(out.readouterr().out)
    return next(iter(answer.values()))


def test_other_forms_are_proposed_without_a_vault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ask("区志伟\n", "name", "suggest", "-", patch=monkeypatch, out=capsys)
    assert {"text": "Au Chi Wai", "system": "hong-kong"}.items() <= next(
        row for row in rows if row["system"] == "hong-kong"
    ).items()


def test_search_and_duplicates_say_how_they_found(
    plain_office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hits = ask("Lam Chi Yuen", "search", plain_office, "-", patch=monkeypatch, out=capsys)
    assert hits[0]["found_by"] == {
        "form": "Lam Chi Yuen",
        "system": "hong-kong",
        "of": "林志远",
        "likeness": 0.999,
    }
    rows = ask(
        "Somebody Else\nLin Zhiyaun\n", "name", "alike", plain_office, "-", patch=monkeypatch, out=capsys
    )
    assert [(row["asked"], row["noun"]) for row in rows] == [("Lin Zhiyaun", "person")]


def test_no_name_at_all_is_bad_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert run(["name", "suggest", "-", "--json"], lambda _: 0) == 3
    assert json.loads(capsys.readouterr().out)["error"]["field"] == "name"
