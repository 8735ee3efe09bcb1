"""The diary for other programs; neutral by default, so that a phone shows nothing about anyone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

from casebook.base.i18n import Translator
from casebook.domain.agenda.agenda import AgendaItem
from casebook.domain.agenda.calendar_entry import CalendarEntry
from casebook.domain.base.absence import title_or_absent
from casebook.domain.base.entity import entity
from casebook.domain.deadline.reservation import reservation_texts
from casebook.formats.calendar.calendar_writing import write_calendar
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.agenda.agenda import agenda, without_day
from casebook.services.base.export import write_file
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session

Titles = Literal["neutral", "reference"]
AHEAD_DAYS = 730


@entity
class ExportedCalendar:
    """What a calendar file holds.

    Attributes:
        entries: how many.
        left_out: planned events that are not in it, as neither their day nor a clock time is known.
    """

    entries: int
    left_out: int


async def export_calendar(
    session: Session,
    out: Path | SaveTarget,
    words: Translator,
    titles: Titles = "neutral",
    *,
    shown: Callable[[str], str] = str,
) -> ExportedCalendar:
    """Write the open items of the next two years; an event of no certain day only by its clock time.

    Args:
        session: the open vault.
        out: the file.
        words: of the language of the titles.
        titles: `neutral` says "Deadline"; `reference` adds the reference of the case, never a name or place.
        shown: returns what stands for a reference, such as a code name.

    Raises:
        InvalidInput, Refused, DiskProblem: it cannot be written there.
    """
    await on_vault(lambda: require_neutral(session, out.name))

    def read() -> tuple[tuple[AgendaItem, ...], int, datetime]:
        now = session.clock()
        items = agenda(session, date.min, now.date() + timedelta(days=AHEAD_DAYS))
        return items, without_day(session), now

    items, left_out, now = await on_vault(read)
    entries = [
        entry(item, words, titles, shown)
        for item in items
        if item.urgency != "done" and not (item.stated and item.at is None)
    ]
    await write_file(await off_thread(lambda: write_calendar(entries, now)), out)
    return ExportedCalendar(entries=len(entries), left_out=left_out)


def entry(
    item: AgendaItem, words: Translator, titles: Titles, shown: Callable[[str], str] = str
) -> CalendarEntry:
    """Return a diary line for export: by default without title and place; what a date lacks is marked."""
    kinds = {
        "deadline": words("Deadline"),
        "hearing": words("Hearing"),
        "removal": words("Appointment"),
        "event": words("Appointment"),
        "task": words("Task"),
    }
    title = kinds[item.kind]
    marks = [words("date not certain")] if item.stated else []
    marks += [*reservation_texts(item.reservations, words), *[words("not checked")] * item.is_unchecked]
    if marks:
        title = words("{title} ({marks})", title=title, marks=words.list_of(marks))
    if titles == "reference" and item.reference:
        title = f"{title} · {shown(title_or_absent(item.reference, words))}"
    starts: date | datetime = item.on if item.at is None else item.at
    return CalendarEntry(
        id=item.id,
        title=title,
        starts=starts,
        zone=item.zone,
        reminders=tuple(timedelta(days=days) for days in item.remind_days),
    )
