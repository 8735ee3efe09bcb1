"""The commands on cards of devices and on parcels."""

from __future__ import annotations

from casebook.cli.base.parameter import KEYFILE, argument, path, required
from casebook.cli.base.verb import VerbGroup, on_vault

_CARD = "casebook.cli.sharing.card"
_CARD_ID = argument("card_id", "CARD", "ID of the card.")

CARD = VerbGroup(
    "card",
    "Cards of devices, to which parcels are sealed.",
    (
        on_vault(
            "show",
            "Show the card of this device, which is made on first use.",
            "casebook card show office.casebook --name-file name.txt --out office.casebook-card",
            f"{_CARD}:show",
            path("--name-file", "Text file with a name for this device; - is standard input."),
            path("--out", "File for the card."),
            KEYFILE,
        ),
        on_vault(
            "list",
            "List the cards of other devices.",
            "casebook card list office.casebook --json",
            f"{_CARD}:list_",
            KEYFILE,
        ),
        on_vault(
            "add",
            "Add a card that was sent to you, as a file or as lines of an email.",
            "casebook card add office.casebook --card-file colleague.casebook-card",
            f"{_CARD}:add",
            required("--card-file", "The card, or an email with it; - is standard input.", "path"),
            KEYFILE,
        ),
        on_vault(
            "compare",
            "Show the ten words of a card to read aloud, and note that they match.",
            "casebook card compare office.casebook 0c5f --words-file -",
            f"{_CARD}:compare",
            _CARD_ID,
            path("--words-file", "Text file with the words the other side read out; - is standard input."),
            KEYFILE,
        ),
    ),
)
