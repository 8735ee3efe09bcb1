"""Backups made before new keys: their number, what opens them, and a button to delete them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from casebook.services.vault import former_backups
from casebook.services.vault.former_backups import FormerBackups, PlacesLookedAt
from casebook.services.vault.new_keys_outcome import files_shared
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.work_card import WorkCard
from casebook.ui.pages.vault.unlock_methods import method_names
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.controls.two_step import TwoStep
from casebook.ui.widgets.layout.layout import column, empty_out


class FormerBackupsCard(WorkCard):
    """Hidden if there are none."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page, page.words("Backups from before the new keys"), page.words(former_backups.ABOUT)
        )
        self._lines = column(gap=10)
        self.inside.addLayout(self._lines)
        self.hide()

    def read(self) -> None:
        """Read the backups."""
        self.page.ask(
            lambda session: (former_backups.every(session), former_backups.places(session)), self._show
        )

    def _show(self, seen: tuple[list[FormerBackups], PlacesLookedAt]) -> None:
        groups, looked_at = seen
        empty_out(self._lines)
        for line in former_backups.places_message(looked_at):
            self._lines.addWidget(label(self.words(line), "quiet", wraps=True, selectable=True))
        for group in groups:
            self._lines.addWidget(self._line(group))
        self.setVisible(bool(groups))
        total = sum(group.backups for group in groups)
        left = self.words.count("{number} earlier backup", "{number} earlier backups", total)
        self.set_status(left, is_good=False)

    def _line(self, group: FormerBackups) -> QWidget:
        words, widget = self.words, QWidget()
        lines = column(widget, gap=4)
        names = method_names(words)
        kinds = words.list_of(names.get(kind, kind) for kind in group.opens_with)
        number = words.count("{number} backup", "{number} backups", group.backups)
        lines.addWidget(
            label(words.bracketed(number, group.folder.name), "strong", wraps=True, selectable=True)
        )
        opens = (
            words("Opens with: {methods}", methods=kinds) if kinds else words("No unlock method opens them")
        )
        lines.addWidget(label(opens, "quiet", wraps=True))
        delete = button(
            words("Delete earlier backups"),
            role="link",
            name=words("Delete earlier backups in {folder}", folder=group.folder.name),
        )
        sure = words("Press again to delete permanently")
        TwoStep(delete, sure, partial(self._delete, group.folder, delete))
        hold_back(delete)
        lines.addWidget(delete, 0, Qt.AlignmentFlag.AlignLeading)
        return widget

    def _delete(self, folder: Path, pressed: QPushButton) -> None:
        """Delete them; it cannot be undone."""
        session = self.page.context.session

        def done(shared: int) -> None:
            left = self.words(files_shared(shared)) if shared else ""
            self.page.context.say(self.words("Earlier backups deleted"), left, is_good=not shared)
            self.read()

        pressed.setEnabled(False)
        self.work(lambda task: former_backups.delete(session, folder, progress=task), done)
