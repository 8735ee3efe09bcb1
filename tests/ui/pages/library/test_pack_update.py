"""The Updates tab of the library: what a pack file would do is shown, and taken only when accepted."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from casebook.base.resources import resource
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.packs.signed_pack import NAMES, pack
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.library import library
from casebook.services.library.packs import revision
from tests.packs.written import change
from tests.ui.driver import button, open_page, press, shown_rows, text_of

CHANGED = "cpl-77-rsdl-contact"


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A pack file in which one finding says something else."""
    folder = tmp_path / "packs"
    folder.mkdir()
    for name in NAMES:
        shutil.copy(resource("packs", name), folder / name)
    change(
        folder / "findings.toml", "may not, without the executing body's leave,", "may not, without leave,"
    )
    out = tmp_path / "packs.json"
    out.write_bytes(pack(folder, bytes(range(32))))
    return out


@pytest.fixture
def held(stocked: Session) -> Session:
    opened = case.open_case(stocked, reference="R-1", title="Removal", jurisdiction="cy")
    sections = (Section(id="conditions", kind="country-conditions", topics=("rsdl",)),)
    record.add(stocked, Dossier(id="d1", case_id=opened.id, title="For the hearing", sections=sections))
    return stocked


def _page(workspace: Any) -> Any:  # noqa: ANN401
    return open_page(workspace, "library", tab="updates")


def _words(within: QWidget) -> str:
    return "\n".join([text_of(within), *(made.text() for made in within.findChildren(QPushButton))])


def test_nothing_is_said_to_be_new_where_nothing_is(opened: Callable[..., Any], held: Session) -> None:
    page = _page(opened(held))
    assert "nothing new" in _words(page)
    assert "No differences" in _words(page)
    assert page.rows.total == 0


def test_a_pack_file_is_shown_and_taken_only_when_its_key_was_compared(
    opened: Callable[..., Any], held: Session, newer: Path
) -> None:
    page = _page(opened(held))
    before = held.store.audit_head()
    page.look_at(newer)
    (row,) = shown_rows(page.rows)
    assert (row.kind, row.record_id, [dossier.title for dossier in row.dossiers]) == (
        "changed",
        CHANGED,
        ["For the hearing"],
    )
    words = _words(page)
    assert "not yet accepted" in words
    assert "Before: " in words
    assert held.store.audit_head() == before
    accept = button(page, "Accept update")
    assert not accept.isEnabled()
    page.findChild(QCheckBox).click()
    assert accept.isEnabled()
    accept.click()
    assert "may not, without leave" in library.library_index(held).findings[CHANGED].statement


def test_a_marked_dossier_stands_until_somebody_has_looked(
    opened: Callable[..., Any], held: Session, newer: Path
) -> None:
    page = _page(opened(held))
    page.look_at(newer)
    page.accept()
    assert revision.revised(held, "d1") == {CHANGED}
    mark = shown_rows(page.rows)[0]
    assert mark.kind == "look-again"
    page.table.choose(mark.id)
    press(page, "I have reviewed this")
    assert revision.revised(held, "d1") == frozenset()
    assert all(row.kind != "look-again" for row in shown_rows(page.rows))


def test_a_file_whose_signature_does_not_fit_is_refused_and_not_shown(
    opened: Callable[..., Any], held: Session, newer: Path
) -> None:
    workspace = opened(held)
    page = _page(workspace)
    newer.write_bytes(newer.read_bytes().replace(b"without leave", b"with leave"))
    page.look_at(newer)
    assert "The signature does not match this file." in _words(workspace)
    assert page.rows.total == 0
