from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from casebook.base.errors import Cancelled, Conflict, InvalidInput, Refused
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Account, Fact
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.deadline import deadline
from casebook.services.deadline.deadline_details import RuleDetails
from casebook.services.exchange import open_formats
from tests.paths import is_ours_alone

BYTES = b"%PDF-1.4 invented"
CASE = Case(
    id="case-one",
    reference="R-1",
    title="Removal <script>",
    jurisdiction="CY",
    opened_on=date(2026, 1, 1),
    parties=(Party(person_id="person-one"),),
)
FACT = Fact(
    id="fact-one",
    case_id="case-one",
    statement="The lantern was green.",
    on=StatedDate(edtf="XXXX", words="around New Year 2016 (lunar)"),
    accounts=(Account(stated_by="Wen Shu", words="It was <b>green</b>."),),
)
DRAFT = Document(
    id="document-one",
    case_id="case-one",
    title="Letter",
    kind="correspondence",
    attachment_id="",
    sha256="",
    size_bytes=0,
    media_type="application/pdf",
)


@pytest.fixture
def filled(session: Session) -> Session:
    record.add(session, Person(id="person-one", names=(Name(text="文舒", script="Hans"),)), CASE, FACT)
    record.add(session, replace(FACT, id="fact-two", statement="Thrown away."))
    record.move_to_bin(session, Fact, "fact-two")
    sealed = session.vault.attachments.seal(BytesIO(BYTES), session.ids())
    record.add(session, sealed, replace(DRAFT, attachment_id=sealed.id, sha256=sealed.sha256))
    return session


def test_every_record_and_file_is_there_to_be_read_without_the_program(
    filled: Session, tmp_path: Path
) -> None:
    summary = run_in_line(open_formats.write(filled, tmp_path / "open"))
    assert (summary.records["fact"], summary.files, summary.missing) == (2, 1, ())
    facts = json.loads((tmp_path / "open" / "records" / "fact.json").read_text(encoding="utf-8"))
    first, second = facts["rows"]
    assert first["on"] == {"edtf": "XXXX", "words": "around New Year 2016 (lunar)"}
    assert (first["binned_at"], bool(second["binned_at"])) == (None, True)
    assert "sorted_on" not in first
    assert (tmp_path / "open" / "files" / "document-one.pdf").read_bytes() == BYTES
    history = json.loads((tmp_path / "open" / "history.json").read_text(encoding="utf-8"))["rows"]
    assert history[-1]["noun"] == "document"
    fields = json.loads((tmp_path / "open" / "fields.json").read_text(encoding="utf-8"))
    assert "disputed" in next(field for field in fields["fact"] if field["name"] == "status")["allowed"]


def test_the_pages_say_who_and_what_in_words_and_run_nothing(filled: Session, tmp_path: Path) -> None:
    run_in_line(open_formats.write(filled, tmp_path / "open"))
    index = (tmp_path / "open" / "index.html").read_text(encoding="utf-8")
    assert 'href="cases/case-one.html">R-1</a> Removal &lt;script&gt;' in index
    assert "not encrypted" in index
    page = (tmp_path / "open" / "cases" / "case-one.html").read_text(encoding="utf-8")
    assert "“around New Year 2016 (lunar)”" in page
    assert "文舒" in page
    assert "It was &lt;b&gt;green&lt;/b&gt;." in page
    assert 'href="../files/document-one.pdf"' in page
    assert "Thrown away." not in page
    assert "文舒" in (tmp_path / "open" / "person.html").read_text(encoding="utf-8")
    assert "<script" not in index + page


def test_a_calculation_is_exported_in_words(filled: Session, tmp_path: Path) -> None:
    served = StatedDate(edtf="2026-04-13")
    record.add(filled, Event(id="served", case_id=CASE.id, kind="decision-served", title="", on=served))
    entry = deadline.add_by_rule(
        filled, "served", "es-extradition-suplica", RuleDetails(is_foreign_meant=True)
    )
    record.change(filled, replace(entry, doubt=Message("Not counted: {why}.", why="no day").as_text()))
    run_in_line(open_formats.write(filled, tmp_path / "open"))
    page = (tmp_path / "open" / "cases" / "case-one.html").read_text(encoding="utf-8")
    assert "2026-04-14: working day 1; 2026-04-15: working day 2" in page
    assert "The text of the calculation method" in page
    assert "Not counted: no day." in page
    assert "{value}" not in page
    assert "msgid" not in page


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml"])
def test_what_a_browser_would_run_leaves_as_text(media_type: str, filled: Session, tmp_path: Path) -> None:
    (document,) = record.every(filled, Document)
    record.change(filled, replace(document, media_type=media_type))
    run_in_line(open_formats.write(filled, tmp_path / "open"))
    (file,) = (tmp_path / "open" / "files").iterdir()
    assert file.name.endswith(".inert.txt")
    page = (tmp_path / "open" / "cases" / "case-one.html").read_text(encoding="utf-8")
    assert f'href="../files/{file.name}">The file as it was received, shown as text' in page
    assert "default-src 'none'" in page


def test_no_key_leaves_and_nobody_else_may_read_it(filled: Session, tmp_path: Path) -> None:
    run_in_line(open_formats.write(filled, tmp_path / "open"))
    (sealed,) = record.every(filled, Attachment)
    for path in (tmp_path / "open").rglob("*"):
        assert is_ours_alone(path)
        assert path.is_dir() or sealed.key.hex() not in path.read_text(encoding="utf-8", errors="replace")
    assert not (tmp_path / "open" / "records" / "attachment.json").exists()


def test_a_vault_takes_no_plain_copy_and_a_full_folder_is_left_alone(filled: Session, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        run_in_line(open_formats.write(filled, filled.vault.path / "open"))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Conflict):
        run_in_line(open_formats.write(filled, tmp_path / "mine"))
    with pytest.raises(InvalidInput):
        run_in_line(open_formats.write(filled, tmp_path / "none" / "open"))
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    assert not [path for path in filled.vault.path.rglob("*") if path.suffix == ".part"]


def test_what_is_stopped_leaves_nothing(filled: Session, tmp_path: Path) -> None:
    def stop(done: int, total: int, step: Message) -> None:  # noqa: ARG001 - it is a Progress
        if done > 3:
            raise Cancelled("Stopped.")

    before = set(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        run_in_line(open_formats.write(filled, tmp_path / "open", progress=stop))
    assert set(tmp_path.iterdir()) == before


def test_a_sealed_file_that_is_gone_is_named_and_the_rest_is_written(filled: Session, tmp_path: Path) -> None:
    (document,) = record.every(filled, Document)
    filled.vault.attachments.remove(document.attachment_id)
    made = run_in_line(open_formats.write(filled, tmp_path / "open"))
    assert made.missing == ("document-one",)
    assert (tmp_path / "open" / "index.html").exists()
