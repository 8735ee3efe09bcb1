"""A vault to work on, plain_office once and copied for each test, and a way to say a command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casebook.cli.run import run
from casebook.crypto.kdf import KdfCost
from casebook.services.base.session import start_session
from casebook.services.case import case
from casebook.services.library import packs
from casebook.vault import create_vault
from tests.cli.said import PHRASE, Said, Say


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs a command line in this process."""

    def said(*arguments: object) -> Said:
        code = run([str(part) for part in arguments], lambda _: 0)
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return said


def _make(path: Path, cost: KdfCost, *, with_library: bool) -> Path:
    """A vault with one case, R-1; its passphrase and its recovery code in files beside it."""
    vault, code = create_vault(path, PHRASE, cost=cost)
    with start_session(vault) as session:
        if with_library:
            packs.copy_in(session)
        case.open_case(session, reference="R-1", title="Removal", jurisdiction="cy")
    (path.parent / "code.txt").write_text(code)
    (path.parent / "phrase.txt").write_text(f"{PHRASE}\n")
    return path


@pytest.fixture(scope="session")
def plain_template(tmp_path_factory: pytest.TempPathFactory, cheap_cost: KdfCost) -> Path:
    return _make(tmp_path_factory.mktemp("plain") / "office.casebook", cheap_cost, with_library=False)


@pytest.fixture(scope="session")
def library_template(tmp_path_factory: pytest.TempPathFactory, cheap_cost: KdfCost) -> Path:
    return _make(tmp_path_factory.mktemp("library") / "office.casebook", cheap_cost, with_library=True)


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
