"""``team asks|keep``: what came from others and waits for a person, and what they purged and is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import answer, table
from casebook.cli.base.session import reading, unlocked
from casebook.domain.sharing.waiting_kind import WaitingKind
from casebook.services.base.session import Session
from casebook.services.sharing.team import laying, purges, taking
from casebook.services.sharing.team.arrivals import ArrivalKind, arrived_records
from casebook.services.sharing.team.waiting import WaitingRecord, decide, waiting

_ALL = "all"
_MAX_LETTERS = 200
"""So much of a value is listed; `--json` has all of it."""
_WHAT = {
    WaitingKind.CASE: "a case of yours was shared: join them? All of yours goes to those who have it.",
    WaitingKind.PERSON: "was named and is not shared: share?",
    WaitingKind.CHANGE: "change of what is not of the shared case: take?",
}


def asks(
    *,
    vault: Path,
    allow: tuple[str, ...],
    decline: tuple[str, ...],
    declined: bool,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    if not allow and not decline:
        with reading(vault, passphrase_file) as session:
            rows = waiting(session, with_declined=declined)
        words = asked_table(rows) if rows else "Nothing waits for a decision."
        answer({"rows": [asked_row(one) for one in rows]}, words, json_wanted=json)
        return
    if _ALL in allow:
        raise InvalidInput("Each is allowed by itself.", field="allow", remedy="Give the IDs, as listed.")
    with unlocked(vault, passphrase_file) as session:
        refused = {one.id for one in waiting(session)} if _ALL in decline else {*decline}
        decide(session, allow, refused - {*allow})
        taking.take_all(session)
        laying.put(session)
    document = {"allowed": len({*allow}), "declined": len(refused - {*allow})}
    words = f"{document['allowed']} were allowed, {document['declined']} declined."
    answer(document, words, json_wanted=json)


def keep(*, vault: Path, record_id: str, is_all: bool, passphrase_file: Path | None, json: bool) -> None:
    if bool(record_id) == is_all:
        raise InvalidInput("Give one record, or --all.", field="record", remedy="List them: team purges.")
    with unlocked(vault, passphrase_file) as session:
        count = purges.keep_all(session) if is_all else 1
        if record_id:
            purges.refuse_purge(session, record_id)
    words = f"{count} records stay in this casebook. Who purges them again does not hide them any more."
    answer({"id": record_id, "kept": count, "purged": False}, words, json_wanted=json)


def asked_row(one: WaitingRecord) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind,
        "noun": one.noun,
        "record": one.record_id,
        "title": one.title,
        "reference": one.reference,
        "by": one.by,
        "at": one.at,
        "says": dict(one.says),
        "is_declined": one.is_declined,
        "readers": list(one.readers),
    }


def asked_table(rows: Sequence[WaitingRecord]) -> str:
    return table(
        ("id", "by", "type", "title", "shared", "with", "what"),
        [
            (one.id, one.by, one.noun, one.title, one.reference, ", ".join(one.readers), _what(one))
            for one in rows
        ],
    )


def _what(one: WaitingRecord) -> str:
    says = "; ".join(f"{field}: {value[:_MAX_LETTERS]}" for field, value in one.says)
    return f"{_WHAT[one.kind]} {says}".rstrip()


def arrived(session: Session, report: taking.TakingReport) -> tuple[list[dict[str, object]], str]:
    """Return what came, as rows and as text: by whom, and what was binned first."""
    records = arrived_records(session, report.arrivals)
    records.sort(key=lambda one: one.kind is not ArrivalKind.BINNED)
    rows: list[dict[str, object]] = [
        {
            "noun": one.noun,
            "id": one.id,
            "title": one.title,
            "reference": one.reference,
            "by": list(one.by),
            "what": one.kind,
            "fields": list(one.fields),
        }
        for one in records
    ]
    cells = [(", ".join(one.by), one.kind, one.noun, one.title, one.reference) for one in records]
    return rows, table(("by", "what", "type", "title", "case"), cells) if cells else ""
