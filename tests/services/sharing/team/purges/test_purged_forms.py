"""The encrypted file of a form that another member deleted permanently goes once that is confirmed."""

from __future__ import annotations

import io
from pathlib import Path

from casebook.domain.dossier.form_answer import FormAnswer
from casebook.domain.dossier.official_form import FormTraits, OfficialForm
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.sharing.team.purges import confirm_purge
from casebook.services.vault import record_bin
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.office import exchange_all, pair


def test_a_confirmed_form_takes_its_file_along(new_casebook: NewCasebook, tmp_path: Path) -> None:
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
    record.move_to_bin(anna, OfficialForm, "f1")
    record_bin.purge(anna, "official-form", "f1")
    exchange_all(anna, ben)
    confirm_purge(ben, "f1")
    assert not record.every(ben, Attachment)
    assert not list(ben.vault.path.rglob(f"*{sealed.id}*"))
