"""The notice below the name of a member that another member bears, too; it blocks nothing."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from casebook.services.sharing.members import member_changes
from casebook.ui.kit.page_context import PageContext
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.forms.field_notice import FieldNotice
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.layout import column


class TwinNotice(FieldNotice):
    """Watches the field `name` of a form while it is typed.

    Attributes:
        member_id: whose name it is, "" for a new member.
    """

    def __init__(self, context: PageContext, form: Form) -> None:
        super().__init__(form, "name")
        self.member_id = ""
        self._context, self._form = context, form
        self._words = label("", wraps=True)
        column(self, gap=0, margins=(8, 10)).addWidget(self._words)

    def begin(self, member_id: str = "") -> None:
        """Begin with the form, for this member."""
        self.member_id = member_id
        self.hide()
        QTimer.singleShot(0, self, self.look)  # once the form is filled

    def look(self) -> None:
        """Look whether another member is called so."""
        name, member_id = str(self._form.entries["name"].raw or ""), self.member_id

        def show(is_twin: bool) -> None:  # noqa: FBT001 - an answer
            words = self._context.words
            self._words.setText(words(member_changes.TWIN) if is_twin else "")
            self.setVisible(is_twin)

        self._context.ask(
            lambda session: member_changes.is_twin(session, name, but=member_id), show, asker=self
        )
