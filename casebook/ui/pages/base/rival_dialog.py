"""The dialog that compares versions of one field, and settles them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from casebook.base.errors import CasebookError
from casebook.domain.sharing.rival import Rival, RivalVersion
from casebook.domain.sharing.version import BINNED
from casebook.services.sharing import rival_text, settling
from casebook.services.sharing.settling import Settlement
from casebook.ui.kit import dates, theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.shortcuts import is_pressed
from casebook.ui.pages.base.history_values import HistoryValues
from casebook.ui.pages.wording.nouns import noun_words
from casebook.ui.widgets.cards.compare import Accounts, ComparedAccount
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.entry import LongEntry
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, line

if TYPE_CHECKING:
    from casebook.services.base.session import Session


class RivalDialog(QDialog):
    """Versions side by side, each with a button that takes it.

    Args:
        context: of the page.
        rival: the versions.
        parent: what it stands in front of; it closes with it at lock.
    """

    def __init__(self, context: PageContext, rival: Rival, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._words, self.rival = context, context.words, rival
        words = self._words
        self._values = HistoryValues(words)
        self.setWindowTitle(words("Two versions"))  # SECURITY: titles of windows name no record
        px = theme.current().px
        self.resize(px(680), px(440))
        whole = column(self, gap=12, margins=(16,))
        whole.addWidget(label(rival_text.title_of(rival, words), "title", wraps=True))
        noun = noun_words(words).get(rival.noun, rival.noun)
        whole.addWidget(label(words.labelled(noun.capitalize(), rival.title), "quiet", wraps=True))
        if counted := rival_text.counted_twice(rival, words):
            whole.addWidget(label(counted, "problem", wraps=True))
        scrolled = Scrolled(words("Versions"))
        scrolled.body.addWidget(self._versions())
        self._writing = self._write_anew(scrolled.body)
        scrolled.body.addStretch(1)
        whole.addWidget(scrolled, 1)
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        whole.addWidget(self._problem)
        whole.addLayout(self._foot())

    def _versions(self) -> Accounts:
        words, rival = self._words, self.rival
        accounts = [
            ComparedAccount(
                who=_begun(words(version.who)),
                on="",
                words=rival_text.text_of(rival, version, words, self._values.display_text),
                translation="",
                where=self._whence(version),
            )
            for version in rival.versions
        ]
        self.takes = [
            self._take_button(version, account)
            for version, account in zip(rival.versions, accounts, strict=True)
        ]
        return Accounts(
            accounts, words("Differences from the first version are highlighted."), tools=self.takes
        )

    def _whence(self, version: RivalVersion) -> str:
        at = dates.format_datetime(self._words, version.written_at) if version.written_at else ""
        reason = rival_text.because(self.rival, version, self._words)
        return " · ".join(part for part in (at, reason) if part)

    def _take_button(self, version: RivalVersion, account: ComparedAccount) -> QPushButton:
        words = self._words
        text = words("Use this version")
        if self.rival.key == BINNED:
            text = words("Leave it in the bin") if version.content is not None else words("Restore")
        name = words.labelled(text, account.words)
        work = partial(settling.take, rival=self.rival, stamp=version.stamp)
        take = button(text, partial(self._settle, work), name=name, writes=True)
        if not version.is_readable:
            take.setEnabled(False)
        return take

    def _write_anew(self, body: QVBoxLayout) -> QWidget | None:
        """Add the place to write another value, hidden at first; None where the value is no text."""
        words, rival = self._words, self.rival
        texts = [version.content for version in rival.versions if isinstance(version.content, str)]
        if rival.kind not in {"field", "prose"} or len(texts) < len(rival.versions) or not self._is_free():
            return None
        place = QWidget()
        inside = column(place, gap=8)
        self.entry = LongEntry(words("Another version"))
        both = "\n\n".join(dict.fromkeys(filter(None, texts)))
        self.entry.set_raw(both if rival.kind == "prose" else rival.shown.content if rival.shown else "")
        if rival.kind == "prose":
            hint = words("Both texts stand below each other: join them as they should read.")
            inside.addWidget(label(hint, "small", wraps=True))
        inside.addWidget(self.entry)
        self._keep = button(words("Save this version"), self._keep_written, role="primary", writes=True)
        row = line(gap=8)
        row.addStretch(1)
        row.addWidget(self._keep)
        inside.addLayout(row)
        place.hide()
        body.addWidget(place)
        return place

    def _is_free(self) -> bool:
        """Return whether the field takes any text: its values are neither codes, days nor records."""
        rival, shown = self.rival, self._values.display_text
        return not rival.titles and all(
            shown(rival.noun, rival.names[0], version.content) == version.content
            for version in rival.versions
        )

    def _foot(self) -> QVBoxLayout:
        words, whole = self._words, column(gap=8)
        foot = line(gap=8)
        if self._writing is not None:
            self.write = button(words("Write another version…"), self._begin_writing, writes=True)
            foot.addWidget(self.write)
        foot.addStretch(1)
        self.later = button(words("Decide later"), self.reject)
        foot.addWidget(self.later)
        if self._writing is None and self.rival.kind in {"field", "block", "part"}:
            hint = words("To enter another value, take one version and change it in its form.")
            whole.addWidget(label(hint, "small", wraps=True))
        whole.addLayout(foot)
        return whole

    def _begin_writing(self) -> None:
        if self._writing is not None:
            self._writing.show()
            self.write.hide()
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_written(self) -> None:
        self._settle(partial(settling.write, rival=self.rival, content=str(self.entry.raw)))

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save what is being written, as a form does."""
        if self._writing is not None and self._writing.isVisible() and is_pressed(event, "save"):
            self._keep.click()
        else:
            super().keyPressEvent(event)

    def _settle(self, work: Callable[[Session], Settlement]) -> None:
        self._context.ask(work, self._done, self._refused, asker=self)

    def _done(self, settlement: Settlement) -> None:
        self.accept()
        report_settled(self._context, settlement)

    def _refused(self, problem: CasebookError) -> bool:
        texts = (self._words(part) for part in (problem.title, problem.remedy) if part)
        self._problem.setText(" ".join(texts))
        self._problem.show()
        return True


def _begun(text: str) -> str:
    """Return a text with a capital at its beginning; the rest, such as a name, stays."""
    return text[:1].upper() + text[1:]


def report_settled(context: PageContext, settlement: Settlement) -> None:
    """Report that versions were settled, with the undo and redo of it."""
    context.did(
        context.words("Version chosen"),
        lambda session: settling.take_back(session, settlement),
        redo=lambda session: settling.settle_again(session, settlement),
    )


def compare(context: PageContext, rival: Rival, parent: QWidget) -> RivalDialog:
    """Show versions in front of a page; Escape and Later leave them as they are."""
    dialog = RivalDialog(context, rival, parent.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.later.setFocus(Qt.FocusReason.OtherFocusReason)
    return dialog
