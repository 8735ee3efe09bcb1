"""What is said once a parcel lies somewhere: where, for whom, its phrase, and what to tell the recipient."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel

from casebook.base.i18n import Translator
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.flow import scroll_to
from casebook.ui.widgets.layout.layout import column, empty_out, line


class SavedParcel(QFrame):
    """Hidden until a file was saved; a phrase in it is gone for good once it is closed, or the vault locked.

    Attributes:
        left: it was closed.
    """

    left = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.setProperty("role", "note")
        self._whole = column(self, gap=8, margins=(10, 12))
        self.hide()

    def tell(self, title: str, out: Path | SaveTarget, sentences: Sequence[str], phrase: str = "") -> None:
        """Say that a file was saved.

        Args:
            title: that it was.
            out: where.
            sentences: for whom it is, and what to tell them.
            phrase: the six words that open it, or "".
        """
        words = self._words
        empty_out(self._whole)
        self.setAccessibleName(title)
        self._whole.addWidget(label(title, "strong", wraps=True))
        self._whole.addWidget(label(words("File: {path}", path=place_of(out)), wraps=True, selectable=True))
        if phrase:
            about = words(
                "It opens with these six words. They are shown this once and kept nowhere. Read them to the "
                "recipient, or write them down; never send them with the file."
            )
            self._whole.addWidget(label(about, wraps=True))
            shown = label(phrase, "to-copy", wraps=True)
            shown.setObjectName("six-words")
            shown.setAccessibleName(phrase)
            shown.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._whole.addWidget(shown)
        for sentence in sentences:
            self._whole.addWidget(label(sentence, wraps=True))
        foot = line(gap=8)
        foot.addStretch(1)
        done = button(
            words("I wrote the words down") if phrase else words("Done"), self.leave, role="primary"
        )
        foot.addWidget(done)
        self._whole.addLayout(foot)
        self.show()
        first = self.findChild(QLabel, "six-words") or done  # a stray Return must not take the words away
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: scroll_to(self))  # once it is laid out

    def leave(self) -> None:
        """Close it; a phrase is gone then."""
        if not self.isHidden():
            self.hide()
            empty_out(self._whole)
            self.left.emit()


def place_of(out: Path | SaveTarget) -> str:
    """Return where a file lies, as a person reads it."""
    if isinstance(out, Path):
        return str(out)
    return str(Path(out.folder) / out.name) if out.folder else out.name
