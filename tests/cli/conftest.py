"""A vault to work on, plain_office once and copied for each test, and a way to say a command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casebook.cli.run import run
from casebook.services.base.session import open_session
from casebook.services.case import case
from tests.cli.said import Said, Say
from tests.vaults import PHRASE, MasterVault


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs a command line in this process."""

    def said(*arguments: object) -> Said:
        code = run([str(part) for part in arguments], lambda _: 0)
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return said


def _opened(master: MasterVault, folder: Path) -> Path:
    """A vault with one case, R-1; its passphrase and its recovery code in files beside it."""
    path = master.copied_to(folder / "office.casebook")
    with open_session(path, master.code) as session:
        case.open_case(session, reference="R-1", title="Removal", jurisdiction="cy")
    (folder / "code.txt").write_text(master.code)
    (folder / "phrase.txt").write_text(f"{PHRASE}\n")
    return path


@pytest.fixture(scope="session")
def plain_template(tmp_path_factory: pytest.TempPathFactory, empty_vault: MasterVault) -> Path:
    return _opened(empty_vault, tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="session")
def library_template(tmp_path_factory: pytest.TempPathFactory, library_vault: MasterVault) -> Path:
    return _opened(library_vault, tmp_path_factory.mktemp("library"))


def _copied(template: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(template.parent, folder, dirs_exist_ok=True)
    # No key derivation for a recovery code: what opens a vault by its passphrase is tested apart.
    monkeypatch.setenv("CASEBOOK_PASSPHRASE_FILE", str(folder / "code.txt"))
    return folder / template.name


@pytest.fixture
def plain_office(plain_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a vault with one case and no library, with its recovery code in the environment."""
    return _copied(plain_template, tmp_path, monkeypatch)


@pytest.fixture
def made_with_library(library_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As `plain_office`, with the library in it."""
    return _copied(library_template, tmp_path, monkeypatch)
