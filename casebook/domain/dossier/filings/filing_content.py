"""Checks of the content of a PDF: text that matches what is shown, no blank pages, no hidden content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.filings.filing import Filing, pages_named

_FEW_LETTERS = 12
_MAX_UNREADABLE = 0.05

_RESIDUE = {
    "comment": (Message("comments or marks that can be removed"), "", Message("Flatten or delete them.")),
    "form": (Message("form fields that can still be filled"), "", Message("Flatten the form.")),
    "attachment": (
        Message("attached files"),
        "external_content_forbidden",
        Message("Submit them as separate documents."),
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
        Message(
            "Open the file in Adobe Acrobat Reader, show the layers that should be visible, choose File, "
            "Print and print it to a PDF, then use that file."
        ),
    ),
    "layer": (
        Message("layers that a reader can switch off"),
        "",
        Message(
            "In Adobe Acrobat Pro, open the Layers panel and choose “Flatten Layers” from its menu. In any "
            "viewer, choose Print and print it to a PDF."
        ),
    ),
    "metadata": (Message("details of its author or subject"), "", Message("Clear the document properties.")),
    "redaction-mark": (
        Message("marks for redaction that were never applied"),
        "",
        Message("Apply the redactions. Until then, everything can be read."),
    ),
}
_BETRAYS = frozenset({"redaction-mark"})


def page_problems(filing: Filing) -> Iterator[FilingProblem]:
    """Yield unreadable or ambiguous defects of pages, and blank pages."""
    if filing.survey.was_repaired:
        what = Message("The file could not be read without guessing: part of it is damaged.")
        broken = filing.problem(
            "pages",
            0,
            what,
            Message("Create it again from its source files."),
            None,
            Message("The court's PDF reader may not open it."),
        )
        yield replace(broken, is_blocking=True)
    blank = [at for at, page in enumerate(filing.survey.pages, start=1) if not page.has_ink]
    if blank:
        what = Message("Blank pages: {pages}.", pages=pages_named(blank))
        why = Message("A blank page may mean that its content was lost.")
        yield filing.problem("blank", blank[0], what, Message("Compare them with the originals."), None, why)


def text_problems(filing: Filing) -> Iterator[FilingProblem]:
    """Yield pages without searchable text, and text that differs from what is shown."""
    pages = list(enumerate(filing.survey.pages, start=1))
    scans = [at for at, page in pages if page.has_ink and page.letters <= _FEW_LETTERS and page.has_picture]
    if scans:
        what = Message("Pages without searchable text: {pages}.", pages=pages_named(scans))
        rule = filing.orders("text_searchable_required")
        why = Message("Text that cannot be searched cannot be quoted or redacted by search.")
        yield filing.problem("text", scans[0], what, Message("Run text recognition on them."), rule, why)
    garbled = [at for at, page in pages if page.unreadable > _MAX_UNREADABLE * max(page.letters, 1)]
    if garbled:
        what = Message(
            "Text copied from these pages differs from the text shown on them: {pages}.",
            pages=pages_named(garbled),
        )
        rule = filing.orders("text_searchable_required")
        mend = Message(
            "Print them to a PDF in the program they were written in, or run text recognition on them."
        )
        yield filing.problem(
            "letters", garbled[0], what, mend, rule, Message("Text that is searched must be the text shown.")
        )


def source_problems(filing: Filing) -> Iterator[FilingProblem]:
    """Yield restrictions on use and digital signatures."""
    if filing.survey.is_encrypted:
        rule = filing.orders("encryption_forbidden")
        mend = Message("Save it without any protection.")
        why = Message("Court staff must be able to merge, print and annotate it.")
        yield filing.problem("source", 0, Message("The file has restrictions on its use."), mend, rule, why)
    if filing.survey.is_signed:
        what = Message("The file has a digital signature, which any change to the file invalidates.")
        mend = Message("Submit it as it is. If you include it in a bundle, keep the signed file as well.")
        yield filing.problem(
            "source",
            0,
            what,
            mend,
            None,
            Message("A digital signature is valid only for the file exactly as it was signed."),
        )


def residue_problems(filing: Filing) -> Iterator[FilingProblem]:
    """Yield hidden content: comments, forms, scripts, attachments, layers, properties."""
    places: dict[str, list[int]] = defaultdict(list)
    for page, word in filing.survey.residue:
        places[word].append(page)
    for word, pages in places.items():
        what, field, mend = _RESIDUE[word]
        shown = [page for page in pages if page]
        text = Message("The file contains {what}.", what=what)
        if shown:
            text = Message("The file contains {what} on page {pages}.", what=what, pages=pages_named(shown))
        rule = filing.orders(field) if field else None
        why = Message("Anyone who receives a file also receives its hidden content.")
        check = "redaction" if word in _BETRAYS else "residue"
        problem = filing.problem(check, pages[0], text, mend, rule, why)
        yield replace(problem, is_blocking=problem.is_blocking or word in _BETRAYS)


def redaction_problems(filing: Filing) -> Iterator[FilingProblem]:
    """Yield text under something drawn over it, which anyone can copy; always blocks."""
    covered = [at for at, page in enumerate(filing.survey.pages, start=1) if page.covered_letters]
    if covered:
        what = Message(
            "Text is covered by something drawn over it, but anyone can copy it: page {pages}.",
            pages=pages_named(covered),
        )
        mend = Message(
            "Redact again with a program that removes the covered content. Do not send this file to anyone."
        )
        why = Message("A box drawn over text does not remove it.")
        yield replace(filing.problem("redaction", covered[0], what, mend, None, why), is_blocking=True)


def duplicate_problems(filing: Filing) -> Iterator[FilingProblem]:
    """Yield pages with the same text as an earlier page."""
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
        what = Message("Pages with the same text as an earlier page: {pairs}{more}.", pairs=pairs, more=more)
        rule = filing.orders("duplicates_rule")
        why = Message("A document is included once and referred to elsewhere.")
        yield filing.problem(
            "references", again[0][0], what, Message("Leave the second copy out."), rule, why
        )
