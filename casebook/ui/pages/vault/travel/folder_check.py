"""What of casebooks lies in a folder or on a stick, and what each gives away to whoever gets it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from casebook.base.errors import CasebookError
from casebook.host.protocol.picker_protocol import LookedFolder
from casebook.services.base.flow import as_flow, off_thread
from casebook.services.sharing.travel import travel_check
from casebook.services.sharing.travel.travel_check import CarriedItem, CarriedKind, CarriedReport
from casebook.ui.dialogs.file import pick_carried_folder
from casebook.ui.kit.callback import while_there
from casebook.ui.models.lines import Line, Status
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.work_card import WorkCard
from casebook.ui.pages.sharing.team_words import problem_text
from casebook.ui.widgets.cards.card_list import LineList
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.wrapping import Wrapping

_MAX_LINES = 200
_QUIET = frozenset({CarriedKind.CARD, CarriedKind.REMAINS, CarriedKind.EMPTY})


class FolderCheckCard(WorkCard):
    """Looks through a folder, and lists what it finds."""

    def __init__(self, page: Page) -> None:
        about = page.words(
            "Before you cross, look through the stick or the computer that you carry. Every casebook, "
            "backup, parcel, shared folder, card and leftover of an interrupted step is listed, under "
            "whatever name it has. Nothing is opened and nothing is changed."
        )
        super().__init__(page, page.words("Check what you carry"), about)
        words = self.words
        self._go = button(words("Choose the folder to check…"), self._pick, role="primary", meaning="search")
        self.inside.addWidget(Wrapping(self._go))
        self._folder = label("", "small", wraps=True)
        self._problem = label("", "problem", wraps=True)
        self.lines = LineList(words("What was found"))
        self._rest = label("", "quiet", wraps=True)
        self._unread = label("", wraps=True)
        self._limits = label(words(travel_check.NOT_FOUND), "quiet", wraps=True)
        for part in (self._folder, self._problem, self.lines, self._rest, self._unread, self._limits):
            part.hide()
            self.inside.addWidget(part)

    def look(self, folder: Path | LookedFolder) -> None:
        """Look through a folder."""
        place = folder.path if isinstance(folder, LookedFolder) else folder
        self._problem.hide()
        for part in (self.lines, self._rest, self._unread, self._limits, self.chip, self.state):
            part.hide()
        self._folder.setText(self.words("Folder: {folder}", folder=str(place)))
        self._folder.show()

        def refused(problem: CasebookError) -> bool:
            self._problem.setText(problem_text(self.words, problem))
            self._problem.show()
            return True

        self.work(
            lambda task: as_flow(off_thread(partial(travel_check.check, folder, progress=task))),
            while_there(self, self._show),
            refused=refused,
        )

    def _pick(self) -> None:
        folder = pick_carried_folder(self, self.words)
        if folder is not None:
            self.look(folder)

    def _show(self, report: CarriedReport) -> None:
        words, count = self.words, len(report.items)
        self.lines.show_lines([self._line(one) for one in report.items[:_MAX_LINES]])
        more = count - _MAX_LINES
        self._rest.setText(words.count("and {number} more", "and {number} more", more) if more > 0 else "")
        self._rest.setVisible(more > 0)
        unread = len(report.unread)
        text = words.count(
            "{number} file or folder could not be looked into.",
            "{number} files and folders could not be looked into.",
            unread,
        )
        self._unread.setText(text)
        self._unread.setVisible(unread > 0)
        self._limits.show()
        found = words.count("{number} item found", "{number} items found", count)
        self.set_status(found if count else words("Nothing of a casebook was found"), is_good=not count)

    def _line(self, item: CarriedItem) -> Line:
        words = self.words
        size: Status = (
            self.page.wording.size(item.size_bytes),
            "grey" if item.kind in _QUIET else "amber",
            "info",
        )
        return Line(
            title=words.labelled(words(travel_check.TITLES[item.kind]), str(item.path)),
            beneath=words(travel_check.GIVES_AWAY[item.kind]),
            status=size,
        )
