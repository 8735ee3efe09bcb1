"""Instruments of cooperation with China, from the registry's pack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from casebook.base.message import Message
from casebook.domain.library.instrument import (
    Act,
    ActBy,
    ActKind,
    ChinaParty,
    Confidence,
    Instrument,
    InstrumentKind,
    InstrumentStatus,
    InstrumentTerms,
    Known,
)
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import Pack

KIND = "instrument"
KINDS: tuple[InstrumentKind, ...] = get_args(InstrumentKind)
STATUSES: tuple[InstrumentStatus, ...] = get_args(InstrumentStatus)
PARTIES: tuple[ChinaParty, ...] = get_args(ChinaParty)
KNOWN: tuple[Known, ...] = get_args(Known)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
ACTS: dict[str, tuple[ActKind, ActBy]] = {
    "signed": ("signed", "parties"),
    "authorised_by_partner": ("authorised", "partner"),
    "law_of_partner": ("authorised-by-law", "partner"),
    "vote_of_partner": ("authorised-by-vote", "partner"),
    "decree_of_partner": ("authorised-by-decree", "partner"),
    "cabinet_of_partner": ("authorised-by-cabinet", "partner"),
    "order_of_partner": ("ordered", "partner"),
    "ratified": ("ratified", "one-party"),
    "ratified_by_china": ("ratified", "china"),
    "ratified_by_partner": ("ratified", "partner"),
    "unratified_by_partner": ("unratified", "partner"),
    "in_force": ("in-force", "parties"),
    "suspended": ("suspended", "one-party"),
    "suspended_by_partner": ("suspended", "partner"),
    "suspended_by_hong_kong": ("suspended", "hong-kong"),
    "shelved_by_hong_kong": ("shelved", "hong-kong"),
    "terminated": ("terminated", "one-party"),
    "terminated_by_partner": ("terminated", "partner"),
    "withdrawn_by_partner": ("withdrawn", "partner"),
}
"""The date fields of an entry, and the meaning of each."""

GROUNDS = (
    "amnesty-or-time-bar",
    "asylum-granted",
    "contrary-to-legal-system",
    "death-penalty",
    "discrimination-purpose",
    "double-criminality",
    "humanitarian",
    "in-absentia",
    "inhuman-punishment",
    "military-offence",
    "minor-offence",
    "nationality",
    "ne-bis-in-idem",
    "own-jurisdiction",
    "persecution-purpose",
    "political-offence",
    "prima-facie-case",
    "private-complaint-offence",
    "prohibited-penalty",
    "public-order-or-essential-interests",
    "specialty",
    "torture-or-inhuman-treatment",
    "treaty-obligations",
    "undue-delay",
)
ALL_GROUNDS = (*GROUNDS, *(f"{ground}-optional" for ground in GROUNDS))


def read_instruments(pack: Pack) -> tuple[Instrument, ...]:
    """Every instrument of the pack, in its order."""
    return tuple(_instrument(entry, pack) for entry in pack.entries(KIND))


def _instrument(entry: PackEntry, pack: Pack) -> Instrument:
    entry.day("checked", default=pack.head.checked_on)
    is_seen = entry.flag("seen")
    instrument = Instrument(
        id=entry.text("id"),
        kind=entry.choice("kind", KINDS),
        title=entry.text("title"),
        status=entry.choice("status", STATUSES),
        china_party=entry.choice("china_party", PARTIES),
        is_seen=is_seen,
        confidence=entry.choice("confidence", CONFIDENCES),
        country=entry.text("country", default=""),
        organisation=entry.text("organisation", default=""),
        status_as_of=entry.stated("status_as_of"),
        acts=tuple(_acts(entry, is_seen=is_seen)),
        published=entry.choice("published", KNOWN, default="unknown"),
        terms=_terms(entry),
        reference=entry.text("reference", default=""),
        url=entry.text("url", default=""),
        reported_in=entry.text("reported_in", default=""),
        seen_fields=entry.texts("seen_fields", default=()),
        op_ed_check=entry.text("op_ed_check", default=""),
        notes=entry.text("notes", default=""),
        conflict=entry.text("conflict", default=""),
        pack=pack.head.version,
    )
    if not instrument.country and not instrument.organisation:
        entry.complain("country", "or organisation must be there")
    entry.close()
    return instrument


def _acts(entry: PackEntry, *, is_seen: bool) -> Iterator[Act]:
    unconfirmed = entry.choices("unconfirmed", tuple(ACTS))
    for field, (kind, by) in ACTS.items():
        on = entry.stated(field)
        if on is not None:
            yield Act(kind=kind, on=on, by=by, is_seen=is_seen and field not in unconfirmed)
        elif field in unconfirmed:
            entry.complain("unconfirmed", Message("names {field}, which has no date", field=field))


def _terms(entry: PackEntry) -> InstrumentTerms:
    return InstrumentTerms(
        refusal_grounds=entry.choices("refusal_grounds", ALL_GROUNDS),
        nationality_clause=entry.text("nationality_clause", default=""),
        death_penalty_clause=entry.text("death_penalty_clause", default=""),
        humanitarian_clause=entry.text("humanitarian_clause", default=""),
        provisional_arrest_days=_days(entry, "provisional_arrest_days"),
        provisional_arrest_extension_days=_days(entry, "provisional_arrest_extension_days"),
        languages=entry.texts("languages", default=()),
        articles_read=entry.text("articles_read", default=""),
    )


def _days(entry: PackEntry, field: str) -> int | None:
    """A number of days; None where it is left out, since 0 would read as "none"."""
    return entry.integer(field, least=1) if field in entry.unread() else None
