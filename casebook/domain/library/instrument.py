"""Treaties, surrender agreements, memoranda and other channels of cooperation with China."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity

InstrumentKind = Literal[
    "extradition-treaty",
    "surrender-agreement",
    "mutual-legal-assistance",
    "transfer-of-sentenced-persons",
    "readmission",
    "police-cooperation",
    "anti-corruption-mou",
    "liaison-mou",
    "un-agency-mou",
    "multilateral",
    "domestic-law",
]
InstrumentStatus = Literal[
    "in-force",
    "ratified",
    "signed",
    "negotiating",
    "suspended",
    "suspended-or-terminated",
    "terminated",
    "expired",
    "withdrawn",
]
"""`suspended-or-terminated`: a notice says so of several, and which of the two was not read."""
ChinaParty = Literal["PRC", "HKSAR", "MACAU"]
_Approval = Literal[
    "authorised",
    "authorised-by-law",
    "authorised-by-vote",
    "authorised-by-decree",
    "authorised-by-cabinet",
    "ordered",
]
ActKind = Literal[
    "signed",
    _Approval,
    "ratified",
    "unratified",
    "in-force",
    "suspended",
    "shelved",
    "terminated",
    "withdrawn",
]
"""`authorised`: its own law allowed the partner to ratify, and no ratification was read; by a law, a vote in
parliament, a presidential decree or its cabinet where that was read. `ordered`: an order with its text, of
the day on which it commenced. `unratified`: no step, but the last day on which the partner was read not to
have ratified. `shelved`: given up for now before it was in force."""
AUTHORISING: frozenset[ActKind] = frozenset(get_args(_Approval))
ActBy = Literal["parties", "one-party", "china", "hong-kong", "partner"]
"""The actor. `one-party`: the record does not say which; never shown as an act of both."""
_OTHER_SIDES: dict[ActBy, frozenset[ActBy]] = {
    "china": frozenset(["partner"]),
    "hong-kong": frozenset(["partner"]),
    "partner": frozenset(["china", "hong-kong"]),
}
_ANSWERS: dict[str, frozenset[ActKind]] = {
    "ratified": AUTHORISING | {"ratified", "unratified"},
    "suspended": frozenset(["suspended"]),
}
"""What of the other side answers whether it did as well, by the status of an instrument."""

Known = Literal["yes", "no", "unknown"]
Confidence = Literal["high", "medium", "low"]


@entity
class Act:
    """One step in the life of an instrument.

    Attributes:
        by: whose act it was.
        is_seen: the date stood in full on a page read; otherwise confirm it before it is shown as fact.
    """

    kind: ActKind
    on: StatedDate
    by: ActBy
    is_seen: bool


@entity
class InstrumentTerms:
    """The terms of an instrument, as far as its text was read.

    Attributes:
        refusal_grounds: grounds of refusal read or reported; complete only where `articles_read` begins with
            "all". An ending "-optional" marks what the requested state may, not must, apply.
        nationality_clause, death_penalty_clause, humanitarian_clause: in our own words, "" where not known.
        provisional_arrest_days: None where not known.
        provisional_arrest_extension_days: added on a reasoned request; None where not known.
        languages: of its authentic texts, as far as known.
        articles_read: which articles were read, "" where none: grounds then come from summaries.
    """

    refusal_grounds: tuple[str, ...] = ()
    nationality_clause: str = ""
    death_penalty_clause: str = ""
    humanitarian_clause: str = ""
    provisional_arrest_days: int | None = None
    provisional_arrest_extension_days: int | None = None
    languages: tuple[str, ...] = ()
    articles_read: str = ""


@entity
class Instrument:
    """An instrument of cooperation.

    Attributes:
        country: ISO 3166 code of the partner, "" for an organisation or several states.
        organisation: the partner where it is not one state, or "".
        status_as_of: the date of the list the status was read from, or None: see the acts and notes.
        acts: what is known of its life, each with whose act it was.
        published: whether its text has been published.
        terms: what its text says, as far as it was read.
        reference: where it is published (treaty series, gazette, law of assent), or "".
        url: the official or publisher's own page, "" where only a copy was read.
        reported_in: who published the page read where that is not the instrument itself, or "".
        is_seen: the record's existence or a key fact stood on a page read.
        seen_fields: what stood there.
        op_ed_check: what checking the claim about it gave that a published article made, or ""; see `claim`.
        conflict: where accounts disagree, what each says, or "".
        pack: version of the pack it came with.
    """

    id: str
    kind: InstrumentKind
    title: str
    status: InstrumentStatus
    china_party: ChinaParty
    is_seen: bool
    confidence: Confidence
    country: str = ""
    organisation: str = ""
    status_as_of: StatedDate | None = None
    acts: tuple[Act, ...] = ()
    published: Known = "unknown"
    terms: InstrumentTerms = InstrumentTerms()
    reference: str = ""
    url: str = ""
    reported_in: str = ""
    seen_fields: tuple[str, ...] = ()
    op_ed_check: str = ""
    notes: str = ""
    conflict: str = ""
    pack: str = ""


def acted_alone(status: InstrumentStatus | str, acts: Iterable[Act]) -> ActBy | None:
    """Return the side that ratified or suspended while nothing was read of the other, or None.

    Args:
        status: of an instrument or a channel; of any but these two it is None.
        acts: of the same.
    """
    known, answers = tuple(acts), _ANSWERS.get(status)
    if answers is None:
        return None
    for by, others in _OTHER_SIDES.items():
        has_acted = any(act.by == by and act.kind == status for act in known)
        if has_acted and not any(act.by in others and act.kind in answers for act in known):
            return by
    return None


def may_have_been_approved(instrument: Instrument) -> bool:
    """Return whether the other State may have approved it.

    Of one that is or was in force it may; of another only where a ratification of that State, or its law on
    one, was read.
    """
    ratified = {act.by for act in instrument.acts if act.kind in {*AUTHORISING, "ratified"} and act.is_seen}
    return instrument.status not in {"signed", "ratified"} or not ratified.isdisjoint(("partner", "parties"))
