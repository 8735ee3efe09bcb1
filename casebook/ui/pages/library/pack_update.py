"""Updates of the packs: looked at line by line before they are accepted; dossiers to look at again after."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from casebook.base.errors import CasebookError
from casebook.base.i18n import Translator
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base.history_text import field as field_title
from casebook.services.library.packs import pack_difference, pack_update, revision
from casebook.services.library.packs.pack_difference import LineKind, UpdateLine, UpdateView
from casebook.services.library.packs.pack_update import UpdateOffer
from casebook.ui.dialogs.file import pick_files
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.wording.nouns import noun_words
from casebook.ui.pages.wording.values import Status
from casebook.ui.widgets.cards.card import Opening
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.layout.layout import column, empty_out, frame, line
from casebook.ui.widgets.layout.split import Split
from casebook.ui.widgets.layout.wrapping import Wrapping


class PackUpdates(Listing[UpdateLine]):
    """The effects of an update, and the selected line; accepted only by a button."""

    heading_role = "title"
    concerns = frozenset({"revision"})

    def __init__(self, context: PageContext) -> None:
        self._file: Path | OpenedFile | None = None
        self._seen: UpdateView | None = None
        super().__init__(context, context.words("Reference data updates"), _columns(context.words))
        self._card = frame("card")
        self._contents = column(self._card, gap=6, margins=(12, 14))
        self.above.addWidget(self._card)
        self.table.chosen.connect(self._choose)

    def fill(self, whole: QBoxLayout) -> None:
        """Put the list and the detail beside it into the page."""
        self._pane = DetailPane(self.words("Changes"))
        whole.addWidget(Split(self.pane, self._pane, (1, 1)), 1)

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """Return the button that opens another pack file."""
        return (button(self.words("Open update file"), self._pick, meaning="upload"),)

    def empty_state(self) -> QWidget:
        """The placeholder shown when the list is empty."""
        return Empty(
            "done",
            self.words("No differences"),
            self.words(
                "The library of this casebook matches the reference data of the program. An update "
                "file you bring in yourself is shown here for review before anything is imported."
            ),
        )

    def read(self) -> None:
        """Hold the packs looked at against the vault."""
        session, file = self.context.session, self._file
        self.context.run(lambda _: pack_difference.view(session, file), self._show, self._forget)

    def look_at(self, file: Path | OpenedFile | None) -> None:
        """Look at a pack file, or at the packs of the program for None."""
        self._file = file
        self.read()

    def accept(self) -> None:
        """Apply what is shown."""
        if self._seen is not None:
            offered = self._seen.offer
            self._card.setEnabled(False)
            self.context.say(self.words("Importing the update. This can take several seconds."))
            self.context.ask(
                lambda session: pack_update.accept(session, offered), self._accepted, self._refused
            )

    def _refused(self, _: CasebookError) -> bool:
        """Show the former content again; the bar states the reason."""
        self.read()
        return False

    def _pick(self) -> None:
        files = pick_files(self, self.words)
        if files:
            self.look_at(files[0])

    def _forget(self, _: BaseException) -> None:
        """A file that was refused is not held against the vault again."""
        if self._file is not None:
            self.look_at(None)

    def _accepted(self, marked: int) -> None:
        text = self.words.count("{number} dossier was flagged.", "{number} dossiers were flagged.", marked)
        self.context.say(self.words("Update imported"), text if marked else "")
        self.look_at(None)

    def _show(self, seen: UpdateView) -> None:
        self._seen = seen
        self._show_head(seen)
        self.show_rows(seen.lines)
        self._pane.setVisible(bool(seen.lines))
        if seen.lines:
            known = {pack_line.id for pack_line in seen.lines}
            chosen = self.table.chosen_id
            self.table.choose(chosen if chosen in known else seen.lines[0].id)
            self._choose(self.table.chosen_id)

    def _show_head(self, seen: UpdateView) -> None:
        """Whose packs, from which version to which, and the button that takes them."""
        self._card.setEnabled(True)
        words, offered = self.words, seen.offer
        empty_out(self._contents)
        head = line(gap=8)
        whose = (
            words("Reference data file")
            if offered.key_words
            else words("Reference data supplied with this program")
        )
        head.addWidget(Wrapping(label(whose, "strong"), Chip(*self._verdict(offered))), 1)
        take = (
            button(words("Revert to this version"), self.accept, meaning="back")
            if offered.is_older
            else button(words("Accept update"), self.accept, role="primary", meaning="done")
        )
        take.setEnabled(not offered.is_empty and not offered.key_words)
        if not offered.is_empty:
            head.addWidget(take)
        self._contents.addLayout(head)
        self._contents.addWidget(label(self._sentence(offered), "quiet", wraps=True))
        if offered.key_words:
            self._show_key(offered, take)

    def _sentence(self, offered: UpdateOffer) -> str:
        words = self.words
        if offered.is_empty:
            return words(
                "Version {version}: every record is the same as in this casebook.", version=offered.to_version
            )
        counts = (
            words.count("{number} added", "{number} added", len(offered.added)),
            words.count("{number} changed", "{number} changed", len(offered.changed)),
            words.count("{number} withdrawn", "{number} withdrawn", len(offered.withdrawn)),
        )
        versions = words(
            "From version {old} to {new}.", old=offered.from_version or "—", new=offered.to_version
        )
        own = words("Your own records, notes and reading records stay unchanged.")
        return f"{versions} {' · '.join(counts)}. {own}"

    def _show_key(self, offered: UpdateOffer, take: QPushButton) -> None:
        words = self.words
        self._contents.addWidget(label(words("Signed with the key identified by these ten words:"), "small"))
        self._contents.addWidget(label(offered.key_words, "strong", wraps=True, selectable=True))
        if offered.known_words:
            is_same = offered.known_words == offered.key_words
            chip = (
                Chip(words("same key as the last accepted update"), "green", "done")
                if is_same
                else Chip(words("different key from the last accepted update"), "red", "warning")
            )
            row = line(gap=0)
            row.addWidget(chip)
            row.addStretch(1)
            self._contents.addLayout(row)
        if not offered.is_empty:
            compare = words(
                "Compare these words with those the publisher gave you by a different route from the file."
            )
            self._contents.addWidget(label(compare, wraps=True))
            tick = TickBox(words("The words match"))
            tick.toggled.connect(take.setEnabled)
            self._contents.addWidget(tick)

    def _verdict(self, offered: UpdateOffer) -> Status:
        if offered.is_empty:
            return self.words("nothing new"), "green", "done"
        if offered.is_older:
            return self.words("older than the data in this casebook"), "grey", "history"
        return self.words("not yet accepted"), "amber", "time"

    def _choose(self, line_id: str) -> None:
        row = self.rows.row_at(self.rows.index_of(line_id)) if line_id else None
        if row is not None:
            self._show_line(row)

    def _show_line(self, pack_line: UpdateLine) -> None:
        words, pane = self.words, self._pane
        noun = noun_words(words).get(pack_line.noun, pack_line.noun)
        pane.begin(
            pack_line.title, f"{noun} · {pack_line.record_id}", (Chip(*_kinds(words)[pack_line.kind]),)
        )
        for name, before, after in pack_line.fields:
            title = field_title(name, words)
            if pack_line.kind == "changed":
                pane.note(title, "\n".join((words("Before: {text}", text=before or "—"), after or "—")))
            else:
                pane.note(title, after)
        if pack_line.dossiers:
            pane.heading(words("Cited in"))
        for dossier in pack_line.dossiers:
            place = Location(page="case", id=dossier.case_id, tab="dossiers", within=dossier.id)
            pane.add(Opening(dossier.title, partial(self.context.go, place)))
        if pack_line.revision_id:
            pane.step_below(
                button(
                    words("I have reviewed this"),
                    partial(self._looked_at, pack_line.revision_id),
                    role="primary",
                    meaning="read",
                )
            )
        pane.end()

    def _looked_at(self, revision_id: str) -> None:
        self.context.ask(lambda session: revision.mark_reviewed(session, revision_id), lambda _: self.read())


def _kinds(words: Translator) -> dict[LineKind, Status]:
    return {
        "look-again": (words("review again"), "amber", "warning"),
        "changed": (words("changed"), "blue", "edit"),
        "withdrawn": (words("withdrawn"), "red", "remove"),
        "added": (words("added"), "green", "add"),
    }


def _columns(words: Translator) -> tuple[Column[UpdateLine], ...]:
    kinds, nouns = _kinds(words), noun_words(words)
    return (
        Column(
            title=words("Change"),
            text=lambda row: kinds[row.kind][0],
            tone=lambda row: kinds[row.kind][1],
            icon=lambda row: kinds[row.kind][2],
            width=15,
        ),
        Column(title=words("Record"), text=lambda row: row.title, look="two-lines", width=34, stretches=True),
        Column(title=words("Type"), text=lambda row: nouns.get(row.noun, row.noun), look="quiet", width=11),
        Column(
            title=words("Dossiers"),
            text=lambda row: str(len(row.dossiers) or ""),
            tone=lambda row: "amber" if row.dossiers else None,
            icon=lambda row: "dossier" if row.dossiers else "",
            width=8,
        ),
    )
