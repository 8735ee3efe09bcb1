"""The commands on papers for a client: what there is, its file, what was given, and what comes back."""

from __future__ import annotations

from casebook.cli.base.parameter import FROM_INPUT, argument, flag, option, options, required
from casebook.cli.base.verb import VerbGroup, on_vault

PAPER_LANGUAGES = ("en", "zh-Hans", "zh-Hant", "ug", "bo")
PAPER_FORMATS = ("pdf", "form")
PAPER_SIZES = ("A4", "Letter")
PAPER_ROUTES = ("extradition", "removal", "asylum", "interpol")
PAPER_PURPOSES = ("dossier", "court", "media", "un-body", "interpol", "partner", "ledger")
_RUN = "casebook.cli.dossier.client_paper"
_PAPER = argument("paper", "PAPER", "ID of a paper; see list.")
_CASE = required("--case", "ID or reference of the case.", name="case_name")
_CLIENT = option("--client", "ID of the client; by default the only one of the case.", metavar="ID")
_LANGUAGE = option("--language", f"Its language: {', '.join(PAPER_LANGUAGES)}.", default="en")
_DRAFT = required("--language", "The language of the draft: ug or bo.", name="language")
_ID = argument("record_id", "ID", "ID of a paper that was given; see list --case.")
_WISHES = (
    _CASE,
    _CLIENT,
    _LANGUAGE,
    option(
        "--format",
        f"{' or '.join(PAPER_FORMATS)}; a form is for a questionnaire.",
        name="format_",
        default="pdf",
    ),
    option("--size", f"Paper: {' or '.join(PAPER_SIZES)}.", default="A4"),
    option(
        "--route", f"Of the sheet: {', '.join(PAPER_ROUTES)}; by default that of the proceeding.", default=""
    ),
    option("--purpose", f"Of a consent: {', '.join(PAPER_PURPOSES)}."),
    option(
        "--recipient",
        "Of a consent: to whom alone, but for ledger. Names can be seen by other users of the computer.",
    ),
    option("--scope", "Of a consent: its limits in words."),
    option("--expires", "Of a consent: its last day, YYYY-MM-DD.", metavar="DATE"),
)
CLIENT_PAPER = VerbGroup(
    "client-paper",
    "Questionnaire, consent, letter of authority and sheet for a client, in the client's language.",
    (
        on_vault(
            "list",
            "List the papers with the state of their translations; with a case, those given in it.",
            "casebook client-paper list VAULT --case R-1 --json",
            f"{_RUN}:list_",
            option("--case", "ID or reference of a case.", name="case_name"),
        ),
        on_vault(
            "show",
            "Show the text of a paper as it would be given, the English beside it.",
            "casebook client-paper show VAULT consent --case R-1 --language ug --purpose court --json",
            f"{_RUN}:show",
            _PAPER,
            *_WISHES,
        ),
        on_vault(
            "write",
            "Write a paper and record that the client was given it. The file is not encrypted.",
            "casebook client-paper write VAULT intake --case R-1 --format form --out FOLDER",
            f"{_RUN}:write",
            _PAPER,
            required("--out", "The file to write, or a folder in which it is named by its kind.", "path"),
            option("--given-on", "The day it is given, YYYY-MM-DD; today by default.", metavar="DATE"),
            *_WISHES,
        ),
        on_vault(
            "sign",
            "Record which exhibit is the signed copy of a paper; a consent is recorded with it.",
            "casebook client-paper sign VAULT ID --document DOCUMENT --on 2026-03-02",
            f"{_RUN}:sign",
            _ID,
            required("--document", "ID of the signed copy among the documents of the case."),
            option("--on", "The day it was signed; by default the day it was given.", metavar="DATE"),
        ),
        on_vault(
            "lines",
            "List the lines of a paper in a draft language beside the English.",
            "casebook client-paper lines VAULT consent --language ug --json",
            f"{_RUN}:lines",
            _PAPER,
            _DRAFT,
        ),
        on_vault(
            "translate",
            "Keep the office's own wording of lines of a draft; this voids a check.",
            "casebook client-paper translate VAULT consent --language ug - < lines.json",
            f"{_RUN}:translate",
            _PAPER,
            _DRAFT,
            options("--set", "A line.", name="set_", metavar="LINE=TEXT"),
            FROM_INPUT,
        ),
        on_vault(
            "check",
            "Record who checked the whole of a draft translation, and when; it may be signed from then on.",
            "casebook client-paper check VAULT consent --language ug --by 'A. B.' --on 2026-03-02",
            f"{_RUN}:check",
            _PAPER,
            _DRAFT,
            required("--by", "Who checked it.", name="checked_by"),
            option("--on", "When; today by default.", metavar="DATE"),
        ),
        on_vault(
            "answers",
            "Show the answers of a file beside what is recorded; with --save, save them in one change.",
            "casebook client-paper answers VAULT answers.json --case R-1 --save --json",
            f"{_RUN}:answers",
            argument("file", "FILE.json", "The file that the form saved.", "path"),
            _CASE,
            _CLIENT,
            flag("--save", "Save the answers that replace nothing, and those of --take."),
            option("--take", "Questions whose answers replace what is recorded, such as born,address."),
        ),
        on_vault(
            "remove",
            "Move the record of a paper to the bin.",
            "casebook client-paper remove VAULT ID",
            f"{_RUN}:remove",
            _ID,
        ),
    ),
)
