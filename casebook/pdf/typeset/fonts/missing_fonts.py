"""Fonts a PDF uses without embedding them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from casebook.pdf.page.name_text import name_text

_PROGRAMS = (Name.FontFile, Name.FontFile2, Name.FontFile3)


def missing_fonts(pdf: Pdf, at: Mapping[tuple[int, int], int]) -> Iterator[tuple[str, int]]:
    """Yield name and first page index of each font that is not embedded.

    Args:
        pdf: the file.
        at: page index by the page's object number and generation.
    """
    seen: set[tuple[int, int]] = set()
    missing: dict[str, int] = {}
    for scope in pdf.content_scopes():
        for font in _fonts(scope.resources):
            if not isinstance(font, Dictionary) or font.objgen in seen:
                continue
            if font.is_indirect:
                seen.add(font.objgen)
            if not _is_embedded(font):
                page = at.get(scope.page.obj.objgen, 0) if isinstance(scope.page, Page) else 0
                missing.setdefault(name_text(font.get(Name.BaseFont))[1:] or "without a name", page)
    yield from missing.items()


def lacks_composite_font(pdf: Pdf) -> bool:
    """Return whether a composite font, as for Chinese or Japanese text, is not embedded.

    Every viewer has the common Latin fonts; without the font of such a text, some show none of it.
    """
    return any(
        isinstance(font, Dictionary) and font.get(Name.Subtype) == Name.Type0 and not _is_embedded(font)
        for scope in pdf.content_scopes()
        for font in _fonts(scope.resources)
    )


def _fonts(resources: Object | None) -> Iterable[Object]:
    fonts = resources.get(Name.Font) if resources is not None else None
    return fonts.as_dict().values() if isinstance(fonts, Dictionary) else ()


def _is_embedded(font: Dictionary) -> bool:
    if font.get(Name.Subtype) == Name.Type3:
        return True
    below = font.get(Name.DescendantFonts)
    holder = below[0] if isinstance(below, Array) and len(below) > 0 else font
    descriptor = holder.get(Name.FontDescriptor) if isinstance(holder, Dictionary) else None
    return isinstance(descriptor, Dictionary) and any(key in descriptor for key in _PROGRAMS)
