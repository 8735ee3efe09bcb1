"""The ledger of outcomes across cases: ours, and what others reported; packs written and imported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast, get_args

from PySide6.QtWidgets import QBoxLayout, QComboBox, QPushButton, QSizePolicy, QWidget

from casebook.base.i18n import Translator
from casebook.domain.case.outcome import AssuranceResult, EndKind
from casebook.domain.case.packed_outcome import stated_period
from casebook.domain.exchange.outcome_pack import OutcomePack
from casebook.services.base.session import Session
from casebook.services.case import outcome_ledger, outcome_table
from casebook.services.case.outcome_ledger import LedgerOrigin, LedgerQuery, LedgerRow
from casebook.services.case.outcome_words import OutcomeTexts
from casebook.services.exchange.outcomes import ledger_file, outcome_import
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit import dates, theme
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.many_rows import RowAction
from casebook.ui.pages.case.outcome_exchange import OutcomeExchange
from casebook.ui.pages.wording.outcome import OutcomeWording
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.flow import CardGrid
from casebook.ui.widgets.layout.split import Split

_MIN_BOX = 165
"""Least width of a box above the list, in pixels: four fit beside each other in the smallest window."""


class OutcomeLedger(Listing[LedgerRow]):
    """Every outcome, ours first, and the one chosen; without one the numbers by State and assurance."""

    heading_role = "title"
    concerns = frozenset({"outcome", "outcome-pack", "person", "case"})

    def __init__(self, context: PageContext) -> None:
        self._rows: dict[str, LedgerRow] = {}
        self._texts, self._titles = OutcomeTexts(context.words), OutcomeWording(context.words)
        super().__init__(context, context.words("Outcomes"), _columns(context.words))
        self.exchange = OutcomeExchange(context)
        self.exchange.left.connect(self.take_focus)
        self.above.setSpacing(theme.current().px(8))
        self.above.addWidget(self.exchange)
        words = self.words
        self._boxes = {
            "state": self._box(words("Requesting State"), ()),
            "ended": self._box(words("How it ended"), self._titles.ended.items()),
            "result": self._box(
                words("Assurances"), ((key, status[0]) for key, status in self._titles.result.items())
            ),
            "origin": self._box(
                words("Whose"),
                ((key, self._texts.whose(key)) for key in get_args(LedgerOrigin)),
            ),
        }
        self.above.addWidget(CardGrid([*self._boxes.values()], _MIN_BOX))
        self.table.chosen.connect(self._choose)

    def _box(self, name: str, choices: object) -> QComboBox:
        box = ChoiceBox()
        box.setAccessibleName(name)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.addItem(self.words("{title}: all", title=name), "")
        for key, title in cast("Sequence[tuple[str, str]]", tuple(cast("Sequence[object]", choices))):
            box.addItem(title, key)
        box.currentIndexChanged.connect(self._narrow)
        return box

    def fill(self, whole: QBoxLayout) -> None:
        """Put the list and what is chosen beside it into the page."""
        self._pane = self.detail_pane = DetailPane(self.title)
        whole.addWidget(Split(self.pane, self._pane, (5, 3)), 1)

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """Write a pack, or import one."""
        words = self.words
        return (
            button(
                words("Export pack…"),
                self.start_export,
                meaning="save",
                name=words("Export a pack of outcomes"),
            ),
            button(
                words("Import pack…"),
                self.start_import,
                role="primary",
                meaning="upload",
                name=words("Import a pack of outcomes"),
            ),
        )

    def filter_boxes(self) -> dict[str, QComboBox]:
        """Return the boxes above the list by their keys."""
        return {**super().filter_boxes(), **self._boxes}

    def read(self) -> None:
        """Read the ledger."""
        self.ask(outcome_ledger.ledger, self._show)

    def start_import(self) -> None:
        """Choose a pack and show what it would bring."""
        self.exchange.choose()

    def start_export(self) -> None:
        """Show what would leave."""
        self.exchange.show_export()

    def empty_state(self) -> QWidget:
        """What belongs here."""
        words = self.words
        return Empty(
            "time",
            words("No outcomes yet"),
            words(
                "What happened to people after return, refusal or release: of your cases, under Argument of "
                "each case, and of other offices, from the signed packs that they send. No pack names "
                "anybody."
            ),
            button(words("Import pack…"), self.start_import, role="primary", meaning="upload"),
        )

    def row_actions(self) -> list[RowAction]:
        """Return what can be done with the line chosen."""
        words, row = self.words, self._rows.get(self.table.chosen_id)
        own = [RowAction(title=words("Go to case"), act=self._go_to_case)]
        others = [RowAction(title=words("Remove this pack"), act=self._remove_pack, keys="Del", writes=True)]
        chosen = [] if row is None else own if row.pack is None else others
        return [*chosen, *super().row_actions()]

    def open_row(self, record_id: str) -> None:
        """Go to the case of our own."""
        self.table.choose(record_id)
        self._go_to_case()

    def _query(self) -> LedgerQuery:
        chosen = {key: str(box.currentData() or "") for key, box in self._boxes.items()}
        ends, results, origins = get_args(EndKind), get_args(AssuranceResult), get_args(LedgerOrigin)
        return LedgerQuery(
            state=chosen["state"],
            ended=cast("EndKind", chosen["ended"]) if chosen["ended"] in ends else "",
            result=cast("AssuranceResult", chosen["result"]) if chosen["result"] in results else "",
            origin=cast("LedgerOrigin", chosen["origin"]) if chosen["origin"] in origins else "",
        )

    def _show(self, rows: list[LedgerRow]) -> None:
        self._rows = {row.id: row for row in rows}
        box = self._boxes["state"]
        kept = box.currentData()
        box.blockSignals(True)  # noqa: FBT003 - Qt's name
        while box.count() > 1:
            box.removeItem(1)
        for code in sorted({row.row.requesting for row in rows} - {""}):
            box.addItem(self._texts.country(code), code)
        box.setCurrentIndex(max(0, box.findData(kept)))
        box.blockSignals(False)  # noqa: FBT003 - Qt's name
        self._narrow()

    def _narrow(self) -> None:
        query = self._query()
        shown = outcome_ledger.narrowed(self._rows.values(), query)
        self.show_rows(shown, of=len(self._rows))
        if not self.table.chosen_id:
            self._show_numbers(shown)

    def _choose(self, row_id: str) -> None:
        row = self._rows.get(row_id)
        if row is None:
            self._show_numbers(outcome_ledger.narrowed(self._rows.values(), self._query()))
        else:
            self._show_line(row)

    def _show_numbers(self, shown: Sequence[LedgerRow]) -> None:
        words, pane, texts = self.words, self._pane, self._texts
        pane.begin(words("Numbers"), words.count("{number} line", "{number} lines", len(shown)), (), ())
        counted = outcome_ledger.tables(shown)
        for numbers in counted:
            pane.heading(texts.table(numbers))
            pane.pairs(
                [
                    (
                        texts.category(row),
                        words.series_of(
                            words.labelled(texts.category(column), texts.number(number))
                            for column in (*numbers.columns, "")
                            if (number := numbers.values[row, column]) != 0
                        ),
                    )
                    for row in (*numbers.rows, "")
                ]
            )
        for text in outcome_table.number_notes(counted, shown, words):
            pane.words(text, "quiet")
        pane.end()

    def _show_line(self, line_: LedgerRow) -> None:
        words, pane, texts, row = self.words, self._pane, self._texts, line_.row
        title = line_.reference or texts.people(row)
        pane.begin(title, texts.origin(line_), (Chip(texts.end(row), "violet", "time"),), ())
        pane.pairs(
            (
                (words("Person"), line_.name),
                (words("States"), texts.states(row)),
                (words("Ended on"), texts.period(row.on) or words("not stated")),
                (words("By which way"), texts.route(row)),
                (words("Last news"), texts.period(row.last_news) or words("not stated")),
                (words("Detail"), texts.coarseness(row) if line_.pack else ""),
            )
        )
        for text in texts.remarks(line_):
            pane.words(text)
        is_whole = row.part == "whole"
        for entry in row.entries:
            pane.beside(texts.entry(entry), texts.known(entry.source, entry.sureness) if is_whole else "")
        if row.assurances:
            pane.heading(words("Assurances and their outcome"))
        for one in row.assurances:
            word, tone, meaning = self._titles.result[one.result]
            known = texts.known(one.source, one.sureness) if is_whole else ""
            pane.note(self._titles.about[one.about], "", known, Chip(word, tone, meaning))
        if line_.pack is not None:
            pane.heading(words("From where"))
            pane.words(texts.pack(line_.pack))
        pane.end()

    def _go_to_case(self) -> None:
        row = self._rows.get(self.table.chosen_id)
        if row is not None and row.outcome is not None:
            self.context.go(
                Location(page="case", id=row.outcome.case_id, tab="outcomes", within=row.outcome.id)
            )

    def _remove_pack(self) -> None:
        row = self._rows.get(self.table.chosen_id)
        pack: OutcomePack | None = row.pack if row is not None else None
        if pack is None:
            return
        pack_id = pack.id

        def remove(session: Session) -> None:
            outcome_import.remove(session, pack_id)

        self.context.ask(
            remove,
            lambda _: self.context.did(
                self.words("Pack moved to bin"),
                lambda session: outcome_import.restore(session, pack_id),
                redo=remove,
            ),
        )

    def _write(self) -> None:
        """Write what may leave, in place of the table as it is shown."""
        out = pick_target(self, self.words, "ledger.csv")
        if out is None:
            return
        session, query, words = self.context.session, self._query(), self.words
        self.context.run(
            lambda _: ledger_file.write(session, query, out, words),
            lambda _: self.context.say(
                words("Ledger exported. The file is not encrypted."),
                words("Of our own cases it has what the last pack gave, as far as it may still leave."),
            ),
        )

    def _print(self) -> None:
        """Print what may leave, in place of the table as it is shown."""
        session, query, words = self.context.session, self._query(), self.words
        self.context.run(lambda _: ledger_file.printed(session, query, words), self.print_out)


def _columns(words: Translator) -> tuple[Column[LedgerRow], ...]:
    texts = OutcomeTexts(words)
    return (
        Column(
            title=words("Case or number"),
            text=lambda row: row.reference or texts.people(row.row),
            beside=lambda row: " · ".join((texts.origin(row), *texts.remarks(row))),
            look="two-lines",
            width=17,
        ),
        Column(
            title=words("How it ended"),
            text=lambda row: texts.end(row.row),
            beside=lambda row: texts.states(row.row),
            look="two-lines",
            width=22,
            stretches=True,
        ),
        Column(
            title=words("When"),
            text=lambda row: dates.brief(words, stated_period(row.row.on)),
            fits=True,
            sort=lambda row: row.row.on,
            width=10,
            gives_way=2,
        ),
        Column(
            title=words("What happened since"),
            text=lambda row: texts.entries(row.row),
            look="two-lines",
            width=18,
            is_kept=True,
        ),
        Column(title=words("Assurances"), text=lambda row: texts.assurances(row.row), width=18, gives_way=1),
    )
