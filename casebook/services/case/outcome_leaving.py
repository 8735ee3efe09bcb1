"""What may leave of our outcomes: with consent only, and coarse enough to hide the person."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.case.outcome import Outcome
from casebook.domain.case.packed_outcome import PackedOutcome, coarsened
from casebook.domain.exchange.cell_suppression import MIN_THRESHOLD
from casebook.domain.exchange.report import MAX_THRESHOLD, THRESHOLD
from casebook.domain.person.person import ConsentPurpose, Person
from casebook.services.base.session import Session
from casebook.services.case import outcome_ledger
from casebook.services.case.outcome_ledger import LedgerQuery, LedgerRow
from casebook.services.person.consent import consenting
from casebook.store.registry import table_for

LEDGER: ConsentPurpose = "ledger"
"""That what became of the person stands, without a name, in a record that others read."""


@entity
class OutcomeExport:
    """What would leave.

    Attributes:
        threshold: from how many people, and cases, each row comes at least.
        rows: what leaves, each with the ID of its outcome.
        too_few: IDs of outcomes that nothing would hide.
        without_consent: IDs of those whose person has not consented, or only to some readers or with limits.
        sealed: IDs of those of cases that are sealed.
    """

    threshold: int
    rows: tuple[tuple[str, PackedOutcome], ...]
    too_few: tuple[str, ...]
    without_consent: tuple[str, ...]
    sealed: tuple[str, ...]

    @property
    def coarsened(self) -> int:
        """Return how many rows leave with less than their month."""
        return sum(row.coarseness != "month" for _, row in self.rows)

    @property
    def left_out(self) -> int:
        """Return how many outcomes do not leave, for whatever reason."""
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


def preview(session: Session, threshold: int = THRESHOLD) -> OutcomeExport:
    """Return what would leave, today.

    Args:
        session: the open vault.
        threshold: each row agrees with those of as many people, of as many cases.

    Raises:
        InvalidInput: the threshold hides nobody.
    """
    check_threshold(threshold)
    with session.store.reading() as connection:
        outcomes = table_for(Outcome).all(connection)
        people = table_for(Person).some(connection, {one.person_id for one in outcomes})
        cases = table_for(Case).some(connection, {one.case_id for one in outcomes})
    reasons = {one.id: _reason(session, one, people, cases) for one in outcomes}
    leaving = coarsened((one for one in outcomes if not reasons[one.id]), threshold)
    by_reason = {
        reason: tuple(sorted(one for one, why in reasons.items() if why == reason))
        for reason in ("consent", "sealed")
    }
    return OutcomeExport(
        threshold=threshold,
        rows=leaving.rows,
        too_few=leaving.left_out,
        without_consent=by_reason["consent"],
        sealed=by_reason["sealed"],
    )


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
        lines: our own as far as they may leave, then those of others.
        export: what of our own leaves and stays.
        threshold: own numbers from 1 to below this are hidden.
    """

    lines: tuple[LedgerRow, ...]
    export: OutcomeExport
    threshold: int


def leaving(session: Session, query: LedgerQuery | None, threshold: int = THRESHOLD) -> LeavingLedger:
    """Return what of the ledger leaves: our own with consent and coarsened, and all that others reported.

    Raises:
        InvalidInput: the threshold hides nobody.
    """
    export = preview(session, threshold)
    by_id = {one.id: one for one in outcome_ledger.own_rows(session)}
    own = [
        LedgerRow(id=row.pseudonym, row=row, outcome=by_id[outcome_id].outcome)
        for outcome_id, row in export.rows
    ]
    lines = (*own, *outcome_ledger.reported_rows(session))
    wanted = tuple(one for one in lines if query is None or query.takes(one))
    return LeavingLedger(lines=wanted, export=export, threshold=threshold)
