"""Actions on a whole case: edit, put on hold, close, reopen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from casebook.base.i18n import Translator
from casebook.ui.kit import theme
from casebook.ui.kit.icons import icon
from casebook.ui.kit.plain import set_tip


class CaseMenu(QToolButton):
    """A button with the menu of the case.

    Attributes:
        changing: its particulars are to be changed.
        closing: it is to be closed.
        checking: its people are to be checked for conflicts.
        sharing: it is to be shared with the team.
        giving: it is to be handed over in a parcel.
        holding: who holds it is to be shown.
        starting: the page on the first 48 hours in its State is wanted.
        standing: the status it shall have.
    """

    changing = Signal()
    closing = Signal()
    checking = Signal()
    sharing = Signal()
    giving = Signal()
    holding = Signal()
    starting = Signal()
    standing = Signal(str)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self.setProperty("role", "tool")
        self.setIcon(icon("more", "quiet"))
        self.setIconSize(QSize(theme.current().px(18), theme.current().px(18)))
        self.setAccessibleName(words("More actions for this case"))
        set_tip(self, words("Edit, close or reopen the case"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self)
        menu.setAccessibleName(words("More actions for this case"))
        menu.addAction(words("Edit case…"), self.changing.emit)
        menu.addAction(words("First 48 hours after an arrest"), self.starting.emit)
        menu.addAction(words("Check for conflicts"), self.checking.emit)
        menu.addAction(words("Share with the team…"), self.sharing.emit)
        menu.addAction(words("Hand over…"), self.giving.emit)
        menu.addAction(words("Who holds this"), self.holding.emit)
        menu.addSeparator()
        self._steps = {"closed": menu.addAction(words("Close case…"), self.closing.emit)}
        for status, label in (
            ("dormant", words("Put case on hold")),
            ("open", words("Reopen case")),
        ):
            self._steps[status] = menu.addAction(label, partial(self.standing.emit, status))
        self.setMenu(menu)

    def show_status(self, status: str) -> None:
        """Offer the statuses other than the current one."""
        for key, action in self._steps.items():
            action.setVisible(key != status)
