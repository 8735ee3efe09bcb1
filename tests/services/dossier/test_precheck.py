"""The check before filing reads the library once, for all its parts."""

from __future__ import annotations

import re
from collections import Counter

from sqlalchemy import event

from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.precheck import precheck
from tests.stubs import stubs_of

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
