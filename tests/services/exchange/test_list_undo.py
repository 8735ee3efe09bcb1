"""The undo of an imported list, that day or later: what was changed since is kept, named, and tried again."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from casebook.base.errors import Conflict, NotFound
from casebook.domain.case.case import Case
from casebook.domain.case.task import Task
from casebook.domain.exchange.import_plan import ImportPlan
from casebook.domain.exchange.list_import import Listed
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.services.base import bulk_edit, bulk_undo, record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence.intake_source import from_bytes
from casebook.services.exchange import list_undo
from casebook.services.exchange.import_list import carry_out, plan, suggest
from casebook.services.exchange.list_reading import read_list
from casebook.services.exchange.list_undo import undo
from casebook.services.vault import record_bin as bins

SIMPLIFIED = (
    "姓名,出生日期,民族,备注\r\n林志远,1979-05-03,汉族,印刷工人\r\n陈美玲,1980年12月1日,汉族,律师\r\n"
    "吴涛,03/05/1979,回族,教师\r\n"
)


def _imported(session: Session, noun: Listed, data: str, case_id: str = "") -> ImportPlan:
    grid = run_in_line(read_list(from_bytes("list of Wang Secretperson.csv", data.encode())))
    made = plan(session, noun, grid, suggest(noun, grid), case_id)
    carry_out(session, made)
    return made


def test_an_import_is_undone_later_and_what_was_changed_since_is_kept(session: Session) -> None:
    made = _imported(session, "person", SIMPLIFIED)
    people = record.every(session, Person)
    record.change(session, replace(people[0], ethnicity="Hui"))
    record.move_to_bin(session, Person, people[1].id)
    (list_import,) = list_undo.every(session)
    assert list_import.file_name == "list.csv"
    assert list_import.sha256 == hashlib.sha256(SIMPLIFIED.encode()).hexdigest()
    assert (list_import.row_count, list_import.listed) == (3, "person")
    undone = undo(session, list_undo.named(session, made.id).id)
    assert undone.count == 1
    assert [(one.title, str(one.why)) for one in undone.kept] == [
        (people[0].leading_name, "It was changed since."),
        (people[1].leading_name, "It is in the bin."),
    ]
    assert [person.ethnicity for person in record.every(session, Person)] == ["Hui"]
    with pytest.raises(NotFound):
        list_undo.named(session, "")
    record.restore(session, Person, people[1].id)
    assert undo(session, made.id).count == 1
    bins.purge(session, "person", people[1].id)
    record.move_to_bin(session, Person, people[0].id)
    bins.purge(session, "person", people[0].id)
    assert (undo(session, made.id).count, list_undo.every(session)[0].undone_count) == (0, 3)
    with pytest.raises(Conflict, match="already undone"):
        undo(session, made.id)


def test_a_person_left_as_she_is_keeps_her_role(session: Session) -> None:
    case = open_case(session, reference="R-1", title="", jurisdiction="CY")
    made = _imported(
        session, "person", "Name,Role\nLin Zhiyuan,client\nChen Meiling,witness\nWu Haiyan,witness\n", case.id
    )
    changed, binned, _ = record.every(session, Person)
    record.change(session, replace(changed, ethnicity="Hui"))
    record.move_to_bin(session, Person, binned.id)
    written = record.find(session, Case, case.id)
    assert undo(session, made.id).count == 1
    roles = {party.person_id for party in record.find(session, Case, case.id).parties}
    assert roles == {changed.id, binned.id}
    list_undo.redo(session, made.id)
    assert set(record.find(session, Case, case.id).parties) == set(written.parties)


def test_a_role_changed_since_is_kept_with_its_person(session: Session) -> None:
    case = open_case(session, reference="R-1", title="", jurisdiction="CY")
    _imported(session, "person", "Name,Born\nLin Zhiyuan,1979-05-03\nChen Meiling,1980-12-01\n")
    again = "Name,Born,Role\nLin Zhiyuan,1979-05-03,witness\nChen Meiling,1980-12-01,witness\n"
    made = _imported(session, "person", again, case.id)
    assert {len(one.written) for one in list_undo.every(session)} == {2}
    lin, chen = record.every(session, Person)
    given = record.find(session, Case, case.id)
    record.change(session, given.with_party(lin.id, "relative"))
    undone = undo(session, made.id)
    assert (undone.rows, [one.id for one in undone.kept]) == ((("person", chen.id),), [lin.id])
    assert [str(one.why) for one in undone.kept] == ["The role in the case was changed since."]
    record.change(session, record.find(session, Case, case.id).with_party(lin.id, "witness"))
    assert undo(session, made.id).count == 1
    assert record.find(session, Case, case.id).parties == ()
    record.move_to_bin(session, Person, lin.id)
    with pytest.raises(Conflict, match="removed since"):
        list_undo.redo(session, made.id)


def test_what_other_records_belong_to_is_kept(session: Session) -> None:
    made = _imported(session, "person", "Name\nLin Zhiyuan\nChen Meiling\n")
    lin, chen = record.every(session, Person)
    relation = Relation(id="rel", person_id=lin.id, other_id=chen.id, kind="sibling")
    record.add(session, relation)
    undone = undo(session, made.id)
    assert {str(one.why) for one in undone.kept} == {"Other records belong to it."}
    record.move_to_bin(session, Relation, relation.id)
    assert undo(session, made.id).count == 2


def test_the_last_import_is_undone_as_a_whole_or_not_at_all(session: Session) -> None:
    made = _imported(session, "task", "task\nCall\nWrite\n")
    tasks = record.every(session, Task)
    record.change(session, replace(tasks[0], owner="AB"))
    with pytest.raises(Conflict, match="Nothing was undone"):
        list_undo.undo(session, made.id, is_whole=True)
    assert len(record.every(session, Task)) == 2


def test_what_an_undo_of_an_import_left_is_undone_later(session: Session) -> None:
    made = _imported(session, "task", "task\nCall\nWrite\nFile\n")
    tasks = record.every(session, Task)
    for task in tasks:
        record.change(session, replace(task, owner="AB"))
    assert undo(session, made.id).count == 0
    assert list_undo.every(session)[0].undone_at is None
    record.change(session, tasks[0])
    record.change(session, tasks[1])
    assert undo(session, made.id).count == 2
    (part,) = list_undo.every(session)
    assert (part.undone_count, len(part.written), part.undone_at) == (2, 3, None)
    record.change(session, tasks[2])
    assert undo(session, made.id).count == 1
    assert (list_undo.every(session)[0].undone_count, record.every(session, Task)) == (3, [])
    with pytest.raises(Conflict, match="already undone"):
        undo(session, made.id)
    assert list_undo.redo(session, made.id).count == 1
    assert record.every(session, Task) == [tasks[2]]
    assert list_undo.redo(session, made.id).count == 2
    assert record.every(session, Task) == tasks
    with pytest.raises(Conflict, match="not undone"):
        list_undo.redo(session, made.id)


def test_an_import_is_undone_after_a_bulk_edit_of_it(session: Session) -> None:
    made = _imported(session, "task", "task\nCall\nWrite\n")
    tasks = record.every(session, Task)
    edit = run_in_line(bulk_edit.edit(session, Task, [one.id for one in tasks], "owner", "AB"))
    record.change(session, replace(record.find(session, Task, tasks[0].id), remark="Urgent"))
    bulk_undo.undo(session, edit.id)
    undone = undo(session, made.id)
    assert [str(one.why) for one in undone.kept] == ["It was changed since."]
    assert record.every(session, Task) == [replace(tasks[0], remark="Urgent")]


def test_an_import_that_was_undone_is_written_again(session: Session) -> None:
    case = open_case(session, reference="R-1", title="", jurisdiction="CY")
    made = _imported(session, "person", "Name,Role\nLin Zhiyuan,client\nChen Meiling,witness\n", case.id)
    written = (record.every(session, Person), record.find(session, Case, case.id))
    assert len(written[1].parties) == 2
    undo(session, made.id)
    assert record.every(session, Person) == []
    list_undo.redo(session, made.id)
    assert (record.every(session, Person), record.find(session, Case, case.id)) == written
    assert list_undo.every(session)[0].undone_at is None
    with pytest.raises(Conflict):
        list_undo.redo(session, made.id)
