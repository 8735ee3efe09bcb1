"""The report of the last build, and the register of copies and recipients."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import Build, PartDifference, differences, one_before
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.dossier.build import BuildReport
from casebook.ui.kit import dates, theme
from casebook.ui.kit.theme import Tone
from casebook.ui.models.rows import Column, Rows
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.pages.evidence.document_details import grouped
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, empty_out, frame, line
from casebook.ui.widgets.layout.wrapping import Wrapping
from casebook.ui.widgets.tables.hidden_columns import with_hidden_columns
from casebook.ui.widgets.tables.table import DataTable


def show_report(page: Page, body: QVBoxLayout, report: BuildReport, out: Path | SaveTarget) -> QWidget:
    """Show the result of a build: its file, state, pages, hash; preflight shows the rest.

    Returns:
        Its first words.
    """
    words, build = page.words, report.build
    head = label(words("Copy built"), "strong")
    body.addWidget(head)
    saved = out if isinstance(out, Path) else Path(out.folder, out.name)
    body.addWidget(label(words("Saved as {file}", file=str(saved)), wraps=True, selectable=True))
    row = line(gap=8)
    row.addWidget(Chip(_state(page, build), _tone(build), _icon(build)))
    row.addWidget(Chip(words.count("{number} page", "{number} pages", build.pages), "grey", "file-pdf"))
    if build.files:
        row.addWidget(Chip(words.count("{number} file", "{number} files", len(build.files)), "grey", "file"))
    row.addStretch(1)
    body.addLayout(row)
    if build.problems:
        body.addWidget(label(words("Each one is listed under Pre-filing check."), "small", wraps=True))
    body.addWidget(label(words("Hash (SHA-256)"), "small"))
    body.addWidget(label(grouped(build.sha256), "code", wraps=True, selectable=True))
    return head


def _state(page: Page, build: Build) -> str:
    """Return whether a copy may leave, and how much to review first; a draft is never ready."""
    words = page.words
    if not build.is_ready:
        return words("not ready")
    if build.problems:
        return words("{number} to review", number=build.problems)
    if build.copy_kind == "draft":
        return page.wording.copy_kind["draft"]
    return words("ready to file") if build.copy_kind == "filing" else words("ready")


def _tone(build: Build) -> Tone:
    if not build.is_ready:
        return "red"
    if build.problems:
        return "amber"
    return "grey" if build.copy_kind == "draft" else "green"


def _icon(build: Build) -> str:
    icons = {"red": "error", "amber": "warning", "green": "done"}
    return icons.get(_tone(build), "file")


@entity
class ComparisonRow:
    """A row of the comparison."""

    id: str
    difference: PartDifference


class Register(QFrame):
    """Every copy that left: date, type, recipient, hash; later changes; and whom to ask."""

    def __init__(self, page: DossierPage) -> None:
        super().__init__()
        self._page, self._words = page, page.words
        self._revoked: frozenset[str] = frozenset()
        self._builds: Sequence[Build] = ()
        self.setProperty("role", "scrolled")
        whole = column(self, gap=8, margins=(8, 1, 1, 1))
        self._withdrawn = frame("note")
        self._holders = column(self._withdrawn, gap=6, margins=(8, 12))
        whole.addWidget(self._withdrawn)
        self._rows: Rows[Build] = Rows(_build_columns(page, lambda: self._revoked), self)
        self.table = DataTable(self._words("Disclosure register"), self._rows)
        self.table.setMinimumHeight(theme.current().px(120))
        self.table.chosen.connect(self._compare)
        whole.addWidget(with_hidden_columns(self.table, self._words), 1)
        row = line(gap=8, margins=(0, 14))
        certify = button(self._words("Certificate of service…"), self._certify, meaning="certificate")
        self.extract = button(self._words("Extract for a witness…"), self._extract, meaning="people")
        show = button(self._words("Bundle of authorities…"), self._page.show_authorities, meaning="library")
        row.addWidget(Wrapping(certify, self.extract, show))
        whole.addLayout(row)
        self._summary = label("", "quiet", wraps=True)
        self._summary.setContentsMargins(theme.current().px(15), 0, theme.current().px(15), 0)
        whole.addWidget(self._summary)
        self._changes: Rows[ComparisonRow] = Rows(_change_columns(page), self)
        self.changes = DataTable(self._words("Changes"), self._changes)
        self.changes.setMinimumHeight(theme.current().px(120))
        self._compared = with_hidden_columns(self.changes, self._words)
        whole.addWidget(self._compared, 1)
        whole.addStretch(0)

    def show_builds(self, builds: Sequence[Build], revoked: frozenset[str]) -> None:
        """Show these builds; clients revoked their consent to the marked ones."""
        self._builds, self._revoked = builds, revoked
        self._rows.show_rows(builds)
        self.table.setVisible(bool(builds))
        self._tell_holders([each for each in builds if each.id in revoked])
        self._compare(self.table.chosen_id)

    def _extract(self) -> None:
        self._page.show_extract(self.table.chosen_id)

    def _certify(self) -> None:
        self._page.certify(self.table.chosen_id)

    def _tell_holders(self, builds: Sequence[Build]) -> None:
        words = self._words
        empty_out(self._holders)
        self._withdrawn.setVisible(bool(builds))
        if not builds:
            return
        self._holders.addWidget(Chip(words("consent withdrawn"), "red", "warning"))
        text = words(
            "These recipients hold a copy for a purpose that is no longer permitted. Ask them to "
            "return or destroy it:"
        )
        self._holders.addWidget(label(text, wraps=True))
        for build in builds:
            holder = build.for_whom or words("not stated")
            day = dates.format_date(words, build.built_at.date())
            self._holders.addWidget(
                label(f"· {holder}, {day}, {build.sha256[:10]}", wraps=True, selectable=True)
            )

    def _compare(self, build_id: str) -> None:
        """Compare the selected build with the previous one."""
        words = self._words
        build = next((copy for copy in self._builds if copy.id == build_id), None)
        older = one_before(self._builds, build) if build else None
        self._compared.setVisible(older is not None)
        self.extract.setEnabled(build is not None and build.file_format == "pdf")
        if not self._builds:
            self._summary.setText(words("No copy exported yet"))
        elif build is None:
            self._summary.setText(words("Choose a copy to see what changed since the previous one."))
        elif older is None:
            self._summary.setText(
                " ".join(
                    (
                        words(
                            "This is the first copy of its type. There is no earlier copy to compare it with."
                        ),
                        self._packs(build),
                    )
                ).strip()
            )
        else:
            compared_parts = differences(older, build)
            changed = [part for part in compared_parts if part.state != "same"]
            same = words.count(
                "{number} item is unchanged.",
                "{number} items are unchanged.",
                len(compared_parts) - len(changed),
            )
            since = words(
                "Compared with the copy of {when}:", when=dates.format_datetime(words, older.built_at)
            )
            self._summary.setText(" ".join((since, same, self._packs(build))).strip())
            self._changes.show_rows([ComparisonRow(id=part.key, difference=part) for part in changed])

    def _packs(self, build: Build) -> str:
        """Return the versions of the reference data used for a copy."""
        words = self._words
        titles = {
            "library": words("library"),
            "country-data": words("country data"),
            "court-profiles": words("court profiles"),
        }
        used = words.list_of(f"{titles[pack.kind]} {pack.version}" for pack in build.packs)
        return words("Made with: {versions}.", versions=used) if used else ""


def _kind(page: Page, build: Build) -> str:
    kind = page.wording.copy_kind[build.copy_kind]
    return f"{kind} · Word" if build.file_format == "docx" else kind


def _change_columns(page: Page) -> tuple[Column[ComparisonRow], ...]:
    words = page.words
    states: dict[str, tuple[str, Tone, str]] = {
        "added": (words("added"), "green", "add"),
        "removed": (words("removed"), "red", "remove"),
        "changed": (words("changed"), "amber", "edit"),
        "moved": (words("moved"), "blue", "forward"),
    }
    return (
        Column(
            title=words("Change"),
            text=lambda row: states[row.difference.state][0],
            tone=lambda row: states[row.difference.state][1],
            icon=lambda row: states[row.difference.state][2],
            width=12,
        ),
        Column(title=words("Exhibit no."), text=lambda row: row.difference.mark, look="strong", width=6),
        Column(title=words("Section"), text=lambda row: row.difference.title, width=20, stretches=True),
        Column(title=words("Previous pages"), text=lambda row: _range(row.difference.old_numbers), width=11),
        Column(title=words("Current pages"), text=lambda row: _range(row.difference.new_numbers), width=11),
    )


def _range(numbers: tuple[str, str]) -> str:
    first, last = numbers
    return first if first == last else f"{first}–{last}"


def _build_columns(page: Page, revoked: Callable[[], frozenset[str]]) -> tuple[Column[Build], ...]:
    words = page.words
    return (
        Column(
            title=words("Built on"),
            text=lambda row: dates.format_datetime(words, row.built_at),
            fits=True,
            sort=lambda row: row.built_at,
            width=16,
        ),
        Column(
            title=words("Recipient"),
            text=lambda row: row.for_whom or words("not stated"),
            width=12,
            stretches=True,
        ),
        *_kind_columns(page, revoked),
        Column(
            title=words("Status"),
            text=lambda row: _state(page, row),
            tone=_tone,
            icon=_icon,
            width=15,
        ),
        Column(title=words("Hash"), text=lambda row: row.sha256[:10], look="code", width=10),
    )


def _kind_columns(page: Page, revoked: Callable[[], frozenset[str]]) -> tuple[Column[Build], ...]:
    words, wording = page.words, page.wording
    return (
        Column(title=words("Copy"), text=lambda row: _kind(page, row), width=16),
        Column(
            title=words("Consent purpose"),
            text=lambda row: (
                words("{use}: consent withdrawn", use=wording.purpose[row.purpose])
                if row.id in revoked()
                else wording.purpose[row.purpose]
            ),
            tone=lambda row: "red" if row.id in revoked() else "green",
            icon=lambda row: "warning" if row.id in revoked() else "done",
            width=12,
        ),
        Column(
            title=words("Court or body"),
            text=lambda row: row.profile_id or words("none"),
            look="code",
            width=10,
        ),
        Column(title=words("Pages"), text=lambda row: str(row.pages or ""), width=6),
    )
