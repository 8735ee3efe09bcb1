from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from casebook.base.errors import Conflict
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.services.base import draft, history, record
from casebook.services.base.session import Session

CASE = Case(id="case-one", reference="R-1", title="Removal", jurisdiction="CY", opened_on=date(2026, 1, 1))
FACT = Fact(id="fact-one", case_id="case-one", statement="He came.", on=StatedDate(edtf="2026-01-20"))


def test_two_windows_that_change_different_fields_both_keep_theirs(session: Session) -> None:
    record.add(session, CASE, FACT)
    record.change(session, replace(FACT, place="Nicosia"), seen=FACT)
    merged = record.change(session, replace(FACT, statement="He came late."), seen=FACT)
    assert merged == replace(FACT, place="Nicosia", statement="He came late.")
    assert record.find(session, Fact, FACT.id) == merged


def test_two_windows_that_change_the_same_field_overwrite_nothing(session: Session) -> None:
    record.add(session, CASE, FACT)
    first = record.change(session, replace(FACT, statement="He came at six."), seen=FACT)
    with pytest.raises(Conflict) as caught:
        record.change(session, replace(FACT, statement="He came at eight.", place="Nicosia"), seen=FACT)
    assert caught.value.field == "statement"
    assert record.find(session, Fact, FACT.id) == first
    kept = record.refused(session, Fact, FACT.id)
    assert kept is not None
    assert (kept.fields["statement"], kept.fields["place"]) == ("He came at eight.", "Nicosia")
    draft.forget(session, kept.id)
    assert record.refused(session, Fact, FACT.id) is None


def test_the_same_change_made_twice_is_no_conflict(session: Session) -> None:
    record.add(session, CASE, FACT)
    changed = replace(FACT, statement="He came at six.")
    record.change(session, changed, seen=FACT)
    assert record.change(session, changed, seen=FACT) == changed


DOSSIER = Dossier(
    id="dossier-one",
    case_id="case-one",
    title="Bundle",
    sections=(Section(id="a", kind="free-text"), Section(id="b", kind="free-text")),
)


def test_two_forms_on_one_dossier_keep_both_in_any_order(session: Session) -> None:
    cover = replace(DOSSIER, court="Court")
    first = DOSSIER.with_section_changed(replace(DOSSIER.sections[0], title="First"))
    second = replace(DOSSIER, sections=(DOSSIER.sections[1], DOSSIER.sections[0]))
    record.add(session, CASE)
    for number, forms in enumerate(permutations((cover, first, second))):
        dossier = replace(DOSSIER, id=f"dossier-{number}")
        record.add(session, dossier)
        for changed in forms:
            now = record.change(session, replace(changed, id=dossier.id), seen=dossier)
        assert (now.court, [(part.id, part.title) for part in now.sections]) == (
            "Court",
            [("b", ""), ("a", "First")],
        )


def test_one_section_changed_by_two_is_a_conflict(session: Session) -> None:
    record.add(session, CASE, DOSSIER)
    for title, is_refused in (("First", False), ("Other", True)):
        changed = DOSSIER.with_section_changed(replace(DOSSIER.sections[0], title=title))
        with pytest.raises(Conflict) if is_refused else nullcontext():
            record.change(session, changed, seen=DOSSIER)
    gone = replace(DOSSIER, sections=DOSSIER.sections[1:])
    with pytest.raises(Conflict):
        record.change(session, gone, seen=DOSSIER)


def test_a_change_taken_back_leaves_what_others_changed(session: Session) -> None:
    record.add(session, CASE, FACT)
    record.change(session, replace(FACT, place="Nicosia"), seen=FACT)
    changed = replace(FACT, statement="He came late.")
    record.change(session, changed, seen=FACT)
    assert record.take_back(session, changed, FACT) == replace(FACT, place="Nicosia")


def test_a_change_taken_back_leaves_parts_that_others_added(session: Session) -> None:
    record.add(session, CASE, DOSSIER)
    added = Section(id="c", kind="free-text")
    record.change(session, replace(DOSSIER, sections=(*DOSSIER.sections, added)), seen=DOSSIER)
    changed = DOSSIER.with_section_changed(replace(DOSSIER.sections[0], title="First"))
    record.change(session, changed, seen=DOSSIER)
    assert record.take_back(session, changed, DOSSIER).sections == (*DOSSIER.sections, added)


def test_a_change_of_what_was_removed_meanwhile_is_kept_as_a_draft(session: Session) -> None:
    record.add(session, CASE, FACT)
    record.move_to_bin(session, Fact, FACT.id)
    with pytest.raises(Conflict, match="removed"):
        record.change(session, replace(FACT, statement="He came at six."), seen=FACT)
    assert record.refused(session, Fact, FACT.id) is not None


def test_history_tells_old_and_new_values_and_who(session: Session) -> None:
    record.add(session, CASE, FACT)
    record.change(session, replace(FACT, on=StatedDate(edtf="2016~", words="around New Year 2016 (lunar)")))
    added, changed = history.of_record(session, FACT.id)
    assert added.action == "case.add"
    (field,) = changed.fields
    assert field.field == "on"
    assert field.before == {"edtf": "2026-01-20", "words": ""}
    assert field.after == {"edtf": "2016~", "words": "around New Year 2016 (lunar)"}
    assert changed.who == "tester"
    assert not changed.is_purged
    newest = history.of_case(session, "case-one")
    assert [(change.noun, change.action) for change in newest] == [
        ("fact", "fact.change"),
        ("fact", "case.add"),
        ("case", "case.add"),
    ]
