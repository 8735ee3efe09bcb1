"""The commands on outcomes across cases, and on packs of them."""

from __future__ import annotations

from casebook.cli.base.parameter import argument, flag, number, option, options, path
from casebook.cli.base.verb import on_vault

_CODE = "casebook.cli.exchange.outcomes"
_THRESHOLD = number(
    "--threshold", "Each row is true of as many people, of as many cases, at least.", default=5, minimum=3
)
_PACK = argument("pack_id", "PACK", "ID of the pack.")
_ENDS = ("", "extradition", "removal", "voluntary-return", "abduction", "refused", "released", "protection")

OUTCOME_VERBS = (
    on_vault(
        "ledger",
        "List the outcomes of all cases and those that others reported, with numbers by State.",
        "casebook outcome ledger VAULT --state CN --result breached --json",
        f"{_CODE}:ledger",
        option("--state", "Only those whom this State wanted: its code or name."),
        option("--ended", "Only those that ended so.", choices=_ENDS),
        option(
            "--result",
            "Only those with an assurance that came to this.",
            choices=("", "kept", "breached", "not-monitored", "unknown"),
        ),
        option(
            "--origin",
            "Only our own, those of others, or those of signers not compared.",
            choices=("", "own", "others", "uncompared"),
        ),
        number("--threshold", "Own numbers from 1 to below this are hidden.", default=5, minimum=3),
        path(
            "--out",
            "Write what the last pack gave, and what others reported, as .csv or .pdf; not encrypted.",
        ),
        option("--language", "Language of that file.", default="en"),
    ),
    on_vault(
        "export",
        "Write a signed pack of outcomes without names; without --out show exactly what would leave.",
        "casebook outcome export VAULT --out 2026.casebook-outcomes",
        f"{_CODE}:export",
        path("--out", "File to write."),
        _THRESHOLD,
        flag(
            "--said-of-all",
            "Also rows that are true of everybody whom the pack shows to have ended so; else they wait.",
        ),
    ),
    on_vault(
        "import",
        "Import a pack of outcomes of others, kept apart from our own.",
        "casebook outcome import VAULT 2026.casebook-outcomes --dry-run --json",
        f"{_CODE}:import_",
        argument("file", "FILE", "The pack.", "path"),
        options("--include", "Key of a row to take that is not ticked."),
        options("--skip", "Key of a row not to take."),
        flag("--uncompared", "Although nobody compared the card of its signer."),
        flag("--dry-run", "Show what it would bring; nothing is written."),
    ),
    on_vault(
        "packs",
        "List the packs that were written and imported, and whose consent to them ended.",
        "casebook outcome packs VAULT --json",
        f"{_CODE}:packs",
    ),
    on_vault(
        "remove-pack",
        "Move an imported pack with its rows to the bin.",
        "casebook outcome remove-pack VAULT PACK",
        f"{_CODE}:remove_pack",
        _PACK,
    ),
    on_vault(
        "restore-pack",
        "Bring an imported pack back from the bin.",
        "casebook outcome restore-pack VAULT PACK",
        f"{_CODE}:restore_pack",
        _PACK,
    ),
)
