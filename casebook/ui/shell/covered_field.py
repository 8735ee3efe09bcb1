"""Labels over the fields that contain a name while names are hidden; what the fields contain stays."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit
from shiboken6 import isValid

from casebook.ui.kit import hidden_names
from casebook.ui.kit.hidden_names import Cover
from casebook.ui.kit.plain import plain_label, set_tip

Field = QLineEdit | QPlainTextEdit


class CoveredFields:
    """Keeps a label in the place of each field with a name.

    A field in which somebody types is covered once they leave it: what one types one knows.

    Args:
        hint: how the names are shown.
    """

    def __init__(self, hint: str) -> None:
        self._hint = hint
        self._covered: dict[int, tuple[Field, QLabel]] = {}

    def look_at(self, field: Field, cover: Cover) -> None:
        """Cover a field in view if a name is in it and nobody is typing it."""
        stated = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        if not stated or (isinstance(field, QLineEdit) and field.echoMode() != QLineEdit.EchoMode.Normal):
            return
        is_typed = field.isModified() if isinstance(field, QLineEdit) else field.document().isModified()
        covered = cover(stated)
        if covered == stated or (is_typed and field.hasFocus()):
            return
        self._cover(field, covered)

    def _cover(self, field: Field, covered: str) -> None:
        around = field.parentWidget()
        if around is None:
            return
        over = plain_label(covered, around)
        over.setProperty("role", "covered")
        over.setAlignment(
            Qt.AlignmentFlag.AlignTop if isinstance(field, QPlainTextEdit) else Qt.AlignmentFlag.AlignVCenter
        )
        over.setWordWrap(isinstance(field, QPlainTextEdit))
        over.setAccessibleName(f"{hidden_names.on_screen(field.accessibleName())}: {covered}")
        over.setAccessibleDescription(self._hint)
        set_tip(over, self._hint)
        policy = field.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        field.setSizePolicy(policy)
        hidden_names.mark_covered(field, is_covered=True)
        field.hide()
        self._covered[id(field)] = field, over
        over.setGeometry(field.geometry())
        over.show()

    def place(self) -> None:
        """Keep each label where its field is; one whose field got another content goes."""
        for key, (field, over) in tuple(self._covered.items()):
            if not isValid(field) or not isValid(over):
                del self._covered[key]
                continue
            stated = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
            covered = hidden_names.on_screen(stated)
            if covered == stated:
                self._uncover(key)
            else:
                over.setText(covered)
                over.setGeometry(field.geometry())
                over.raise_()

    def uncover(self) -> None:
        """Show every field again."""
        for key in tuple(self._covered):
            self._uncover(key)

    def _uncover(self, key: int) -> None:
        field, over = self._covered.pop(key)
        if isValid(field):
            hidden_names.mark_covered(field, is_covered=False)
            field.show()
        if isValid(over):
            over.hide()
            over.deleteLater()
