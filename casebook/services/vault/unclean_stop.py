"""Recovery after an unclean stop: the whole database is checked before it is changed, and readable meanwhile.

The header does not say what the session before left, so no digest tells whether the database is that. Its
pages, its audit chain and each row against that chain do.
"""

from __future__ import annotations

from functools import partial

from casebook.base.errors import CasebookError
from casebook.base.message import Message, gettext_noop
from casebook.base.progress import Progress, silent
from casebook.domain.vault.audit import RecordDifference
from casebook.services.base.examination import examine
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session

MAX_NAMED = 2
WHAT_MAY_HAVE_HAPPENED = gettext_noop(
    "Part of an older database may have been put back by someone with access to the folder, by a faulty disk "
    "or by a program that synchronises files."
)


async def checked(session: Session, *, progress: Progress = silent) -> tuple[RecordDifference, ...]:
    """Check a database that awaits its check; if it is sound, its records can be changed afterwards.

    Returns:
        The records that are not what their history adds up to: while there are any, nothing is changed.

    Raises:
        VaultDamaged: a page or the audit chain does not hold; nothing can be changed.
        Cancelled: the person stopped, or the vault was locked; the next opening begins anew.
    """
    try:
        differences = await off_thread(partial(examine, session.vault, progress))
    except CasebookError as error:
        session.refuse_changes(error)
        raise
    await on_vault(partial(session.end_check, differences))
    return differences


def summary(differences: tuple[RecordDifference, ...]) -> Message:
    """Return which records differ, by noun and ID, without their content."""
    named = "; ".join(f"{difference.noun} {difference.record_id}" for difference in differences[:MAX_NAMED])
    return Message.plural(
        "{number} record does not match its change history: {records}",
        "{number} records do not match their change history: {records}",
        number=len(differences),
        records=named + (" …" if len(differences) > MAX_NAMED else ""),
    )
