"""Templates of the office: read apart, kept encrypted, used, and taken back; styles of its Word files."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document as WordFile
from docx.shared import Pt

from casebook.base.errors import DamagedSource, InvalidInput, NotFound, Refused
from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.dossier.letter import LetterAnswer, LetterKind
from casebook.domain.dossier.letter_template import LetterTemplate
from casebook.domain.dossier.letters.word_style import WordStyle
from casebook.domain.person.person import Person
from casebook.domain.vault.attachment import Attachment
from casebook.formats.letter_template import examine
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.dossier.letters import house_style, letter_kind, letter_template
from casebook.services.dossier.letters import letter as letters
from casebook.services.dossier.letters.letter_draft import LetterRequest
from casebook.services.vault import record_bin
from tests.formats.word_templates import with_member, word_file

BAIL = word_file("{{ client.name }} asks for bail: {{ blank.why_now }}", "{{ client.health }}")


def _case(session: Session) -> str:
    record.add(session, Person(id="p", names=(Name(text="Wen Shuyun", script="Latn"),)))
    parties = (Party(person_id="p"),)
    return open_case(session, reference="R-1", title="", jurisdiction="CY", parties=parties).id


def _added(session: Session, folder: Path, data: bytes, *, reader: str = "court") -> LetterTemplate:
    file = folder / "own.docx"
    file.write_bytes(data)
    template, _ = run_in_line(
        letter_template.add(session, file, title="Bail", reader=reader)  # type: ignore[arg-type]
    )
    return template


def test_an_own_template_is_kept_encrypted_and_used(session: Session, tmp_path: Path) -> None:
    case_id = _case(session)
    template = _added(session, tmp_path, BAIL)
    assert BAIL[:64] not in b"".join(
        path.read_bytes() for path in session.vault.path.rglob("*") if path.is_file()
    )
    kind = letter_kind.kinds(session)[-1]
    assert (kind.id, kind.title, kind.file_name) == (f"own-{template.id}", "Bail", "letter-own.docx")
    request = LetterRequest(case_id=case_id, kind=kind.id)
    draft = run_in_line(letters.draft(session, request))
    assert [(blank.name, blank.label) for blank in draft.blanks] == [("why_now", "Why now")]
    assert [gap.field for gap in draft.gaps] == ["blank.why_now", "client.health"]
    answered = LetterRequest(
        case_id=case_id, kind=kind.id, answers=(LetterAnswer(name="why_now", text="a new fact"),)
    )
    out = tmp_path / "out"
    out.mkdir()
    run_in_line(letters.write(session, answered, out, leaves_gaps=True))
    word = WordFile(io.BytesIO((out / "letter-own.docx").read_bytes()))
    assert [paragraph.text for paragraph in word.paragraphs] == [
        "Wen Shuyun asks for bail: a new fact",
        "[client's health]",
    ]


def test_an_own_template_must_not_tell_the_other_side_of_health(session: Session, tmp_path: Path) -> None:
    case_id = _case(session)
    template = _added(session, tmp_path, BAIL, reader="other-side")
    request = LetterRequest(case_id=case_id, kind=f"own-{template.id}")
    with pytest.raises(Refused, match=r"must not reach its recipient: client's health\."):
        run_in_line(letters.draft(session, request))


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (
            word_file("x", "{{ client.nmae }}"),
            InvalidInput,
            "body, paragraph 2: There is no field client.nmae.",
        ),
        (
            with_member(BAIL, "word/vbaProject.bin", b"x"),
            Refused,
            "part word/vbaProject.bin of the file: It contains a macro.",
        ),
        (b"no Word file", DamagedSource, "This is not a Word file"),
    ],
    ids=["field", "macro", "other"],
)
def test_a_template_that_is_refused_leaves_nothing(
    session: Session, tmp_path: Path, data: bytes, error: type[Exception], words: str
) -> None:
    with pytest.raises(error) as raised:
        _added(session, tmp_path, data)
    assert words in str(raised.value)
    assert record.every(session, LetterTemplate) == []
    assert record.every(session, Attachment) == []


def test_a_template_goes_to_the_bin_and_is_destroyed_with_its_file(session: Session, tmp_path: Path) -> None:
    template = _added(session, tmp_path, BAIL)
    record.move_to_bin(session, LetterTemplate, template.id)
    with pytest.raises(NotFound):
        letter_kind.kind_named(session, f"own-{template.id}")
    record.restore(session, LetterTemplate, template.id)
    assert letter_kind.kind_named(session, f"own-{template.id}").is_own
    record.move_to_bin(session, LetterTemplate, template.id)
    place = session.vault.attachments.place(template.attachment_id)
    assert place.exists()
    record_bin.purge(session, "letter-template", template.id)
    assert not place.exists()


def test_the_styles_of_an_office_are_taken_and_given_back(session: Session, tmp_path: Path) -> None:
    reference, own = tmp_path / "reference.docx", tmp_path / "own.docx"
    house_style.write_reference(session, reference)
    word = WordFile(str(reference))
    word.styles["Normal"].font.name, word.styles["Normal"].font.size = "Garamond", Pt(13)
    word.save(str(own))
    taken = run_in_line(house_style.take(session, own))
    normal = next(style for style in taken if style.name == "Normal")
    assert (normal.font, normal.size_pt) == ("Garamond", 13)
    assert house_style.house_styles(session) == taken
    house_style.write_reference(session, reference)
    assert WordFile(str(reference)).styles["Normal"].font.name == "Garamond"
    house_style.reset(session)
    assert house_style.house_styles(session) == ()
    assert WordStyle(name="Normal") not in taken
    assert session.clock().date() > date(2026, 1, 1)


def test_a_supplied_letter_is_written_as_a_template_that_can_be_added(
    session: Session, tmp_path: Path
) -> None:
    out = tmp_path / "template.docx"
    letter_kind.export_template(letter_kind.supplied()[0], out)
    template, report = run_in_line(
        letter_template.add(session, out, title="Our Rule 39 request", reader="court", purpose="court")
    )
    assert "client.whereabouts" in report.fields
    assert template.purpose == "court"


@pytest.mark.parametrize("kind", letter_kind.supplied(), ids=lambda kind: kind.id)
def test_a_preview_says_what_the_letter_says_and_packs_no_file(kind: LetterKind) -> None:
    template, fields = letter_kind.supplied_template(kind.body, kind.form, ())
    assert fields == examine(template).fields
    values = {"case.reference": "R-1"}
    report, packed = letter_kind.filled_supplied(kind, (), values, packs=True)
    assert letter_kind.filled_supplied(kind, (), values, packs=False) == (report, b"")
    assert WordFile(io.BytesIO(packed)).paragraphs
