"""What a pack of outcomes would take out or bring, as JSON and as text, before it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.base.i18n import Translator
from casebook.cli.base.answer import counted, table
from casebook.cli.exchange.outcome_json import HEAD, cells, line_json, row_json
from casebook.domain.case.packed_outcome import PackedOutcome
from casebook.services.case.outcome_leaving import OutcomeExport
from casebook.services.case.outcome_words import OutcomeTexts
from casebook.services.exchange.outcomes.outcome_import import OutcomeImport


def leaving_json(shown: OutcomeExport) -> dict[str, object]:
    """Return what would leave, and what waits."""
    return {
        "threshold": shown.threshold,
        "rows": [row_json(row) for _, row in shown.rows],
        "last_pack": shown.last_on,
        "said_of_all": [row_json(row) for row in shown.said_of_all],
        "said_of_all_leaves": shown.with_all,
        "waiting_for_other_half": [row_json(row) for row in shown.unpaired],
        "no_longer_in_pack": [row_json(row) for row in shown.fallen],
        "too_few": len(shown.too_few),
        "waiting_beside_last_pack": len(shown.held),
        "parts_left_out": shown.parts_left_out,
        "without_consent": len(shown.without_consent),
        "sealed": len(shown.sealed),
    }


def leaving_text(shown: OutcomeExport) -> str:
    """Return what would leave, and what waits."""
    leave = counted(len(shown.rows), "row leaves", "rows leave")
    lines = [
        table(HEAD, [cells(row) for _, row in shown.rows]),
        f"{leave}, each one thing of at least {shown.threshold} people.",
        f"Left out: {_stays(shown)}",
        *_waiting(shown),
    ]
    if shown.lacking:
        people = "; ".join(map(str, shown.lacking))
        lines.append(
            f"Without consent to the ledger of outcomes: {people}. Enter it in the record of each, without a "
            "recipient and without limits."
        )
    if shown.last_on:
        if shown.held:
            waits = counted(len(shown.held), "outcome waits", "outcomes wait")
            lines.append(
                f"Beside the pack of {shown.last_on} {waits} until at least {shown.threshold} outcomes of as "
                "many cases are new."
            )
        lines.append(f"Who also has the pack of {shown.last_on} sees what came between them.")
    return "\n".join(lines)


def _stays(shown: OutcomeExport) -> str:
    few = counted(len(shown.too_few), "outcome", "outcomes")
    parts = counted(
        shown.parts_left_out,
        "thing that happened since or result of an assurance",
        "things that happened since and results of assurances",
    )
    return (
        f"{few} with too few like them, {len(shown.without_consent)} without consent, {len(shown.sealed)} of "
        f"sealed cases; {parts}."
    )


def _waiting(shown: OutcomeExport) -> Iterator[str]:
    """Yield the rows that say too much or too little, and those that others keep from an earlier pack."""
    if shown.said_of_all:
        fate = "leave, as you chose" if shown.with_all else "wait; --said-of-all lets them leave"
        yield (
            "True of everybody whom the pack shows to have ended so. Who knows that somebody is among them "
            f"knows it of each. These {fate}:\n{_listed(shown.said_of_all)}"
        )
    if shown.unpaired:
        yield (
            "These wait: of the same assurance the other half, kept or breached, does not leave, and one "
            f"alone would prove what is not so:\n{_listed(shown.unpaired)}"
        )
    if shown.fallen:
        yield (
            "Earlier packs gave these, and this one does not; who has those packs keeps them as last "
            f"reported:\n{_listed(shown.fallen)}"
        )


def _listed(rows: Iterable[PackedOutcome]) -> str:
    texts = OutcomeTexts(Translator())
    return "\n".join(f"  {texts.line(row)}" for row in rows)


def view_json(view: OutcomeImport) -> dict[str, object]:
    """Return what a pack would bring."""
    pack = view.pack
    return {
        "signer": pack.card.device_id.hex(),
        "signer_name": view.card.name if view.card else None,
        "signer_state": view.signer_state,
        "sha256": pack.digest,
        "made_on": pack.made_on,
        "people_claimed_at_least": pack.threshold,
        "imported_before": view.earlier.id if view.earlier else None,
        "rows": [
            {
                "state": one.state,
                "ticked": one.is_ticked,
                "one_half_alone": one.is_half,
                **row_json(one.row),
            }
            for one in view.rows
        ],
        "no_longer_in_newest_pack": [line_json(one) for one in view.fallen],
    }


def view_text(view: OutcomeImport) -> str:
    """Return what a pack would bring."""
    pack, texts = view.pack, OutcomeTexts(Translator())
    rows = [
        [one.state, one.row.key, *cells(one.row), texts.half(one.row) if one.is_half else ""]
        for one in view.rows
    ]
    states = {
        "own": "this device",
        "compared": "a card that was compared",
        "known": "a known card that nobody compared",
        "unknown": "a card that is not known here, and so was not compared",
    }
    lines = [
        table(["state", "key", *HEAD, "remark"], rows),
        (
            f"Signed by {states[view.signer_state]}. Made on {pack.made_on}. Its author states at least "
            f"{pack.threshold} people in each row; nobody here can check that."
        ),
    ]
    if view.fallen:
        lines.append("No longer in the newest pack of this signer; these stay as last reported:")
        lines += [f"  {texts.line(one.row)} · {'; '.join(texts.remarks(one))}" for one in view.fallen]
    return "\n".join(lines)
