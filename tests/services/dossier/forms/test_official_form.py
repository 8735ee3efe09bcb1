"""Forms of the casebook: kept, pointed at, checked, filled in, undone; and what is refused before a file."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from casebook.base.errors import CasebookError, Conflict, InvalidInput, NotFound, Refused
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.form_answer import FormAnswer
from casebook.domain.dossier.form_check import FormRequest
from casebook.domain.dossier.official_form import FieldEntry, OfficialForm
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.dossier.forms import form_filling, official_form
from casebook.services.evidence.document import sealed_file
from casebook.services.vault import record_bin
from tests.pdf.read import texts
from tests.pdf.written_form import signed, with_barcode, with_xfa, written_form, xfa_alone

MAPPED = (
    FieldEntry(field="name", source="client.name"),
    FieldEntry(field="born", source="client.born", day_format="iso"),
    FieldEntry(field="legal-aid", text="Yes"),
    FieldEntry(field="country", source="case.country"),
    FieldEntry(field="sex", source="client.religion", text="F", equals="Buddhist"),
)


@pytest.fixture
def case(session: Session) -> Case:
    """A case with a client who consents."""
    consent = Consent(purpose="court", given_on=session.clock().date())
    names = (Name(text="Wen Shuyun", script="Latn"), Name(text="文书云", script="Hans"))
    client = Person(id="p", names=names, born=StatedDate(edtf="1984-07-24"), consents=(consent,))
    record.add(session, client)
    made = open_case(session, reference="R-1", title="", jurisdiction="CY", parties=(Party(person_id="p"),))
    record.add(session, Proceeding(id="q", case_id=made.id, kind="asylum", forum="Asylum Service"))
    return made


def added(
    session: Session, tmp_path: Path, data: bytes | None = None, name: str = "form.pdf"
) -> OfficialForm:
    path = tmp_path / name
    path.write_bytes(written_form() if data is None else data)
    return run_in_line(official_form.add(session, path))


def test_a_form_is_kept_with_its_fields(session: Session, tmp_path: Path) -> None:
    form = added(session, tmp_path)
    (kept,) = official_form.forms(session)
    assert kept == form
    assert (kept.title, len(kept.fields), kept.traits.page_count) == ("form", 9, 2)
    with session.vault.attachments.open(sealed_file(session, form)) as stream:
        assert stream.read() == (tmp_path / "form.pdf").read_bytes()


def test_values_of_the_case_fill_the_form(session: Session, tmp_path: Path, case: Case) -> None:
    form = added(session, tmp_path)
    official_form.enter(session, form.id, MAPPED[:1])
    official_form.enter(
        session, form.id, [FieldEntry(field="name", source="client.name.chinese")], case_id=case.id
    )
    out = tmp_path / "out.pdf"
    made = run_in_line(form_filling.fill(session, FormRequest(form_id=form.id, case_id=case.id), out))
    assert "文书云" in " ".join(texts(out))
    assert [answer.field.name for answer in made.check.answers if answer.value] == ["name"]
    assert form_filling.file_name(form).startswith("form-")


def test_a_check_names_every_fault_and_writes_nothing(session: Session, tmp_path: Path, case: Case) -> None:
    form = added(session, tmp_path)
    official_form.enter(session, form.id, MAPPED)
    request = FormRequest(form_id=form.id, case_id=case.id)
    checked = run_in_line(form_filling.check(session, request))
    assert [(one.field.name, one.fault.kind) for one in checked.faulty if one.fault] == [("born", "too-long")]
    assert {one.field.name: one.state for one in checked.answers}["sex"] == "open"
    with pytest.raises(Refused, match="1 value does not fit") as refusal:
        run_in_line(form_filling.fill(session, request, tmp_path / "out.pdf"))
    assert refusal.value.field == "born"
    assert not (tmp_path / "out.pdf").exists()


def test_a_required_field_without_value_is_named_first(session: Session, tmp_path: Path, case: Case) -> None:
    form = added(session, tmp_path)
    request = FormRequest(form_id=form.id, case_id=case.id)
    out = tmp_path / "out.pdf"
    with pytest.raises(Refused, match="requires") as refusal:
        run_in_line(form_filling.fill(session, request, out))
    assert "name" in refusal.value.field.split(", ")
    assert not out.exists()
    gaps = FormRequest(form_id=form.id, case_id=case.id, accepts_gaps=True)
    run_in_line(form_filling.fill(session, gaps, out))
    assert out.exists()


def test_nothing_leaves_without_consent(session: Session, tmp_path: Path, case: Case) -> None:
    form = added(session, tmp_path)
    request = FormRequest(form_id=form.id, case_id=case.id, accepts_gaps=True, purpose="media")
    with pytest.raises(Refused, match="consented"):
        run_in_line(form_filling.fill(session, request, tmp_path / "out.pdf"))
    with pytest.raises(Refused, match="consented"):
        run_in_line(form_filling.write_sheet(session, request, tmp_path / "out.pdf"))
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize(("recipient", "is_covered"), [("Return Watch", False), ("asylum service", True)])
def test_a_consent_for_one_recipient_lets_a_form_go_to_that_one_alone(
    session: Session, tmp_path: Path, case: Case, recipient: str, *, is_covered: bool
) -> None:
    form, out = added(session, tmp_path), tmp_path / "out.pdf"
    client = record.find(session, Person, "p")
    limited = tuple(replace(one, recipient=recipient) for one in client.consents)
    record.change(session, replace(client, consents=limited), seen=client)
    request = FormRequest(form_id=form.id, case_id=case.id, proceeding_id="q", accepts_gaps=True)
    with nullcontext() if is_covered else pytest.raises(Refused, match="another recipient"):
        run_in_line(form_filling.fill(session, request, out))
    assert out.exists() is is_covered


@pytest.mark.confined
@pytest.mark.parametrize("data", [signed(), with_xfa(needs_rendering=True)])
def test_what_cannot_be_filled_gets_an_answer_sheet(
    data: bytes, session: Session, tmp_path: Path, case: Case
) -> None:
    form = added(session, tmp_path, data)
    official_form.enter(session, form.id, MAPPED)
    request = FormRequest(form_id=form.id, case_id=case.id, accepts_gaps=True)
    with pytest.raises(Refused, match=r"XFA|signature") as refusal:
        run_in_line(form_filling.fill(session, request, tmp_path / "out.pdf"))
    assert "answer sheet" in str(refusal.value.remedy)
    sheet = tmp_path / "sheet.pdf"
    run_in_line(form_filling.write_sheet(session, request, sheet))
    printed = " ".join(" ".join(texts(sheet)).split())
    assert printed.index("Name of the applicant") < printed.index("born") < printed.index("legal-aid")
    assert "Wen Shuyun" in printed
    assert "1984-07-24" in printed


def test_a_barcode_is_named(session: Session, tmp_path: Path, case: Case) -> None:
    form = added(session, tmp_path, with_barcode())
    remarks = form_filling.preview(session, form.id, case.id).remarks
    assert any("barcode" in str(remark) for remark in remarks)


@pytest.mark.confined
def test_files_that_are_no_forms_leave_nothing(session: Session, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    canvas = Canvas(str(letter))
    canvas.drawString(50, 700, "A letter")
    canvas.showPage()
    canvas.save()
    cases = {
        "no form fields": letter.read_bytes(),
        "XFA only": xfa_alone(),
        "no PDF": b"text",
        "damaged": b"",
    }
    for title, data in cases.items():
        with pytest.raises(CasebookError, match=title):
            added(session, tmp_path, data, "other.pdf")
    with pytest.raises(NotFound):
        run_in_line(official_form.add(session, tmp_path / "absent.pdf"))
    assert official_form.forms(session) == []


REFUSED: tuple[tuple[FieldEntry, type[CasebookError]], ...] = (
    (FieldEntry(field="absent", text="x"), NotFound),
    (FieldEntry(field="office", text="x"), InvalidInput),
    (FieldEntry(field="name", source="client.shoe-size"), InvalidInput),
    (FieldEntry(field="sex", text="X"), InvalidInput),
    (FieldEntry(field="sex", source="client.religion", text="F"), InvalidInput),
    (FieldEntry(field="country", text="Atlantis"), InvalidInput),
)


def test_an_entry_a_field_cannot_take_is_refused(session: Session, tmp_path: Path) -> None:
    form = added(session, tmp_path)
    for entry, error in REFUSED:
        with pytest.raises(error):
            official_form.enter(session, form.id, [entry])
        assert official_form.forms(session)[0].entries == (), entry


def test_entries_are_undone_and_made_again(session: Session, tmp_path: Path, case: Case) -> None:
    form = added(session, tmp_path)
    with pytest.raises(NotFound, match="nothing to undo"):
        official_form.undo(session, form.id)
    official_form.enter(session, form.id, MAPPED[:1])
    official_form.enter(session, form.id, MAPPED[1:2])
    assert official_form.undo(session, form.id) == MAPPED[:1]
    assert official_form.undo(session, form.id) == MAPPED[:2]
    back = official_form.enter(session, form.id, [FieldEntry(field="name")])
    assert official_form.entries_for(session, official_form.forms(session)[0], "").keys() == {"born"}
    back(session)
    assert official_form.forms(session)[0].entries == MAPPED[:2]
    back = official_form.enter(session, form.id, [FieldEntry(field="short", text="abc")], case_id=case.id)
    assert official_form.answer_of(session, form.id, case.id) is not None
    back(session)
    assert official_form.answer_of(session, form.id, case.id) is None
    official_form.enter(session, form.id, [FieldEntry(field="short", text="abc")], case_id=case.id)
    assert official_form.undo(session, form.id, case.id) == ()
    assert official_form.answer_of(session, form.id, case.id) is None


def test_two_windows_may_point_at_one_form(session: Session, tmp_path: Path) -> None:
    form = added(session, tmp_path)
    back = official_form.enter(session, form.id, MAPPED[:1])
    official_form.enter(session, form.id, MAPPED[2:3])
    with pytest.raises(Conflict):
        back(session)


@pytest.mark.confined
def test_a_filled_form_becomes_a_document(session: Session, tmp_path: Path, case: Case) -> None:
    form = added(session, tmp_path)
    official_form.enter(session, form.id, MAPPED[:1])
    request = FormRequest(form_id=form.id, case_id=case.id, is_flat=True, accepts_gaps=True)
    document = run_in_line(form_filling.add_to_case(session, request))
    assert record.of_case(session, Document, case.id) == [document]
    assert (document.kind, document.title, document.page_count) == ("form", "form", 2)
    with pytest.raises(Refused, match="not added"):
        run_in_line(form_filling.add_to_case(session, request))


def test_a_purged_form_leaves_neither_file_nor_answers(session: Session, tmp_path: Path, case: Case) -> None:
    form = added(session, tmp_path)
    official_form.enter(session, form.id, [FieldEntry(field="short", text="abc")], case_id=case.id)
    record.move_to_bin(session, OfficialForm, form.id)
    assert official_form.answer_of(session, form.id, case.id) is None
    record.restore(session, OfficialForm, form.id)
    assert official_form.answer_of(session, form.id, case.id) is not None
    record.move_to_bin(session, OfficialForm, form.id)
    record_bin.purge(session, "official-form", form.id)
    assert record.every(session, FormAnswer) == []
    with pytest.raises(NotFound):
        sealed_file(session, form)
    assert not [path for path in session.vault.path.rglob("*") if form.attachment_id in path.name]


def test_an_asylum_claim_stands_in_a_form_only_when_it_was_chosen(
    session: Session, tmp_path: Path, case: Case
) -> None:
    form = added(session, tmp_path)
    official_form.enter(session, form.id, [FieldEntry(field="name", source="proceeding.number")])
    claim = Proceeding(id="claim", case_id=case.id, kind="asylum", forum="Asylum Service", number="A-1")
    request = Proceeding(id="first", case_id=case.id, kind="extradition", forum="Court", number="3/26")
    record.add(session, claim)

    def number(proceeding_id: str = "") -> str:
        answers = form_filling.preview(session, form.id, case.id, proceeding_id).answers
        return next(answer.value for answer in answers if answer.field.name == "name")

    assert (number(), number("claim")) == ("", "A-1")
    record.add(session, request)
    assert (number(), number("first")) == ("3/26", "3/26")
    record.add(session, replace(request, id="review", kind="judicial-review", number="4/26"))
    assert number() == ""
    with pytest.raises(InvalidInput, match="does not belong to the case"):
        number("other")
