"""Runs with a name in them, covered whole: what is painted over, and what may be read there instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from casebook.domain.dossier.hiding.text_hit import TextHit
from casebook.domain.evidence.redaction import Edges
from casebook.pdf.redact.residual_text import CoveredWords, SeenPage, is_touched
from casebook.pdf.redact.text_run import Run, cover_of, runs_of


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the readable replacement of a run: words of the page, or a pseudonym."""

    text: str
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class CoveredRun:
    """A run that is painted over.

    Attributes:
        run: it.
        box: painted over, in points; wider than the run, so that it does not tell how long the name is.
        pieces: what may be read in its place, in order; none where an area hides part of it too.
    """

    run: Run
    box: Edges
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> CoveredWords:
        """Return the removed words and their replacement."""
        text = "".join(piece.text for piece in self.pieces)
        return CoveredWords(self.run.start, self.run.end, self.box, text)


class RunCovers:
    """The runs of a page that are covered.

    Args:
        seen: the page.
        hits: names in its text.
        areas: what a person marked, in points.
        is_wide: a run an area touches is covered whole too: a box as wide as a name tells which it is.
    """

    def __init__(
        self, seen: SeenPage, hits: Sequence[TextHit], areas: Sequence[Edges], *, is_wide: bool
    ) -> None:
        self._seen, self._hits, self._areas, self._is_wide = seen, hits, areas, is_wide

    @cached_property
    def covered(self) -> tuple[CoveredRun, ...]:
        """In the order of the text."""
        if not self._hits and not (self._is_wide and self._areas):
            return ()
        return tuple(self._covered())

    def _covered(self) -> Iterator[CoveredRun]:
        seen = self._seen
        runs = runs_of(seen.text, seen.edges)
        for run in runs:
            hits = [hit for hit in self._hits if hit.start < run.end and hit.end > run.start]
            is_marked = self._is_marked(run)
            if not hits and not (self._is_wide and is_marked):
                continue
            box = cover_of(run, runs, seen.width_pt, seen.height_pt)
            is_shown = not is_marked and not is_touched(box, (*self._areas, *seen.out_of_sight))
            yield CoveredRun(run, box, self._readable(run, hits) if is_shown else ())

    def _readable(self, run: Run, hits: Sequence[TextHit]) -> tuple[Piece, ...]:
        """What may be read in place of a run.

        SECURITY: words nobody sees on the page are not set in sight: where one stands in the run the box says
        nothing, since a label would tell whom somebody blackened; what a picture alone shows is not set anew.
        """
        if not self._seen.unsure.isdisjoint(range(run.start, run.end)):
            return ()
        pieces = tuple(self._pieces(run, hits))
        is_set = self._seen.pictured.isdisjoint(range(run.start, run.end))
        return pieces if is_set else tuple(piece for piece in pieces if piece.is_label)

    def _is_marked(self, run: Run) -> bool:
        """Whether an area covers more than the brim of a letter of the run."""
        return any(is_touched(edge, self._areas) for edge in self._seen.edges[run.start : run.end])

    def _pieces(self, run: Run, hits: Sequence[TextHit]) -> Iterator[Piece]:
        at = run.start
        for hit in hits:
            yield from self._words(at, hit.start)
            if hit.start >= run.start:  # one that began on the line before stands there
                yield Piece(hit.label, is_label=True)
            at = min(hit.end, run.end)
        yield from self._words(at, run.end)

    def _words(self, start: int, end: int) -> Iterator[Piece]:
        text = self._seen.text[start:end]
        plain = "".join(sign if sign.isprintable() else " " for sign in text)
        if plain:
            yield Piece(plain)
