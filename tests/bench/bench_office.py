"""An office file laid out by LibreOffice in isolation, against LibreOffice itself, where it is installed."""

from __future__ import annotations

import subprocess
from pathlib import Path

from casebook.base.progress import silent
from casebook.formats.media_type import DOCX
from casebook.host.process.office_program import office_program
from casebook.services.processes.office_converter import NotConverted, converted
from tests.bench.ratio import Ratio, scratch, timed
from tests.paths import KINDS_OF_FILES

LETTER = KINDS_OF_FILES / "letter.docx"


def measure() -> list[Ratio]:
    """Both with a profile that is new, as that of each conversion is."""
    program = office_program()
    if program is None:
        return []
    with scratch("office") as folder:
        try:
            _ours()
        except NotConverted as error:
            print(f"LibreOffice is not measured: {error.why}")
            return []
        return [timed("office file by LibreOffice", 2.0, 3, _ours, lambda: _floor(program, folder))]


def _ours() -> None:
    with LETTER.open("rb") as stream:
        converted(stream, DOCX, silent)


def _floor(program: Path, folder: Path) -> object:
    subprocess.run(
        [
            str(program),
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(LETTER),
        ],
        check=True,
        capture_output=True,
    )
    return lambda: subprocess.run(["rm", "-r", str(folder / "profile")], check=True)
