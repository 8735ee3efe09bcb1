from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from casebook.base.errors import Refused
from casebook.services.base.session import Session
from casebook.services.sharing import travel_sheet
from tests.services.sharing.travelling import CANARY, Home


@pytest.fixture
def home(session: Session) -> Home:
    return Home(session)


@pytest.mark.parametrize("language", ["en", "fr", "es", "de", "el", "zh_Hans", "zh_Hant"])
def test_it_is_one_page_without_any_name(home: Home, tmp_path: Path, language: str) -> None:
    text = travel_sheet.sheet_text(home.session, language=language)
    assert CANARY not in text
    assert "Client" not in text.replace("clients", "").replace("Clients", "")
    assert home.session.vault.path.stem not in text
    travel_sheet.save_sheet(home.session, tmp_path / "page.pdf", language=language)
    command = ["pdftotext", str(tmp_path / "page.pdf"), "-"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed.count("\f") == 1
    assert text.split()[0] in printed


def test_it_says_how_much_it_is_and_is_written_outside(home: Home, tmp_path: Path) -> None:
    text = travel_sheet.sheet_text(home.session)
    assert "One folder of 1 MB" in text
    assert "cases: 2, documents: 3" in text
    assert "privilege" in text
    travel_sheet.save_sheet(home.session, tmp_path / "page.txt", is_text=True)
    assert (tmp_path / "page.txt").read_text(encoding="utf-8") == text
    travel_sheet.save_sheet(home.session, tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(Refused):
        travel_sheet.save_sheet(home.session, home.session.vault.path / "page.pdf")
