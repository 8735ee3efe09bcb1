from __future__ import annotations

import subprocess
from pathlib import Path

from casebook.services.base.session import Session
from casebook.services.vault import unlock_method
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


def test_the_sheet_names_the_unlock_method_it_is_of(
    session: Session, small_code: str, tmp_path: Path
) -> None:
    code = unlock_method.new_recovery_code()
    added = unlock_method.add_recovery_code(session, unlock_method.credential(small_code), code)
    path = tmp_path / "sheet.pdf"
    path.write_bytes(recovery_sheet(code))
    words = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    assert f"Fingerprint: {added.fingerprint}." in words


def test_the_same_code_gives_the_same_bytes() -> None:
    assert recovery_sheet(CODE) == recovery_sheet(CODE)
