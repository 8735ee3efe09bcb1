"""A certificate before it is written: each line with its content and requirement; PDF or Word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout

from casebook.domain.dossier.build import FileFormat
from casebook.domain.dossier.certificate import Certificate, CertificateLine, CertificateRequest
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.filings.filing import in_words, source_of
from casebook.domain.dossier.profile import FormatRule, Profile
from casebook.domain.evidence.document import Document
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.dossier.forms import certificate
from casebook.services.dossier.forms.certificate import CertificatePreview
from casebook.services.dossier.profile import profiles
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit import dates
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.side_pane import SidePane
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.layout import column, empty_out, frame, line

_MIN_LETTERS = 14
_SHORT = 10
"""Number of hash digits shown to distinguish documents."""


class CertificatePane(SidePane):
    """The pane.

    Attributes:
        request: what is asked for, as chosen.
    """

    def __init__(self, page: Page, request: CertificateRequest) -> None:
        titles = {template.id: template.title for template in certificate.templates()}
        title = page.words(titles[request.kind])
        super().__init__(page.words, page.words("Certificate"), title)
        self._page, self._words, self._title = page, page.words, title
        self.request = request
        self.dossier: QComboBox | None = None
        whole = self.whole
        self._choices, self._result = column(gap=8), column(gap=8)
        whole.addLayout(self._choices)
        whole.addLayout(self._steps())
        whole.addLayout(self._result)
        self._add_choices()
        self.setFocusProxy(self.forum)
        self.show_preview()

    def _steps(self) -> QHBoxLayout:
        words, row = self._words, line(gap=8)
        save = partial(self._save, "pdf")
        self.go = button(words("Export as PDF…"), save, role="primary", meaning="file-pdf")
        row.addWidget(self.go)
        row.addWidget(button(words("Export for Word…"), partial(self._save, "docx"), meaning="file"))
        row.addStretch(1)
        return row

    def _add_choices(self) -> None:
        words = self._words
        self.forum = self._choice(words("Court or body"), {"": words("as the dossier specifies, or none")})
        self._page.ask(profiles, self._offer_forums)
        self.copy = self._choice(
            words("Names"),
            {"": words("unchanged"), "pseudonymised": words("pseudonyms, for a pseudonymised copy")},
        )

    def _offer_forums(self, found: Sequence[Profile]) -> None:
        for profile in found:
            self.forum.addItem(profile.forum, profile.id)

    def _choice(self, name: str, choices: Mapping[str, str], *, is_first: bool = False) -> QComboBox:
        box = ChoiceBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_MIN_LETTERS)
        for key, words in choices.items():
            box.addItem(words[:1].upper() + words[1:], key)
        box.currentIndexChanged.connect(lambda _: self._choose())
        place = 0 if is_first else self._choices.count()
        self._choices.insertWidget(place, label(name, "small"))
        self._choices.insertWidget(place + 1, box)
        return box

    def _choose(self) -> None:
        dossier_id = self.dossier.currentData() if self.dossier else self.request.dossier_id
        self.request = replace(
            self.request,
            dossier_id=dossier_id,
            profile_id=self.forum.currentData(),
            copy_kind=self.copy.currentData(),
        )
        self.show_preview()

    def show_preview(self) -> None:
        """Read the certificate with the current choices."""
        request = self.request
        self._page.ask(lambda session: certificate.preview(session, request), self._show)

    def _save(self, file_format: FileFormat) -> None:
        out = pick_target(self, self._words, f"{self._title}.{file_format}")
        if out:
            self.save_to(out, file_format)

    def save_to(self, out: Path | SaveTarget, file_format: FileFormat) -> None:
        """Write it to a file outside the vault."""
        context, request, words = self._page.context, self.request, self._words
        done = words("Certificate exported. Outside the casebook it is not encrypted.")
        context.run(
            lambda _: certificate.write(context.session, request, out, file_format),
            lambda _: context.say(done),
        )

    def _show(self, preview: CertificatePreview) -> None:
        if self.request.document_id and self.dossier is None:
            self._offer_dossiers(preview.dossiers)
            if preview.dossiers:
                self._choose()
                return
        empty_out(self._result)
        words, draft = self._words, preview.certificate
        row = line(gap=8)
        count = len(draft.open_lines)
        row.addWidget(
            Chip(
                words.count("{number} line to complete", "{number} lines to complete", count), "amber", "edit"
            )
        )
        if number := sum(not one.is_placeholder for one in draft.exhibits):
            row.addWidget(
                Chip(words.count("{number} exhibit", "{number} exhibits", number), "blue", "evidence")
            )
        row.addStretch(1)
        self._result.addLayout(row)
        self._show_earlier(preview.document)
        self._result.addWidget(self._of_forum(draft))
        for each in draft.lines:
            self._result.addWidget(self._line(each, has_forum=draft.profile is not None))
        self._show_exhibits(draft)
        self._show_beside(draft)

    def _show_earlier(self, document: Document | None) -> None:
        """Show that a translator's certificate was signed before."""
        earlier = document.certificate if document and self.request.kind == "translation" else None
        if earlier and earlier.signed_on:
            words, day = self._words, dates.stated(self._words, earlier.signed_on)
            message = words(
                "A certificate signed on {day} is already recorded. This form is for a new signature.",
                day=day,
            )
            self._result.addWidget(label(message, "quiet", wraps=True))

    def _offer_dossiers(self, dossiers: tuple[Dossier, ...]) -> None:
        """Offer the dossiers of the case, or none, for which to certify; the first is selected."""
        choices = {dossier.id: dossier.title for dossier in dossiers} | {"": self._words("none")}
        self.dossier = self._choice(self._words("Dossier"), choices, is_first=True)

    def _of_forum(self, draft: Certificate) -> QFrame:
        words, box = self._words, frame("note")
        whole = column(box, gap=3, margins=(8, 10))
        if draft.profile is None:
            none = words("No court or body is chosen, so a neutral form is used.")
            whole.addWidget(label(none, wraps=True))
            return box
        for rule in (draft.required, draft.contents):
            if rule:
                whole.addWidget(label(words(in_words(rule)), wraps=True, selectable=True))
                whole.addWidget(label(source_of(rule, self._words), "small", wraps=True, selectable=True))
        if draft.required is None:
            whole.addWidget(label(words("No rule that requires this certificate was found."), wraps=True))
        if draft.contents is None and draft.template.contents:
            none = words(
                "No rule was found on what this certificate must contain, so a neutral form is used."
            )
            whole.addWidget(label(none, wraps=True))
        return box

    def _line(self, entry: CertificateLine, *, has_forum: bool) -> QFrame:
        words, box = self._words, QFrame()
        whole = column(box, gap=2)
        head = line(gap=8)
        head.addWidget(label(words(entry.element.label), "strong", wraps=True), 1)
        head.addWidget(self._state(entry))
        whole.addLayout(head)
        if entry.value:
            whole.addWidget(label(entry.value, wraps=True, selectable=True))
        if entry.rule:
            whole.addWidget(label(self._asked(entry, entry.rule), "small", wraps=True, selectable=True))
        elif has_forum:
            whole.addWidget(label(words("no rule found"), "small"))
        return box

    def _state(self, entry: CertificateLine) -> Chip:
        words = self._words
        if entry.is_open:
            is_signed = entry.element.kind == "signature"
            return Chip(words("to be signed") if is_signed else words("to be completed"), "amber", "edit")
        if entry.value:
            return Chip(words("from the casebook"), "green", "done")
        return Chip(words("printed"), "grey", "done")

    def _asked(self, entry: CertificateLine, rule: FormatRule) -> str:
        """Return the court requirement for this line and its source, or a rule of its own in full."""
        if not entry.asked:
            return f"{self._words(in_words(rule))} {source_of(rule, self._words)}"
        return f"{'; '.join(entry.asked)}: {rule.pinpoint}"

    def _show_exhibits(self, draft: Certificate) -> None:
        """Show the exhibits of the copy as the certificate lists them."""
        if draft.exhibits:
            self._result.addWidget(label(self._words("Exhibits"), "strong"))
        for each in draft.exhibits:
            left_out = self._words("Not in the copy served") if each.is_placeholder else ""
            parts = (each.mark, each.title, each.span, each.sha256[:_SHORT], left_out)
            words = " · ".join(part for part in parts if part)
            self._result.addWidget(label(words, "small", wraps=True, selectable=True))

    def _show_beside(self, draft: Certificate) -> None:
        if draft.beside:
            self._result.addWidget(label(self._words("Other rules of this court or body"), "strong"))
        for rule in draft.beside:
            self._result.addWidget(label(f"· {self._words(in_words(rule))}", wraps=True, selectable=True))
            self._result.addWidget(label(source_of(rule, self._words), "small", wraps=True, selectable=True))
