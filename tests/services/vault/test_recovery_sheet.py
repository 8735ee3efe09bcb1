from __future__ import annotations

import subprocess
from pathlib import Path

from casebook.services.vault.recovery_sheet import recovery_sheet

CODE = "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-5MTV"


def test_the_sheet_shows_the_code_on_one_page_and_names_nobody(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(recovery_sheet(CODE))
    words = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "".join(words.split()).replace("-", "").startswith("Recoverycode" + CODE.replace("-", ""))
    text = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "Pages:           1" in text
    assert "Author:          anonymous" in text


def test_the_same_code_gives_the_same_bytes() -> None:
    assert recovery_sheet(CODE) == recovery_sheet(CODE)
