"""Outcomes of the ledger and of packs as JSON and as rows of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from casebook.base.i18n import Translator
from casebook.cli.base.answer import table
from casebook.domain.case.packed_outcome import PackedOutcome
from casebook.services.case.outcome_ledger import LedgerRow, LedgerTable, Standing
from casebook.services.case.outcome_words import OutcomeTexts

HEAD = ["people", "ended", "states", "when", "route", "became", "assurances", "last news"]

_IN_NEWEST: Mapping[Standing, str] = {"": "yes", "fallen": "no", "not-taken": "not-taken"}


def row_json(row: PackedOutcome) -> dict[str, object]:
    """Return a row; empty where something is not stated or was left out."""
    document = asdict(row)
    for name in ("key", "on", "requesting", "requested", "channel", "instrument", "last_news"):
        document[name] = document[name] or None
    return document


def line_json(line: LedgerRow) -> dict[str, object]:
    """Return a line of the ledger."""
    pack = line.pack
    return {
        "id": line.id,
        "origin": line.origin,
        "case": line.reference or None,
        "name": line.name or None,
        "pack": pack.id if pack else None,
        "signer": pack.signer if pack else None,
        "signer_compared": pack.was_compared if pack else None,
        "people_claimed_at_least": pack.threshold if pack else None,
        "doubled_by": line.doubled_by,
        "in_newest_pack": _IN_NEWEST[line.standing],
        "one_half_alone": line.is_half,
        "earlier_people": line.earlier_people or None,
        "people_ended_so": line.ended_people or None,
        **row_json(line.row),
    }


def table_json(numbers: LedgerTable) -> dict[str, object]:
    """Return numbers; null is one that is hidden."""
    return {
        "counts": numbers.counts,
        "origin": numbers.origin,
        "rows": numbers.rows,
        "columns": numbers.columns,
        "numbers": [
            {"row": row or None, "column": column or None, "number": number}
            for (row, column), number in numbers.values.items()
        ],
    }


def cells(row: PackedOutcome) -> list[object]:
    """Return a row as cells below `HEAD`."""
    texts = OutcomeTexts(Translator())
    return [
        row.people,
        texts.end(row),
        texts.states(row),
        row.on,
        texts.route(row),
        texts.entries(row),
        texts.assurances(row),
        row.last_news,
    ]


def table_text(numbers: LedgerTable) -> str:
    """Return numbers as text."""
    texts = OutcomeTexts(Translator())
    rows = [
        [
            texts.category(row),
            *(texts.number(numbers.values[row, column]) for column in (*numbers.columns, "")),
        ]
        for row in (*numbers.rows, "")
    ]
    head = [texts.table(numbers), *map(texts.category, (*numbers.columns, ""))]
    return table(head, rows)
