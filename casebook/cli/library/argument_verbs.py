"""The commands on the arguments of the library."""

from __future__ import annotations

from casebook.cli.base.parameter import FROM_INPUT, SET, argument, flag, option
from casebook.cli.base.verb import VerbGroup, maybe_on_vault, on_vault

_RUN = "casebook.cli.library.argument"
_OWN = "your own arguments"
_ID = argument("argument_id", "ID", "ID of an argument.")
_COUNTRY = option("--country", "Only those that can be made in this country, with its route; such as GB.")

ARGUMENT = VerbGroup(
    "argument",
    "Arguments against return: test, burden, authorities, points of the State with responses, relief.",
    (
        maybe_on_vault(
            "list",
            "List the arguments, with what is noted of a country.",
            "casebook argument list --country GB --json",
            f"{_RUN}:list_",
            _COUNTRY,
            option("--topic", "Only those with findings on this topic, such as rsdl."),
            option(
                "--proceeding",
                "Only those made in such a proceeding: extradition, asylum, removal and so on.",
            ),
            option("--text", "Words in any script; - reads them from standard input."),
            flag("--own/--pack", "Only your own, or only supplied ones; by default both.", default=None),
            of=_OWN,
        ),
        maybe_on_vault(
            "show",
            "Show an argument with its authorities, findings, points of the State and routes.",
            "casebook argument show liu-detention --country CY",
            f"{_RUN}:show",
            _ID,
            option("--country", "Only the route of this country, such as CY."),
            flag(
                "--for-filing",
                "Leave out what may not go into a filed paper, such as authorities that no one read.",
            ),
            flag("--elsewhere", "File it although the law of that country knows no such bar."),
            of=_OWN,
        ),
        maybe_on_vault(
            "routes",
            "List the routes by forum: court, remedy, form and laws.",
            "casebook argument routes --country CY",
            f"{_RUN}:routes",
            option("--country", "Only the route of this country, or of ECHR, UN or EU."),
            of=_OWN,
        ),
        on_vault(
            "copy",
            "Copy an argument as your own, to change the copy; no update touches it.",
            "casebook argument copy VAULT liu-detention",
            f"{_RUN}:copy_",
            _ID,
        ),
        on_vault(
            "edit",
            "Edit fields of your own argument.",
            "casebook argument edit VAULT ID --set relief='Discharge.'",
            f"{_RUN}:edit",
            _ID,
            FROM_INPUT,
            SET,
        ),
        on_vault(
            "remove",
            "Move your own argument to the bin.",
            "casebook argument remove VAULT ID",
            f"{_RUN}:remove",
            _ID,
        ),
        on_vault(
            "restore",
            "Restore your own argument from the bin.",
            "casebook argument restore VAULT ID",
            f"{_RUN}:restore",
            _ID,
        ),
        on_vault(
            "history",
            "Show what was changed in an argument, when and by whom.",
            "casebook argument history VAULT ID --json",
            f"{_RUN}:history",
            _ID,
        ),
    ),
)
