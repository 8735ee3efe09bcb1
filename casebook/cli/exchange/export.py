"""``export``: the whole vault in open formats, readable without Casebook."""

from __future__ import annotations

import sys
from pathlib import Path

from casebook.cli.base.answer import answer, counted
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading
from casebook.domain.base.absence import not_here_yet
from casebook.services.base.flow import run_in_line
from casebook.services.exchange import open_formats

INCOMPLETE = 5


def export(*, vault: Path, folder: Path, passphrase_file: Path | None, json: bool) -> int:
    sys.stderr.write("The export is not encrypted: anyone who has it can read it.\n")
    with reading(vault, passphrase_file) as session:
        report = run_in_line(open_formats.write(session, folder, progress=Counter()))
    count = sum(report.records.values())
    records, files = counted(count, "record", "records"), counted(report.files, "file", "files")
    words = f"Wrote {records} and {files}. Open index.html in a browser."
    if report.missing:
        count = len(report.missing)
        noun = "encrypted file is" if count == 1 else "encrypted files are"
        words = f"The export is incomplete: {count} {noun} missing or damaged in the casebook.\n{words}"
    if report.absent:
        words = f"{not_here_yet(report.absent)!s} It is not in the export.\n{words}"
    answer(report, words, json_wanted=json)
    return INCOMPLETE if report.missing else 0
