"""Notes on cooperation (how instruments run and end, votes, use; what became of people), from their pack."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import get_args

from casebook.base.errors import Problem
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.domain.library.cooperation.cooperation_note import (
    CooperationNote,
    CooperationNotes,
    NoteAbout,
    NoteRead,
)
from casebook.domain.library.cooperation.fate import Fate, ReturnKind
from casebook.domain.library.reading_level import ReadingLevel
from casebook.domain.library.registry import Registry
from casebook.packs.base.entry import OnDefect, PackEntry, refuse
from casebook.packs.base.page_text import read_page_text
from casebook.packs.base.reader import Pack, PackFolder, read_pack

FILE, KIND, FATE = "cooperation-notes.toml", "cooperation-note", "fate"
ABOUT: tuple[NoteAbout, ...] = get_args(NoteAbout)
LEVELS: tuple[ReadingLevel, ...] = get_args(ReadingLevel)
READ: tuple[NoteRead, ...] = get_args(NoteRead)
_FATE_LEVELS = tuple(level for level in LEVELS if level != "none")
_RECORDS: tuple[ReturnKind, ...] = ("decision", "incident")
"""Kinds of record of the country data that say who was handed over."""
ALLOWED: dict[NoteRead, frozenset[ReadingLevel]] = {
    "article": frozenset({"document"}),
    "article-part": frozenset({"document"}),
    "excerpt": frozenset({"summary", "secondary"}),
    "summary": frozenset({"summary", "secondary"}),
    "registry": frozenset({"secondary"}),
    "unread": frozenset({"none"}),
}
"""The reading levels that each finer word allows: never better than what was read."""


def read_cooperation_notes(
    folder: PackFolder | None = None, on_defect: OnDefect = refuse
) -> CooperationNotes:
    """Read the pack; the shipped one, read once, where `folder` is None.

    Raises:
        NotFound: the pack is missing.
        PackInvalid: an entry breaks its schema, unless `on_defect` collects.
    """
    return _shipped() if folder is None and on_defect is refuse else _read(folder, on_defect)


@cache
def _shipped() -> CooperationNotes:
    return _read(None, refuse)


def _read(folder: PackFolder | None, on_defect: OnDefect) -> CooperationNotes:
    place: PackFolder = folder or resource("packs")
    pack = read_pack(place / FILE, on_defect)
    notes = tuple(_note(entry, pack) for entry in pack.entries(KIND))
    fates = tuple(_fate(entry) for entry in pack.entries(FATE))
    pack.close()
    return CooperationNotes(notes=notes, version=pack.head.version, fates=fates)


def _note(entry: PackEntry, pack: Pack) -> CooperationNote:
    level, read = entry.choice("reading_level", LEVELS), entry.choice("read", READ)
    note = CooperationNote(
        id=entry.text("id"),
        instrument_id=entry.text("instrument"),
        about=entry.choice("about", ABOUT),
        text=read_page_text(entry),
        reading_level=level,
        read=read,
        checked_on=entry.day("checked", default=pack.head.checked_on),
        article=entry.text("article", default=""),
        reported_in=entry.text("reported_in", default=""),
        url=entry.text("url", default=""),
        doubt=entry.text("doubt", default=""),
        leaves_open=entry.flag("leaves_open", default=False),
        is_applied=entry.flag("applied", default=False),
    )
    if level not in ALLOWED[read]:
        entry.complain("reading_level", Message("is not one that “{read}” allows", read=read))
    if level == "secondary" and not note.reported_in:
        entry.complain("reported_in", "must name the account")
    if "this program" in note.reported_in:
        entry.complain("reported_in", "must name an account that others can open, not these data")
    entry.close()
    return note


def _fate(entry: PackEntry) -> Fate:
    text = read_page_text(entry) if entry.text("en", default="") else None
    fate = Fate(
        id=entry.text("id"),
        records=tuple((kind, id_) for kind in _RECORDS for id_ in entry.texts(f"{kind}s", default=())),
        text=text,
        is_in_account=entry.flag("in_account", default=False),
        is_doubtful=entry.flag("doubtful", default=False),
        reading_level=entry.choice("reading_level", _FATE_LEVELS, default="secondary"),
        reported_in=entry.text("reported_in", default=""),
    )
    says_something = fate.text is not None or fate.is_in_account or fate.is_doubtful
    if not fate.records or (len(fate.records) == 1 and not says_something):
        entry.complain("decisions", "must name several records, or one and what became of its people")
    if fate.text is not None and not fate.reported_in:
        entry.complain("reported_in", "must name the account")
    entry.close()
    return fate


def unmatched_fates(notes: CooperationNotes, registry: Registry) -> Iterator[Problem]:
    """Yield each record of a fate that the country data do not have."""
    records = {("decision", one.id) for one in registry.decisions}
    records |= {("incident", one.id) for one in registry.incidents}
    for fate in notes.fates:
        for kind, id_ in fate.records:
            if (kind, id_) not in records:
                where = f"{FILE} · {FATE} {fate.id} · {kind}s"
                yield Problem(where=where, what=Message("names no record of the country data"))


def unmatched_notes(notes: CooperationNotes, instruments: Collection[str]) -> Iterator[Problem]:
    """Yield each note on an instrument that the country data do not have."""
    for note in notes.notes:
        if note.instrument_id not in instruments:
            where = f"{FILE} · {KIND} {note.id} · instrument"
            yield Problem(where=where, what=Message("names no instrument of the country data"))
