"""The check before filing reads the library once, for all its parts."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from sqlalchemy import event

from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.precheck import precheck
from tests.stubs import bare, stubs_of

LIBRARY = ("finding", "source", "topic", "decision")


def test_a_check_reads_the_whole_library_at_most_once(stocked: Session) -> None:
    section = Section(id="conditions", kind="country-conditions", topics=("diplomatic-assurances",))
    dossier = Dossier(id="d", case_id="c1", title="Hearing", sections=(section,))
    record.add(stocked, dossier, *stubs_of(dossier))
    reads = Counter[str]()

    def note(_: object, __: object, statement: str, *___: object) -> None:
        reads.update(re.findall(r"^SELECT [^()]*\sFROM (\w+)\s+WHERE \w+\.binned_at IS NULL$", statement))

    event.listen(stocked.store.engine, "before_cursor_execute", note)
    checked = precheck(stocked, BuildRequest(dossier_id="d"))
    event.remove(stocked.store.engine, "before_cursor_execute", note)
    assert "adverse" in {foreseen.problem.check for foreseen in checked.foreseen}
    assert [reads[table] for table in LIBRARY] == [0, 1, 1, 1]


def problems(session: Session, *, profile_id: str = "") -> dict[str, bool]:
    """What is said of exhibits "1" and "3", the latter in Chinese, and whether it blocks."""
    documents = (
        bare(Document, id="e1", case_id="c1", attachment_id="a1", exhibit_mark="1"),
        bare(Document, id="e3", case_id="c1", attachment_id="a3", exhibit_mark="3", language="zh-Hans"),
    )
    section = Section(id="text", kind="free-text", text="The notice is clear ([[3]]).\n\nSo is this ([[1]]).")
    dossier = Dossier(
        id="d", case_id="c1", title="Hearing", language="en", sections=(section,), exhibit_ids=("e1", "e3")
    )
    record.add(session, dossier, *documents, *stubs_of(dossier, *documents))
    foreseen = precheck(session, BuildRequest(dossier_id="d", profile_id=profile_id)).foreseen
    return {str(one.problem.what): one.problem.is_blocking for one in foreseen}


def test_a_gap_in_the_numbers_of_exhibits_is_named(stocked: Session) -> None:
    assert problems(stocked)["No exhibit has these numbers: 2."] is False


@pytest.mark.parametrize(("profile_id", "is_blocking"), [("", False), ("us-eoir-immigration-court", True)])
def test_a_foreign_exhibit_relied_on_untranslated_is_named(
    stocked: Session, profile_id: str, *, is_blocking: bool
) -> None:
    what = "Exhibit 3 is in another language and relied on without a translation: Section A, paragraph 1."
    assert problems(stocked, profile_id=profile_id)[what] is is_blocking


def test_an_archive_among_the_exhibits_is_told_before_the_build(stocked: Session) -> None:
    kind = "application/x-7z-compressed"
    packed = bare(Document, id="e1", case_id="c1", attachment_id="a1", exhibit_mark="A1", media_type=kind)
    dossier = Dossier(id="d", case_id="c1", title="Hearing", exhibit_ids=("e1",))
    record.add(stocked, dossier, packed, *stubs_of(dossier, packed))
    for placeholders, is_said in ((frozenset[str](), True), (frozenset({"A1"}), False)):
        checked = precheck(stocked, BuildRequest(dossier_id="d", placeholders=placeholders))
        whats = {str(one.problem.what): one.problem.is_blocking for one in checked.foreseen}
        blocks = whats.get("Exhibit A1 has no pages: it is an archive or a file that is not read.", False)
        assert blocks is is_said
