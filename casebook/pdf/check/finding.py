"""Texts of the preflight checks: what each protects, the source of the rule, and the fix."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import FilingProblem

_AGAIN = Message(
    "Build the bundle again. If the problem occurs again, report it: it is an error in the program."
)


@dataclass(frozen=True, slots=True)
class PdfCheck:
    """One preflight check.

    Attributes:
        name: stable word.
        rule: why it matters.
        source: where the rule stands, or "".
        mend: what to do.
        is_blocking: whether a bundle that fails is not ready.
    """

    name: str
    rule: Message
    source: str = ""
    mend: Message = _AGAIN
    is_blocking: bool = True


BROKEN = PdfCheck("pages", Message("Every page must be in the finished file, and nothing may be guessed."))
BLANK = PdfCheck("blank", Message("What was visible on a page must still be visible."))
NUMBERS = PdfCheck(
    "numbers",
    Message("The printed number, the page of the PDF, its label, the index and the bookmarks must agree."),
    "Hodgson v Creation Consumer Finance Ltd [2021] EWHC 2167 (Comm)",
)
LINKS = PdfCheck("links", Message("Every link must open the right page at 100%."))
BOOKMARKS = PdfCheck(
    "bookmarks", Message("Every bookmark must state its page number and open that page at 100%.")
)
RESIDUE = PdfCheck(
    "residue", Message("A bundle may not contain scripts, attached files or hidden information.")
)
TEXT = PdfCheck("text", Message("A typed page must stay searchable."))
COVERED = PdfCheck(
    "stamp",
    Message("A page number must be visible and must not cover any evidence."),
    mend=Message(
        "Compare the page with the original. If anything important is covered, submit a copy with a wider "
        "lower margin."
    ),
    is_blocking=False,
)
SCANNED = PdfCheck(
    "scans",
    Message(
        "No rule was found for this court or body. Text that cannot be searched cannot be quoted or "
        "redacted by search."
    ),
    mend=Message("Run text recognition on these pages before you submit them."),
    is_blocking=False,
)
GARBLED = PdfCheck(
    "letters",
    Message("Text that is copied or searched must be the text shown."),
    mend=Message(
        "Print the exhibit to a PDF in the program it was written in, or run text recognition on it."
    ),
    is_blocking=False,
)
FONTS = PdfCheck(
    "fonts",
    Message("A font that is not embedded is replaced by another font where the file is opened."),
    mend=Message("Print the exhibit to a PDF with its fonts embedded and use that copy."),
    is_blocking=False,
)


def found(check: PdfCheck, page: int, what: Message) -> FilingProblem:
    """A problem a check found, on a page from 1 or in the whole file (0)."""
    return FilingProblem(
        check=check.name,
        page=page,
        what=what,
        is_blocking=check.is_blocking,
        rule=check.rule,
        source=check.source,
        mend=check.mend,
    )
