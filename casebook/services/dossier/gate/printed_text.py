"""All that a copy prints, as its gates search it: what is composed is walked, not the fields of records.

The pages of exhibits are searched where they are read (`exhibit_search`). A list of fields would miss the
next one that somebody prints.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import BinaryIO

from casebook.base.errors import CasebookError
from casebook.domain.dossier.composition import BarChart, Block, Composition, DossierPart, Exhibit
from casebook.domain.dossier.text_numbering import relined
from casebook.domain.evidence.document import Document
from casebook.services.dossier.compose import SetSections, frame_of, shown_sections
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.pseudonymised_text import texts_of
from casebook.services.dossier.sections.withheld import is_left_out


def printed_texts(sections: SetSections) -> tuple[str, ...]:
    """Return all that a copy prints; a section that cannot be set is reported elsewhere."""
    parts: list[DossierPart] = []
    dossier_data = sections.dossier_data
    for section in shown_sections(dossier_data):
        with suppress(CasebookError):
            blocks = sections.blocks(section)
            title = "" if is_left_out(dossier_data, section) else section.title
            parts.append(DossierPart(title=title, anchor="", blocks=blocks))
    frame = _frame(dossier_data)
    marks = (exhibit.mark for exhibit in frame.exhibits)
    return (*texts_of(replace(frame, parts=tuple(parts))), *marks)


def texts_of_cover(dossier_data: DossierData) -> Iterator[tuple[str, str]]:
    """Yield what the cover prints and what stands on every page, each after the name of its line.

    A further line is named by its place among all of the dossier, whichever of them a court prints.
    """
    frame, dossier = _frame(dossier_data), dossier_data.dossier
    cover = frame.cover
    if cover is not None:
        yield from (("title", cover.title), ("court", cover.court), ("number", cover.number))
        yield "parties", cover.parties
        printed = set(cover.lines)
        for place, line in enumerate(dossier.cover_lines, start=1):
            if line.text in printed:
                printed.discard(line.text)
                yield f"line-{place}", line.text
        yield from (("hearing", text) for text in cover.lines if text in printed)
    yield from (("head", frame.running_head), ("mark", frame.page_mark))


def texts_of_exhibits(dossier_data: DossierData) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the ID of each exhibit, or of what stands in its place, and what index and divider print of it.

    The heading of its group is a fixed wording.
    """
    for exhibit in _frame(dossier_data).exhibits:
        yield exhibit.key, (*_of_exhibit(exhibit), exhibit.mark)


def texts_beside(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return what blocks print outside their lines: heads and labels of tables, titles and days of pictures.

    The numbers of a chart are statistics of the library.
    """
    bare = (relined(block, lambda _: ()) for block in blocks if not isinstance(block, BarChart))
    return _said(_bare(parts=(DossierPart(title="", anchor="", blocks=tuple(bare)),)))


def texts_of_blocks(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return all that blocks print."""
    return _said(_bare(parts=(DossierPart(title="", anchor="", blocks=tuple(blocks)),)))


def _of_exhibit(exhibit: Exhibit) -> tuple[str, ...]:
    return _said(_bare(exhibits=(replace(exhibit, section=""),)))


def _bare(*, parts: Sequence[DossierPart] = (), exhibits: Sequence[Exhibit] = ()) -> Composition:
    return Composition(title="", language="en", parts=tuple(parts), exhibits=tuple(exhibits))


def _said(composition: Composition) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts_of(composition))))


def _frame(dossier_data: DossierData) -> Composition:
    return frame_of(dossier_data, _unread)


def _unread(_: Document) -> BinaryIO:
    """Stand for the file of an exhibit, which nobody asks for here."""
    return io.BytesIO()
