"""Which letters of a page's text a reader sees, decided by what changes when they are not drawn."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from unicodedata import east_asian_width

from pypdfium2 import raw

from casebook.domain.evidence.redaction import overlap
from casebook.pdf.raster.raster_text import LetterBoxes
from casebook.pdf.redact.drawn_text import EVERY_TEXT, DrawnText, Pixels, area, grown, pixels, shade_of
from casebook.pdf.redact.page_layers import PageLayers, address, is_plain, picture_boxes

_SCALE, _MAX_PIXELS = 120 / 72, 8_000_000
_MAX_MISSING, _MIN_COVERED = 0.4, 0.75
"""Shares of a letter's ink: missing but still legible, and covered so that no one can read it."""
_MIN_SPANNED, _BLUR_PX = 0.5, 2
"""Of the sides of a letter's box: what its ink must span, or something clips it."""
_SAME_PLACE, _NEAR, _INNER = 0.5, 0.2, 0.25
_MIN_SCANNED = 0.5
"""Share of a page covered by images from which it is a scan, which may lie over its text."""
_PAPER = 200
_MIN_COVER_PT = 3.0
_TOUCHED, _MIN_MARRED, _MIN_BESIDE, _MIN_MARRED_LETTERS = 0.2, 0.4, 0.3, 3
"""Of the ink of letters in a row: what is missing of each, of all of them, so that they are not read, and of
the words beside them. Strokes that strike a word out leave three quarters of it. And the letters; a Chinese
sign counts as two."""
_MIN_FAINT = 0.75
"""Share of a letter's ink without contrast under a translucent box."""


@dataclass(frozen=True, slots=True)
class ShownLetters:
    """What of a page's text is seen; letters are numbered as the library numbers them.

    Attributes:
        unseen: letters of which nothing shows.
        unsure: letters of which a part shows, or which are read as others than their glyphs.
        pictured: letters drawn out of sight, where a picture shows something: the text of a scan.
        covered: those of the letters not seen over which something even was drawn.
        marred: letters in a row of which too little shows to be read, under strokes, dashes or other print.
        faint: those of both that lie under something even, and show to whoever turns up the contrast.
        is_replaced: something drawn is read as other text than its glyphs, which may be no text at all.
    """

    unseen: AbstractSet[int] = frozenset()
    unsure: AbstractSet[int] = frozenset()
    pictured: AbstractSet[int] = frozenset()
    covered: AbstractSet[int] = frozenset()
    marred: AbstractSet[int] = frozenset()
    faint: AbstractSet[int] = frozenset()
    is_replaced: bool = False

    @property
    def is_whole(self) -> bool:
        """Return whether all text of the page is visible."""
        return not (self.unseen or self.unsure or self.is_replaced)


ALL_SHOWN = ShownLetters()


def shown_letters(page: Any, index: int) -> ShownLetters:  # noqa: ANN401 - untyped library
    """Look which letters of a page are seen.

    Args:
        page: of pypdfium2; it stays as it is.
        index: of it in its document, from 0.
    """
    if is_plain(page):
        return ALL_SHOWN
    own = page.pdf[index]  # loaded anew: it is changed
    try:
        return _looked_at(own)
    finally:
        own.close()


