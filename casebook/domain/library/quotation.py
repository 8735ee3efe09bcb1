"""A quotation, whether a page has its words, and how it differs from the stored copy; places of a pinpoint.

Spacing, hyphens, quotation marks, the case of a first letter and a stop at the end are forgiven; an ellipsis
or a bracket stands for any words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice, pairwise
from typing import Literal

from casebook.domain.base.entity import entity

QuotationState = Literal["exact", "differs", "absent", "no-copy"]
"""`absent`: too little of it occurs in the copy; `no-copy`: the vault has no readable copy."""

_MIN_ALIKE = 0.6
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″「」『』", '"') | dict.fromkeys("‘’‚‛‹›′", "'"))
_IGNORED = re.compile(r"[\s\-\u00ad\u2010-\u2015“”„‟«»″「」『』\"‘’‚‛‹›′'`]+")
_LEFT_OUT = re.compile(r"\[[^\[\]]*\]|…|\.(?:\s?\.){2,}")
"""An ellipsis, or what the writer put in brackets: the page may have anything in its place."""
_ENDS = ".,;:!?。，；：！？"
_CJK = r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BETWEEN_CJK = re.compile(rf"(?<={_CJK})\s+(?={_CJK})")
_CLAUSE = re.compile(r"[.,;:!?()，。；：！？、（）—]")
_LOOK_BACK, _WORDS_BACK = 60, 3
_NEGATION = re.compile(
    r"\b(?:no|not|never|without|neither|nor|cannot|none|\w+n't|kein\w*|nicht|ohne|nie|pas|sans|jamais|ni|non|senza)\b"
    r"|不|没有|沒有|未|無|无|非",
    re.IGNORECASE,
)
"""Words that turn the sense of what follows, in languages of the library."""
_WORDS = re.compile(rf"{_CJK}|[^\s\u3000-\u9fff\uf900-\uffef]+")

PlaceKind = Literal[
    "paragraph", "page", "article", "section", "recital", "headnote", "summary", "opening", "other"
]

_KINDS: tuple[tuple[PlaceKind, re.Pattern[str]], ...] = (
    ("paragraph", re.compile(r"(?:paras?\.?|§§?)\s*(?P<which>[\dA-Z(].*)", re.IGNORECASE)),
    ("article", re.compile(r"arts?\.?\s*(?P<which>\d.*)", re.IGNORECASE)),
    ("page", re.compile(r"(?:contents\s+)?pp?\.\s*(?P<which>\d.*)", re.IGNORECASE)),
    ("section", re.compile(r"(?:section|part)\s+(?P<which>\S.*)", re.IGNORECASE)),
    ("recital", re.compile(r"recitals?\s+(?P<which>\S.*)", re.IGNORECASE)),
    ("paragraph", re.compile(r"(?P<which>\[\d+\].*)")),
    ("headnote", re.compile(r".*\bheadnote\b(?P<which>.*)|catchwords(?P<words>.*)", re.IGNORECASE)),
    ("summary", re.compile(r"(?:executive )?summary(?P<which>.*)|abstract|findings", re.IGNORECASE)),
    ("opening", re.compile(r"opening.*|head(?:er|ing).*|foreword", re.IGNORECASE)),
)

_PARAGRAPHS = re.compile(
    r"(?:\bpara(?:graph)?s?\b\.?|§{1,2}|\bRn\.|\bat (?=\[))"
    r"\s*(?P<numbers>[\d\[\]–, -]*\d\]?(?: and \[?\d+\]?)?)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d+)\]?(?:\s*[–-]\s*\[?(\d+))?")
_MAX_PARAGRAPHS = 60
"""More paragraphs than this are no passage relied on."""


def paragraphs(pinpoint: str) -> tuple[int, ...]:
    """Return the numbers of the paragraphs that a pinpoint names, each once.

    >>> paragraphs("paras. 79-81 and 83, p. 12")
    (79, 80, 81, 83)
    """
    numbers: dict[int, None] = {}
    for named in _PARAGRAPHS.finditer(pinpoint):
        for first, last in _RANGE.findall(named["numbers"]):
            numbers.update(dict.fromkeys(range(int(first), int(last or first) + 1)[:_MAX_PARAGRAPHS]))
    return tuple(numbers)


@entity
class PinpointPlace:
    """One place of a pinpoint.

    Attributes:
        which: its number as printed ("34", "115-117", "75(1)"), or "".
    """

    kind: PlaceKind
    which: str = ""


def places(pinpoint: str) -> tuple[PinpointPlace, ...]:
    """Return the places of a pinpoint in their order; none if it is empty."""
    return tuple(_place(part.strip()) for part in pinpoint.split(";") if part.strip())


def _place(text: str) -> PinpointPlace:
    for kind, pattern in _KINDS:
        found = pattern.fullmatch(text)
        if found:
            which = found.groupdict().get("which") or ""
            return PinpointPlace(kind=kind, which=which.strip(" ,"))
    return PinpointPlace(kind="other", which=text)


@entity
class QuotationDifference:
    """A difference between quotation and copy.

    Attributes:
        typed: the words as they were typed; "" where something is left out.
        copy: the words as they stand in the copy; "" where something was added.
    """

    typed: str
    copy: str


@entity
class QuotationCheck:
    """The result of a comparison.

    Attributes:
        page: of the copy, from 1; 0 where it stands nowhere.
        differences: in the order of the text; none where it is exact.
        preceded_by: a word that negates it and stands right before it in the same clause of the copy, or "".
    """

    state: QuotationState
    page: int = 0
    differences: tuple[QuotationDifference, ...] = ()
    preceded_by: str = ""


def normalised(text: str) -> str:
    """Return a text with uniform white space and quotation marks.

    >>> normalised("He said  “no”.")
    'He said "no".'
    """
    spaced = re.sub(r"\s+", " ", text.translate(_QUOTES)).strip()
    return _BETWEEN_CJK.sub("", spaced)


def is_quoted_from(quote: str, page: str) -> bool:
    r"""Return whether a page has the words of a quotation, in their order.

    >>> is_quoted_from("a person […] was held", "A per-\nson of that name was held.")
    True
    >>> is_quoted_from("the service of this notice", "the day on which this notice is delivered")
    False
    """
    return stands_in(quote, plain_page(page))


def plain_page(page: str) -> str:
    """Return the text of a page as quotations are looked for in it, for several of them."""
    return _plain(page)


def stands_in(quote: str, plain: str) -> bool:
    """Return whether a text as `plain_page` gave it has the words of a quotation, as for `is_quoted_from`."""
    return not any(_parts(quote)) or any(_occurrences(quote, plain))


def _parts(quote: str) -> tuple[str, ...]:
    """Return what stands between the ellipses and brackets of a quotation, without what is forgiven."""
    return tuple(filter(None, (_plain(part).strip(_ENDS) for part in _LEFT_OUT.split(quote))))


def _occurrences(quote: str, text: str) -> Iterator[tuple[int, ...]]:
    """Yield where the parts of a quotation begin in a plain text, for each place of the first one."""
    first, *others = _parts(quote) or ("",)
    start = _find(first, text, 0) if first else -1
    while start >= 0:
        starts, end = [start], start + len(first)
        for part in others:
            starts.append(_find(part, text, end))
            if starts[-1] < 0:
                return
            end = starts[-1] + len(part)
        yield tuple(starts)
        start = _find(first, text, start + 1)


def _find(part: str, text: str, at: int) -> int:
    """Return the next place of words in a text, their first letter in either case; -1 for none."""
    places = (text.find(form, at) for form in {part, part[0].swapcase() + part[1:]})
    return min((place for place in places if place >= 0), default=-1)


def _plain(text: str) -> str:
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text))


def _before(page: str, start: int) -> str:
    """Return a page up to the letter that has a place in its plain text."""
    letters = unicodedata.normalize("NFKC", page)
    kept = (at for at, letter in enumerate(letters) if not _IGNORED.match(letter))
    return letters[: next(islice(kept, start, None))]


def compare(quote: str, pages: Sequence[str]) -> QuotationCheck:
    """Search for a quotation in the pages of a copy, also across page breaks.

    Args:
        quote: as typed, not empty.
        pages: the text of each page in order.
    """
    texts = [normalised(page) for page in pages]
    joined = [normalised(f"{page} {following}") for page, following in pairwise(texts)]
    places = [*enumerate(texts, start=1), *enumerate(joined, start=1)]
    exact = [
        QuotationCheck(state="exact", page=number, preceded_by=_negation_before(page, starts))
        for number, page in places
        for starts in _occurrences(quote, _plain(page))
    ]
    if exact:
        return next((check for check in exact if not check.preceded_by), exact[0])
    return _nearest(_WORDS.findall(normalised(quote)), texts)


def _negation_before(page: str, starts: Sequence[int]) -> str:
    """Return the first negation right before a part of a quotation, or ""; an ellipsis can hide one too."""
    return next(filter(None, (_negation(_before(page, start)) for start in starts)), "")


def _negation(before: str) -> str:
    """Return the negation within the last words of the clause at the end of a text, or "".

    >>> _negation("In law, no ")
    'no'
    """
    clause = _CLAUSE.split(before[-_LOOK_BACK:])[-1]
    found = _NEGATION.findall(" ".join(clause.split()[-_WORDS_BACK:]))
    return str(found[-1]) if found else ""


def _nearest(typed: list[str], texts: Sequence[str]) -> QuotationCheck:
    """Return the passage most similar to the typed text, and the differences."""
    best, nearest = _MIN_ALIKE, QuotationCheck(state="absent")
    for number, page in enumerate(texts, start=1):
        stands = _passage(typed, _WORDS.findall(page))
        matcher = SequenceMatcher(a=typed, b=stands, autojunk=False)
        if matcher.ratio() > best:
            best = matcher.ratio()
            nearest = QuotationCheck(
                state="differs", page=number, differences=_differences(matcher, typed, stands)
            )
    return nearest


def _passage(typed: list[str], words: list[str]) -> list[str]:
    """Return a passage of as many words as typed, aligned by the longest common run."""
    run = SequenceMatcher(a=typed, b=words, autojunk=False).find_longest_match()
    start = max(0, run.b - run.a)
    return words[start : start + len(typed)]


def _differences(
    matcher: SequenceMatcher[str], typed: list[str], stands: list[str]
) -> tuple[QuotationDifference, ...]:
    return tuple(
        QuotationDifference(typed=" ".join(typed[a:b]), copy=" ".join(stands[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    )
