"""The form of a part of a dossier: changes are applied to the dossier as stored by then."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from casebook.base.errors import CasebookError, Conflict
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.target import DossierTarget
from casebook.services.base import record
from casebook.services.dossier.dossier_file import DossierFile
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.pages.base.record_editor import report_change
from casebook.ui.pages.dossier.dossier_forms import form_of
from casebook.ui.widgets.forms.form import Form


class DossierFilling(QObject):
    """The form of cover, exhibits, omissions or a section, based on the dossier when opened.

    Attributes:
        kept: the form is done with: what was typed is saved, or nothing was changed.
    """

    kept = Signal(Form)

    def __init__(self, context: PageContext, file: DossierFile, wanted: DossierTarget) -> None:
        super().__init__()
        self._context, self._file, self._wanted = context, file, wanted
        self._spec = form_of(context, file, wanted)
        self.form = Form(self._spec.title, self._spec.fields, context.words, draft=self._spec.draft)
        self.form.kept.connect(self._send)
        self.form.fill(self._spec.values)

    def _send(self, values: Values) -> None:
        was, changed, message = self._file.dossier, self._spec.makes(values), self._spec.said
        form, context = self.form, self._context
        if changed == was:
            self.kept.emit(form)
            return

        def done(_: Dossier) -> None:
            report_change(context, message, was, changed)
            self.kept.emit(form)

        context.ask(lambda session: record.change(session, changed, seen=was), done, self._refused)

    def _refused(self, problem: CasebookError) -> bool:
        if isinstance(problem, Conflict) and problem.field:
            dossier_id = self._file.dossier.id
            self._context.ask(lambda session: record.find(session, Dossier, dossier_id), self._on_conflict)
        else:
            self.form.refuse(problem)
        return True

    def _on_conflict(self, theirs: Dossier) -> None:
        """Show the version saved meanwhile beside the typed one."""
        self._file = replace(self._file, dossier=theirs)
        self._spec = form_of(self._context, self._file, self._wanted)
        self.form.merge_remote(self._spec.values)
