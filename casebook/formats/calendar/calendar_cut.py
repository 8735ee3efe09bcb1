"""Calendar files that break off: what is whole is kept, and the broken entry is named."""

from __future__ import annotations

import re

from casebook.base.message import Message

_BORDER = re.compile(r"^(BEGIN|END):([\w-]+)[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_BARE = re.compile(r"\s*BEGIN:(?:VEVENT|VTODO)\b", re.IGNORECASE)
_WHOLE = re.compile(r"^END:(?:VEVENT|VTODO)\b", re.MULTILINE | re.IGNORECASE)
_TITLE = re.compile(r"^SUMMARY[^:\r\n]*:([^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_MAX_TITLE = 10_000
CUT = Message(
    "The file ends in the middle, so this entry and all after it are missing. Ask for the whole file."
)


def in_calendar(text: str) -> str:
    """The text as a calendar, also where it holds entries alone, as some programs pass on a single one."""
    return f"BEGIN:VCALENDAR\r\n{text.rstrip()}\r\nEND:VCALENDAR\r\n" if _BARE.match(text) else text


def up_to_cut(text: str) -> tuple[str, str | None]:
    """The text with its last calendar ended, where it breaks off, and the title of its broken entry.

    Args:
        text: unfolded, of properties alone.

    Returns:
        The title is "" where the entry has none yet, or the file breaks off between two; None for a whole
        file and one without a whole entry.
    """
    opened: list[tuple[str, int]] = []
    for line in _BORDER.finditer(text):
        name = line[2].upper()
        if line[1].upper() == "BEGIN":
            opened.append((name, line.start()))
        elif opened and opened[-1][0] == name:
            opened.pop()
    if not opened or opened[0][0] != "VCALENDAR" or not _WHOLE.search(text):
        return text, None
    end = opened[1][1] if len(opened) > 1 else len(text)
    title = _TITLE.search(text, end)
    whole = text[:end].rstrip()
    return f"{whole}\r\nEND:VCALENDAR\r\n", title[1].strip()[:_MAX_TITLE] if title else ""
