"""A one-page deadline sheet: due date, calculation, legal basis and checks."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.absence import title_or_absent
from casebook.domain.base.preview import Pixels
from casebook.domain.deadline.calculation_record import CalculationRecord, RecordedInterpretation
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.deadline.nature import CONSEQUENCE, DUE
from casebook.domain.deadline.reservation import Reservation, reservation_texts
from casebook.domain.deadline.trace import StepRun, runs
from casebook.domain.dossier.composition import (
    Block,
    Composition,
    DossierPart,
    Line,
    Pairs,
    Span,
    TextParagraph,
    TextTable,
)
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.export import write_file
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.deadline.deadline import as_it_stands
from casebook.services.deadline.deadline_setting import people_who_check
from casebook.store.case import case as cases

DOTS_PER_INCH = 200
LINES = (20, 14, 8, 4, 2)
"""Numbers of calculation lines, tried in turn until the sheet fits one page; the casebook contains them all.
"""
NOTED = (*((lines, True) for lines in LINES), (LINES[-1], False), (0, False))
"""Each with the note of the rule; where it does not fit one page, without it, and finally without the
calculation.
"""
LABEL_SHARE = 0.23
"""Share of the width: labels are short, and wide value cells keep the sheet to one page."""
DAY_WIDTHS, TIME_WIDTHS = (0.3, 0.7), (0.4, 0.6)
"""Widths of the columns of interpretations; neither a day nor a day with time breaks across lines."""


async def write_sheet(session: Session, deadline_id: str, out: Path | SaveTarget, words: Translator) -> None:
    """Write the sheet of a saved deadline.

    Raises:
        NotFound: there is no such deadline.
        InvalidInput, Refused, DiskProblem: it cannot be written there.
    """
    await on_vault(lambda: require_neutral(session, out.name))
    deadline, reference, people = await on_vault(lambda: _read(session, deadline_id))
    data = await off_thread(
        lambda: sheet_pdf(deadline, words, matter=title_or_absent(reference, words), people=people)
    )
    await write_file(data, out)


async def draw_sheet(session: Session, deadline_id: str, words: Translator) -> Pixels:
    """Return the sheet as an image for printing, at 200 dpi.

    Raises:
        NotFound: there is no such deadline.
    """
    from casebook.pdf.raster.raster_pdf import PdfSheets

    deadline, reference, people = await on_vault(lambda: _read(session, deadline_id))

    def draw() -> Pixels:
        sheets = PdfSheets(
            sheet_pdf(deadline, words, matter=title_or_absent(reference, words), people=people)
        )
        width, height = (round(side / 72 * DOTS_PER_INCH) for side in sheets.sizes[0])
        data = b"".join(bytes(part) for part in sheets.draw(0, width, height))
        return Pixels(width_px=width, height_px=height, data=data)

    return await off_thread(draw)


def _read(session: Session, deadline_id: str) -> tuple[Deadline, str, int]:
    deadline = as_it_stands(session, deadline_id)
    with session.store.reading() as connection:
        references = cases.shown_references(connection, [deadline.case_id])
    return deadline, references.get(deadline.case_id, ""), people_who_check(session)


def sheet_pdf(deadline: Deadline, words: Translator, *, matter: str = "", people: int = 1) -> bytes:
    """Return the sheet as a PDF, with as much of the calculation as fits one page."""
    from casebook.pdf.bundle.checked_bundle import build_checked_bundle

    for most, has_note in NOTED:
        out = BytesIO()
        sheet = deadline_sheet(
            deadline, words, matter=matter, people=people, most_lines=most, has_note=has_note
        )
        if build_checked_bundle(sheet, out).page_count == 1:
            break
    return out.getvalue()


def deadline_sheet(
    deadline: Deadline,
    words: Translator,
    *,
    matter: str = "",
    people: int = 1,
    most_lines: int = LINES[0],
    has_note: bool = True,
) -> Composition:
    """Return the sheet as a composition; it names no one unless `matter` or the deadline does.

    Args:
        deadline: the deadline.
        words: of the language of the sheet.
        matter: the reference of the case, as the person wants it printed.
        people: how many check each date.
        most_lines: of the working.
        has_note: with the note of whoever gathered the rule.
    """
    title = words("Deadline sheet")
    working = deadline.working
    particulars = tuple(_particulars(deadline, words, matter))
    blocks: list[Block] = [Pairs(rows=particulars, label_share=LABEL_SHARE)]
    if working:
        blocks += _counted(working, words, most_lines, words(working.basis.notes) if has_note else "")
    blocks.append(_initials(deadline, words, people))
    part = DossierPart(title=title, anchor="deadline-sheet", blocks=tuple(blocks))
    return Composition(title=title, language=words.language, parts=(part,), has_index=False)


def _counted(working: CalculationRecord, words: Translator, most_lines: int, note: str) -> Iterator[Block]:
    """Yield the tables without headings: their header rows identify them, and the sheet stays one page."""
    if len(working.readings) > 1:
        yield _readings(working, words)
    if working.chosen and most_lines:
        yield _working(working.chosen, words, most_lines)
    remarks = [*(caution.format(words) for caution in working.cautions), note]
    stop = "。" if words.is_chinese else "."
    cautions = words.sentences(
        text if text.endswith((".", "。")) else text + stop for text in remarks if text
    )
    mind = Span(words("Before you rely on this date"), "bold")
    yield TextParagraph(line=(mind,), reference=_line(cautions))


def _particulars(deadline: Deadline, words: Translator, matter: str) -> Iterator[tuple[str, Line]]:
    working = deadline.working
    rows = [
        (words("Case"), matter),
        (words("Deadline"), deadline.title_in(words)),
        (
            words(DUE[deadline.nature]),
            deadline.due.format(words) if deadline.due else words("no date: urgent task"),
        ),
        (words("Reservations"), words.list_of(reservation_texts(_apart(deadline), words))),
        (words("Basis"), deadline.reason),
        (words("Date in doubt"), words(Message.from_text(deadline.doubt)) if deadline.doubt else ""),
        *(
            (
                words("Arguable only") if extension.is_arguable else words("Extended"),
                f"{extension.after.format(words)}: {extension.order}",
            )
            for extension in deadline.extensions
        ),
        *(_basis(working, words) if working else ()),
        (words(CONSEQUENCE[deadline.nature]), words(deadline.consequence)),
        (words("Person responsible"), deadline.responsible),
    ]
    return ((label, _line(text)) for label, text in rows if text)


def _apart(deadline: Deadline) -> tuple[Reservation, ...]:
    """Return the reservations that no other line of the sheet states."""
    return tuple(each for each in deadline.reservations if each not in ("receipt", "receipt-unread"))


def _basis(working: CalculationRecord, words: Translator) -> Iterator[tuple[str, str]]:
    basis = working.basis
    review = words.format_date(basis.review_by_on) if basis.review_by_on else ""
    again = words("review by {day}", day=review) if review else ""
    computed = words("calculated on {day}", day=words.format_date(working.computed_on))
    safe, arguable = (
        moment.format(words) if moment else words("no safe date")
        for moment in (working.earliest_safe, working.latest_arguable)
    )
    held = (basis.version, computed, words("holidays {table}", table=basis.table) if basis.table else "")
    yield words("In time if"), words(basis.in_time) if basis.in_time_if else ""
    yield words("Within the period"), words.series_of(map(words, basis.steps))
    yield words("Court or body"), words(basis.forum)
    yield words("Starting event"), words(basis.trigger)
    yield words("Time runs from"), words.format_date(working.start_on)
    if working.first_day and basis.nature == "authority":
        yield words("The person may act from"), working.first_day.format(words)
    if working.chosen and not basis.nature:
        yield words("Act by"), _act_by(working, words)
        yield words("Safe date"), words("{safe}; latest arguable: {arguable}", safe=safe, arguable=arguable)
    yield words("Legal basis"), basis.citation
    yield words("Date of text read"), words.series_of(part for part in (words(basis.as_of), again) if part)
    yield words("Extension"), words(basis.extendable)
    yield words("Calculation method"), words.bracketed(words(basis.method), basis.method_citation)
    yield words("Version"), words.series_of(part for part in held if part)


def _act_by(working: CalculationRecord, words: Translator) -> str:
    """Return the day to act by, and in the same row what was not read of it: the sheet is one page."""
    day = working.effective_act_by.format(words) if working.effective_act_by else ""
    if not day or working.basis.in_time_if or not working.basis.in_time:
        return day
    return words("{day}; let it arrive: whether posting is enough was not read", day=day)


def _readings(working: CalculationRecord, words: Translator) -> TextTable:
    rows = tuple(
        (_line(each.due.format(words)), _line(words(Message.from_text(each.words))))
        for each in working.readings
    )
    has_times = any(each.due.at for each in working.readings)
    widths = TIME_WIDTHS if has_times else DAY_WIDTHS
    return TextTable(head=(words("Date"), words("Interpretation")), rows=rows, widths=widths)


def _working(reading: RecordedInterpretation, words: Translator, most_lines: int) -> TextTable:
    rows = [_run(run, words) for run in runs(reading.trace)]
    if len(rows) > most_lines:
        half = most_lines // 2
        left_out = words.count("{number} more line", "{number} more lines", len(rows) - 2 * half)
        rows = [*rows[:half], (_line("…"), _line(left_out)), *rows[-half:]]
    return TextTable(head=(words("Date"), words("Effect and reason")), rows=tuple(rows), widths=(0.45, 0.55))


def _run(run: StepRun, words: Translator) -> tuple[Line, Line]:
    first, last = run
    if first == last:
        return _line(words.format_date(first.day)), _line(first.why(words))
    days = words("{first} to {last}", first=words.format_date(first.day), last=words.format_date(last.day))
    why = words("{first} to {last}", first=first.why(words), last=last.why(words))
    return _line(days), _line(why)


def _initials(deadline: Deadline, words: Translator, people: int) -> TextTable:
    """Return the signature fields: initials recorded in the program are printed, others are left blank."""
    done = [(check.initials, words.format_date(check.on)) for check in deadline.checks]
    done += [(" ", " ")] * (people - len(done))
    names = [words("Checked by"), *[words("Checked again by")] * (len(done) - 1)]
    rows = tuple(
        (_line(name), _line(initials), _line(on)) for name, (initials, on) in zip(names, done, strict=True)
    )
    return TextTable(head=(" ", words("Initials"), words("Date")), rows=rows, widths=(0.4, 0.3, 0.3))


def _line(text: str) -> Line:
    return (Span(text),)
