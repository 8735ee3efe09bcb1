"""A statement from the command line: written, read back, undone and printed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import open_session
from tests.cli.said import Said, Say
from tests.pdf.read import texts
from tests.vaults import PHRASE

Give = Callable[..., Said]


@pytest.fixture
def give(plain_office: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> Give:
    """Says a verb on a statement with a JSON document on standard input."""

    def given(verb: str, *options: object, document: object) -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(document)))
        return say("statement", verb, plain_office, *options, "--json")

    return given


@pytest.fixture
def statement(plain_office: Path, give: Give) -> str:
    """A statement in Chinese of a person of the casebook."""
    with open_session(plain_office, PHRASE) as session:
        record.add(session, Person(id="p", names=(Name(text="Wen Shuyun", script="Latn"),)))
    fields = {"title": "First statement", "person_id": "p", "language": "zh-Hans"}
    said = give("add", "-", "--case", "R-1", document=fields)
    assert said.code == 0, said.err
    return str(said.json["id"])


def test_paragraphs_are_written_corrected_undone_and_printed(
    statement: str, plain_office: Path, say: Say, give: Give, tmp_path: Path
) -> None:
    give("write", statement, "-", document={"text": "我叫文书云。", "translation": "My name is Wen Shuyun."})
    said = give("write", statement, "-", "--at", "1", document={"text": "我是画家。"})
    assert [row["paragraph"]["text"] for row in said.json["paragraphs"]] == ["我是画家。", "我叫文书云。"]
    out = tmp_path / "out.pdf"
    said = say("statement", "print", plain_office, statement, "--out", out, "--json")
    assert (said.code, said.json["error"]["field"], out.exists()) == (3, "paragraphs 1", False)
    give("write", statement, "-", "--number", "1", document={"translation": "I am a painter."})
    correction = {"number": 1, "text": "I am a printer.", "who": "client", "side": "translation"}
    readback = {"reader": "the interpreter", "corrections": [correction]}
    said = give("read-back", statement, "-", document=readback)
    assert said.json["is_read_back"]
    assert said.json["read_backs"][0]["corrections"][0]["was"] == "I am a painter."
    assert not say("statement", "undo", plain_office, statement, "--json").json["read_backs"]
    assert say("statement", "undo", plain_office, statement, "--json").json["is_read_back"]
    said = say("statement", "print", plain_office, statement, "--out", out, "--json")
    assert (said.code, said.json["pages"]) == (0, len(texts(out)))
    assert [one["kind"] for one in said.json["problems"]] == ["no-interpreter"]
    said = say("statement", "strike", plain_office, statement, "--number", "2", "--json")
    assert len(said.json["paragraphs"]) == 1


def test_bad_input_is_named_and_changes_nothing(
    statement: str, plain_office: Path, say: Say, give: Give
) -> None:
    for document, field in (
        ({"text": ""}, "text"),
        ({"text": "x", "fact_ids": ["gone"]}, "fact_ids"),
        ({"text": "x", "recording": {"document_id": "gone"}}, "document_id"),
        ({"colour": "red"}, "colour"),
        ({"id": "mine", "text": "x"}, "id"),
    ):
        said = give("write", statement, "-", document=document)
        assert said.code == 3, said.out
        assert field in said.json["error"]["field"]
    assert give("read-back", statement, "-", document={"reader": ""}).code == 3
    assert say("statement", "strike", plain_office, statement, "--number", "9", "--json").code == 3
    assert say("statement", "spine", plain_office, statement, "--json").json["paragraphs"] == []


def test_the_guide_needs_no_ground(statement: str, plain_office: Path, say: Say) -> None:
    shown = say("statement", "guide", plain_office, statement, "--json").json
    assert shown["sections"] == []
    assert shown["advice"]
