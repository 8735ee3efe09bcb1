"""The commands on letters: what there is, what one lacks, its file, and templates of the office."""

from __future__ import annotations

from casebook.cli.base.parameter import (
    FROM_INPUT,
    argument,
    flag,
    maybe_argument,
    option,
    options,
    path,
    required,
)
from casebook.cli.base.verb import VerbGroup, on_vault, verb

RECIPIENTS = (
    "court",
    "un-body",
    "interpol",
    "eu-body",
    "authority",
    "other-side",
    "expert",
    "client",
    "witness",
    "office",
)
PURPOSES = ("dossier", "court", "media", "un-body", "interpol", "partner")
_LETTER = "casebook.cli.dossier.letter"
_ID = argument("letter_id", "LETTER", "ID of a kind of letter; see list.")
_CASE = required("--case", "ID or reference of the case.", name="case_name")
_WISHES = (
    _CASE,
    option(
        "--to",
        "ID of the contact it is addressed to; by default the body or the only contact of the role it names.",
        name="contact",
        metavar="ID",
    ),
    option("--proceeding", "ID of the proceeding it is about; by default the likeliest.", metavar="ID"),
    options(
        "--set",
        "Text of a blank. Enter names through standard input instead: other users of the computer can see "
        "arguments.",
        name="set_",
        metavar="BLANK=TEXT",
    ),
    option(
        "--enclose",
        "Numbers of the exhibits to enclose, such as 1,5, or none; no other exhibit is named. "
        "By default those of the last letter of its kind in the case.",
        name="enclose",
        metavar="NUMBERS",
    ),
    option(
        "--reason",
        "Why a recipient that reaches a State or INTERPOL may learn of a claim to protection; it is kept.",
        name="reason",
        metavar="TEXT",
    ),
    options(
        "--confirm",
        "Blank or field whose words alone such a recipient may read although they tell of a claim, with the "
        "reason; may be repeated. “provision” is the provision that you entered, “text” what no field says.",
        metavar="BLANK:REASON",
    ),
    option(
        "--reason-relatives",
        "Why such a recipient may learn of people in China; it is kept with the letter.",
        name="reason_relatives",
        metavar="TEXT",
    ),
    option("--provision", "Provision that you read, printed in the head.", metavar="TEXT"),
    FROM_INPUT,
)
LETTER = VerbGroup(
    "letter",
    "Letters, requests and forms to sign, for Word: supplied, or from templates of your own.",
    (
        on_vault(
            "list",
            "List the letters there are; with a case, those written in it.",
            "casebook letter list VAULT --case R-1 --json",
            f"{_LETTER}:list_",
            option("--case", "ID or reference of a case.", name="case_name"),
        ),
        on_vault(
            "show",
            "Show a letter: recipient, purpose, provisions with how they were read, and its blanks.",
            "casebook letter show VAULT echr-rule39-request --json",
            f"{_LETTER}:show",
            _ID,
        ),
        verb(
            "fields",
            "List the fields that a template of your own may use.",
            "casebook letter fields --json",
            f"{_LETTER}:fields_",
        ),
        on_vault(
            "check",
            "Name what a letter lacks and show its text; exit code 7 if anything is missing.",
            "casebook letter check VAULT echr-rule39-request --case R-1 --json",
            f"{_LETTER}:check",
            _ID,
            *_WISHES,
        ),
        on_vault(
            "write",
            "Write a letter for Word and register it in its case. The file is not encrypted.",
            "casebook letter write VAULT echr-rule39-request --case R-1 --out FOLDER",
            f"{_LETTER}:write",
            _ID,
            required("--out", "The .docx to write, or a folder in which it is named by its kind.", "path"),
            flag("--leave-gaps", "Leave missing values as marked places instead of stopping."),
            *_WISHES,
        ),
        on_vault(
            "add",
            "Add a Word file with fields as a template; one with macros, links or unknown fields is refused.",
            "casebook letter add VAULT own.docx --title 'Bail request' --reader court --purpose court",
            f"{_LETTER}:add",
            argument("file", "FILE.docx", "The template.", "path"),
            required("--title", "What letters made from it are; name nobody."),
            option("--reader", f"Who receives them: {', '.join(RECIPIENTS)}.", default="court"),
            option("--purpose", f"Purpose the clients must consent to: {', '.join(PURPOSES)}; or none."),
        ),
        on_vault(
            "remove",
            "Move a template of your own, or a letter written in a case, to the bin.",
            "casebook letter remove VAULT ID",
            f"{_LETTER}:remove",
            argument("record_id", "ID", "ID of the template or letter."),
        ),
        on_vault(
            "template",
            "Write a supplied letter as a template to change in Word and add as your own.",
            "casebook letter template VAULT echr-rule39-request --out own.docx",
            f"{_LETTER}:template",
            _ID,
            required("--out", "The .docx to write.", "path"),
        ),
        on_vault(
            "styles",
            "Take the styles of Word files from one of the office, write them out to change, or reset them.",
            "casebook letter styles VAULT office.docx",
            f"{_LETTER}:styles",
            maybe_argument("file", "[FILE.docx]", "Word file whose styles are taken."),
            path("--out", "Word file to write with the styles as they are now."),
            flag("--reset", "Return to the styles of the program."),
        ),
    ),
)
