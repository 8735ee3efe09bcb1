"""Line breaking, optimised over the whole paragraph instead of line by line.

After Knuth and Plass, "Breaking paragraphs into lines" (1981), without hyphenation.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import inf
from typing import Literal

from casebook.pdf.typeset.direction import visual_order
from casebook.pdf.typeset.text import LineWords, SetWord, WordPiece

Setting = Literal["justified", "ragged", "centred"]
"""Justified lines fill the measure; ragged ones begin at the start edge of their script."""

_LOOSEST = 1.4
"""Maximum growth of a space relative to its natural width; a looser line is left short."""
_RAGGED_STRETCH = 0.15
_MIN_STRETCH = 0.04
"""Shares of the measure by which a line may fall short: ragged, or with hardly a space to widen."""
_PARTED_COST = 3000.0
"""Cost of ending a line inside a compound or an address."""
_TSHEG = "\u0f0b"
"""Ends a syllable of Tibetan."""
_RUNT = 0.12
_RUNT_COST = 400.0
_OVERFULL = 1e15
_WORST = 100.0


@dataclass(slots=True, unsafe_hash=True)  # not frozen: thousands are made, which freezing doubles
class PlacedPiece:
    """A piece with its position in a line.

    Attributes:
        x_pt: from the line's start.
        is_spaced: a space follows it.
    """

    piece: WordPiece
    x_pt: float
    is_spaced: bool


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line, its pieces from left to right.

    Attributes:
        width_pt: of what is set in it.
        top_pt, bottom_pt: how far its ink reaches above and below the baseline.
    """

    placed: tuple[PlacedPiece, ...]
    width_pt: float
    top_pt: float
    bottom_pt: float


def set_lines(paragraph: Sequence[LineWords], width_pt: float, setting: Setting) -> list[SetLine]:
    """Return the lines of a paragraph.

    Args:
        paragraph: its words, a list for each forced line.
        width_pt: the measure.
        setting: how the lines stand in it.
    """
    lines: list[SetLine] = []
    for line_words in paragraph:
        words = _fitting(line_words.words, width_pt)
        breaks = _breaks(words, width_pt, setting)
        # A name in a cell begins where its column does, whichever way it is written.
        is_name = setting == "ragged" and len(breaks) == 1 and not line_words.is_sentence
        for start, end in breaks:
            is_last = end == len(words)
            line = words[start:end]
            slack_pt = width_pt - _natural(line)
            gives = setting == "justified" and (not is_last or slack_pt < 0)
            lines.append(_set(line, slack_pt if gives else min(0.0, slack_pt), line_words.base))
            if setting == "centred" or (line_words.base and not gives and not is_name):
                lines[-1] = _stood(lines[-1], width_pt, setting)
    return lines


def _stood(line: SetLine, width_pt: float, setting: Setting) -> SetLine:
    """Return a line centred, or aligned right if its script starts there."""
    left_pt = (width_pt - line.width_pt) / (2 if setting == "centred" else 1)
    placed = tuple(replace(one, x_pt=one.x_pt + left_pt) for one in line.placed)
    return replace(line, placed=placed)


def _fitting(words: Sequence[SetWord], width_pt: float) -> Sequence[SetWord]:
    """Return the words, those wider than the measure divided."""
    if all(word.width_pt <= width_pt for word in words):
        return words
    return [part for word in words for part in _cut(word, width_pt)]


def _cut(word: SetWord, width_pt: float) -> Iterator[SetWord]:
    if word.width_pt <= width_pt:
        yield word
        return
    for sign in ("; ", ", "):
        clauses = _clauses(word, sign)
        if len(clauses) > 1:
            yield from (part for clause in clauses for part in _cut(clause, width_pt))
            return
    parts: list[WordPiece] = []
    for piece in word.pieces:
        length = max(1, int(len(piece.text) * width_pt * 0.95 / max(piece.width_pt, width_pt)))
        starts = [0]
        while starts[-1] + length < len(piece.text):
            space = max(piece.text.rfind(sign, starts[-1], starts[-1] + length) for sign in (" ", _TSHEG))
            starts.append(space + 1 if space >= 0 else starts[-1] + length)
        parts += [piece.part(*ends) for ends in zip(starts, [*starts[1:], len(piece.text)], strict=True)]
    yield from (SetWord((part,), part.width_pt) for part in parts[:-1])
    yield replace(word, pieces=(parts[-1],), width_pt=parts[-1].width_pt)


def _clauses(word: SetWord, sign: str) -> list[SetWord]:
    """Return kept references ("exhibit 15, pp. 87–88") divided after a sign; another word as it is."""
    if any(piece.level % 2 for piece in word.pieces):
        return [word]
    clauses: list[list[WordPiece]] = [[]]
    for piece in word.pieces:
        start = 0
        while (at := piece.text.find(sign, start)) >= 0:
            clauses[-1].append(piece.part(start, at + 1))
            clauses.append([])
            start = at + len(sign)
        if start < len(piece.text):
            clauses[-1].append(piece.part(start, len(piece.text)) if start else piece)
    divided = [
        SetWord(
            tuple(pieces),
            sum(piece.width_pt for piece in pieces),
            pieces[-1].shaped.face.space * pieces[-1].size_pt / 1000,
        )
        for pieces in clauses
        if pieces
    ]
    last = divided[-1]
    return [*divided[:-1], replace(word, pieces=last.pieces, width_pt=last.width_pt)]


def _natural(words: Sequence[SetWord]) -> float:
    return sum(word.width_pt + word.gap_pt for word in words) - (words[-1].gap_pt if words else 0)


