"""Notes and tasks of the sample."""

from __future__ import annotations

from typing import get_args

from casebook.domain.case.note import Note, NoteAbout
from casebook.domain.case.task import Task
from casebook.packs.base.entry import PackEntry
from casebook.sample.book.key import NO_INSTANT, Keys, day, instant

ABOUT: tuple[NoteAbout, ...] = get_args(NoteAbout)


def read_notes(keys: Keys) -> tuple[Note, ...]:
    """Every note, in order."""
    return tuple(_note(keys, entry) for entry in keys.entries("note"))


def _note(keys: Keys, entry: PackEntry) -> Note:
    about = entry.choice("about", ABOUT, default="")
    note = Note(
        id=keys.own(entry, "note"),
        case_id=keys.named(entry, "case", "case", is_needed=False),
        text=entry.text("text"),
        written_at=instant(entry, "written_at") or NO_INSTANT,
        written_by=entry.text("written_by", default=""),
        about=about,
        about_id=keys.named(entry, "about_record", about) if about else "",
        is_privileged=entry.flag("is_privileged", default=True),
    )
    entry.close()
    return note


def read_tasks(keys: Keys) -> tuple[Task, ...]:
    """Every task, in order."""
    return tuple(_task(keys, entry) for entry in keys.entries("task"))


def _task(keys: Keys, entry: PackEntry) -> Task:
    task = Task(
        id=keys.own(entry, "task"),
        step=entry.text("step"),
        case_id=keys.named(entry, "case", "case", is_needed=False),
        proceeding_id=keys.named(entry, "proceeding", "proceeding", is_needed=False),
        owner=entry.text("owner", default=""),
        due_on=day(entry, "due_on"),
        done_on=day(entry, "done_on"),
        remark=entry.text("remark", default=""),
    )
    entry.close()
    return task
