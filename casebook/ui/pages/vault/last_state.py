"""Detection of an older state of the folder, by its backups and by this computer's record."""

from __future__ import annotations

from casebook.base.errors import CasebookError
from casebook.services.base.session import Session
from casebook.services.vault import rollback
from casebook.services.vault.rollback import Notice
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.work_card import WorkCard
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.controls.two_step import TwoStep


class LastStateCard(WorkCard):
    """The choice to remember the state, and discrepancies of the state found."""

    def __init__(self, page: Page) -> None:
        about = page.words(
            "When it is unlocked, the casebook is compared with its backups. This computer can "
            "remember its last state too: two numbers and a code in a file beside its settings, without "
            "names. Anyone who can read that file and this folder sees that the casebook was open here."
        )
        super().__init__(page, page.words("Older versions of the folder"), about)
        self._choice = TickBox(self.words("Remember the last state on this computer"))
        self._choice.setAccessibleName(self._choice.text())
        self._choice.clicked.connect(self._keep)
        self.inside.addWidget(self._choice)
        self._accepting = button(self.words("The older state is intended"), writes=True)
        TwoStep(self._accepting, self.words("Press again to accept"), self._accept)
        self._accepting.hide()
        self.inside.addWidget(self._accepting)

    def read(self) -> None:
        """Read the choice and the discrepancies."""
        self.page.ask(_state, self._show)

    def _show(self, state: tuple[bool, tuple[Notice, ...]]) -> None:
        is_remembered, notices = state
        self.page.context.show_later_state(is_known=rollback.is_later_known(notices))
        self._choice.setChecked(is_remembered)
        self._accepting.setVisible(bool(notices))
        words = self.words
        if notices:
            lines = [f"{words(notice.title)} {words(notice.remedy)}" for notice in notices]
            self.set_status(
                words("A later state of this casebook is known"), is_good=False, more="\n".join(lines)
            )
        else:
            self.set_status(words("No later state of this casebook is known"), is_good=True)

    def _keep(self) -> None:
        choose = rollback.remember if self._choice.isChecked() else rollback.forget
        self.page.context.ask(choose, lambda _: self.read(), self._refused)

    def _refused(self, _: CasebookError) -> bool:
        """Reset the choice; the message bar states the reason."""
        self.read()
        return False

    def _accept(self) -> None:
        """Remove the warning."""
        self.page.context.ask(rollback.accept, lambda _: self.read())


def _state(session: Session) -> tuple[bool, tuple[Notice, ...]]:
    return rollback.is_remembered(session), rollback.notices(session)
