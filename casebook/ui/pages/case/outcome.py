"""What became of the people of a case."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.base.i18n import Translator
from casebook.domain.case.case import Case
from casebook.domain.case.outcome import Outcome
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import outcome_evidence, outcome_ledger
from casebook.services.case.outcome_ledger import LedgerRow
from casebook.services.case.outcome_words import OutcomeTexts
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.case.outcome_form import outcome_form_spec
from casebook.ui.pages.wording.outcome import OutcomeWording
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button


class Outcomes(Records[LedgerRow, Outcome]):
    """The outcomes of the case, and the selected one with all that became of the person."""

    heading_role = "title"
    concerns = frozenset({"outcome", "person", "document", "contact", "assurance"})
    bulk_fields = ("ended", "ended_on", "channel", "requesting", "requested", "last_news_on")

    def __init__(self, context: PageContext) -> None:
        self._titles, self._texts = OutcomeWording(context.words), OutcomeTexts(context.words)
        self._client = ""
        super().__init__(context, context.words("Outcomes"), _columns(context.words))

    def read(self) -> None:
        """Read the outcomes."""
        case_id = self.place.id

        def work(session: Session) -> tuple[list[LedgerRow], str]:
            client_ids = record.find(session, Case, case_id).client_ids
            only = client_ids[0] if len(client_ids) == 1 else ""
            return outcome_ledger.own_rows(session, case_id), only

        self.ask(work, self._show)

    def _show(self, answer: tuple[list[LedgerRow], str]) -> None:
        rows, self._client = answer
        self.show_records(rows)

    def first_values(self) -> Values:
        """Return the only client of the case."""
        return {"person_id": self._client}

    def spec(self) -> FormSpec[Outcome]:
        """An outcome."""
        return outcome_form_spec(self.context, self.place.id)

    def record_of(self, row: LedgerRow) -> Outcome:
        """Return the outcome of a row.

        Raises:
            LookupError: others reported it, which no list of a case holds.
        """
        if row.outcome is None:
            raise LookupError(row.id)
        return row.outcome

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """A new outcome, and the ledger of all cases."""
        words = self.words
        ledger = button(
            words("Ledger"),
            lambda: self.context.go(Location(page="library", tab="ledger")),
            meaning="library",
            name=words("Ledger of all cases"),
        )
        return (self.new_step(words("New outcome")), ledger)

    def empty_state(self) -> QWidget:
        """What belongs here."""
        return Empty(
            "time",
            self.words("No outcomes yet"),
            self.words(
                "What happened to the person after return, refusal or release: detained, tried, sentenced, "
                "released, no news, each with its source; and which assurances were kept or breached. Courts "
                "ask for it, and nobody keeps it."
            ),
            self.first_step(self.words("Add first outcome")),
        )

    def show_record(self, record_id: str) -> None:
        """Show the outcome with the titles of its sources."""
        row = self.row(record_id)
        if row is None or row.outcome is None:
            return
        outcome = row.outcome

        def read(session: Session) -> tuple[LedgerRow, Outcome, dict[str, str]]:
            return row, outcome, outcome_evidence.titles(session, outcome)

        self.ask(read, self._detail)

    def _detail(self, answer: tuple[LedgerRow, Outcome, dict[str, str]]) -> None:
        row, outcome, named = answer
        words, pane, texts = self.words, self.details, self._texts
        states = texts.states(row.row)
        pane.begin(
            row.name or words("Person"),
            " · ".join(part for part in (dates.stated(words, outcome.ended_on), states) if part),
            (Chip(texts.end(row.row), "violet", "time"),),
            self.tools(),
        )
        news = outcome.latest_news_on
        pane.pairs(
            (
                (words("By which way"), self._titles.channel[outcome.channel] if outcome.channel else ""),
                (words("Treaty"), named.get(outcome.instrument_id, outcome.instrument_id)),
                (words("Last news on"), dates.stated(words, news) if news else words("not stated")),
            )
        )
        self._show_since(outcome, named)
        if outcome.note:
            pane.heading(words("Note of the office, never printed"))
            pane.words(outcome.note)
        pane.end()

    def _show_since(self, outcome: Outcome, named: dict[str, str]) -> None:
        words, pane, texts = self.words, self.details, self._texts
        if outcome.entries:
            pane.heading(words("What happened since"))
        for entry in outcome.ordered:
            what = words(self._titles.became[entry.became])
            term = words.count("{number} month", "{number} months", entry.months) if entry.months else ""
            known = (
                f"{outcome_evidence.evidence(entry, named, words)} · {self._titles.sureness[entry.sureness]}"
            )
            sentence = texts.sentence(entry.sentence, term)
            pane.step(
                words.bracketed(what, sentence) if sentence else what,
                dates.stated(words, entry.on),
                "\n".join(part for part in (entry.note, known.strip(" ·")) if part),
            )
        if outcome.assurances:
            pane.heading(words("Assurances and their outcome"))
        for one in outcome.assurances:
            word, tone, meaning = self._titles.result[one.result]
            known = f"{outcome_evidence.evidence(one, named, words)} · {self._titles.sureness[one.sureness]}"
            pane.note(self._titles.about[one.about], one.note, known.strip(" ·"), Chip(word, tone, meaning))


def _columns(words: Translator) -> tuple[Column[LedgerRow], ...]:
    texts = OutcomeTexts(words)
    return (
        Column(title=words("Person"), text=lambda row: row.name, look="strong", width=14, stretches=True),
        Column(
            title=words("How it ended"),
            text=lambda row: texts.end(row.row),
            beside=lambda row: texts.states(row.row),
            look="two-lines",
            width=18,
            edits="ended",
        ),
        Column(
            title=words("Ended on"),
            text=lambda row: dates.brief(words, row.outcome.ended_on if row.outcome else None),
            sort=lambda row: row.row.on,
            fits=True,
            width=12,
            edits="ended_on",
        ),
        Column(title=words("Assurances"), text=lambda row: texts.assurances(row.row), width=16, gives_way=1),
    )
