"""A notice below a field, which blocks nothing."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame

from casebook.ui.widgets.forms.form import Form

_PAUSE_MS = 350


class FieldNotice(QFrame):
    """Looks again once somebody pauses in filling in the form; hidden until there is something to say."""

    def __init__(self, form: Form, key: str) -> None:
        super().__init__()
        self.setProperty("role", "note")
        pause = QTimer(self)
        pause.setSingleShot(True)
        pause.setInterval(_PAUSE_MS)
        pause.timeout.connect(self.look)
        form.changed.connect(pause.start)
        form.fields.boxes[key].add_below(self)
        self.hide()

    def look(self) -> None:
        """Look at what the form holds now.

        Raises:
            NotImplementedError: the kind of notice does not say how.
        """
        raise NotImplementedError
