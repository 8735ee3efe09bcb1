"""The verbs on evidence: taking it in, reading scans, redacting."""

from __future__ import annotations

from casebook.cli.base.parameter import (
    CASE,
    argument,
    flag,
    maybe_argument,
    number,
    option,
    options,
    required,
)
from casebook.cli.base.verb import VerbGroup, on_vault

REASONS = ("protected-person", "privileged", "safe-contact", "other")
COPIES = ("service", "pseudonymised")
DECISIONS = ("accept", "reject")
_REDACT = "casebook.cli.evidence.redaction"
_DOCUMENT = argument("document_id", "DOCUMENT", "Id of the document.")
_NUMBERS = maybe_argument("number", "[NUMBER]...", "Of areas, as listed; all by itself.", "number", many=True)
_REASON = option("--reason", f"Stays in the vault: {', '.join(REASONS)}.", default="protected-person")
_COPY = options("--copy", f"Hidden in: {', '.join(COPIES)}; both by itself; repeat it.")

IMPORT = on_vault(
    "import",
    "Seal files into a case as evidence.",
    "casebook import VAULT LIN-2026-003 warrant.pdf letters/ --from 'the registry' --on 2026-03-02. "
    "Exit code 3 says that a file was refused; the others are in.",
    "casebook.cli.evidence.intake:import_",
    CASE,
    argument("files", "FILE...", "Files and folders to take in.", "path", many=True),
    option("--from", "From whom the files came; goes into the custody.", name="received_from"),
    option("--on", "When they came, such as 2026-03-02 or 2026-03.", metavar="DATE"),
    option("--by", "Who received them."),
    option("--how", "How they came, such as by post."),
    option("--language", "What they are in, such as zh-Hans.", metavar="TAG"),
    flag("--as-is", "Seal also what is damaged or locked with a password."),
)
OCR = on_vault(
    "ocr",
    "Read the pages that have no text; the words are kept beside the document and laid into bundles.",
    "casebook ocr VAULT --case R-1 --language chi_sim",
    "casebook.cli.evidence.ocr:ocr",
    maybe_argument("document_id", "[DOCUMENT]", "Id of one document."),
    option("--case", "All scans of this case (id or reference).", name="of_case"),
    options("--language", "As tesseract names them, such as eng or chi_sim; may be repeated."),
)
REDACT = VerbGroup(
    "redact",
    "Areas of documents that copies for others hide.",
    (
        on_vault(
            "list",
            "The areas of a document by number, and the pages a person has looked at.",
            "casebook redact list VAULT DOCUMENT --json",
            f"{_REDACT}:list_",
            _DOCUMENT,
        ),
        on_vault(
            "add",
            "Mark an area; it is accepted at once.",
            "casebook redact add VAULT DOCUMENT --page 2 --area 0.1,0.2,0.5,0.25 --reason privileged",
            f"{_REDACT}:add",
            _DOCUMENT,
            required("--page", "Number of the page, from 1.", "number")._replace(minimum=1),
            required(
                "--area",
                "In parts of the page as seen, from its upper left corner.",
                metavar="LEFT,TOP,RIGHT,BOTTOM",
            ),
            _REASON,
            _COPY,
        ),
        on_vault(
            "suggest",
            "Suggest an area for every place where words or names stand, to be accepted or rejected.",
            "casebook redact suggest VAULT DOCUMENT - --names < names.txt",
            f"{_REDACT}:suggest_",
            _DOCUMENT,
            maybe_argument("words", "[-]", "- reads words or names from standard input, each on a line."),
            flag("--names", "They are names: find every script and spelling."),
            flag("--protected", "Every name a pseudonymised copy would hide."),
            _REASON,
            _COPY,
        ),
        on_vault(
            "decide",
            "Accept or reject what was suggested: areas by number, those of a page, or all that wait.",
            "casebook redact decide VAULT DOCUMENT accept 1 2",
            f"{_REDACT}:decide",
            _DOCUMENT,
            argument("decision", "DECISION", f"{', '.join(DECISIONS)}."),
            _NUMBERS,
            number("--page", "Only those of this page.", default=0, minimum=0),
        ),
        on_vault(
            "remove",
            "Take areas away, by number or all of them.",
            "casebook redact remove VAULT DOCUMENT 3",
            f"{_REDACT}:remove",
            _DOCUMENT,
            _NUMBERS,
        ),
        on_vault(
            "review",
            "Note that pages no program can read were looked at and betray nobody beside the areas.",
            "casebook redact review VAULT DOCUMENT 1 2",
            f"{_REDACT}:review",
            _DOCUMENT,
            argument("page", "PAGE...", "Numbers of pages.", "number", many=True),
            flag("--take-back", "They were not looked at after all."),
        ),
    ),
)
