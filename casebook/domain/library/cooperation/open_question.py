"""Questions to a minister, each made from something that is not known, or that nobody read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.library.channel import (
    MATRIX,
    NONE_FOUND,
    NOT_LOOKED_FOR,
    ChannelKind,
)
from casebook.domain.library.clause import Clause, ClauseSubject
from casebook.domain.library.decision import Decision
from casebook.domain.library.history import finds_nothing_later, is_unsettled, printed_history
from casebook.domain.library.instrument import ActKind, Instrument, InstrumentKind, may_have_been_approved
from casebook.domain.library.public_incident import PublicIncident
from casebook.domain.library.sheet import CountrySheet

QuestionKind = Literal[
    "not-seen",
    "publication",
    "unpublished",
    "text",
    "ending",
    "ended",
    "standing",
    "renewal",
    "entry",
    "approval",
    "vote",
    "use",
    "suspension",
    "negotiation",
    "ratification",
    "none-found",
    "not-looked-for",
    "accounts",
    "history",
    "fate",
    "incident",
    "assurances",
    "remedy",
]
OF_PARLIAMENT: frozenset[InstrumentKind] = frozenset(
    ["extradition-treaty", "surrender-agreement", "mutual-legal-assistance", "transfer-of-sentenced-persons"]
)
"""Kinds that a parliament is asked to approve."""
_TEXT_SUBJECTS: tuple[ClauseSubject, ...] = ("nationality", "death-penalty", "provisional-arrest")
"""What is asked of a text that was read in part, beside further grounds for refusal."""
_READ_ON: frozenset[QuestionKind] = frozenset(
    ["ended", "standing", "entry", "vote", "none-found", "accounts"]
)
"""What was read bears on these and leaves them open."""
_READ_BESIDE: frozenset[QuestionKind] = frozenset(["publication", "text", "suspension", "history"])
"""On these as well, where something is known beside the gap."""
_OF_PARLIAMENT = re.compile(r"\b(?:Law|Legislative|Assembly|Senate)\b")
"""How references name what a parliament made or was given. An order, a notice or a decree is none."""
_ENACTED: dict[ActKind, Literal["law", "vote"]] = {"authorised-by-law": "law", "authorised-by-vote": "vote"}
"""Acts that a parliament voted on. An approval whose kind is not known may be another's, as a decree is."""
_DIALOGUE: frozenset[InstrumentKind] = frozenset(["liaison-mou"])
"""Groups of law enforcement and their talks: they have no text of articles and no day of entry into force."""
_SURRENDERING: frozenset[InstrumentKind] = frozenset(["extradition-treaty", "surrender-agreement"])
"""Kinds whose grounds for refusal are asked for even where no published text is known."""
_IN_TEXT: frozenset[QuestionKind] = frozenset(["text", "ending"])
"""What the text of an instrument itself answers."""
ENDED = frozenset({"terminated", "expired", "withdrawn"})
_HANDING_OVER: frozenset[ChannelKind] = frozenset(["extradition", "surrender-hong-kong", "surrender-macau"])


@entity
class ReviewQuestion:
    """A question.

    Attributes:
        kind: what is not known.
        noun, record_id: the record with the gap; "channel" with several kinds, separated by blanks.
        subject: that record by its title, "" where it has none; of an incident what accounts disagree about.
        detail: what the question quotes, such as accounts that differ, or what is known beside the
            gap; or "".
        on: when it happened, or None.
        subjects: of a text read in part, those on which nothing was read.
        purpose: what an instrument is for, which decides how its use is asked for; None of other records.
        has_note: an account that answers it is noted, but the account itself was not read.
        is_published: the text that answers it is published: the office reads it, and no minister is asked.
        is_searched: what became of a decision was looked for, and nothing was found.
    """

    kind: QuestionKind
    noun: str
    record_id: str
    subject: str = ""
    detail: str = ""
    on: StatedDate | None = None
    subjects: tuple[ClauseSubject, ...] = ()
    purpose: InstrumentKind | None = None
    has_note: bool = False
    is_published: bool = False
    is_searched: bool = False

    @property
    def is_read_on(self) -> bool:
        """Return whether it was looked for, or a source that was read leaves it open.

        Of the others nothing was read, and nobody is known to have looked.
        """
        if self.has_note:
            return False
        return self.is_searched or self.kind in _READ_ON or (bool(self.detail) and self.kind in _READ_BESIDE)


