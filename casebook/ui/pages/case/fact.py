"""Chronology: the facts in order, and all accounts of one side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.absence import NOT_HERE_YET
from casebook.domain.case.fact import Account, Fact, Pinpoint
from casebook.domain.evidence.document import Document
from casebook.domain.library.finding import Finding
from casebook.services.base import record
from casebook.services.case import fact as facts
from casebook.services.case.fact import CaseFacts, FactRow
from casebook.services.library import suggestion
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.case.fact_form import fact_form_spec
from casebook.ui.pages.exchange.list_panes import ListPanes
from casebook.ui.pages.wording.library import LibraryWording
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.cards.card import CardLine, Opening
from casebook.ui.widgets.cards.compare import Accounts, ComparedAccount
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form


class Chronology(Records[FactRow, Fact]):
    """The facts in order, and the selected one with its accounts."""

    heading_role = "title"
    concerns = frozenset({"fact", "document", "finding", "reading"})
    bulk_fields = ("on", "place", "status")

    def __init__(self, context: PageContext) -> None:
        self._documents: Mapping[str, Document] = {}
        self._absent = frozenset[str]()
        self._findings: Mapping[str, Finding] = {}
        self._lists = ListPanes(context, "fact", context.words("Import list"))
        super().__init__(context, context.words("Chronology"), _columns(context))
        self._lists.stand_above(self)

    def spec(self) -> FormSpec[Fact]:
        """Return the form of a fact with its accounts."""
        return fact_form_spec(self.context, self.place.id)

    def first_values(self) -> Values:
        """Return the status of a new fact: asserted until somebody records what the other side says."""
        return {"status": "asserted"}

    def record_of(self, row: FactRow) -> Fact:
        """Return the fact of a row."""
        return row.fact

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """Return the buttons of lists and of a new fact."""
        return (*self._lists.buttons(), self.new_step(self.words("New fact")))

    def read(self) -> None:
        """Read facts and documents."""
        case_id = self.place.id
        self.ask(lambda session: facts.of_case(session, case_id), self._show)

    def empty_state(self) -> QWidget:
        """Return the empty state."""
        return Empty(
            "chronology",
            self.words("No facts yet"),
            self.words(
                "A fact is one thing alleged to have happened, with every account of it in its "
                "original words. In date order, the facts form the chronology of the dossier. "
                "A table copied elsewhere can be pasted here."
            ),
            self.first_step(self.words("Add first fact")),
        )

    def _show(self, case_facts: CaseFacts) -> None:
        self._documents, self._findings = case_facts.documents, case_facts.findings
        self._absent = case_facts.absent
        self.show_records(case_facts.rows)

    def show_record(self, record_id: str) -> None:
        """Show the fact with its accounts side by side."""
        fact = self.entity(record_id)
        if fact is not None:
            self._show_fact(fact)

    def _show_fact(self, fact: Fact) -> None:
        words, pane = self.words, self.details
        when = " · ".join(part for part in (dates.stated(words, fact.on), fact.place) if part)
        word, tone, meaning = self.wording.fact_status[fact.status]
        pane.begin(fact.statement, when, (Chip(word, tone, meaning),), self.tools())
        if fact.explanation or fact.inconsistency:
            reason = self.wording.inconsistency.get(fact.inconsistency, "")
            title = words("Why they differ: {reason}", reason=reason) if reason else words("Why they differ")
            pane.note(title, fact.explanation)
        if fact.accounts:
            pane.heading(words.count("{number} account", "{number} accounts", len(fact.accounts)))
            accounts = tuple(self._compared(account) for account in fact.accounts)
            pane.add(
                Accounts(
                    accounts, words("Words and dates that differ from the first account are highlighted.")
                )
            )
        pane.heading(words("Supported by"))
        if not fact.pinpoints:
            pane.add(Chip(words("no supporting exhibit yet"), "red", "missing"))
        for pinpoint in fact.pinpoints:
            self._show_pinpoint(pinpoint)
        self._show_findings(fact)
        pane.end()

    def _show_findings(self, fact: Fact) -> None:
        """Show the relevant library findings, and the field that attaches another."""
        words, pane, wording = self.words, self.details, LibraryWording(self.words)
        pane.heading(words("Country evidence"))
        for joined_finding in (self._findings[each] for each in fact.finding_ids if each in self._findings):
            place = Location(page="library", tab="findings", within=joined_finding.id)
            opens = Opening(joined_finding.statement, partial(self.context.go, place))
            status = (
                wording.adverse()
                if joined_finding.is_adverse
                else wording.levels()[joined_finding.reading_level]
            )
            pane.add(CardLine("", joined_finding.pinpoint, status=Chip(*status), opens=opens))
        finding = FieldFactory(self.context).finding()
        field = Field(key="finding", title=words("Finding"), makes=finding, is_required=True, is_wide=True)
        title = Message("Add finding")
        form = Form(title, (field,), words, keep=words("Add"), is_card=True, draft=f"{title.msgid}/{fact.id}")
        form.kept.connect(
            lambda values: self.context.ask(
                lambda session: suggestion.attach_to_fact(session, values["finding"], fact.id),
                self._joined_finding,
            )
        )
        pane.step_below(button(words("Add finding"), form.begin, role="link", meaning="add"))
        form.hide()
        pane.add(form)

    def _joined_finding(self, joined: tuple[Fact, Fact]) -> None:
        was, now = joined
        self.context.did(
            self.words("Finding added to the fact"), lambda session: record.change(session, was, seen=now)
        )

    def _compared(self, account: Account) -> ComparedAccount:
        where = self._placed(account.pinpoint) if account.pinpoint else ""
        return ComparedAccount(
            who=account.stated_by,
            on=dates.stated(self.words, account.on),
            words=account.words,
            translation=account.translation,
            where=where,
        )

    def _show_pinpoint(self, pinpoint: Pinpoint) -> None:
        place = Location(page="case", id=self.place.id, tab="evidence", within=pinpoint.document_id)
        opens = Opening(self._placed(pinpoint), partial(self.context.go, place))
        self.details.add(opens)

    def _placed(self, pinpoint: Pinpoint) -> str:
        document = self._documents.get(pinpoint.document_id)
        if document is None and pinpoint.document_id in self._absent:
            return self.words(NOT_HERE_YET)
        if document is None:
            return self.words("a document no longer on file")
        mark = self.words("Exhibit {mark}", mark=document.exhibit_mark) if document.exhibit_mark else ""
        page = self.words("page {page}", page=pinpoint.page) if pinpoint.page else ""
        return " · ".join(part for part in (mark, document.title, page) if part)


def _columns(context: PageContext) -> tuple[Column[FactRow], ...]:
    words, wording = context.words, Wording(context.words)
    return (
        Column(
            title=words("Date"),
            text=lambda row: dates.brief(words, row.fact.on),
            fits=True,
            sort=lambda row: row.fact.on.order,
            look="strong",
            width=17,
            edits="on",
        ),
        Column(
            title=words("What happened"),
            text=lambda row: row.fact.statement,
            look="two-lines",
            width=32,
            stretches=True,
        ),
        *_proof_columns(words, wording),
    )


def _proof_columns(words: Translator, wording: Wording) -> tuple[Column[FactRow], ...]:
    return (
        Column(
            title=words("Status"),
            text=lambda row: wording.fact_status[row.fact.status][0],
            tone=lambda row: wording.fact_status[row.fact.status][1],
            icon=lambda row: wording.fact_status[row.fact.status][2],
            width=19,
            edits="status",
            gives_way=1,
        ),
        Column(
            title=words("Exhibits"),
            text=lambda row: words.list_of(row.marks) if row.marks else words("none"),
            tone=lambda row: None if row.marks else "red",
            icon=lambda row: "" if row.marks else "missing",
            fits=True,
            is_kept=True,
            width=10,
        ),
    )
