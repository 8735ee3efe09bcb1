"""The commands on names."""

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
            "Suggest forms of a name in other scripts and spellings.",
            "casebook name suggest - --json",
            "casebook.cli.person.name:suggest",
            _GIVEN,
        ),
        on_vault(
            "alike",
            "Find people and contacts with a similar name, in any script or spelling; one name a line.",
            "casebook name alike VAULT - --json",
            "casebook.cli.person.name:alike",
            _GIVEN,
        ),
    ),
)
