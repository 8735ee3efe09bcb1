"""``outcome ledger``, ``export``, ``import`` and ``packs``: what became of people, across cases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from casebook.base.i18n import WINDOW_LANGUAGES, Translator
from casebook.cli.base.answer import answer, table
from casebook.cli.base.choice import one_of
from casebook.cli.base.session import reading, unlocked
from casebook.cli.exchange.outcome_json import HEAD, cells, line_json, row_json, table_json, table_text
from casebook.domain.base.country_code import country_code
from casebook.domain.case.outcome import AssuranceResult, EndKind
from casebook.services.base.flow import run_in_line
from casebook.services.case import outcome_leaving, outcome_ledger
from casebook.services.case.outcome_leaving import OutcomeExport
from casebook.services.case.outcome_ledger import LedgerOrigin, LedgerQuery
from casebook.services.exchange.outcomes import ledger_file, outcome_export, outcome_import
from casebook.services.exchange.outcomes.outcome_import import OutcomeImport


def ledger(
    *,
    vault: Path,
    state: str,
    ended: str,
    result: str,
    origin: str,
    threshold: int,
    out: Path | None,
    language: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    query = _query(state, ended, result, origin)
    words = Translator(one_of(language, tuple(WINDOW_LANGUAGES), "language"))
    outcome_leaving.check_threshold(threshold)
    with reading(vault, passphrase_file) as session:
        lines = outcome_ledger.ledger(session, query)
        if out is not None:
            run_in_line(ledger_file.write(session, query, out, words))
    numbers = outcome_ledger.tables(lines, threshold)
    document = {
        "rows": [line_json(one) for one in lines],
        "tables": [table_json(one) for one in numbers],
        "file": str(out) if out else None,
    }
    rows = [[one.origin, one.reference, *cells(one.row)] for one in lines]
    text = "\n\n".join(
        [
            table(["whose", "case", *HEAD], rows),
            *map(table_text, numbers),
            *([f"{out}: not encrypted; of our own what the last pack gave."] if out else []),
        ]
    )
    answer(document, text, json_wanted=json)


def _query(state: str, ended: str, result: str, origin: str) -> LedgerQuery:
    return LedgerQuery(
        state=country_code(state, field="state") if state else "",
        ended=cast("EndKind", ended),
        result=cast("AssuranceResult", result),
        origin=cast("LedgerOrigin", origin),
    )


def export(
    *, vault: Path, out: Path | None, threshold: int, passphrase_file: Path | None, json: bool
) -> None:
    if out is None:
        with reading(vault, passphrase_file) as session:
            shown = outcome_leaving.preview(session, threshold)
        answer({**_leaving(shown), "file": None}, lambda: _leaving_text(shown), json_wanted=json)
        return
    with unlocked(vault, passphrase_file) as session:
        shown = outcome_leaving.preview(session, threshold)
        pack = run_in_line(outcome_export.write(session, shown, out))
    document = {**_leaving(shown), "file": str(out), "pack": pack.id, "sha256": pack.digest}
    text = f"{_leaving_text(shown)}\n{out}: signed; in the register as {pack.id}."
    answer(document, text, json_wanted=json)


def _leaving(shown: OutcomeExport) -> dict[str, object]:
    return {
        "threshold": shown.threshold,
        "rows": [row_json(row) for _, row in shown.rows],
        "last_pack": shown.last_on,
        "said_of_all": shown.said_of_all,
        "too_few": len(shown.too_few),
        "waiting_beside_last_pack": len(shown.held),
        "parts_left_out": shown.parts_left_out,
        "without_consent": len(shown.without_consent),
        "sealed": len(shown.sealed),
    }


def _leaving_text(shown: OutcomeExport) -> str:
    lines = [
        table(HEAD, [cells(row) for _, row in shown.rows]),
        f"{len(shown.rows)} rows leave, each one thing of at least {shown.threshold} people.",
        f"Left out: {_stays(shown)}",
    ]
    if shown.said_of_all:
        lines.append(
            f"Rows that are true of everybody whose case ended so: {len(shown.said_of_all)}. Who knows that "
            "somebody is among them knows it of each."
        )
    if shown.last_on:
        lines.append(
            f"Beside the pack of {shown.last_on} wait: {len(shown.held)}, until {shown.threshold} outcomes "
            "of as many cases are new. Who has both packs sees what came between them."
        )
    return "\n".join(lines)


def _stays(shown: OutcomeExport) -> str:
    return (
        f"{len(shown.too_few)} outcomes with too few like them, {len(shown.without_consent)} without "
        f"consent, {len(shown.sealed)} of sealed cases; {shown.parts_left_out} things that happened since "
        "and results of assurances."
    )


def import_(
    *,
    vault: Path,
    file: Path,
    include: Sequence[str],
    skip: Sequence[str],
    uncompared: bool,
    dry_run: bool,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    if dry_run:
        with reading(vault, passphrase_file) as session:
            view = run_in_line(outcome_import.look(session, file))
        answer(_view_json(view), lambda: _view_text(view), json_wanted=json)
        return
    with unlocked(vault, passphrase_file) as session:
        view = run_in_line(outcome_import.look(session, file))
        chosen = (view.ticked | frozenset(include)) - frozenset(skip)
        taken = run_in_line(outcome_import.take(session, view, chosen, allow=uncompared))
    document = {**_view_json(view), "pack": taken.id, "imported": len(taken.rows)}
    text = (
        f"{_view_text(view)}\n{len(taken.rows)} rows imported, {len(taken.declined)} not. "
        f"`casebook outcome remove-pack VAULT {taken.id}` removes them."
    )
    answer(document, text, json_wanted=json)


def _view_json(view: OutcomeImport) -> dict[str, object]:
    pack = view.pack
    return {
        "signer": pack.card.device_id.hex(),
        "signer_name": view.card.name if view.card else None,
        "signer_state": view.signer_state,
        "sha256": pack.digest,
        "made_on": pack.made_on,
        "people_claimed_at_least": pack.threshold,
        "left_out": pack.left_out,
        "imported_before": view.earlier.id if view.earlier else None,
        "rows": [{"state": one.state, "ticked": one.is_ticked, **row_json(one.row)} for one in view.rows],
    }


def _view_text(view: OutcomeImport) -> str:
    pack = view.pack
    rows = [[one.state, one.row.key, *cells(one.row)] for one in view.rows]
    states = {
        "own": "this device",
        "compared": "a card that was compared",
        "known": "a known card that nobody compared",
        "unknown": "a card that is not known here, and so was not compared",
    }
    return (
        f"{table(['state', 'key', *HEAD], rows)}\nSigned by {states[view.signer_state]}. Made on "
        f"{pack.made_on}. Its author states at least {pack.threshold} people in each row and "
        f"{pack.left_out} outcomes left out; nobody here can check that."
    )


def packs(*, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        listed = outcome_ledger.packs(session)
        withdrawn = {one.id: outcome_export.withdrawn_since(session, one) for one in listed}
    rows = [
        {
            "id": one.id,
            "kind": one.kind,
            "at": one.at,
            "made_on": one.made_on,
            "signer": one.signer,
            "signer_compared": one.was_compared,
            "rows": len(one.rows),
            "left_out": one.left_out,
            "threshold": one.threshold,
            "sha256": one.digest,
            "outcomes": sorted(one.outcome_ids),
            "consent_missing_now": withdrawn[one.id],
        }
        for one in listed
    ]
    head = ["id", "kind", "made_on", "rows", "left_out", "signer_compared"]
    answer({"rows": rows}, table(head, [[row[name] for name in head] for row in rows]), json_wanted=json)


def remove_pack(*, vault: Path, pack_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        outcome_import.remove(session, pack_id)
    answer(
        {"removed": pack_id},
        f"In the bin. `casebook outcome restore-pack VAULT {pack_id}` brings it back.",
        json_wanted=json,
    )


def restore_pack(*, vault: Path, pack_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        outcome_import.restore(session, pack_id)
    answer({"restored": pack_id}, "Restored.", json_wanted=json)
