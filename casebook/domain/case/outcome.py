"""What became of a person after return, refusal or release, with the source of each entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.base.message import gettext_noop
from casebook.domain.base.country_code import country_code
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.case.fact import Pinpoint

EndKind = Literal[
    "extradition", "removal", "voluntary-return", "abduction", "refused", "released", "protection"
]
ReturnChannel = Literal[
    "",
    "extradition-treaty",
    "multilateral-treaty",
    "without-treaty",
    "immigration-law",
    "police-cooperation",
    "interpol",
    "persuasion",
    "force",
    "other",
]
BecameKind = Literal[
    "detained",
    "rsdl",
    "liuzhi",
    "charged",
    "tried",
    "sentenced",
    "released",
    "disappeared",
    "died",
    "harassed",
    "no-news",
]
SentenceKind = Literal["", "fixed-term", "life", "death-suspended", "death", "other"]
AssuranceSubject = Literal[
    "death-penalty",
    "ill-treatment",
    "fair-trial",
    "place-of-detention",
    "monitoring",
    "specialty",
    "medical-care",
    "other",
]
AssuranceResult = Literal["kept", "breached", "not-monitored", "unknown"]
Sureness = Literal["confirmed", "likely", "reported", "doubtful"]
OutcomeSource = Literal["document", "contact", "public-source", "none"]

RETURNS: frozenset[EndKind] = frozenset({"extradition", "removal", "voluntary-return", "abduction"})
"""By these the person came into the hands of the requesting State."""
END_TITLES: Mapping[EndKind, str] = {
    "extradition": gettext_noop("Returned by extradition"),
    "removal": gettext_noop("Returned by removal"),
    "voluntary-return": gettext_noop("Returned “voluntarily”"),
    "abduction": gettext_noop("Abducted"),
    "refused": gettext_noop("Return refused"),
    "released": gettext_noop("Released here"),
    "protection": gettext_noop("Protection granted"),
}
CHANNEL_TITLES: Mapping[ReturnChannel, str] = {
    "": gettext_noop("not stated"),
    "extradition-treaty": gettext_noop("extradition treaty"),
    "multilateral-treaty": gettext_noop("multilateral treaty"),
    "without-treaty": gettext_noop("extradition without a treaty"),
    "immigration-law": gettext_noop("immigration law"),
    "police-cooperation": gettext_noop("police cooperation"),
    "interpol": gettext_noop("Interpol"),
    "persuasion": gettext_noop("persuasion"),
    "force": gettext_noop("force"),
    "other": gettext_noop("other"),
}
BECAME_TITLES: Mapping[BecameKind, str] = {
    "detained": gettext_noop("Detained"),
    "rsdl": gettext_noop("Residential surveillance at a designated location"),
    "liuzhi": gettext_noop("Liuzhi"),
    "charged": gettext_noop("Charged"),
    "tried": gettext_noop("Tried"),
    "sentenced": gettext_noop("Sentenced"),
    "released": gettext_noop("Released"),
    "disappeared": gettext_noop("Disappeared"),
    "died": gettext_noop("Died"),
    "harassed": gettext_noop("Harassed"),
    "no-news": gettext_noop("No news since"),
}
SENTENCE_TITLES: Mapping[SentenceKind, str] = {
    "": gettext_noop("not stated"),
    "fixed-term": gettext_noop("fixed term"),
    "life": gettext_noop("life"),
    "death-suspended": gettext_noop("death, suspended"),
    "death": gettext_noop("death"),
    "other": gettext_noop("other"),
}
SUBJECT_TITLES: Mapping[AssuranceSubject, str] = {
    "death-penalty": gettext_noop("no death penalty"),
    "ill-treatment": gettext_noop("no ill-treatment"),
    "fair-trial": gettext_noop("a fair trial"),
    "place-of-detention": gettext_noop("place of detention"),
    "monitoring": gettext_noop("visits and monitoring"),
    "specialty": gettext_noop("specialty"),
    "medical-care": gettext_noop("medical care"),
    "other": gettext_noop("other"),
}
RESULT_TITLES: Mapping[AssuranceResult, str] = {
    "kept": gettext_noop("kept"),
    "breached": gettext_noop("breached"),
    "not-monitored": gettext_noop("not monitored"),
    "unknown": gettext_noop("not known"),
}
SURENESS_TITLES: Mapping[Sureness, str] = {
    "confirmed": gettext_noop("confirmed"),
    "likely": gettext_noop("likely"),
    "reported": gettext_noop("reported, not verified"),
    "doubtful": gettext_noop("doubtful"),
}
SOURCE_TITLES: Mapping[OutcomeSource, str] = {
    "document": gettext_noop("a document"),
    "contact": gettext_noop("a contact"),
    "public-source": gettext_noop("a public source"),
    "none": gettext_noop("no source stated"),
}
MAX_MONTHS = 1200
"""Of a fixed term: more is a slip of typing. No law is meant by it."""


@entity
class OutcomeEntry:
    """One thing that became of the person.

    Attributes:
        became: what.
        on: when, as exactly as it is known.
        sentence: of which kind; only of a sentence.
        months: length of a fixed term; 0 where not known, or none.
        pinpoint: the document of the case that says so; None where none does.
        contact_id: who says so, or "".
        source_id: the public source of the library, or "".
        sureness: how sure it is.
        note: in words; never leaves the office.
    """

    became: BecameKind
    on: StatedDate
    sentence: SentenceKind = ""
    months: int = 0
    pinpoint: Pinpoint | None = None
    contact_id: str = ""
    source_id: str = ""
    sureness: Sureness = "reported"
    note: str = ""

    @property
    def source(self) -> OutcomeSource:
        """Return of which kind its source is; a document goes before a public source, both before word."""
        return _source(self)


@entity
class AssuranceOutcome:
    """The outcome of an assurance.

    Attributes:
        about: what was promised.
        result: kept, breached, not monitored, or unknown.
        assurance_id: the assurance of the case, or "" where it is not recorded.
        on: when it was learnt; None where not stated.
        pinpoint, contact_id, source_id: by which evidence, as of `OutcomeEntry`.
        sureness: how sure it is.
        note: in words; never leaves the office.
    """

    about: AssuranceSubject
    result: AssuranceResult = "unknown"
    assurance_id: str = ""
    on: StatedDate | None = None
    pinpoint: Pinpoint | None = None
    contact_id: str = ""
    source_id: str = ""
    sureness: Sureness = "reported"
    note: str = ""

    @property
    def source(self) -> OutcomeSource:
        """Return of which kind the evidence is."""
        return _source(self)


@entity
class Outcome:
    """The outcome of one person of a case.

    Attributes:
        ended: what ended the case for the person.
        ended_on: when; None where not known.
        requesting: ISO 3166 code of the State that wanted the person, or "".
        requested: that of the State where the person was, or "".
        instrument_id: the treaty of the registry by which it went, or "".
        channel: by which way.
        proceeding_id: the proceeding that ended so, or "".
        entries: what happened to the person since.
        assurances: the outcome of each assurance.
        last_news_on: the day of the last news; None where not stated.
        note: of the office; never leaves it.
    """

    id: str
    case_id: str
    person_id: str
    ended: EndKind
    ended_on: StatedDate | None = None
    requesting: str = "CN"
    requested: str = ""
    instrument_id: str = ""
    channel: ReturnChannel = ""
    proceeding_id: str = ""
    entries: tuple[OutcomeEntry, ...] = ()
    assurances: tuple[AssuranceOutcome, ...] = ()
    last_news_on: StatedDate | None = None
    note: str = ""

    @property
    def latest_news_on(self) -> StatedDate | None:
        """Return the day of the last news: as stated, else that of the last entry that is news."""
        if self.last_news_on is not None:
            return self.last_news_on
        days = (one.on for one in self.entries if one.became != "no-news" and not one.on.is_unknown)
        return max(days, key=lambda day: day.order, default=None)

    @property
    def ordered(self) -> tuple[OutcomeEntry, ...]:
        """Return its entries in the order of their days; those of an unknown day last."""
        return tuple(sorted(self.entries, key=lambda one: (one.on.is_unknown, one.on.order)))


def with_states(outcome: Outcome) -> Outcome:
    """Return an outcome with the codes of its States.

    Raises:
        InvalidInput: one is no country.
    """
    requesting, requested = (
        country_code(text, field=name) if text.strip() else ""
        for name, text in (("requesting", outcome.requesting), ("requested", outcome.requested))
    )
    return replace(outcome, requesting=requesting, requested=requested)


def check_outcome(outcome: Outcome) -> None:
    """Reject an outcome that says something without its source, or contradicts itself.

    Raises:
        InvalidInput: it does.
    """
    with_states(outcome)
    for entry in outcome.entries:
        _check_entry(entry)
    for one in outcome.assurances:
        if one.result in {"kept", "breached"} and one.source == "none":
            raise InvalidInput(
                "That an assurance was kept or breached needs its evidence.",
                field="assurances",
                remedy="Name the document, the contact or the public source; otherwise choose “not known”.",
            )
    if outcome.ended in RETURNS and outcome.requesting and outcome.requesting == outcome.requested:
        raise InvalidInput(
            "Nobody is returned from a State to itself.",
            field="requested",
            remedy="Check which State wanted the person, and where the person was.",
        )


def check_days_passed(outcome: Outcome, today: date, seen: Outcome | None = None) -> None:
    """Reject an outcome of a day to come; tomorrow is not, for elsewhere it is there already.

    Args:
        outcome: as it is to be.
        today: here.
        seen: as it was; a day that it has already is no reason to refuse the rest.

    Raises:
        InvalidInput: there is one.
    """
    limit, known = today + timedelta(days=1), _days(seen) if seen else {}
    for day, field in _days(outcome).items():
        if day not in known and not day.is_unknown and day.earliest_on > limit:
            raise InvalidInput(
                "This day of the outcome is in the future.",
                field=field,
                remedy="Check the year. Enter what happened to a person afterwards.",
            )


def _days(outcome: Outcome) -> dict[StatedDate, str]:
    """Return the days that an outcome states, each with the field in which it stands."""
    stated = [
        *((one.on, "assurances") for one in outcome.assurances),
        *((one.on, "entries") for one in outcome.entries),
        (outcome.last_news_on, "last_news_on"),
        (outcome.ended_on, "ended_on"),
    ]
    return {day: field for day, field in stated if day is not None}


def _check_entry(entry: OutcomeEntry) -> None:
    if entry.source == "none" and entry.became != "no-news":
        raise InvalidInput(
            "Each entry about the person needs its source.",
            field="entries",
            remedy="Name the document, the contact or the public source that says so.",
        )
    if entry.became != "sentenced" and (entry.sentence or entry.months):
        raise InvalidInput(
            "Only a sentence has a term.", field="entries", remedy="Choose “Sentenced”, or remove the term."
        )
    if entry.months and entry.sentence != "fixed-term":
        raise InvalidInput(
            "Only a fixed term has a length.", field="entries", remedy="Choose “fixed term”, or enter 0."
        )
    if not 0 <= entry.months <= MAX_MONTHS:
        raise InvalidInput(
            "This is no length of a fixed term.", field="entries", remedy="Enter it in months, up to 1200."
        )


def sources_named(outcome: Outcome) -> Iterator[str]:
    """Yield the IDs of the public sources it rests on."""
    yield from (one.source_id for one in outcome.entries if one.source_id)
    yield from (one.source_id for one in outcome.assurances if one.source_id)


def _source(evidence: OutcomeEntry | AssuranceOutcome) -> OutcomeSource:
    if evidence.pinpoint is not None and evidence.pinpoint.document_id:
        return "document"
    if evidence.source_id:
        return "public-source"
    return "contact" if evidence.contact_id else "none"
