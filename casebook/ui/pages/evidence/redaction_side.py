"""The side pane of redaction: the areas of the current page, and the sources of suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout

from casebook.domain.evidence.redaction import DOUBT_TITLES, Area, PageDoubt, RedactedCopy, RedactionReason
from casebook.ui.kit import theme
from casebook.ui.kit.plain import set_tip
from casebook.ui.models.tree import Branch
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox, TickBox
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, line
from casebook.ui.widgets.tables.ordered import Ordered

_ICONS = {"suggested": "ask", "accepted": "closed-eye", "rejected": "cancel"}
_COPIES: tuple[RedactedCopy, ...] = ("service", "pseudonymised")


class AreaList(Ordered):
    """The areas of a page, in the order of the page."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setProperty("role", "offered")
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)

    def move_chosen(self, by: int) -> None:
        """Do nothing: the order is fixed."""


class RedactionSide(Scrolled):
    """The controls of areas.

    Attributes:
        turning: to the previous (-1) or next (1) page with undecided areas.
        picked: an area was selected; its index on the page.
        deciding: "accepted" or "rejected", for the selected area.
        deciding_all: the same for all undecided areas of the page.
        removing: the selected area is to be removed.
        adding: a new area was requested.
        described: the reason or the copies of the selected area changed.
        suggesting: "words", "names" or "protected".
        looked: whether the current page was reviewed and identifies no one.
        left: the view was closed.
    """

    turning = Signal(int)
    picked = Signal(int)
    deciding = Signal(str)
    deciding_all = Signal(str)
    removing = Signal()
    adding = Signal()
    described = Signal()
    suggesting = Signal(str)
    looked = Signal(bool)
    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Redactions"))
        self._words, self._wording = page.words, page.wording
        self._body = column(gap=6, margins=(8, 10))
        self.body.addLayout(self._body)
        self.body.addStretch(1)
        self._add_waiting()
        self._add_areas()
        self._add_description()
        self._add_suggestions()
        self.progress = ProgressStrip(self._words("Checking"), self._words("Cancel"))
        self.progress.hide()
        self._body.addWidget(self.progress)
        done = line(gap=0)
        done.addStretch(1)
        done.addWidget(button(self._words("Done"), self.left.emit, role="primary"))
        self._body.addLayout(done)
        self.describe(None)

    def minimumSizeHint(self) -> QSize:
        """Return a small size: the paper needs the space."""
        return QSize(theme.current().px(230), theme.current().px(120))

    @property
    def reason(self) -> RedactionReason:
        """Return the reason of the selected area, or of the next one."""
        return cast("RedactionReason", self._reason.currentData())

    @property
    def copies(self) -> tuple[RedactedCopy, ...]:
        """Return the copies that hide the selected area, or the next one."""
        return tuple(copy for copy in _COPIES if self._copies[copy].isChecked())

    def show_waiting(self, pages: Sequence[int]) -> None:
        """Show how many pages await a decision."""
        if pages:
            text = self._words.count("{number} page to review", "{number} pages to review", len(pages))
            self._waiting.set_status(text, "amber", "ask")
        else:
            self._waiting.set_status(self._words("nothing to review"), "green", "done")
        for step in self._turns:
            step.setEnabled(bool(pages))

    def show_areas(self, areas: Sequence[Area], chosen: Area | None) -> None:
        """Show the areas of the current page; one may be selected."""
        self._list.show_lines([self._line(at, area) for at, area in enumerate(areas)])
        self._list.setVisible(bool(areas))
        self._none.setVisible(not areas)
        self._list.setCurrentRow(areas.index(chosen) if chosen in areas else -1)
        is_any = any(area.state == "suggested" for area in areas)
        for step in self._all:
            step.setVisible(is_any)
        self.describe(chosen)

    def describe(self, area: Area | None) -> None:
        """Show the properties of the selected area, or of the next one."""
        for step in self._of_one:
            step.setVisible(area is not None)
        for decision, state in (("accepted", self._accept), ("rejected", self._reject)):
            state.setVisible(area is not None and area.state != decision)
        if area is None:
            return
        for field in (self._reason, *self._copies.values()):
            field.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._reason.setCurrentIndex(self._reason.findData(area.reason))
        for copy, tick in self._copies.items():
            tick.setChecked(copy in area.copies)
        for field in (self._reason, *self._copies.values()):
            field.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def show_unread(self, doubt: PageDoubt | None, *, is_looked_at: bool) -> None:
        """Ask for manual review of a page that no program can read, and say why."""
        self._doubt.setText(self._words(DOUBT_TITLES[doubt]) if doubt else "")
        for part in (self._doubt, self._unread, self._looked):
            part.setVisible(doubt is not None)
        self._looked.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._looked.setChecked(is_looked_at)
        self._looked.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _add_waiting(self) -> None:
        words, row = self._words, line(gap=4)
        self._waiting = Chip("")
        row.addWidget(self._waiting)
        row.addStretch(1)
        self._turns = [
            button("", partial(self.turning.emit, by), role="tool", meaning=meaning, name=name)
            for by, meaning, name in (
                (-1, "up", words("Previous page to review")),
                (1, "down", words("Next page to review")),
            )
        ]
        for step in self._turns:
            row.addWidget(step)
        self._body.addLayout(row)
        self._doubt = label("", "strong", wraps=True)
        self._unread = label(
            words(
                "No program can read this page: it may contain handwriting, stamps, seals or faces. "
                "Check that no one can be identified outside the redacted areas."
            ),
            "quiet",
            wraps=True,
        )
        self._looked = TickBox(words("I have checked this page"))
        self._looked.toggled.connect(self.looked)
        hold_back(self._looked)
        self._body.addWidget(self._doubt)
        self._body.addWidget(self._unread)
        self._body.addWidget(self._looked)

    def _add_areas(self) -> None:
        words, row = self._words, line(gap=8)
        row.addWidget(label(words("On this page"), "strong"))
        row.addStretch(1)
        new = button(words("Add area"), self.adding.emit, role="link", meaning="add")
        new.setAccessibleName(words("Add area in the middle of the page"))
        row.addWidget(new)
        self._body.addLayout(row)
        self._none = label(
            words(
                "Nothing is marked. Drag across anything that must not be readable, press Ins to "
                "add an area you can move with the arrow keys, or search for words and names below."
            ),
            "quiet",
            wraps=True,
        )
        self._body.addWidget(self._none)
        self._list = AreaList(words("Redactions on this page"))
        set_tip(
            self._list,
            words("Arrow keys: move an area; Shift+arrow keys: resize; Enter: redact; Del: remove"),
        )
        self._list.picked.connect(lambda key: self.picked.emit(int(key) if key else -1))
        self._list.opened.connect(lambda _: self.deciding.emit("accepted"))
        self._list.removing.connect(lambda _: self.removing.emit())
        self._body.addWidget(self._list)
        self._body.addLayout(self._decisions())

    def _decisions(self) -> QHBoxLayout:
        words, row = self._words, line(gap=6)
        self._accept = button(words("Redact"), partial(self.deciding.emit, "accepted"), writes=True)
        self._reject = button(words("Reject"), partial(self.deciding.emit, "rejected"), writes=True)
        remove = button("", self.removing.emit, role="tool", meaning="remove", name=words("Remove area"))
        self._of_one = [remove]
        self._all = [
            button(words("Redact all"), partial(self.deciding_all.emit, "accepted"), writes=True),
            button(words("Reject all"), partial(self.deciding_all.emit, "rejected"), writes=True),
        ]
        self._all[0].setAccessibleName(words("Redact all suggested areas on this page"))
        self._all[1].setAccessibleName(words("Reject all suggestions on this page"))
        both = column(gap=6)
        for step in (self._accept, self._reject, remove):
            row.addWidget(step)
        row.addStretch(1)
        below = line(gap=6)
        for step in self._all:
            below.addWidget(step)
        below.addStretch(1)
        both.addLayout(row)
        both.addLayout(below)
        whole = line(gap=0)
        whole.addLayout(both)
        return whole

    def _add_description(self) -> None:
        words = self._words
        self._body.addWidget(label(words("Reason (kept in the casebook)"), "small"))
        self._reason: QComboBox = ChoiceBox()
        self._reason.setAccessibleName(words("Reason for redaction"))
        for key, reason in self._wording.redaction_reason.items():
            self._reason.addItem(reason[:1].upper() + reason[1:], key)
        self._reason.currentIndexChanged.connect(lambda _: self.described.emit())
        self._body.addWidget(self._reason)
        self._body.addWidget(label(words("Redacted in"), "small"))
        self._copies = {copy: TickBox(self._wording.copy_kind[copy]) for copy in _COPIES}
        for tick in self._copies.values():
            tick.setChecked(True)
            tick.toggled.connect(lambda _: self.described.emit())
            self._body.addWidget(tick)
        hold_back(self._reason, *self._copies.values())

    def _add_suggestions(self) -> None:
        words = self._words
        self._body.addWidget(label(words("Suggest redactions for"), "strong"))
        for key, title in (
            ("words", words("The words entered")),
            ("names", words("The name in every script")),
            ("protected", words("All protected names and details")),
        ):
            step = button(title, partial(self.suggesting.emit, key), meaning="search", writes=True)
            self._body.addWidget(step)

    def _line(self, at: int, area: Area) -> Branch:
        return Branch(
            key=str(at),
            text=self._wording.area_state[area.state],
            beside=self._wording.redaction_reason[area.reason],
            icon=_ICONS[area.state],
        )
