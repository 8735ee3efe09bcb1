"""``export``: the whole vault in open formats, readable without Casebook."""

from __future__ import annotations

import sys
from pathlib import Path

from casebook.cli.base.answer import answer
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading
from casebook.services.base.flow import run_in_line
from casebook.services.exchange import open_formats


def export(*, vault: Path, folder: Path, passphrase_file: Path | None, json: bool) -> None:
    sys.stderr.write("What is written is not encrypted: whoever has it can read it.\n")
    with reading(vault, passphrase_file) as session:
        report = run_in_line(open_formats.write(session, folder, progress=Counter()))
    count = sum(report.records.values())
    words = f"Wrote {count} records and {report.files} files. Open index.html in a browser."
    if report.missing:
        words += f" {len(report.missing)} encrypted files are missing from the casebook."
    answer(report, words, json_wanted=json)
