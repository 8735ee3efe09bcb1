"""Security: ways in, backups, anchor, check, and what the program promises."""

from __future__ import annotations

from casebook.ui.desk import Desk
from casebook.ui.pages.page import Crumb, Page
from casebook.ui.pages.safekeeping import AnchorCard, Backups, Check, promises
from casebook.ui.pages.ways_in import WaysIn
from casebook.ui.widgets.flow import CardGrid, Scrolled
from casebook.ui.widgets.layout import column
from casebook.ui.widgets.parts import label


class Security(Page):
    """Cards, each of which reads for itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        whole = column(self, gap=12)
        whole.addWidget(label(self.words("Security"), "heading"))
        scroll = Scrolled(self.words("Security"))
        self.ways, self.backups = WaysIn(self), Backups(self)
        self.anchor, self.check = AnchorCard(self), Check(self)
        scroll.body.addWidget(CardGrid((self.ways, self.backups, self.anchor, self.check), least=400))
        scroll.body.addWidget(promises(self))
        scroll.body.addStretch(1)
        whole.addWidget(scroll, 1)

    def read(self) -> None:
        """Read the ways in and the backups."""
        self.ways.read()
        self.backups.read()

    def crumbs(self) -> tuple[Crumb, ...]:
        """The heading is the path."""
        return (Crumb(text=self.words("Security")),)
