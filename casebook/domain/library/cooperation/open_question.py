"""Questions to a minister, each made from something that is not known, or that nobody read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.library.channel import MATRIX, ChannelKind
from casebook.domain.library.clause import Clause
from casebook.domain.library.decision import Decision
from casebook.domain.library.history import is_unsettled
from casebook.domain.library.instrument import Instrument, InstrumentKind, may_have_been_approved
from casebook.domain.library.sheet import CountrySheet

QuestionKind = Literal[
    "not-seen",
    "publication",
    "text",
    "ending",
    "standing",
    "renewal",
    "entry",
    "approval",
    "use",
    "suspension",
    "negotiation",
    "ratification",
    "none-found",
    "accounts",
    "history",
    "fate",
    "incident",
    "assurances",
    "remedy",
]
_OF_PARLIAMENT: frozenset[InstrumentKind] = frozenset(
    ["extradition-treaty", "surrender-agreement", "mutual-legal-assistance", "transfer-of-sentenced-persons"]
)
"""Kinds that a parliament is asked to approve."""
ENDED = frozenset({"terminated", "expired", "withdrawn"})
_HANDING_OVER: frozenset[ChannelKind] = frozenset(["extradition", "surrender-hong-kong", "surrender-macau"])


@entity
class ReviewQuestion:
    """A question.

    Attributes:
        kind: what is not known.
        noun, record_id: the record with the gap; "channel" with several kinds, separated by blanks.
        subject: that record by its title, "" where it has none.
        detail: what the question quotes, such as accounts that differ, or what is known beside the
            gap; or "".
        on: when it happened, or None.
    """

    kind: QuestionKind
    noun: str
    record_id: str
    subject: str = ""
    detail: str = ""
    on: StatedDate | None = None


def open_questions(
    sheet: CountrySheet,
    *,
    fates: frozenset[str],
    ends: frozenset[str],
    approved: frozenset[str],
    used: frozenset[str],
) -> Iterator[ReviewQuestion]:
    """Yield what is open on a State, its instruments first.

    Args:
        sheet: of the State.
        fates: decisions of which it is known what became of the people.
        ends: instruments of which it is known how they end.
        approved: instruments whose approval, with its vote, is known.
        used: instruments whose use is known in full.
    """
    for instrument in sheet.instruments:
        for kind in _of_instrument(instrument, ends, approved, used):
            yield ReviewQuestion(
                kind=kind,
                noun="instrument",
                record_id=instrument.id,
                subject=instrument.title,
                detail=_detail(kind, instrument, sheet.clauses_of(instrument.id)),
            )
    missing = [state.kind for state in sheet.channels if not state.instruments and state.kind in MATRIX]
    if missing:
        yield ReviewQuestion(kind="none-found", noun="channel", record_id=" ".join(missing))
    for conflict in sheet.conflicts:
        yield ReviewQuestion(
            kind="accounts",
            noun=conflict.noun,
            record_id=conflict.record_id,
            subject=conflict.title,
            detail=conflict.text,
        )
    yield from _of_decisions(sheet, fates)
    yield from _of_incidents(sheet)
    yield from _of_country(sheet)


def _detail(kind: QuestionKind, instrument: Instrument, clauses: tuple[Clause, ...]) -> str:
    """Return what is known beside the gap: articles read, or where it was published."""
    if kind == "publication":
        return instrument.reference
    if kind not in {"text", "suspension"}:
        return ""
    read = (clause for clause in clauses if kind == "text" or clause.subject in {"suspension", "termination"})
    return ", ".join(dict.fromkeys(clause.article for clause in read if clause.is_seen and clause.article))


def _of_instrument(
    instrument: Instrument, ends: frozenset[str], approved: frozenset[str], used: frozenset[str]
) -> Iterator[QuestionKind]:
    if not instrument.is_seen:
        yield "not-seen"
        return
    if instrument.status == "negotiating":
        yield "negotiation"
        return
    has_ended, waits = instrument.status in ENDED, instrument.status in {"signed", "ratified"}
    is_unclear = instrument.status == "suspended-or-terminated"
    begins_seen = any(act.kind == "in-force" and act.is_seen for act in instrument.acts)
    is_published = instrument.published == "yes"
    is_open: dict[QuestionKind, bool] = {
        "publication": not is_published,
        "text": is_published and not instrument.terms.articles_read,
        "standing": is_unclear,
        "renewal": has_ended,
        "ending": not has_ended and not is_unclear and instrument.id not in ends,
        "entry": instrument.status == "in-force" and not begins_seen,
        "approval": instrument.kind in _OF_PARLIAMENT
        and instrument.id not in approved
        and may_have_been_approved(instrument),
        "ratification": waits,
        "use": not waits and instrument.id not in used,
        "suspension": instrument.status == "suspended",
    }
    yield from (kind for kind, applies in is_open.items() if applies)


def _of_decisions(sheet: CountrySheet, fates: frozenset[str]) -> Iterator[ReviewQuestion]:
    # Of a matter whose people were handed over, by whichever of its decisions, it is known.
    waiting = (matter.allowed_by for matter in sheet.matters if not matter.carried_out)
    allowing = {decision.id for decision in waiting if decision}
    for decision in sheet.decisions:
        if decision.is_count:
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
        subject=", ".join(part for part in (decision.court, decision.title) if part),
        detail=decision.history if kind == "history" else "",
        on=decision.decided_on,
    )


def _of_incidents(sheet: CountrySheet) -> Iterator[ReviewQuestion]:
    for incident in sheet.incidents:
        yield ReviewQuestion(
            kind="incident",
            noun="public-incident",
            record_id=incident.id,
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
