"""``outcome ledger``, ``export``, ``import`` and ``packs``: what became of people, across cases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from casebook.base.i18n import WINDOW_LANGUAGES, Translator
from casebook.cli.base.answer import answer, counted, table
from casebook.cli.base.choice import one_of
from casebook.cli.base.session import reading, unlocked
from casebook.cli.exchange.outcome_json import HEAD, cells, line_json, table_json, table_text
from casebook.cli.exchange.outcome_preview import leaving_json, leaving_text, view_json, view_text
from casebook.domain.base.country_code import country_code
from casebook.domain.case.outcome import AssuranceResult, EndKind
from casebook.services.base.flow import run_in_line
from casebook.services.case import outcome_leaving, outcome_ledger, outcome_table
from casebook.services.case.outcome_ledger import LedgerOrigin, LedgerQuery
from casebook.services.case.outcome_words import OutcomeTexts
from casebook.services.exchange.outcomes import ledger_file, outcome_export, outcome_import

_DIGEST = 16
"""How many letters of the SHA-256 of a pack are listed, as on paper: they tell apart packs of one day."""


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
    texts = OutcomeTexts(Translator())
    rows = [[one.origin, one.reference, *cells(one.row), "; ".join(texts.remarks(one))] for one in lines]
    remarks = "\n".join(outcome_table.number_notes(numbers, lines, Translator()))
    text = "\n\n".join(
        [
            table(["whose", "case", *HEAD, "remark"], rows),
            *map(table_text, numbers),
            *([remarks] if remarks else []),
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
    *,
    vault: Path,
    out: Path | None,
    threshold: int,
    said_of_all: bool,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    if out is None:
        with reading(vault, passphrase_file) as session:
            shown = outcome_leaving.preview(session, threshold, with_all=said_of_all)
        answer({**leaving_json(shown), "file": None}, lambda: leaving_text(shown), json_wanted=json)
        return
    with unlocked(vault, passphrase_file) as session:
        shown = outcome_leaving.preview(session, threshold, with_all=said_of_all)
        pack = run_in_line(outcome_export.write(session, shown, out))
    document = {**leaving_json(shown), "file": str(out), "pack": pack.id, "sha256": pack.digest}
    text = f"{leaving_text(shown)}\n{out}: signed; in the register as {pack.id}."
    answer(document, text, json_wanted=json)


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
        answer(view_json(view), lambda: view_text(view), json_wanted=json)
        return
    with unlocked(vault, passphrase_file) as session:
        view = run_in_line(outcome_import.look(session, file))
        chosen = (view.ticked | frozenset(include)) - frozenset(skip)
        taken = run_in_line(outcome_import.take(session, view, chosen, allow=uncompared))
    document = {**view_json(view), "pack": taken.id, "imported": len(taken.rows)}
    rows = counted(len(taken.rows), "row", "rows")
    text = (
        f"{view_text(view)}\n{rows} imported, {len(taken.declined)} not. "
        f"`casebook outcome remove-pack VAULT {taken.id}` removes them."
    )
    answer(document, text, json_wanted=json)


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
    shown = [
        [*(row[name] for name in head), one.digest[:_DIGEST]] for row, one in zip(rows, listed, strict=True)
    ]
    answer({"rows": rows}, table([*head, "sha256"], shown), json_wanted=json)


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
