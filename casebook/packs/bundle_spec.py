"""Reads a bundle's SPEC.toml: what goes in, in which order, under which headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from casebook.base.errors import InvalidInput, PackInvalid
from casebook.base.i18n import Words, is_language
from casebook.domain.composition import Cover
from casebook.domain.date import StatedDate, in_words
from casebook.domain.paper import Paper
from casebook.packs.entry import Entry
from casebook.packs.reader import read_file

_PAPERS: tuple[Paper, ...] = ("A4", "Letter")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecItem:
    """One file of a bundle.

    Attributes:
        file: as typed, relative to the spec.
        title: for index, divider and bookmark.
        dated: its date in words, or "".
        mark: as given, else its number among all items.
        section: title of the section it stands in.
        is_photograph: it shows no writing.
        is_placeholder: a page that says it was left out stands in its place.
    """

    file: str
    title: str
    dated: str
    mark: str
    section: str
    is_photograph: bool
    is_placeholder: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleSpec:
    """A whole spec.

    Attributes:
        title: of the document.
        profile: id of the forum's profile, or "".
        language: BCP 47 tag of the fixed texts.
        running_head: short title on every set page, or "".
        paper: of the set pages; None where the spec leaves it to the forum.
        is_archived: whether it is to be PDF/A-2b, as far as its files are.
        has_dividers: whether a page stands before each item.
        cover: or None.
        items: in order; at least one.
    """

    title: str
    profile: str
    language: str
    running_head: str
    paper: Paper | None
    is_archived: bool
    has_dividers: bool
    cover: Cover | None
    items: tuple[SpecItem, ...]


def read_spec(path: Path) -> BundleSpec:
    """Read and check a spec.

    Raises:
        NotFound: there is no such file.
        InvalidInput: it breaks the schema; names every place, so that a misspelt key stands beside
            the one it left missing.
        DiskProblem: the disk refuses.
    """
    defects: list[PackInvalid] = []
    root = read_file(path, defects.append)
    _refuse_any(defects)
    title = root.text("title")
    words = Words(_language(root))
    spec = BundleSpec(
        title=title,
        profile=root.text("profile", default=""),
        language=words.language,
        running_head=root.text("running_head", default=""),
        paper=root.choice("paper", _PAPERS) if "paper" in root.unread() else None,
        is_archived=root.flag("pdf_a", default=False),
        has_dividers=root.flag("dividers", default=True),
        cover=_cover(root.table("cover"), title, words),
        items=tuple(_items(root, words)),
    )
    if not spec.items:
        root.complain("section", "must hold at least one item, as [[section.item]]")
    root.close()
    _refuse_any(defects)
    return spec


def _language(root: Entry) -> str:
    told = root.text("language", default="en")
    if is_language(told):
        return told
    root.complain("language", "must be a language tag, such as en or zh-Hans")
    return "en"


def _refuse_any(defects: Sequence[PackInvalid]) -> None:
    if defects:
        raise InvalidInput(
            "; ".join(defect.title for defect in defects).removesuffix(".") + ".",
            field=defects[0].field,
            remedy="Mend the spec: docs/bundles.md lists every key.",
        ) from defects[0]


def _cover(table: Entry, title: str, words: Words) -> Cover | None:
    if not table.unread():
        return None
    hearing = _date(table, "hearing_on", words)
    cover = Cover(
        title=table.text("title", default=title),
        court=table.text("court", default=""),
        number=table.text("number", default=""),
        parties=table.text("parties", default=""),
        lines=(words("Hearing on {date}", date=hearing),) if hearing else (),
    )
    table.close()
    return cover


def _items(root: Entry, words: Words) -> Iterator[SpecItem]:
    marks: set[str] = set()
    count = 0
    for section in root.tables("section"):
        heading = section.text("title", default="")
        for item in section.tables("item"):
            count += 1
            read = SpecItem(
                file=item.text("file"),
                title=item.text("title"),
                dated=_date(item, "date", words),
                mark=item.text("mark", default=str(count)),
                section=heading,
                is_photograph=item.flag("photograph", default=False),
                is_placeholder=item.flag("placeholder", default=False),
            )
            if read.mark in marks:
                item.complain("mark", f"the mark {read.mark} stands twice")
            marks.add(read.mark)
            item.close()
            yield read
        section.close()


def _date(entry: Entry, field: str, words: Words) -> str:
    """A date in words: a calendar date, EDTF, or any other text as it stands; "" where left out."""
    value = entry.value(field)
    if value is None:
        return ""
    if isinstance(value, date) and not isinstance(value, datetime):
        return words.day(value)
    if not isinstance(value, str):
        entry.complain(field, "must be a calendar date or a text")
        return ""
    try:
        return in_words(StatedDate(edtf=value), words)
    except InvalidInput:
        return value
