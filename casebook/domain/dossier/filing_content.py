"""Whether the pages of a PDF say what they show, show what they say, and betray nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from casebook.base.message import Message
from casebook.domain.dossier.filing import Filing, pages_named
from casebook.domain.dossier.preflight import PreflightProblem

_FEW_LETTERS = 12
_MAX_UNREADABLE = 0.05

_RESIDUE = {
    "comment": (Message("comments or marks that can be lifted off"), "", Message("Flatten or delete them.")),
    "form": (Message("form fields that can still be filled"), "", Message("Flatten the form.")),
    "attachment": (
        Message("attached files"),
        "external_content_forbidden",
        Message("Hand them in as documents of their own."),
    ),
    "script": (Message("a script"), "javascript_forbidden", Message("Print the file to a new PDF.")),
    "action": (
        Message("something that runs when it is opened"),
        "javascript_forbidden",
        Message("Print it to a new PDF."),
    ),
    "hidden-layer": (
        Message("layers that are switched off"),
        "",
        Message("Delete the hidden layers, then check again."),
    ),
    "layer": (Message("layers that a reader can switch off"), "", Message("Flatten the layers.")),
    "metadata": (Message("details of its author or subject"), "", Message("Clear the document properties.")),
    "redaction-mark": (
        Message("marks for redaction that were never applied"),
        "",
        Message("Apply the redaction; until then all can be read."),
    ),
}
_BETRAYS = frozenset({"redaction-mark"})


def page_problems(filing: Filing) -> Iterator[PreflightProblem]:
    """A file that reads without guessing, and no page that shows nothing."""
    if filing.survey.was_repaired:
        what = Message("The file could not be read without guessing: part of it is damaged.")
        broken = filing.problem(
            "pages",
            0,
            what,
            Message("Make it again from its sources."),
            None,
            Message("A court's reader may fail."),
        )
        yield replace(broken, is_blocking=True)
    blank = [at for at, page in enumerate(filing.survey.pages, start=1) if not page.has_ink]
    if blank:
        what = Message("Pages that show nothing: {pages}.", pages=pages_named(blank))
        why = Message("A blank page may be one that was lost.")
        yield filing.problem("blank", blank[0], what, Message("Compare them with the originals."), None, why)


def text_problems(filing: Filing) -> Iterator[PreflightProblem]:
    """Words that can be searched on every page, and that are the words a reader sees."""
    pages = list(enumerate(filing.survey.pages, start=1))
    scans = [at for at, page in pages if page.has_ink and page.letters <= _FEW_LETTERS and page.has_picture]
    if scans:
        what = Message("Pages without text that can be searched: {pages}.", pages=pages_named(scans))
        rule = filing.orders("text_searchable_required")
        why = Message("Text that cannot be searched cannot be quoted or redacted by search.")
        yield filing.problem(
            "text", scans[0], what, Message("Have them read by text recognition."), rule, why
        )
    garbled = [at for at, page in pages if page.unreadable > _MAX_UNREADABLE * max(page.letters, 1)]
    if garbled:
        what = Message(
            "What is copied from these pages is not what is read on them: {pages}.",
            pages=pages_named(garbled),
        )
        rule = filing.orders("text_searchable_required")
        mend = Message("Print them to a PDF where they were written, or have them read by text recognition.")
        yield filing.problem(
            "letters", garbled[0], what, mend, rule, Message("What is searched must be what is read.")
        )


def source_problems(filing: Filing) -> Iterator[PreflightProblem]:
    """Locks and signatures."""
    if filing.survey.is_encrypted:
        rule = filing.orders("encryption_forbidden")
        mend = Message("Save it without any protection.")
        why = Message("A clerk must be able to join, print and mark it.")
        yield filing.problem(
            "source", 0, Message("The file is protected against some uses."), mend, rule, why
        )
    if filing.survey.is_signed:
        what = Message("The file carries a digital signature, which any change to it breaks.")
        mend = Message("Hand it in as it is; where it goes into a bundle, keep the signed file beside it.")
        yield filing.problem(
            "source", 0, what, mend, None, Message("A signature holds for the bytes it was made on.")
        )


def residue_problems(filing: Filing) -> Iterator[PreflightProblem]:
    """What does not show on paper: comments, forms, scripts, attachments, layers, properties."""
    places: dict[str, list[int]] = defaultdict(list)
    for page, word in filing.survey.residue:
        places[word].append(page)
    for word, pages in places.items():
        what, field, mend = _RESIDUE[word]
        shown = [page for page in pages if page]
        text = Message("The file holds {what}.", what=what)
        if shown:
            text = Message("The file holds {what} on page {pages}.", what=what, pages=pages_named(shown))
        rule = filing.orders(field) if field else None
        why = Message("Whoever receives a file receives also what does not show in it.")
        check = "redaction" if word in _BETRAYS else "residue"
        problem = filing.problem(check, pages[0], text, mend, rule, why)
        yield replace(problem, is_blocking=problem.is_blocking or word in _BETRAYS)


def redaction_problems(filing: Filing) -> Iterator[PreflightProblem]:
    """Text under something drawn over it: it can be copied by anyone. Always blocks."""
    covered = [at for at, page in enumerate(filing.survey.pages, start=1) if page.covered_letters]
    if covered:
        what = Message(
            "Words stand under something drawn over them, and anyone can copy them out: page {pages}.",
            pages=pages_named(covered),
        )
        mend = Message(
            "Redact anew with a program that removes what it covers; do not send this file to anyone."
        )
        why = Message("A box drawn over words does not take them away.")
        yield replace(filing.problem("redaction", covered[0], what, mend, None, why), is_blocking=True)


def duplicate_problems(filing: Filing) -> Iterator[PreflightProblem]:
    """Pages that say the same as an earlier page."""
    first: dict[str, int] = {}
    again: list[tuple[int, int]] = []
    for at, page in enumerate(filing.survey.pages, start=1):
        if page.fingerprint and first.setdefault(page.fingerprint, at) != at:
            again.append((at, first[page.fingerprint]))
    if again:
        pairs = tuple(
            Message("{page} as {earlier}", page=page, earlier=earlier) for page, earlier in again[:6]
        )
        more = " …" if len(again) > len(again[:6]) else ""
        what = Message("Pages that say the same as an earlier one: {pairs}{more}.", pairs=pairs, more=more)
        rule = filing.orders("duplicates_rule")
        why = Message("A document is put in once and referred to.")
        yield filing.problem(
            "references", again[0][0], what, Message("Leave the second copy out."), rule, why
        )
