"""Options of a copy before it is built: type, purpose, recipient, and whether the purpose is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame

from casebook.base.errors import Cancelled, CasebookError, DamagedSource
from casebook.base.message import gettext_noop
from casebook.domain.dossier.build import BuildRequest, CopyDecision, CopyKind, FileFormat
from casebook.domain.dossier.output_layout import ShapeKind
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Purpose
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.dossier.build import BuildReport
from casebook.services.dossier.copy_decision import SHOWABLE
from casebook.services.dossier.copy_options import CopyTerms, terms_of
from casebook.services.dossier.dossier_file import DossierFile
from casebook.services.dossier.precheck import Precheck
from casebook.services.dossier.replacement_review import ReplacementReview
from casebook.services.dossier.reviewed_copy import OutdatedReview, build_reviewed
from casebook.services.evidence.set_kinds import has_pages
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.pages.dossier.copy_fields import CopyFields
from casebook.ui.pages.dossier.dossier_areas import AreasOfExhibits
from casebook.ui.pages.dossier.dossier_decisions import (
    EarlierDecisions,
    PassageDecisions,
    ReasonedTicks,
    decided_elsewhere,
    exhibits_disclosed,
    exhibits_not_redrawn,
    sections_kept,
)
from casebook.ui.pages.dossier.dossier_options import BuildOptions
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.pages.dossier.dossier_register import show_report
from casebook.ui.pages.dossier.dossier_replacements import Replacements
from casebook.ui.pages.dossier.dossier_review import Reviews
from casebook.ui.pages.person.copy_consent import CopyConsent
from casebook.ui.pages.wording.copies import about_copies, file_names
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.controls.step_keys import StepKeys
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out, rule
from casebook.ui.widgets.layout.wrapping import Wrapping

BUILD_DRAFT = gettext_noop("Build")
"""What drafts of the choices are kept under, with the dossier."""


class CopyPane(QFrame):
    """The build tab: the options scroll, the buttons under them stay in view.

    Attributes:
        changed: another copy or use was chosen.
        offered: there is more to choose from than before.
        kept: the copy was built as chosen.
        is_working: a copy is being built of what stands here.
    """

    changed = Signal()
    offered = Signal()
    kept = Signal()

    def __init__(self, page: DossierPage) -> None:
        super().__init__()
        self._page, self._words, self._dossier_id = page, page.words, ""
        self.setProperty("standing", True)  # noqa: FBT003 - Qt's signature
        self._is_review_ending = self.is_working = False
        self._terms: CopyTerms | None = None
        self._built_as: BuildRequest | None = None
        self._offered: tuple[object, ...] = ()
        self._whole = column(self, gap=0)
        self.scrolled = Scrolled(page.words("Build"))
        self._whole.addWidget(self.scrolled, 1)
        self._body = column(gap=8, margins=(12, 12))
        self.scrolled.body.addLayout(self._body)
        self.scrolled.body.addStretch(1)
        self._add_fields()
        self._add_allowance()
        self._add_steps()

    def _add_fields(self) -> None:
        self.fields = fields = CopyFields(self._page)
        self.kind, self.purpose, self.for_whom = fields.kind, fields.purpose, fields.for_whom
        self.form, self.shape, self.passphrase = fields.form, fields.shape, fields.passphrase
        fields.changed.connect(self.show_request)
        self._body.addWidget(fields)
        self.options = BuildOptions(self._page)
        self.options.changed.connect(self.show_request)
        self._body.addWidget(self.options)

    def _add_allowance(self) -> None:
        self._about = label("", "quiet", wraps=True)
        self.consent = CopyConsent(self._page.context)
        self.reviews = Reviews(self._page)
        self.areas = AreasOfExhibits(self._page)
        self._add_decisions()
        for part in (
            *(self._about, self.consent, self.earlier, self.disclosures, self.kept_sections, self.passages),
            *(self.shown_kinds, self.not_redrawn, self.areas, self.reviews, self.replacements),
        ):
            self._body.addWidget(part)

    def _add_decisions(self) -> None:
        """Add decisions on the content, with the reasons saved with the build."""
        words = self._words
        self._withheld: list[str] = []
        self._marks: Mapping[str, str] = {}
        self.disclosures = exhibits_disclosed(words)
        self.kept_sections = sections_kept(words, self._page.wording.section_kind["exhibit-custody"])
        self.passages = PassageDecisions(words)
        self._add_pseudonymised()

    def _add_pseudonymised(self) -> None:
        """Add what a pseudonymised copy shows all the same, with the reasons."""
        words, wording = self._words, self._page.wording
        self.shown_kinds = ReasonedTicks(
            words,
            "show-kind",
            words("Details to show"),
            words("Each kind of detail is replaced unless you select it and enter the reason."),
        )
        self.shown_kinds.offer([(kind, wording.fact_kind[kind]) for kind in SHOWABLE])
        self.not_redrawn = exhibits_not_redrawn(words)
        self.replacements = Replacements(self._page, self.options.leave_out_button)
        ticks = (self.disclosures, self.kept_sections, self.shown_kinds, self.not_redrawn)
        for one in (*ticks, self.passages, self.replacements):
            one.changed.connect(self.show_request)
        self.replacements.finished.connect(self.show_build_button)
        self.earlier = EarlierDecisions(words)
        self.earlier.carried.connect(self._carry_over)

    def _carry_over(self, decisions: tuple[CopyDecision, ...]) -> None:
        for part in (self.replacements, self.shown_kinds, self.not_redrawn):
            part.carry_over(decisions)

    def _add_steps(self) -> None:
        words, foot = self._words, QFrame()
        steps = column(foot, gap=8, margins=(8, 12))
        self.result = column(gap=8)
        self._body.addLayout(self.result)
        self.go = button(words("Build…"), self._build, role="primary", meaning="build")
        show_pages = button(words("Show pages"), self._page.show_pages, meaning="read")
        self._why_not = label("", "quiet", wraps=True)
        self.progress = ProgressStrip(words("Building"), words("Cancel"))
        self.progress.hide()
        buttons = Wrapping(show_pages, self.consent.step, self.replacements.step, self.go)
        for part in (self._why_not, self.progress, buttons):
            steps.addWidget(part)
        self._whole.addWidget(rule())
        self._whole.addWidget(foot)
        StepKeys(self, go_on=self.go_on)

    def show_file(self, file: DossierFile) -> None:
        """Show this dossier."""
        if file.dossier.id != self._dossier_id:
            for one in self._decided.values():
                one.clear()
            if self._dossier_id:
                self.fields.begin_anew()
            self._offered = ()
            self.setProperty("draft", f"{BUILD_DRAFT}/{file.dossier.id}")
        self._dossier_id = file.dossier.id
        known, own = self._marks, file.exhibit_marks  # those known with grounds stay until checked again
        self._marks = {**own, **{key: one for key, one in known.items() if one.startswith(own.get(key, "#"))}}
        self._offer_exhibits(file.exhibits, own)
        self.earlier.show_file(file)
        self.options.show_file(file)
        self.show_request()

    def _offer_exhibits(self, exhibits: Sequence[Document], own_marks: Mapping[str, str]) -> None:
        words = self._words
        kept = [one for one in exhibits if one.is_privileged or one.kind == "asylum-paper"]
        self._withheld = [one.exhibit_mark for one in kept if one.exhibit_mark]
        self._offer_disclosures(self._withheld)
        drawn = [one for one in exhibits if one.exhibit_mark and not one.is_privileged]
        marks = [one.exhibit_mark for one in drawn if has_pages(one.media_type)]
        drawn_anew = [(mark, words("Do not redraw exhibit {mark}", mark=mark)) for mark in marks]
        self.not_redrawn.offer(drawn_anew, own_marks)

    def offer_checked(self, checked: Precheck) -> None:
        """Offer passages, and exhibits that show something; with none, what is offered stays."""
        self.passages.offer(checked)
        self.passages.show_copy(self.request.copy_kind)
        if checked.marks:
            self._marks = checked.marks
            self.kept_sections.offer(self.kept_sections.choices, self._marks)
            self._offer_disclosures([*dict.fromkeys((*self._withheld, *checked.exposed))])
        offered = (checked.passages, checked.held_back, checked.others, checked.marks, checked.exposed)
        if offered != self._offered:  # what a draft decides of nothing that is here would be tried for ever
            self._offered = offered
            self.offered.emit()

    @property
    def _decided(self) -> dict[str, ReasonedTicks | Replacements]:
        """Return what holds decisions, by what drafts keep them under; the replacements after their terms."""
        names = ("disclosures", "kept_sections", "shown_kinds", "not_redrawn", "replacements")
        of_copy = {name: getattr(self, name) for name in names}
        return of_copy | {name: getattr(self.passages, name) for name in ("left_out", "confirmed", "named")}

    @property
    def values(self) -> dict[str, object]:
        """Return the choices as a draft stores them."""
        decided = {key: one.values for key, one in self._decided.items()}
        return {**self.fields.values, **self.options.values, **decided}

    @property
    def chosen_anew(self) -> frozenset[str]:
        """Return what alone is no draft: which copy is for whom, as long as nothing of it is decided."""
        return frozenset(self.fields.values)

    @property
    def not_sent(self) -> frozenset[str]:
        """Return the decisions that are none on the chosen copy, which stay a draft when it is built."""
        return decided_elsewhere(self.kind.currentData())

    def set_values(self, values: Mapping[str, object]) -> None:
        """Restore the choices of a draft; decisions wait for what they are about to be offered."""
        self.fields.set_values(values)
        self.options.set_values(values)
        self.show_request()
        for key, one in self._decided.items():
            if key in values:
                one.set_values(values[key])
        self.show_request()

    def _offer_disclosures(self, marks: Sequence[str]) -> None:
        included = [(mark, self._words("Include exhibit {mark}", mark=mark)) for mark in marks]
        self.disclosures.offer(included, self._marks)

    @property
    def request(self) -> BuildRequest:
        """Return the options of the build."""
        request = BuildRequest(
            dossier_id=self._dossier_id,
            copy_kind=cast("CopyKind", self.kind.currentData()),
            purpose=cast("Purpose", self.purpose.currentData()),
            for_whom=self.for_whom.text().strip(),
            file_format=cast("FileFormat", self.form.currentData()),
            passphrase=self.passphrase.text() if self.passphrase.isEnabled() else "",
            shape=cast("ShapeKind", self.shape.currentData()),
        )
        return replace(self.options.asked(request), decisions=tuple(self._decisions(request)))

    def _decisions(self, request: BuildRequest) -> Iterator[CopyDecision]:
        yield from self.passages.of_copy(request.copy_kind)
        if request.copy_kind == "pseudonymised":
            yield from self.shown_kinds.decisions
            yield from self.not_redrawn.decisions if request.file_format == "pdf" else ()
            yield from self.replacements.decisions
        else:
            yield from self.disclosures.decisions
            yield from self.kept_sections.decisions if request.copy_kind != "draft" else ()

    def show_request(self) -> None:
        """Show the content of the selected copy and whether its purpose is allowed."""
        if not self._dossier_id:
            return
        words, request = self._words, self.request
        if request != self._built_as:  # what was built is another copy than the one chosen now
            empty_out(self.result)
        self._about.setText(about_copies(words)[request.copy_kind])
        self.shape.setEnabled(request.file_format == "pdf")
        # PDF/A takes no passphrase, and a Word file has none.
        self.passphrase.setEnabled(request.file_format == "pdf" and not request.is_archived)
        self.options.show_request(request)
        self.areas.show_dossier(self._dossier_id, request.copy_kind)
        is_pseudonymised = request.copy_kind == "pseudonymised"
        for part in (self.reviews, self.replacements, self.replacements.step, self.shown_kinds):
            part.setVisible(is_pseudonymised)
        self.disclosures.setVisible(not is_pseudonymised and bool(self.disclosures.ticks))
        self.passages.show_copy(request.copy_kind)
        self.kept_sections.setVisible(request.copy_kind in {"filing", "service"})
        is_redrawn = is_pseudonymised and request.file_format == "pdf"
        self.not_redrawn.setVisible(is_redrawn and bool(self.not_redrawn.ticks))
        self.earlier.show_copy(request.copy_kind)
        if is_pseudonymised:
            self.reviews.show_dossier(self._dossier_id)
            self.replacements.show_request(request)
        self._enable_build()
        self._page.ask(lambda session: terms_of(session, request), self._show_terms)
        self.changed.emit()

    def _enable_build(self) -> None:
        """Enable the build if the copy is allowed and, if pseudonymised, its review is finished."""
        needs_review = self.kind.currentData() == "pseudonymised" and not self.replacements.is_finished
        why_not = self._words("Review the replacements before you build.") if needs_review else ""
        is_allowed = self._terms is not None and self._terms.is_allowed
        if self._terms is not None and not is_allowed:
            why_not = self._words("It cannot be built: consent to this purpose is missing.")
        self._why_not.setText(why_not)
        self._why_not.setVisible(bool(why_not))
        self.go.setEnabled(is_allowed and not needs_review and self.progress.isHidden())

    def go_on(self) -> None:
        """Take the next step to the copy: the review if it is pseudonymised, then the build."""
        if self.go.isEnabled():
            self._build()
        elif self.kind.currentData() == "pseudonymised":
            self.replacements.go_on()
        elif why_not := self._why_not.text():
            self._page.context.say(why_not, is_good=False, is_passing=True)

    def _build(self) -> None:
        if self._is_review_ending:
            return
        packs = self.form.currentData() == "pdf" and self._terms and self._terms.shape == "exhibits"
        ending = "zip" if packs else self.form.currentData()
        name = file_names(self._words)[self.request.copy_kind]  # its type, without names
        if out := pick_target(self, self._words, f"{name}.{ending}"):
            self.build_to(out)

    def build_to(self, out: Path | SaveTarget) -> None:
        """Build the current dossier into a file, with progress and cancellation."""
        context, request, reviewed = self._page.context, self.request, self.replacements.reviewed

        def watch(task: BackgroundTask) -> None:
            empty_out(self.result)
            self._built_as, self.is_working = request, True
            self.progress.follow(task, self._words)
            if self.go.hasFocus():  # a button that is disabled hands the focus to whatever is next
                self.setFocus()
            self.go.setEnabled(False)
            self._show_end()
            task.ended.connect(self._ended)

        context.run(
            lambda task: build_reviewed(context.session, request, out, reviewed, progress=task),
            lambda built: self._show(*built, out),
            before=watch,
            refused=lambda error: self._failed(error, out),
            away=lambda _: context.say(context.words("Copy built"), out.name),
        )

    def _ended(self) -> None:
        self.is_working = False
        self._enable_build()
        if self.hasFocus():
            self.go.setFocus()

    def _show(self, report: BuildReport, reviewed: ReplacementReview, out: Path | SaveTarget) -> None:
        self.replacements.update_review(reviewed)
        self.scrolled.hold(show_report(self._page, self.result, report, out))
        self._page.context.say(self._words("Copy built"), out.name)
        self.kept.emit()
        self._page.add_build(report)

    def _failed(self, error: CasebookError, out: Path | SaveTarget) -> bool:
        """Show why nothing was built, here and nowhere else; returns whether it could be shown."""
        if isinstance(error, OutdatedReview):
            self.replacements.begin()
        if isinstance(error, Cancelled | OutdatedReview):
            return False
        failed = self._words.labelled(self._words("not built"), self._words(error.message))
        self.result.addWidget(label(failed, "problem", wraps=True))
        exhibits = error.exhibits if isinstance(error, DamagedSource) else ()
        if offer := self.options.leave_out_button(exhibits, partial(self._build_again, out)):
            self.result.addWidget(offer)
        self._show_end()
        return True

    def _build_again(self, out: Path | SaveTarget) -> None:
        # What the picker holds open takes one file only.
        (partial(self.build_to, out) if isinstance(out, Path) else self._build)()

    def enter(self) -> None:
        """Focus the first choice, the type of the copy, at the top."""
        self.scrolled.let_go()
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: self.scrolled.verticalScrollBar().setValue(0))

    def show_build_button(self) -> None:
        """Scroll to the build button and give it the focus."""
        self._is_review_ending = True  # SECURITY: keys that waited meanwhile build nothing
        self.go.setFocus()
        self._show_end()

    def _show_end(self) -> None:
        """Scroll to the buttons and their result after layout."""
        QTimer.singleShot(0, self, self._scroll_to_end)

    def _scroll_to_end(self) -> None:
        self._is_review_ending = False
        bar = self.scrolled.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _show_terms(self, terms: CopyTerms) -> None:
        self._terms = terms
        self.consent.show_terms(terms, self.request.purpose)
        self._enable_build()
