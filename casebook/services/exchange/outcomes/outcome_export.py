"""Writing a pack of outcomes: what was shown, signed by this device, and entered in the register."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from casebook.base.errors import Conflict, Refused
from casebook.base.message import Message
from casebook.domain.exchange.outcome_pack import OutcomePack
from casebook.domain.exchange.report import THRESHOLD
from casebook.domain.sharing.handover import GivenNoun
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.packs.signed_outcomes import pack_outcomes
from casebook.services.base import record
from casebook.services.base.export import dropped_unless_done, put
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.case import outcome_ledger
from casebook.services.case.outcome_leaving import OutcomeExport, preview
from casebook.services.sharing import device


def file_name(session: Session, shown: OutcomeExport) -> str:
    """Return the name proposed for a pack: its day and its number of that day, so that packs sort."""
    return f"outcomes-{session.clock().date().isoformat()}-{shown.packs_today + 1:02}.casebook-outcomes"


async def write(session: Session, shown: OutcomeExport, out: Path | SaveTarget) -> OutcomePack:
    """Write a pack of what was shown, signed by this device, and enter it in the register.

    Args:
        session: the open vault.
        shown: what the person saw would leave.
        out: the file.

    Raises:
        Conflict: other rows would leave now.
        Refused: none leaves, a row has a year that cannot be, or the place is inside a vault.
        NotFound: this device has no card yet.
        InvalidInput, DiskProblem: it cannot be written there.
    """
    with dropped_unless_done(out):
        data, entry = await on_vault(partial(_signed, session, shown, out.name))
        await on_vault(lambda: record.add(session, entry))
        try:
            await off_thread(lambda: put(data, out))
        except BaseException:
            await on_vault(lambda: _take_out(session, entry))
            raise
    return entry


def _signed(session: Session, shown: OutcomeExport, name: str) -> tuple[bytes, OutcomePack]:
    session.store.require_writing()
    require_neutral(session, name)
    now = preview(session, shown.threshold, with_all=shown.with_all)
    if replace(now, packs_today=shown.packs_today) != shown:
        raise Conflict("Other rows would leave now than were shown.", remedy="Look at the preview again.")
    if not shown.rows:
        raise _nothing_leaves(shown)
    card = device.required_card(session)
    today = session.clock().date()
    rows = tuple(row for _, row in shown.rows)
    data, digest = pack_outcomes(
        rows,
        made_on=today,
        threshold=shown.threshold,
        keys=device.own_keys(session),
        follows=tuple(one.digest for one in reversed(outcome_ledger.given(session)) if one.made_on == today),
    )
    entry = OutcomePack(
        id=session.ids(),
        kind="given",
        digest=digest,
        at=session.clock(),
        made_on=today,
        signer=card.device_id.hex(),
        was_compared=True,
        rows=rows,
        left_out=shown.left_out,
        threshold=shown.threshold,
        given=tuple(
            GivenNoun(noun="outcome", ids=ids) for ids in (*(ids for ids, _ in shown.rows), shown.stayed)
        ),
    )
    return data, entry


def _nothing_leaves(shown: OutcomeExport) -> Refused:
    if shown.said_of_all or shown.unpaired:
        return Refused(
            "Nothing leaves: every row waits.",
            field="rows",
            remedy="The preview names the rows, and what each waits for.",
        )
    return Refused(
        "Nothing leaves: no outcome has consent and enough others like it.",
        field="rows",
        remedy=Message(
            "Record consents to the ledger; each row needs {number} people of as many cases that agree.",
            number=shown.threshold,
        ),
    )


def _take_out(session: Session, entry: OutcomePack) -> None:
    """Take an entry out of the register again: its file has no name."""
    with session.store.write("outcome-pack.remove") as transaction:
        transaction.discard(OutcomePack, entry.id)


def withdrawn_since(session: Session, pack: OutcomePack) -> tuple[str, ...]:
    """Return the IDs of outcomes in a pack written here that would not leave today for want of consent."""
    lacking = {*preview(session, max(pack.threshold, THRESHOLD)).without_consent}
    return tuple(sorted(pack.outcome_ids & lacking))
