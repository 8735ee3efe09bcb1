"""The commands on public registers."""

from __future__ import annotations

from casebook.cli.base.parameter import argument, flag, option, options
from casebook.cli.base.verb import VerbGroup, on_vault, verb

_CODE = "casebook.cli.library.registers"
_ID = argument("match_id", "ID", "ID of a match.")

REGISTER = VerbGroup(
    "register",
    "Public registers of people, compared offline with those of the casebook.",
    (
        verb(
            "list",
            "List the registers: who keeps each, what it holds, and what it can and cannot prove.",
            "casebook register list --json",
            f"{_CODE}:list_",
        ),
        on_vault(
            "match",
            "Compare a register's file with clients, relatives and co-accused; keep the rows to be decided.",
            "casebook register match VAULT prisoners.csv --register cecc-ppd --retrieved 2026-11-30 --json",
            f"{_CODE}:match",
            argument("file", "FILE", "CSV, workbook or JSON, as the register exported it.", "path"),
            option("--register", "ID of the register; by default a list of your own.", default="own-list"),
            option("--title", "What your own list is called."),
            options("--map", "What a column means, as COLUMN=FIELD; COLUMN= leaves it out.", name="maps"),
            option("--case", "Only the people of this case: its ID or reference.", name="case_name"),
            option("--retrieved", "The day on which the file was retrieved.", name="retrieved"),
            option("--encoding", "Encoding of a text file that does not state its own."),
            flag("--no-headings", "The first line is a row; --map names columns by number, from 1."),
            flag("--dry-run", "Keep nothing."),
        ),
        on_vault(
            "matches",
            "List the rows that may be about someone, those to be decided first.",
            "casebook register matches VAULT --state open --json",
            f"{_CODE}:matches",
            option("--state", "Only these.", choices=("", "open", "confirmed", "dismissed")),
        ),
        on_vault(
            "confirm",
            "Decide that a row is about the person: it becomes a fact of the case, with its source.",
            "casebook register confirm VAULT ID --case R-1",
            f"{_CODE}:confirm_",
            _ID,
            option("--case", "The case, where the person has several.", name="case_name"),
            option("--why", "The reason, needed where fewer than three points agree; - reads it."),
            option(
                "--fact",
                "Whether a fact is made; to be stated where it would name someone who counts as in China.",
                choices=("", "yes", "no"),
            ),
            option("--retrieved", "The day on which the file was retrieved.", name="retrieved"),
        ),
        on_vault(
            "dismiss",
            "Decide that a row is about another person.",
            "casebook register dismiss VAULT ID",
            f"{_CODE}:dismiss_",
            _ID,
            option("--why", "The reason; - reads it from standard input."),
        ),
        on_vault(
            "reopen",
            "Take a decision back; the fact of a confirmation goes to the bin.",
            "casebook register reopen VAULT ID",
            f"{_CODE}:reopen_",
            _ID,
        ),
    ),
)
