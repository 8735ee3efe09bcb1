"""Composes a certificate: recorded values are printed, missing ones become form fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from casebook.base.i18n import Translator
from casebook.domain.dossier.certificate import Certificate, CertificateLine, ServedExhibit
from casebook.domain.dossier.composition import (
    Block,
    Composition,
    DossierPart,
    FormField,
    FormFields,
    Line,
    Pairs,
    Span,
    TextParagraph,
    TextTable,
)
from casebook.services.dossier.profile import paper_of

_HALF = 32
"""A hash is broken in its middle, where it fits no line."""


def certificate_sheet(certificate: Certificate, words: Translator) -> Composition:
    """The certificate as one part without cover and index.

    Args:
        certificate: what it says.
        words: of its language.
    """
    title = words(certificate.template.title)
    part = DossierPart(
        title=title,
        anchor=f"certificate:{certificate.template.id}",
        blocks=tuple(_blocks(certificate, words)),
    )
    return Composition(
        title=title,
        language=words.language,
        parts=(part,),
        has_index=False,
        paper=paper_of(certificate.profile),
    )


def broken(sha256: str) -> str:
    """A hash in two halves, so that a line can end between them."""
    return f"{sha256[:_HALF]} {sha256[_HALF:]}"


def _blocks(certificate: Certificate, words: Translator) -> Iterator[Block]:
    states = False
    for kind, lines in groupby(certificate.lines, _kind):
        if kind == "statement" and not states:
            states = True
            yield from _of_copy(certificate.exhibits, words)
            yield TextParagraph(
                line=(Span(words("Not valid until signed. By signing, the signatory states:")),)
            )
        yield from _of_kind(kind, lines, words)


def _kind(line: CertificateLine) -> str:
    """What is set alike: "known", "open", "statement" or "look"."""
    if line.is_open:
        return "open"
    return "known" if line.element.kind == "entry" else line.element.kind


def _of_kind(kind: str, lines: Iterable[CertificateLine], words: Translator) -> Iterator[Block]:
    if kind == "known":
        yield Pairs(rows=tuple((words(line.element.label), (Span(line.value),)) for line in lines))
    elif kind == "open":
        yield FormFields(rows=tuple(_blank(line, words) for line in lines))
    elif kind == "statement":
        for line in lines:
            said = line.value or words(line.element.label)
            yield TextParagraph(line=(Span(said),), is_numbered=True)


def _blank(line: CertificateLine, words: Translator) -> FormField:
    element = line.element
    is_signed = element.kind == "signature"
    return FormField(label=words(element.label), name="" if is_signed else element.id, lines=element.lines)


def _of_copy(exhibits: tuple[ServedExhibit, ...], words: Translator) -> Iterator[TextTable]:
    """Yield what was served, and what the copy left out: whoever signs must not state that it was served."""
    served = tuple(one for one in exhibits if not one.is_placeholder)
    left_out = tuple(one for one in exhibits if one.is_placeholder)
    if served:
        yield _exhibits(served, words)
    if left_out:
        yield TextTable(
            head=(words("Exhibit no."), words("Not in the copy served"), words("Placeholder page")),
            rows=tuple(((Span(one.mark),), (Span(one.title),), (Span(one.span),)) for one in left_out),
            widths=(0.1, 0.6, 0.3),
        )


def _exhibits(exhibits: tuple[ServedExhibit, ...], words: Translator) -> TextTable:
    """What was in the copy; pages and hashes only where they are known."""
    columns: list[tuple[str, float, list[Line]]] = [
        (words("Exhibit no."), 0.1, [(Span(exhibit.mark),) for exhibit in exhibits]),
        (words("Exhibit"), 0.37, [(Span(exhibit.title),) for exhibit in exhibits]),
    ]
    if any(exhibit.pages[0] for exhibit in exhibits):
        columns.append((words("Pages"), 0.13, [(Span(exhibit.span),) for exhibit in exhibits]))
    if any(exhibit.sha256 for exhibit in exhibits):
        hashes: list[Line] = [(Span(_hashes(exhibit, words), "quiet"),) for exhibit in exhibits]
        columns.append((words("SHA-256 of the file as received"), 0.4, hashes))
    return TextTable(
        head=tuple(head for head, _, _ in columns),
        rows=tuple(zip(*(cells for _, _, cells in columns), strict=True)),
        widths=tuple(width for _, width, _ in columns),
    )


def _hashes(exhibit: ServedExhibit, words: Translator) -> str:
    received = broken(exhibit.sha256).strip()
    if not exhibit.copy_sha256:
        return received
    return words(
        "{received}; copy opened with its password, from which the pages come: {hash}",
        received=received,
        hash=broken(exhibit.copy_sha256),
    )
