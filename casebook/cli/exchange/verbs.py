"""The commands that import and export lists and whole casebooks."""

from __future__ import annotations

from casebook.cli.base.parameter import CASE, argument, flag, number, option, options, required
from casebook.cli.base.verb import VerbGroup, on_vault

_LIST_FILE = argument("file", "FILE", "CSV, XLSX, vCard or iCalendar file.", "path")
_MAPS = options(
    "--map",
    "What a column means; COLUMN is its heading or number; may be repeated.",
    name="maps",
    metavar="COLUMN=FIELD",
)
_ENCODING = option(
    "--encoding", "Encoding of a file that is neither UTF-8 nor UTF-16, such as koi8-r.", metavar="NAME"
)
_DECIDES = options(
    "--decide",
    "What becomes of a row that is to be decided; may be repeated.",
    name="decides",
    metavar="LINE=new|change|same|skip",
)
_HEAD_ROW = number("--head-row", "Line of the headings; 0 finds them.", default=0, minimum=0)
_READING = (_MAPS, _DECIDES, _ENCODING, _HEAD_ROW)
"""How a list is read and its rows are decided."""
_OF_CASE = option("--case", "ID or reference of the case.", name="case_name", metavar="CASE")
_DRY_RUN = flag("--dry-run", "Show what would be imported; nothing is written.")
_OUT = required("--out", "File to write; it is not encrypted.", "path")
_ALL_IN = "Exit code 3: a row was rejected or is to be decided; the others were imported."
_IMPORT = "casebook.cli.exchange.import_list"
_EXPORT = "casebook.cli.exchange.export_list"

