"""Opens a dossier in the window, and presses what stands on its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.domain.case.case import Case
from casebook.domain.dossier.dossier import Dossier
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.ui.shell.workspace import Workspace
from tests.ui.driver import open_page

Opened = Callable[..., Any]


def open_tab(workspace: Workspace, case: Case, tab: str, within: str = "") -> Any:  # noqa: ANN401 - each tab has parts of its own
    return open_page(workspace, "case", id=case.id, tab=tab, within=within)


def press_beginning(widget: QWidget, name: str) -> None:
    found = [one for one in widget.findChildren(QPushButton) if one.accessibleName().startswith(name)]
    found[0].click()


def open_dossier(opened: Opened, session: Session, dossier: Dossier) -> Any:  # noqa: ANN401 - the tab of a case
    return open_tab(opened(session), record.find(session, Case, dossier.case_id), "dossiers", dossier.id)


def section_kinds(session: Session, dossier: Dossier) -> list[str]:
    return [section.kind for section in record.find(session, Dossier, dossier.id).sections]
