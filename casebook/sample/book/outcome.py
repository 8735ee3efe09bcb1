"""What became of people of the sample, and what an invented office reported in a signed pack."""

from __future__ import annotations

from datetime import date
from typing import get_args

from casebook.domain.case.outcome import (
    AssuranceResult,
    AssuranceSubject,
    BecameKind,
    EndKind,
    Outcome,
    OutcomeEntry,
    ReturnChannel,
    SentenceKind,
    Sureness,
)
from casebook.domain.case.packed_outcome import (
    COARSENESS,
    PackedAssurance,
    PackedEntry,
    PackedOutcome,
    RowPart,
    TermBand,
    check_packed,
    with_key,
)
from casebook.packs.base.entry import PackEntry
from casebook.sample.book.fact import pinpoints
from casebook.sample.book.key import Keys, must_state, stated

ENDS: tuple[EndKind, ...] = get_args(EndKind)
CHANNELS: tuple[ReturnChannel, ...] = get_args(ReturnChannel)
BECAME: tuple[BecameKind, ...] = get_args(BecameKind)
SENTENCES: tuple[SentenceKind, ...] = get_args(SentenceKind)
TERMS: tuple[TermBand, ...] = get_args(TermBand)
SURENESS: tuple[Sureness, ...] = get_args(Sureness)
SUBJECTS: tuple[AssuranceSubject, ...] = get_args(AssuranceSubject)
RESULTS: tuple[AssuranceResult, ...] = get_args(AssuranceResult)
PARTS: tuple[RowPart, ...] = get_args(RowPart)
REPORTED_ON = date(2026, 4, 30)
"""When the invented office wrote its pack."""


def read_outcomes(keys: Keys) -> tuple[Outcome, ...]:
    """Every outcome, in order."""
    return tuple(_outcome(keys, entry) for entry in keys.entries("outcome"))


def _outcome(keys: Keys, entry: PackEntry) -> Outcome:
    outcome = Outcome(
        id=keys.own(entry, "outcome"),
        case_id=keys.named(entry, "case", "case"),
        person_id=keys.named(entry, "person", "person"),
        proceeding_id=keys.named(entry, "proceeding", "proceeding", is_needed=False),
        ended=entry.choice("ended", ENDS),
        ended_on=stated(entry, "ended_on"),
        requesting=entry.text("requesting"),
        requested=entry.text("requested", default=""),
        channel=entry.choice("channel", CHANNELS, default=""),
        entries=tuple(_entry(keys, table) for table in entry.tables("entry")),
        last_news_on=stated(entry, "last_news_on"),
        note=entry.text("note", default=""),
    )
    entry.close()
    return outcome


def _entry(keys: Keys, entry: PackEntry) -> OutcomeEntry:
    places = pinpoints(keys, entry, "pinpoints")
    became = OutcomeEntry(
        became=entry.choice("became", BECAME),
        on=must_state(entry, "on"),
        pinpoint=places[0] if places else None,
        contact_id=keys.named(entry, "contact", "contact", is_needed=False),
        sureness=entry.choice("sureness", SURENESS),
        note=entry.text("note", default=""),
    )
    entry.close()
    return became


def read_reported(keys: Keys) -> tuple[PackedOutcome, ...]:
    """Every row of the pack of the invented office, in order."""
    return tuple(_row(entry) for entry in keys.entries("reported-outcome"))


def _row(entry: PackEntry) -> PackedOutcome:
    entry.text("id")
    row = PackedOutcome(
        part=entry.choice("says", PARTS),
        people=entry.integer("people"),
        coarseness=entry.choice("coarseness", COARSENESS),
        ended=entry.choice("ended", ENDS),
        on=entry.text("on", default=""),
        requesting="CN",
        requested=entry.text("requested", default=""),
        channel=entry.choice("channel", CHANNELS, default=""),
        instrument=entry.text("instrument", default=""),
        entries=tuple(_packed(text) for text in entry.texts("entries", default=())),
        assurances=tuple(_assurance(text) for text in entry.texts("assurances", default=())),
    )
    row = with_key(row)
    try:
        check_packed(row, REPORTED_ON)
    except ValueError:
        entry.complain("id", "is no row of a pack")
    entry.close()
    return row


def _packed(text: str) -> PackedEntry:
    """Return what became of a person: the word, then year, sentence and term where there are any."""
    words = text.split()
    return PackedEntry(
        became=next(one for one in BECAME if one in words),
        on=next((one for one in words if one.isdigit()), ""),
        sentence=next((one for one in SENTENCES if one in words), ""),
        term=next((one for one in TERMS if one in words), ""),
    )


def _assurance(text: str) -> PackedAssurance:
    words = text.split()
    return PackedAssurance(
        about=next(one for one in SUBJECTS if one in words),
        result=next(one for one in RESULTS if one in words),
    )
