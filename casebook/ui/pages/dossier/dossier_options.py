"""Build options: keep page numbers already used, PDF/A, placeholder pages for exhibits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QWidget

from casebook.domain.dossier.build import Build, BuildRequest, CopyKind
from casebook.domain.dossier.composition import exhibit_place
from casebook.domain.dossier.filings.filing import in_words, source_of
from casebook.domain.dossier.output_layout import Additions, additions_of
from casebook.domain.dossier.profile import FormatRule, Profile
from casebook.domain.evidence.transcript import is_recording
from casebook.services.dossier.continuation import keeps_numbers
from casebook.services.dossier.dossier_file import DossierFile
from casebook.services.dossier.profile import orders_archive
from casebook.ui.kit import dates
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.pages.dossier.exhibit_check import Fitness
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox, TickBox
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.layout.layout import column

_MIN_LETTERS = 8


class BuildOptions(QFrame):
    """The options, folded initially; a line states the current ones.

    Attributes:
        changed: another choice was made.
    """

    changed = Signal()

    def __init__(self, page: DossierPage) -> None:
        super().__init__()
        self._page, self._words = page, page.words
        self._builds: Sequence[Build] = ()
        self._profile: Profile | None = None
        self._recordings: Sequence[str] = ()
        self._offered: dict[str, str] = {}
        self._dossier_id = ""
        self._is_ordered = False
        self._last: BuildRequest | None = None
        self._kind: CopyKind | None = None
        whole = column(self, gap=4)
        words = self._words
        self.more = button(words("Late exhibits, PDF/A, exhibits left out"), role="quiet", meaning="down")
        self.more.setCheckable(True)
        whole.addWidget(self.more)
        self.summary = label("", "quiet", wraps=True)
        whole.addWidget(self.summary)
        self.inside = QFrame()
        whole.addWidget(self.inside)
        self._add_parts()
        self.inside.hide()
        self.more.toggled.connect(self.inside.setVisible)

    def _add_parts(self) -> None:
        words, body = self._words, column(self.inside, gap=6)
        kept = words(
            "Pages of copies already handed over keep their numbers, so that existing citations stay correct."
        )
        self.continues = self._choice(words("Keep page numbers from"))
        self.additions = self._choice(words("Position of late exhibits"))
        self._of_additions = label("", "small", wraps=True)
        for box, beneath in (
            (self.continues, label(kept, "quiet", wraps=True)),
            (self.additions, self._of_additions),
        ):
            for part in (label(box.accessibleName(), "small"), box, beneath):
                body.addWidget(part)
        self.archive = TickBox(words("PDF/A-2b, if the exhibits allow it"))
        self.archive.toggled.connect(lambda _: self.changed.emit())
        self._of_archive = label("", "small", wraps=True)
        body.addWidget(self.archive)
        body.addWidget(self._of_archive)
        for each in self._of_exhibits():
            body.addWidget(each)

    def _choice(self, title: str) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(title)
        box.setMinimumContentsLength(_MIN_LETTERS)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.currentIndexChanged.connect(lambda _: self.changed.emit())
        return box

    def _of_exhibits(self) -> tuple[QWidget, ...]:
        """Return placeholder pages of exhibits with reasons, and the search for those that need one."""
        words = self._words
        name = words("Replace these exhibits with a placeholder page")
        self.placeholders = TicksEntry(name, (), words("Search exhibits"))
        self.placeholders.changed.connect(self.changed)
        shown = words(
            "For a file that is password-protected, damaged or cannot be shown. The page states "
            "what was left out and why. Submit the file by another route."
        )
        self._of_recordings = label("", "small", wraps=True)
        self.fitness = Fitness(self._page)
        about = label(shown, "quiet", wraps=True)
        return (label(name, "small"), self.placeholders, about, self._of_recordings, self.fitness)

    def show_file(self, file: DossierFile) -> None:
        """Offer the options of this dossier: its builds, its exhibits, and its court's requirements."""
        if file.dossier.id != self._dossier_id:
            self._begin_anew(file.dossier.id)
        self._builds, self._profile = file.builds, file.profile
        words, place_of = self._words, file.dossier.place_of
        names = {one.id: one.exhibit_mark or words(exhibit_place(place_of(one.id))) for one in file.exhibits}
        self._recordings = [
            names[one.id] for one in file.exhibits if is_recording(one.media_type) and not one.has_text
        ]
        offered = [exhibit for exhibit in file.exhibits if not is_recording(exhibit.media_type)]
        self._offered = {exhibit.id: names[exhibit.id] for exhibit in offered}
        self.placeholders.offer(
            [(exhibit.id, f"{names[exhibit.id]}  {exhibit.title}") for exhibit in offered]
        )
        self._tell_additions()
        self._tell_archive()
        text = words(
            "A placeholder page is added automatically for recordings: {marks}.",
            marks=words.list_of(self._recordings),
        )
        self._of_recordings.setText(text)
        self._of_recordings.setVisible(bool(self._recordings))

    def _begin_anew(self, dossier_id: str) -> None:
        """Reset the options: those of one dossier must not apply to another with the same numbers."""
        self._dossier_id = dossier_id
        with QSignalBlocker(self.archive), QSignalBlocker(self.continues), QSignalBlocker(self.additions):
            self.archive.setChecked(False)
            self.continues.setCurrentIndex(0)
            self.additions.setCurrentIndex(0)
        self.placeholders.set_raw(())

    def _names_of(self, exhibit_ids: Iterable[str]) -> dict[str, str]:
        """Return the names of those that can have a placeholder page and have none yet."""
        chosen = self.placeholders.read()
        return {key: self._offered[key] for key in exhibit_ids if key in self._offered and key not in chosen}

    @property
    def values(self) -> dict[str, object]:
        """Return the options as a draft stores them."""
        return {
            "continues": str(self.continues.currentData() or ""),
            "additions": str(self.additions.currentData() or ""),
            "archive": self.archive.isChecked(),
            "placeholders": self.placeholders.raw,
        }

    def set_values(self, values: Mapping[str, object]) -> None:
        """Restore what a draft holds of them, without a signal."""
        with QSignalBlocker(self.archive), QSignalBlocker(self.continues), QSignalBlocker(self.additions):
            for key, box in (("continues", self.continues), ("additions", self.additions)):
                if (place := box.findData(values.get(key, box.currentData()))) >= 0:
                    box.setCurrentIndex(place)
            if self.archive.isEnabled():
                self.archive.setChecked(bool(values.get("archive", self.archive.isChecked())))
        self.placeholders.set_raw(values.get("placeholders", self.placeholders.raw))

    def leave_out_button(self, exhibit_ids: Iterable[str], then: Callable[[], None]) -> QPushButton | None:
        """Return the button for a placeholder page in the place of each; None if none of them can have one.

        Args:
            exhibit_ids: the exhibits to leave out.
            then: runs afterwards.
        """
        if not (names := self._names_of(exhibit_ids)):
            return None

        def leave_out() -> None:
            self.placeholders.set_raw([*self.placeholders.read(), *names])
            self.changed.emit()
            then()

        marks = self._words.list_of(names.values())
        return button(self._words("Leave exhibit {mark} out and continue", mark=marks), leave_out)

    def asked(self, request: BuildRequest) -> BuildRequest:
        """Return the request with the options; a Word file has no page numbers or archive format."""
        if request.file_format == "docx":
            return request
        return replace(
            request,
            continues=str(self.continues.currentData() or ""),
            additions=cast("Additions", self.additions.currentData() or ""),
            is_archived=self.archive.isChecked(),
            placeholders=frozenset(self._offered).intersection(self.placeholders.read()),
        )

    def show_request(self, request: BuildRequest) -> None:
        """Offer the options of the selected copy and format, and show the current ones."""
        self._offer_builds([each for each in self._builds if _can_continue(each, request)])
        self._keep_filed(request.copy_kind)
        self.setEnabled(request.file_format == "pdf")
        self.additions.setEnabled(bool(self.continues.currentData()))
        full_request = self.asked(request)
        if full_request != self._last:
            self.fitness.reset()
        self._last = full_request
        self.summary.setText(self._said(full_request))

    def _offer_builds(self, builds: Sequence[Build]) -> None:
        words, chosen = self._words, self.continues.currentData()
        with QSignalBlocker(self.continues):
            self.continues.clear()
            self.continues.addItem(words("None: start new page numbers"), "")
            for each in builds:
                self.continues.addItem(self._named(each), each.id)
            self.continues.setCurrentIndex(max(self.continues.findData(chosen), 0))
        self.continues.setEnabled(bool(builds))

    def _keep_filed(self, kind: CopyKind) -> None:
        """Select the newest filing copy when a service copy is chosen: others cite its page numbers."""
        if kind == "service" != self._kind:
            filed = next((one.id for one in self._builds if one.copy_kind == "filing" and one.numbers), "")
            with QSignalBlocker(self.continues):
                self.continues.setCurrentIndex(max(self.continues.findData(filed), 0))
        self._kind = kind

    def _named(self, build: Build) -> str:
        words = self._words
        pages = words.count("{number} page", "{number} pages", build.pages)
        parts = (dates.format_datetime(words, build.built_at), build.for_whom, pages)
        return " · ".join(part for part in parts if part)

    def _tell_additions(self) -> None:
        words, chosen = self._words, self.additions.currentData()
        named = {
            "end": words("after all other exhibits, continuing the numbering"),
            "inserted": words("in place, with page numbers such as 45A"),
        }
        with QSignalBlocker(self.additions):
            self.additions.clear()
            wanted = named[additions_of(self._profile)]
            self.additions.addItem(words("as the court or body requires: {place}", place=wanted), "")
            for key, title in named.items():
                self.additions.addItem(title, key)
            self.additions.setCurrentIndex(max(self.additions.findData(chosen), 0))
        rule = self._profile.rule("late_additions_rule") if self._profile else None
        self._of_additions.setText(
            self._why(rule, words("No rule was found for this court or body, so they go at the end."))
        )

    def _tell_archive(self) -> None:
        """Tick PDF/A permanently if the court accepts nothing else."""
        words, was_ordered, is_ordered = self._words, self._is_ordered, orders_archive(self._profile)
        self._is_ordered = is_ordered
        with QSignalBlocker(self.archive):
            if is_ordered or was_ordered:
                self.archive.setChecked(is_ordered)
            self.archive.setEnabled(not is_ordered)
        rule = self._profile.rule("file_format") if self._profile and is_ordered else None
        otherwise = words(
            "No rule that requires PDF/A was found. A PDF/A file looks the same in the long term, "
            "but cannot have a passphrase. If an exhibit does not conform, the file is not "
            "labelled PDF/A."
        )
        self._of_archive.setText(self._why(rule, otherwise))

    def _why(self, rule: FormatRule | None, otherwise: str) -> str:
        return f"{self._words(in_words(rule))} {source_of(rule, self._words)}" if rule else otherwise

    def _said(self, request: BuildRequest) -> str:
        words = self._words
        if request.file_format == "docx":
            return words("Word files have no pages to number, so none of these options apply.")
        kept = next((each for each in self._builds if each.id == request.continues), None)
        count = len(request.placeholders) + len(self._recordings)
        parts = (
            words("Keeps the page numbers of {build}.", build=self._named(kept)) if kept else "",
            words("PDF/A-2b.") if request.is_archived else "",
            words.count(
                "{number} exhibit has a placeholder page.",
                "{number} exhibits have a placeholder page.",
                count,
            )
            if count
            else "",
        )
        return " ".join(part for part in parts if part) or words(
            "New page numbers; ordinary PDF; every exhibit included."
        )


def _can_continue(build: Build, request: BuildRequest) -> bool:
    return bool(build.numbers) and keeps_numbers(build, request)
