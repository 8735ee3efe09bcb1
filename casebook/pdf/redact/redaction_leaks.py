"""Searches a finished copy for text that was redacted on one page but remains on another.

SECURITY: the words are known here alone; the caller gets page numbers and never the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import TYPE_CHECKING, Any

from pikepdf import Pdf

from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.filings.filing import pages_named
from casebook.domain.dossier.hiding.text_hit import NAMED_OPENLY, TextHit, set_page_place
from casebook.pdf.page.examiner import Look

if TYPE_CHECKING:  # it finds names, and most bundles hide none
    from casebook.domain.dossier.hiding.hiding import Hiding

_SIGN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_TOKEN = re.compile(rf"[{_SIGN}]|[^\W_{_SIGN}]+")
_LONG = 6
"""Words or signs in a row that are a quotation; of a longer line each such row is looked for."""
_MIN_LETTERS = 4
"""Letters of a line that is looked for; a Chinese sign counts as two."""
_MIN_DIGITS = 5
"""Minimum digits of a number that identifies a person or place anywhere in a line."""

_Row = tuple[str, ...]
"""Words or signs that follow one another."""
ListedRows = Mapping[str, Mapping[_Row, str]]
Covered = Callable[[], Mapping[str, Sequence[str]]]
Find = Callable[[str], Sequence[TextHit]]


class LeakExaminer:
    """An examiner that finds what areas cover on other pages.

    Args:
        covered: the lines under areas, by exhibit key; asked once the exhibits were bound.
        names: what messages call the exhibits, by key.

    Attributes:
        pages: those that say it, from 1, by exhibit key.
    """

    def __init__(self, covered: Covered, names: Mapping[str, str | Message]) -> None:
        self._covered, self._names = covered, names
        self.pages: dict[str, list[int]] = {}

    def open(self, pdf: Pdf) -> Look:  # noqa: ARG002 - an examiner
        """Return what searches a page for the redacted lines."""
        self.pages = defaultdict(list)
        sought = {
            key: {row for line in lines for row in _rows(line)} for key, lines in self._covered().items()
        }
        return partial(_keys_on_page, sought, {len(row) for rows in sought.values() for row in rows})

    def whole(self, pdf: Pdf) -> None:
        """Do nothing: only pages are searched."""

    def take(self, index: int, finding: Sequence[str]) -> None:
        """Take the keys of the exhibits whose redacted lines a page has."""
        for key in finding:
            self.pages[key].append(index + 1)

    @property
    def problems(self) -> Iterator[FilingProblem]:
        """The problem shown for it."""
        for key, pages in self.pages.items():
            yield FilingProblem(
                check="redaction",
                page=pages[0],
                what=Message(
                    "Exhibit {mark}: redacted content appears elsewhere in this copy: {pages}.",
                    mark=self._names[key],
                    pages=pages_named(pages),
                ),
                is_blocking=False,
                rule=Message("Text redacted in one place but printed in another is not redacted."),
                mend=Message("Remove it from the text or redact it there too, unless it may be read there."),
            )


class NamesLeft:
    """An examiner that finds protected names which an area covers on one page in the text of any.

    Args:
        find: the protected names in a text.
        covered: the lines under areas that cover a protected person; asked once the exhibits were bound.

    Attributes:
        found: page from 1 of each, with the kinds of what is said there.
    """

    def __init__(self, find: Find, covered: Covered) -> None:
        self._find, self._covered = find, covered
        self.found: list[tuple[int, set[str]]] = []

    def open(self, pdf: Pdf) -> Look:  # noqa: ARG002 - an examiner
        """Return what searches a page for the names that areas cover."""
        self.found = []
        lines = (line for lines in self._covered().values() for line in lines)
        return partial(
            _kinds_on_page, self._find, {name for line in lines for name, _ in _named(self._find, line)}
        )

    def whole(self, pdf: Pdf) -> None:
        """Do nothing: only pages are searched."""

    def take(self, index: int, finding: set[str]) -> None:
        """Take the kinds of the names on a page."""
        if finding:
            self.found.append((index + 1, finding))


class ListedLeft:
    """An examiner that finds what a person was shown as replaced and a page of the exhibit still has.

    SECURITY: how a page was searched when it was covered is not believed. Here the text is searched that was
    searched for the review, and each replacement is looked for between the words that stand beside it once
    all others are made.

    Args:
        rows: what `listed_rows` gives; asked once the exhibits were bound.
        key_of: the key of the exhibit to which a page of the file belongs; asked once all pages were read.

    Attributes:
        found: page from 1 of each, with the kinds of what is said there.
    """

    def __init__(self, rows: Callable[[], ListedRows], key_of: Callable[[int], str]) -> None:
        self._rows, self._key_of = rows, key_of
        self.found: list[tuple[int, set[str]]] = []

    def open(self, pdf: Pdf) -> Look:  # noqa: ARG002 - an examiner
        """Return what searches a page for the replacements of all exhibits."""
        self.found = []
        rows = self._rows()
        return partial(_listed_on_page, rows, {len(row) for of_one in rows.values() for row in of_one})

    def whole(self, pdf: Pdf) -> None:
        """Do nothing: only pages are searched."""

    def take(self, index: int, finding: Mapping[str, set[str]]) -> None:
        """Take the kinds of what a page still has, by the key of the exhibit in which it was listed."""
        if kinds := finding.get(self._key_of(index + 1)):
            self.found.append((index + 1, kinds))


def listed_rows(hiding: Hiding) -> ListedRows:
    """Return what must not stay in exhibits, by their keys: words in a row with their kind, folded.

    Args:
        hiding: what the copy hides, and the texts of the exhibits.
    """
    return {key: _rows_of(hiding, key) for key in hiding.listed}


def _rows_of(hiding: Hiding, key: str) -> dict[_Row, str]:
    """The words of each replacement in an exhibit between its neighbours, and of what kind it is."""
    listed: dict[_Row, str] = {}
    pages: list[list[str]] = []
    for page, text in hiding.listed[key]:
        hits = hiding.pseudonyms.find(text, set_page_place(key) if key in hiding.typeset else page)
        places: list[tuple[int, int, TextHit]] = []
        tokens: list[str] = []
        at = 0
        for hit in hits:
            tokens += _tokens(text[at : hit.start])
            label = _tokens(hit.label)
            places.append((len(tokens), len(tokens) + len(label), hit))
            tokens += label
            at = hit.end
        tokens += _tokens(text[at:])
        pages.append(tokens)
        for first, last, hit in places:
            beside = tokens[max(first - 1, 0) : first], tokens[last : last + 1]
            if any(beside) and (said := _tokens(text[hit.start : hit.end])):
                listed[*beside[0], *said, *beside[1]] = hit.kind
    lengths = {*map(len, listed)}
    stay = set[_Row]().union(*(_rows_among(tokens, lengths) for tokens in pages))
    return {row: kind for row, kind in listed.items() if row not in stay}


def _listed_on_page(
    rows: ListedRows,
    lengths: AbstractSet[int],
    index: int,  # noqa: ARG001 - a `Look`
    page: Any,  # noqa: ANN401, ARG001
    text: Any,  # noqa: ANN401, ARG001
    page_text: str,
) -> dict[str, set[str]]:
    there = _rows_on(page_text, lengths)
    left = ((key, {of_one[row] for row in of_one.keys() & there}) for key, of_one in rows.items())
    return {key: kinds for key, kinds in left if kinds}


def _keys_on_page(
    sought: Mapping[str, AbstractSet[_Row]],
    lengths: AbstractSet[int],
    index: int,  # noqa: ARG001 - a `Look`
    page: Any,  # noqa: ANN401, ARG001
    text: Any,  # noqa: ANN401, ARG001
    page_text: str,
) -> tuple[str, ...]:
    there = _rows_on(page_text, lengths)
    return tuple(key for key, rows in sought.items() if not rows.isdisjoint(there))


def _kinds_on_page(
    find: Find,
    names: AbstractSet[_Row],
    index: int,  # noqa: ARG001 - a `Look`
    page: Any,  # noqa: ANN401, ARG001
    text: Any,  # noqa: ANN401, ARG001
    page_text: str,
) -> set[str]:
    return {kind for name, kind in _named(find, page_text) if name in names} if names else set()


def _named(find: Find, text: str) -> Iterator[tuple[_Row, str]]:
    hits = (hit for hit in find(text) if hit.label != NAMED_OPENLY)
    return ((tuple(_tokens(text[hit.start : hit.end])), hit.kind) for hit in hits)


def _rows(line: str) -> Iterator[_Row]:
    """What is looked for of a line: all of it where it is short, else every row of words, and its numbers."""
    tokens = _tokens(line)
    if len(tokens) <= _LONG:
        if sum(_weight(token) for token in tokens) >= _MIN_LETTERS:
            yield tuple(tokens)
        return
    yield from _in_a_row(tokens, _LONG)
    for token in tokens:
        if sum(sign.isdigit() for sign in token) >= _MIN_DIGITS:
            yield (token,)


def _rows_on(page_text: str, lengths: AbstractSet[int]) -> set[_Row]:
    """Every row of so many words on a page; without a length its words are not looked at."""
    return _rows_among(_tokens(page_text), lengths) if lengths else set()


def _rows_among(tokens: Sequence[str], lengths: AbstractSet[int]) -> set[_Row]:
    """Every row of so many among words."""
    return {row for length in lengths for row in _in_a_row(tokens, length)}


def _in_a_row(tokens: Sequence[str], length: int) -> Iterator[_Row]:
    """Every so many of them that follow one another."""
    return (tuple(tokens[at : at + length]) for at in range(len(tokens) - length + 1))


def _tokens(text: str) -> list[str]:
    """Words, and signs of scripts that part none, whatever their case, width and line breaks."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold())


def _weight(token: str) -> int:
    return 2 if re.match(f"[{_SIGN}]", token) else len(token)
