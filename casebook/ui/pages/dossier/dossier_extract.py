"""The form of an extract for one witness: exhibits and pages of a copy that was handed over."""

from __future__ import annotations

from pathlib import Path

from casebook.base.message import Message
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.dossier.bundles import witness_pack
from casebook.services.dossier.bundles.witness_pack import ExtractReport, ExtractRequest, span_of
from casebook.ui.dialogs.file import pick_files, pick_target
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form


class ExtractForm(Form):
    """The form; it keeps nothing in the casebook."""

    def __init__(self, page: DossierPage, build_id: str) -> None:
        words, makers = page.words, FieldFactory(page.context)
        fields = (
            Field(
                key="exhibits",
                title=words("Exhibits"),
                makes=makers.several(),
                help=words("Numbers of exhibits that go in whole, separated by commas."),
                is_wide=True,
            ),
            Field(
                key="pages",
                title=words("Pages"),
                makes=makers.several(),
                help=words("Numbers as printed, such as 12-15 or 45A. They stay as they are in the bundle."),
                is_wide=True,
            ),
        )
        super().__init__(
            Message("Extract for a witness"), fields, words, keep=words("Choose the built file…")
        )
        self._page, self._build_id, self._translate = page, build_id, words
        self.kept.connect(self._choose)

    def _choose(self, values: Values) -> None:
        """Ask for the file of the build, which the vault does not keep, and where the extract goes."""
        pages = tuple(map(span_of, values["pages"]))
        request = ExtractRequest(build_id=self._build_id, exhibits=tuple(values["exhibits"]), pages=pages)
        files = pick_files(self, self._translate)
        out = pick_target(self, self._translate, f"{self._translate('extract')}.pdf") if files else None
        if files and out:
            self.extract_to(request, files[0], out)

    def extract_to(self, request: ExtractRequest, file: Path | OpenedFile, out: Path | SaveTarget) -> None:
        """Write the extract; the message bar shows progress and stops it."""
        context, words = self._page.context, self._translate

        def done(report: ExtractReport) -> None:
            pages = words.count("{number} page", "{number} pages", len(report.numbers))
            context.say(
                words("Extract written: {pages}. Outside the casebook it is not encrypted.", pages=pages)
            )
            self.left.emit()

        context.run(
            lambda task: witness_pack.extract(context.session, request, file, out, progress=task), done
        )
