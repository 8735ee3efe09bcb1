"""Pages of chats for a court: selected messages with context, media and what the export leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from casebook.base.i18n import Translator
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.number_range import ranges
from casebook.domain.base.preview import Pixels
from casebook.domain.evidence.chat import ChatLog, ChatMessage, ChatSource
from casebook.domain.evidence.chat_sheet import ChatSheet, SheetDay, SheetMessage, SheetPicture
from casebook.services.evidence.chat import OpenChat

SOURCES: Mapping[ChatSource, str] = {"whatsapp": "WhatsApp", "telegram": "Telegram", "signal": "Signal"}
"""Names of the programs, which are the same in every language."""
Selection = Sequence[tuple[int, bool]]
"""Numbers of messages in order, each with whether it was chosen and is not context."""

_NOT_STATED = gettext_noop("not stated")
_DEVICE_TIME = Message(
    "Dates and times are those of the export, which states no time zone: the local time of the phone."
)
_NAMES = Message(
    "Senders are named as in the export, which takes the names from the contacts of the phone. Names in "
    "brackets were added by the person who made this excerpt."
)
_SET = Message(
    "These pages were set by Casebook from the exported file. Characters that no font has are written out in "
    "square brackets."
)
_INCOMPLETE = Message("The exported file ends in the middle.")
_UNSURE_DAY = Message(
    "The exported file does not prove whether its dates are day and month or month and day. They are "
    "given as day and month."
)
_UNSURE_MONTH = Message(
    "The exported file does not prove whether its dates are day and month or month and day. They are "
    "given as month and day."
)
_UNSURE_YEAR = Message(
    "The exported file does not prove whether the year comes first or last in its dates. They are given with "
    "the year last."
)
_UNSURE_YEAR_FIRST = Message(
    "The exported file does not prove whether the year comes first or last in its dates. They are given with "
    "the year first."
)


def chat_pages(
    shown: OpenChat,
    selection: Selection,
    words: Translator,
    pictures: Mapping[str, Pixels] | None = None,
    *,
    tick: Callable[[], None] = lambda: None,
) -> tuple[bytes, int]:
    """Return the pages of a selection as a PDF, and how many they are.

    Args:
        shown: the chat.
        selection: which messages.
        words: of the language in which the fixed texts are set.
        pictures: small pictures of media, by the ID of their documents.
        tick: called for each page; what it raises ends the setting.
    """
    from casebook.pdf.exhibit.chat_sheets import set_chat

    return set_chat(chat_sheet(shown, selection, words, pictures or {}), tick=tick)


def whole_chat_pages(
    shown: OpenChat,
    words: Translator,
    closing: Sequence[str],
    text: Callable[[str], str] = str,
    *,
    tells_files: bool = True,
    tick: Callable[[], None] = lambda: None,
) -> tuple[bytes, int]:
    """Return the pages of a whole chat as a PDF, and how many they are.

    What the office states stands behind the messages: where it changes, no message moves, and no area that
    somebody marked covers others than it did.

    Args:
        shown: the chat.
        words: of the language in which the fixed texts are set.
        closing: the last notes, on the file as it was received.
        text: what the chat says as this copy shows it, such as with labels in place of names.
        tells_files: files are named with their hash, which tells one from all others.
        tick: called for each page; what it raises ends the setting.
    """
    from casebook.pdf.exhibit.chat_sheets import set_chat

    selection = [(number, True) for number in range(1, len(shown.log.messages) + 1)]
    if not tells_files:
        shown = replace(shown, log=_without_file_names(shown.log, words), media={})
    sheet = chat_sheet(replace(shown, people={}), selection, words, {})
    of_file = {words("Name of the chat"), words("Participants"), words("Messages")}
    ties = (f"{sender} = {person.leading_name}" for sender, person in shown.people.items())
    stated = (*(f"{label}: {value}" for label, value in _stated(shown, words)), *ties)
    sheet = replace(
        sheet,
        title=words("Chat ({source})", source=SOURCES[shown.log.source]),
        running_head=words("Chat – page"),
        particulars=tuple((label, text(value)) for label, value in sheet.particulars if label in of_file),
        days=tuple(_shown_day(day, text) for day in sheet.days),
        media=tuple(replace(one, caption=text(one.caption)) for one in sheet.media) if tells_files else (),
        notes=(*map(text, stated), *sheet.notes, *closing),
    )
    return set_chat(sheet, tick=tick)


def _shown_day(day: SheetDay, text: Callable[[str], str]) -> SheetDay:
    messages = (
        replace(
            one,
            time=text(one.time),
            sender=text(one.sender),
            text=text(one.text),
            remarks=tuple(map(text, one.remarks)),
        )
        for one in day.messages
    )
    return replace(day, title=text(day.title), messages=tuple(messages))


def _without_file_names(log: ChatLog, words: Translator) -> ChatLog:
    """The same with files named by their number alone."""
    names = dict.fromkeys(name for message in log.messages for name in message.media)
    numbered = {name: words("file {number}", number=at) for at, name in enumerate(names, start=1)}
    messages = (
        replace(one, media=tuple(numbered[name] for name in one.media)) if one.media else one
        for one in log.messages
    )
    return replace(log, messages=tuple(messages))


def chat_sheet(
    shown: OpenChat, selection: Selection, words: Translator, pictures: Mapping[str, Pixels]
) -> ChatSheet:
    """Return what the pages of a selection say."""
    source = SOURCES[shown.log.source]
    chosen = [(shown.log.messages[number - 1], is_own) for number, is_own in selection]
    media = [name for message, _ in chosen for name in message.media]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(media), start=1)}
    return ChatSheet(
        title=words("Excerpt of a chat ({source})", source=source),
        running_head=words("Chat, SHA-256 {digest}… – page", digest=shown.document.sha256[:16]),
        particulars=tuple(_particulars(shown, selection, words)),
        days=tuple(_days(shown, chosen, numbers, words)),
        media_title=words("Media"),
        media=tuple(_picture(shown, name, number, pictures, words) for name, number in numbers.items()),
        notes_title=words("Notes"),
        notes=tuple(_notes(shown, words)),
        language=words.language,
    )


def _particulars(shown: OpenChat, selection: Selection, words: Translator) -> Iterator[tuple[str, str]]:
    log, document = shown.log, shown.document
    own = ranges([number for number, is_own in selection if is_own])
    if log.title:
        yield words("Name of the chat"), log.title
    yield words("Participants"), words.series_of(map(shown.name_of, log.senders))
    yield (
        words("Messages"),
        words("{numbers} of {total}", numbers=own, total=words.number(len(log.messages))),
    )
    if context := ranges([number for number, is_own in selection if not is_own]):
        yield words("Context"), words("messages {numbers}", numbers=context)
    yield from _stated(shown, words)
    yield words("Exported file"), document.received_as.rpartition("/")[2] or document.title
    yield words("SHA-256"), document.sha256


def _stated(shown: OpenChat, words: Translator) -> Iterator[tuple[str, str]]:
    yield words("Time zone"), shown.chat.zone or _offsets(shown.log, words) or words(_NOT_STATED)
    yield words("Phone held by"), shown.chat.holder or words(_NOT_STATED)


def _offsets(log: ChatLog, words: Translator) -> str:
    """Return the offsets from UTC of the times in the export, or "" if one of them has none."""
    times = [datetime.fromisoformat(message.at) for message in log.messages if message.at]
    if not times or any(at.tzinfo is None for at in times):
        return ""
    offsets = {at.isoformat(timespec="seconds")[19:] for at in times}
    return words("UTC{offsets}, as the times in the export show", offsets=", UTC".join(sorted(offsets)))


def _days(
    shown: OpenChat,
    chosen: Sequence[tuple[ChatMessage, bool]],
    media: Mapping[str, int],
    words: Translator,
) -> Iterator[SheetDay]:
    """The messages by day; a stretch that was left out begins a new one with a line that says so."""
    last = 0
    for day, of_day in groupby(chosen, key=lambda one: one[0].at[:10]):
        stretch: list[SheetMessage] = []
        title, gap = _date(day, words), ""
        for message, is_own in of_day:
            left_out = message.number - last - 1 if last else 0
            if left_out and stretch:
                yield SheetDay(title=title, messages=tuple(stretch), gap=gap)
                stretch, title = [], ""
            if left_out:
                gap = words.count("{number} message left out", "{number} messages left out", left_out)
            stretch.append(_message(shown, message, media, words, is_own=is_own))
            last = message.number
        yield SheetDay(title=title, messages=tuple(stretch), gap=gap)


def _message(
    shown: OpenChat, message: ChatMessage, media: Mapping[str, int], words: Translator, *, is_own: bool
) -> SheetMessage:
    number = words.number(message.number)
    return SheetMessage(
        label=number if is_own else words("{number} (context)", number=number),
        time=clock(message) or message.stamp,
        sender=shown.name_of(message.sender) if message.sender else "",
        text=message.text,
        remarks=tuple(_remarks(message, media, words)),
        is_context=not is_own,
    )


def _remarks(message: ChatMessage, media: Mapping[str, int], words: Translator) -> Iterator[str]:
    for name in message.media:
        yield words("File {number}: {name}", number=media[name], name=name)
    yield from map(words, (*message.carried, *message.remarks))
    if message.not_understood:
        yield words("Not understood: {fields}", fields=words.list_of(message.not_understood))
    if message.answers:
        yield words("Answers message {number}", number=words.number(message.answers))
    if message.kind == "notice":
        yield words("Notice of the program")
    if message.kind == "deleted":
        yield words("Deleted; the export has no content")
    if message.is_edited:
        yield words("Edited after it was sent; the export has the last version only")
    if message.is_media_omitted:
        yield words("Carried a file that the export leaves out")


def _picture(
    shown: OpenChat, name: str, number: int, pictures: Mapping[str, Pixels], words: Translator
) -> SheetPicture:
    document = shown.media.get(name)
    if document is None:
        absent = words(
            "{number}: {name}. Named in the export; the file is not included here.", number=number, name=name
        )
        return SheetPicture(caption=absent)
    caption = words("{number}: {name}. SHA-256 {digest}", number=number, name=name, digest=document.sha256)
    return SheetPicture(caption=caption, pixels=pictures.get(document.id))


def _notes(shown: OpenChat, words: Translator) -> Iterator[str]:
    log = shown.log
    if any(len(message.at) < len("2026-03-02T09:15+") for message in log.messages if message.at):
        yield words(_DEVICE_TIME)
    if log.order_doubt == "month":
        yield words(_UNSURE_MONTH if log.date_order == "mdy" else _UNSURE_DAY)
    if log.order_doubt == "year":
        yield words(_UNSURE_YEAR_FIRST if log.date_order == "ymd" else _UNSURE_YEAR)
    if log.pasted_lines:
        yield words.count(
            "{number} line of the whole chat looks like a message of another export and is kept as text of "
            "the message around it.",
            "{number} lines of the whole chat look like messages of another export and are kept as text of "
            "the messages around them.",
            log.pasted_lines,
        )
    yield words(_NAMES)
    if omitted := sum(message.is_media_omitted for message in log.messages):
        yield words.count(
            "The export leaves out the file of {number} message of the whole chat.",
            "The export leaves out the files of {number} messages of the whole chat.",
            omitted,
        )
    if deleted := sum(message.kind == "deleted" for message in log.messages):
        yield words.count(
            "{number} message of the whole chat was deleted before the export.",
            "{number} messages of the whole chat were deleted before the export.",
            deleted,
        )
    if unread := sum(bool(message.not_understood) for message in log.messages):
        yield words.count(
            "{number} message of the whole chat contains something that could not be read; see the export.",
            "{number} messages of the whole chat contain something that could not be read; see the export.",
            unread,
        )
    if log.calendar:
        yield words("The export states dates of another calendar; they were converted to the Gregorian one.")
    if log.is_incomplete:
        yield words(_INCOMPLETE)
    yield words(_SET)


def clock(message: ChatMessage) -> str:
    """Return the time of a message on its day, with its offset from UTC where the export gives one; or "".

    >>> clock(ChatMessage(number=1, at="2026-03-02T09:15+02:00")), clock(ChatMessage(number=1, at=""))
    ('09:15 +02:00', '')
    """
    if not message.at:
        return ""
    at = datetime.fromisoformat(message.at)
    text = message.at[11:]
    return text.replace("+", " +").replace("-", " -") if at.tzinfo else text


def _date(day: str, words: Translator) -> str:
    return words.format_date(date.fromisoformat(day)) if day else words("Without a date")
