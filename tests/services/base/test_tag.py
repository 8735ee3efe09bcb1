"""Tags of the office: counted in every spelling, renamed and removed everywhere, and in no paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casebook.base.errors import Conflict, InvalidInput, NotFound
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.base.tag import TagCount, TagEdit, tags_in
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.task import Task
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import bulk_edit, bulk_undo, form, history, record, search, tag
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session

CASE = Case(id="c1", reference="R-1", title="", jurisdiction="CY", opened_on=date(2026, 1, 1))
TASKS = (
    Task(id="t1", step="Call", case_id="c1", tags=("urgent", "registry")),
    Task(id="t2", step="Write", case_id="c1", tags=("Urgent",)),
    Task(id="t3", step="Wait", case_id="c1"),
)
EVENT = Event(
    id="e1", case_id="c1", kind="hearing", title="Hearing", on=StatedDate(edtf="2026-02-01"), tags=("urgent",)
)
PERSON = Person(id="p1", names=(Name(text="Wu Yi", script="Latn"),), tags=("to call",))


@pytest.fixture
def tagged(session: Session) -> Session:
    record.add(session, replace(CASE, tags=("urgent",)))
    record.add(session, *TASKS)
    record.add(session, EVENT)
    record.add(session, PERSON)
    return session


def _tags(session: Session) -> dict[str, tuple[str, ...]]:
    return {one.id: one.tags for kind in tag.KINDS for one in record.every(session, kind)}


def test_tags_in_use_are_counted_whatever_their_case(tagged: Session) -> None:
    assert tag.in_use(tagged) == [
        TagCount(tag="registry", number=1),
        TagCount(tag="to call", number=1),
        TagCount(tag="urgent", number=4),
    ]
    record.move_to_bin(tagged, Case, "c1")
    assert tag.in_use(tagged) == [TagCount(tag="to call", number=1)]


def test_a_tag_is_renamed_everywhere_in_one_step_that_is_undone(tagged: Session) -> None:
    before = _tags(tagged)
    changed = tag.rename(tagged, "URGENT", "this week")
    assert [one.tag for one in tag.in_use(tagged)] == ["registry", "this week", "to call"]
    assert _tags(tagged)["t1"] == ("this week", "registry")
    assert history.of_record(tagged, "t1")[-1].action == "tag.rename"
    bulk_undo.undo(tagged, changed.id, is_whole=True)
    assert _tags(tagged) == before
    bulk_undo.redo(tagged, changed.id)
    assert _tags(tagged)["e1"] == ("this week",)


def test_the_name_of_another_tag_merges_the_two(tagged: Session) -> None:
    before = _tags(tagged)
    changed = tag.rename(tagged, "registry", "Urgent")
    assert _tags(tagged)["t1"] == ("Urgent",)
    assert _tags(tagged)["e1"] == ("Urgent",)
    bulk_undo.undo(tagged, changed.id, is_whole=True)
    assert _tags(tagged) == before


def test_a_tag_is_removed_from_every_record(tagged: Session) -> None:
    tag.remove(tagged, "urgent")
    assert [one.tag for one in tag.in_use(tagged)] == ["registry", "to call"]
    with pytest.raises(NotFound):
        tag.remove(tagged, "urgent")


def test_undoing_passes_over_no_newer_change(tagged: Session) -> None:
    changed = tag.rename(tagged, "urgent", "this week")
    record.change(tagged, replace(record.find(tagged, Event, "e1"), tags=("later",)))
    before = _tags(tagged)
    with pytest.raises(Conflict):
        bulk_undo.undo(tagged, changed.id, is_whole=True)
    assert _tags(tagged) == before


def test_several_records_get_and_lose_tags_and_keep_the_rest(tagged: Session) -> None:
    change = TagEdit(added=("registry",), removed=("urgent",))
    assert [one.id for one in bulk_edit.differing(TASKS, "tags", change)] == ["t1", "t2", "t3"]
    edit = run_in_line(bulk_edit.edit(tagged, Task, ["t1", "t2", "t3"], "tags", change))
    assert [one.tags for one in record.every(tagged, Task)] == [("registry",)] * 3
    bulk_undo.undo(tagged, edit.id)
    assert record.every(tagged, Task) == [*TASKS]


@pytest.mark.parametrize(
    "tags",
    [
        ("urgent", "URGENT"),
        ("one, two",),
        ("a" * 41,),
        (" spaced ",),
        ("",),
        ("two\nlines",),
        tuple(f"t{at}" for at in range(21)),
    ],
)
def test_what_is_no_tag_is_refused_at_its_field(tagged: Session, tags: tuple[str, ...]) -> None:
    before = _tags(tagged)
    with pytest.raises(InvalidInput) as refused:
        form.change(tagged, replace(TASKS[2], tags=tags), seen=TASKS[2])
    assert refused.value.field == "tags"
    assert _tags(tagged) == before


def test_a_name_that_is_no_tag_renames_none(tagged: Session) -> None:
    before = _tags(tagged)
    with pytest.raises(InvalidInput):
        tag.rename(tagged, "urgent", "one, two")
    assert _tags(tagged) == before


def test_records_are_found_by_their_tags(tagged: Session) -> None:
    assert {hit.id for hit in search.find(tagged, "urgent")} == {"c1", "t1", "t2", "e1"}
    assert {hit.id for hit in search.find(tagged, "to call")} >= {"p1"}
    contact = Contact(id="k1", name="Clinic", kind="ngo", tags=("翻译",))
    form.add(tagged, contact)
    assert {hit.id for hit in search.find(tagged, "翻译")} == {"k1"}


def test_a_line_is_read_as_tags_with_the_commas_of_any_script() -> None:
    assert tags_in("急件，翻译、 to  call;;急件") == ("急件", "翻译", "to call")
