"""The commands on cases that travel."""

from __future__ import annotations

from typing import Literal

from casebook.cli.base.parameter import KEYFILE, argument, flag, option, options, path, required
from casebook.cli.base.verb import VerbGroup, on_vault, verb

_RUN = "casebook.cli.sharing.travel"
TRAVEL_PURPOSES: tuple[Literal["dossier", "court", "media", "un-body", "interpol", "partner"], ...] = (
    "dossier",
    "court",
    "media",
    "un-body",
    "interpol",
    "partner",
)
SHEET_LANGUAGES = ("en", "fr", "es", "de", "el", "zh-Hans", "zh-Hant")

TRAVEL = VerbGroup(
    "travel",
    "Cases carried across a border in a casebook of their own.",
    (
        on_vault(
            "pack",
            "Pack cases into a new casebook that opens with one phrase, shown once.",
            "casebook travel pack office.casebook --case R-1 --out /media/stick/trip.casebook "
            "--purpose court",
            f"{_RUN}:pack",
            options("--case", "ID or reference of a case; repeat it.", name="case_names", is_required=True),
            path(
                "--out",
                "Folder of the new casebook; its name ends in .casebook. Without it nothing is packed, and "
                "what would travel and stay is shown.",
            ),
            required("--purpose", f"What the trip is for: {', '.join(TRAVEL_PURPOSES)}."),
            options("--exhibit", "ID of a document whose file travels too; repeat it."),
            flag("--all-exhibits", "The files of all documents travel."),
            options(
                "--include",
                "Something protected that travels nevertheless: whereabouts, health, vulnerability, "
                "safe-contact, details, pressure, team, privileged-documents, privileged-notes, "
                "declarations; or of one record person/ID/health, document/ID; repeat it.",
            ),
            flag("--within-limits", "The journey is within the limits of the consents."),
            KEYFILE,
        ),
        on_vault(
            "home",
            "List what was changed on the trip; with --yes join it and remove the casebook that travelled.",
            "casebook travel home office.casebook /media/stick/trip.casebook --yes",
            "casebook.cli.sharing.travel_home:home",
            argument("travel", "TRAVEL", "Folder of the casebook that travelled.", "path"),
            options("--leave", "ID of a record that is not joined, or ID:FIELD; repeat it."),
            options("--include", "ID of a record that is joined although the list marks it; repeat it."),
            option("--anchor", "A tamper check code that was noted on the way."),
            flag("--yes", "Join the changes; without this option nothing is written."),
            flag("--keep", "Do not remove the casebook that travelled."),
            flag("--discard", "Remove it even if something of it was left out or is damaged."),
            flag("--new-methods", "Its phrase was changed on the way by its owner."),
            path("--phrase-file", "File with the phrase. By default you are asked."),
            KEYFILE,
        ),
        on_vault(
            "list",
            "List the trips with the tamper check code of each, to be compared on another computer.",
            "casebook travel list office.casebook",
            f"{_RUN}:list_",
            KEYFILE,
        ),
        on_vault(
            "sheet",
            "Write a page without names to carry beside the casebook: what it is, and what to say.",
            "casebook travel sheet /media/stick/trip.casebook --out page.pdf",
            f"{_RUN}:sheet",
            required("--out", "Where to write it.", "path"),
            option("--format", "What is written.", name="file_format", default="pdf", choices=("pdf", "txt")),
            option("--language", "Language of the page.", default="en", choices=SHEET_LANGUAGES),
            flag("--lawyer", "A lawyer carries it, or someone for one: the page claims privilege."),
            KEYFILE,
        ),
        verb(
            "check",
            "List every casebook, backup, parcel and remainder under a folder, before a border.",
            "casebook travel check /media/stick",
            f"{_RUN}:check",
            argument("folder", "FOLDER", "A stick, a disk or a folder.", "path"),
        ),
        on_vault(
            "leave",
            "Remove your own unlock methods until guardians open the casebook; without --yes, only show "
            "what that would do.",
            "casebook travel leave office.casebook --yes",
            f"{_RUN}:leave",
            flag("--yes", "Remove them; you are asked once more."),
            option("--fingerprint", "Fingerprint of the guardians' shares, instead of being asked for it."),
            KEYFILE,
        ),
    ),
)
