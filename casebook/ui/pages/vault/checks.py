"""Checks: tamper check code, complete integrity check, and records that differ from their history."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.vault import tamper_code, unclean_stop, vault
from casebook.services.vault.tamper_code import TamperCodeState
from casebook.services.vault.vault import CheckReport
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.work_card import WorkCard
from casebook.ui.pages.vault.backups import damaged_backup
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.two_step import TwoStep
from casebook.ui.widgets.layout.layout import line

_MAX_LISTED = 20


class AnchorCard(WorkCard):
    """The tamper check code of the vault, and the result of checking a saved one."""

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
        """Write the code as a PDF for printing or sending."""
        language = self.words.language

        self.page.context.ask(
            lambda session: tamper_code.save_sheet(session, target, language=language),
            lambda _: self.page.context.say(self.words("Page saved")),
        )

    def _choose_target(self) -> None:
        target = pick_target(self, self.words, "anchor.pdf")
        if target:
            self.save_sheet(target)

    def _show_code(self) -> None:
        self.page.ask(tamper_code.anchor, self._code.setText)

    def _check(self) -> None:
        code = self._kept.text()
        self.page.ask(lambda session: tamper_code.check_anchor(session, code), self._show_verdict)

    def _show_verdict(self, verdict: TamperCodeState) -> None:
        is_good = verdict in {TamperCodeState.SAME, TamperCodeState.LATER}
        word = self.words("Code matches") if is_good else self.words("Code does not match")
        self.set_status(word, is_good=is_good, more=self.words(tamper_code.WORDS[verdict]))


class IntegrityCard(WorkCard):
    """The complete integrity check."""

    def __init__(self, page: Page) -> None:
        about = page.words(
            "Reads the database, the change history and every encrypted file once, and looks for references "
            "to records that do not exist."
        )
        super().__init__(page, page.words("Integrity check"), about)
        check = button(self.words("Check everything"), self._check, role="primary")
        self.inside.addWidget(check, 0, Qt.AlignmentFlag.AlignLeading)

    def _check(self) -> None:
        session = self.page.context.session
        self.work(lambda task: vault.checked(session, progress=task), self._checked)

    def _checked(self, report: CheckReport) -> None:
        counts = self.words.list_of(
            (
                self.words.count("{number} change", "{number} changes", report.changes),
                self.words.count("{number} file", "{number} files", report.files),
            )
        )
        problems = "\n".join(
            self.words.labelled(problem.where, self.words(problem.what)) for problem in report.problems
        )
        backups = "\n".join(damaged_backup(self.words, damaged) for damaged in report.damaged_backups)
        warnings = "\n".join(
            self.words.labelled(warning.where, self.words(warning.what)) for warning in report.warnings
        )
        is_good = not report.problems
        word = self.words("Intact") if is_good else self.words("Damaged")
        self.set_status(
            word, is_good=is_good, more="\n".join(filter(None, (counts, problems, warnings, backups)))
        )


class DifferencesCard(WorkCard):
    """The records that differed from their history after an unclean stop, and the remedies."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            page.words("Records that do not match their change history"),
            page.words(unclean_stop.WHAT_MAY_HAVE_HAPPENED),
        )
        session, words = page.context.session, self.words
        for difference in session.differences[:_MAX_LISTED]:
            named = f"{difference.noun} {difference.record_id}"
            self.inside.addWidget(
                label(words.labelled(named, words(vault.DIFFERS[difference.kind])), wraps=True)
            )
        more = len(session.differences) - _MAX_LISTED
        if more > 0:
            self.inside.addWidget(label(words.count("and {number} more", "and {number} more", more), "quiet"))
        advice = words(
            "Restore a backup to a new folder if you can. If you accept the records as they are, the "
            "change history records this permanently."
        )
        self.inside.addWidget(label(advice, wraps=True))
        to_backups = Location(page="security", tab="backups")
        steps = line(gap=8)
        steps.addWidget(button(words("Go to backups"), lambda: page.context.go(to_backups), role="primary"))
        self._accepting = button(words("Accept records as they are"))
        TwoStep(self._accepting, words("Press again to accept"), self._accept)
        steps.addWidget(self._accepting)
        steps.addStretch(1)
        self.inside.addLayout(steps)

    def _accept(self) -> None:
        """Accept the records, which cannot be undone."""
        context = self.page.context

        def done(_: int) -> None:
            context.access_changed.emit()
            context.say(self.words("Records accepted as they are"))

        context.ask(lambda session: session.accept_differences(), done)
