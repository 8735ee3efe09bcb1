"""What a parcel would bring: who sealed it and for what, its contents with ticks, and taking them in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casebook.base.errors import Cancelled, CasebookError
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.sharing.parcels.parcel_look import ParcelView
from casebook.services.sharing.parcels.parcel_needs import Needs, lacking
from casebook.services.sharing.parcels.parcel_take import TakenParcel, take
from casebook.services.sharing.parcels.parcel_titles import OpenedView
from casebook.ui.kit import dates
from casebook.ui.kit.callback import while_there
from casebook.ui.kit.hidden_names import on_screen
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.parcels.compared_list import ComparedList
from casebook.ui.pages.sharing.parcels.parcel_words import ParcelWords
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.controls.step_keys import StepKeys
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.layout.layout import column, line

_NAMED = 5
"""Records that a warning names."""


class ParcelPreviewPane(QWidget):
    """Nothing of a parcel is taken before the person says so here.

    Attributes:
        left: it was closed.
        taken: something was taken in: what, and the name of the sender's card.
        lacking_note: warns of what is named by what is ticked and is not.
    """

    left = Signal()
    taken = Signal(TakenParcel, str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._words, self._phrases = page, page.words, ParcelWords(page.words)
        self._source: Path | OpenedFile = Path()
        self._phrase = ""
        self._view: ParcelView | None = None
        self._needs: Needs = {}
        self._titles: Mapping[str, str] = {}
        words = self._words
        whole = column(self, gap=12)
        card = Card(words("Parcel"))
        head = line(gap=8)
        self._sender = label("", "strong", wraps=True)
        self._state = Chip("", "grey", "info")
        head.addWidget(self._sender, 1)
        head.addWidget(self._state)
        card.body.addLayout(head)
        self._facts = label("", wraps=True, selectable=True)
        self._warning = label("", "problem", wraps=True)
        card.body.addWidget(self._facts)
        card.body.addWidget(self._warning)
        self.allowed = TickBox(words("Take it in although nobody compared this card"))
        self.allowed.setAccessibleName(self.allowed.text())
        self.allowed.toggled.connect(lambda _: self._count())
        card.body.addWidget(self.allowed)
        whole.addWidget(card)
        self.contents = ComparedList(words)
        self.contents.changed.connect(self._count)
        whole.addWidget(self.contents, 1)
        self._strip = ProgressStrip(words("Importing the parcel"), words("Cancel"))
        self._strip.hide()
        whole.addWidget(self._strip)
        self.lacking_note = label("", "problem", wraps=True)
        self.lacking_note.hide()
        whole.addWidget(self.lacking_note)
        self._add_foot(whole)

    def _add_foot(self, whole: QVBoxLayout) -> None:
        words, foot = self._words, line(gap=8)
        self._counted = label("", "quiet", wraps=True)
        foot.addWidget(self._counted, 1)
        foot.addWidget(button(words("Close"), self._leave))
        self._take = button(words("Import what is ticked"), self.take, role="primary", writes=True)
        foot.addWidget(self._take)
        whole.addLayout(foot)
        StepKeys(self, (self._take,))

    def show_parcel(self, source: Path | OpenedFile, phrase: str, opened: OpenedView) -> None:
        """Show a parcel.

        Args:
            source: its file.
            phrase: that opened it, or "".
            opened: what it would bring.
        """
        self._source, self._phrase, self._view = source, phrase, opened.view
        self._needs, self._titles = opened.needs, opened.titles
        view, words = opened.view, self._words
        self._sender.setText(words("Sealed by {name}", name=view.content.sender.name))
        self._state.set_status(*self._phrases.sender(view))
        self._facts.setText("\n".join(self._stated(opened)))
        self._warning.setText(self._warned(view))
        self._warning.setVisible(bool(self._warning.text()))
        self.allowed.setChecked(False)
        self.allowed.setVisible(view.sender_state != "compared")
        self.contents.show_records(view.records, opened.titles, view.ticked())
        self._count()

    def take_focus(self) -> None:
        """Focus the contents."""
        self.contents.take_focus()

    def take(self) -> None:
        """Import what is ticked; the rest is declined and not asked for again."""
        view, session = self._view, self._page.context.session
        if view is None or not self._take.isEnabled():
            return
        chosen, source, phrase = self.contents.ticked, self._source, self._phrase
        allow = self.allowed.isChecked()
        self._take.setEnabled(False)
        self._page.context.failure_outdated.emit()
        self._page.context.run(
            lambda task: take(session, source, view, chosen, phrase=phrase, allow=allow, progress=task),
            while_there(self, partial(self._done, view.content.sender.name)),
            lambda _: self._count(),
            before=lambda task: self._strip.follow(task, self._words),
            refused=self._stopped,
        )

    def _done(self, sender: str, taken: TakenParcel) -> None:
        self._forget()
        self.taken.emit(taken, sender)

    def _stopped(self, problem: CasebookError) -> bool:
        if not isinstance(problem, Cancelled):
            return False
        words = self._words
        self._page.context.say(
            words("Stopped. What was imported until then stays."),
            words("Open the parcel again to import the rest."),
            is_neutral=True,
        )
        self._leave()
        return True

    def _leave(self) -> None:
        self._forget()
        self.left.emit()

    def _forget(self) -> None:
        self._view, self._phrase, self._source = None, "", Path()
        self._needs, self._titles = {}, {}
        self.contents.show_records((), {}, ())

    def _count(self) -> None:
        words, ticked = self._words, self.contents.ticked
        records = len({(noun, record_id) for noun, record_id, _ in ticked})
        self._counted.setText(
            words.count(
                "{number} record is ticked. What is not ticked is remembered and not offered again.",
                "{number} records are ticked. What is not ticked is remembered and not offered again.",
                records,
            )
        )
        self._warn_of_lacking(ticked)
        is_writable = not self._page.context.session.is_read_only
        view = self._view
        is_known = view is not None and (view.sender_state == "compared" or self.allowed.isChecked())
        self._take.setEnabled(is_writable and is_known and bool(ticked))

    def _warn_of_lacking(self, ticked: frozenset[tuple[str, str, str]]) -> None:
        """Warn where something that is ticked names what is not: a case would come without its client."""
        words, missing = self._words, lacking(self._needs, ticked)
        named = [
            words.labelled(
                self._phrases.noun(noun).capitalize(), self._titles.get(one) or words("without title")
            )
            for noun, one in missing[:_NAMED]
        ]
        if (more := len(missing) - len(named)) > 0:
            named.append(words.count("and {number} more", "and {number} more", more))
        text = words(
            "What is ticked names records that are not ticked, and would be incomplete here: {records}",
            records=words.series_of(named),
        )
        self.lacking_note.setText(on_screen(text) if missing else "")
        self.lacking_note.setVisible(bool(missing))

    def _stated(self, opened: OpenedView) -> list[str]:
        """Return what the parcel says of itself, a line each."""
        words, view = self._words, opened.view
        manifest = view.content.manifest
        parts = [words("sealed on {day}", day=dates.format_datetime(words, manifest.sealed_at))]
        if manifest.purpose:
            parts.insert(0, words.labelled(words("Purpose"), self._page.wording.purpose[manifest.purpose]))
        if count := len(manifest.files):
            size = self._page.wording.size(sum(one.size_bytes for one in manifest.files))
            parts.append(words.bracketed(words.count("{number} file", "{number} files", count), size))
        lines = [" · ".join(parts)]
        lines += [
            words.labelled(words("Consent"), text)
            for text in self._phrases.consents(view, lambda record_id: opened.titles.get(record_id, ""))
        ]
        if left_out := self._phrases.left_out(view):
            lines.append(words("Left out by the sender: {what}", what=left_out))
        if manifest.recall_on:
            lines.append(
                words(
                    "The sender will ask for it to be deleted on {day}.",
                    day=words.format_date(manifest.recall_on),
                )
            )
        if view.earlier:
            day = words.format_date(view.earlier.at.date())
            lines.append(words("Imported before, on {day}.", day=day))
        return lines

    def _warned(self, view: ParcelView) -> str:
        words = self._words
        if view.sender_state == "unknown":
            return words(
                "Nobody here knows this card: anyone can write any name into it. Ask the person through "
                "another channel whether they sent this parcel."
            )
        if view.sender_state == "known":
            return words(
                "Nobody compared this card. Compare its ten words on the page Team before you rely on who "
                "sent this."
            )
        return ""
