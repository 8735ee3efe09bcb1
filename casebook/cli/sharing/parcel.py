"""``parcel seal|list|copies|receipt|recall``: what leaves for other casebooks, and who holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from casebook.base.errors import FileMissing, InvalidInput
from casebook.cli.base.answer import answer, table, visible
from casebook.cli.base.date_args import day_or_none
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading, unlocked
from casebook.cli.sharing.staying import going_lines, staying_lines
from casebook.cli.sharing.terms_options import name_cards, naming_cards
from casebook.cli.sharing.typed_file import bytes_of, words_of
from casebook.domain.person.person import Purpose
from casebook.domain.sharing.handover import Handover
from casebook.services.base.export import put
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import named
from casebook.services.sharing import card as cards
from casebook.services.sharing.parcels import holders, other_copies, phrase_notes, register
from casebook.services.sharing.parcels import recall as recalls
from casebook.services.sharing.parcels import receipt as receipts
from casebook.services.sharing.parcels.parcel_plan import (
    ParcelOrder,
    ParcelPlan,
    plan_cases,
    plan_dossier,
    plan_records,
)
from casebook.services.sharing.parcels.parcel_preview import ParcelPreview, preview
from casebook.services.sharing.parcels.parcel_seal import SealedParcel
from casebook.services.sharing.parcels.parcel_seal import seal as seal_parcel
from casebook.services.sharing.parcels.register import RegisterRow

_PHRASE_SHOWN = (
    "\nIt opens with this phrase, which is shown once and kept nowhere:\n{phrase}\n"
    "Say it to the recipient; do not send it with the file."
)


def seal(
    *,
    vault: Path,
    out: Path | None,
    case_name: tuple[str, ...],
    dossier: str,
    record: tuple[str, ...],
    purpose: str,
    card: tuple[str, ...],
    recipient_file: Path | None,
    include: tuple[str, ...],
    uncompared: tuple[str, ...],
    within_limits: bool,
    recall_on: str,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> int:
    with unlocked(vault, passphrase_file, keyfile) as session:
        order = ParcelOrder(
            plan=_planned(session, case_name, dossier, record),
            purpose=cast("Purpose", purpose),
            card_ids=tuple(cards.named(session, one).id for one in card),
            recipient=words_of(recipient_file, "recipient-file").strip() if recipient_file else "",
            include=include,
            unchecked=tuple(cards.named(session, one).id for one in uncompared),
            recall_on=day_or_none(recall_on, "recall-on"),
            within_limits=within_limits,
        )
        shown = preview(session, order)
        name_cards(*shown.refusals)
        if out is None:
            answer(_shown(shown), lambda: _in_words(shown), json_wanted=json)
            return shown.refusal.exit_code if shown.refusal else 0
        done = _sealed(session, order, out)
    document = {"id": done.handover.id, "parcel": done.handover.parcel, "file": out, "phrase": done.phrase}
    words = f"The parcel was written to {out}. In the register: {done.handover.id}."
    words += _PHRASE_SHOWN.format(phrase=done.phrase) if done.phrase else ""
    answer(document | _shown(shown), words, json_wanted=json)
    return 0


def _sealed(session: Session, order: ParcelOrder, out: Path) -> SealedParcel:
    """Seal it, and note its words, which are printed."""
    with naming_cards():
        done = run_in_line(seal_parcel(session, order, out, progress=Counter()))
    phrase_notes.note_words(session, done.handover.id)
    return done


def list_(
    *,
    vault: Path,
    person: str,
    due: bool,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with reading(vault, passphrase_file, keyfile) as session:
        rows = recalls.due(session) if due else register.rows(session)
        if person:
            rows = recalls.holders_after(session, person) if due else register.holders_of(session, person)
        references = holders.references_of(session, rows)
        shared = holders.held_by(session, person).shared if person else ()
    listed = [_row(one) | {"cases": references[one.handover.id]} for one in rows]
    words = table(
        ("id", "day", "", "cases", "purpose", "with", "records", "state"),
        [
            (
                one["id"],
                one["at"].date(),
                one["kind"],
                ", ".join(one["cases"]),
                one["purpose"],
                _holders_in_words(one),
                f"{one['records']} new" if one["kind"] == "received" else one["records"],
                _state_in_words(one),
            )
            for one in listed
        ],
    )
    for reference, members in shared:
        words += f"\nCase {reference} is shared with a team: {', '.join(members)}."
    in_team = [{"case": reference, "members": members} for reference, members in shared]
    answer({"rows": listed, "shared": in_team}, words, json_wanted=json)


def copies(*, vault: Path, case: str, keyfile: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file, keyfile) as session:
        rows = other_copies.listed(session, named(session, case).id if case else "")
    listed = [
        {
            "id": one.id,
            "of": one.noun,
            "record": one.record_id,
            "case": one.reference or None,
            "at": one.at,
            "for": one.who or None,
            "purpose": one.purpose or None,
            "sha256": one.sha256,
        }
        for one in rows
    ]
    words = table(
        ("day", "of", "case", "for", "purpose", "sha256"),
        [(one.at.date(), one.noun, one.reference, one.who, one.purpose, one.sha256[:16]) for one in rows],
    )
    answer({"rows": listed}, words, json_wanted=json)


def receipt(
    *,
    vault: Path,
    of: str,
    out: Path | None,
    receipt_file: Path | None,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    if bool(of) == bool(receipt_file):
        raise InvalidInput(
            "Either a receipt is made or one is noted.",
            field="of",
            remedy="Name a parcel by --of, or a receipt by --receipt-file.",
        )
    if receipt_file:
        missing = FileMissing("The file of the receipt cannot be read.", field="receipt-file")
        text = bytes_of(receipt_file, missing).decode("utf-8", "replace")
        with unlocked(vault, passphrase_file, keyfile) as session:
            noted = receipts.note_receipt(session, text)
        answer(_entry(noted), f"The receipt of parcel {noted.id} was noted.", json_wanted=json)
        return
    with reading(vault, passphrase_file, keyfile) as session:
        text = receipts.receipt_text(session, of)
    if out:
        put(text.encode("ascii"), out)
    words = f"The receipt was written to {out}." if out else text
    answer({"text": text, "file": out}, words, json_wanted=json)


def recall(
    *,
    vault: Path,
    parcel: tuple[str, ...],
    out: Path,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with unlocked(vault, passphrase_file, keyfile) as session:
        done = run_in_line(recalls.seal_recall(session, parcel, out, progress=Counter()))
    words = f"The recall was written to {out}. Send it to the holders of the parcels."
    if done.phrase:
        words += f"\nIt opens with this phrase, which is shown once and kept nowhere:\n{done.phrase}"
    recalled = [_entry(one) for one in done.handovers]
    answer({"recalled": recalled, "file": out, "phrase": done.phrase}, words, json_wanted=json)


def _planned(session: Session, case_name: Sequence[str], dossier: str, chosen: Sequence[str]) -> ParcelPlan:
    if bool(case_name) + bool(dossier) + bool(chosen) != 1:
        raise InvalidInput(
            "A parcel holds cases, a dossier, or single records.",
            field="case",
            remedy="Give --case, --dossier or --record, one of them.",
        )
    if case_name:
        return plan_cases(session, [named(session, one).id for one in case_name])
    if dossier:
        return plan_dossier(session, dossier)
    pairs = [tuple(one.split("/", 1)) for one in chosen]
    if any(len(one) != 2 for one in pairs):  # noqa: PLR2004 - noun and ID
        raise InvalidInput(
            "A record is named by its type and ID.", field="record", remedy="Name it as fact/ID."
        )
    return plan_records(session, cast("list[tuple[str, str]]", pairs))


def _shown(shown: ParcelPreview) -> dict[str, object]:
    refusals = [{"what": one.title, "remedy": one.remedy} for one in shown.refusals]
    return {
        "counts": shown.counts,
        "files": shown.files[0],
        "bytes": shown.files[1],
        "withheld": [one.key for one in shown.withheld],
        "named_elsewhere": len(shown.named_elsewhere),
        "binned": [f"{noun}/{one}" for noun, one in shown.binned],
        "going": shown.going,
        "staying": shown.staying,
        "cited": shown.cited,
        "consents": shown.consents,
        "limits": shown.limits,
        "refusal": refusals[0] if refusals else None,
        "refusals": refusals,
    }


def _in_words(shown: ParcelPreview) -> str:
    lines = [table(("records", "number"), [*shown.counts.items(), ("files", shown.files[0])])]
    lines += going_lines(shown.going)
    lines += staying_lines(shown.staying)
    if shown.withheld:
        lines += ["", "Protected, and left out unless named by --include:"]
        lines += [one.key for one in shown.withheld]
    if shown.named_elsewhere:
        lines.append(f"Values that name another case and stay: {len(shown.named_elsewhere)}.")
    if shown.limits:
        lines += [
            "",
            "Limits of the consents, within which alone it may go; to state that it is: --within-limits",
        ]
        lines += [f"person/{one}: {visible('; '.join(scopes))}" for one, scopes in shown.limits.items()]
    if shown.refusals:
        lines += ["", "It cannot be sealed.", *map(str, shown.refusals)]
    return "\n".join(lines)


def _row(row: RegisterRow) -> dict[str, Any]:
    entry = _entry(row.handover)
    for holder, name in zip(entry["holders"], row.names, strict=True):
        holder["name"] = name
    recipient = row.phrase.recipient if row.phrase else ""
    return entry | {"is_due": row.is_due, "recipient": recipient, "is_unnoted": row.is_unnoted}


def _holders_in_words(entry: Mapping[str, Any]) -> str:
    parts = [
        (holder["name"] or f"device {holder['device'][:8]}")
        + ("" if holder["was_compared"] else " (not compared)")
        for holder in entry["holders"]
    ]
    if entry["by_phrase"]:
        parts.append(f"{entry['recipient'] or 'anybody'} with the phrase")
    return ", ".join(parts)


def _state_in_words(entry: Mapping[str, Any]) -> str:
    receipts = sum(holder["receipt_at"] is not None for holder in entry["holders"])
    if entry["state"] == "sealed" and receipts:
        return f"received by {receipts} of {len(entry['holders'])}"
    return str(entry["state"])


def _entry(one: Handover) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "parcel": one.parcel,
        "state": "recalled" if one.recalled_at else one.state,
        "at": one.at,
        "holders": [
            {
                "device": holder.device,
                "was_compared": holder.was_compared,
                "receipt_at": holder.receipt_at,
            }
            for holder in one.holders
        ],
        "by_phrase": one.by_phrase,
        "purpose": one.purpose,
        "records": sum(len(given.ids) for given in one.given),
        "case_ids": one.ids("case"),
        "person_ids": one.ids("person"),
        "document_ids": one.ids("document"),
        "left_out": one.left_out,
        "recall_on": one.recall_on,
        "recalled_at": one.recalled_at,
        "purged_at": one.purged_at,
    }
