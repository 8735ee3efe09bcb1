"""The table of authorities: what the text cites, each with the pages it is cited on.

Every place where an authority is cited becomes an anchor, so that its page is found like that of any other
reference, whenever pages move.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from casebook.base.i18n import Translator
from casebook.domain.dossier.composition import (
    Block,
    DossierPart,
    Heading,
    Line,
    ReferenceTarget,
    Span,
    TextTable,
)
from casebook.domain.dossier.dossier import Section, SectionKind
from casebook.domain.dossier.text_numbering import letter, relined
from casebook.domain.library.source import Source
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections.cited_authority import (
    GROUPS,
    AuthorityFinder,
    CitedAuthority,
    in_order,
)
from casebook.services.dossier.sections.later_history import Histories, with_histories

KIND: SectionKind = "table-of-authorities"
_LISTS: frozenset[SectionKind] = frozenset({KIND, "table-of-sources"})
_CITED = "cited:"


def finder_of(dossier_data: DossierData) -> AuthorityFinder:
    """Return what finds the authorities of the library and those typed into tables of the dossier.

    Raises:
        InvalidInput: a line of a table is not in two parts.
    """
    typed = (section.text for section in dossier_data.dossier.sections if section.kind == KIND)
    entries = sorted(dossier_data.judged, key=lambda entry: not isinstance(entry, Source))
    return AuthorityFinder(entries, typed, dossier_data.words)


def cited_in(parts: Sequence[DossierPart], dossier_data: DossierData) -> tuple[CitedAuthority, ...]:
    """Return every authority that the parts cite, by group and in alphabetical order."""
    return in_order(_marked(parts, dossier_data)[0].places)


def with_tables(
    parts: tuple[DossierPart, ...], dossier_data: DossierData, histories: Histories
) -> tuple[DossierPart, ...]:
    """Return the parts with their tables of authorities filled, and an anchor wherever one is cited.

    Args:
        parts: of the dossier, in the order of its sections.
        dossier_data: its material.
        histories: what must stand with a decision, in the table as well.

    Raises:
        InvalidInput: a line of a table is not in two parts.
    """
    sections = _sections_of(parts, dossier_data)
    if all(section.kind != KIND for section in sections):
        return parts
    index, marked = _marked(parts, dossier_data)
    is_beside = dossier_data.copy_kind != "pseudonymised"
    rows = tuple(_table(index, dossier_data.words, is_beside=is_beside))
    table = with_histories(rows, histories, dossier_data.words)
    return tuple(
        replace(part, blocks=table)
        if section.kind == KIND and section.id not in dossier_data.left_out
        else part
        for part, section in zip(marked, sections, strict=True)
    )


def _marked(parts: Sequence[DossierPart], dossier_data: DossierData) -> tuple[_Index, list[DossierPart]]:
    """Return where each authority is cited, also by a short name, and the parts with an anchor there."""
    finder = finder_of(dossier_data)
    first = _Index(finder)
    for at, part in _cited(parts, dossier_data):
        first.marked(part, at)
    people = (name.text for one in dossier_data.clients for name in one.names)
    courts = (proceeding.forum for proceeding in dossier_data.proceedings)
    finder.learn_short_names(first.places, people, courts)
    index = _Index(finder)
    marked = list(parts)
    for at, part in _cited(parts, dossier_data):
        marked[at] = index.marked(part, at)
    return index, marked


def _cited(parts: Sequence[DossierPart], dossier_data: DossierData) -> Iterator[tuple[int, DossierPart]]:
    """Yield the parts that argue or prove, with their places: a list of sources cites nothing."""
    for at, (part, section) in enumerate(zip(parts, _sections_of(parts, dossier_data), strict=True)):
        if section.kind not in _LISTS:
            yield at, part


def _sections_of(parts: Sequence[DossierPart], dossier_data: DossierData) -> list[Section]:
    """Return the section of each part: a copy that leaves has no part for what stays in the office."""
    by_anchor = {section.anchor: section for section in dossier_data.dossier.sections}
    return [by_anchor[part.anchor] for part in parts]


class _Index:
    """Where each authority is cited.

    Attributes:
        places: anchor and place of the part, from 0, of each citation in order.
    """

    def __init__(self, finder: AuthorityFinder) -> None:
        self._finder = finder
        self._count = 0
        self.places: dict[CitedAuthority, list[tuple[str, int]]] = {}

    def marked(self, part: DossierPart, at: int) -> DossierPart:
        """Return a part with an anchor at each citation."""
        return replace(part, blocks=tuple(self._block(block, at) for block in part.blocks))

    def _block(self, block: Block, at: int) -> Block:
        if isinstance(block, Heading):
            found = self._finder.found_in(block.text)
            anchor = block.anchor or (self._next() if found else "")
            for _, authority in found:
                self._note(authority, anchor, at)
            return replace(block, anchor=anchor)
        return relined(block, lambda line: self._line(line, at))

    def _line(self, line: Line, at: int) -> Line:
        cuts: dict[int, list[str]] = {}
        for start, authority in self._finder.found_in("".join(span.text for span in line)):
            anchor = self._next()
            self._note(authority, anchor, at)
            cuts.setdefault(start, []).append(anchor)
        is_noted = any(span.note for span in line)
        if not cuts and not is_noted:
            return line
        noted = (replace(span, note=self._line(span.note, at)) if span.note else span for span in line)
        return tuple(_cut(noted, cuts))

    def _next(self) -> str:
        self._count += 1
        return f"{_CITED}{self._count}"

    def _note(self, authority: CitedAuthority, anchor: str, at: int) -> None:
        self.places.setdefault(authority, []).append((anchor, at))


def _cut(line: Iterable[Span], cuts: Mapping[int, Sequence[str]]) -> Iterator[Span]:
    """Yield a line's spans, a new one beginning at each place in its text; a reference stays whole."""
    begin = 0
    for span in line:
        end = begin + len(span.text)
        starts = sorted(start for start in cuts if begin <= start < end)
        if starts and span.to is not None:
            yield replace(span, places=tuple(anchor for start in starts for anchor in cuts[start]))
        elif starts:
            for start, following in pairwise((*dict.fromkeys((begin, *starts)), end)):
                text = span.text[start - begin : following - begin]
                yield replace(span, text=text, places=tuple(cuts.get(start, ())))
        else:
            yield span
        begin = end


