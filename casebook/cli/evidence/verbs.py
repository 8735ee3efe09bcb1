"""The commands on evidence: import, text recognition, redaction."""

from __future__ import annotations

from casebook.cli.base.parameter import (
    CASE,
    argument,
    flag,
    maybe_argument,
    number,
    option,
    options,
    path,
    required,
)
from casebook.cli.base.verb import VerbGroup, on_vault

REASONS = ("protected-person", "privileged", "safe-contact", "other")
COPIES = ("service", "pseudonymised")
DECISIONS = ("accept", "reject")
_REDACT = "casebook.cli.evidence.redaction"
_DOCUMENT = argument("document_id", "DOCUMENT", "ID of the document.")
_NUMBERS = maybe_argument(
    "number", "[NUMBER]...", "Numbers of areas, as listed; by default all.", "number", many=True
)
_REASON = option(
    "--reason", f"Reason, kept in the casebook: {', '.join(REASONS)}.", default="protected-person"
)
_COPY = options("--copy", f"Copies it is redacted in: {', '.join(COPIES)}; by default both; may be repeated.")

IMPORT = on_vault(
    "import",
    "Import files into a case as evidence.",
    "casebook import VAULT LIN-2026-003 warrant.pdf letters/ --from 'the registry' --on 2026-03-02. "
    "Exit code 3: a file was rejected; the others were imported.",
    "casebook.cli.evidence.intake:import_",
    CASE,
    argument("files", "FILE...", "Files and folders to import.", "path", many=True),
    option("--from", "Who supplied the files, for the chain of custody.", name="received_from"),
    option("--on", "Date received, such as 2026-03-02 or 2026-03.", metavar="DATE"),
    option("--by", "Who received them."),
    option("--how", "How they were received, such as by post."),
    option("--language", "Language of the files, such as zh-Hans.", metavar="TAG"),
    flag("--as-is", "Also import files that are damaged or protected with a password."),
    path(
        "--password-file",
        "File with passwords of archives, PDFs and Office files, one a line. They are not kept.",
    ),
)
OCR = on_vault(
    "ocr",
    "Run text recognition on pages without text; bundles include the text.",
    "casebook ocr VAULT --case R-1 --language chi_sim",
    "casebook.cli.evidence.ocr:ocr",
    maybe_argument("document_id", "[DOCUMENT]", "ID of one document."),
    option("--case", "All scans of this case (ID or reference).", name="of_case"),
    options("--language", "Language as tesseract names it, such as eng or chi_sim; may be repeated."),
)
TRANSCRIPT = on_vault(
    "transcript",
    "Show the transcript of a recording, or take it from a file.",
    "casebook transcript VAULT DOCUMENT --file interview.vtt",
    "casebook.cli.evidence.transcript:transcript",
    argument("document_id", "DOCUMENT", "ID of the recording."),
    path("--file", "WebVTT, SubRip, or text with times such as 0:01:12 before the lines, in UTF-8."),
)
_RECORDING = argument("document_id", "DOCUMENT", "ID of the recording.")
RECORDING = VerbGroup(
    "recording",
    "Recordings: play one, and state what its exhibit sheet says.",
    (
        on_vault(
            "show",
            "Show what is stated about a recording.",
            "casebook recording show VAULT DOCUMENT --json",
            "casebook.cli.evidence.recording:show",
            _RECORDING,
        ),
        on_vault(
            "state",
            "State length, holder and transcriber of a recording, and the language of its transcript.",
            "casebook recording state VAULT DOCUMENT --length 0:14:05 --holder 'the client' --translated yes",
            "casebook.cli.evidence.recording:state",
            _RECORDING,
            option("--length", "Length, such as 0:14:05.", metavar="TIME"),
            option("--holder", "Who holds the medium."),
            option("--transcriber", "Who wrote the transcript."),
            option("--language", "Language of the transcript.", metavar="TAG"),
            option("--translated", "Whether the transcript is a translation: yes or no."),
        ),
        on_vault(
            "play",
            "Play a recording with an isolated player, until it is closed or Ctrl+C is pressed.",
            "casebook recording play VAULT DOCUMENT --at 0:01:12",
            "casebook.cli.evidence.recording:play",
            _RECORDING,
            option("--at", "Where to begin, such as 0:01:12.", metavar="TIME"),
        ),
    ),
)
REDACT = VerbGroup(
    "redact",
    "Redaction areas of documents.",
    (
        on_vault(
            "list",
            "List the redaction areas of a document by number, and its reviewed pages.",
            "casebook redact list VAULT DOCUMENT --json",
            f"{_REDACT}:list_",
            _DOCUMENT,
        ),
        on_vault(
            "add",
            "Add a redaction area; it is accepted at once.",
            "casebook redact add VAULT DOCUMENT --page 2 --area 0.1,0.2,0.5,0.25 --reason privileged",
            f"{_REDACT}:add",
            _DOCUMENT,
            required("--page", "Number of the page, from 1.", "number")._replace(minimum=1),
            required(
                "--area",
                "In fractions of the page as shown, from its upper left corner.",
                metavar="LEFT,TOP,RIGHT,BOTTOM",
            ),
            _REASON,
            _COPY,
        ),
        on_vault(
            "suggest",
            "Suggest a redaction area wherever words or names appear, to be accepted or rejected.",
            "casebook redact suggest VAULT DOCUMENT - --names < names.txt",
            f"{_REDACT}:suggest_",
            _DOCUMENT,
            maybe_argument("words", "[-]", "- reads words or names from standard input, each on a line."),
            flag("--names", "Treat them as names: find every script and spelling."),
            flag("--protected", "Use every name and detail that a pseudonymised copy replaces."),
            _REASON,
            _COPY,
        ),
        on_vault(
            "decide",
            "Accept or reject suggested areas: by number, of a page, or all.",
            "casebook redact decide VAULT DOCUMENT accept 1 2",
            f"{_REDACT}:decide",
            _DOCUMENT,
            argument("decision", "DECISION", f"{', '.join(DECISIONS)}."),
            _NUMBERS,
            number("--page", "Only those of this page.", default=0, minimum=0),
        ),
        on_vault(
            "remove",
            "Remove redaction areas, by number or all.",
            "casebook redact remove VAULT DOCUMENT 3",
            f"{_REDACT}:remove",
            _DOCUMENT,
            _NUMBERS,
        ),
        on_vault(
            "review",
            "Record that you reviewed pages no program can read: no one can be identified outside the areas.",
            "casebook redact review VAULT DOCUMENT 1 2",
            f"{_REDACT}:review",
            _DOCUMENT,
            argument("page", "PAGE...", "Numbers of pages.", "number", many=True),
            flag("--take-back", "Withdraw the record of the review."),
        ),
    ),
)
