"""The deadline sheet, saved where the person says."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from casebook.services import deadline_sheet
from casebook.ui.desk import Desk
from casebook.ui.dialogs.file import pick_target


def save_sheet(parent: QWidget, desk: Desk, deadline_id: str) -> None:
    """Ask where the sheet goes and write it there."""
    path = pick_target(parent, desk.words, "deadline-sheet.pdf")
    if path is None:
        return
    desk.run(
        lambda _: deadline_sheet.write_sheet(desk.session, deadline_id, path, desk.words),
        lambda _: desk.say(desk.words("The deadline sheet is saved. Outside the vault it is not encrypted.")),
    )
