"""Cases, proceedings and events of the sample."""

from __future__ import annotations

from typing import get_args

from casebook.domain.case.case import Case, Confidentiality, Party, Standing
from casebook.domain.case.event import Event, EventKind, EventStatus
from casebook.domain.case.proceeding import Proceeding, ProceedingKind, Stage
from casebook.packs.base.entry import PackEntry
from casebook.sample.book.key import Keys, instant, must_state, stated

STANDINGS: tuple[Standing, ...] = get_args(Standing)
CONFIDENTIALITIES: tuple[Confidentiality, ...] = get_args(Confidentiality)
PROCEEDING_KINDS: tuple[ProceedingKind, ...] = get_args(ProceedingKind)
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)
EVENT_STATUSES: tuple[EventStatus, ...] = get_args(EventStatus)


def read_cases(keys: Keys) -> tuple[Case, ...]:
    """Every case, in order."""
    return tuple(_case(keys, entry) for entry in keys.entries("case"))


def _case(keys: Keys, entry: PackEntry) -> Case:
    case = Case(
        id=keys.own(entry, "case"),
        reference=entry.text("reference"),
        title=entry.text("title"),
        jurisdiction=entry.text("jurisdiction"),
        opened_on=entry.day("opened_on"),
        confidentiality=entry.choice("confidentiality", CONFIDENTIALITIES, default="ordinary"),
        parties=tuple(_party(keys, party) for party in entry.tables("parties")),
        team=entry.texts("team", default=()),
    )
    entry.close()
    return case


def _party(keys: Keys, entry: PackEntry) -> Party:
    party = Party(
        person_id=keys.named(entry, "person", "person"), standing=entry.choice("standing", STANDINGS)
    )
    entry.close()
    return party


def read_proceedings(keys: Keys) -> tuple[Proceeding, ...]:
    """Every proceeding, in order."""
    return tuple(_proceeding(keys, entry) for entry in keys.entries("proceeding"))


def _proceeding(keys: Keys, entry: PackEntry) -> Proceeding:
    proceeding = Proceeding(
        id=keys.own(entry, "proceeding"),
        case_id=keys.named(entry, "case", "case"),
        kind=entry.choice("kind", PROCEEDING_KINDS),
        forum=entry.text("forum"),
        number=entry.text("number", default=""),
        requested_by=entry.text("requested_by", default=""),
        offence=entry.text("offence", default=""),
        prc_article=entry.text("prc_article", default=""),
        instrument_id=entry.text("instrument", default=""),
        stages=tuple(_stage(stage) for stage in entry.tables("stages")),
        outcome=entry.text("outcome", default=""),
        next_id=keys.named(entry, "next", "proceeding", is_needed=False),
    )
    entry.close()
    return proceeding


def _stage(entry: PackEntry) -> Stage:
    stage = Stage(
        title=entry.text("title"),
        begins=must_state(entry, "begins"),
        ends=stated(entry, "ends"),
        outcome=entry.text("outcome", default=""),
    )
    entry.close()
    return stage


def read_events(keys: Keys) -> tuple[Event, ...]:
    """Every event, in order."""
    return tuple(_event(keys, entry) for entry in keys.entries("event"))


def _event(keys: Keys, entry: PackEntry) -> Event:
    event = Event(
        id=keys.own(entry, "event"),
        case_id=keys.named(entry, "case", "case"),
        kind=entry.choice("kind", EVENT_KINDS),
        title=entry.text("title"),
        on=must_state(entry, "on"),
        status=entry.choice("status", EVENT_STATUSES, default="happened"),
        proceeding_id=keys.named(entry, "proceeding", "proceeding", is_needed=False),
        at=instant(entry, "at", is_needed=False),
        zone=entry.text("zone", default=""),
        place=entry.text("place", default=""),
        interpreter=entry.text("interpreter", default=""),
        attendance=entry.text("attendance", default=""),
        outcome=entry.text("outcome", default=""),
    )
    entry.close()
    return event
