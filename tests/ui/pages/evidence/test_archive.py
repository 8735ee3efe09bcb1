"""An archive with a password, imported in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyzipper

from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.pages.evidence.intake import IntakePane
from casebook.ui.widgets.forms.form import Form
from tests.ui.driver import open_page, part
from tests.ui.pages.filled import fill, save

Opened = Callable[..., Any]


def test_the_password_of_an_archive_is_asked_for_and_not_kept(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    pane = part(open_page(opened(blank), "case", id=case.id, tab="evidence"), IntakePane)
    file, password = tmp_path / "papers.zip", "opens it"
    with pyzipper.AESZipFile(file, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password.encode())
        archive.writestr("letters/memo.txt", b"heard on the line")
    pane.offer_paths(case.id, [file])
    form: Any = part(pane, Form)
    assert form.entries["password"].is_secret
    save(fill(form, password="not this"))
    assert record.every(blank, Document) == []
    pane.offer_paths(case.id, [file])
    save(fill(part(pane, Form), password=password))
    notes = {document.received_as for document in record.every(blank, Document)}
    assert notes == {"papers.zip", "papers.zip/letters/memo.txt"}
