"""A printable diary by month."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from itertools import groupby
from pathlib import Path

from casebook.base.i18n import Translator
from casebook.domain.agenda.agenda import AgendaItem
from casebook.domain.base.absence import title_or_absent
from casebook.domain.base.date import in_words
from casebook.domain.base.zone import on_clock, zone_of
from casebook.domain.deadline.reservation import reservation_texts
from casebook.domain.dossier.composition import (
    Block,
    Composition,
    DossierPart,
    Heading,
    Line,
    Span,
    TextParagraph,
    TextTable,
)
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.agenda.agenda import agenda
from casebook.services.base.export import write_file
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session


async def write_diary(
    session: Session, first_on: date, last_on: date, out: Path | SaveTarget, words: Translator
) -> int:
    """Write the diary from the first day to the last as a PDF; returns its number of lines.

    Raises:
        InvalidInput, Refused, DiskProblem: it cannot be written there.
    """
    await on_vault(lambda: require_neutral(session, out.name))
    from casebook.pdf.bundle.checked_bundle import build_checked_bundle

    span = (first_on, last_on)
    items = await on_vault(lambda: agenda(session, *span))

    def draw() -> bytes:
        buffer = BytesIO()
        build_checked_bundle(diary(items, span, words), buffer)
        return buffer.getvalue()

    await write_file(await off_thread(draw), out)
    return len(items)


def diary(items: tuple[AgendaItem, ...], span: tuple[date, date], words: Translator) -> Composition:
    """Return the diary as a composition of references and titles; it names a person only if a title does."""
    first, last = (words.format_date(on) for on in span)
    title = words("Diary")
    blocks: list[Block] = [TextParagraph(line=_line(words("{first} to {last}", first=first, last=last)))]
    for _, month in groupby(items, key=lambda item: (item.on.year, item.on.month)):
        lines = list(month)
        blocks += [Heading(text=words.format_month(lines[0].on)), _table(lines, words)]
    if not items:
        blocks.append(TextParagraph(line=_line(words("Nothing is scheduled for these days."))))
    part = DossierPart(title=title, anchor="diary", blocks=tuple(blocks))
    return Composition(title=title, language=words.language, parts=(part,), has_index=False)


def _table(items: list[AgendaItem], words: Translator) -> TextTable:
    kinds = {
        "deadline": words("Deadline"),
        "hearing": words("Hearing"),
        "removal": words("Removal date"),
        "event": words("Event"),
        "task": words("Task"),
    }
    rows = tuple(
        (
            _line(_when(item, words)),
            _line(kinds[item.kind]),
            _line(_what(item, words)),
            _line(title_or_absent(item.reference, words) or " "),
        )
        for item in items
    )
    head = (words("Date"), words("Type"), words("Item"), words("Case"))
    return TextTable(head=head, rows=rows, widths=(0.2, 0.14, 0.44, 0.22))


def _when(item: AgendaItem, words: Translator) -> str:
    if item.at is None:
        return in_words(item.stated, words) if item.stated else words.format_date(item.on)
    at = on_clock(item.at, zone_of(item.zone)) if item.zone else item.at
    return f"{words.format_date(item.on)}, {at:%H:%M}"


def _what(item: AgendaItem, words: Translator) -> str:
    marks = (
        words("date not certain") if item.stated else "",
        *reservation_texts(item.reservations, words),
        words("not checked") if item.is_unchecked else "",
    )
    return " · ".join(part for part in (item.title_in(words), item.place, item.who, *marks) if part)


def _line(text: str) -> Line:
    return (Span(text),)
