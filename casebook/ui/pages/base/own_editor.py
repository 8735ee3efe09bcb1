"""The text editor of a custom rule or court profile, saved only if it passes all checks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from casebook.base.errors import Problem
from casebook.base.i18n import Translator
from casebook.services.base.own_entry import OwnKind, OwnText
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.tasks import Submission
from casebook.ui.pages.wording.nouns import noun_words
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out, line

_CHECK_AFTER_MS = 600
_MAX_PROBLEMS, _MIN_LINES = 6, 10

O = TypeVar("O", bound=OwnText)  # noqa: E741 - the own record; T is what its text says
T = TypeVar("T")


class OwnEditor(QFrame, Generic[O, T]):
    """The editor.

    Attributes:
        changed: something was typed.
        kept: id of the entry that was kept.
        left: the person gave up.
    """

    changed = Signal()
    kept = Signal(str)
    left = Signal()

    def __init__(self, context: PageContext, kind: OwnKind[O, T], about: str) -> None:
        super().__init__()
        self._context, self._words, self._kind, self._own_id = context, context.words, kind, ""
        self._begun: str | None = None
        self._saving = Submission()
        self.setProperty("role", "pane")
        words = self._words
        self.title = noun_words(words)[f"own-{kind.noun}"].capitalize()
        self.drafted_as = noun_words(Translator())[f"own-{kind.noun}"].capitalize()
        whole = column(self, gap=8, margins=(14, 16))
        whole.addWidget(label(self.title, "title"))
        whole.addWidget(label(about, "quiet", wraps=True))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(words("Entry text"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(_MIN_LINES * self.text.fontMetrics().lineSpacing())
        whole.addWidget(self.text, 3)
        # The results scroll: in a low window they would leave the text one line.
        results = Scrolled(words("Results of the checks"))
        self.problems = column(gap=4)
        results.body.addLayout(self.problems)
        results.body.addStretch(1)
        whole.addWidget(results, 1)
        foot = line(gap=8)
        foot.addStretch(1)
        self.save = button(words("Save"), self.keep, role="primary", meaning="save")
        foot.addWidget(self.save)
        foot.addWidget(button(words("Cancel"), self._leave))
        whole.addLayout(foot)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_CHECK_AFTER_MS)
        self._later.timeout.connect(self.check)
        self.text.textChanged.connect(self._later.start)
        self.text.textChanged.connect(self.changed)

    def begin(self, text: str, own_id: str = "", copied_id: str = "") -> None:
        """Edit an entry, continuing an unsaved text.

        Args:
            text: of the entry.
            own_id: the record it replaces, or "".
            copied_id: the entry it is a copy of, or "".
        """
        name = f"{self.drafted_as}/{own_id or copied_id}"
        is_half_written = self._begun is not None and self.text.toPlainText() != self._begun
        if not is_half_written or self.property("draft") != name:
            self.setProperty("draft", name)
            self._own_id, self._begun = own_id, text
            self.text.setPlainText(text)
        self.check()

    def check(self) -> None:
        """Show every defect."""
        self._later.stop()
        text, own_id = self.text.toPlainText(), self._own_id
        self._context.ask(lambda session: self._kind.check(session, text, own_id), self._show)

    def keep(self) -> None:
        """Keep it, where every check passes and it is not being kept already."""
        if self._saving.is_under_way:
            return
        text, own_id, seen = self.text.toPlainText(), self._own_id, self._begun or ""

        def done(made: O) -> None:
            self._begun = None
            self.kept.emit(self._kind.entry_id(made))

        with self._saving.joined():
            self._context.ask(lambda session: self._kind.keep(session, text, own_id, seen=seen), done)

    def _leave(self) -> None:
        self._begun = None
        self.left.emit()

    def _show(self, problems: Sequence[Problem]) -> None:
        empty_out(self.problems)
        words = self._words
        for problem in problems[:_MAX_PROBLEMS]:
            text = self._words(problem.message).removeprefix(f"own {self._kind.noun} · ")
            self.problems.addWidget(label(text, "problem", wraps=True))
        if len(problems) > _MAX_PROBLEMS:
            rest = words.count("and {number} more", "and {number} more", len(problems) - _MAX_PROBLEMS)
            self.problems.addWidget(label(rest, "quiet"))
        if not problems:
            self.problems.addWidget(Chip(words("All checks passed"), "green", "done"))
        self.save.setEnabled(not problems)
