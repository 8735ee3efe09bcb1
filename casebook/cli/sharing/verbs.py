"""The commands on cards of devices and on parcels."""

from __future__ import annotations

from casebook.cli.base.parameter import (
    KEYFILE,
    SEALED_CODES,
    argument,
    flag,
    maybe_argument,
    option,
    options,
    path,
    required,
)
from casebook.cli.base.verb import VerbGroup, on_vault

_CARD = "casebook.cli.sharing.card"
_PARCEL, _OPEN = "casebook.cli.sharing.parcel", "casebook.cli.sharing.parcel_open"
_PURPOSES = ("dossier", "court", "media", "un-body", "interpol", "partner")
_FILE = argument("file", "FILE", "The parcel.", "path")
_PHRASE = path("--phrase-file", "Text file with the phrase that opens it; - is standard input.")
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
            flag("--new", "Make a new card with new keys, such as after a team put this device out."),
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
            path("--words-file", "Text file with all ten words, as they were read out; - is standard input."),
            KEYFILE,
        ),
    ),
)

PARCEL = VerbGroup(
    "parcel",
    "Parts of a casebook sealed for other casebooks, and who holds what.",
    (
        on_vault(
            "seal",
            "Seal cases, a dossier or records for cards or a phrase; without --out show what would go.",
            "casebook parcel seal office.casebook --case 2026-014 --purpose partner --card 0c5f --out p",
            f"{_PARCEL}:seal",
            path(
                "--out",
                "File for the parcel. Without it nothing is sealed; the command then ends with 6 where it "
                "could not be.",
            ),
            options("--case", "ID or reference of a case that goes whole.", name="case_name"),
            option("--dossier", "ID of a dossier, which goes with its copies and exhibits."),
            options("--record", "A single record, as fact/ID."),
            required("--purpose", "For what use; every client must have consented to it.")._replace(
                choices=_PURPOSES
            ),
            options("--card", "ID of the card of a recipient. Without one a phrase opens the parcel."),
            path("--recipient-file", "Text file with the recipient's name, as consents name it."),
            options("--include", "Protected content that may go, as person/ID/health or document/ID."),
            options("--uncompared", "ID of a card that nobody compared and that may have it nevertheless."),
            flag("--within-limits", "What goes is within the limits of the consents."),
            option("--recall-on", "Day on which it is to be recalled."),
            KEYFILE,
        ),
        on_vault(
            "look",
            "Show who sealed a parcel and what of it is new, changed or gone here. Nothing is taken.",
            "casebook parcel look office.casebook p.casebook-parcel --json",
            f"{_OPEN}:look",
            _FILE,
            _PHRASE,
            KEYFILE,
        ),
        on_vault(
            "take",
            "Take what a parcel brings; what was never given to its sender only if named by --include.",
            "casebook parcel take office.casebook p.casebook-parcel --skip fact/0c5f/place",
            f"{_OPEN}:take",
            _FILE,
            _PHRASE,
            options("--skip", "What is not taken and not asked again, as fact/ID or fact/ID/place."),
            options("--include", "What is taken although it is not ticked by itself."),
            option("--sha256", "Digest that `parcel look` gave; another file is refused."),
            flag("--uncompared", "Though nobody compared the card of who sealed it."),
            KEYFILE,
        ),
        on_vault(
            "list",
            "List who holds what: parcels that were sealed and parcels that were taken.",
            "casebook parcel list office.casebook --due --json",
            f"{_PARCEL}:list_",
            option("--person", "Only those that hold this person, by ID."),
            flag("--due", "Only those to be recalled: consent ended, or their day has come."),
            KEYFILE,
        ),
        on_vault(
            "copies",
            "List other copies outside: release packs, copies of dossiers, packs of outcomes.",
            "casebook parcel copies office.casebook --json",
            f"{_PARCEL}:copies",
            option("--case", "Only those of this case, by reference or ID."),
            KEYFILE,
        ),
        on_vault(
            "receipt",
            "Write the receipt of a parcel that was taken, or note one that came back.",
            "casebook parcel receipt office.casebook --of 0c5f --out p.casebook-receipt",
            f"{_PARCEL}:receipt",
            option("--of", "ID in the register of the parcel that was taken."),
            path("--out", "File for the receipt."),
            path("--receipt-file", "Receipt that came back, or an email with it; - is standard input."),
            KEYFILE,
        ),
        on_vault(
            "recall",
            "Write a file that asks the holders of parcels to delete what these brought.",
            "casebook parcel recall office.casebook 0c5f --out recall.casebook-parcel",
            f"{_PARCEL}:recall",
            maybe_argument("parcel", "PARCEL", "IDs in the register.", many=True),
            required("--out", "File for the recall.", "path"),
            KEYFILE,
        ),
        on_vault(
            "purge",
            "Show what a recall asks to be deleted; with --confirm delete it permanently.",
            "casebook parcel purge office.casebook recall.casebook-parcel --confirm",
            f"{_OPEN}:purge",
            _FILE,
            _PHRASE,
            flag("--confirm", "Delete it permanently."),
            SEALED_CODES,
            KEYFILE,
        ),
    ),
)
