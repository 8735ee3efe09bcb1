"""The exchange with a team by itself: at unlocking, now and then, and before an orderly lock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.domain.case.case import Case
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base import record
from casebook.services.base.session import Session, open_session
from casebook.services.sharing import device
from casebook.services.sharing.members.members import found, join, welcome
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.taking import take_all
from casebook.ui.app.application import Program
from casebook.ui.kit.team_exchange import TeamExchange
from casebook.ui.shell.status import StatusLine
from casebook.ui.shell.workspace import Workspace
from tests.ui import programs
from tests.ui.driver import behind, button, is_in_view
from tests.vaults import PHRASE, MasterVault

WAIT_MS = 20_000


@pytest.fixture
def ben(empty_vault: MasterVault, vault: Path, tmp_path: Path) -> Iterator[Session]:
    """A member of the team of the vault, who has its case and changed its title."""
    share, parcel = tmp_path / "team.casebook-share", tmp_path / "welcome.casebook-parcel"
    path = empty_vault.copied_to(tmp_path / "ben.casebook")
    with open_session(path, empty_vault.code, who="ben") as session:
        card = device.make_own(session, "Ben's laptop")
        with open_session(vault, PHRASE, who="anna") as anna:
            device.make_own(anna, "Anna's laptop")
            found(anna, "Office", "Anna", share)
            case = record.every(anna, Case)[0]
            open_case(anna, case.id)
            welcome(anna, card, member_name="Ben", role=MemberRole.MEMBER, case_ids=[case.id], to=parcel)
            put(anna)
        join(session, parcel, share, allow=True)
        take_all(session)
        record.change(session, replace(record.every(session, Case)[0], title="By Ben"))
        put(session)
        yield session


@pytest.fixture
def workspace(ben: Session, application: QApplication, vault: Path, qtbot: QtBot) -> Workspace:  # noqa: ARG001
    running = programs.shown(application, qtbot, [vault])
    running.unlock(vault, PHRASE)
    qtbot.waitUntil(lambda: running.window.workspace is not None, timeout=WAIT_MS)
    assert running.window.workspace is not None
    running.window.workspace.setProperty("program", running)
    return running.window.workspace


def _title(workspace: Workspace) -> list[str]:
    titles: list[str] = []
    workspace.context.ask(lambda session: [one.title for one in record.every(session, Case)], titles.extend)
    return titles


def test_what_others_put_comes_at_unlocking_and_is_counted(workspace: Workspace, qtbot: QtBot) -> None:
    status = behind(workspace, StatusLine)
    qtbot.waitUntil(lambda: is_in_view(status, "Team: 1 new"), timeout=WAIT_MS)
    button(status, "Team: 1 new").click()
    assert workspace.place.page == "team"
    assert workspace.place.tab == "arrived"
    qtbot.waitUntil(lambda: not is_in_view(status, "Team: 1 new"), timeout=WAIT_MS)


def test_the_window_goes_on_while_files_are_read(workspace: Workspace, qtbot: QtBot) -> None:
    exchange = TeamExchange.of(workspace.context)
    qtbot.waitUntil(lambda: exchange.exchanged_at is not None, timeout=WAIT_MS)
    exchange.run()
    assert exchange.is_under_way
    titles = _title(workspace)
    qtbot.waitUntil(lambda: titles == ["By Ben"], timeout=WAIT_MS)


def test_what_was_saved_is_put_into_the_folder_before_locking(
    workspace: Workspace, ben: Session, qtbot: QtBot
) -> None:
    exchange = TeamExchange.of(workspace.context)
    qtbot.waitUntil(lambda: exchange.exchanged_at is not None, timeout=WAIT_MS)
    changed: list[Case] = []
    workspace.context.ask(
        lambda session: record.change(session, replace(record.every(session, Case)[0], title="By Anna")),
        changed.append,
    )
    qtbot.waitUntil(lambda: bool(changed), timeout=WAIT_MS)
    program: Program = workspace.property("program")
    with qtbot.waitSignal(program.locked, timeout=WAIT_MS):
        workspace.run_action("lock")
    take_all(ben)
    assert record.every(ben, Case)[0].title == "By Anna"


def test_locking_goes_on_where_the_folder_is_gone(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    exchange = TeamExchange.of(workspace.context)
    qtbot.waitUntil(lambda: exchange.exchanged_at is not None, timeout=WAIT_MS)
    (tmp_path / "team.casebook-share").rename(tmp_path / "away")
    program: Program = workspace.property("program")
    with qtbot.waitSignal(program.locked, timeout=WAIT_MS):
        workspace.run_action("lock")
    assert not program.is_unlocked
