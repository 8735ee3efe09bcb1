"""What may leave of our outcomes: with consent only, in numbers that hide people beside earlier packs too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.case.outcome import Outcome
from casebook.domain.case.outcome_hiding import coarsened
from casebook.domain.case.outcome_pair import is_half, paired
from casebook.domain.case.outcome_whole import exceeded_whole
from casebook.domain.case.packed_outcome import PackedOutcome
from casebook.domain.exchange.cell_suppression import MIN_THRESHOLD
from casebook.domain.exchange.outcome_pack import OutcomePack
from casebook.domain.exchange.report import MAX_THRESHOLD, THRESHOLD
from casebook.domain.person.person import ConsentPurpose, Person
from casebook.services.base.session import Session
from casebook.services.case import outcome_ledger
from casebook.services.case.outcome_ledger import LedgerQuery, LedgerRow, narrowed
from casebook.services.person.consent import consenting
from casebook.services.person.shown_code import codes_of
from casebook.store.registry import table_for

LEDGER: ConsentPurpose = "ledger"
"""That what became of the person stands, without a name, in a record that others read."""


@entity
class OutcomeExport:
    """What would leave.

    Attributes:
        threshold: from how many people, and cases, each row comes at least.
        rows: what leaves, each with the IDs of its outcomes.
        too_few: IDs of outcomes of which not even the end leaves: too few are like them.
        held: IDs of outcomes of which something waits: beside the pack before it would show the person.
        fresh: those of them that came since the pack before, and are too few to hide each other.
        parts_left_out: how many things that happened since, and results of assurances, do not leave.
        said_of_all: rows that are true of everybody whom the rows show to have ended so.
        with_all: whether somebody decided that these leave all the same; else they wait.
        unpaired: rows on an assurance that wait, since of kept and breached one does not leave.
        fallen: rows that an earlier pack gave and this one does not; others keep them as last reported.
        last_on: the day of the pack written before; None where there is none.
        without_consent: IDs of those whose person has not consented, or only to some readers or with limits.
        sealed: IDs of those of cases that are sealed.
        lacking: what each person who has not consented so is called, by code name or case.
        packs_today: how many packs were written here today before this one.
    """

    threshold: int
    rows: tuple[tuple[tuple[str, ...], PackedOutcome], ...]
    too_few: tuple[str, ...]
    held: tuple[str, ...]
    fresh: tuple[str, ...]
    parts_left_out: int
    said_of_all: tuple[PackedOutcome, ...]
    with_all: bool
    unpaired: tuple[PackedOutcome, ...]
    fallen: tuple[PackedOutcome, ...]
    last_on: date | None
    without_consent: tuple[str, ...]
    sealed: tuple[str, ...]
    lacking: tuple[str | Message, ...] = ()
    packs_today: int = 0

    @property
    def stayed(self) -> tuple[str, ...]:
        """Return the IDs of outcomes of which nothing leaves, without those new to the next pack."""
        leaving = {one for ids, _ in self.rows for one in ids}
        return tuple(sorted({*self.too_few} - leaving - {*self.fresh}))

    @property
    def left_out(self) -> int:
        """Return how many outcomes do not leave, not even their end, for whatever reason."""
        return len(self.too_few) + len(self.without_consent) + len(self.sealed)


def check_threshold(threshold: int) -> None:
    """Reject a threshold that hides nobody.

    Raises:
        InvalidInput: it is one.
    """
    if not MIN_THRESHOLD <= threshold <= MAX_THRESHOLD:
        raise InvalidInput(
            Message("The threshold must be from {least} to {most}.", least=MIN_THRESHOLD, most=MAX_THRESHOLD),
            field="threshold",
            remedy="Use 5 unless you agreed on another.",
        )


def preview(session: Session, threshold: int = THRESHOLD, *, with_all: bool = False) -> OutcomeExport:
    """Return what would leave, today.

    Args:
        session: the open vault.
        threshold: each row is true of as many people, of as many cases, at least.
        with_all: whether rows leave that are true of everybody whom the rows show to have ended so.

    Raises:
        InvalidInput: the threshold hides nobody.
    """
    check_threshold(threshold)
    with session.store.reading() as connection:
        outcomes = table_for(Outcome).all(connection)
        people = table_for(Person).some(connection, {one.person_id for one in outcomes})
        cases = table_for(Case).some(connection, {one.case_id for one in outcomes})
    reasons = {one.id: _reason(session, one, people, cases) for one in outcomes}
    before = outcome_ledger.given(session)
    allowed = [one for one in outcomes if not reasons[one.id]]
    fresh = _too_few_new(allowed, before, threshold)
    given = {key: ids for pack in reversed(before) for key, ids in pack.ids_by_key.items()}
    earlier = {row.key: row for pack in reversed(before) for row in pack.rows}
    leaving = coarsened(
        (one for one in allowed if one.id not in fresh),
        threshold,
        given,
        tuple(earlier.values()),
        with_all=with_all,
    )
    left = {row.key for _, row in leaving.rows}
    return OutcomeExport(
        threshold=threshold,
        rows=leaving.rows,
        too_few=tuple(sorted({*leaving.left_out, *fresh})),
        held=tuple(sorted({*leaving.held, *fresh})),
        fresh=tuple(sorted(fresh)),
        parts_left_out=leaving.parts_left_out,
        said_of_all=leaving.said_of_all,
        with_all=with_all,
        unpaired=leaving.unpaired,
        fallen=tuple(row for key, row in sorted(earlier.items()) if key not in left),
        last_on=before[0].made_on if before else None,
        without_consent=_kept_back(reasons, "consent"),
        sealed=_kept_back(reasons, "sealed"),
        lacking=_lacking(session, [one for one in outcomes if reasons[one.id] == "consent"]),
        packs_today=sum(one.made_on == session.clock().date() for one in before),
    )


def _kept_back(reasons: Mapping[str, str], reason: str) -> tuple[str, ...]:
    return tuple(sorted(one for one, why in reasons.items() if why == reason))


def _lacking(session: Session, outcomes: Sequence[Outcome]) -> tuple[str | Message, ...]:
    """Return what the people of these outcomes are called, each once."""
    return codes_of(session, [one.person_id for one in outcomes], {one.case_id for one in outcomes})


def _too_few_new(allowed: Sequence[Outcome], before: Sequence[OutcomePack], threshold: int) -> frozenset[str]:
    """Return the IDs of outcomes that came since the last pack, where they are too few to hide each other."""
    if not before:
        return frozenset()
    seen = frozenset(record_id for pack in before for record_id in pack.seen_ids)
    new = [one for one in allowed if one.id not in seen]
    people, cases = {one.person_id for one in new}, {one.case_id for one in new}
    return frozenset() if min(len(people), len(cases)) >= threshold else frozenset(one.id for one in new)


def _reason(
    session: Session, outcome: Outcome, people: Mapping[str, Person], cases: Mapping[str, Case]
) -> str:
    """Return why an outcome stays, or ""."""
    case, person = cases.get(outcome.case_id), people.get(outcome.person_id)
    if case is None or case.confidentiality == "sealed":
        return "sealed"
    # SECURITY: nobody knows who will read it, so a consent for a recipient or with limits covers nothing
    if person is None or not consenting(session, [person], LEDGER, (), whole=True):
        return "consent"
    return ""


@entity
class LeavingLedger:
    """What of the ledger leaves.

    Attributes:
        lines: our own as the last pack gave them and as far as they may still leave, then those of others.
        export: what of our own would leave and stay in a pack of today.
        last: the last pack written here; None where there is none, and so none of our own leaves.
    """

    lines: tuple[LedgerRow, ...]
    export: OutcomeExport
    last: OutcomePack | None


def leaving(session: Session, query: LedgerQuery | None) -> LeavingLedger:
    """Return what of the ledger leaves: our own as in the last pack, and all that others reported.

    A paper, a CSV and a pack beside each other would show what came between them; so the packs alone go on,
    and papers repeat the last one.
    """
    last = next(iter(outcome_ledger.given(session)), None)
    export = preview(session, last.threshold if last else THRESHOLD, with_all=True)
    lines = (*_own(last, export), *outcome_ledger.reported_rows(session))
    return LeavingLedger(lines=tuple(narrowed(lines, query)), export=export, last=last)


def _own(last: OutcomePack | None, export: OutcomeExport) -> list[LedgerRow]:
    """Return what the last pack gave and may still leave, of an assurance both halves or none."""
    if last is None:
        return []
    now = {row.key: frozenset(ids) for ids, row in export.rows}
    before = last.ids_by_key
    still = [
        row for row in last.rows if row.key in before and before[row.key] <= now.get(row.key, frozenset())
    ]
    rows = paired(still, {row.key: last.rows for row in still})
    return [
        LedgerRow(id=row.key, row=row, is_half=is_half(row, rows), ended_people=exceeded_whole(row, rows))
        for row in rows
    ]
