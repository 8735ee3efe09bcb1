"""What is said of text in a file that its own program does not print, without a word of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from casebook.base.i18n import Translator
from casebook.base.message import Message, gettext_noop
from casebook.domain.evidence.set_file import lines_of_rows
from casebook.formats.mail.mail import CALLS_OFF
from casebook.formats.media_type import DOC, DOCX, NUMBERS, ODT, PLAIN, RTF, SXW
from casebook.formats.printed.struck_words import mark_places
from casebook.formats.read import (
    DOUBTFUL_ENCODING,
    GAP,
    LEFT_OUT_ROWS,
    LOST_DIGITS,
    OTHER_STATUS,
    REDIRECTED,
    UNFOLLOWED,
    UNKNOWN_NUMBERS,
    UNSTYLED,
)
from casebook.host.protocol.extract_protocol import FileText, Unprinted, UnprintedKind
from casebook.services.evidence.set_kinds import is_set
from casebook.services.evidence.unread_kinds import pasted_remarks

_KINDS: dict[UnprintedKind, str] = {
    "deleted": gettext_noop("deletions in tracked changes ({count})"),
    "hidden": gettext_noop("hidden text ({count})"),
    "comment": gettext_noop("comments ({count})"),
    "notes": gettext_noop("speaker notes ({count})"),
    "row": gettext_noop("hidden rows ({count})"),
    "column": gettext_noop("hidden columns ({count})"),
    "sheet": gettext_noop("hidden sheets ({count})"),
    "slide": gettext_noop("hidden slides ({count})"),
    "form": gettext_noop("another form of the email, with other words"),
    "outside": gettext_noop("text before or after the parts of the email ({count})"),
}
_LEFT_OUT = gettext_noop("The file also holds text that is not printed here: {what}.")

_NOT_OF_WORD = Message(
    "Words struck through stand in brackets, and the numbers of paragraphs are counted as the file states. "
    "Fonts, colours, underlining, highlighting, drawings and page numbers are not shown."
)
_NOT_OF_OTHER_TEXTS = Message(
    "Words struck through stand in brackets where the file marks them itself and not by a style. Numbers of "
    "paragraphs, tick boxes, fonts, colours, underlining, drawings and page numbers may be missing."
)
_NOT_OF_NUMBERS = Message(
    "Numbers are printed as they are stored, without currency or percent signs. Charts are not shown."
)
_STRUCK = Message("Words struck through stand in brackets.")
_ROWS = Message(
    "Each row of a table begins at the margin and has | behind each cell; its further lines are indented."
)
_ON_LOSSES = {
    UNKNOWN_NUMBERS: gettext_noop(
        "Some paragraphs have numbers that cannot be printed here; these are missing."
    ),
    LEFT_OUT_ROWS: gettext_noop(
        "Rows at the end of a sheet are not shown: the file has more than can be read here."
    ),
    LOST_DIGITS: gettext_noop(
        "Of numbers with more than 15 digits the file holds only 15; the last digits are zeros."
    ),
    "cut": gettext_noop("The file as received ends in the middle; the end is missing."),
    "encoding": gettext_noop(
        "The file does not state its encoding; its characters can be read as Chinese or as Korean."
    ),
    DOUBTFUL_ENCODING: gettext_noop(
        "The file does not state its encoding; some of its letters may be wrong."
    ),
    "characters": gettext_noop("Some characters of the file are damaged and shown as �."),
    "wordless": gettext_noop("As a web page the file shows no words."),
    REDIRECTED: gettext_noop(
        "Where an address was redirected to another, the answers of the server are shown above the text."
    ),
    UNFOLLOWED: gettext_noop(
        "Addresses that led to no page in the file, and pages met again unchanged, are listed at its end."
    ),
    GAP: gettext_noop(
        "A page in the file lacks a part in its middle; what follows is joined to what precedes it."
    ),
    UNSTYLED: gettext_noop(
        "Style sheets of the page are not in the file or were not read in full, so its layout is not known: "
        "what stands on one line, and what is hidden, may differ."
    ),
    OTHER_STATUS: gettext_noop(
        "For a page the server answered with a status other than 200 (OK), which is shown above its text."
    ),
    CALLS_OFF: gettext_noop("By the invitation attached to it an appointment is cancelled."),
    "received": gettext_noop("The date is when the email was received; it does not state when it was sent."),
    "encrypted": gettext_noop("Part of it is encrypted and could not be read."),
}
_TEXTS = (ODT, f"{ODT}-flat-xml", SXW, RTF, DOC)


def unprinted_words(unprinted: Sequence[Unprinted]) -> tuple[Message, ...]:
    """What a file holds that its own program does not print, in words."""
    return tuple(Message(_KINDS[one.kind], count=one.count) for one in unprinted if one.kind in _KINDS)


def is_unreadable(text: str) -> bool:
    """Return whether pages set of a text would name letters, for which the program has no font."""
    if text.isascii():
        return False
    from casebook.pdf.typeset.fonts.substitution import names_letters

    return names_letters(text)


def unprinted_remarks(answer: FileText) -> Iterator[Message]:
    """What is said at import of text that is not or cannot be printed, of files within and lines of chats.

    Args:
        answer: what was read of a file.
    """
    unprinted = answer.unprinted
    yield from pasted_remarks(answer.pasted_lines)
    if is_set(answer.media_type) and any(map(is_unreadable, answer.pages)):
        yield Message(
            "It has letters that this program cannot print; its pages as an exhibit would name them in "
            "square brackets. To use it as an exhibit, open it in its own program, print it to a PDF and "
            "import that copy."
        )
    if what := unprinted_words(unprinted):
        yield Message(
            "It holds text that is not printed: {what}. Search finds this text; the pages of an exhibit "
            "leave it out. Anyone who receives the file itself can read it.",
            what=what,
        )
    if count := _count("crop", unprinted):
        yield Message(
            "It has cropped pictures ({count}). The parts cut off are not printed, but anyone who receives "
            "the file itself can bring them back.",
            count=count,
        )
    if count := _count("embedded", unprinted):
        yield Message.plural(
            "It holds {number} file, which was not read. Open it in its own program, save that file, and "
            "import it.",
            "It holds {number} files, which were not read. Open it in its own program, save these files, and "
            "import them.",
            count,
        )


def _count(kind: UnprintedKind, unprinted: Sequence[Unprinted]) -> int:
    return sum(one.count for one in unprinted if one.kind == kind)


def notes_on(unprinted: Sequence[Unprinted], words: Translator) -> Iterator[str]:
    """What the pages of a file leave out, or print as it stands, in the language of the dossier."""
    if what := unprinted_words(unprinted):
        yield words(Message(_LEFT_OUT, what=what))
    if count := _count("crop", unprinted):
        yield words("The file also holds what was cropped from its pictures ({count}).", count=count)
    if count := _count("embedded", unprinted):
        yield words("The file also holds other files, which are not printed here ({count}).", count=count)
    if any(one.kind == "inserted" for one in unprinted):
        yield words("Insertions in tracked changes are printed as part of the text.")


def notes_on_text(media_type: str, pages: Sequence[str], words: Translator) -> Iterator[str]:
    """What the pages of a text show of how it looks, in the language of the dossier.

    Args:
        media_type: of the file.
        pages: its words.
        words: of the language.
    """
    if media_type.startswith(DOCX):
        yield words(_NOT_OF_WORD)
    elif media_type in _TEXTS:
        yield words(_NOT_OF_OTHER_TEXTS)
    elif any(map(mark_places, pages)):
        yield words(_STRUCK)
    if media_type == NUMBERS:
        yield words(_NOT_OF_NUMBERS)
    if media_type != PLAIN and any(lines_of_rows(page.split("\n")) for page in pages):
        yield words(_ROWS)


def notes_on_losses(losses: Collection[str], words: Translator) -> Iterator[str]:
    """What is lost of a file, or known of its capture, in the language of the dossier."""
    yield from (words(text) for loss, text in _ON_LOSSES.items() if loss in losses)
