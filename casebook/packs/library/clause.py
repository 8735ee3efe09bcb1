"""Clauses of the instruments, from the registry's pack."""

from __future__ import annotations

from typing import get_args

from casebook.base.message import Message
from casebook.domain.library.clause import UNREAD, Clause, ClauseSubject
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import Pack

KIND = "clause"
SUBJECTS: tuple[ClauseSubject, ...] = get_args(ClauseSubject)


def read_clauses(pack: Pack) -> tuple[Clause, ...]:
    """Every clause of the pack, in its order."""
    return tuple(_clause(entry, pack) for entry in pack.entries(KIND))


def _clause(entry: PackEntry, pack: Pack) -> Clause:
    entry.day("checked", default=pack.head.checked_on)
    clause = Clause(
        id=entry.text("id"),
        instrument_id=entry.text("instrument"),
        subject=entry.choice("subject", SUBJECTS),
        text=entry.text("text"),
        is_seen=entry.flag("seen"),
        article=entry.text("article", default=""),
        url=entry.text("url", default=""),
        pack=pack.head.version,
    )
    if bool(clause.article) == clause.text.startswith(UNREAD):
        entry.complain("article", Message("must be there, or the text begins with “{unread}”", unread=UNREAD))
    if clause.text.count(UNREAD) > 1:
        entry.complain("text", "states twice that only a summary was read")
    entry.close()
    return clause