@entity
class KnownOfInstruments:
    """What is known of instruments beyond their own record, each by the ids of the instruments.

    Attributes:
        ends: how they end.
        maybe_ended: that they may have ended, as a note on it says and leaves open.
        approved: their approval, with its vote.
        used: their use, in full.
        applied: that they are applied, as a note says.
        noted: kinds of question, each with an instrument, that a note answers which nobody read again.
    """

    ends: frozenset[str] = frozenset()
    maybe_ended: frozenset[str] = frozenset()
    approved: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()
    applied: frozenset[str] = frozenset()
    noted: frozenset[tuple[QuestionKind, str]] = frozenset()


def open_questions(
    sheet: CountrySheet, *, fates: frozenset[str], known: KnownOfInstruments, repeated: frozenset[str]
) -> Iterator[ReviewQuestion]:
    """Yield what is open on a State, its instruments first.

    Args:
        sheet: of the State.
        fates: decisions of which it is known what became of the people.
        known: what notes and clauses say of its instruments.
        repeated: incidents about people of whom another record is asked.
    """
    for instrument in sheet.instruments:
        clauses = sheet.clauses_of(instrument.id)
        for kind in _of_instrument(instrument, known):
            yield ReviewQuestion(
                kind=kind,
                noun="instrument",
                record_id=instrument.id,
                subject=instrument.title,
                detail=_detail(kind, instrument, clauses),
                subjects=_not_read(instrument, clauses) if kind == "text" else (),
                purpose=instrument.kind,
                has_note=(kind, instrument.id) in known.noted,
                is_published=kind in _IN_TEXT and instrument.published == "yes",
            )
    yield from _of_channels(sheet)
    for conflict in (one for one in sheet.conflicts if one.noun != "public-incident"):
        yield ReviewQuestion(
            kind="accounts",
            noun=conflict.noun,
            record_id=conflict.record_id,
            subject=conflict.title,
            detail=conflict.text,
        )
    yield from _of_decisions(sheet, fates)
    yield from _of_incidents(one for one in sheet.incidents if one.id not in repeated)
    yield from _of_country(sheet)


def _of_channels(sheet: CountrySheet) -> Iterator[ReviewQuestion]:
    """Yield what is asked of the channels of the matrix without an instrument.

    Those that were looked for stand apart from the rest; a dialogue of the police is one of theirs.
    """
    has_dialogue = any(instrument.kind in _DIALOGUE for instrument in sheet.instruments)
    missing = [state for state in sheet.channels if state.kind in MATRIX and not state.instruments]
    asked = [state for state in missing if not (state.kind == "police" and has_dialogue)]
    for kind in (NONE_FOUND, NOT_LOOKED_FOR):
        of_kind = [state.kind for state in asked if state.status == kind]
        if of_kind:
            yield ReviewQuestion(kind=kind, noun="channel", record_id=" ".join(of_kind))


def _detail(kind: QuestionKind, instrument: Instrument, clauses: tuple[Clause, ...]) -> str:
    """Return what is known beside the gap: articles read, where it was published, law, vote or paper."""
    if kind == "publication":
        return instrument.reference
    if kind in {"vote", "ratification"}:
        return before_parliament(instrument)
    if kind == "text":
        return articles_read(instrument, clauses)
    if kind == "suspension":
        return _articles(clause for clause in clauses if clause.subject in {"suspension", "termination"})
    return ""


def before_parliament(instrument: Instrument) -> str:
    """Return "law" or "vote" where one that approved it was read, else the paper of parliament it cites."""
    acts = {act.kind for act in instrument.acts if act.is_seen}
    paper = instrument.reference if _OF_PARLIAMENT.search(instrument.reference) else ""
    return next((word for kind, word in _ENACTED.items() if kind in acts), paper)


def articles_read(instrument: Instrument, clauses: Iterable[Clause]) -> str:
    """Return the articles of a text that were read, as its compiler or its clauses name them; "" for none."""
    return instrument.terms.articles_read or _articles(clauses)


def _articles(clauses: Iterable[Clause]) -> str:
    read = (clause.article for clause in clauses if clause.is_seen and clause.article)
    return ", ".join(dict.fromkeys(read))


def _not_read(instrument: Instrument, clauses: tuple[Clause, ...]) -> tuple[ClauseSubject, ...]:
    """Return the subjects on which no clause was read, though others were."""
    read = {clause.subject for clause in clauses if clause.may_be_printed}
    is_part = bool(read or instrument.terms.articles_read)
    return tuple(subject for subject in _TEXT_SUBJECTS if subject not in read) if is_part else ()


