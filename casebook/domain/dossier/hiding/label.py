"""Labels in the place of names, and brackets behind one in which only names of the same person stood.

The letters of a label are nobody's initials: a page is searched again once it has labels, and "Person W to
come" has no "W. To".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from casebook.domain.dossier.hiding.plain_letters import LETTER_OR_DIGIT
from casebook.domain.dossier.hiding.text_hit import TextHit

_Span = tuple[int, int]
_CELL_END = re.compile(r"[\t\n]")
_BRACKET = r" ?[(\uff08](?P<within>[^()\uff08\uff09]*)[)\uff09]"
_PARTS = re.compile("[,;/\uff0c\uff1b\u3001]")
_LEAD = r"\W*(?:[\w\u2019']{1,14} ){0,3}"
"""What introduces a further name: "in Hong Kong", "also known as"."""


class OwnLabels:
    """Labels that a copy prints.

    Args:
        labels: them; empty ones do not count.
        of_finished: whether a line may end between their words. SECURITY: in a text that is still to be
            replaced, "Person" at the end of a line may be the head of a column above the initials "W. To".
    """

    def __init__(self, labels: Iterable[str], *, of_finished: bool = False) -> None:
        self._labels = frozenset(label for label in labels if label.strip())
        known = sorted(map(re.escape, self._labels), key=lambda one: -len(one))
        pattern = "|".join(known)
        if of_finished:
            pattern = pattern.replace(r"\ ", r"\s+")
        self._pattern = (
            re.compile(rf"(?<!{LETTER_OR_DIGIT})(?:{pattern})(?!{LETTER_OR_DIGIT})") if known else None
        )

    def of_finished(self) -> OwnLabels:
        """Return the same labels as a finished text has them."""
        return OwnLabels(self._labels, of_finished=True)

    def within(self, text: str) -> list[_Span]:
        """Return where labels stand in a text, as slices.

        >>> OwnLabels(["May 2019"]).within("\u4e8eMay 2019 14\u65f6, in May 2019x")
        [(1, 9)]
        """
        return [one.span() for one in self._pattern.finditer(text)] if self._pattern else []


def without_words(text: str, labels: Sequence[_Span]) -> str:
    """Return a text, sign for sign, in which its labels have no words: "[place of birth]" states no birth.

    >>> without_words("in [birth], 1.7 m2", [(3, 10)])
    'in _______, 1.7 m2'
    """
    for start, end in labels:
        text = f"{text[:start]}{'_' * (end - start)}{text[end:]}"
    return text


def is_in_label(span: _Span, labels: Sequence[_Span]) -> bool:
    """Return whether a slice begins or ends within a label.

    >>> is_in_label((7, 11), [(0, 8)]), is_in_label((9, 11), [(0, 8)]), is_in_label((0, 12), [(0, 8)])
    (True, False, False)
    """
    return any(first < at < last for first, last in labels for at in span)


def without_label(hit: TextHit, span: _Span, labels: Sequence[_Span]) -> TextHit:
    """Return a hit without what was added to its own slice on a side where that ends within a label.

    SECURITY: the name beside a label is hidden whatever its neighbour is taken for.
    """
    start = span[0] if is_in_label((hit.start, hit.start), labels) else hit.start
    end = span[1] if is_in_label((hit.end, hit.end), labels) else hit.end
    return hit if (start, end) == (hit.start, hit.end) else replace(hit, start=start, end=end)


def replaced(text: str, hits: Sequence[TextHit]) -> str:
    """Return the text with labels in its places; further names of one in brackets are left out.

    The cells of a sheet stay as many as they are: what parts those that a name fills follows its label.

    Args:
        text: it.
        hits: places in it from left to right, without overlaps.
    """
    pieces: list[str] = []
    at, is_sheet = 0, "\t" in text
    for hit in hits:
        if at < hit.start or [hit.label] != pieces[-1:]:
            pieces += [_behind(pieces, text[at : hit.start]), hit.label]
        if is_sheet:
            pieces += _CELL_END.findall(text, max(at, hit.start), hit.end)
        at = hit.end
    pieces.append(_behind(pieces, text[at:]))
    return without_repeats("".join(pieces), {hit.label for hit in hits})


def _behind(pieces: Sequence[str], text: str) -> str:
    """Return a text as it stands behind a label, whose year no hour may lengthen: "May 2019 14\u65f6"."""
    return f" {text}" if pieces and pieces[-1][-1:].isdigit() and text[:1].isdigit() else text


def without_repeats(text: str, labels: Collection[str]) -> str:
    """Return a text without brackets that repeat the label before them.

    >>> without_repeats("Person A (Person A, in Hong Kong Person A) and Person B (aged 30)", {"Person A"})
    'Person A and Person B (aged 30)'
    """
    for label in labels:
        if f"{label} (" in text or f"{label}(" in text or f"{label}\uff08" in text:
            name = re.escape(label)
            part = re.compile(rf"{_LEAD}{name}[^\w]*")
            text = re.sub(
                rf"{name}{_BRACKET}",
                lambda place, part=part, label=label: (  # type: ignore[misc]
                    label if all(map(part.fullmatch, _PARTS.split(place["within"]))) else place[0]
                ),
                text,
            )
    return text
