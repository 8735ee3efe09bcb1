"""The encrypted file of a form that another member deleted permanently goes once that is confirmed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from casebook.domain.dossier.form_answer import FormAnswer
from casebook.domain.dossier.official_form import FormTraits, OfficialForm
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing.team.purges import confirm_purge, purge_requests
from casebook.services.vault import record_bin
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.office import exchange_all, pair


@pytest.fixture
def two(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session]:
    """Ben's form with answers in the case has come to Anna."""
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    sealed = ben.vault.attachments.seal(io.BytesIO(b"%PDF"), ben.ids())
    form = OfficialForm(
        id="f1",
        title="Form",
        attachment_id=sealed.id,
        sha256=sealed.sha256,
        size_bytes=sealed.size_bytes,
        traits=FormTraits(page_count=1),
    )
    record.add(ben, sealed, form)
    record.add(ben, FormAnswer(id="a1", official_form_id="f1", case_id="c1"))
    exchange_all(ben, anna)
    return anna, ben


def _delete_form(session: Session) -> None:
    record.move_to_bin(session, OfficialForm, "f1")
    record_bin.purge(session, "official-form", "f1")


def test_a_confirmed_form_takes_its_file_along(two: tuple[Session, Session]) -> None:
    anna, ben = two
    (sealed,) = record.every(ben, Attachment)
    _delete_form(anna)
    exchange_all(anna, ben)
    confirm_purge(ben, "f1")
    assert not record.every(ben, Attachment)
    assert not list(ben.vault.path.rglob(f"*{sealed.id}*"))


def test_answers_in_a_form_are_asked_about_with_title_and_number(two: tuple[Session, Session]) -> None:
    anna, ben = two
    record.add(ben, FormAnswer(id="a2", official_form_id="f1", case_id="c1"))
    _delete_form(anna)
    exchange_all(anna, ben, anna)
    (late,) = purge_requests(anna)
    assert (late.noun, late.title, late.count, late.is_late) == ("official-form", "S-1", 1, True)
    confirm_purge(anna, "f1")
    exchange_all(anna, ben)
    assert [(one.noun, one.title, one.count) for one in purge_requests(ben)] == [("official-form", "Form", 1)]
    confirm_purge(ben, "f1")
    assert not purge_requests(ben)
    assert not record.every(ben, FormAnswer)
