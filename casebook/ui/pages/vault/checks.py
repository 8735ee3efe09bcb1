"""Checks: an anchor against a folder put back, everything read once, and how the program is confined."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.host.sandbox.sandbox import SandboxReport
from casebook.services.vault import anchor, confinement, vault
from casebook.services.vault.anchor import AnchorState
from casebook.services.vault.vault import CheckReport
from casebook.ui.dialogs.file import pick_target
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.work_card import WorkCard
from casebook.ui.widgets.layout.card import Card
from casebook.ui.widgets.layout.chip import Chip
from casebook.ui.widgets.layout.layout import line
from casebook.ui.widgets.layout.parts import button, label


class AnchorCard(WorkCard):
    """The code of what the vault has reached, and what a kept one says."""

    def __init__(self, page: Page) -> None:
        about = page.words(
            "A short code to keep elsewhere or send to a colleague. Checked later, it shows "
            "whether the whole folder was replaced with an older version. It reveals nothing else."
        )
        super().__init__(page, page.words("Tamper check code"), about)
        words = self.words
        self._code = label("", "code", wraps=True, selectable=True)
        self.inside.addWidget(self._code)
        steps = line(gap=8)
        steps.addWidget(button(words("Show code"), self._show_code))
        steps.addWidget(button(words("Save as a printable page…"), self._choose_target))
        steps.addStretch(1)
        self.inside.addLayout(steps)
        self._kept = QLineEdit()
        self._kept.setAccessibleName(words("Code kept elsewhere"))
        self._kept.setPlaceholderText(words("Code kept elsewhere"))
        self._kept.returnPressed.connect(self._check)
        self.inside.addWidget(self._kept)
        self.inside.addWidget(button(words("Check code"), self._check), 0, Qt.AlignmentFlag.AlignLeading)

    def save_sheet(self, target: Path | SaveTarget) -> None:
        """Write the code as a PDF to print or to send."""
        language = self.words.language

        self.page.context.ask(
            lambda session: anchor.save_sheet(session, target, language=language),
            lambda _: self.page.context.say(self.words("Page saved")),
        )

    def _choose_target(self) -> None:
        target = pick_target(self, self.words, "anchor.pdf")
        if target:
            self.save_sheet(target)

    def _show_code(self) -> None:
        self.page.ask(anchor.anchor, self._code.setText)

    def _check(self) -> None:
        code = self._kept.text()
        self.page.ask(lambda session: anchor.check_anchor(session, code), self._show_verdict)

    def _show_verdict(self, verdict: AnchorState) -> None:
        is_good = verdict in {AnchorState.SAME, AnchorState.LATER}
        word = self.words("Code matches") if is_good else self.words("Code does not match")
        self.set_status(word, is_good=is_good, more=self.words(anchor.WORDS[verdict]))


class IntegrityCard(WorkCard):
    """Everything read once."""

    def __init__(self, page: Page) -> None:
        about = page.words("Reads the database, the change history and every encrypted file once.")
        super().__init__(page, page.words("Integrity check"), about)
        check = button(self.words("Check everything"), self._check, role="primary")
        self.inside.addWidget(check, 0, Qt.AlignmentFlag.AlignLeading)

    def _check(self) -> None:
        session = self.page.context.session
        self.work(lambda task: vault.checked(session, progress=task), self._checked)

    def _checked(self, report: CheckReport) -> None:
        counts = self.words("{changes} changes, {files} files", changes=report.changes, files=report.files)
        problems = "\n".join(f"{problem.where}: {self.words(problem.what)}" for problem in report.problems)
        is_good = not report.problems
        word = self.words("Intact") if is_good else self.words("Damaged")
        self.set_status(word, is_good=is_good, more=f"{counts}\n{problems}".strip())


class Confinement(Card):
    """What the parts of the program cannot do on this computer, and what nothing keeps them from."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("How this computer isolates the program"))
        self._words = page.words
        self._tell(page.words("Document viewer process"), confinement.of_worker())
        self._tell(page.words("Process that holds the keys"), confinement.of_session())

    def _tell(self, title: str, report: SandboxReport) -> None:
        self.body.addWidget(label(title, "strong", wraps=True))
        is_confined = bool(report.in_force)
        word = self._words("isolated") if is_confined else self._words("not isolated")
        tone, meaning = ("green", "security") if is_confined else ("amber", "warning")
        self.body.addWidget(Chip(word, tone, meaning))  # type: ignore[arg-type]
        for sentence in report.in_force:
            self.body.addWidget(label(self._words(sentence), wraps=True))
        for sentence in report.missing:
            self.body.addWidget(
                label(self._words("Not in force: {what}", what=self._words(sentence)), "quiet", wraps=True)
            )