def _looked_at(page: Any) -> ShownLetters:  # noqa: ANN401
    width_pt, height_pt = page.get_size()
    scale = min(_SCALE, math.sqrt(_MAX_PIXELS / max(width_pt * height_pt, 1)))
    text_page = page.get_textpage()
    boxes = LetterBoxes(page, text_page, width_pt, height_pt)
    letters = list(_letters(text_page, boxes, scale))
    pictures = [pixels(boxes.placed(box), scale) for box in picture_boxes(page)]
    text_page.close()
    layers = PageLayers(page, scale)
    shown = _Judge(letters, layers, pictures, scale).verdict() if letters else ALL_SHOWN
    return replace(shown, is_replaced=any(text.is_replaced for text in layers.texts.values()))


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter of the text.

    Attributes:
        at: its number.
        sign: it.
        text: address of the object that draws it.
        box: around its ink, in pixels.
    """

    at: int
    sign: str
    text: int
    box: Pixels


Run = Sequence[_Letter]


def _letters(text_page: Any, boxes: LetterBoxes, scale: float) -> Iterator[_Letter]:  # noqa: ANN401
    for at in range(text_page.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text_page, at))
        text = 0 if sign.isspace() else address(raw.FPDFText_GetTextObject(text_page, at))
        if text:
            yield _Letter(at, sign, text, pixels(boxes.ink(at), scale))


class _Judge:
    """Decides about the letters of a page."""

    def __init__(self, letters: Run, layers: PageLayers, pictures: Sequence[Pixels], scale: float) -> None:
        self._letters, self._layers, self._pictures, self._scale = letters, layers, pictures, scale
        self._by_text: defaultdict[int, list[_Letter]] = defaultdict(list)
        for letter in letters:
            self._by_text[letter.text].append(letter)
        self._drawn = DrawnText(
            layers, {text: [letter.box for letter in run] for text, run in self._by_text.items()}
        )
        width, height = self._drawn.bare.size
        self._is_scan = sum(map(area, pictures)) >= _MIN_SCANNED * width * height
        self._seen: set[int] = set()
        self._hints: set[int] = set()
        """Letters of which something shows, if not enough."""
        self._touched: list[Run] = []
        """Words of which some ink is not seen, or hardly."""
        self._twins: set[int] = set()
        """Letters printed twice in one place."""

    def verdict(self) -> ShownLetters:
        """What of the letters is seen."""
        words = [list(word) for _, word in groupby(self._letters, key=self._word_of())]
        for word in words:
            self._look(word)
        self._join_twins()
        runs = [run for word in words for run in self._unseen_runs(word)]
        pictured = {letter.at for run in runs if self._is_pictured(run) for letter in run}
        covered = self._covered([run for run in runs if run[0].at not in pictured], len(pictured))
        marred = self._marred(covered | pictured)
        self._seen -= marred
        rest = [one for one in self._letters if one.at not in self._seen and one.at not in pictured]
        if not any(letter.sign.isalnum() for letter in rest):
            return ShownLetters(pictured=frozenset(pictured), covered=frozenset(covered))
        texts = {letter.text for letter in rest if not self._is_tiny(letter.text)}
        stray = {text for text in texts if self._drawn.strays(text)}
        unsure = {
            letter.at
            for letter in rest
            if letter.at in self._hints | marred
            or letter.text in stray
            or (pictured and letter.at not in covered)
        }
        return ShownLetters(
            unseen=frozenset(letter.at for letter in rest) - unsure,
            unsure=frozenset(unsure),
            pictured=frozenset(pictured),
            covered=frozenset(covered),
            marred=frozenset(marred),
            faint=frozenset(letter.at for letter in rest if self._is_traced(letter, covered, marred)),
        )

    def _word_of(self) -> _WordCounter:
        return _WordCounter(self._layers)

    def _look(self, word: Run) -> None:
        """Find the letters of a word that are seen, and those of which something is."""
        text, drawn = word[0].text, self._drawn
        if self._is_tiny(text):
            return
        if self._layers.texts[text].is_replaced or not drawn.is_separable(text):
            self._hints.update(letter.at for letter in word)
            return
        is_whole = drawn.is_whole(text, _around(word))
        if not is_whole or drawn.is_faint(text, _around(word)):
            self._touched.append(word)
        for letter in word:
            is_read = is_whole or drawn.missing(text, letter.box) <= _MAX_MISSING
            if is_read and self._is_unclipped(letter):
                self._seen.add(letter.at)
            elif drawn.shows(text, letter.box):
                self._hints.add(letter.at)

    def _is_tiny(self, text: int) -> bool:
        layer = self._layers.texts[text]
        return layer.is_tiny and not (layer.is_ours or layer.is_invisible)

    def _is_unclipped(self, letter: _Letter) -> bool:
        ink = self._drawn.ink_box(letter.box)
        if ink is None:
            return False
        left, top, right, low = letter.box
        return (
            ink[2] - ink[0] >= _MIN_SPANNED * (right - left) - _BLUR_PX
            and ink[3] - ink[1] >= _MIN_SPANNED * (low - top) - _BLUR_PX
        )

    def _join_twins(self) -> None:
        """A letter printed twice in one place, for a bold look, hides neither.

        The library gives one of the two for it, or both.
        """
        rest = [
            one
            for one in self._letters
            if one.at not in self._seen
            and not self._is_tiny(one.text)
            and self._is_unclipped(one)
            # SECURITY: what is read in place of the glyphs is no twin of them, however it lies over them.
            and not self._layers.texts[one.text].is_replaced
        ]
        for letter in rest:
            is_read = self._drawn.missing(EVERY_TEXT, letter.box) <= _MAX_MISSING
            others = (one for one in self._letters if one.sign != letter.sign)
            if (
                is_read
                and self._drawn.is_print(letter.box)
                and not any(_is_over(letter, one) for one in others)
            ):
                self._seen.add(letter.at)
                self._twins.add(letter.at)

    def _unseen_runs(self, word: Run) -> Iterator[list[_Letter]]:
        """Letters that follow one another, would be inked, and are not seen."""
        for is_unseen, run in groupby(
            word, key=lambda one: one.at not in self._seen and self._is_unclipped(one)
        ):
            if is_unseen:
                yield list(run)

    def _is_pictured(self, run: Run) -> bool:
        is_out = not any(letter.at in self._hints for letter in run)
        is_of_scan = self._is_scan or self._layers.texts[run[0].text].is_invisible
        is_on_picture = is_of_scan and any(overlap(_around(run), picture) for picture in self._pictures)
        return is_out and is_on_picture and shade_of(self._drawn.bare, _inner(_around(run))) is None

    def _covered(self, runs: Iterable[Run], pictured: int) -> set[int]:
        """The letters over which something even was drawn.

        On paper those count alone that were to be seen: a scan hides its text, and a form marks a place for
        a signature in white. Where most of a page is the text of a scan, the rest on paper is misread dirt.
        """
        covered: set[int] = set()
        on_paper: set[int] = set()
        for run in runs:
            is_ours = self._layers.texts[run[0].text].is_ours
            shade = shade_of(
                self._drawn.bare, _around(run) if is_ours else _inner(_around(run)), is_strict=is_ours
            )
            if shade is None or not self._is_gone(run):
                continue
            if shade < _PAPER:
                covered.update(letter.at for letter in run)
            elif self._drawn.has_colour(_around(run)) and not self._layers.texts[run[0].text].is_invisible:
                on_paper.update(letter.at for letter in run)
        return covered | on_paper if len(on_paper) >= pictured else covered

    def _marred(self, known: AbstractSet[int]) -> set[int]:
        """Letters in colours that the paper shows, of which too little is left.

        SECURITY: a scribble, a dashed line or rows of dashes leave gaps, so that nothing even lies over
        the word; a box that lets a tenth of the light through hides words from a reader and shows them to
        whoever turns up the contrast.
        """
        runs = list(self._touched_runs(known))
        lost = {letter.text for run in runs if self._is_lost(run, _MIN_MARRED) for letter in run}
        beside = (run for run in runs if run[0].text in lost and self._is_lost(run, _MIN_BESIDE))
        return {letter.at for run in beside for letter in run}

    def _touched_runs(self, known: AbstractSet[int]) -> Iterator[Run]:
        """Letters that follow one another, with ink that is not seen; some programs draw each by itself."""
        touched = [
            letter
            for word in self._touched
            if not (self._layers.texts[word[0].text].is_invisible or self._layers.texts[word[0].text].is_ours)
            for letter in word
            if letter.at not in known and self._is_touched(letter)
        ]
        for _, run in groupby(enumerate(touched), key=lambda pair: pair[1].at - pair[0]):
            yield [letter for _, letter in run]

    def _is_touched(self, letter: _Letter) -> bool:
        is_touched = self._drawn.faint(letter.text, letter.box) >= _TOUCHED
        is_bold = letter.at in self._twins or (is_touched and self._is_printed_again(letter))
        return is_touched and not is_bold and self._is_unclipped(letter)

    def _is_printed_again(self, letter: _Letter) -> bool:
        """Whether what lies over a letter is the same letter, as on a button that repeats the words under it.

        SECURITY: all ink of both must be seen, no letter of other words may meet them, and no glyph may be
        read as anything else: a glyph that is read as a space is no letter, and may be a dash.
        """
        met = {one.text for one in self._letters if one.text != letter.text and overlap(letter.box, one.box)}
        return (
            bool(met)
            and all(self._is_again(letter, self._by_text[text]) for text in met)
            and not any(text.is_replaced for text in self._layers.texts.values())
            and self._drawn.faint(EVERY_TEXT, letter.box) < _TOUCHED
            and self._drawn.is_print(letter.box)
        )

    def _is_again(self, letter: _Letter, other: Run) -> bool:
        """Whether a text has the letters of that of a letter, almost in the same places."""
        own = self._by_text[letter.text]
        near = _NEAR * (_around(own)[3] - _around(own)[1])
        return [one.sign for one in own] == [one.sign for one in other] and all(
            abs(one.box[side] - its.box[side]) <= near
            for one, its in zip(own, other, strict=True)
            for side in (0, 1)
        )

    def _is_traced(self, letter: _Letter, covered: AbstractSet[int], marred: AbstractSet[int]) -> bool:
        """Whether a letter under something even is in the picture of the page all the same."""
        if letter.at in covered:
            return self._drawn.is_separable(letter.text) and self._drawn.has_traces(letter.text, letter.box)
        return letter.at in marred and self._is_faint(letter)

    def _is_faint(self, letter: _Letter) -> bool:
        return self._drawn.faint(letter.text, letter.box) >= _MIN_FAINT

    def _is_lost(self, run: Run, least: float) -> bool:
        is_long = sum(map(_weight, run)) >= _MIN_MARRED_LETTERS
        if not (is_long or (all(map(self._is_faint, run)) and self._is_under_a_box(run))):
            return False
        parts = [list(part) for _, part in groupby(run, key=lambda letter: letter.text)]
        faint = sum(self._drawn.faint(part[0].text, _around(part)) * len(part) for part in parts)
        return faint >= least * len(run) and self._drawn.has_colour(_around(run))

    def _is_under_a_box(self, run: Run) -> bool:
        """Whether letters, even one or two, lie in a place that is even without them, and not on a line."""
        place = grown(_around(run), math.ceil(_MIN_COVER_PT * self._scale))
        return any(map(_weight, run)) and shade_of(self._drawn.bare, place) is not None

    def _is_gone(self, run: Run) -> bool:
        """Return whether it is illegible, and not a single stroke covered by a table line."""
        left, top, right, low = _around(run)
        is_large = min(right - left, low - top) >= _MIN_COVER_PT * self._scale
        return (is_large or self._is_under_a_box(run)) and all(
            self._drawn.missing(letter.text, letter.box) >= _MIN_COVERED
            for letter in run
            if self._drawn.is_separable(letter.text)
        )


class _WordCounter:
    """Numbers the words of a page: letters that follow one another in one object; ours are whole lines."""

    def __init__(self, layers: PageLayers) -> None:
        self._layers = layers
        self._number, self._last = 0, (-1, 0)

    def __call__(self, letter: _Letter) -> int:
        at, text = self._last
        goes_on = text == letter.text and (letter.at == at + 1 or self._layers.texts[text].is_ours)
        self._number += not goes_on
        self._last = (letter.at, letter.text)
        return self._number


def _weight(letter: _Letter) -> int:
    return (2 if east_asian_width(letter.sign) in "WF" else 1) if letter.sign.isalnum() else 0


def _around(run: Run) -> Pixels:
    lefts, tops, rights, lows = zip(*(letter.box for letter in run), strict=True)
    return min(lefts), min(tops), max(rights), max(lows)


def _inner(box: Pixels) -> Pixels:
    """The middle of a line of letters: a box drawn by hand leaves their brims."""
    left, top, right, low = box
    brim = int((low - top) * _INNER) if right - left >= low - top else 0
    side = 0 if right - left >= low - top else int((right - left) * _INNER)
    return left + side, top + brim, right - side, low - brim


def _is_over(one: _Letter, other: _Letter) -> bool:
    least = _SAME_PLACE * (one.box[2] - one.box[0]) * (one.box[3] - one.box[1])
    return overlap(one.box, other.box) > least
