"""Texts of the preflight checks: what each protects, the source of the rule, and the fix."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.base.message import Message
from casebook.domain.dossier.preflight import PreflightProblem

_AGAIN = Message("Build the bundle again; if it happens again, report it: this is a fault of the program.")


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


BROKEN = PdfCheck("pages", Message("Every page that went in must come out, and nothing may be guessed at."))
BLANK = PdfCheck("blank", Message("A page that showed something must still show it."))
NUMBERS = PdfCheck(
    "numbers",
    Message("The printed number, the page of the PDF, its label, the index and the bookmarks must agree."),
    "Hodgson v Creation Consumer Finance Ltd [2021] EWHC 2167 (Comm)",
)
LINKS = PdfCheck("links", Message("Every link must lead straight to the right page, at 100 %."))
BOOKMARKS = PdfCheck(
    "bookmarks", Message("Every bookmark must name the page it leads to, and lead there at 100 %.")
)
RESIDUE = PdfCheck(
    "residue", Message("A bundle runs nothing, carries nothing and says nothing that does not show.")
)
TEXT = PdfCheck("text", Message("A typed page must stay searchable."))
COVERED = PdfCheck(
    "stamp",
    Message("A page number must be seen, and must hide nothing of the evidence."),
    mend=Message(
        "Compare the page with the original; hand in a copy with a wider lower margin if it matters."
    ),
    is_blocking=False,
)
SCANNED = PdfCheck(
    "scans",
    Message(
        "No rule found for this forum; text that cannot be searched cannot be quoted or redacted by search."
    ),
    mend=Message("Have these pages read by text recognition before they are handed in."),
    is_blocking=False,
)
GARBLED = PdfCheck(
    "letters",
    Message("What is copied or searched must be what is read."),
    mend=Message("Print the exhibit to a PDF where it was written, or have it read by text recognition."),
    is_blocking=False,
)
FONTS = PdfCheck(
    "fonts",
    Message("A font that is not in the file is replaced by another wherever the file is opened."),
    mend=Message("Print the exhibit to a PDF with its fonts embedded and use that copy."),
    is_blocking=False,
)


def found(check: PdfCheck, page: int, what: Message) -> PreflightProblem:
    """A problem a check found, on a page from 1 or in the whole file (0)."""
    return PreflightProblem(
        check=check.name,
        page=page,
        what=what,
        is_blocking=check.is_blocking,
        rule=check.rule,
        source=check.source,
        mend=check.mend,
    )
