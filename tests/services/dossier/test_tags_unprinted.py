"""Tags are the office's own: no copy of a dossier and no letter has one; what reads them was reviewed."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

import casebook
from casebook.domain.base.tag import TagEdit
from casebook.domain.case.case import Case
from casebook.domain.dossier.build import BuildRequest, CopyKind
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.letter import LetterAnswer, LetterKind
from casebook.services.base import bulk_edit, record, tag
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.dossier.compose import compose
from casebook.services.dossier.dossier_data import load_for_preview
from casebook.services.dossier.letters import letter, letter_kind
from casebook.services.dossier.letters.letter_draft import LetterRequest
from casebook.services.person import role
from tests.sampled import sampled
from tests.vaults import MasterVault

MARK = "zqx-own-word"
READERS = {
    "cli/case/record.py",
    "cli/case/record_entry.py",
    "cli/case/tag.py",
    "cli/case/verbs.py",
    "domain/base/tag.py",
    "domain/dossier/hiding/identifying.py",
    "services/base/tag.py",
    "store/base/tag.py",
    "store/case/case.py",
    "store/case/event.py",
    "store/case/task.py",
    "store/evidence/document.py",
    "store/person/contact.py",
    "store/person/person.py",
}
"""What counts, changes, finds and lists tags, or classes their field; none of it makes a paper."""


@pytest.fixture
def sample(sample_vault: MasterVault, tmp_path: Path) -> Iterator[Session]:
    with open_session(sample_vault.copied_to(tmp_path / "s.casebook"), sample_vault.code) as session:
        yield session


def _tag_everything(session: Session) -> None:
    for kind in tag.KINDS:
        ids = [one.id for one in record.every(session, kind)]
        run_in_line(bulk_edit.edit(session, kind, ids, "tags", TagEdit(added=(MARK,))))
    assert tag.in_use(session)[0].number > len(tag.KINDS)


@pytest.mark.parametrize("copy_kind", sampled(["pseudonymised", "service", "filing", "draft"], 2))
def test_no_copy_of_a_dossier_has_a_tag(sample: Session, copy_kind: CopyKind) -> None:
    _tag_everything(sample)
    dossier, *_ = record.every(sample, Dossier)
    request = BuildRequest(dossier_id=dossier.id, copy_kind=copy_kind)
    composition = compose(load_for_preview(sample, request), lambda _: io.BytesIO())
    assert composition.parts
    assert MARK not in str(asdict(composition))


@pytest.mark.parametrize("kind", sampled(letter_kind.supplied(), 2), ids=lambda kind: kind.id)
def test_no_letter_has_a_tag(sample: Session, kind: LetterKind) -> None:
    _tag_everything(sample)
    case = next(one for one in record.every(sample, Case) if one.reference.startswith("LIN"))
    contacts = {one.role.kind: one.contact.id for one in role.of_case(sample, case.id)}
    answers = tuple(LetterAnswer(name=one.name, text="as written") for one in kind.blanks)
    of_office = bool(kind.addressee) or kind.reader in {"court", "client"}
    addressee = "" if of_office else contacts[next(iter(kind.makers), "doctor")]
    request = LetterRequest(case_id=case.id, kind=kind.id, answers=answers, contact_id=addressee)
    draft = run_in_line(letter.draft(sample, request))
    assert draft.lines
    assert MARK not in str(asdict(draft))


def _tag_reads(source: str) -> list[ast.AST]:
    """Where a module reads tags as an attribute, or names the field in a text by which one may be read."""
    return [
        node
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.Attribute) and node.attr == "tags")
        or (isinstance(node, ast.Constant) and node.value == "tags")
    ]


def test_tags_are_read_only_where_that_was_reviewed() -> None:
    package = Path(casebook.__file__).parent
    readers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if path.relative_to(package).parts[0] != "ui" and _tag_reads(path.read_text(encoding="utf-8"))
    }
    assert readers == READERS


@pytest.mark.parametrize("line", ["case.tags", 'getattr(case, "tags")', 'attrgetter("tags")(case)'])
def test_a_planted_reader_of_tags_is_found(line: str) -> None:
    assert _tag_reads(line)
