"""Numbers of identity documents that a text states beside a word for such a document.

A number is that of the nearest word for a thing of number in its sentence. Words for documents and for other
things are in the table ``identity-words``; what has the shape of such a number is in `number_shape`. A number
that has it and that nothing explains is perhaps one (`unexplained`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, cached_property

from casebook.domain.base.entity import entity
from casebook.domain.dossier.hiding.document_number import checked_numbers, refugee_numbers
from casebook.language.identity.card_serial import card_serials
from casebook.language.identity.number_shape import MIN_DIGITS, Shape, shapes
from casebook.language.identity.paper_clause import GOES_ON, is_counted, is_tied_before, is_tied_behind
from casebook.language.identity.paper_column import numbers_in_columns
from casebook.language.identity.paper_rows import PageRows
from casebook.language.identity.paper_words import (
    LETTER,
    WORD_OR_PAIR,
    PaperWord,
    WordKind,
    alone,
    marks,
    marks_apart,
    plain_text,
    words_between,
)
from casebook.language.identity.running_text import seen, sentence_ends, unbroken, windows
from casebook.language.identity.unexplained import Explained, decided_places, likely_places

_LOOK_BACK = 24
_NEAR_WORDS, _FEW_WORDS, _MANY_WORDS, _SENTENCE_WORDS = 3, 6, 8, 12
_LONG_DIGITS, _MIN_FAR_DIGITS, _NUMBERED_WITHIN = 7, 6, 40
_SPENT = rf"[\s.:#]{{0,3}}(?:(?:{LETTER}{{1,3}}[.]?[ ]?)?[\w/.\-]*\d[\w/.\-]*)"
"""The number of another thing directly behind its word."""
_CONJUNCTION = re.compile(r"(?<!\w)(?:and|or|und|oder|et|ou|y|e|и|или|και|ve)(?!\w)|[和及与與;]")
_APPOSED = re.compile(r",? (?:both|all|each|as|her|his|their|my|our|the|these|those)(?!\w)")
"""Before the word for what numbers are: "88213, both passports", "44193 as his identity card"."""
_LISTED = re.compile(rf",? ?(?:{_CONJUNCTION.pattern})? ?")
_NEXT = re.compile(
    rf"(?: for(?: {LETTER}+){{1,2}}| ?\([^()\d]{{1,30}}\))?(?: to |{_LISTED.pattern})"
    rf"(?:the (?:{LETTER}+ ){{0,2}}ones?,? (?:is |was )?)*(?P<name>(?:{LETTER}+ ){{0,3}})"
)
"""The same, with whose the first number is behind it, or the second before it."""
_OTHERS = frozenset({"other", "perhaps"})
_WORD_BEHIND = re.compile(rf"[ \-%]{LETTER}|%")
"""What a number counts, directly behind it."""
_BARE, _NEXT_CELL = re.compile(r"[^\w]*"), re.compile(r" ?[\t|] ?")


@cache
def _own_number() -> re.Pattern[str]:
    """Return what finds the number of a thing directly behind its word."""
    words = f"{alone('number').pattern}|{alone('link').pattern}"
    return re.compile(rf"(?:[ .:#]{{0,3}}(?:{words})){{0,2}}{_SPENT}")


@entity
class PaperNumber:
    """The number of a document in a text.

    Attributes:
        start, end: as a slice.
        is_sure: whether the sentence says that it is one; else a person decides.
    """

    start: int
    end: int
    is_sure: bool


def paper_numbers(text: str, rows: PageRows | None = None) -> Iterator[PaperNumber]:
    """Yield the numbers of identity documents that a text states, and what may be one, from left to right.

    Args:
        text: it.
        rows: the tables of the pages before it, which may go on in it.

    >>> said = "Old passport G28739461; new one E98237465. Its copy: K12345678. Invoice 87654321."
    >>> [(said[one.start : one.end], one.is_sure) for one in paper_numbers(said)]
    [('G28739461', True), ('E98237465', True), ('K12345678', False)]
    """
    bare, places = seen(text)
    for one in _stated(bare, rows or PageRows()):
        yield PaperNumber(start=places[one.start], end=places[one.end - 1] + 1, is_sure=one.is_sure)


def _stated(text: str, rows: PageRows) -> Iterator[PaperNumber]:
    if not any(map(str.isdecimal, text)):
        return
    plain = plain_text(text)
    documents = [*marks(text, plain, ("document", "beside"))]
    spans: dict[tuple[int, int], bool] = dict.fromkeys(card_serials(text, plain, documents), False)
    near = (*documents, *marks(text, plain, ("perhaps",)))
    likely = [*((mark.start, mark.end) for mark in near), *likely_places(plain)]
    for first, last in windows(plain, likely):
        piece, places = unbroken(text[first:last])
        for one in _Window(piece).numbers() if _has_figures(plain[first:last]) else ():
            span = (first + places[one.start], first + places[one.end - 1] + 1)
            spans[span] = one.is_sure or spans.get(span, False)
    for span in rows.numbers(text, documents):
        spans.setdefault(span, False)
    spans |= dict.fromkeys(numbers_in_columns(text, documents), True)
    spans |= dict.fromkeys((*_checked(text, plain), *refugee_numbers(plain)), True)
    decided, end = [*decided_places(text)], 0
    for start, last in sorted(spans, key=lambda span: (span[0], -span[1])):
        if any(first < last and start < other for first, other in decided):
            continue
        if start >= end:
            yield PaperNumber(start=start, end=last, is_sure=spans[start, last])
            end = last


def _has_figures(text: str) -> bool:
    """Return whether a text has as many figures as the shortest number."""
    return sum(map(str.isdecimal, text)) >= MIN_DIGITS


def _checked(text: str, plain: str) -> Iterator[tuple[int, int]]:
    """Yield the numbers that their check digit tells, but those of an invoice or an account."""
    for start, end in checked_numbers(plain):
        if "\t" in text[start:end]:
            continue
        first = max(0, start - _LOOK_BACK)
        others = list(marks(text[first:start], plain[first:start], ("other",)))
        behind = plain[first + max((mark.end for mark in others), default=0) : start]
        if not others or WORD_OR_PAIR.search(alone("number").sub(" ", behind)):
            yield start, end


class _Window:
    """A piece of a text around words for documents."""

    def __init__(self, text: str) -> None:
        self._text, self._plain = text, plain_text(text)
        kinds: tuple[WordKind, ...] = ("document", "beside", "other", "perhaps")
        self._marks = marks_apart(text, self._plain, kinds)
        self._ends = [*sentence_ends(text)]
        self._spent = {mark: self._spent_end(mark) for mark in self._marks if mark.kind in _OTHERS}
        self._sure: list[Shape] = []

    @cached_property
    def _explained(self) -> Explained:
        return Explained(self._text, self._plain)

    def numbers(self) -> Iterator[PaperNumber]:
        """Yield the numbers of documents in it."""
        read: list[tuple[Shape, bool | None]] = []
        for shape in shapes(self._text, self._plain):
            if any(mark.start <= shape.start and shape.end <= mark.end for mark in self._marks):
                continue
            reading = self._reading(shape)
            if reading is None and self._is_unexplained(shape):
                reading = False
            self._sure += [shape] if reading else []
            read.append((shape, reading))
        for at, (shape, reading) in enumerate(read[1:], start=1):
            if reading is None and self._is_next(read[at - 1], shape):
                read[at] = (shape, False)
        sure: Shape | None = None
        for shape, reading in reversed(read):
            is_sure = bool(reading) or (sure is not None and self._is_listed(shape, sure))
            sure = shape if is_sure else None
            if is_sure or reading is not None:
                yield PaperNumber(start=shape.start, end=shape.end, is_sure=is_sure)

    def _is_next(self, last: tuple[Shape, bool | None], shape: Shape) -> bool:
        """Return whether a run goes on a list of numbers of as many figures: "prisoner no. 4420 and 4421"."""
        one, reading = last
        is_alike = reading is not None and one.signs.isdigit() and one.digits == shape.digits
        between = _NEXT.fullmatch(self._plain, one.end, shape.start) if is_alike else None
        if between is None or shape.is_day or shape.is_amount or shape.is_of_year or shape.is_lettered:
            return False
        before = self._nearest_before(shape)
        is_other = before is not None and before.kind in _OTHERS and before.start >= one.end
        names = self._text[slice(*between.span("name"))].split()
        is_line_end = self._text.startswith(("\n", "\r"), shape.end)
        is_count = not is_line_end and is_counted(self._plain, shape)
        return all(map(str.istitle, names)) and not (is_other or is_count)

    def _is_listed(self, shape: Shape, sure: Shape) -> bool:
        """Return whether "and" or a name parts a run from a number for sure: "P3391 and 88213, both"."""
        before = self._nearest_before(shape)
        is_other = before is not None and before.kind in _OTHERS
        if is_other or shape.is_day or shape.is_amount or shape.is_of_year:
            return False
        if _LISTED.fullmatch(self._plain, shape.end, sure.start):
            return True
        between = _NEXT.fullmatch(self._plain, shape.end, sure.start)
        is_named = between is not None and self._text[slice(*between.span("name"))].istitle()
        return is_named and shape.digits == sure.digits

    def _reading(self, shape: Shape) -> bool | None:
        """Return whether a run is the number of a document for sure, or perhaps; None if it is none."""
        before = self._nearest_before(shape)
        is_numbered = self._is_numbered(shape)
        if before and before.kind == "perhaps" and self._is_directly_behind(before, shape):
            return False if is_numbered or not shape.is_day else None
        if before and before.kind in _OTHERS and self._is_of(before, shape):
            return False if self._is_tied(shape, before, is_numbered=is_numbered) else None
        is_bare = before is not None and self._is_bare(before.end, shape.start)
        if shape.is_amount or (shape.is_in_thousands and not (is_numbered or is_bare)):
            return None
        if shape.is_day and not (
            is_numbered and shape.signs.isdigit() and len(shape.signs) > _MANY_WORDS - 1
        ):
            return None
        readings = [
            self._by_document_before(shape, before, is_numbered=is_numbered),
            self._by_document_behind(shape, is_numbered=is_numbered),
        ]
        if True in readings:
            return True
        is_perhaps = (
            False in readings
            or self._is_perhaps(shape, before, is_numbered=is_numbered)
            or self._is_tied(shape, before, is_numbered=is_numbered)
        )
        return False if is_perhaps else None

    def _is_tied(self, shape: Shape, before: PaperWord | None, *, is_numbered: bool) -> bool:
        """Return whether a clause ties a run to a document, with whose it is or where it stands between."""
        is_other = before is not None and before.kind in _OTHERS
        behind = next(
            (one for one in self._marks if one.start >= shape.end and one.kind not in _OTHERS), None
        )
        if before and not is_other and is_tied_before(self._plain, before, shape, is_numbered=is_numbered):
            return True
        if behind is None or not self._is_one_sentence(shape.end, behind.start):
            return False
        is_free = not (is_other and before and self._words_between(before.end, shape.start) == 0)
        said = self._plain[: [*self._ends, len(self._plain)][self._sentence(behind.start)]]
        return is_tied_behind(said, behind, shape, is_free=is_free, is_numbered=is_numbered)

    def _by_document_before(
        self, shape: Shape, before: PaperWord | None, *, is_numbered: bool
    ) -> bool | None:
        """Return how the last word before a run reads it: as that of a document for sure, perhaps, or not."""
        if before is None or before.kind in _OTHERS:
            return None
        words = self._words_between(before.end, shape.start)
        is_tight = words == 0 and (shape.is_written_large or not _is_word_of(self._text, shape))
        if before.kind == "beside" or (shape.is_of_year and not is_tight):
            between = self._text[before.end : shape.start]
            leads = before.is_exact or is_numbered or ":" in between
            if (
                is_tight
                and not (shape.is_lettered or leads or shape.is_of_year)
                and _NEXT_CELL.fullmatch(between)
            ):
                return False
            return True if is_tight and (shape.is_lettered or leads) else None
        if shape.is_lettered or is_tight:
            return words <= _SENTENCE_WORDS
        return (
            None
            if self._is_other_length(before, shape, words)
            else _far(shape, words, is_numbered=is_numbered)
        )

    def _by_document_behind(self, shape: Shape, *, is_numbered: bool) -> bool | None:
        behind = next((mark for mark in self._marks if mark.start >= shape.end), None)
        if behind is None or behind.kind != "document" or not self._is_one_sentence(shape.end, behind.start):
            return None
        between = self._plain[shape.end : behind.start]
        words = self._words_between(shape.end, behind.start)
        if shape.is_of_year or _CONJUNCTION.search(between):
            return None
        if shape.is_lettered:
            return words <= _NEAR_WORDS - 1 if words <= _FEW_WORDS else None
        if words == 0 and len(shape.signs) > MIN_DIGITS and _APPOSED.match(between):
            return True
        is_in_brackets = not between.strip(" (,:[-–—") and between.strip() != ""
        is_long = shape.digits >= _MIN_FAR_DIGITS
        if is_in_brackets and is_numbered:
            return True
        return True if is_long and (is_in_brackets or (is_numbered and words <= _NEAR_WORDS)) else None

    def _is_perhaps(self, shape: Shape, before: PaperWord | None, *, is_numbered: bool) -> bool:
        """Return whether another thing or the end of a sentence stands between a document and a run."""
        earlier = [mark for mark in self._marks if mark.kind == "document" and mark.end <= shape.start]
        if not earlier or shape.is_of_year:
            return False
        sentences = self._sentence(shape.start) - self._sentence(earlier[-1].start)
        if sentences == 0:
            is_far = before is not None and before.kind == "document" and shape.digits >= MIN_DIGITS + 1
            return shape.is_lettered or (is_far and not _WORD_BEHIND.match(self._plain, shape.end))
        if sentences > 1 or (before and not shape.is_lettered):
            return False
        if shape.digits > MIN_DIGITS and GOES_ON.fullmatch(self._plain, earlier[-1].end, shape.start):
            return not is_counted(self._plain, shape)
        start = self._ends[self._sentence(shape.start) - 1]
        few = self._words_between(start, shape.start) <= _FEW_WORDS
        return shape.is_lettered or (is_numbered and few and shape.digits > MIN_DIGITS)

    def _is_unexplained(self, shape: Shape) -> bool:
        """Return whether a run has the shape of a number of a document, and no other thing stands near."""
        if self._explained.explains(shape, self._text[shape.start : shape.end]):
            return False
        before = next((mark for mark in reversed(self._marks) if mark.end <= shape.start), None)
        behind = next((mark for mark in self._marks if mark.start >= shape.end), None)
        return not (
            self._is_beside(before, shape, (_NEAR_WORDS, 0)) or self._is_beside(behind, shape, (1, 0))
        )

    def _is_beside(self, mark: PaperWord | None, shape: Shape, most: tuple[int, int]) -> bool:
        """Return whether another thing is beside a run, with that many words between at most."""
        if mark is None or mark.kind != "other" or not self._is_one_sentence(mark.start, shape.start):
            return False
        start, end = (mark.end, shape.start) if mark.end <= shape.start else (shape.end, mark.start)
        # Another cell or line is not that of a thing that has its number already.
        spent = self._text[self._spent[mark] : end] if start == mark.end and self._spent[mark] else ""
        if {*"\t\n"} & {*spent} or (start == shape.end and self._text[start:end].strip(" ")):
            return False
        return self._words_between(start, end) <= most[shape.is_lettered]

    def _is_other_length(self, document: PaperWord, shape: Shape, words: int) -> bool:
        """Return whether the document has its number already, with other digits."""
        own = [one for one in self._sure if document.end <= one.start]
        return bool(own) and words > 0 and all(one.digits != shape.digits for one in own)

    def _nearest_before(self, shape: Shape) -> PaperWord | None:
        """Return the last word before a run in its sentence, without those that have their own number."""
        for mark in reversed(self._marks):
            if mark.end > shape.start or mark.start >= shape.start:
                continue
            if not self._is_one_sentence(mark.start, shape.start):
                return None
            if mark.kind not in _OTHERS or not self._is_spent(mark, shape):
                return mark
        return None

    def _is_directly_behind(self, mark: PaperWord, shape: Shape) -> bool:
        """Return whether a run stands directly behind a word for what a State finds somebody by."""
        return not shape.is_amount and self._words_between(mark.end, shape.start) == 0

    def _is_spent(self, mark: PaperWord, shape: Shape) -> bool:
        return 0 < self._spent[mark] <= shape.start

    def _spent_end(self, mark: PaperWord) -> int:
        behind = _own_number().match(self._plain, mark.end)
        return behind.end() if behind else 0

    def _is_of(self, other: PaperWord, shape: Shape) -> bool:
        """Return whether a run is the number of another thing: directly behind it, or without letters."""
        return self._words_between(other.end, shape.start) == 0 or not shape.is_lettered

    def _is_numbered(self, shape: Shape) -> bool:
        """Return whether a colon or a word for a number stands before a run: "number", "number is"."""
        before = self._plain[max(0, shape.start - _NUMBERED_WITHIN) : shape.start]
        if before.rstrip(" \"'\u201c\u201e\xab").endswith((":", "\uff1a")):
            return True
        for _ in range(_NEAR_WORDS):
            bare = before.rstrip(" .:(\"'\u201c\u201e\xab-")
            if any(place.end() == len(bare) for place in alone("number").finditer(bare)):
                return True
            links = [place for place in alone("link").finditer(bare) if place.end() == len(bare)]
            if not links:
                return False
            before = bare[: links[0].start()]
        return False

    def _is_bare(self, start: int, end: int) -> bool:
        return bool(_BARE.fullmatch(self._plain, start, end))

    def _words_between(self, start: int, end: int) -> int:
        """Return the words of a piece, without words for numbers and words that link."""
        return words_between(self._plain[start:end])

    def _sentence(self, at: int) -> int:
        return bisect_right(self._ends, at)

    def _is_one_sentence(self, one: int, other: int) -> bool:
        return self._sentence(one) == self._sentence(other)


def _far(shape: Shape, words: int, *, is_numbered: bool) -> bool | None:
    """Return how a document reads a run without letters behind some words of its sentence."""
    if is_numbered and words <= _SENTENCE_WORDS:
        return words <= _FEW_WORDS
    return words <= _NEAR_WORDS if shape.digits >= _LONG_DIGITS and words <= _MANY_WORDS else None


def _is_word_of(text: str, shape: Shape) -> bool:
    """Return whether a run with small letters is more of a word than of a number."""
    written = text[shape.start : shape.end]
    return shape.digits < _MIN_FAR_DIGITS or any(map(str.islower, written[1:]))
