"""Above the parcels of one case or person: who has it by another way, from the team to copies that left."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from casebook.base.i18n import Translator
from casebook.services.sharing.parcels.held_otherwise import HeldOtherwise, HoldingDevice, held_otherwise
from casebook.services.sharing.parcels.other_copies import CopyNoun, OtherCopy
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, empty_out, line

_SHOWN = 3
"""Copies named here; all are on the tab beside."""


class OtherwiseBar(QFrame):
    """What the list below is narrowed to, and who has that beside the parcels in it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._page, self._words = page, page.words
        words = page.words
        whole = column(self, gap=6, margins=(8, 12))
        head = line(gap=8)
        head.addWidget(label(words("Only parcels that hold the chosen record"), wraps=True), 1)
        place = Location(page="parcels", tab="holders")
        show_all = button(words("Show all parcels"), partial(page.context.go, place))
        head.addWidget(show_all, 0, Qt.AlignmentFlag.AlignVCenter)
        whole.addLayout(head)
        self._lines = column(gap=4)
        whole.addLayout(self._lines)
        self.hide()

    def read(self, about: str) -> None:
        """Read who has a record otherwise, "" for none chosen."""
        self.setVisible(bool(about))
        if about:
            self._page.ask(lambda session: held_otherwise(session, about), self._show)

    def _show(self, held: HeldOtherwise) -> None:
        words = self._words
        empty_out(self._lines)
        for shared in held.shared:
            devices = words.list_of(self._device(one) for one in shared.devices)
            title = words("Shared with the team, whole: {reference}", reference=shared.reference)
            self._lines.addWidget(label(words.labelled(title, devices), wraps=True, selectable=True))
        for copy in held.copies[:_SHOWN]:
            self._lines.addWidget(label(self._copy(copy), wraps=True, selectable=True))
        if held.copies:
            more = words.count("{number} other copy…", "All {number} other copies…", len(held.copies))
            case_ids = {one.case_id for one in held.copies}
            about = next(iter(case_ids)) if len(case_ids) == 1 else ""
            place = Location(page="parcels", tab="copies", id=about)
            go = button(more, partial(self._page.context.go, place))
            self._lines.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        if not held.shared and not held.copies:
            nobody = words("No member of a team has it, and no other copy of it was saved.")
            self._lines.addWidget(label(nobody, "quiet", wraps=True))

    def _device(self, one: HoldingDevice) -> str:
        words = self._words
        name = words.bracketed(one.member, one.device) if one.device else one.member
        if one.is_reading:
            return name
        return words("{name}, no longer: keeps what was received", name=name)

    def _copy(self, copy: OtherCopy) -> str:
        words = self._words
        day, who = words.format_date(copy.at.date()), copy.who or words("nobody named")
        return words.labelled(copy_nouns(words)[copy.noun], f"{day} · {who}")


def copy_nouns(words: Translator) -> dict[CopyNoun, str]:
    """Return what kinds of copies are called."""
    return {
        "declaration": words("Release pack of a declaration"),
        "dossier": words("Copy of a dossier"),
        "outcome-pack": words("Pack of outcomes"),
    }
