"""Dossiers of a case: outline, preview, preflight, build, and register of copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casebook.base.errors import CasebookError
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.certificate import CertificateRequest
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.target import DossierTarget, TargetKind
from casebook.services.base import record
from casebook.services.dossier import dossier, dossier_file
from casebook.services.dossier.build import BuildReport
from casebook.services.dossier.dossier_file import DossierFile
from casebook.services.dossier.precheck import Precheck, precheck
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.pages.base.record_editor import report_change
from casebook.ui.pages.dossier.dossier_authorities import AuthoritiesPane
from casebook.ui.pages.dossier.dossier_copy import BUILD_DRAFT
from casebook.ui.pages.dossier.dossier_extract import ExtractForm
from casebook.ui.pages.dossier.dossier_filling import DossierFilling
from casebook.ui.pages.dossier.dossier_forms import is_there, new_dossier, nothing_yet
from casebook.ui.pages.dossier.dossier_outline import Outline
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.pages.dossier.dossier_side import SIDE_TABS, DossierSide
from casebook.ui.pages.dossier.dossier_view import BuiltView
from casebook.ui.pages.evidence.certificate import CertificatePane
from casebook.ui.pages.evidence.redaction import RedactionView
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.layout import column, line
from casebook.ui.widgets.layout.split import Split
from casebook.ui.widgets.layout.stack import Stack

_TABS: Mapping[TargetKind, tuple[str, str]] = {
    "fact": ("case", "chronology"),
    "event": ("case", "events"),
    "person": ("case", "people"),
    "ground": ("case", "grounds"),
    "assurance": ("case", "assurances"),
    "charge": ("case", "exposure"),
    "adverse": ("case", "contrary"),
    "finding": ("library", "findings"),
    "source": ("library", "sources"),
}
"""Page and tab of what lies beyond a dossier."""


_STACKED = 620
"""Least height of pages and tabs one above the other: both can be read."""


class Dossiers(DossierPage):
    """Outline left, pages or form in the middle; preflight, build and register right."""

    concerns = frozenset(
        {"dossier", "build", "document", "person", "recognition", "reading", "own-profile", "redaction"}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._files: list[DossierFile] = []
        self._wanted_tab, self._begins = "", False
        self._wanted = ""
        self._then: DossierTarget | None = None
        self.form: Form | CertificatePane | AuthoritiesPane | None = None
        whole = column(self, gap=8)
        whole.addLayout(self._head())
        whole.addWidget(self._new_form())
        self._stack = Stack()
        whole.addWidget(self._stack, 1)
        self.outline = Outline(self)
        self._middle = Stack()
        self.side = DossierSide(self)
        self.side.tabs.chosen.connect(self.show_tab)
        self.preflight = self.side.preflight
        self.view = BuiltView(self)
        self.view.saving.connect(partial(self.show_tab, "build"))
        self._middle.addWidget(self.view)
        self._right = Split(self._middle, self.side, (1, 1), stacked=_STACKED)
        self._right.turned.connect(self._share_space)
        self.show_tab("preflight")
        self._stack.addWidget(Split(self.outline, self._right, (4, 9)))
        self._stack.addWidget(self._empty())

    def show_place(self, place: Location) -> None:
        """Show the dossier or the tab the place names, or keep the current ones if it names none.

        To build where there is none begins with the form for a new one.
        """
        self._begins = place.within == "build"
        is_tab = place.within in SIDE_TABS
        self._wanted_tab = place.within if is_tab else self._wanted_tab
        self._wanted = "" if is_tab else place.within
        super().show_place(place)

    def read(self) -> None:
        """Read the dossiers of the case with their content."""
        case_id = self.place.id
        self.ask(lambda session: dossier_file.of_case(session, case_id), self._show)

    def start_new(self) -> None:
        """Show the form for a new dossier."""
        kinds = self.wording.dossier_kind
        self._new.begin({"title": kinds["hearing-dossier"], "has_all_exhibits": True})

    def take_focus(self) -> None:
        """Focus the outline, or the button for a first dossier."""
        (self.outline.parts if self._files else self._first).setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self) -> QHBoxLayout:
        head = line(gap=8)
        self._which = ChoiceBox()
        self._which.setAccessibleName(self.words("Dossier"))
        self._which.currentIndexChanged.connect(lambda _: self._turn())
        head.addWidget(self._which, 1)
        head.addStretch(1)
        self._more = button(self.words("New dossier"), self.start_new, meaning="add")
        head.addWidget(self._more)
        return head

    def _new_form(self) -> Form:
        self._new = new_dossier(self.context)
        self._new.kept.connect(self._draft)
        self._new.left.connect(self.take_focus)
        self._new.hide()
        return self._new

    @cached_property
    def redaction(self) -> RedactionView:
        """Return the redaction view of exhibits, created on first use."""
        view = RedactionView(self)
        view.left.connect(self._leave_areas)
        self._middle.addWidget(view)
        return view

    def show_tab(self, key: str) -> None:
        """Show a tab of the side; the register, and Build in a narrow window, use the pages' space too."""
        self.side.show_tab(key)
        self._tab = key
        self._share_space()
        if key == "preflight" and self.file is not None and self.request != self._checked:
            self.look_ahead()  # the recipient was typed since

    def _share_space(self) -> None:
        """Show the pages beside the tab unless it takes their space; a form or areas to mark always stay.

        In a narrow window the check has it all, too, until there are pages to be shown.
        """
        is_narrow = self._right.is_stacked and self.form is None and not self.side.isHidden()
        takes_all = {"register", *(("build",) if is_narrow else ())}
        if is_narrow and not self.view.has_pages:
            takes_all |= {"preflight", "scans"}
        self._right.show_first(is_shown=self._tab not in takes_all)

    def _show_middle(self) -> None:
        self._right.show_first(is_shown=True)

    def _empty(self) -> QWidget:
        words = self.words
        self._first = button(words("Create first dossier"), self.start_new, role="primary", meaning="add")
        return nothing_yet(words, self._first)

    @property
    def file(self) -> DossierFile | None:
        """Return the current dossier."""
        place = self._which.currentIndex()
        return self._files[place] if 0 <= place < len(self._files) else None

    def _show(self, files: list[DossierFile]) -> None:
        before = self.file.dossier if self.file else None
        kept, self._wanted = self._wanted or (before.id if before else self.place.within), ""
        self._files = files
        self._stack.setCurrentIndex(0 if files else 1)
        self._which.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._which.clear()
        self._which.addItems([file.dossier.title for file in files])
        place = next((at for at, file in enumerate(files) if file.dossier.id == kept), 0)
        self._which.setCurrentIndex(place if files else -1)
        self._which.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._which.setVisible(len(files) > 1)
        self._more.setVisible(bool(files))
        if before and self.file and self.file.dossier.id != before.id:
            self._leave_form()
        self._show_chosen(is_same=self.file is not None and self.file.dossier == before)
        if self._begins and not files and not self.context.session.is_read_only:
            self.start_new()
        self._begins = False
        if self._wanted_tab and files:
            tab, self._wanted_tab = self._wanted_tab, ""
            self.show_tab(tab)
            if tab == "build":
                self.side.copy.enter()
        if self._then and self.file is not None and is_there(self.file.dossier, self._then):
            then, self._then = self._then, None
            self.outline.parts.choose(then.key)
            self.fill_in(then)

    def _turn(self) -> None:
        """Switch to another dossier; unsaved text of the previous one is offered above the page."""
        self._leave_form()
        self._show_chosen()

    def _show_chosen(self, *, is_same: bool = False) -> None:
        if file := self.file:
            if not is_same:
                self.view.reset()
            self.outline.show_dossier(file)
            self.side.show_file(file)

    @property
    def request(self) -> BuildRequest:
        """Return the selected copy; by default a working draft."""
        return self.side.request

    def look_ahead(self) -> None:
        """Check the selected copy before it is built."""
        request = self._checked = self.request
        self.preflight.begin_check()
        self.ask(lambda session: precheck(session, request), self._show_precheck)

    def _show_precheck(self, checked: Precheck) -> None:
        self.side.copy.offer_checked(checked)
        self.preflight.show_precheck(checked)

    def keep(self, changed: Dossier, message: str, then: DossierTarget | None = None) -> None:
        """Save a new version of the current dossier, which can be undone; `then` is the form opened next."""
        file = self.file
        if file is None or changed == file.dossier:
            return
        was, self._then = file.dossier, then

        def done(_: Dossier) -> None:
            report_change(self.context, message, was, changed)  # the page was read anew by what was saved

        self.context.ask(lambda session: record.change(session, changed, seen=was), done)

    def fill_in(self, wanted: DossierTarget) -> None:
        """Open the form for cover, exhibits, omissions or a part in the middle."""
        file = self.file
        if file is None or not is_there(file.dossier, wanted):
            return
        self._filling = DossierFilling(self.context, file, wanted)  # a signal holds no object of its method
        self._filling.kept.connect(self._filled)
        self._fill(self._filling.form)
        self._filling.form.enter()

    def _filled(self, form: Form) -> None:
        """Close a finished form, unless another has replaced it; the page was read anew by what it saved."""
        if self.form is form:
            self._leave_form()
            self.take_focus()

    def resume(self, form: str) -> None:
        """Open the form for a new dossier, of a part of one, or the choices of a copy."""
        name, _, about = form.partition("/")
        if name == BUILD_DRAFT and about:
            self._wanted, self._wanted_tab = about, "build"
            self.read()
        elif form == self._new.property("draft"):
            self.start_new()
        elif form.count("/") > 1:
            then, self._wanted = form.split("/")[-2:]
            self._then = DossierTarget.of(then)
            self.read()

    def certify(self, build_id: str) -> None:
        """Show the certificate of service of a copy in the middle; of the newest service copy for ""."""
        if self.file is not None:
            request = CertificateRequest(kind="service", dossier_id=self.file.dossier.id, build_id=build_id)
            pane = CertificatePane(self, request)
            self._fill(pane)
            pane.setFocus()
            pane.left.connect(partial(self.show_tab, "register"))

    def show_authorities(self) -> None:
        """Show the authorities that the dossier cites in the middle."""
        if self.file is not None:
            pane = AuthoritiesPane(self, self.file.dossier.id)
            self._fill(pane)
            pane.setFocus()
            pane.left.connect(partial(self.show_tab, "register"))

    def show_extract(self, build_id: str) -> None:
        """Show the form of an extract from a copy in the middle."""
        form = ExtractForm(self, build_id)
        self._fill(form)
        form.begin()
        form.left.connect(partial(self.show_tab, "register"))

    def _fill(self, form: Form | CertificatePane | AuthoritiesPane) -> None:
        self._leave_form()
        self.form = form
        self._show_middle()
        form.left.connect(self._leave_form)
        self._middle.addWidget(form)
        self._middle.setCurrentWidget(form)

    def _leave_form(self) -> None:
        if self.form is not None:
            self._middle.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
            self._share_space()
        self._middle.setCurrentWidget(self.view)

    def go_to(self, about: DossierTarget) -> None:
        """Go to the subject of a problem: a page, a part, an exhibit, a fact, a client, the library."""
        if about.kind == "page":
            self._leave_form()
            self._show_middle()
            if not self.view.go_to(about):
                self.view.try_now(about)
        elif about.kind == "document":
            self.open_exhibit(about.id)
        elif about.kind in _TABS:
            page, tab = _TABS[about.kind]
            case_id = self.place.id if page == "case" else ""
            self.context.go(Location(page=page, id=case_id, tab=tab, within=about.id))
        elif about.kind in {"library", "profiles"}:
            self.context.go(Location(page=about.kind, id=about.id))
        else:
            self.fill_in(about)

    def _draft(self, values: Values) -> None:
        case_id, title, kind = self.place.id, values["title"], values["kind"]
        has_all = bool(values["has_all_exhibits"])

        def done(made: Dossier) -> None:
            self._wanted = made.id
            self.read()
            self._new.hide()
            self.take_focus()

        def refused(problem: CasebookError) -> bool:
            self._new.refuse(problem)
            return True

        self.context.ask(
            lambda session: dossier.draft(session, case_id, title, kind, has_all_exhibits=has_all),
            done,
            refused,
        )

    def show_start(self, key: str) -> None:
        """Show the page where a part or an exhibit begins, if pages are shown."""
        if self.view.go_to(DossierTarget.of(key)):
            self._show_middle()

    def show_pages(self) -> None:
        """Build the selected copy in memory and show its pages."""
        self._show_middle()
        self.view.try_now()

    def show_checked(self, problems: Sequence[FilingProblem] | None) -> None:
        """Show the preflight results of the visible pages."""
        self.preflight.show_built(problems)

    def open_exhibit(self, document_id: str) -> None:
        """Open an exhibit in the evidence of the case."""
        self.context.go(Location(page="case", id=self.place.id, tab="evidence", within=document_id))

    def show_exhibit(self, document_id: str, number: int) -> None:
        """Show a page of an exhibit as received, for review."""
        if self.file:
            self._leave_form()
            self._show_middle()
            self.view.show_exhibit(self.file.documents[document_id], number)

    def mark_areas(self, document_id: str, number: int) -> None:
        """Mark areas on an exhibit in full width."""
        if self.file:
            self._leave_form()
            self.redaction.turn_to(number)
            self.redaction.show_document(self.file.documents[document_id])
            self._show_middle()
            self._middle.setCurrentWidget(self.redaction)
            for part in (self.outline, self.side):
                part.hide()

    def _leave_areas(self) -> None:
        self._middle.setCurrentWidget(self.view)
        for part in (self.outline, self.side):
            part.show()
        self._share_space()

    def add_build(self, report: BuildReport) -> None:
        """Show the preflight results of a written copy, and the copy in the register."""
        self.show_checked(report.problems)
        self.read()
