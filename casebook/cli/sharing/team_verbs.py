"""The commands on a team, and on what several casebooks changed."""

from __future__ import annotations

from casebook.cli.base.parameter import argument, maybe_argument, number, option
from casebook.cli.base.verb import VerbGroup, on_vault

_CONFLICTS = "casebook.cli.sharing.conflicts"

TEAM = VerbGroup(
    "team",
    "What several casebooks changed: fields with two versions.",
    (
        on_vault(
            "conflicts",
            "List fields that two casebooks changed unseen by each other, with each version.",
            "casebook team conflicts office.casebook LIN-2026-003 --json",
            f"{_CONFLICTS}:list_",
            maybe_argument("case_name", "[CASE]", "ID or reference of a case; all cases by default."),
        ),
        on_vault(
            "settle",
            "Settle a field that has two versions: take one, or write another value.",
            "casebook team settle office.casebook 3f9a1c07b2d4 --take 2",
            f"{_CONFLICTS}:settle",
            argument("conflict", "CONFLICT", "ID of the conflict, as it is listed."),
            number("--take", "Number of the version that stands from now on.", default=0, minimum=0),
            option(
                "--value",
                "Another value in place of all versions, as text or, where the field is not text, as JSON; - "
                "reads it from standard input: other users of the computer can see arguments.",
                metavar="VALUE",
            ),
        ),
    ),
)