def _table(index: _Index, words: Translator, *, is_beside: bool) -> Iterator[Block]:
    """Yield the table of each group, the pages beside the citations or behind them.

    SECURITY: between the lines of a citation the pages beside it would break it apart for the search of a
    pseudonymised copy, which knows published citations as a whole.
    """
    ordered = in_order(index.places)
    for group, title in GROUPS.items():
        cells = [
            ((Span(authority.citation),), tuple(_pages(index.places[authority], words)))
            for authority in ordered
            if authority.group == group
        ]
        if not cells:
            continue
        yield Heading(text=words(title))
        if is_beside:
            head = (words("Authority"), words("Cited at"))
            yield TextTable(head=head, rows=tuple(cells), widths=(0.8, 0.2))
        else:
            between = Span(f" {words('Cited at')}: ")
            rows = tuple(((*citation, between, *pages),) for citation, pages in cells)
            yield TextTable(head=(words("Authority"),), rows=rows, widths=(1.0,))


def _pages(places: Iterable[tuple[str, int]], words: Translator) -> Iterator[Span]:
    """Yield a reference to each page; without pages, to each section."""
    parts: set[int] = set()
    for count, (anchor, at) in enumerate(places):
        comma = ", " if count else ""
        section = words("Section {number}", number=letter(at + 1))
        yield Span(
            f"{comma}{{page}}",
            to=ReferenceTarget(anchor=anchor),
            alone="" if at in parts else f"{comma}{section}",
            is_once=True,
        )
        parts.add(at)
