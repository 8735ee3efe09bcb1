"""The commands that import and export lists and whole casebooks."""

from __future__ import annotations

from casebook.cli.base.parameter import CASE, argument, flag, option, options, required
from casebook.cli.base.verb import on_vault

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
_DRY_RUN = flag("--dry-run", "Show what would be imported; nothing is written.")
_OUT = required("--out", "File to write; it is not encrypted.", "path")
_ALL_IN = "Exit code 3: a row was rejected; the others were imported."
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
        f"{_IMPORT}:people",
        _LIST_FILE,
        _MAPS,
        _ENCODING,
        _DRY_RUN,
    ),
    on_vault(
        "import-contacts",
        "Import contacts from a list or contact cards.",
        f"casebook import-contacts VAULT phone.vcf --json. {_ALL_IN}",
        f"{_IMPORT}:contacts",
        _LIST_FILE,
        _MAPS,
        _ENCODING,
        _DRY_RUN,
    ),
    on_vault(
        "import-events",
        "Import hearings and other events of a case from a calendar or list.",
        f"casebook import-events VAULT LIN-2026-003 court.ics --zone Asia/Nicosia. {_ALL_IN}",
        f"{_IMPORT}:events",
        CASE,
        _LIST_FILE,
        _MAPS,
        _ENCODING,
        option(
            "--zone",
            "Time zone of times that are in UTC or state none, such as Asia/Nicosia.",
            metavar="ZONE",
        ),
        _DRY_RUN,
    ),
)
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
