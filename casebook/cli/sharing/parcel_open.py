"""``parcel look|take|purge``: what a parcel would bring, what of it is taken, and what a recall asks for."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from casebook.base.errors import Conflict, InvalidInput
from casebook.cli.base.answer import answer, counted, table, visible
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading, unlocked
from casebook.cli.sharing.typed_file import words_of
from casebook.domain.declaration.going import question_of
from casebook.domain.sharing.comparison import ComparedField
from casebook.services.base.flow import run_in_line
from casebook.services.sharing.parcels.parcel_look import ComparedRecord, ParcelView
from casebook.services.sharing.parcels.parcel_look import look as look_into
from casebook.services.sharing.parcels.parcel_needs import Name, lacking, needs_of
from casebook.services.sharing.parcels.parcel_take import TakenParcel
from casebook.services.sharing.parcels.parcel_take import take as take_in
from casebook.services.sharing.parcels.recall import RecallView, purge_recalled, recall_view

_SENDER = {
    "compared": "its card was compared",
    "known": "its card is known and was not compared",
    "unknown": "its card is not known here",
}


def look(
    *,
    vault: Path,
    file: Path,
    phrase_file: Path | None,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with reading(vault, passphrase_file, keyfile) as session:
        view = run_in_line(look_into(session, file, phrase=_phrase(phrase_file), progress=Counter()))
        recalled = recall_view(session, view) if view.is_recall else None
    document = _of_view(view) | {"recall": recalled}
    answer(document, lambda: _recall_words(recalled) if recalled else _words(view), json_wanted=json)


def take(
    *,
    vault: Path,
    file: Path,
    phrase_file: Path | None,
    skip: tuple[str, ...],
    include: tuple[str, ...],
    sha256: str,
    uncompared: bool,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    phrase = _phrase(phrase_file)
    with unlocked(vault, passphrase_file, keyfile) as session:
        view = run_in_line(look_into(session, file, phrase=phrase, progress=Counter()))
        if sha256 and sha256.lower() != view.content.digest.hex():
            raise Conflict(
                "The file is another than the one that was looked at.",
                field="sha256",
                remedy="Look at it again before anything is taken.",
            )
        offered = list(view.offered())
        chosen = (view.ticked() | _named(offered, include)) - _named(offered, skip)
        missing = lacking(needs_of(view), chosen)
        taken = run_in_line(
            take_in(session, file, view, chosen, phrase=phrase, allow=uncompared, progress=Counter())
        )
    _answer_taken(taken, missing, json_wanted=json)


def _answer_taken(taken: TakenParcel, missing: Sequence[Name], *, json_wanted: bool) -> None:
    document = {
        "id": taken.handover.id,
        "records": taken.count,
        "new": taken.fresh,
        "changed": taken.changed,
        "files": len(taken.files),
        "unshown": taken.unshown,
        "declined": len(taken.declined),
        "lacking": [f"{noun}/{one}" for noun, one in missing],
        "already_taken": taken.handover.at if taken.is_again else None,
    }
    if taken.is_again and not taken.states:
        words = (
            f"Already taken on {taken.handover.at.date()}: nothing more of it was taken. In the register: "
            f"{taken.handover.id}."
        )
        answer(document, words, json_wanted=json_wanted)
        return
    records, files = (
        counted(taken.fresh, "new record", "new records"),
        counted(len(taken.files), "file", "files"),
    )
    words = (
        f"Taken: {records}, {taken.changed} changed, {files}. In the register: {taken.handover.id}.\n"
        "Send a receipt: `casebook parcel receipt`."
    )
    if taken.unshown:
        words += (
            f"\nKept, but cannot be shown until more of it comes or Casebook is updated: {taken.unshown}."
        )
    if missing:
        listed = ", ".join(f"{noun}/{one}" for noun, one in missing)
        words += f"\nWhat was taken names records that were not, and is incomplete here: {listed}."
    answer(document, words, json_wanted=json_wanted)


def purge(
    *,
    vault: Path,
    file: Path,
    phrase_file: Path | None,
    confirm: bool,
    codes: tuple[str, ...],
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with unlocked(vault, passphrase_file, keyfile) as session:
        view = run_in_line(look_into(session, file, phrase=_phrase(phrase_file), progress=Counter()))
        recalled = recall_view(session, view)
        purged = purge_recalled(session, recalled, recalled.records, codes=codes) if confirm else 0
    words = (
        f"{counted(purged, 'record was', 'records were')} deleted permanently."
        if confirm
        else _recall_words(recalled)
    )
    answer({"recall": recalled, "purged": purged}, words, json_wanted=json)


def _phrase(file: Path | None) -> str:
    return words_of(file, "phrase-file").strip() if file else ""


def _named(
    offered: Iterable[tuple[ComparedRecord, ComparedField]], names: Iterable[str]
) -> frozenset[tuple[str, str, str]]:
    """Return what is named by ``noun/ID`` or ``noun/ID/key`` of what is offered.

    Raises:
        InvalidInput: a name is of nothing that is offered.
    """
    offered = list(offered)
    named: set[tuple[str, str, str]] = set()
    for name in names:
        keys = {
            (one.noun, one.id, field.key)
            for one, field in offered
            if name in {f"{one.noun}/{one.id}", f"{one.noun}/{one.id}/{field.key}"}
            or name == f"{one.noun}/{one.id}/{field.field}"
        }
        if not keys:
            raise InvalidInput(
                "Something was named that this parcel does not offer.",
                field="include",
                remedy="Name it as `casebook parcel look` does, such as fact/ID or fact/ID/place.",
            )
        named |= keys
    return frozenset(named)


def _of_view(view: ParcelView) -> dict[str, Any]:
    manifest = view.content.manifest
    ticked = view.ticked()
    return {
        "parcel": view.content.id,
        "sha256": view.content.digest.hex(),
        "kind": manifest.kind,
        "sender": {
            "name": view.content.sender.name,
            "device": view.content.sender.device_id.hex(),
            "state": view.sender_state,
        },
        "purpose": manifest.purpose,
        "sealed_at": manifest.sealed_at,
        "recall_on": manifest.recall_on,
        "consents": manifest.consents,
        "left_out_records": manifest.left_out_records,
        "files": len(manifest.files),
        "cited": manifest.cited,
        "taken_as": view.earlier.id if view.earlier else "",
        "states": dict(Counts(one.state for _, one in _fields(view))),
        "rows": [
            {
                "noun": one.noun,
                "id": one.id,
                "state": one.state,
                "is_suspect": one.is_suspect,
                "fields": [_of_field(one, field, ticked) for field in one.fields],
            }
            for one in view.records
        ],
    }


def _of_field(
    one: ComparedRecord, field: ComparedField, ticked: frozenset[tuple[str, str, str]]
) -> dict[str, Any]:
    return {
        "key": field.key,
        "state": field.state,
        "here": field.here,
        "came": field.came,
        "suspect": field.suspect,
        "is_declined": field.is_declined,
        "is_ticked": (one.noun, one.id, field.key) in ticked,
    }


def _fields(view: ParcelView) -> Iterable[tuple[ComparedRecord, ComparedField]]:
    return ((one, field) for one in view.records for field in one.fields)


def _words(view: ParcelView) -> str:
    manifest, ticked = view.content.manifest, view.ticked()
    lines = [
        f"From {view.content.sender.name}: {_SENDER[view.sender_state]}.",
        f"Purpose: {manifest.purpose}. Sealed {manifest.sealed_at.date()}. Files: {len(manifest.files)}.",
    ]
    if view.sender_state != "compared":
        lines.append("Anybody can seal under this name: taking it needs --uncompared.")
    if view.earlier:
        lines.append(f"Already taken on {view.earlier.at.date()}. In the register: {view.earlier.id}.")
    if manifest.recall_on:
        lines.append(f"To be deleted by {manifest.recall_on}.")
    new = Counts(one.noun for one in view.records if one.state == "new")
    lines += [f"New: {count} {noun}" for noun, count in new.items()]
    rows = [
        (
            f"{one.noun}/{one.id}/{field.key}",
            field.state,
            field.suspect or ("declined" if field.is_declined else ""),
            "taken" if (one.noun, one.id, field.key) in ticked else "",
        )
        for one, field in _fields(view)
        if (one.state != "new" or field.suspect) and (field.is_offered or field.state == "withheld")
    ]
    gone = [(f"{one.noun}/{one.id}", one.state, "", "") for one in view.records if one.state in _GONE]
    return "\n".join((*lines, *([table(("", "state", "", ""), [*rows, *gone])] if rows or gone else [])))


_GONE = {"binned", "purged", "of-pack", "other-noun", "undecided", "of-purged"}


def _titled(recalled: RecallView, records: Iterable[tuple[str, str]]) -> list[str]:
    """Return the titles of records, which whoever deletes them has to see."""
    return [f"  {noun} {one}: {visible(recalled.titles[one])}" for noun, one in records]


def _recall_words(recalled: RecallView) -> str:
    if not recalled.records:
        return _nothing_words(recalled)
    counts = Counts(noun for noun, _ in recalled.records)
    lines = ["The sender asks you to delete what these parcels brought:"]
    lines.append(table(("records", "number"), list(counts.items())))
    lines += _titled(recalled, recalled.records)
    if recalled.kept:
        lines.append(_kept_words(recalled))
    if recalled.own_work:
        records = counted(len(recalled.own_work), "record", "records")
        lines.append(f"{records} added here would be deleted with the case.")
        lines += _titled(recalled, recalled.own_work)
    if recalled.sealed:
        lines.append(f"{question_of(recalled.sealed)!s} Each needs --code.")
    lines.append("Delete them permanently: `casebook parcel purge … --confirm`.")
    return "\n".join(lines)


def _kept_words(recalled: RecallView) -> str:
    return f"Staying, since other cases of this casebook name them: {len(recalled.kept)}."


def _nothing_words(recalled: RecallView) -> str:
    """Return why there is nothing to delete, and what the recall does not name."""
    lines = ["Nothing of these parcels is here any more."]
    if recalled.brought_nothing:
        lines = [
            "These parcels brought no new record. What they changed in others stays."
            if recalled.has_changed
            else "These parcels brought no new record and changed none.",
            (
                "What they contain and is here came another way: by the team, by another parcel, or entered "
                "here. This recall does not cover that, and it stays."
            ),
        ]
    elif recalled.kept:
        lines = [_kept_words(recalled)]
    lines += (
        f"What came from the same sender with the parcel of {one.at.date()} ({one.id}) is still here. "
        "This recall does not name it."
        for one in recalled.others
    )
    return "\n".join(lines)
