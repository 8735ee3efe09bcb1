"""The commands on statements beyond those of every noun."""

from __future__ import annotations

from casebook.cli.base.parameter import FROM_INPUT, argument, number, option, required
from casebook.cli.base.verb import on_vault

PRINTED_LANGUAGES = ("both", "original", "translation")
STATEMENT_PURPOSES = ("dossier", "court", "media", "un-body", "interpol", "partner")
_RUN = "casebook.cli.evidence.statement"
_ID = argument("statement_id", "ID", "ID of the statement.")

STATEMENT_VERBS = (
    on_vault(
        "guide",
        "Show an interview guide: what each ground needs, and what is not covered yet.",
        "casebook statement guide VAULT ID --json",
        f"{_RUN}:guide",
        _ID,
    ),
    on_vault(
        "spine",
        "Show each paragraph with its translation, facts, earlier accounts and recording; and problems.",
        "casebook statement spine VAULT ID --json",
        f"{_RUN}:spine",
        _ID,
    ),
    on_vault(
        "write",
        "Add or change a paragraph: text, translation, fact_ids, earlier, recording.",
        "casebook statement write VAULT ID - < paragraph.json",
        f"{_RUN}:write",
        _ID,
        FROM_INPUT,
        number("--number", "Paragraph to change; by default a new one.", default=0, minimum=0),
        number("--at", "Number that the paragraph is to have.", default=0, minimum=0),
    ),
    on_vault(
        "strike",
        "Remove a paragraph.",
        "casebook statement strike VAULT ID --number 3",
        f"{_RUN}:strike",
        _ID,
        number("--number", "Number of the paragraph.", default=0, minimum=0),
    ),
    on_vault(
        "read-back",
        "Record that the statement was read back: reader, and corrections with who requested them.",
        "casebook statement read-back VAULT ID - < readback.json",
        f"{_RUN}:read_back",
        _ID,
        FROM_INPUT,
    ),
    on_vault(
        "undo",
        "Undo the last change of a statement.",
        "casebook statement undo VAULT ID",
        f"{_RUN}:undo",
        _ID,
    ),
    on_vault(
        "print",
        "Write the statement as a PDF with jurat, corrections and interpreter's certificate.",
        "casebook statement print VAULT ID --out statement.pdf --languages both",
        f"{_RUN}:print_",
        _ID,
        required("--out", "PDF to write.", "path"),
        option("--languages", f"What is printed: {', '.join(PRINTED_LANGUAGES)}.", default="both"),
        option(
            "--purpose",
            f"Purpose the clients consented to: {', '.join(STATEMENT_PURPOSES)}.",
            default="court",
        ),
    ),
)
