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
from casebook.domain.exchange.report import NumberReport, ReportTable
from casebook.formats.table import write_table
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.export import put
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.exchange.reports.report_words import ReportWords

FIELDS = ("table", "counts", "row", "column", "number")
_FITTING = ((7, 8), (11, 5))
"""Letters of the longest word in the headings of columns, and how many such columns fit across a page."""
_MIN_COLUMNS = 3
_ROW_SHARE = 0.28


async def write(session: Session, report: NumberReport, out: Path | SaveTarget, words: Translator) -> None:
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


def csv_file(report: NumberReport, words: Translator) -> bytes:
    """Return a report as CSV: a line for each cell, totals included."""
    texts = ReportWords(report, words)
    rows = [
        (
            texts.table(table),
            texts.unit(table),
            texts.category(table.rows_by, row),
            texts.category(table.columns_by, column),
            texts.number(table, number, is_plain=True),
        )
        for table in report.tables
        for (row, column), number in table.values.items()
    ]
    return write_table(FIELDS, rows)


def pdf_file(report: NumberReport, words: Translator) -> bytes:
    """Return a report as PDF."""
    from casebook.pdf.bundle.checked_bundle import build_checked_bundle

    data = BytesIO()
    build_checked_bundle(composition(report, words), data)
    return data.getvalue()


def composition(report: NumberReport, words: Translator) -> Composition:
    """Return a report as the pages of a document that names nobody."""
    texts = ReportWords(report, words)
    blocks: list[Block] = [
        TextParagraph(line=_line(text)) for text in (texts.period, texts.made, texts.method)
    ]
    counted = ""
    for table in report.tables:
        blocks.append(Heading(text=texts.table(table)))
        if table.counts != counted:
            blocks.append(TextParagraph(line=_line(texts.note(table))))
        counted = table.counts
        blocks += _blocks(table, texts)
    part = DossierPart(title=texts.title, anchor="report", blocks=tuple(blocks))
    return Composition(
        title=texts.title,
        running_head=texts.title,
        language=words.language,
        parts=(part,),
        has_index=False,
    )


def _blocks(table: ReportTable, texts: ReportWords) -> Iterator[Block]:
    """Yield a table and the bars of its rows; without columns the bars say it all."""
    if not table.rows:
        yield TextParagraph(line=_line(texts.words("Nothing is recorded for this period.")))
        return
    if table.columns:
        columns = (*table.columns, "")
        most = _most_columns(table, texts)
        size = -(-len(columns) // -(-len(columns) // most))
        for at in range(0, len(columns), size):
            yield _table(table, columns[at : at + size], most, texts)
    else:
        total = texts.number(table, table.values["", ""])
        yield TextParagraph(line=_line(texts.words("Total: {number}", number=total)))
    yield BarChart(rows=tuple(_bars(table, texts)))


def _most_columns(table: ReportTable, texts: ReportWords) -> int:
    """Return how many columns fit side by side without a break inside a word."""
    titles = (texts.category(table.columns_by, column) for column in table.columns)
    longest = max(len(word) for title in titles for word in title.split())
    return next((most for letters, most in _FITTING if longest <= letters), _MIN_COLUMNS)


def _table(table: ReportTable, columns: Sequence[str], most: int, texts: ReportWords) -> TextTable:
    width = (1 - _ROW_SHARE) / most
    rows = [
        (
            _line(texts.category(table.rows_by, row)),
            *(_line(texts.number(table, table.values[row, column])) for column in columns),
        )
        for row in (*table.rows, "")
    ]
    empty = most - len(columns)
    return TextTable(
        head=(
            texts.dimension(table.rows_by),
            *(texts.category(table.columns_by, column) for column in columns),
            *([""] * empty),
        ),
        rows=tuple((*row, *([_line("")] * empty)) for row in rows),
        widths=(_ROW_SHARE, *([width] * most)),
    )


def bar_shares(table: ReportTable, column: str = "") -> dict[str, float | None]:
    """Return the length of each row's bar in a column, by default of totals; None for a hidden number.

    It is a share of the longest bar of the table, by which its columns can be compared.

    SECURITY: the longest is the greatest number that is shown, since a scale by a hidden one would tell it.
    """
    shown = (table.values[row, one] for row in table.rows for one in (*table.columns, ""))
    most = max((number for number in shown if number is not None), default=0) or 1
    numbers = {row: table.values[row, column] for row in table.rows}
    return {row: None if number is None else number / most for row, number in numbers.items()}


def _bars(table: ReportTable, texts: ReportWords) -> Iterator[ChartBar]:
    for row, share in bar_shares(table).items():
        yield ChartBar(
            label=texts.category(table.rows_by, row),
            said=texts.number(table, table.values[row, ""]),
            least=share or 0.0,
            most=share or 0.0,
            is_drawn=share is not None,
        )


def _line(text: str) -> Line:
    return (Span(text),)
