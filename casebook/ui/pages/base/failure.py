"""The error placeholder of a page: the place in the code, and a button to try again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame

import casebook
from casebook.base.i18n import Translator
from casebook.base.log import error_place, traceback_steps
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, line

_DRAWING = frozenset(
    {
        "paintEvent",
        "paint",
        "data",
        "headerData",
        "rowCount",
        "columnCount",
        "sizeHint",
        "minimumSizeHint",
        "heightForWidth",
        "resizeEvent",
    }
)
"""Qt methods called to paint a page, repeatedly."""


class Failure(QFrame):
    """The error message; it names the place in the code and no record content.

    Attributes:
        retried: the person wants the page tried again.
    """

    retried = Signal()

    def __init__(self, words: Translator, error: BaseException) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self.report = f"Casebook {casebook.__version__}: {error_place(error)}"
        title = words("This cannot be shown because of an error in Casebook")
        self.setAccessibleName(title)
        whole = column(self, gap=10, margins=(24,))
        whole.addWidget(label(title, "title", wraps=True))
        whole.addWidget(
            label(
                words(
                    "Your records are not affected, and the other pages still work. Try again, or copy the "
                    "location of the error and send it to the maintainers. It contains nothing from your "
                    "records."
                ),
                "quiet",
                wraps=True,
            )
        )
        whole.addWidget(label(self.report, "code", wraps=True, selectable=True))
        steps = line(gap=8)
        self._retry = button(words("Try again"), self.retried.emit, role="primary")
        steps.addWidget(self._retry)
        steps.addWidget(button(words("Copy location"), self._copy))
        steps.addStretch(1)
        whole.addLayout(steps)
        whole.addStretch(1)

    def take_focus(self) -> None:
        """Focus "Try again"."""
        self._retry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)


def drawn_by(error: BaseException) -> QObject | None:
    """Return the widget, or the widget of the model, being painted at the error, or None."""
    for step in traceback_steps(error):
        drawn = step.tb_frame.f_locals.get("self")
        if step.tb_frame.f_code.co_name in _DRAWING and isinstance(drawn, QObject):
            return drawn
    return None
