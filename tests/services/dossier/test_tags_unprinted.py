"""Tags are the office's own: no dossier in any copy has one, and no service that makes papers reads them."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

import casebook
from casebook.domain.base.tag import TagEdit
from casebook.domain.dossier.build import BuildRequest, CopyKind
from casebook.domain.dossier.dossier import Dossier
from casebook.services.base import bulk_edit, record, tag
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.dossier.compose import compose
from casebook.services.dossier.dossier_data import load_for_preview
from tests.sampled import sampled
from tests.vaults import MasterVault

MARK = "zqx-own-word"
READERS = {
    "cli/case/record.py",
    "domain/base/tag.py",
    "services/base/tag.py",
    "store/case/case.py",
    "store/case/event.py",
    "store/case/task.py",
    "store/evidence/document.py",
    "store/person/contact.py",
    "store/person/person.py",
}
"""What counts, changes, finds and lists tags; none of it makes a paper."""


@pytest.fixture
def sample(sample_vault: MasterVault, tmp_path: Path) -> Iterator[Session]:
    with open_session(sample_vault.copied_to(tmp_path / "s.casebook"), sample_vault.code) as session:
        yield session


@pytest.mark.parametrize("copy_kind", sampled(["pseudonymised", "service", "filing", "draft"], 2))
def test_no_copy_of_a_dossier_has_a_tag(sample: Session, copy_kind: CopyKind) -> None:
    for kind in tag.KINDS:
        ids = [one.id for one in record.every(sample, kind)]
        run_in_line(bulk_edit.edit(sample, kind, ids, "tags", TagEdit(added=(MARK,))))
    assert tag.in_use(sample)[0].number > len(tag.KINDS)
    dossier, *_ = record.every(sample, Dossier)
    request = BuildRequest(dossier_id=dossier.id, copy_kind=copy_kind)
    composition = compose(load_for_preview(sample, request), lambda _: io.BytesIO())
    assert composition.parts
    assert MARK not in str(asdict(composition))


def test_tags_are_read_only_where_that_was_reviewed() -> None:
    package = Path(casebook.__file__).parent
    readers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if path.relative_to(package).parts[0] != "ui"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "tags"
    }
    assert readers == READERS