EXPORT = on_vault(
    "export",
    "Export everything as JSON, files and pages for a browser. The export is not encrypted.",
    "casebook export VAULT ~/open-copy",
    "casebook.cli.exchange.export:export",
    argument("folder", "DIR", "A new folder, outside any casebook.", "path"),
)
IMPORT_LISTS = (
    on_vault(
        "import-people",
        "Import people from a list.",
        f"casebook import-people VAULT list.csv --map 'Full name=name' --dry-run. {_ALL_IN}",
        f"{_IMPORT}:list_",
        _LIST_FILE,
        _OF_CASE,
        *_READING,
        _DRY_RUN,
        about=(("noun", "person"), ("zone", ""), ("kinds", "")),
    ),
    on_vault(
        "import-contacts",
        "Import contacts from a list or contact cards.",
        f"casebook import-contacts VAULT phone.vcf --json. {_ALL_IN}",
        f"{_IMPORT}:list_",
        _LIST_FILE,
        *_READING,
        _DRY_RUN,
        about=(("noun", "contact"), ("case_name", ""), ("zone", ""), ("kinds", "")),
    ),
    on_vault(
        "import-events",
        "Import hearings and other events of a case from a calendar or list.",
        f"casebook import-events VAULT LIN-2026-003 court.ics --zone Asia/Nicosia. {_ALL_IN}",
        f"{_IMPORT}:list_",
        CASE,
        _LIST_FILE,
        *_READING,
        option(
            "--zone",
            "Time zone of times that are in UTC or state none, such as Asia/Nicosia.",
            metavar="ZONE",
        ),
        options(
            "--kind",
            "Type of all events that state none, or of the event in a line; may be repeated.",
            name="kinds",
            metavar="KIND|LINE=KIND",
        ),
        _DRY_RUN,
        about=(("noun", "event"),),
    ),
    on_vault(
        "import-tasks",
        "Import tasks of a case or of the office from a list or calendar.",
        f"casebook import-tasks VAULT tasks.xlsx --case LIN-2026-003. {_ALL_IN}",
        f"{_IMPORT}:list_",
        _LIST_FILE,
        _OF_CASE,
        *_READING,
        _DRY_RUN,
        about=(("noun", "task"), ("zone", ""), ("kinds", "")),
    ),
    on_vault(
        "import-facts",
        "Import facts of a case from a list, such as a chronology.",
        f"casebook import-facts VAULT LIN-2026-003 chronology.xlsx. {_ALL_IN}",
        f"{_IMPORT}:list_",
        CASE,
        _LIST_FILE,
        *_READING,
        _DRY_RUN,
        about=(("noun", "fact"), ("zone", ""), ("kinds", "")),
    ),
)
_REPORTED = (
    required("--out", "File to write, ending in .pdf or .csv; it is not encrypted.", "path"),
    number(
        "--threshold",
        "Numbers from 1 to below this are hidden, and others that would give them away.",
        default=5,
        minimum=3,
    ),
    option("--from", "First day of the period, such as 2026-01-01.", name="from_", metavar="DAY"),
    option("--to", "Last day of the period.", metavar="DAY"),
    option("--language", "Language: en, zh-Hans or zh-Hant.", default="en", metavar="TAG"),
)
REPORT = VerbGroup(
    "report",
    "Numbers of the casebook without persons, with small numbers hidden.",
    (
        on_vault(
            "funders",
            "Report cases, people, deadlines and hours for funders.",
            "casebook report funders VAULT --threshold 5 --from 2026-01-01 --to 2026-12-31 --out report.pdf",
            "casebook.cli.exchange.report:report",
            *_REPORTED,
            about=(("profile", "funders"),),
        ),
        on_vault(
            "un-body",
            "Report incidents and findings by topic and year for a United Nations body.",
            "casebook report un-body VAULT --out report.csv",
            "casebook.cli.exchange.report:report",
            *_REPORTED,
            about=(("profile", "un-body"),),
        ),
    ),
)
_IMPORTS = "casebook.cli.exchange.list_imports"
_IMPORT_ID = argument("import_id", "ID", "ID of the import, or how it begins.")
_IMPORT_VERBS = (
    on_vault(
        "list",
        "List the imports of lists, newest first.",
        "casebook imports list VAULT",
        f"{_IMPORTS}:list_",
    ),
    on_vault(
        "show",
        "Show which records an import wrote, by the line of its file.",
        "casebook imports show VAULT 01J",
        f"{_IMPORTS}:show",
        _IMPORT_ID,
    ),
    on_vault(
        "undo",
        "Undo an import; records that were changed since are kept and named.",
        "casebook imports undo VAULT 01J",
        f"{_IMPORTS}:undo",
        _IMPORT_ID,
    ),
)
IMPORTS = VerbGroup("imports", "List, show and undo imports of lists.", _IMPORT_VERBS)
_BULK_EDITS = "casebook.cli.exchange.bulk_edits"
_EDIT_ID = argument("edit_id", "ID", "ID of the bulk edit, or how it begins.")
_BULK_EDIT_VERBS = (
    on_vault(
        "list",
        "List the bulk edits, newest first.",
        "casebook bulk-edits list VAULT",
        f"{_BULK_EDITS}:list_",
    ),
    on_vault(
        "show",
        "Show which records a bulk edit changed.",
        "casebook bulk-edits show VAULT 01J",
        f"{_BULK_EDITS}:show",
        _EDIT_ID,
    ),
    on_vault(
        "undo",
        "Undo a bulk edit; records that were changed since are kept and named.",
        "casebook bulk-edits undo VAULT 01J",
        f"{_BULK_EDITS}:undo",
        _EDIT_ID,
    ),
)
BULK_EDITS = VerbGroup("bulk-edits", "List, show and undo bulk edits.", _BULK_EDIT_VERBS)
EXPORT_LISTS = (
    on_vault(
        "export-people",
        "Export everyone as a CSV table that import-people can read.",
        "casebook export-people VAULT --out people.csv",
        f"{_EXPORT}:people",
        _OUT,
    ),
    on_vault(
        "export-contacts",
        "Export every contact as a CSV table, or as contact cards where FILE ends in .vcf.",
        "casebook export-contacts VAULT --out phone.vcf",
        f"{_EXPORT}:contacts",
        _OUT,
    ),
)
