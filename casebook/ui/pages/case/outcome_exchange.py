"""Packs of outcomes: what would leave or come in is shown row by row, then done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casebook.domain.case.packed_outcome import PackedOutcome
from casebook.domain.exchange.outcome_pack import OutcomePack
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.case import outcome_leaving
from casebook.services.case.outcome_leaving import OutcomeExport
from casebook.services.case.outcome_ledger import LedgerRow
from casebook.services.case.outcome_words import OutcomeTexts
from casebook.services.exchange.outcomes import outcome_export, outcome_import
from casebook.services.exchange.outcomes.outcome_import import OutcomeImport, PreviewedRow, RowState
from casebook.ui.dialogs.file import pick_files, pick_target
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.page_context import PageContext
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.step_keys import StepKeys
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out, frame, line

_HEIGHT, _LOW, _LINE, _WIDTH = 200, 80, 30, 320


class OutcomeExchange(QWidget):
    """Exports and imports packs, each in two steps: the preview, then the file.

    Attributes:
        left: the keyboard goes back to the page.
    """

    left = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._words, self._texts = context, context.words, OutcomeTexts(context.words)
        self._shown: QWidget | None = None
        self._whole = column(self, gap=0)
        self.hide()

    def show_export(self) -> None:
        """Show exactly what would leave."""
        self._context.ask(outcome_leaving.preview, self._show_leaving)

    def _decide(self, *, with_all: bool) -> None:
        """Show what would leave by this decision, with the keyboard still on its tick."""

        def show(shown: OutcomeExport) -> None:
            self._show_leaving(shown)
            for tick in self.findChildren(TickBox):
                tick.setFocus(Qt.FocusReason.OtherFocusReason)

        self._context.ask(partial(outcome_leaving.preview, with_all=with_all), show)

    def choose(self) -> None:
        """Choose a pack to import."""
        files = pick_files(self, self._words)
        if files:
            self.offer(files[0])

    def offer(self, file: Path | OpenedFile) -> None:
        """Show what a pack would bring."""
        session = self._context.session
        self._context.run(
            lambda _: outcome_import.look(session, file), self._show_import, lambda _: self._close()
        )

    def _show_leaving(self, shown: OutcomeExport) -> None:
        words = self._words
        steps = [button(words("Cancel"), self._close)]
        if shown.rows:
            steps.append(button(words("Export"), lambda: self._export(shown), role="primary"))
        title = words.count("{number} row would leave", "{number} rows would leave", len(shown.rows))
        inside = self._card(title, *steps)
        for text in self._remarks(shown):
            inside.addWidget(label(text, wraps=True))
        if shown.rows:
            inside.addWidget(self._list(words("Rows that would leave"), [row for _, row in shown.rows]))
        self._add_waiting(shown, inside)
        text = words(
            "Nothing else leaves: no name, no day, no word of the office, and neither from whom nor how "
            "surely something is known. This device signs the pack; the name of its card is not in it."
        )
        inside.addWidget(label(text, "quiet", wraps=True))
        self._fit()

    def _remarks(self, shown: OutcomeExport) -> Iterator[str]:
        """Yield what stays, and what the rows show all the same."""
        words = self._words
        yield words(
            "Outcomes left out: {few} with too few like them (each row needs {number} people of as many "
            "cases), {consent} without consent, {sealed} of sealed cases. Things that happened since, and "
            "results of assurances, left out: {parts}.",
            few=len(shown.too_few),
            number=shown.threshold,
            consent=len(shown.without_consent),
            sealed=len(shown.sealed),
            parts=shown.parts_left_out,
        )
        if shown.lacking:
            yield words(
                "Without consent to the ledger of outcomes: {people}. Enter it in the record of each, under "
                "Consents: without a recipient and without limits.",
                people=words.list_of(words(one) for one in shown.lacking),
            )
        if shown.last_on:
            yield words(
                "Who also has the pack of {day} sees what came between them. Outcomes that wait until enough "
                "of as many cases are new: {number}.",
                day=words.format_date(shown.last_on),
                number=len(shown.held),
            )

    def _add_waiting(self, shown: OutcomeExport, inside: QVBoxLayout) -> None:
        """Add the rows that somebody must decide on, those that wait, and those that others keep."""
        words = self._words
        if shown.said_of_all:
            tick = TickBox(words("Also export rows that are true of everybody"))
            tick.setChecked(shown.with_all)
            tick.clicked.connect(lambda is_ticked: self._decide(with_all=is_ticked))
            text = words(
                "These rows are true of everybody whom the pack shows to have ended so. Who knows of a "
                "person that they are among them knows it of each."
            )
            inside.addWidget(label(text, wraps=True))
            inside.addWidget(
                self._lines(
                    words("Rows that are true of everybody"), map(self._texts.line, shown.said_of_all)
                )
            )
            inside.addWidget(tick)
        for rows, name, text in (
            (
                shown.unpaired,
                words("Rows without their other half"),
                words(
                    "These rows wait: of the same assurance the other half, kept or breached, does not "
                    "leave, and one alone would prove what is not so."
                ),
            ),
            (
                shown.fallen,
                words("Rows of earlier packs alone"),
                words(
                    "Earlier packs gave these rows, and this one does not. Who has those packs keeps them as "
                    "last reported."
                ),
            ),
        ):
            if rows:
                inside.addWidget(label(text, wraps=True))
                inside.addWidget(self._lines(name, map(self._texts.line, rows)))

    def _list(self, name: str, rows: Iterable[PackedOutcome]) -> QWidget:
        return self._lines(name, map(self._texts.line, rows), _HEIGHT)

    def _lines(self, name: str, texts: Iterable[str], height: int = _LOW) -> QWidget:
        scroll = Scrolled(name)
        lines = [*texts]
        scroll.setMaximumHeight(theme.current().px(min(height, _LINE * len(lines) + 4)))
        for text in lines:
            scroll.body.addWidget(Elided(text))
        scroll.body.addStretch(1)
        return scroll

    def _export(self, shown: OutcomeExport) -> None:
        words, session = self._words, self._context.session
        out = pick_target(self, words, outcome_export.file_name(session, shown))
        if out is None:
            return

        def done(pack: OutcomePack) -> None:
            self._close()
            self._context.say(
                words.count("{number} row exported", "{number} rows exported", len(pack.rows)),
                words(
                    "The register keeps what left. Ask those who get the file to compare the card of this "
                    "device."
                ),
            )

        self._context.run(lambda _: outcome_export.write(session, shown, out), done)

    def _show_import(self, view: OutcomeImport) -> None:
        words = self._words
        ticks = TicksEntry(
            words("Rows of the pack"),
            [(one.row.key, self._previewed(one)) for one in view.rows],
            words("Filter"),
        )
        ticks.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ticks.set_raw(sorted(view.ticked))
        allow = TickBox(words("Import although nobody compared the card of who signed it"))
        inside = self._card(
            words.count("{number} row in the pack", "{number} rows in the pack", len(view.rows)),
            button(words("Cancel"), self._close),
            button(
                words("Import"),
                lambda: self._import(view, ticks.raw, is_allowed=allow.isChecked()),
                role="primary",
            ),
        )
        inside.addWidget(label(self._signer(view), wraps=True))
        inside.addWidget(ticks)
        if view.fallen:
            text = words(
                "The newest pack of this signer no longer has these rows; they stay as last reported."
            )
            inside.addWidget(label(text, wraps=True))
            inside.addWidget(self._lines(words("Rows as last reported"), map(self._fallen, view.fallen)))
        if view.signer_state in {"known", "unknown"}:
            inside.addWidget(allow)
        self._fit()
        ticks.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _signer(self, view: OutcomeImport) -> str:
        words, pack, name = self._words, view.pack, view.card.name if view.card else ""
        signer = {
            "own": words("This device signed it."),
            "compared": words("Its signer’s card was compared: {name}.", name=name),
            "known": words("Its signer’s card is known, but not compared: {name}.", name=name),
            "unknown": words("Not compared: its signer’s card is not known here."),
        }[view.signer_state]
        about = words(
            "Made on {day}. Its author states: people in each row at least {number}; nobody here can check "
            "that.",
            day=words.format_date(pack.made_on),
            number=pack.threshold,
        )
        earlier = words("It was imported before.") if view.earlier else ""
        return " ".join(part for part in (signer, about, earlier) if part)

    def _previewed(self, one: PreviewedRow) -> str:
        half = [self._texts.half(one.row)] if one.is_half else []
        return " · ".join((self._state(one.state), self._texts.line(one.row), *half))

    def _fallen(self, one: LedgerRow) -> str:
        return " · ".join((self._texts.line(one.row), *self._texts.remarks(one)))

    def _state(self, state: RowState) -> str:
        words = self._words
        return {
            "new": words("new"),
            "changed": words("changed"),
            "known": words("as before"),
            "older": words("older than what is here"),
            "alike": words("may count people who are here"),
        }[state]

    def _import(self, view: OutcomeImport, chosen: object, *, is_allowed: bool) -> None:
        words, session = self._words, self._context.session
        wanted = [str(one) for one in chosen] if isinstance(chosen, list | tuple) else []

        def done(pack: OutcomePack) -> None:
            self._close()
            self._context.did(
                words.count("{number} row imported", "{number} rows imported", len(pack.rows)),
                lambda session: outcome_import.remove(session, pack.id),
                words("It stands apart from our own, as reported by others."),
                redo=lambda session: outcome_import.restore(session, pack.id),
            )

        self._context.run(lambda _: outcome_import.take(session, view, wanted, allow=is_allowed), done)

    def _card(self, title: str, *buttons: QWidget) -> QVBoxLayout:
        card = frame("card")
        whole = column(card, gap=10, margins=(14, 16))
        whole.addWidget(Elided(title, "title"))
        inside = column(gap=8)
        whole.addLayout(inside)
        foot = line(gap=12)
        foot.addStretch(1)
        for one in buttons:
            foot.addWidget(one)
        whole.addLayout(foot)
        StepKeys(card, buttons, self._close)
        self._shown = card
        return inside

    def _fit(self) -> None:
        """Show the card once complete, so that its size is calculated correctly."""
        if self._shown is None:
            return
        empty_out(self._whole)
        self._whole.addWidget(self._shown)
        self._shown.show()
        self.show()
        self._take_height()

    def _take_height(self) -> None:
        """Be as high as the card needs at this width: hints of wrapped lines are far too high."""
        inside = self._shown.layout() if self._shown is not None else None
        if inside is not None:
            self.setFixedHeight(inside.totalHeightForWidth(max(self.width(), theme.current().px(_WIDTH))))

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height anew: lines wrap otherwise."""
        super().resizeEvent(event)
        self._take_height()

    def _close(self) -> None:
        empty_out(self._whole)
        self._shown = None
        self.hide()
        self.left.emit()