def _breaks(words: Sequence[SetWord], width_pt: float, setting: Setting) -> list[tuple[int, int]]:
    """Return start and end of each line, with the lowest total cost."""
    if not words:
        return [(0, 0)]
    if _natural(words) <= width_pt:
        return [(0, len(words))]
    ends, gives, shrinks = _sums(words)
    is_justified = setting == "justified"
    best = [0.0] + [inf] * len(words)
    before = [0] * (len(words) + 1)
    for end, last in enumerate(words, start=1):
        # The last line of a centred title counts like the others, so that no word stands alone under it.
        is_last = end == len(words) and setting != "centred"
        inner_pt = ends[end] - last.gap_pt
        nearest = _nearest(ends, inner_pt - width_pt / 2, end) if is_justified and not is_last else end - 1
        for start in range(nearest, -1, -1):
            slack_pt = width_pt - inner_pt + ends[start]
            shrink_pt = shrinks[end] - last.shrink_pt - shrinks[start] if is_justified else 0
            if slack_pt < -shrink_pt - 0.01 and start < end - 1:
                break
            if best[start] >= best[end]:
                continue
            if slack_pt > width_pt / 2 and is_justified and not is_last:
                cost = best[start] + _OVERFULL
            else:
                stretch_pt = gives[end] - last.stretch_pt - gives[start] if is_justified else None
                cost = best[start] + _cost(slack_pt, stretch_pt, shrink_pt, width_pt, is_last=is_last)
            if cost < best[end]:
                best[end], before[end] = cost, start
        best[end] += 0 if last.gap_pt or last.stretch_pt or is_last else _PARTED_COST
    return _walked(before)


def _sums(words: Sequence[SetWord]) -> tuple[list[float], list[float], list[float]]:
    """Return the accumulated width, stretch and shrink before each word."""
    return (
        [0.0, *accumulate(word.width_pt + word.gap_pt for word in words)],
        [0.0, *accumulate(word.stretch_pt for word in words)],
        [0.0, *accumulate(word.shrink_pt for word in words)],
    )


def _nearest(ends: Sequence[float], half_pt: float, end: int) -> int:
    """Return the last start to consider: of lines not half full only the fullest, as a fallback."""
    return min(bisect_right(ends, half_pt, 0, end), end - 1)


def _walked(before: Sequence[int]) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    end = len(before) - 1
    while end > 0:
        lines.append((before[end], end))
        end = before[end]
    return lines[::-1]


def _cost(
    slack_pt: float, stretch_pt: float | None, shrink_pt: float, width_pt: float, *, is_last: bool
) -> float:
    """Return the cost of a line; without stretch it is ragged."""
    if slack_pt < 0:
        ratio = -slack_pt / shrink_pt if shrink_pt else inf
    elif is_last:
        return _RUNT_COST if width_pt - slack_pt < width_pt * _RUNT else 0.0
    else:
        least_pt = width_pt * (_RAGGED_STRETCH if stretch_pt is None else _MIN_STRETCH)
        ratio = slack_pt / max(stretch_pt or 0, least_pt)
    return (1 + 100 * ratio**3) ** 2 if ratio < _WORST else _OVERFULL


def _set(words: Sequence[SetWord], slack_pt: float, base: int) -> SetLine:
    """Return a line with its spaces stretched or shrunk by the slack, within limits."""
    if not words:
        return SetLine((), 0, 0, 0)
    inner = words[:-1]
    gives = [word.stretch_pt if slack_pt > 0 else word.shrink_pt for word in inner]
    whole = sum(gives)
    limit = _LOOSEST * 2 if slack_pt > 0 else 1.0
    ratio = slack_pt / whole if whole else 0.0
    ratio = 0.0 if ratio > limit else max(ratio, -limit)
    gaps = [word.gap_pt + give * ratio for word, give in zip(inner, gives, strict=True)] + [0.0]
    placed = _in_bidi(words, gaps) if _is_mixed(words, base) else _in_order(words, gaps)
    pieces = [one.piece for one in placed]
    return SetLine(
        tuple(placed),
        sum(word.width_pt for word in words) + sum(gaps),
        max((piece.shaped.top * piece.size_pt / 1000 for piece in pieces), default=0),
        min((piece.shaped.bottom * piece.size_pt / 1000 for piece in pieces), default=0),
    )


def _is_mixed(words: Sequence[SetWord], base: int) -> bool:
    return bool(base) or any(piece.level for word in words for piece in word.pieces)


def _in_order(words: Sequence[SetWord], gaps: Sequence[float]) -> list[PlacedPiece]:
    placed: list[PlacedPiece] = []
    x_pt = 0.0
    for word, gap_pt in zip(words, gaps, strict=True):
        ends = word.pieces[-1] if word.gap_pt and word is not words[-1] else None
        for piece in word.pieces:
            placed.append(PlacedPiece(piece, x_pt, is_spaced=piece is ends))
            x_pt += piece.width_pt
        x_pt += gap_pt
    return placed


def _in_bidi(words: Sequence[SetWord], gaps: Sequence[float]) -> list[PlacedPiece]:
    """Return pieces from left to right in bidirectional order.

    Readers of a PDF expect this order too, and turn it back.
    """
    elements: list[tuple[int, float, WordPiece | None]] = []
    for word, gap_pt in zip(words, gaps, strict=True):
        elements += [(piece.level, piece.width_pt, piece) for piece in word.pieces]
        if gap_pt:
            elements.append((word.level, gap_pt, None))
    placed: list[PlacedPiece] = []
    x_pt = 0.0
    for place in visual_order([level for level, _, _ in elements]):
        _, width_pt, piece = elements[place]
        if piece is not None:
            placed.append(PlacedPiece(piece, x_pt, is_spaced=False))
        elif placed:
            placed[-1] = replace(placed[-1], is_spaced=True)
        x_pt += width_pt
    return placed
