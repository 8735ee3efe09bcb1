"""``team asks|keep``: what came from others and waits for a person, and what they purged and is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, counted, shortened, table
from casebook.cli.base.session import reading, unlocked
from casebook.cli.sharing.terms_options import naming_options
from casebook.domain.sharing.waiting_kind import WaitingKind
from casebook.services.base import history_text
from casebook.services.base.session import Session
from casebook.services.sharing.members.deciding import decide
from casebook.services.sharing.members.member_changes import member_named
from casebook.services.sharing.members.sharing_terms import SharingTerms
from casebook.services.sharing.team import laying, purges, taking
from casebook.services.sharing.team.arrivals import ArrivalKind, arrived_records
from casebook.services.sharing.team.waiting import (
    WaitingList,
    WaitingRecord,
    WaitingRest,
    asked_once,
    listed,
    standing_for,
    waiting,
)

_ALL = "all"
_MEMBER_DIGITS = 8
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
    from_member: str,
    same_office: bool,
    with_protected: bool,
    within_limits: bool,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    if not allow and not decline:
        with reading(vault, passphrase_file) as session:
            rows = waiting(session, with_declined=declined)
            questions = listed(rows)
            if from_member:
                of_member = asked_once(_of_member(session, rows, from_member))
                questions = WaitingList(records=tuple(of_member), rests=())
        _answer_listed(questions, json=json)
        return
    if _ALL in allow:
        raise InvalidInput("Each is allowed by itself.", field="allow", remedy="Give the IDs, as listed.")
    with unlocked(vault, passphrase_file) as session:
        rows = waiting(session)
        allowed, refused = standing_for(rows, allow), standing_for(rows, {*decline} - {_ALL})
        if _ALL in decline:
            of_member = _of_member(session, rows, from_member) if from_member else rows
            refused |= {one.id for one in of_member} - allowed
        terms = SharingTerms(
            is_office=same_office, with_protected=with_protected, within_limits=within_limits
        )
        with naming_options():
            decide(session, allowed, refused, terms=terms)
        taking.take_all(session)
        laying.put(session)
    words = f"Allowed: {len(allowed)}. Declined: {len(refused)}."
    answer({"allowed": len(allowed), "declined": len(refused)}, words, json_wanted=json)


def _answer_listed(questions: WaitingList, *, json: bool) -> None:
    document = {
        "rows": [asked_row(one) for one in questions.records],
        "more": [rest_row(one) for one in questions.rests],
    }
    words = "\n".join([asked_table(questions.records), *map(_rest_words, questions.rests)])
    answer(document, words if questions.is_any else "Nothing waits for a decision.", json_wanted=json)


def _of_member(session: Session, rows: Sequence[WaitingRecord], member: str) -> list[WaitingRecord]:
    """Return what one member raised alone."""
    member_id = member_named(session, member)
    return [one for one in rows if one.members == (member_id,)]


def _rest_words(one: WaitingRest) -> str:
    where = f" in {one.reference}" if one.reference else ""
    listing = f"all of them: --from {one.member[:_MEMBER_DIGITS]}"
    return f"{one.id}  and {one.count:,} more of {shortened(one.by)}{where}: {_WHAT[one.kind]} ({listing})"


def keep(*, vault: Path, record_id: str, is_all: bool, passphrase_file: Path | None, json: bool) -> None:
    if bool(record_id) == is_all:
        raise InvalidInput("Give one record, or --all.", field="record", remedy="List them: team purges.")
    with unlocked(vault, passphrase_file) as session:
        count = purges.keep_all(session) if is_all else 1
        if record_id:
            purges.refuse_purge(session, record_id)
    stay = counted(count, "record stays", "records stay")
    words = f"{stay} in this casebook. Another purge by the same member no longer hides what stays."
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
        "members": list(one.members),
        "at": one.at,
        "says": [
            {"field": field, "value": value, "by": by}
            for (field, value), by in zip(one.says, one.said_by, strict=True)
        ],
        "known_in": list(one.known_in),
        "known_by": one.known_by,
        "is_declined": one.is_declined,
        "readers": list(one.readers),
    }


def rest_row(one: WaitingRest) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind,
        "reference": one.reference,
        "by": one.by,
        "member": one.member,
        "count": one.count,
    }


def asked_table(rows: Sequence[WaitingRecord]) -> str:
    return table(
        ("id", "by", "type", "title", "shared", "with", "what"),
        [
            (
                one.id,
                shortened(one.by),
                one.noun,
                one.title,
                one.reference,
                ", ".join(map(shortened, one.readers)),
                _what(one),
            )
            for one in rows
        ],
    )


def _what(one: WaitingRecord) -> str:
    says = "; ".join(
        f"{title}: {', '.join(values)[:_MAX_LETTERS]}" + (f" ({by})" if by != one.by else "")
        for (title, by), values in _said(one).items()
    )
    what = _WHAT[one.kind]
    if one.known_in:
        what = (
            f"{one.by} began a record under the ID of one of {', '.join(one.known_in)} by {one.known_by}: "
            "take it in place of that one?"
        )
    return f"{what} {says}".rstrip()


def _said(one: WaitingRecord) -> dict[tuple[str, str], list[str]]:
    """Return what a change says, by field and member; what is empty or here already is left out."""
    by_field: dict[tuple[str, str], list[str]] = {}
    for fields, by in zip(one.values, one.said_by, strict=True):
        for name, content in fields.items():
            text = history_text.value(content).strip()
            if text and not history_text.is_unread(name):
                by_field.setdefault((history_text.field(name, Translator(), one.noun), by), []).append(text)
    return by_field


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
