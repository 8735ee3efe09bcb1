"""A letter as it was read, whatever program kept it."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.formats.read import EmbeddedFile
from casebook.host.protocol.extract_protocol import MAX_WORDS, FileHeader

ENCRYPTED = "encrypted"
"""Said of a letter that holds something only its recipient's key opens."""

CUT = "cut"
"""Said of a file that ends in the middle."""

WRONG_SUM = "checksum"
"""Said of a winmail.dat in which a checksum is not that of its content."""

RECEIVED = "received"
"""Said of a letter that states when it was received, and not when it was sent."""

BROKEN_CHARACTERS = "characters"
"""Said of a letter in whose head or words bytes are no characters of their encoding; U+FFFD stands there."""

OUTLOOK_ITEM = "outlook-item"
"""Said of a message of Outlook that is no mail, such as an appointment or a contact."""

UNREAD_ITEM = "unread-item"
"""Said of a letter that holds an appointment, a contact or the like in a form whose fields are not read."""

CALLS_OFF = "calls-off"
"""Said of a letter with an invitation that cancels an appointment."""

UNPARTED = "unparted"
"""Said of a letter in whose head addresses follow one another with nothing that parts their people."""

ADDRESS_AS_NAME = "address-as-name"
"""Said of a letter in whose head the name of a person contains another address than theirs."""

WORDLESS = "wordless"
"""Said of a web page, or a letter written as one, that shows no words."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Mail:
    """A letter.

    Attributes:
        header: what it says of itself, for its record.
        fields: its head as it stands, such as ``("From", "Registry <registry@court.example>")``, in order.
        body: its words, line by line.
        parts: what is attached to it.
        losses: what could not be read: `ENCRYPTED`, `CUT`, `WORDLESS`, `BROKEN_CHARACTERS`,
            `OUTLOOK_ITEM`, `UNREAD_ITEM`, `UNPARTED`, `WRONG_SUM`, `RECEIVED`, `UNSTYLED`, `CALLS_OFF`,
            or nothing.
            `ADDRESS_AS_NAME` follows from the head.
        cut_parts: places of the parts in which the letter ends before they do.
        other_form: what the form that is not read says, where its words are others.
        hidden: what the form that is read, written as a web page, keeps from being shown, by passage.
        outside: what stands before and behind its parts, which programs of mail do not show, by passage.
    """

    header: FileHeader
    fields: tuple[tuple[str, str], ...]
    body: str
    parts: tuple[EmbeddedFile, ...] = ()
    losses: tuple[str, ...] = ()
    cut_parts: tuple[int, ...] = ()
    other_form: str = ""
    hidden: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Head and body, as they are searched."""
        head = [f"{name}: {value}" for name, value in self.fields]
        return "\n".join([*head, self.body])[:MAX_WORDS]
