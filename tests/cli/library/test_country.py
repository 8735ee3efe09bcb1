"""``country`` as scripts see it: what is not known is null, and what was not found says so."""

from __future__ import annotations

import json

import pytest

from casebook.cli.run import run


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = run(list(arguments), lambda _: 0)
    return code, capsys.readouterr().out


def test_a_sheet_is_one_document_and_gives_each_channel_its_basis(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out = said(capsys, "country", "CY", "--json")
    sheet = json.loads(out)
    by_kind = {channel["channel"]: channel for channel in sheet["channels"]}
    assert (code, sheet["code"], sheet["name"]) == (0, "CY", "Cyprus")
    assert {key: by_kind["extradition"][key] for key in ("state", "since", "is_date_seen", "basis")} == {
        "state": "in-force",
        "since": "2020",
        "is_date_seen": True,
        "basis": "page-seen",
    }
    assert by_kind["police"]["state"] == "not-looked-for"
    assert by_kind["police"]["since"] is None
    assert {remedy["kind"] for remedy in sheet["remedies"]} >= {"echr", "cat-art-22", "refugee-convention"}


def test_no_field_is_an_empty_text_or_nought(capsys: pytest.CaptureFixture[str]) -> None:
    _, listed = said(capsys, "country", "--json")
    rows = json.loads(listed)["rows"]
    assert len(rows) == 132
    for code in ("CY", "TH", "IT", "HK", "INT"):
        assert _blanks(json.loads(said(capsys, "country", code, "--json")[1])) == []


def _blanks(value: object, name: str = "") -> list[str]:
    if isinstance(value, dict):
        return [found for key, part in value.items() for found in _blanks(part, key)]
    if isinstance(value, list):
        return [found for part in value for found in _blanks(part, name)]
    return [name] if value == "" or (value == 0 and not isinstance(value, bool)) else []


def test_words_say_what_was_not_found_and_where_accounts_disagree(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, out = said(capsys, "country", "CY")
    assert "not proof of none" in " ".join(out.split())
    _, out = said(capsys, "country", "CH")
    assert "Safeguard Defenders calls it a secret deal with Chinese police" in out
    _, out = said(capsys, "country", "TH")
    assert "Disagreement: " in out
    assert ".. " not in out


def test_words_name_treaties_with_what_was_read_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    _, out = said(capsys, "country", "TR")
    assert "People's Republic of China and the Republic of Turkey: signed 13 May 2017; " in out
    assert "own nationals (art. 3(d)): Quoted, text not read: own nationals are not surrendered." in out
    assert "Known to exist (art. 9); days not seen. (not read)" in out


def test_no_act_of_a_state_is_laid_at_the_door_of_another(capsys: pytest.CaptureFixture[str]) -> None:
    """The data know no other actor than China or Hong Kong, of what a court of Istanbul did as well."""
    _, out = said(capsys, "country", "TR")
    assert "Two Istanbul courts cleared the removal of two Uyghurs" in out
    assert "Attributed" not in out


def test_an_unknown_country_is_exit_3(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = said(capsys, "country", "ZZ", "--json")
    assert (code, json.loads(out)["error"]["kind"]) == (3, "not-found")