def _of_instrument(instrument: Instrument, known: KnownOfInstruments) -> Iterator[QuestionKind]:
    if not instrument.is_seen:
        yield "not-seen"
        return
    if instrument.status == "negotiating":
        yield "negotiation"
        return
    is_applied = instrument.id in known.applied
    has_ended, waits = instrument.status in ENDED, instrument.status in {"signed", "ratified"}
    may_have_ended = instrument.id in known.maybe_ended
    is_unclear = instrument.status == "suspended-or-terminated"
    acts = {act.kind for act in instrument.acts if act.is_seen}
    has_day = any(act.kind == "in-force" and act.is_seen and act.on.is_exact for act in instrument.acts)
    is_published, is_dialogue = instrument.published == "yes", instrument.kind in _DIALOGUE
    has_grounds = is_published or (instrument.kind in _SURRENDERING and not has_ended)
    is_whole = instrument.terms.articles_read.startswith("all")
    needs_vote = instrument.kind in OF_PARLIAMENT and instrument.id not in known.approved
    may_be_approved = may_have_been_approved(instrument)
    was_before_it = bool(before_parliament(instrument)) and may_be_approved
    is_open: dict[QuestionKind, bool] = {
        "publication": instrument.published == "unknown" and not is_dialogue,
        "unpublished": instrument.published == "no" and not is_dialogue,
        "text": has_grounds and not is_whole and not (has_ended and instrument.terms.articles_read),
        "standing": is_unclear,
        "renewal": has_ended,
        "ended": may_have_ended,
        "ending": not (has_ended or may_have_ended or is_unclear or is_dialogue or "shelved" in acts)
        and instrument.id not in known.ends,
        "entry": (instrument.status == "in-force" or (waits and is_applied)) and not has_day,
        "approval": needs_vote and not was_before_it and may_be_approved,
        "vote": needs_vote and was_before_it,
        "ratification": waits and not (is_applied or may_have_ended or is_dialogue or "shelved" in acts),
        "use": (not waits or is_applied or is_dialogue) and instrument.id not in known.used,
        "suspension": instrument.status == "suspended",
    }
    yield from (kind for kind, applies in is_open.items() if applies)


def _of_decisions(sheet: CountrySheet, fates: frozenset[str]) -> Iterator[ReviewQuestion]:
    # Of a matter whose people were handed over, by whichever of its decisions, it is known.
    waiting = (matter.allowed_by for matter in sheet.matters if not matter.carried_out)
    allowing = {decision.id for decision in waiting if decision}
    for decision in sheet.decisions:
        is_of_others = decision.transfer_kind is None and not decision.is_handover
        if decision.is_count or is_of_others:
            continue
        if is_unsettled(decision.history) or decision.outcome == "not-known":
            yield _on_decision("history", decision)
        if decision.id in allowing and decision.id not in fates:
            yield _on_decision("fate", decision)


def _on_decision(kind: QuestionKind, decision: Decision) -> ReviewQuestion:
    return ReviewQuestion(
        kind=kind,
        noun="decision",
        record_id=decision.id,
        subject=named(decision),
        detail=printed_history(decision) if kind == "history" else "",
        on=decision.decided_on,
        is_searched=kind == "history" and finds_nothing_later(decision),
    )


def named(decision: Decision) -> str:
    """Return a decision by its court and title."""
    return ", ".join(part for part in (decision.court, decision.title) if part)


def _of_incidents(incidents: Iterable[PublicIncident]) -> Iterator[ReviewQuestion]:
    for incident in incidents:
        yield ReviewQuestion(
            kind="incident",
            noun="public-incident",
            record_id=incident.id,
            subject=incident.conflict,
            detail=incident.summary,
            on=incident.on,
        )


def _of_country(sheet: CountrySheet) -> Iterator[ReviewQuestion]:
    hands_over = any(state.kind in _HANDING_OVER and state.instruments for state in sheet.channels)
    if sheet.country is None:
        return
    if hands_over and not sheet.breaches:
        yield ReviewQuestion(kind="assurances", noun="country", record_id=sheet.country.id)
    for remedy in sheet.country.remedies:
        if remedy.state == "unknown":
            yield ReviewQuestion(
                kind="remedy", noun="country", record_id=sheet.country.id, detail=remedy.kind
            )
