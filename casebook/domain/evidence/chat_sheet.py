"""A selection of messages as it is set on pages for a court: plain words, in order."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.domain.base.preview import Pixels


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SheetMessage:
    """A message as it is set.

    Attributes:
        label: its number in the export, and whether it is context.
        time: of the day, with what is known of its zone; "" where its time stamp is no date.
        sender: as named, with the person tied to them; "" for a notice of the program.
        text: what was written.
        remarks: that it was edited or deleted, what it answers, and its media by number.
        is_context: it stands before or after the messages that were chosen.
    """

    label: str
    time: str
    sender: str
    text: str
    remarks: tuple[str, ...] = ()
    is_context: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SheetDay:
    """The messages of a day under its date; `gap` says how many were left out before them."""

    title: str
    messages: tuple[SheetMessage, ...]
    gap: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SheetPicture:
    """A file that a message carries: what is said of it, and a small picture where it is one."""

    caption: str
    pixels: Pixels | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ChatSheet:
    """The pages of an excerpt.

    Attributes:
        title: what it is; names nobody.
        running_head: on every page, before its number.
        particulars: label and value: participants, time zone, phone, hash of the export.
        days: the messages.
        media_title: above the media.
        media: by number.
        notes_title: above the notes.
        notes: what the export leaves out, and how the pages were made.
        language: of the fixed texts, as BCP 47 tag.
        is_large: each picture has a row of its own, as large as a page takes, as screenshots need.
    """

    title: str
    running_head: str
    particulars: tuple[tuple[str, str], ...]
    days: tuple[SheetDay, ...]
    media_title: str
    media: tuple[SheetPicture, ...]
    notes_title: str
    notes: tuple[str, ...]
    language: str = "en"
    is_large: bool = False
