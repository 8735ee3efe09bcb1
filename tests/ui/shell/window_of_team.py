"""A real window without a screen on a casebook of a team: it edits, and its timer exchanges.

Run by `tests/proof/sharing/test_two_windows.py` through pytest, with what it is to do in the environment.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.ui.kit.team_exchange import TeamExchange
from casebook.ui.shell.workspace import Workspace
from tests.ui import programs

TASK = json.loads(os.environ.get("CASEBOOK_WINDOW_OF_TEAM", "{}"))
"""Vault, secret, name, how many edits, and how many notes there are in the end."""
WAIT_MS = 900_000


def test_a_window_edits_and_exchanges_by_itself(application: QApplication, qtbot: QtBot) -> None:
    path = Path(TASK["vault"])
    running = programs.shown(application, qtbot, [path])
    running.unlock(path, TASK["secret"])
    qtbot.waitUntil(lambda: running.window.workspace is not None, timeout=WAIT_MS)
    workspace = running.window.workspace
    assert workspace is not None
    exchange = TeamExchange.of(workspace.context)
    for number in range(TASK["edits"]):
        begun = exchange.exchanged_at
        _edit(workspace, qtbot, number)
        qtbot.waitUntil(lambda begun=begun: exchange.exchanged_at != begun, timeout=WAIT_MS)  # type: ignore[misc]
    seen: list[int] = []

    def is_whole() -> bool:
        workspace.context.ask(lambda session: len(record.every(session, Note)), seen.append)
        return bool(seen) and seen[-1] == TASK["notes"]

    qtbot.waitUntil(is_whole, timeout=WAIT_MS)
    last = exchange.exchanged_at
    qtbot.waitUntil(lambda: exchange.exchanged_at != last, timeout=WAIT_MS)
    assert exchange.problem is None


def _edit(workspace: Workspace, qtbot: QtBot, number: int) -> None:
    """Save a note and a title, as two pages would."""
    name, saved = TASK["name"], list[object]()

    def save(session: Session) -> None:
        case = record.every(session, Case)[0]
        text, note_id = f"{name} {number}", f"{name}{number}"
        record.add(session, Note(id=note_id, text=text, written_at=session.clock(), case_id=case.id))
        record.change(session, replace(case, title=text) if name == "anna" else replace(case, closing=text))

    workspace.context.ask(save, saved.append)
    qtbot.waitUntil(lambda: bool(saved), timeout=WAIT_MS)
