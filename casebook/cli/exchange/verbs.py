"""The verbs that import and export lists and whole casebooks."""

from __future__ import annotations

from casebook.cli.base.parameter import CASE, argument, flag, option, options, required
from casebook.cli.base.verb import on_vault

_LIST_FILE = argument("file", "FILE", "CSV, XLSX, vCard or iCalendar.", "path")
_MAPS = options(
    "--map",
    "What a column means; COLUMN is its heading or number. Repeat it.",
    name="maps",
    metavar="COLUMN=FIELD",
)
_DRY_RUN = flag("--dry-run", "Say what would become of each row; write nothing.")
_OUT = required("--out", "The file to write; plain, so guard it.", "path")
_ALL_IN = "Exit code 3 says that a row was refused; the others are in."
_IMPORT = "casebook.cli.exchange.import_list"
_EXPORT = "casebook.cli.exchange.export_list"

EXPORT = on_vault(
    "export",
    "Write everything as JSON, files and pages for a browser. It is not encrypted.",
    "casebook export VAULT ~/open-copy",
    "casebook.cli.exchange.export:export",
    argument("folder", "DIR", "A new folder, outside any vault.", "path"),
)
IMPORT_LISTS = (
    on_vault(
        "import-people",
        "Take persons out of a list.",
        f"casebook import-people VAULT list.csv --map 'Full name=name' --dry-run. {_ALL_IN}",
        f"{_IMPORT}:people",
        _LIST_FILE,
        _MAPS,
        _DRY_RUN,
    ),
    on_vault(
        "import-contacts",
        "Take contacts out of a list or of contact cards.",
        f"casebook import-contacts VAULT phone.vcf --json. {_ALL_IN}",
        f"{_IMPORT}:contacts",
        _LIST_FILE,
        _MAPS,
        _DRY_RUN,
    ),
    on_vault(
        "import-events",
        "Take hearings and other events of a case out of a calendar or list.",
        f"casebook import-events VAULT LIN-2026-003 court.ics --zone Asia/Nicosia. {_ALL_IN}",
        f"{_IMPORT}:events",
        CASE,
        _LIST_FILE,
        _MAPS,
        option("--zone", "Of the times that state none, such as Asia/Nicosia.", metavar="ZONE"),
        _DRY_RUN,
    ),
)
EXPORT_LISTS = (
    on_vault(
        "export-people",
        "Write everyone as a CSV table that import-people takes back.",
        "casebook export-people VAULT --out people.csv",
        f"{_EXPORT}:people",
        _OUT,
    ),
    on_vault(
        "export-contacts",
        "Write every contact as a CSV table or, where FILE ends in .vcf, as contact cards.",
        "casebook export-contacts VAULT --out phone.vcf",
        f"{_EXPORT}:contacts",
        _OUT,
    ),
)
