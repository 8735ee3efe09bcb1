"""What a file holds beside the text that its own program prints: deletions, hidden text, comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from casebook.formats.read import LEFT_OUT_ROWS, Read, bounded
from casebook.host.protocol.extract_protocol import MAX_WORDS, Unprinted, UnprintedKind

MAX_GAPS = 10_000_000
"""So many ends of cells and rows are kept beside the words."""
_SEPARATORS = "\n\t"


class UnprintedCollector:
    """Collects words of each kind, and how many passages, rows, columns or sheets they are.

    Words of one kind that follow one another are one passage, unless `end_passage` came between.

    Attributes:
        losses: kinds of what could not be read, as of `Read`.
    """

    def __init__(self) -> None:
        self._texts: dict[UnprintedKind, list[str]] = {}
        self._counts: Counter[UnprintedKind] = Counter()
        self._last: UnprintedKind | None = None
        self._left = MAX_WORDS
        self.losses: set[str] = set()

    def put(self, kind: UnprintedKind, text: str) -> None:
        """Keep words, or what sets them apart."""
        if text.strip() and kind != self._last:
            self._end_line(kind)
            self._last = kind
            self._counts[kind] += kind != "column"  # which goes through many rows
        if text in _SEPARATORS and not self._texts.get(kind):
            return
        self._texts.setdefault(kind, []).append(text[: self._left])
        self._left -= len(self._texts[kind][-1])

    def end_passage(self) -> None:
        """Words that follow belong to another passage."""
        self._last = None

    def end_line(self) -> None:
        """The line of what is printed ends, and with it that of the passage."""
        if self._last:
            self._end_line(self._last)

    def _end_line(self, kind: UnprintedKind) -> None:
        texts = self._texts.get(kind)
        if texts and not texts[-1].endswith("\n"):
            texts.append("\n")

    def add(self, kind: UnprintedKind, count: int, text: str = "") -> None:
        """Keep words that were counted elsewhere."""
        self._counts[kind] += count
        if text:
            self._texts.setdefault(kind, []).append(text[: self._left])
            self._left -= len(self._texts[kind][-1])

    @property
    def parts(self) -> tuple[Unprinted, ...]:
        """What was collected, by kind."""
        return tuple(
            Unprinted(kind=kind, count=count, text="".join(self._texts.get(kind, ())).strip())
            for kind, count in sorted(self._counts.items())
            if count
        )


def hidden_parts(passages: Sequence[str], kind: UnprintedKind = "hidden") -> tuple[Unprinted, ...]:
    """What a page or a letter keeps from being shown, as a file states what it does not print."""
    kept, _ = bounded(tuple(passages), MAX_WORDS)
    return (Unprinted(kind=kind, count=len(passages), text="\n".join(kept)),) if passages else ()


def read_of(kind: str, pages: tuple[tuple[str, str], ...], unprinted: UnprintedCollector) -> Read:
    """What was read of a file of this kind.

    Args:
        kind: its media type.
        pages: title and words of each page that is printed.
        unprinted: what is not.
    """
    gaps = sum(words.count("\t") + words.count("\n") for _, words in pages)
    kept, is_cut = bounded(tuple(words for _, words in pages), MAX_WORDS + min(gaps, MAX_GAPS))
    titles = tuple(title for title, _ in pages)
    return Read(
        media_type=kind,
        pages=kept,
        is_cut=is_cut or LEFT_OUT_ROWS in unprinted.losses,
        losses=tuple(sorted(unprinted.losses)),
        titles=titles if any(titles) else (),
        unprinted=unprinted.parts,
    )
