"""The commands on court profiles."""

from __future__ import annotations

from casebook.cli.base.parameter import argument, option, required
from casebook.cli.base.verb import VerbGroup, maybe_on_vault, on_vault

_PROFILE = "casebook.cli.dossier.profile"
_PROFILE_ID = argument("profile_id", "ID", "ID of a profile.")
_PROFILE_FILE = argument("file", "FILE.toml", "A file in the format that export writes.", "path")
_WITH = "your own court profiles"

PROFILE = VerbGroup(
    "profile",
    "Court profiles: the filing rules of courts, supplied or your own.",
    (
        maybe_on_vault(
            "list",
            "List the profiles, your own first, and the courts without one.",
            "casebook profile list --jurisdiction GB --json",
            f"{_PROFILE}:list_",
            option("--jurisdiction", "A country (ISO 3166) with its subdivisions, or INT."),
            of=_WITH,
        ),
        maybe_on_vault(
            "show",
            "Show a profile: each rule with its value, source and level, and the topics without a rule.",
            "casebook profile show gb-ftt-iac --json",
            f"{_PROFILE}:show",
            _PROFILE_ID,
            of=_WITH,
        ),
        maybe_on_vault(
            "export",
            "Export a profile as TOML: your own to share it, a supplied one under a new ID to edit it.",
            "casebook profile export gb-ftt-iac --out own.toml",
            f"{_PROFILE}:export",
            _PROFILE_ID,
            required("--out", "The TOML file to write.", "path"),
            of=_WITH,
        ),
        on_vault(
            "diff",
            "Compare a file with your profiles, rule by rule; nothing is written.",
            "casebook profile diff VAULT own.toml --json",
            f"{_PROFILE}:diff",
            _PROFILE_FILE,
        ),
        on_vault(
            "add",
            "Import the new or changed profiles of a file, all or none.",
            "casebook profile add VAULT own.toml",
            f"{_PROFILE}:add",
            _PROFILE_FILE,
        ),
        on_vault(
            "remove",
            "Move one of your own profiles to the bin.",
            "casebook profile remove VAULT own-gb-ftt-iac",
            f"{_PROFILE}:remove",
            _PROFILE_ID,
        ),
    ),
)
