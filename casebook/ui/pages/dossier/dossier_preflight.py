"""Preflight beside the preview: who will hold the copy, problems and manual checks, each with a link."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QFrame

from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import FilingProblem, PrecheckProblem
from casebook.domain.dossier.filings.filing import in_words, source_of
from casebook.domain.dossier.profile import FormatRule
from casebook.domain.dossier.profile_field import field_title
from casebook.domain.dossier.target import DossierTarget
from casebook.services.dossier.precheck import Precheck
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.pages.dossier.dossier_readers import ReadersCard
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import beginning, button, label
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out, frame, line


class PreflightPane(Scrolled):
    """Problems before building and in the built file."""

    def __init__(self, page: DossierPage) -> None:
        super().__init__(page.words("Pre-filing check"))
        self._page, self._words = page, page.words
        self._precheck: Precheck | None = None
        self._built: Sequence[FilingProblem] | None = None
        self._checked_copy = ("", "", "")
        self._list = column(gap=8, margins=(12, 12))
        self.readers = ReadersCard(page)
        self._list_above = column(margins=(12, 12))
        self._list_above.addWidget(self.readers)
        self.body.addLayout(self._list_above)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def begin_check(self) -> None:
        """Show nothing of a copy checked before in place of another that is checked now."""
        if self._precheck is not None and self._copy != self._checked_copy:
            self._precheck = None
            empty_out(self._list)
            self.readers.hide()
            self._list.addWidget(label(self._words("Checking this copy…"), "quiet", wraps=True))

    @property
    def _copy(self) -> tuple[str, str, str]:
        """Return by what the chosen copy differs from others in what is checked."""
        request = self._page.request
        return request.dossier_id, request.copy_kind, request.purpose

    def show_precheck(self, precheck: Precheck) -> None:
        """Show problems known before building; scrolls to the top for another copy only."""
        copy, self._precheck = self._copy, precheck
        self._fill()
        self.readers.show_picture(precheck.readers)
        if copy != self._checked_copy:
            self._checked_copy = copy
            self.verticalScrollBar().setValue(0)

    def show_built(self, problems: Sequence[FilingProblem] | None) -> None:
        """Show problems of the visible file, or None."""
        self._built = problems
        self._fill()

    def _fill(self) -> None:
        empty_out(self._list)
        words, precheck = self._words, self._precheck
        if precheck is None:
            return
        built = [
            PrecheckProblem(
                problem=problem,
                about=DossierTarget(kind="page", id=str(problem.page)) if problem.page else None,
            )
            for problem in self._built or ()
        ]
        # Both report these; before building they also have a link.
        built = [each for each in built if each.problem.check not in {"citations", "placeholder"}]
        self._tally([*precheck.foreseen, *built])
        self._group(words("Before building"), precheck.foreseen, words("No problems found so far"))
        if self._built is not None:
            self._group(words("In the file shown"), built, words("No problems found in the file"))
        self._forum(precheck)

    def _tally(self, problems: Sequence[PrecheckProblem]) -> None:
        words, row = self._words, line(gap=8)
        blocking = sum(each.problem.is_blocking for each in problems)
        warnings = len(problems) - blocking
        if blocking:
            row.addWidget(Chip(words("Must fix: {number}", number=blocking), "red", "error"))
        if warnings:
            row.addWidget(Chip(words("Warnings: {number}", number=warnings), "amber", "warning"))
        if not problems:
            row.addWidget(Chip(words("nothing to fix"), "green", "done"))
        row.addStretch(1)
        self._list.addLayout(row)

    def _group(self, title: str, problems: Sequence[PrecheckProblem], nothing: str) -> None:
        self._list.addWidget(label(title, "strong"))
        if not problems:
            self._list.addWidget(label(nothing, "quiet", wraps=True))
        for each in sorted(problems, key=lambda found: not found.problem.is_blocking):
            self._list.addWidget(self._problem(each))

    def _problem(self, foreseen: PrecheckProblem) -> QFrame:
        words, problem = self._words, foreseen.problem
        box = frame("note")
        whole = column(box, gap=3, margins=(8, 10))
        head = line(gap=8)
        if problem.is_blocking:
            head.addWidget(Chip(words("must fix"), "red", "error"))
        else:
            head.addWidget(Chip(words("warning"), "amber", "warning"))
        where = words("page {page}", page=problem.page) if problem.page else ""
        head.addWidget(label(where, "quiet"))
        head.addStretch(1)
        if foreseen.about:
            leads = button(words("Go to item"), partial(self._page.go_to, foreseen.about), role="link")
            leads.setAccessibleName(f"{leads.text()}: {words(problem.what)}")
            head.addWidget(leads)
        whole.addLayout(head)
        whole.addWidget(label(words(problem.what), wraps=True))
        if foreseen.excerpt:
            whole.addWidget(label(f"“{foreseen.excerpt}”", "quiet", wraps=True))
        for part in (problem.rule, problem.source):
            if part:
                whole.addWidget(label(words(part), "small", wraps=True, selectable=True))
        if problem.mend:
            whole.addWidget(label(words("How to fix: {mend}", mend=words(problem.mend)), "quiet", wraps=True))
        return box

    def _forum(self, precheck: Precheck) -> None:
        words = self._words
        if precheck.profile is None and precheck.is_forum_chosen:
            return  # that it is not there any more stands among the problems
        if precheck.profile is None:
            self._list.addWidget(label(words("No court profile chosen"), "strong"))
            self._list.addWidget(
                label(
                    words("Choose a court or body on the cover to check its format rules."),
                    "quiet",
                    wraps=True,
                )
            )
            return
        about = DossierTarget(kind="profiles", id=precheck.profile.id)
        every = button(
            words("All rules of this court or body"), partial(self._page.go_to, about), role="link"
        )
        self._list.addWidget(every, 0, beginning())
        self._list.addWidget(label(words("Check manually"), "strong"))
        for rule in precheck.by_hand:
            self._list.addWidget(self._rule(rule))
        if precheck.without_rule:
            self._list.addWidget(label(words("No rule found"), "strong"))
            text = words(
                Message(
                    "No rule of this court or body was found for {fields}. Nothing is checked.",
                    fields=tuple(map(field_title, precheck.without_rule)),
                )
            )
            self._list.addWidget(label(text, "quiet", wraps=True))

    def _rule(self, rule: FormatRule) -> QFrame:
        box = QFrame()
        whole = column(box, gap=2)
        whole.addWidget(label(f"· {self._words(in_words(rule))}", wraps=True, selectable=True))
        whole.addWidget(label(source_of(rule, self._words), "small", wraps=True, selectable=True))
        return box
