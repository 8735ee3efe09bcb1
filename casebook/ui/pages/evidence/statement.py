"""Statements of a case: paragraph by paragraph with what each is tied to, what is missing, and the guide."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.domain.evidence.statement import Statement
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.evidence.statements import statement_print
from casebook.services.evidence.statements.statement_guide import InterviewGuide, guide
from casebook.services.evidence.statements.statement_sheet import PrintedLanguages
from casebook.services.evidence.statements.statement_view import (
    SpineRow,
    StatementProblem,
    StatementView,
    view,
)
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.case.fact_form import document_title
from casebook.ui.pages.evidence.statement_form import read_back_form_spec, statement_form_spec
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button


class Statements(Records[Statement, Statement]):
    """The statements of the case, and the selected one beside them."""

    heading_role = "title"
    shares = (2, 3)
    concerns = frozenset({"statement", "fact", "document", "ground", "person", "contact", "role"})
    bulk_fields = ("language", "recorded_on", "recorded_by", "place", "confirmation")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, context.words("Statements"), _columns(context))

    def read(self) -> None:
        """Read the statements."""
        case_id = self.place.id
        self.ask(lambda session: record.of_case(session, Statement, case_id), self.show_records)

    def spec(self) -> FormSpec[Statement]:
        """A statement with its paragraphs."""
        return statement_form_spec(self.context, self.place.id)

    def start_new(self) -> None:
        """Open the form of a statement for an English-speaking court."""
        self.editor.begin_new(self.spec(), self.fixed_values(), {"translation_language": "en"})

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """A new statement."""
        return (self.new_step(self.words("New statement")),)

    def empty_state(self) -> QWidget:
        """What belongs here."""
        return Empty(
            "file-statement",
            self.words("No statements yet"),
            self.words(
                "Statements for a court in the person’s own language, with the translation of each "
                "paragraph, tied to facts and earlier accounts."
            ),
            self.first_step(self.words("Add first statement")),
        )

    def show_record(self, record_id: str) -> None:
        """Show the statement with its spine and guide."""

        def read(session: Session) -> tuple[StatementView, InterviewGuide]:
            return view(session, record_id), guide(session, record_id)

        self.ask(read, self._show)

    def record_read_back(self) -> None:
        """Open the form of a read-back."""
        entity = self.entity(self.table.chosen_id)
        if entity is not None:
            self.editor.begin_change(read_back_form_spec(self.context), entity, about="read-back")

    def export_to(self, out: Path | SaveTarget, languages: PrintedLanguages) -> None:
        """Write the statement to a file."""
        context, statement_id = self.context, self.table.chosen_id
        done = self.words("Statement exported. Outside the casebook it is not encrypted.")
        context.run(
            lambda _: statement_print.write(context.session, statement_id, out, languages=languages),
            lambda _: context.say(done),
        )

    def _export(self, languages: PrintedLanguages, name: str) -> None:
        out = pick_target(self, self.words, name)
        if out:
            self.export_to(out, languages)

    def _show(self, shown: tuple[StatementView, InterviewGuide]) -> None:
        view, interview = shown
        words, statement = self.words, view.statement
        if statement.id != self.table.chosen_id:
            return
        state = (
            Chip(words("read back"), "green", "done")
            if statement.is_read_back
            else Chip(words("not read back"), "amber", "edit")
        )
        languages = words.language_name(statement.language)
        if statement.is_translated:
            languages += f" – {words.language_name(statement.translation_language)}"
        self.details.begin(statement.title, languages, (state,), self.tools())
        for problem in view.problems:
            self.details.words(self._problem(problem), "small")
        self._add_steps(view)
        for row in view.spine:
            self._add_paragraph(row)
        self._add_guide(interview)
        self.details.end()

    def _add_steps(self, view: StatementView) -> None:
        words, name = self.words, statement_print.file_name(view)
        steps: list[tuple[str, PrintedLanguages]] = [(words("Export original…"), "original")]
        if view.statement.is_translated:
            steps = [
                (words("Export both languages…"), "both"),
                (words("Export translation…"), "translation"),
                *steps,
            ]
        read_back = button(words("Record read-back…"), self.record_read_back, meaning="read", writes=True)
        self.details.step_below(read_back)
        for title, languages in steps:
            step = button(title, partial(self._export, languages, name), meaning="file-pdf")
            self.details.step_below(step)

    def _problem(self, problem: StatementProblem) -> str:
        numbers = self.words.list_of(map(str, problem.numbers))
        text = self.words(problem.words)
        return f"{text} {self.words('Paragraphs: {numbers}.', numbers=numbers)}" if numbers else text

    def _add_paragraph(self, row: SpineRow) -> None:
        words, paragraph = self.words, row.paragraph
        ties = [fact.statement for fact in row.facts]
        ties += [
            f"{document_title(one.document)}, {words('page {page}', page=one.pinpoint.page)}"
            if one.pinpoint.page
            else document_title(one.document)
            for one in row.earlier
        ]
        if row.recording and paragraph.recording:
            minutes, seconds = divmod(paragraph.recording.at_seconds, 60)
            ties.append(f"{document_title(row.recording)}, {minutes}:{seconds:02}")
        chip = Chip(words("accounts differ"), "amber", "warning") if row.differing else None
        text = "\n\n".join(part for part in (paragraph.text, paragraph.translation) if part)
        self.details.note(str(row.number), text, " · ".join(ties), chip)

    def _add_guide(self, interview: InterviewGuide) -> None:
        words = self.words
        self.details.heading(words("Interview guide"))
        for advice in interview.advice:
            self.details.words(words(advice), "small")
        for section in interview.sections:
            lines = [f"{'✓' if topic.is_covered else '·'} {topic.text}" for topic in section.topics]
            self.details.note(section.ground.title, "\n".join(lines))


def _columns(context: PageContext) -> tuple[Column[Statement], ...]:
    words = context.words
    return (
        Column(
            title=words("Title"),
            text=lambda row: row.title,
            look="strong",
            width=24,
            stretches=True,
            edits="title",
        ),
        Column(
            title=words("Language"),
            text=lambda row: words.language_name(row.language),
            width=14,
            fits=True,
            edits="language",
        ),
        Column(
            title=words("Recorded on"),
            text=lambda row: dates.format_date(words, row.recorded_on) if row.recorded_on else "",
            sort=lambda row: row.recorded_on.isoformat() if row.recorded_on else "",
            width=12,
            fits=True,
            edits="recorded_on",
        ),
    )
