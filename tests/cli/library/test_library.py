"""``library`` as scripts see it: levels, places and ages are told as they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casebook.cli.run import run
from casebook.domain.library.citation_style import STYLES


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = run([*arguments, "--json"], lambda _: 0)
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, answer


def test_rows_tell_how_well_each_finding_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = said(capsys, "library", "find", "--topic", "rsdl", "--text", "监视居住")
    assert code == 0
    assert {row["topic"] for row in answer["rows"]} == {"rsdl"}
    for row in answer["rows"]:
        assert row["may_be_cited_as_read"] == (row["reading_level"] in {"document", "summary"})


def test_what_was_not_read_never_appears_as_read(capsys: pytest.CaptureFixture[str]) -> None:
    _, answer = said(capsys, "library", "find", "--level", "secondary")
    assert answer["rows"]
    assert not any(row["may_be_cited_as_read"] for row in answer["rows"])
    assert all("the source itself was not read" in row["citation"] for row in answer["rows"])


def test_an_empty_place_is_null_and_never_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    _, answer = said(capsys, "library", "find")
    places = [row["pinpoint"] for row in answer["rows"]]
    assert None in places
    assert "" not in places
    assert all("pinpoint to be added" in row["citation"] for row in answer["rows"] if row["pinpoint"] is None)


def test_the_adverse_can_be_asked_for_and_is_not_left_out_otherwise(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, whole = said(capsys, "library", "find", "--topic", "diplomatic-assurances")
    _, adverse = said(capsys, "library", "find", "--topic", "diplomatic-assurances", "--adverse")
    ids = {row["id"] for row in adverse["rows"]}
    assert ids
    assert ids == {row["id"] for row in whole["rows"] if row["adverse"]}


def test_every_source_and_topic_is_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    _, sources = said(capsys, "library", "sources")
    _, topics = said(capsys, "library", "topics")
    assert (len(sources["rows"]), len(topics["rows"])) == (381, 32)
    _, shown = said(capsys, "library", "show", "prc-criminal-procedure-law-2018")
    assert "cpl-75-rsdl-place" in shown["findings"]
    assert shown["title"].endswith("(2018 amendment)")  # a statute is cited by version


@pytest.mark.parametrize("wrong", [("--topic", "no-such"), ("--level", "read"), ("--only", "colour=red")])
def test_a_word_the_library_does_not_know_is_refused(
    capsys: pytest.CaptureFixture[str], wrong: tuple[str, str]
) -> None:
    code, answer = said(capsys, "library", "find", *wrong)
    assert (code, answer["error"]["field"]) == (3, wrong[0].removeprefix("--"))


def test_only_narrows_by_speaker_group_and_year(capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--only", "speaker=court", "--only", "group=uyghur", "--only", "from=2019")
    _, answer = said(capsys, "library", "find", *options)
    assert answer["rows"]
    assert {row["speaker"] for row in answer["rows"]} == {"court"}
    code, wrong = said(capsys, "library", "find", "--only", "type=book")
    assert (code, wrong["error"]["field"]) == (3, "type")


def test_findings_are_asked_for_by_what_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    _, standards = said(capsys, "library", "find", "--only", "kind=standard")
    assert {row["kind"] for row in standards["rows"]} == {"standard"}
    _, rsdl = said(capsys, "library", "find", "--topic", "rsdl")
    assert len(rsdl["rows"]) >= 20


def test_a_decision_is_shown_by_the_id_it_is_cited_by(capsys: pytest.CaptureFixture[str]) -> None:
    _, cited = said(capsys, "library", "cite", "fr-paris-ca-hk-2011")
    _, shown = said(capsys, "library", "show", "fr-paris-ca-hk-2011")
    assert (shown["decided"], shown["citation"]) == ("2012-02-14", cited["citation"])
    assert "It quashed the opinion" in shown["later_history"]


def test_the_history_that_an_authority_was_noted_with_is_cited_everywhere(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for source_id, history in (
        ("ecthr-othman-v-uk-2012", "[2013] EWCA Civ 277"),
        ("gb-shmatko-2018", "refusals of 2019"),
        ("ca-nemeth-2010", "set aside"),
        ("gb-lodhi-2010", "died before judgment"),
    ):
        _, cited = said(capsys, "library", "cite", source_id)
        assert all(history in cited[style] for style in STYLES), source_id


def test_a_decision_is_cited_with_its_later_history(capsys: pytest.CaptureFixture[str]) -> None:
    _, cited = said(capsys, "library", "cite", "nz-ca-kim-2019")
    assert cited["cite_use"] == "only-as-history"
    assert "Later history: Set aside by" in cited["citation"]
    _, source = said(capsys, "library", "show", "nz-kim-nzca-209-2019")
    assert source["later_history"].startswith("Set aside by")


def test_a_quotation_with_other_words_is_refused_or_marked(
    capsys: pytest.CaptureFixture[str], made_with_library: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text("In China no personal grounds are needed.", encoding="utf-8")
    vault, finding = str(made_with_library), "liu-would-be-detained"
    words = "In China personal grounds are needed."
    quote = ("library", "quote", vault, finding, words, "--pinpoint", "para. 83", "--copy", str(copy))
    assert said(capsys, *quote)[0] == 3
    code, kept = said(capsys, *quote, "--differs")
    assert (code, kept["state"], kept["counts_as_read"]) == (0, "differs", False)
    _, shown = said(capsys, "library", "show", finding, "--vault", vault)
    assert (shown["misquoted"], shown["may_be_cited_as_read"]) == (True, False)
    _, cited = said(capsys, "library", "cite", finding, "--vault", vault)
    assert all("misquoted" in cited[style] for style in STYLES)
    assert (
        said(capsys, "library", "quote", vault, finding, "personal grounds", *quote[5:])[1]["preceded_by"]
        == "no"
    )


@pytest.mark.parametrize("decision_id", ["se-hd-o2479-19", "cz-us-taiwanese-2020", "eu-c-219-25-ppu-2025"])
def test_a_decision_known_by_its_headnote_is_cited_so(
    capsys: pytest.CaptureFixture[str], decision_id: str
) -> None:
    assert "(from its headnote)" in said(capsys, "library", "cite", decision_id)[1]["citation"]


def test_only_what_was_read_of_others_is_printed_as_later_history(
    capsys: pytest.CaptureFixture[str],
) -> None:
    citation = said(capsys, "library", "cite", "es-tc-auto-10-2019")[1]["citation"]
    assert "Applications to Strasbourg were rejected" in citation
    assert "vertaken" not in citation
