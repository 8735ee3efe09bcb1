"""Fonts a PDF uses without embedding them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pikepdf import Array, Dictionary, Name, Page, Pdf

from casebook.pdf.page.name_text import name_text

_PROGRAMS = (Name.FontFile, Name.FontFile2, Name.FontFile3)


def missing_fonts(pdf: Pdf, at: Mapping[tuple[int, int], int]) -> Iterator[tuple[str, int]]:
    """Name and first page index of each font that is not in the file.

    Args:
        pdf: the file.
        at: page index by the page's object number and generation.
    """
    seen: set[tuple[int, int]] = set()
    missing: dict[str, int] = {}
    for scope in pdf.content_scopes():
        fonts = scope.resources.get(Name.Font) if scope.resources is not None else None
        for font in fonts.as_dict().values() if isinstance(fonts, Dictionary) else ():
            if not isinstance(font, Dictionary) or font.objgen in seen:
                continue
            if font.is_indirect:
                seen.add(font.objgen)
            if not _is_embedded(font):
                page = at.get(scope.page.obj.objgen, 0) if isinstance(scope.page, Page) else 0
                missing.setdefault(name_text(font.get(Name.BaseFont))[1:] or "without a name", page)
    yield from missing.items()


def _is_embedded(font: Dictionary) -> bool:
    if font.get(Name.Subtype) == Name.Type3:
        return True
    below = font.get(Name.DescendantFonts)
    holder = below[0] if isinstance(below, Array) and len(below) > 0 else font
    descriptor = holder.get(Name.FontDescriptor) if isinstance(holder, Dictionary) else None
    return isinstance(descriptor, Dictionary) and any(key in descriptor for key in _PROGRAMS)
