"""Reads a bundle's SPEC.toml: its content, order and headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from casebook.base.errors import InvalidInput, PackInvalid
from casebook.base.i18n import Translator, is_language
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.dossier.composition import Cover
from casebook.domain.dossier.page_number_format import (
    MAX_DIGITS,
    PLAIN,
    PageNumberFormat,
    is_prefix,
    is_printable,
)
from casebook.domain.dossier.paper import Paper
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import read_file

_NUMBERS = ("continuous", "exhibit")
_ORDERS = ("given", "date")
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
        numbers: how its pages are numbered.
        has_manifest: whether a table of the files with their hashes stands before them.
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
    numbers: PageNumberFormat = PLAIN
    has_manifest: bool = False


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
    words = Translator(_language(root))
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
        numbers=_numbers(root),
        has_manifest=root.flag("manifest", default=False),
    )
    if spec.numbers.by_exhibit and not all(is_printable(item.mark) for item in spec.items):
        root.complain(
            "numbers", "by exhibit require exhibit numbers of letters A to Z, digits, points and hyphens"
        )
    if not spec.items:
        root.complain("section", "must contain at least one item, as [[section.item]]")
    root.close()
    _refuse_any(defects)
    return spec


def _numbers(root: PackEntry) -> PageNumberFormat:
    by_exhibit = root.choice("numbers", _NUMBERS, default="continuous") == "exhibit"
    prefix = root.text("prefix", default="")
    if prefix and not is_prefix(prefix):
        root.complain("prefix", "must be up to 16 of A to Z, 0 to 9, point and hyphen, no digit last")
    digits = root.integer("digits", default=0)
    if not 0 <= digits <= MAX_DIGITS:
        root.complain("digits", Message("must be 0 to {limit}", limit=MAX_DIGITS))
    if by_exhibit and (prefix or digits):
        root.complain("numbers", "by exhibit cannot have a prefix or digits")
    return PageNumberFormat(by_exhibit=by_exhibit, prefix=prefix, digits=digits)


def _language(root: PackEntry) -> str:
    tag = root.text("language", default="en")
    if is_language(tag):
        return tag
    root.complain("language", "must be a language tag, such as en or zh-Hans")
    return "en"


def _refuse_any(defects: Sequence[PackInvalid]) -> None:
    if defects:
        raise InvalidInput(
            Message("{faults}.", faults="; ".join(str(defect.title) for defect in defects).removesuffix(".")),
            field=defects[0].field,
            remedy="Correct the spec: docs/bundles.md lists every key.",
        ) from defects[0]


def _cover(table: PackEntry, title: str, words: Translator) -> Cover | None:
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


def _items(root: PackEntry, words: Translator) -> Iterator[SpecItem]:
    """Yield the items by section, in file order or by earliest possible day, undated ones last."""
    is_by_date = root.choice("order", _ORDERS, default="given") == "date"
    marks: set[str] = set()
    for section in root.tables("section"):
        heading = section.text("title", default="")
        items = [(_day(item), item) for item in section.tables("item")]
        for _, item in sorted(items, key=lambda dated: dated[0]) if is_by_date else items:
            read = _item(item, heading, str(len(marks) + 1), words)
            if read.mark in marks:
                item.complain("mark", Message("the mark {mark} occurs twice", mark=read.mark))
            marks.add(read.mark)
            item.close()
            yield read
        section.close()


def _item(item: PackEntry, heading: str, number: str, words: Translator) -> SpecItem:
    return SpecItem(
        file=item.text("file"),
        title=item.text("title"),
        dated=_date(item, "date", words),
        mark=item.text("mark", default=number),
        section=heading,
        is_photograph=item.flag("photograph", default=False),
        is_placeholder=item.flag("placeholder", default=False),
    )


def _day(item: PackEntry) -> date:
    """What an item is sorted by: its earliest possible day, or the last of all where it has none."""
    value = item.value("date")
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        stated = StatedDate(edtf=value) if isinstance(value, str) else None
    except InvalidInput:
        return date.max
    return date.max if stated is None or stated.is_unknown else stated.earliest_on


def _date(entry: PackEntry, field: str, words: Translator) -> str:
    """Return a date as text: a calendar date, EDTF, or any other text unchanged; "" if missing."""
    value = entry.value(field)
    if value is None:
        return ""
    if isinstance(value, date) and not isinstance(value, datetime):
        return words.format_date(value)
    if not isinstance(value, str):
        entry.complain(field, "must be a calendar date or a text")
        return ""
    try:
        return in_words(StatedDate(edtf=value), words)
    except InvalidInput:
        return value
