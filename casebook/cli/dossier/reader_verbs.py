"""The command on who will hold a copy."""

from __future__ import annotations

from casebook.cli.base.parameter import argument, option, path
from casebook.cli.base.verb import on_vault

COPIES = ("draft", "filing", "service", "pseudonymised")
PURPOSES = ("dossier", "court", "media", "un-body", "interpol", "partner")

READERS = on_vault(
    "readers",
    "Show who will hold a copy, how that is known, and which people in China it shows. Nothing is built.",
    "casebook dossier readers VAULT ID --json",
    "casebook.cli.dossier.readers:readers",
    argument("dossier_id", "ID", "ID of the dossier."),
    option("--profile", "Court profile instead of the dossier's own.", metavar="ID"),
    option("--copy", f"Type of copy: {', '.join(COPIES)}.", metavar="KIND", default="filing"),
    option("--purpose", f"Purpose the clients consented to: {', '.join(PURPOSES)}.", default="court"),
    option("--for", "Recipient of this copy.", name="for_whom"),
    path("--out", "Write it as a PDF for the file. It names people and is not encrypted."),
    option("--language", "Language of that page.", default="en", choices=("en", "zh-Hans", "zh-Hant")),
)
