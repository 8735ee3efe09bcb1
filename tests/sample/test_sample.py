from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.base.clock import fixed_clock
from casebook.base.errors import Conflict
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.evidence.document import Document, DocumentText
from casebook.domain.library.register_match import RegisterMatch
from casebook.domain.person.person import Person
from casebook.sample.sample import fill_with_sample
from casebook.services.base import record, search
from casebook.services.base.session import Session, open_session
from casebook.services.evidence import document
from tests.vaults import SAMPLE_AT, MasterVault, fill_copy

SCANS = {"3", "7"}
PICTURES = {"8", "9"}


@pytest.fixture(scope="module")
def session(sample_vault: MasterVault, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = sample_vault.copied_to(tmp_path_factory.mktemp("sample") / "sample.casebook")
    with open_session(path, sample_vault.code, clock=fixed_clock(SAMPLE_AT)) as vault_session:
        yield vault_session


def test_everything_is_written(session: Session) -> None:
    counts = {kind: len(record.every(session, kind)) for kind in (Person, Case, Document, Fact, Dossier)}
    assert counts == {Person: 7, Case: 3, Document: 23, Fact: 27, Dossier: 2}


def test_each_file_is_what_its_hash_says(session: Session) -> None:
    exhibits = record.every(session, Document)
    assert exhibits
    for exhibit in exhibits:
        with document.contents(session, exhibit) as stream:
            data = stream.read()
        assert hashlib.sha256(data).hexdigest() == exhibit.sha256
        assert len(data) == exhibit.size_bytes
        assert exhibit.custody[0].sha256_after == exhibit.sha256
        assert exhibit.custody[0].why == exhibit.obtained_from


def test_files_are_told_by_their_content(session: Session) -> None:
    kinds = {exhibit.exhibit_mark: exhibit.media_type for exhibit in record.every(session, Document)}
    assert kinds["8"] == "image/jpeg"
    assert kinds["9"] == "image/png"
    assert {kinds[mark] for mark in kinds.keys() - PICTURES - {""}} == {"application/pdf"}


def test_scans_and_pictures_have_no_words_to_search(session: Session) -> None:
    has_text = {exhibit.exhibit_mark: exhibit.has_text for exhibit in record.every(session, Document)}
    assert {mark for mark, has_words in has_text.items() if not has_words} == SCANS | PICTURES


def test_a_name_in_any_script_is_found(session: Session) -> None:
    for words in ("志远", "志遠", "zhiyuan", "تۇرسۇنجان", "Айгүл"):
        assert "person" in {hit.noun for hit in search.find(session, words)}, words


def test_words_inside_an_exhibit_are_found(session: Session) -> None:
    texts = record.every(session, DocumentText)
    assert any("劝说林志远回国" in page for words in texts for page in words.pages)


def test_a_second_sample_is_refused(session: Session) -> None:
    with pytest.raises(Conflict):
        fill_with_sample(session)
    assert len(record.every(session, Person)) == 7


def test_the_audit_holds(session: Session) -> None:
    assert session.store.verify_audit() > 0


@pytest.mark.proof  # that a paper is drawn the same twice is a test of `sample/specimen/test_draw.py`
def test_two_vaults_hold_the_same_exhibits(
    session: Session, library_vault: MasterVault, tmp_path: Path
) -> None:
    fill_copy(library_vault, tmp_path / "other.casebook")
    with open_session(tmp_path / "other.casebook", library_vault.code) as other:
        assert record.every(other, Document) == record.every(session, Document)
        assert record.every(other, Dossier) == record.every(session, Dossier)


def test_the_invented_register_meets_two_people(session: Session) -> None:
    matches = sorted(record.every(session, RegisterMatch), key=lambda one: one.line)
    assert [(one.level, one.state) for one in matches] == [("strong", "open"), ("possible", "open")]
    assert all("invented" in one.register_title for one in matches)
