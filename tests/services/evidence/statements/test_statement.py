"""Statements: written, tied, read back, printed in either or both languages; what stands against printing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput, NotFound, Refused
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.fact import Account, Fact, Pinpoint
from casebook.domain.case.ground import Ground, Proof
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.composition import FormFields
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.statement import RecordingPlace, Statement, StatementForm, StatementParagraph
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Consent, Person
from casebook.services.base import form, record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence.statements import statement, statement_print
from casebook.services.evidence.statements.statement import CorrectedText
from casebook.services.evidence.statements.statement_guide import guide
from casebook.services.evidence.statements.statement_sheet import PrintedLanguages, statement_sheet
from casebook.services.evidence.statements.statement_view import view
from tests.pdf.read import texts

FIRST = StatementParagraph(
    id="",
    text="2020年1月，警察来到我家。",
    translation="In January 2020 the police came to my home.",
    fact_ids=("f",),
    earlier=(Pinpoint(document_id="d", page=3),),
    recording=RecordingPlace(document_id="d", at_seconds=95),
)
SECOND = StatementParagraph(id="", text="他们没有出示证件。", translation="They showed no papers.")


@pytest.fixture
def case(session: Session) -> Case:
    """A case with a client who consents, an interpreter, a fact and an earlier account of it."""
    consent = Consent(purpose="court", given_on=session.clock().date())
    names = (Name(text="Wen Shuyun", script="Latn"), Name(text="文书云", script="Hans"))
    record.add(session, Person(id="p", names=names, consents=(consent,)))
    record.add(session, Contact(id="i", name="Ada Marlow", kind="interpreter"))
    made = open_case(session, reference="R-1", title="", jurisdiction="CY", parties=(Party(person_id="p"),))
    record.add(
        session,
        Document(
            id="d",
            case_id=made.id,
            title="Interview",
            kind="statement",
            attachment_id="",
            sha256="",
            size_bytes=0,
            media_type="application/pdf",
        ),
        Fact(
            id="f",
            case_id=made.id,
            statement="The police came.",
            on=StatedDate(edtf="2020-01"),
            status="inconsistent",
            accounts=(Account(stated_by="client", words="In winter.", pinpoint=FIRST.earlier[0]),),
        ),
        Ground(
            id="g",
            case_id=made.id,
            kind="ill-treatment",
            title="Real risk",
            proofs=(Proof(element="Interest of the police", fact_ids=("f",)),),
        ),
    )
    return made


def begun(
    session: Session,
    case: Case,
    *paragraphs: StatementParagraph,
    confirmation: StatementForm = "truth",
) -> Statement:
    """A statement in Chinese with an interpreter."""
    made = form.add(
        session,
        Statement(
            id="s",
            case_id=case.id,
            title="First statement",
            person_id="p",
            language="zh-Hans",
            contact_id="i",
            confirmation=confirmation,
        ),
    )
    for one in paragraphs:
        made, _ = statement.write_paragraph(session, made.id, one)
    return made


def printed(session: Session, out: Path, languages: PrintedLanguages = "both") -> str:
    made = run_in_line(statement_print.write(session, "s", out, languages=languages))
    pages = texts(out)
    assert made.pages == len(pages)
    return " ".join(" ".join(pages).split())


def problems(session: Session) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.kind, one.numbers) for one in view(session, "s").problems]


def test_each_paragraph_is_tied_to_fact_earlier_account_and_recording(session: Session, case: Case) -> None:
    begun(session, case, FIRST, SECOND)
    first, second = view(session, "s").spine
    assert [fact.id for fact in first.facts] == [fact.id for fact in first.differing] == ["f"]
    (earlier,) = first.earlier
    assert (earlier.document.id, earlier.pinpoint.page) == ("d", 3)
    assert [account.words for account in earlier.accounts] == ["In winter."]
    assert first.recording is not None
    assert first.recording.id == "d"
    assert (second.number, second.facts, second.recording) == (2, (), None)


def test_paragraphs_are_moved_changed_removed_and_undone(session: Session, case: Case) -> None:
    made = begun(session, case, FIRST, SECOND)
    second = made.paragraphs[1]
    moved, back = statement.write_paragraph(session, "s", second, at=1)
    assert [one.text for one in moved.paragraphs] == [SECOND.text, FIRST.text]
    back(session)
    assert view(session, "s").statement == made
    removed, _ = statement.remove_paragraph(session, "s", 1)
    assert [one.text for one in removed.paragraphs] == [SECOND.text]
    assert statement.undo(session, "s") == made
    assert statement.undo(session, "s") == removed
    with pytest.raises(NotFound, match="no paragraph 7"):
        statement.remove_paragraph(session, "s", 7)
    with pytest.raises(InvalidInput, match="no text"):
        statement.write_paragraph(session, "s", StatementParagraph(id="", text=" "))


def test_what_was_corrected_at_read_back_is_kept(session: Session, case: Case) -> None:
    begun(session, case, FIRST, SECOND)
    assert ("not-read-back", ()) in problems(session)
    corrected = CorrectedText(number=2, text="They showed one paper.", who="client", side="translation")
    made, _ = statement.read_back(session, "s", reader="Ada Marlow", corrections=(corrected,))
    (reading,) = made.read_backs
    (correction,) = reading.corrections
    assert (correction.was, correction.became) == (SECOND.translation, "They showed one paper.")
    assert (correction.who, reading.read_at) == ("client", session.clock())
    assert made.is_read_back
    changed, _ = statement.write_paragraph(session, "s", made.paragraphs[0], at=2)
    assert not changed.is_read_back
    with pytest.raises(InvalidInput, match="who read"):
        statement.read_back(session, "s", reader=" ")


@pytest.mark.parametrize(
    ("languages", "held", "left_out"),
    [
        ("both", (FIRST.text, FIRST.translation, "Interpreter’s certificate"), ()),
        ("translation", (FIRST.translation,), (FIRST.text,)),
        ("original", (FIRST.text, "口译员"), (FIRST.translation,)),
    ],
)
def test_it_is_printed_in_either_or_both_languages(
    languages: PrintedLanguages,
    held: tuple[str, ...],
    left_out: tuple[str, ...],
    session: Session,
    tmp_path: Path,
    case: Case,
) -> None:
    begun(session, case, FIRST, SECOND)
    statement.read_back(session, "s", reader="Ada Marlow")
    text = printed(session, tmp_path / "out.pdf", languages)
    assert [one for one in held if one not in text] == []
    assert [one for one in left_out if one in text] == []


def test_a_statement_is_headed_by_the_court_it_is_for(session: Session, tmp_path: Path, case: Case) -> None:
    begun(session, case, FIRST)
    record.add(
        session, Proceeding(id="a", case_id=case.id, kind="asylum", forum="Asylum Service", number="A-1")
    )
    assert "Asylum Service" not in printed(session, tmp_path / "asylum.pdf")
    record.add(
        session,
        Proceeding(id="x", case_id=case.id, kind="extradition", forum="District Court", number="3/26"),
    )
    text = printed(session, tmp_path / "out.pdf")
    assert "District Court" in text
    assert "3/26" in text


def test_the_jurat_states_the_true_number_of_pages(session: Session, tmp_path: Path, case: Case) -> None:
    long = [StatementParagraph(id="", text="话" * 400, translation="word " * 300) for _ in range(12)]
    begun(session, case, *long, confirmation="oath")
    out = tmp_path / "out.pdf"
    text = printed(session, out)
    assert len(texts(out)) > 3
    assert f"This statement with its annexes has {len(texts(out))} numbered pages." in text
    assert "I swear" in text
    assert "Before me" in text


def test_corrections_are_printed_with_who_asked(session: Session, tmp_path: Path, case: Case) -> None:
    begun(session, case, FIRST)
    corrected = CorrectedText(number=1, text="A new text.", who="the client", side="translation")
    statement.read_back(session, "s", reader="Ada Marlow", corrections=(corrected,))
    text = printed(session, tmp_path / "out.pdf")
    assert "Corrections at read-back" in text
    assert "the client" in text
    assert "Initials of the person making the statement" in text


@pytest.mark.parametrize("languages", ["both", "original", "translation"])
def test_the_page_of_signatures_has_the_end_and_the_maker(
    languages: PrintedLanguages, session: Session, tmp_path: Path, case: Case
) -> None:
    lines = [
        StatementParagraph(id="", text=f"话{at}。" * 30, translation=f"word{at} " * 60) for at in range(11)
    ]
    made = begun(session, case, *lines, confirmation="affirmation")
    printed(session, tmp_path / "out.pdf", languages)
    pages = ["".join(one.split()) for one in texts(tmp_path / "out.pdf")]
    signed = next(page for page in reversed(pages) if "WenShuyun" in page)
    last = len(made.paragraphs) - 1
    assert f"word{last}" in signed or f"话{last}" in signed


def test_the_name_on_a_signature_line_stays_on_one_line(session: Session, case: Case) -> None:
    begun(session, case, FIRST)
    (part,) = statement_sheet(view(session, "s"), "both", 1).parts
    rows = [row for block in part.blocks if isinstance(block, FormFields) for row in block.rows]
    assert "Signature of Wen\u00a0Shuyun" in [row.label for row in rows]


@pytest.mark.parametrize(
    ("form", "opening"),
    [
        ("truth", "I, Wen Shuyun, state as follows:"),
        ("affirmation", "I, Wen Shuyun, solemnly and sincerely affirm and state as follows:"),
        ("oath", "I, Wen Shuyun, make oath and state as follows:"),
    ],
)
def test_it_opens_as_its_jurat_ends(
    form: StatementForm, opening: str, session: Session, tmp_path: Path, case: Case
) -> None:
    begun(session, case, FIRST, confirmation=form)
    assert opening in printed(session, tmp_path / "out.pdf", "translation")


def test_no_read_back_is_printed_for_words_changed_after_it(
    session: Session, tmp_path: Path, case: Case
) -> None:
    made = begun(session, case, FIRST)
    read, certified = "It was read back to me", "read this statement back truly"
    text = printed(session, tmp_path / "before.pdf")
    assert read not in text
    assert certified not in text
    statement.read_back(session, "s", reader="Somebody else")
    text = printed(session, tmp_path / "other.pdf")
    assert read in text
    assert certified not in text  # by another reader than the interpreter
    statement.read_back(session, "s", reader="ada  marlow")
    text = printed(session, tmp_path / "read.pdf")
    assert read in text
    assert certified in text
    changed = replace(made.paragraphs[0], translation="Something else.")
    statement.write_paragraph(session, "s", changed)
    text = printed(session, tmp_path / "after.pdf")
    assert read not in text
    assert certified not in text
    assert "not read back" not in text, "a paper to be signed holds no caution of ours"


def test_a_translation_not_read_back_as_it_stands_is_a_draft_on_every_page(
    session: Session, tmp_path: Path, case: Case
) -> None:
    made = begun(session, case, FIRST)
    printed(session, tmp_path / "before.pdf")
    assert all("DRAFT" in page for page in texts(tmp_path / "before.pdf"))
    statement.read_back(session, "s", reader="Ada Marlow")
    assert "DRAFT" not in printed(session, tmp_path / "read.pdf")
    statement.write_paragraph(session, "s", replace(made.paragraphs[0], translation="Something else."))
    assert "DRAFT" in printed(session, tmp_path / "changed.pdf")


def test_a_paragraph_and_its_translation_stand_on_one_page(
    session: Session, tmp_path: Path, case: Case
) -> None:
    pairs = [
        StatementParagraph(id="", text=f"话{at}。" * 9, translation=f"word{at}a " * 20 + f"word{at}z")
        for at in range(40)
    ]
    begun(session, case, *pairs)
    printed(session, tmp_path / "out.pdf")
    pages = texts(tmp_path / "out.pdf")
    assert len(pages) > 3
    for at in range(40):
        (page,) = (page for page in pages if f"话{at}。" in page)
        assert f"word{at}a" in page
        assert f"word{at}z" in page


def test_what_nobody_may_interpret_and_what_has_no_words(
    session: Session, tmp_path: Path, case: Case
) -> None:
    begun(session, case)
    with pytest.raises(InvalidInput, match="no paragraph"):
        statement.read_back(session, "s", reader="Ada Marlow")
    statement.write_paragraph(session, "s", SECOND)
    record.change(session, Contact(id="i", name="Ada Marlow", kind="interpreter", vetting="do-not-use"))
    with pytest.raises(InvalidInput, match="not to be used"):
        printed(session, tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()


def test_untranslated_paragraphs_are_named_before_a_file(
    session: Session, tmp_path: Path, case: Case
) -> None:
    begun(session, case, FIRST, StatementParagraph(id="", text="没有译文。"))
    out = tmp_path / "out.pdf"
    for languages in ("both", "translation"):
        with pytest.raises(InvalidInput, match="not translated") as refusal:
            printed(session, out, languages)
        assert refusal.value.field == "paragraphs 2"
    assert not out.exists()
    assert "没有译文" in printed(session, out, "original")


def test_what_was_removed_is_named_before_a_file(session: Session, tmp_path: Path, case: Case) -> None:
    begun(session, case, SECOND, FIRST)
    record.move_to_bin(session, Document, "d")
    with pytest.raises(InvalidInput, match="documents that were removed") as refusal:
        printed(session, tmp_path / "out.pdf", "original")
    assert refusal.value.field == "paragraphs 2"
    record.move_to_bin(session, Fact, "f")
    assert ("fact-gone", (2,)) in problems(session)


def test_nothing_is_printed_without_paragraphs_or_consent(
    session: Session, tmp_path: Path, case: Case
) -> None:
    begun(session, case)
    with pytest.raises(InvalidInput, match="no paragraph"):
        printed(session, tmp_path / "out.pdf")
    statement.write_paragraph(session, "s", SECOND)
    with pytest.raises(Refused, match="consented"):
        run_in_line(statement_print.write(session, "s", tmp_path / "out.pdf", purpose="media"))
    assert not (tmp_path / "out.pdf").exists()


def test_an_interpreter_who_is_not_vetted_is_named(session: Session, case: Case) -> None:
    begun(session, case, SECOND)
    assert ("interpreter-not-vetted", ()) in problems(session)
    record.change(session, Contact(id="i", name="Ada Marlow", kind="interpreter", vetting="do-not-use"))
    assert ("interpreter-refused", ()) in problems(session)


def test_the_guide_asks_what_each_ground_needs(stocked: Session) -> None:
    case = open_case(stocked, reference="R-1", title="", jurisdiction="CY", parties=())
    record.add(stocked, Person(id="p", names=(Name(text="Wen Shuyun", script="Latn"),)))
    fact = Fact(id="f", case_id=case.id, statement="Came.", on=StatedDate(edtf="2020"), status="inconsistent")
    proofs = (Proof(element="Interest of the police", fact_ids=("f",)),)
    ground = Ground(id="g", case_id=case.id, kind="ill-treatment", title="Risk", proofs=proofs)
    record.add(stocked, fact)
    record.add(stocked, ground)
    tied = StatementParagraph(id="1", text="x", fact_ids=("f",))
    record.add(
        stocked,
        Statement(id="s", case_id=case.id, title="t", person_id="p", language="en", paragraphs=(tied,)),
    )
    (section,) = guide(stocked, "s").sections
    sources = {topic.source: topic for topic in section.topics}
    assert sources["element"].is_covered
    assert not sources["differing-accounts"].is_covered
    asked = [topic.text for topic in section.topics if topic.source == "fact-needed"]
    assert len(asked) > 3
    assert not [text for text in asked if "expert" in text]


def test_the_guide_asks_of_each_fact_once(stocked: Session) -> None:
    case = open_case(stocked, reference="R-1", title="", jurisdiction="CY", parties=())
    record.add(stocked, Person(id="p", names=(Name(text="Wen Shuyun", script="Latn"),)))
    for key in ("g", "h"):
        record.add(stocked, Ground(id=key, case_id=case.id, kind="ill-treatment", title="Risk"))
    record.add(stocked, Statement(id="s", case_id=case.id, title="t", person_id="p", language="en"))
    texts_asked = [topic.text for section in guide(stocked, "s").sections for topic in section.topics]
    assert len(texts_asked) == len(set(texts_asked)) > 3
