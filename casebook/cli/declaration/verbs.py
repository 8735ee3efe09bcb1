"""The commands on sealed declarations."""

from __future__ import annotations

from casebook.cli.base.parameter import CASE, FROM_INPUT, SET, argument, flag, option, options, required
from casebook.cli.base.verb import VerbGroup, on_vault

LACKING_PARTS = ("video", "witness", "independent", "authorised", "condition", "days")
HOW_FREE = ("free-and-alone", "not-free", "not-known")
RELEASED_PARTS = ("video", "paper", "transcript", "translation")
ADDED_PARTS = ("later-transcript", "annex")
RELEASE_PURPOSES = ("dossier", "court", "media", "un-body", "interpol", "partner")
DECLARATION_SIZES = ("A4", "Letter")
_RUN = "casebook.cli.declaration.declaration"
_ID = argument("declaration_id", "ID", "ID of the declaration; see list.")
_RECIPIENTS = (
    options(
        "--to",
        "A recipient: ID of a contact, alone or with the purpose, such as ID:court "
        f"({', '.join(RELEASE_PURPOSES)}); may be repeated.",
        name="recipients",
        metavar="CONTACT[:PURPOSE]",
    ),
    option("--condition", "The condition of the declaration that has come about, by its ID.", metavar="ID"),
    option(
        "--decided-by", "Who decided that it has: the contact whom the condition names.", metavar="CONTACT"
    ),
    option("--decided-on", "The day they did.", metavar="DATE"),
    options("--without", f"What is left out of the pack: {', '.join(RELEASED_PARTS)}; may be repeated."),
    options(
        "--with",
        f"What goes along only if asked for: {', '.join(ADDED_PARTS)}.",
        name="added",
    ),
    options(
        "--set",
        "reason=WORDS: how it was decided that the condition has come about, or who was asked and why.",
        name="set_",
    ),
    FROM_INPUT,
)

DECLARATION = VerbGroup(
    "declaration",
    "Sealed declarations of persons who may lose their freedom, and the packs they are released in.",
    (
        on_vault(
            "list",
            "List the declarations of a case.",
            "casebook declaration list VAULT LIN-2026-003 --json",
            f"{_RUN}:list_",
            CASE,
        ),
        on_vault(
            "show",
            "Show a declaration line by line, in English and in the person's language.",
            "casebook declaration show VAULT ID --json",
            f"{_RUN}:show",
            _ID,
        ),
        on_vault(
            "add",
            "Make a draft: person_id, language, made_on, place, clauses, own_words, authorised (a list of "
            "contact_id and what), conditions (a list of text, contact_id and recipient_ids), witness_id, "
            "witnessed_on, interpreter_id, video_id. Without a language it is in the first of the person.",
            "casebook declaration add VAULT LIN-2026-003 - < declaration.json",
            f"{_RUN}:add",
            CASE,
            FROM_INPUT,
            SET,
        ),
        on_vault(
            "edit",
            "Change fields of a draft; a signed declaration cannot be changed.",
            "casebook declaration edit VAULT ID --set place=Nicosia",
            f"{_RUN}:edit",
            _ID,
            FROM_INPUT,
            SET,
        ),
        on_vault(
            "paper",
            "Write the paper as a PDF: of a draft with lines for signatures and a code, and keep "
            "its words as "
            "they are printed. The file is not encrypted.",
            "casebook declaration paper VAULT ID --out declaration.pdf",
            f"{_RUN}:paper",
            _ID,
            required("--out", "PDF to write, or a folder in which it is named by its kind.", "path"),
            option("--size", f"Paper: {' or '.join(DECLARATION_SIZES)}.", default="A4"),
        ),
        on_vault(
            "sign",
            "Record that the person signed the paper that was printed last: from then on nothing of the "
            "declaration changes.",
            "casebook declaration sign VAULT ID --paper 1f2e3d4c --on 2026-03-02 --without video",
            f"{_RUN}:sign",
            _ID,
            required("--paper", "Code at the head of the paper that was signed.", name="paper_code"),
            option("--on", "Day of the signature; today by default.", metavar="DATE"),
            options(
                "--without",
                f"What it may be without: {', '.join(LACKING_PARTS)}; each is asked for; may be repeated.",
            ),
        ),
        on_vault(
            "scan",
            "Record which document is the scan of the signed paper; it cannot be exchanged afterwards.",
            "casebook declaration scan VAULT ID --document DOCUMENT",
            f"{_RUN}:scan",
            _ID,
            required("--document", "ID of the scan among the documents of the case.", name="document_id"),
        ),
        on_vault(
            "withdraw",
            "Record that the person is said to have taken a signed declaration back: when, who "
            "heard it, where, "
            "and whether they were free. The last word of it decides.",
            "casebook declaration withdraw VAULT ID --on 2026-03-02 --heard-by CONTACT --freedom not-known - "
            "< note.json",
            f"{_RUN}:withdraw",
            _ID,
            required("--on", "Day of the withdrawal.", metavar="DATE"),
            required("--heard-by", "Who heard it: ID of a contact.", metavar="CONTACT"),
            required("--freedom", f"How the person was: {', '.join(HOW_FREE)}."),
            options("--set", "place=WORDS: where; note=WORDS: what was said, how it is known.", name="set_"),
            FROM_INPUT,
        ),
        on_vault(
            "replace",
            "Make a new draft that says the same and is to take the place of a signed declaration.",
            "casebook declaration replace VAULT ID",
            f"{_RUN}:replace_",
            _ID,
        ),
        on_vault(
            "preview",
            "Show what each recipient would get, and what stands against it; nothing is written.",
            "casebook declaration preview VAULT ID --to CONTACT:court --set reason=WORDS --json",
            f"{_RUN}:preview",
            _ID,
            *_RECIPIENTS,
        ),
        on_vault(
            "release",
            "Write the release pack and enter it in the disclosure register. The files are not encrypted.",
            "casebook declaration release VAULT ID --to CONTACT --condition c1 --decided-by CONTACT "
            "--decided-on 2026-03-02 --looked --out pack.zip - < reason.json",
            f"{_RUN}:release",
            _ID,
            required("--out", "ZIP to write for one recipient, or a folder in which each has one.", "path"),
            *_RECIPIENTS,
            flag("--looked", "You watched and read what cannot be searched for names."),
        ),
        on_vault(
            "register",
            "Show the disclosure register of the declarations of a case: what went to whom, and when.",
            "casebook declaration register VAULT LIN-2026-003 --json",
            f"{_RUN}:register",
            CASE,
        ),
        on_vault(
            "remove",
            "Move a declaration to the bin; a signed one only once the person took it back while free.",
            "casebook declaration remove VAULT ID --code 1f2e3d4c",
            f"{_RUN}:remove",
            _ID,
            option("--code", "First eight letters of the seal of a signed declaration."),
        ),
    ),
)
