"""How this computer isolates the parts of the program, and the self-check that tries it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from casebook.host.sandbox.sandbox import SandboxReport
from casebook.services.base.flow import as_flow, off_thread
from casebook.services.vault import confinement, self_check
from casebook.services.vault.self_check import OUTCOMES, TITLES, SelfCheck
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.work_card import WorkCard
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, empty_out


class IsolationCard(WorkCard):
    """What the parts of the program cannot access on this computer, and what they still can."""

    def __init__(self, page: Page) -> None:
        about = page.words(
            "The self-check starts a document viewer process and tries from inside what a malicious document "
            "would. This computer remembers the result with the versions of Casebook and the system, beside "
            "the settings."
        )
        super().__init__(page, page.words("How this computer isolates the program"), about)
        self._parts = column(gap=8)
        self.inside.addLayout(self._parts)
        check = button(self.words("Run self-check"), self._check)
        self.inside.addWidget(check, 0, Qt.AlignmentFlag.AlignLeading)
        self._show(SelfCheck.load())

    def _check(self) -> None:
        self.work(lambda task: as_flow(off_thread(partial(self_check.run, task))), self._show)

    def _show(self, check: SelfCheck | None) -> None:
        words = self.words
        empty_out(self._parts)
        self._tell(words("Document viewer process"), confinement.of_worker())
        self._tell(words("Process that holds the keys"), confinement.of_session())
        if check is None:
            return
        lines = [
            words.labelled(words(TITLES[name]), words(OUTCOMES[word]))
            for name, word in check.outcomes.items()
        ]
        about = f"Casebook {check.version}, {check.system}"
        if not check.is_current:
            lines.append(words("Casebook or the system is another version now: run the self-check again."))
        is_walled = check.is_walled
        verdict = words("Walled off") if is_walled else words("Apart, not walled off")
        self.set_status(verdict, is_good=is_walled, more="\n".join([about, *lines]))

    def _tell(self, title: str, report: SandboxReport) -> None:
        self._parts.addWidget(label(title, "strong", wraps=True))
        if report.state == "walled":
            chip = Chip(self.words("isolated"), "green", "security")
        else:
            is_apart = report.state == "apart"
            word = self.words("apart") if is_apart else self.words("not isolated")
            chip = Chip(word, "amber", "warning")
        self._parts.addWidget(chip)
        for sentence in report.in_force:
            self._parts.addWidget(label(self.words(sentence), wraps=True))
        for sentence in report.missing:
            missing = self.words("Not in force: {what}", what=self.words(sentence))
            self._parts.addWidget(label(missing, "quiet", wraps=True))
