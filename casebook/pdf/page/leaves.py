"""Copies pages between documents without a page tree, in linear time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from pikepdf import Array, Name, Object, Pdf

_LEAF = Name("/CbLeaf")


def copy_leaves(pdf: Pdf, pages: Iterable[Object]) -> list[Object]:
    """Return copies of pages in another document, in no tree yet; the originals become unusable.

    WORKAROUND(pikepdf 10.18: joining pages by `Pdf.pages` takes time with the square of their number): a page
    that is not called one is copied like any object, once it no longer points at its tree.

    Args:
        pdf: takes the copies.
        pages: hold their own attributes; no object of theirs points at another page.
    """
    copies: list[Object] = []
    for page in pages:
        if Name.Parent in page:
            del page.Parent
        page.Type = _LEAF
        copies.append(pdf.copy_foreign(page))
        copies[-1].Type = Name.Page
    return copies


def attach_pages(pdf: Pdf, leaves: Sequence[Object]) -> tuple[Pdf, list[Object]]:
    """Make these objects the pages of a document, in this order; returns the document and its pages.

    A document that was asked for its pages before goes on answering as before, so it is written and opened
    anew: that is so only where exhibits have layers.
    """
    tree = pdf.Root.Pages
    for leaf in leaves:
        leaf.Parent = tree
    tree.Kids = Array(leaves)
    tree.Count = len(leaves)
    if Name.OCProperties not in pdf.Root:
        return pdf, list(leaves)
    written = io.BytesIO()
    pdf.save(written)
    fresh = Pdf.open(written)
    del fresh.trailer.ID  # drawn by chance, it would stay in the finished file
    return fresh, [page.obj for page in fresh.pages]
