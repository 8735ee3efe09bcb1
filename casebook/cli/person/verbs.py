"""The verbs on names."""

from __future__ import annotations

from casebook.cli.base.parameter import argument
from casebook.cli.base.verb import VerbGroup, on_vault, verb

_GIVEN = argument("given", "NAME", "The name, in any script; - reads it from standard input.")

NAME = VerbGroup(
    "name",
    "Names across scripts and spellings.",
    (
        verb(
            "suggest",
            "Forms a name may have in other scripts and spellings; each is a proposal.",
            "casebook name suggest - --json",
            "casebook.cli.person.name:suggest",
            _GIVEN,
        ),
        on_vault(
            "alike",
            "Persons and contacts with a name like this one, in any script or spelling, each name on a line.",
            "casebook name alike VAULT - --json",
            "casebook.cli.person.name:alike",
            _GIVEN,
        ),
    ),
)
