"""Answers that come back: what the browser saved, what differs, one change, and what is refused whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import CasebookError, Conflict, InvalidInput, Refused
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.domain.dossier.client_paper import ClientPaper
from casebook.domain.dossier.client_papers.answer_file import AnswerContent, QuestionAnswer
from casebook.domain.person.person import Person
from casebook.formats.answer_file import write_answers
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier.client_papers import client_answers, client_paper
from casebook.services.dossier.client_papers.client_answers import AnswerPreview
from casebook.services.dossier.client_papers.client_paper import ClientPaperRequest
from tests.people import add_person
from tests.services.dossier.client_papers.browser import Browser

pytestmark = pytest.mark.usefixtures("qapp")  # the engine of the script needs it
ANSWERS = {
    "name-own": "ئالىم ئۆرنەك",
    "name-passport": "Alim Example",
    "born": "1988-03-02",
    "sex": "male",
    "nationality": "China",
    "passport-number": "X1234567",
    "passport-expires": "31.2.2030",
    "address": "12 Invented Street",
    "fear": "I fear “detention”.\nSecond line.",
}
Given = tuple[ClientPaper, bytes]


def _given(session: Session, request: ClientPaperRequest, folder: Path) -> Given:
    paper, _ = run_in_line(client_paper.write(session, request, folder))
    return paper, (folder / "intake.html").read_bytes()


def _content(paper: ClientPaper, answers: Mapping[str, str]) -> AnswerContent:
    written = tuple(QuestionAnswer(question=name, text=text) for name, text in answers.items())
    return AnswerContent(
        form=paper.id, paper=paper.paper, version=paper.version, language=paper.language, answers=written
    )


def _shown(session: Session, data: bytes, folder: Path, case: Case, person_id: str = "") -> AnswerPreview:
    file = folder / "answers.json"
    file.write_bytes(data)
    return run_in_line(client_answers.preview(session, file, case_id=case.id, person_id=person_id))


def test_what_a_browser_saves_is_shown_and_saved_in_one_change(
    session: Session, case: Case, client: Person, intake: ClientPaperRequest, tmp_path: Path
) -> None:
    known = replace(client, whereabouts="another street", born=StatedDate(edtf="1988-03-02"))
    record.change(session, known)
    paper, page = _given(session, intake, tmp_path)
    shown = _shown(session, Browser(page).saved(ANSWERS), tmp_path, case, client.id)
    states = {row.question: row.state for row in shown.rows}
    assert states == {
        "name-own": "new",
        "name-passport": "same",
        "born": "same",
        "sex": "new",
        "nationality": "new",
        "passport-number": "new",
        "passport-expires": "unclear",
        "address": "differs",
        "fear": "new",
    }
    assert shown.usual == {"name-own", "sex", "nationality", "passport-number", "passport-expires", "fear"}
    before = session.store.audit_head()[0]
    note, undo = client_answers.save(session, shown, shown.usual)
    assert session.store.audit_head()[0] == before + 3
    saved = record.find(session, Person, client.id)
    assert [name.text for name in saved.names] == ["Alim Example", "ئالىم ئۆرنەك"]
    assert (saved.sex, saved.nationalities, saved.whereabouts) == ("male", ("CN",), "another street")
    assert [(one.kind, one.number) for one in saved.papers] == [("passport", "X1234567")]
    assert note is not None
    assert "31.2.2030" in note.text
    assert "I fear “detention”.\nSecond line." in note.text
    assert record.find(session, ClientPaper, paper.id).answers_sha256 == shown.sha256
    again = _shown(session, (tmp_path / "answers.json").read_bytes(), tmp_path, case)
    assert {row.state for row in again.rows if row.question != "address"} == {"same"}
    undo(session)
    assert record.find(session, Person, client.id) == known
    assert record.every(session, Note) == []
    assert record.find(session, ClientPaper, paper.id) == paper


def test_chosen_answers_replace_what_differs(
    session: Session, case: Case, client: Person, intake: ClientPaperRequest, tmp_path: Path
) -> None:
    record.change(session, replace(client, health="well", born=StatedDate(edtf="1980")))
    paper, _ = _given(session, intake, tmp_path)
    data = write_answers(_content(paper, {"health": "asthma", "born": "1988年3月2日"}))
    shown = _shown(session, data, tmp_path, case)
    assert shown.usual == frozenset()
    with pytest.raises(InvalidInput, match="No answer was chosen"):
        client_answers.save(session, shown, shown.usual)
    client_answers.save(session, shown, {"health", "born"})
    saved = record.find(session, Person, client.id)
    assert (saved.health, saved.born and saved.born.edtf) == ("asthma", "1988-03-02")
    with pytest.raises(Conflict):
        client_answers.save(session, shown, {"health"})


def test_a_form_opens_its_own_answers_again_and_no_others(
    session: Session, intake: ClientPaperRequest, tmp_path: Path
) -> None:
    _, page = _given(session, intake, tmp_path)
    _, other_page = _given(session, intake, tmp_path)
    file = Browser(page).saved(ANSWERS)
    assert Browser(page).opened(file) == ("The saved answers were opened.", ANSWERS)
    assert Browser(other_page).opened(file) == ("These answers were saved from another form.", {})
    altered = file.replace(b"Invented", b"Altered")
    assert Browser(page).opened(altered) == ("This is not a file of answers, or it was changed.", {})


FAULTS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "altered by hand": (lambda data: data.replace(b"Invented", b"Altered"), "was changed after the form"),
    "cut": (lambda data: data[: len(data) // 2], "incomplete or damaged"),
    "empty": (lambda _: b"", "incomplete or damaged"),
    "another file": (lambda _: b'{"answers": 1}', "is not a file of answers"),
    "a list": (lambda _: b"[]", "is not a file of answers"),
    "another format": (lambda data: data.replace(b"answers-1", b"answers-2"), "A later version of Casebook"),
    "a field too many": (lambda data: data[:-1] + b', "x": 1}', "was changed after the form"),
    "too large": (lambda _: b" " * ((1 << 20) + 1), "too large"),
}


def test_a_spoilt_file_is_told_in_words_and_changes_nothing(
    session: Session, case: Case, intake: ClientPaperRequest, tmp_path: Path
) -> None:
    paper, _ = _given(session, intake, tmp_path)
    data = write_answers(_content(paper, {"address": "12 Invented Street"}))
    before = session.store.audit_head()
    for fault, (spoil, words) in FAULTS.items():
        with pytest.raises(CasebookError, match=words):
            _shown(session, spoil(data), tmp_path, case)
        assert session.store.audit_head() == before, fault


def test_answers_that_belong_elsewhere_are_refused(
    session: Session, case: Case, client: Person, intake: ClientPaperRequest, tmp_path: Path
) -> None:
    paper, _ = _given(session, intake, tmp_path)
    other = add_person(session, (Name(text="Bahar Example", script="Latn"),))
    content = _content(paper, {"health": "well"})
    wrong = {
        "version 2020.01.01": replace(content, version="2020.01.01"),
        "No form with these answers": replace(content, form="nobody"),
        "questions that the form does not have": _content(paper, {"shoe-size": "42"}),
        "another questionnaire or language": replace(content, language="fr"),
        "more than once": replace(content, answers=content.answers * 2),
    }
    for words, stated in wrong.items():
        with pytest.raises(CasebookError, match=words):
            _shown(session, write_answers(stated), tmp_path, case)
    with pytest.raises(Refused, match="another client") as caught:
        _shown(session, write_answers(content), tmp_path, case, other.id)
    assert "Alim" not in str(caught.value)
    assert _shown(session, write_answers(content), tmp_path, case, client.id).rows


def test_an_answer_with_hidden_characters_is_taken_without_them(
    session: Session, case: Case, intake: ClientPaperRequest, tmp_path: Path
) -> None:
    """One answer pasted from a word processor does not cost the others."""
    paper, page = _given(session, intake, tmp_path)
    answers = {"address": "12\x0bStreet\x00\x1b", "health": "a\u202eb", "fear": "x\x0by"}
    stated = [*write_answers(_content(paper, answers)).splitlines(), Browser(page).saved(answers)]
    for data in stated:
        rows = {row.question: row.text for row in _shown(session, data, tmp_path, case).rows}
        assert rows == {"address": "12\nStreet", "health": "ab", "fear": "x\ny"}
    by_hand = write_answers(_content(paper, {**answers, "born": "1988-03-02"}))
    cleaned = {row.question for row in _shown(session, by_hand, tmp_path, case).rows if row.is_cleaned}
    assert cleaned == answers.keys()


@pytest.mark.parametrize(
    ("answer", "state"),
    [("China; ../../etc", "unclear"), ("Stateless, 中国", "new"), ("Narnia", "unclear")],
)
def test_a_nationality_that_no_country_has_goes_into_the_note(
    session: Session, case: Case, intake: ClientPaperRequest, tmp_path: Path, answer: str, state: str
) -> None:
    paper, _ = _given(session, intake, tmp_path)
    shown = _shown(session, write_answers(_content(paper, {"nationality": answer})), tmp_path, case)
    assert [(row.state, row.is_note) for row in shown.rows] == [(state, state == "unclear")]
