"""A report as PDF, with tables and bars, and as CSV; both from the same cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.dossier.composition import (
    BarChart,
    Block,
    ChartBar,
    Composition,
    DossierPart,
    Heading,
    Line,
    Span,
    TextParagraph,
    TextTable,
)
from casebook.domain.exchange.report import Report, ReportTable
from casebook.formats.table import write_table
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.export import put
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.exchange.reports.report_words import ReportWords

FIELDS = ("table", "counts", "row", "column", "number")
_COLUMNS = 5
"""So many columns fit across a page; more are set below, each time with the rows."""
_ROW_SHARE = 0.34


async def write(session: Session, report: Report, out: Path | SaveTarget, words: Translator) -> None:
    """Write a report as PDF or CSV, by the ending of the file's name.

    Raises:
        InvalidInput: it has another ending, or the name names someone.
        Refused, DiskProblem: it cannot be written there.
    """
    ending = Path(out.name).suffix.lower()
    if ending not in {".pdf", ".csv"}:
        raise InvalidInput(
            "A report is written as PDF or CSV.",
            field="out",
            remedy="Choose a file name that ends in .pdf or .csv.",
        )
    await on_vault(lambda: require_neutral(session, out.name))
    data = await off_thread(lambda: pdf_file(report, words) if ending == ".pdf" else csv_file(report, words))
    await off_thread(lambda: put(data, out))


def csv_file(report: Report, words: Translator) -> bytes:
    """Return a report as CSV: a line for each cell, totals included."""
    said = ReportWords(report, words)
    rows = [
        (
            said.table(table),
            said.unit(table),
            said.category(table.rows_by, row),
            said.category(table.columns_by, column),
            said.number(table, number, is_plain=True),
        )
        for table in report.tables
        for (row, column), number in table.values.items()
    ]
    return write_table(FIELDS, rows)


def pdf_file(report: Report, words: Translator) -> bytes:
    """Return a report as PDF."""
    from casebook.pdf.bundle.checked_bundle import build_checked_bundle

    data = BytesIO()
    build_checked_bundle(composition(report, words), data)
    return data.getvalue()


def composition(report: Report, words: Translator) -> Composition:
    """Return a report as the pages of a document that names nobody."""
    said = ReportWords(report, words)
    blocks: list[Block] = [TextParagraph(line=_line(text)) for text in (said.period, said.made, said.method)]
    for table in report.tables:
        blocks += [Heading(text=said.table(table)), TextParagraph(line=_line(said.note(table)))]
        blocks += _blocks(table, said)
    part = DossierPart(title=said.title, anchor="report", blocks=tuple(blocks))
    return Composition(
        title=said.title,
        running_head=said.title,
        language=words.language,
        parts=(part,),
        has_index=False,
    )


def _blocks(table: ReportTable, said: ReportWords) -> Iterator[Block]:
    """Yield a table and the bars of its rows; without columns the bars say it all."""
    if not table.rows:
        yield TextParagraph(line=_line(said.words("Nothing is recorded for this period.")))
        return
    if table.columns:
        columns = (*table.columns, "")
        for at in range(0, len(columns), _COLUMNS):
            yield _table(table, columns[at : at + _COLUMNS], said)
    else:
        total = said.number(table, table.values["", ""])
        yield TextParagraph(line=_line(said.words("Total: {number}", number=total)))
    yield BarChart(rows=tuple(_bars(table, said)))


def _table(table: ReportTable, columns: Sequence[str], said: ReportWords) -> TextTable:
    width = (1 - _ROW_SHARE) / _COLUMNS
    rows = [
        (
            _line(said.category(table.rows_by, row)),
            *(_line(said.number(table, table.values[row, column])) for column in columns),
        )
        for row in (*table.rows, "")
    ]
    empty = _COLUMNS - len(columns)
    return TextTable(
        head=(
            said.dimension(table.rows_by),
            *(said.category(table.columns_by, column) for column in columns),
            *([""] * empty),
        ),
        rows=tuple((*row, *([_line("")] * empty)) for row in rows),
        widths=(_ROW_SHARE, *([width] * _COLUMNS)),
    )


def bar_shares(table: ReportTable) -> dict[str, float | None]:
    """Return the length of each row's bar as a share of the longest; None for a hidden number.

    SECURITY: the longest is the greatest number that is shown, since a scale by a hidden one would tell it.
    """
    totals = {row: table.values[row, ""] for row in table.rows}
    most = max((number for number in totals.values() if number is not None), default=0)
    return {row: None if number is None else number / most for row, number in totals.items()}


def _bars(table: ReportTable, said: ReportWords) -> Iterator[ChartBar]:
    for row, share in bar_shares(table).items():
        yield ChartBar(
            label=said.category(table.rows_by, row),
            said=said.number(table, table.values[row, ""]),
            least=share or 0.0,
            most=share or 0.0,
            is_drawn=share is not None,
        )


def _line(text: str) -> Line:
    return (Span(text),)
