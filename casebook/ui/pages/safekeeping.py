"""What keeps a vault safe: its backups, its anchor, and a check of all of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from casebook.base.i18n import Words
from casebook.base.progress import Progress
from casebook.services import anchor, backup, vault
from casebook.services.anchor import Found
from casebook.services.backup import Backup, Restored
from casebook.services.flow import Flow, on_vault
from casebook.services.vault import CheckReport
from casebook.ui import dates
from casebook.ui.pages.page import Page
from casebook.ui.tasks import Task
from casebook.ui.widgets.card import Card
from casebook.ui.widgets.chip import Chip
from casebook.ui.widgets.layout import column
from casebook.ui.widgets.parts import button, label
from casebook.ui.widgets.progress import ProgressStrip


class WorkCard(Card):
    """A card whose work takes time: words of where it stands, buttons, progress with a way to stop."""

    def __init__(self, page: Page, title: str, about: str) -> None:
        super().__init__(title)
        self.page, self.told = page, page.words
        self.body.addWidget(label(about, "quiet", wraps=True))
        self.chip = Chip("", "grey", "info")
        self.body.addWidget(self.chip)
        self.state = label("", wraps=True)
        self.body.addWidget(self.state)
        self.buttons = column(gap=8)
        self.body.addLayout(self.buttons)
        self._strip = ProgressStrip(title, page.words("Cancel"))
        self.body.addWidget(self._strip)
        for part in (self.chip, self.state, self._strip):
            part.hide()

    def work(self, make: Callable[[Task], Flow[Any]], then: Callable[[Any], None]) -> None:
        """Run a flow with its progress in the card."""

        def watch(task: Task) -> None:
            self._strip.restart()
            self._strip.show()
            task.moved.connect(lambda done, total, told: self._strip.move_to(done, total, self.told(told)))
            self._strip.cancelled.connect(task.cancel)
            task.ended.connect(self._strip.hide)

        self.page.desk.run(make, then, before=watch)

    def tell(self, word: str, *, is_good: bool, more: str = "") -> None:
        """Say where it stands."""
        self.chip.tell(word, "green" if is_good else "amber", "done" if is_good else "warning")
        self.state.setText(more)
        self.chip.show()
        self.state.setVisible(bool(more))


class Backups(WorkCard):
    """How old the last good backup is, a new one, and whether the last can be restored."""

    def __init__(self, page: Page) -> None:
        about = page.words("A backup counts only after it was opened and gone through. It is encrypted.")
        super().__init__(page, page.words("Backups"), about)
        self.now = button(self.told("Back up now"), self._back_up, role="primary", meaning="save")
        self.trial = button(self.told("Try to restore the last one"), self._drill)
        self.buttons.addWidget(self.now)
        self.buttons.addWidget(self.trial)

    def read(self) -> None:
        """Read which there are."""
        self.page.ask(lambda session: (backup.latest(session), session.clock()), self._show)

    def _show(self, answer: tuple[Backup | None, datetime]) -> None:
        last, now = answer
        self.trial.setEnabled(last is not None)
        if last is None:
            self.tell(self.told("No backup at hand"), is_good=False)
            return
        when = self.told("Made {when}", when=dates.moment(self.told, last.made_at))
        is_young = (now - last.made_at).days < _OLD_DAYS
        self.tell(backup_age(self.page, last, now), is_good=is_young, more=when)

    def _back_up(self) -> None:
        session = self.page.desk.session

        def done(_: Backup) -> None:
            self.page.desk.say(self.told("Backed up; the backup was opened and gone through."))
            self.page.desk.backed_up.emit()
            self.read()

        self.work(lambda task: backup.back_up(session, progress=task), done)

    def _drill(self) -> None:
        session = self.page.desk.session

        def done(restored: Restored) -> None:
            told = self.told.count("{number} file compared", "{number} files compared", restored.files)
            self.page.desk.say(self.told("The last backup can be restored."), told)

        self.work(lambda task: backup.drill(session, progress=task), done)


_OLD_DAYS = 7


def backup_age(page: Any, last: Backup | None, now: datetime) -> str:  # noqa: ANN401 - whatever has words
    """How old the last good backup is, in words."""
    if last is None:
        return str(page.words("No backup"))
    days = (now - last.made_at).days
    if days <= 0:
        return str(page.words("Backup of today"))
    return str(page.words.count("Backup {number} day old", "Backup {number} days old", days))


class AnchorCard(WorkCard):
    """The code of what the vault has reached, and what a kept one says."""

    def __init__(self, page: Page) -> None:
        about = page.words(
            "A short code to keep elsewhere or send to a colleague. Checked later, it tells whether the "
            "whole folder was put back to an older state. It says nothing else."
        )
        super().__init__(page, page.words("Anchor"), about)
        self._code = label("", "code", wraps=True, selectable=True)
        self.buttons.addWidget(self._code)
        self.buttons.addWidget(button(self.told("Show the code"), self._show_code))
        self._kept = QLineEdit()
        self._kept.setAccessibleName(self.told("Code kept elsewhere"))
        self._kept.setPlaceholderText(self.told("Code kept elsewhere"))
        self._kept.returnPressed.connect(self._check)
        self.buttons.addWidget(self._kept)
        self.buttons.addWidget(button(self.told("Check the code"), self._check))

    def _show_code(self) -> None:
        self.page.ask(anchor.anchor, self._code.setText)

    def _check(self) -> None:
        code = self._kept.text()
        self.page.ask(lambda session: anchor.check_anchor(session, code), self._found)

    def _found(self, found: Found) -> None:
        is_good = found in {Found.SAME, Found.LATER}
        word = self.told("It holds") if is_good else self.told("It does not hold")
        self.tell(word, is_good=is_good, more=self.told(anchor.WORDS[found]))


class Check(WorkCard):
    """Everything read once."""

    def __init__(self, page: Page) -> None:
        about = page.words("Reads the database, the record of changes and every sealed file once.")
        super().__init__(page, page.words("Check of the vault"), about)
        self.buttons.addWidget(button(self.told("Check everything"), self._check))

    def _check(self) -> None:
        session = self.page.desk.session
        self.work(lambda task: _checking(session, task), self._checked)

    def _checked(self, report: CheckReport) -> None:
        counts = self.told("{changes} changes, {files} files", changes=report.changes, files=report.files)
        found = "\n".join(f"{problem.where}: {self.told(problem.what)}" for problem in report.problems)
        is_good = not report.problems
        word = self.told("Sound") if is_good else self.told("Damaged")
        self.tell(word, is_good=is_good, more=f"{counts}\n{found}".strip())


async def _checking(session: Any, progress: Progress) -> CheckReport:  # noqa: ANN401 - a Session
    return await on_vault(partial(vault.check, session, progress=progress))


def promises(page: Page) -> QWidget:
    """What is promised and what is not, as the threat model says it."""
    words = page.words
    card = Card(words("What we promise, and what we do not"))
    for title, promised, not_promised in _promised(words):
        card.body.addWidget(label(title, "strong", wraps=True))
        card.body.addWidget(label(promised, wraps=True))
        card.body.addWidget(label(words("Not: {what}", what=not_promised), "quiet", wraps=True))
    return card


def _promised(words: Words) -> tuple[tuple[str, str, str], ...]:
    """Against what, what is promised, and what is not."""
    return (
        (
            words("Stolen or seized while locked"),
            words("Content, names, counts and exact sizes cannot be read."),
            words("That a vault exists can be seen. A weak passphrase is not saved by anything."),
        ),
        (
            words("Forced to open it"),
            words("Only what is in this vault is given away."),
            words("There are no decoys and no passphrase that destroys: they endanger the person asked."),
        ),
        (
            words("Visited in secret"),
            words("Changed, swapped and cut data are noticed when the vault is next opened."),
            words("A whole folder put back is noticed only with an anchor; a changed program is not."),
        ),
        (
            words("A program that runs as you"),
            words("No plain files are left for it."),
            words("While the vault is open it can read memory and screen. To be sure, close the program."),
        ),
        (
            words("Power cut, full disk"),
            words("What was saved survives; nothing is half-written."),
            words("A disk that dies together with the backups beside it."),
        ),
    )
