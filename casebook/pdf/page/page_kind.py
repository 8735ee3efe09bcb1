"""What the pages of a bundle are, as named destinations in it tell a later check.

A court orders the type of what counsel wrote: the pages of an exhibit are as they were received, and a table
is not set with the line spacing of an argument. Source: ISO 32000-1, 12.3.2.3 (named destinations).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf

from casebook.domain.dossier.filings.survey import PageKind

_NAME = re.compile(r"pages\.(?P<kind>front|argument|annex|exhibit)\.\d+")
_KINDS: dict[str, PageKind] = {one: one for one in ("front", "argument", "annex", "exhibit")}


def write_page_kinds(pdf: Pdf, pages: Sequence[Object], kinds: Sequence[PageKind]) -> None:
    """Name the first of each run of pages of one kind, where there are several kinds."""
    if len(set(kinds)) <= 1:
        return
    tree = NameTree.new(pdf)
    before = ""
    for number, (page, kind) in enumerate(zip(pages, kinds, strict=True), start=1):
        if kind != before:
            tree[f"pages.{kind}.{number}"] = Array([page, Name.Fit])
        before = kind
    pdf.Root.Names = Dictionary(Dests=tree.obj)


def read_page_kinds(pdf: Pdf, pages: Iterable[Object]) -> tuple[PageKind, ...]:
    """Return what each page is; nothing where the file does not say."""
    names = pdf.Root.get(Name.Names)
    held = names.get(Name.Dests) if isinstance(names, Dictionary) else None
    if not isinstance(held, Dictionary):
        return ()
    begins: dict[tuple[int, int], PageKind] = {}
    for name, place in NameTree(held).items():
        match = _NAME.fullmatch(name)
        if match and isinstance(place, Array) and len(place) and isinstance(place[0], Dictionary):
            begins[place[0].objgen] = _KINDS[match["kind"]]
    kinds: list[PageKind] = []
    for page in pages if begins else ():
        kinds.append(begins.get(page.objgen, kinds[-1] if kinds else "front"))
    return tuple(kinds)
