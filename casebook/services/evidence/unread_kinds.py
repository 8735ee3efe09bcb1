"""What can be done with files that are damaged, locked or not read by kind, and with heads of letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType

from casebook.base.errors import DamagedSource
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.file_name import shown_name
from casebook.formats.mail.mail import CALLS_OFF
from casebook.formats.mail.sent_time import unread_zone
from casebook.formats.media_type import (
    CHM,
    COMPRESS,
    LETTERS,
    LZH,
    OFFICE_PACKAGE,
    OLE,
    ONENOTE,
    PST,
    SPLIT_ZIP,
    WORDPERFECT,
)
from casebook.formats.read import (
    DOUBTFUL_ENCODING,
    GAP,
    LEFT_OUT_ROWS,
    LOST_DIGITS,
    ONLY_PICTURES,
    OTHER_STATUS,
    PAGELESS,
    REDIRECTED,
    SPLIT,
    TIME_STAMP,
    UNFOLLOWED,
    UNREAD_CELLS,
    UNSTYLED,
)
from casebook.host.protocol.extract_protocol import Family, FileText

DAMAGED = DamagedSource(
    "It is damaged or incomplete.",
    remedy="Ask for a complete copy, or import it as it is and state that it is incomplete.",
)
_DAMAGED_PDF = DamagedSource(
    "It is damaged or incomplete.",
    remedy="Open it in a viewer. If nothing is missing, print it to a PDF and import that copy. Otherwise "
    "ask for a complete copy, or import this one as it is and state that it is incomplete.",
)
_DAMAGED_OFFICE = DamagedSource(
    "It is damaged or incomplete.",
    remedy="Open it in its own program. If nothing is missing, save it again and import that copy. Otherwise "
    "ask for a complete copy, or import this one as it is and state that it is incomplete.",
)
DAMAGED_BY_FAMILY = {
    Family.PDF: _DAMAGED_PDF,
    Family.OFFICE: _DAMAGED_OFFICE,
    Family.OLDER: _DAMAGED_OFFICE,
}
LOCKED = DamagedSource(
    "It is protected by a password.",
    remedy="Ask for a copy without a password, or save one without a password in the file's own "
    "program. You can also import it as it is.",
)

LOCKED_RAR = DamagedSource(
    "It is an encrypted RAR archive, which this program cannot open.",
    remedy="Open it in its own program and import the files that are in it, or ask for a ZIP or 7z archive. "
    "You can also import it as it is.",
)
LOCKED_SLIDES = DamagedSource(
    "It is a presentation from before 2007 with a password, which this program cannot open.",
    remedy="Ask for a copy without a password, or save one without a password in PowerPoint or LibreOffice. "
    "You can also import it as it is.",
)
ENTER_PASSWORD = DamagedSource(
    "It is protected by a password.",
    remedy="Import it again and enter its password. You can also import it as it is.",
)
WRONG_PASSWORD = DamagedSource(
    "The password does not open it.",
    remedy="Ask the sender for the password, and import it again. You can also import it as it is.",
)

ENTER_PASSWORD_ARCHIVE = DamagedSource(
    "It is protected by a password.",
    remedy="Import it again and enter its password. A document of Pages, Numbers or Keynote must be saved "
    "without its password in its own program first. You can also import it as it is.",
)
WRONG_PASSWORD_ARCHIVE = DamagedSource(
    "The password does not open it.",
    remedy="Ask the sender for the password, and import it again. A document of Pages, Numbers or Keynote "
    "must be saved without its password in its own program first. You can also import it as it is.",
)
LOCKS = (
    *(LOCKED, LOCKED_RAR, LOCKED_SLIDES, ENTER_PASSWORD, WRONG_PASSWORD),
    *(ENTER_PASSWORD_ARCHIVE, WRONG_PASSWORD_ARCHIVE),
)

TOO_LARGE = Message(
    "It is too large to be read, or becomes too large when unpacked. Its text cannot be searched."
)
UNREAD = {
    "large": TOO_LARGE,
    "failed": Message("It could not be read. It was imported as a whole, but its text cannot be searched."),
    "library": Message(
        "This computer cannot read this kind of archive. To have it opened, install libarchive "
        "(on Debian and Ubuntu the package libarchive13), and import it again."
    ),
    "unconfined": Message(
        "This computer cannot isolate the process that reads files. The file was not examined and "
        "cannot be searched."
    ),
}
KILLED = Message(
    "It could not be read, because the process that reads files was ended twice from outside the program. It "
    "was imported as a whole, but its text cannot be searched. To have it read, delete it "
    "permanently and import it again."
)
_DATE = "Date"
_OF_PEOPLE, _ALONE = ("To", "Cc", "Bcc"), ("From", "Sender", _DATE, "Subject")
_ALTERED = gettext_noop(
    "It has {count} different lines “{field}”. All are shown, and the first is recorded. An email has one; "
    "it may have been altered."
)
_GATHERED = gettext_noop("It has {count} different lines “{field}”. All are shown and recorded.")
_OPEN_ARCHIVE = Message(
    "It is an archive of a kind that is not opened. Open it in its own program and import the files that are "
    "in it, or ask for a ZIP or 7z archive."
)
_OLD_TEXT = Message(
    "It is a WordPerfect or Works document, which is not read. Open it in LibreOffice, save it as .docx or "
    "print it to a PDF, and import that, too."
)
_PRINT_IT = Message(
    "It is of a kind that is not read. To make it searchable or an exhibit, open it in its own program, "
    "print it to a PDF, and import that, too."
)
PARTS_MISSING = Message(
    "It is a part of an archive in several files. Import all its parts together (such as .z01, .z02 and "
    ".zip, or .zip.001 and .zip.002): they are opened as one archive."
)
OPENED_TOGETHER = gettext_noop(
    "It is a part of an archive in several files. For the files in the archive, see {name}."
)
REMEDIES = MappingProxyType(
    {
        PST: Message(
            "It is an Outlook data file, which is not read. Export the emails from Outlook as .msg or .eml "
            "files, and import these."
        ),
        ONENOTE: Message(
            "It is a OneNote section, which is not read. Export its pages from OneNote as a PDF, and import "
            "that."
        ),
        CHM: Message(
            "It is a compiled help file, which is not read. Open it in its own program, print it to a PDF, "
            "and import that."
        ),
        WORDPERFECT: _OLD_TEXT,
        **dict.fromkeys(("image/svg+xml", "application/x-hwp", "application/mswrite"), _PRINT_IT),
        **dict.fromkeys((OLE, OFFICE_PACKAGE), _PRINT_IT),
        COMPRESS: _OPEN_ARCHIVE,
        LZH: _OPEN_ARCHIVE,
        SPLIT_ZIP: PARTS_MISSING,
    }
)
"""By media type, the remark on an imported file."""
LARGE_PICTURE = Message(
    "It is too large to be examined here. Look at its printed page before you rely on it as an exhibit."
)
FURTHER_LOSSES = MappingProxyType(
    {
        DOUBTFUL_ENCODING: Message(
            "It does not state its encoding, and the one that was guessed may be wrong. Compare its words "
            "with what its own program shows. If they differ, save it there as UTF-8 and import that file."
        ),
        "characters": Message(
            "Some of its characters are damaged and shown as �. Compare its words with the original."
        ),
        PAGELESS: Message(
            "It is a whole capture of the web, and holds no page that can be read. Ask for a capture of the "
            "page itself, or for the page printed to a PDF."
        ),
        UNSTYLED: Message(
            "Style sheets of the page are not in the file or were not read in full, so its layout is not "
            "known: what stands on one line, and what is hidden, may differ. Compare it with the page, or "
            "import a PDF of it."
        ),
        OTHER_STATUS: Message(
            "For a page in it the server answered with a status other than 200 (OK), which is shown above "
            "the text of that page. It may be an error message instead of the page that was asked for."
        ),
        REDIRECTED: Message(
            "An address in it was redirected to another. The web address is that of the page that was read; "
            "the redirection is shown above its text."
        ),
        UNFOLLOWED: Message(
            "An address in it led to a page that is not in the file, or a page was met again unchanged. "
            "These addresses are listed at the end of its text."
        ),
        GAP: Message(
            "A page in it lacks a segment at its beginning or in its middle. Its other segments are read "
            "and joined; ask for the file with the missing one."
        ),
        CALLS_OFF: Message(
            "An invitation attached to it cancels an appointment. If that is a hearing, import the "
            "invitation as a list of events, or cancel the hearing in the case."
        ),
        "unparted": Message(
            "In a line of its head addresses follow one another with nothing between them, so that it is "
            "not certain whose they are. The line is kept as it is written."
        ),
        "address-as-name": Message(
            "In its head a name contains another address than that of its person. It is shown in quotation "
            "marks; only the address behind it is the one that was written from or to."
        ),
        "checksum": Message(
            "A checksum in it does not match its content: it was damaged or altered. Compare it with the "
            "original before you rely on it."
        ),
        "received": Message(
            "It does not state when it was sent. The time that is recorded is when it was received."
        ),
        "outlook-item": Message(
            "It is an item of Outlook that is no email, such as an appointment, a contact or a task. What it "
            "states is listed above its text; compare it with Outlook before you rely on it."
        ),
        "unread-item": Message(
            "It holds an item of Outlook, such as an appointment, a contact or a list of addresses, of which "
            "only the text is read. Open it in Outlook and save the item as a file of its own."
        ),
        ONLY_PICTURES: Message(
            "It has pictures and no text, so its content cannot be searched. The pictures were added as "
            "documents of their own; their text can be recognised there."
        ),
        "works": _OLD_TEXT,
        SPLIT: PARTS_MISSING,
        TIME_STAMP: Message(
            "It holds a time stamp of its content (RFC 5544), which was not verified. Verify it with the "
            "program of a time-stamping authority before you rely on its time."
        ),
        "binary-workbook": Message(
            "It is a binary workbook (.xlsb), which is not read. Save it as .xlsx in its own program, and "
            "import that, too."
        ),
        "cipher": Message(
            "It is protected by a password with a cipher that cannot be opened here. Open it in its own "
            "program, save it without its password, and import that file."
        ),
        "encoding": Message(
            "It does not state its encoding, and its characters can be read as Chinese or as Korean. Compare "
            "its words with the original. If they are wrong, save it as UTF-8 in its own program, and import "
            "that copy, too."
        ),
        LEFT_OUT_ROWS: Message(
            "It has sheets with more rows than are read; rows at their ends can neither be found nor "
            "printed. Print it to a PDF in its own program, and import that, too."
        ),
        UNREAD_CELLS: Message(
            "It has tables of which some cells, such as numbers or dates, could not be read. Print it to a "
            "PDF or export it to Excel in its own program, and import that, too."
        ),
        LOST_DIGITS: Message(
            "It has numbers with more than 15 digits, such as those of identity cards, of which the file "
            "holds only 15; the last digits are zeros. Compare them with another source."
        ),
        "frames": Message(
            "It is an animation, of which only the first picture is printed. To use the others as exhibits, "
            "save them as pictures of their own, and import these."
        ),
    }
)
"""By kind of loss, the remark on an imported file."""

CHAT_CONTENT_LOSSES = MappingProxyType(
    {
        "calendar": Message(
            "Its dates are of the Buddhist or Persian calendar and were converted. Check one against the "
            "phone."
        ),
        "date-order": Message(
            "Its dates can be read as day and month or as month and day, and the chat does not prove which. "
            "Choose the order on the page of the chat."
        ),
        "year-order": Message(
            "Its dates can be read with the year first or last, and the chat does not prove which. Choose "
            "the order on the page of the chat."
        ),
        "times": Message(
            "It has messages with a time more than a day earlier than that of a message before them, or "
            "later than that of one after them. Someone may have pasted them; compare them with the phone."
        ),
    }
)
"""By kind, the remark on an imported chat."""


def pasted_remarks(lines: int) -> tuple[Message, ...]:
    """Return what is said at import of lines in a chat that look like messages of another export."""
    if not lines:
        return ()
    remark = Message.plural(
        "{number} line in it looks like a message of another export and is kept as text of the message "
        "around it, which says so. If exports were joined in this file, import each export as a file of its "
        "own.",
        "{number} lines in it look like messages of another export and are kept as text of the messages "
        "around them, which say so. If exports were joined in this file, import each export as a file of its "
        "own.",
        lines,
    )
    return (remark,)


def letter_remarks(answer: FileText) -> Iterator[Message]:
    """Yield the remarks on the head of an email; none on other files."""
    if answer.media_type not in LETTERS:
        return
    counts = Counter(name for name, _ in answer.fields)
    for name in (*_ALONE, *_OF_PEOPLE):
        if counts[name] > 1:
            text = _ALTERED if name in _ALONE else _GATHERED
            yield Message(text, count=counts[name], field=name)
    stated = next((text for name, text in answer.fields if name == _DATE), "")
    if stated and not answer.header.dated:
        yield Message(
            "The date “{stated}” could not be read. Enter it in the record.", stated=shown_name(stated)
        )
    if zone := unread_zone(stated):
        yield Message(
            "The time zone “{zone}” of its date is not certain, so the time is recorded without one.",
            zone=shown_name(zone),
        )
