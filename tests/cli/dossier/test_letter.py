"""`casebook letter`: kinds, what one lacks, its file, own templates, and the styles of Word files."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from casebook.domain.case.case import Party
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.case.case import open_case
from tests.cli.said import Say
from tests.formats.word_templates import word_file
from tests.vaults import PHRASE

AUTHORITY = "interpreter-undertaking"


def test_kinds_are_listed_and_shown_with_how_their_provisions_were_read(plain_office: Path, say: Say) -> None:
    rows = say("letter", "list", plain_office, "--json").json["rows"]
    assert len(rows) == 26
    assert {"id", "title", "reader", "purpose", "own", "file_name"} == set(rows[0])
    shown = say("letter", "show", plain_office, "cat-interim", "--json").json
    assert [(one["read"], one["is_cited"]) for one in shown["provisions"]] == [
        ("document", True),
        ("document", True),
        ("none", False),
    ]
    assert say("letter", "show", plain_office, "nothing", "--json").code == 3


def test_fields_need_no_vault(say: Say) -> None:
    answer = say("letter", "fields", "--json").json
    assert {"field": "client.health", "holds": "client's health", "protected": True} in answer["rows"]
    assert answer["lists"]["facts"] == ["date", "text", "proof"]


def test_what_is_missing_is_named_and_stops_the_writing(plain_office: Path, say: Say, tmp_path: Path) -> None:
    asked = (plain_office, AUTHORITY, "--case", "R-1")
    checked = say("letter", "check", *asked, "--set", "connections=none known", "--json")
    assert checked.code == 7
    missing = {gap["field"]: gap["noun"] for gap in checked.json["missing"]}
    assert missing["counsel.name"] == "role"
    assert any("none known" in line["text"] for line in checked.json["lines"])
    refused = say("letter", "write", *asked, "--out", tmp_path, "--json")
    assert (refused.code, refused.json["error"]["field"]) == (3, "values")
    assert list(tmp_path.glob("*.docx")) == []
    written = say("letter", "write", *asked, "--out", tmp_path, "--leave-gaps", "--json").json
    assert "error" not in written, written
    assert Path(written["out"]).name == f"letter-{AUTHORITY}.docx"
    assert "Undertaking" in [paragraph.text for paragraph in Document(written["out"]).paragraphs]
    (entry,) = say("letter", "list", plain_office, "--case", "R-1", "--json").json["written"]
    assert entry["sha256"] == written["sha256"]
    assert say("letter", "remove", plain_office, entry["id"], "--json").json["noun"] == "letter"
    assert say("letter", "list", plain_office, "--case", "R-1", "--json").json["written"] == []
    assert say("bin", "restore", plain_office, entry["id"], "--json").code == 0
    assert len(say("letter", "list", plain_office, "--case", "R-1", "--json").json["written"]) == 1


def test_a_check_names_the_recipient_whom_a_consent_is_to_name(
    plain_office: Path, say: Say, tmp_path: Path
) -> None:
    with open_session(plain_office, PHRASE) as session:
        given = Consent(purpose="un-body", given_on=session.clock().date(), recipient="Return Watch")
        record.add(session, Person(id="p", consents=(given,)))
        parties = (Party(person_id="p"),)
        open_case(session, reference="R-2", title="", jurisdiction="CY", parties=parties)
    asked = (plain_office, "cat-interim", "--case", "R-2")
    checked = say("letter", "check", *asked).out
    assert "A client's consent to this purpose names another recipient." in checked
    refused = say("letter", "write", *asked, "--out", tmp_path, "--leave-gaps", "--json").json["error"]
    assert refused["remedy"] in checked


def test_a_template_is_added_used_and_removed(plain_office: Path, say: Say, tmp_path: Path) -> None:
    own, bad = tmp_path / "own.docx", tmp_path / "bad.docx"
    own.write_bytes(word_file("{{ case.reference }}: {{ blank.wish }}"))
    bad.write_bytes(word_file("{{ case.colour }}"))
    refused = say("letter", "add", plain_office, bad, "--title", "Own", "--json")
    assert refused.code == 3
    assert "body, paragraph 1: There is no field case.colour." in refused.json["error"]["title"]
    added = say("letter", "add", plain_office, own, "--title", "Own", "--reader", "authority", "--json").json
    assert added["fields"] == ["case.reference", "blank.wish"]
    asked = (plain_office, added["id"], "--case", "R-1", "--set", "wish=bail", "--out", tmp_path / "out.docx")
    assert say("letter", "write", *asked, "--json").code == 0
    assert [one.text for one in Document(str(tmp_path / "out.docx")).paragraphs] == ["R-1: bail"]
    assert say("letter", "remove", plain_office, added["id"], "--json").json["noun"] == "letter-template"
    assert len(say("letter", "list", plain_office, "--json").json["rows"]) == 26


def test_the_styles_of_an_office_are_taken_and_reset(plain_office: Path, say: Say, tmp_path: Path) -> None:
    reference = tmp_path / "styles.docx"
    assert say("letter", "styles", plain_office, "--out", reference, "--json").json["styles"] == []
    taken = say("letter", "styles", plain_office, reference, "--json").json["styles"]
    assert "Normal" in [style["name"] for style in taken]
    assert say("letter", "styles", plain_office, "--reset", "--json").json["styles"] == []


def test_a_supplied_letter_is_exported_as_a_template(plain_office: Path, say: Say, tmp_path: Path) -> None:
    out = tmp_path / "template.docx"
    assert say("letter", "template", plain_office, "ccf-access", "--out", out, "--json").code == 0
    assert any("{{ client.name }}" in one.text for one in Document(str(out)).paragraphs)


def test_exhibits_are_enclosed_by_number(plain_office: Path, say: Say) -> None:
    asked = (plain_office, "echr-rule39-request", "--case", "R-1", "--enclose", "1, 5", "--json")
    refused = say("letter", "check", *asked)
    assert (refused.code, refused.json["error"]["field"]) == (3, "enclose")
    assert "has this number: 1, 5" in refused.json["error"]["title"]
