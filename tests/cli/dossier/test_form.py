"""Forms from the command line: added, pointed at, checked, filled in and undone."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from pikepdf import Pdf, String

from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.case.case import open_case
from tests.cli.said import Say
from tests.pdf.read import texts
from tests.pdf.written_form import altered, field, signed, written_form
from tests.vaults import PHRASE


@pytest.fixture
def office(plain_office: Path) -> Path:
    """The vault with a case R-2 whose client consents."""
    with open_session(plain_office, PHRASE) as session:
        consent = Consent(purpose="court", given_on=session.clock().date())
        names = (Name(text="Wen Shuyun", script="Latn"),)
        record.add(session, Person(id="p", names=names, consents=(consent,)))
        open_case(session, reference="R-2", title="", jurisdiction="CY", parties=(Party(person_id="p"),))
    return plain_office


def added(office: Path, say: Say, tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "form.pdf"
    path.write_bytes(data)
    said = say("form", "add", office, path, "--title", "Application", "--json")
    assert said.code == 0, said.err
    return str(said.json["id"])


@pytest.mark.confined
def test_a_form_is_filled_in_from_the_shell(
    office: Path, say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = added(office, say, tmp_path, written_form())
    (row,) = say("form", "list", office, "--json").json["rows"]
    assert (row["title"], row["fields"], row["refusal"]) == ("Application", 9, "")
    shown = say("form", "map", office, form, "--field", "name", "--value", "client.name", "--json").json
    assert [entry["source"] for entry in shown["entries"]] == ["client.name"]
    entries = {"entries": [{"field": "reasons", "text": "Fear of ill-treatment"}]}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(entries)))
    said = say("form", "map", office, form, "-", "--case", "R-2", "--json")
    assert [entry["field"] for entry in said.json["entries"]] == ["name", "reasons"]
    checked = say("form", "check", office, form, "--case", "R-2", "--json").json
    assert (checked["required_open"], checked["faulty"]) == ([], [])
    out = tmp_path / "filled.pdf"
    assert say("form", "fill", office, form, "--case", "R-2", "--out", out, "--json").code == 0
    with Pdf.open(out) as pdf:
        assert str(field(pdf, "name").V) == "Wen Shuyun"
        assert str(field(pdf, "reasons").V) == "Fear of ill-treatment"
    undone = say("form", "undo", office, form, "--json").json
    assert undone["entries"] == []


def test_a_form_that_is_filled_in_already_is_named(office: Path, say: Say, tmp_path: Path) -> None:
    def use(pdf: Pdf) -> None:
        field(pdf, "short").V = field(pdf, "office").V = String("Wei")

    form = added(office, say, tmp_path, altered(use))
    shown = say("form", "show", office, form)
    assert "already filled in" in shown.out
    assert say("form", "show", office, form, "--json").json["prefilled"] == [
        "short",
        "office",
        "country",
        "court",
    ]
    out = tmp_path / "filled.pdf"
    said = say("form", "fill", office, form, "--case", "R-2", "--out", out, "--allow-gaps")
    assert "leaves out the values of: short" in said.out
    assert b"Wei" not in out.read_bytes()


def test_no_name_in_a_form_commands_the_terminal(office: Path, say: Say, tmp_path: Path) -> None:
    name = "Ctl\x1b[31m\x07\r\nX\u202etxt\x9b2J"

    def rename(pdf: Pdf) -> None:
        one = field(pdf, "short")
        one.T, one.TU, one.Ff = String(name), String("tool\x1b]0;x\x07tip"), 2
        field(pdf, "legal-aid").AP.N["/a\x1b\x9b"] = field(pdf, "legal-aid").AP.N.Yes

    form = added(office, say, tmp_path, altered(rename))
    gaps, out = ("--case", "R-2", "--out", tmp_path / "out.pdf"), ("--case", "R-2")
    wanted = (*gaps, "--allow-gaps")
    for said in (
        say("form", "show", office, form),
        say("form", "check", office, form, *out),
        say("form", "fill", office, form, *wanted),
        say("form", "show", office, form, "--json"),
        say("form", "check", office, form, *out, "--json"),
        say("form", "fill", office, form, *wanted, "--json"),
    ):
        assert said.code == 0
        assert not set("\x1b\x07\r\u202e\x9b") & set(said.out + said.err)
    assert "Ctl[31m\r\nXtxt2J" in {
        one["field"] for one in say("form", "check", office, form, *out, "--json").json["answers"]
    }
    said = say("form", "sheet", office, form, *gaps)
    assert said.code == 0
    assert "tool<U+001B>]0;x<U+0007>tip" in " ".join(texts(tmp_path / "out.pdf"))


def test_what_cannot_be_filled_is_refused_with_the_answer_sheet(
    office: Path, say: Say, tmp_path: Path
) -> None:
    form = added(office, say, tmp_path, signed())
    out = tmp_path / "filled.pdf"
    said = say("form", "fill", office, form, "--case", "R-2", "--out", out, "--allow-gaps", "--json")
    assert said.code == 6
    assert "answer sheet" in said.json["error"]["remedy"]
    assert not out.exists()
    said = say("form", "sheet", office, form, "--case", "R-2", "--out", out, "--json")
    assert (said.code, said.json["can_be_filled"], out.exists()) == (0, False, True)


@pytest.mark.confined
def test_a_file_that_is_no_form_is_an_error(office: Path, say: Say, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"no PDF")
    said = say("form", "add", office, path, "--json")
    assert (said.code, said.json["error"]["kind"]) == (3, "damaged-source")
    assert say("form", "list", office, "--json").json == {"rows": []}


@pytest.mark.parametrize("options", [(), ("--field", "name"), ("--field", "name", "--value", "nothing")])
def test_half_an_entry_is_refused(options: tuple[str, ...], office: Path, say: Say, tmp_path: Path) -> None:
    form = added(office, say, tmp_path, written_form())
    said = say("form", "map", office, form, *options, "--json")
    assert (said.code, said.json["error"]["kind"]) == (3, "invalid-input")
