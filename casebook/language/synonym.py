"""Terms that search treats as one: the known terms of a query, and which of them a text contains."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from casebook.language.hanzi import HAN, has_han, set_apart, simplified

_TOKEN = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")
_MARKS = re.compile('["“”„«»]')
_QUOTED = re.compile('["“”„«»]([^"“”„«»]*)["“”„«»]')
_SHORTEST_PLURAL = 4

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueryPart:
    """A part of a query.

    Attributes:
        typed: as it was typed; a run without a space is searched as a phrase.
        terms: what has the same meaning, as listed; empty where only `typed` is searched.
        searched: those of the terms that find what all of them find: without one that contains another.
    """

    typed: str = field(repr=False)
    terms: tuple[str, ...] = field(default=(), repr=False)
    searched: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class SynonymMatch:
    """The term by which a text was found although it does not contain what was typed."""

    typed: str = field(repr=False)
    term: str = field(repr=False)


class Synonyms:
    """Groups of terms with one meaning.

    >>> rsdl = Synonyms([("RSDL", "residential surveillance", "监视居住")])
    >>> [part.terms[:1] or part.typed for part in rsdl.parts("torture in residential surveillance")]
    ['torture', 'in', ('RSDL',)]
    >>> [bool(part.terms) for part in rsdl.parts('"RSDL" torture')]
    [False, False]
    """

    def __init__(self, groups: Iterable[Sequence[str]] = ()) -> None:
        self._groups = {_folded(term): (tuple(group), _shortest(group)) for group in groups for term in group}
        self._longest = max(map(len, self._groups), default=0)

    def parts(self, query: str) -> tuple[QueryPart, ...]:
        """Return the parts of a query; words within quotation marks are searched as they are."""
        parts: list[QueryPart] = []
        end = 0
        for quoted in _QUOTED.finditer(query):
            parts.extend(self._parts(query[end : quoted.start()]))
            parts.extend(QueryPart(word) for word in quoted[1].split())
            end = quoted.end()
        return (*parts, *self._parts(query[end:]))

    def _parts(self, query: str) -> Iterator[QueryPart]:
        tokens = list(_TOKEN.finditer(query))
        at = rest = 0
        while at < len(tokens):
            until = self._term_end(query, tokens, at)
            if not until:
                at += 1
                continue
            start, end = tokens[at].start(), tokens[until - 1].end()
            yield from map(QueryPart, query[rest:start].split())
            words = tuple(_fold(token[0]) for token in tokens[at:until])
            yield QueryPart(query[start:end], *self._groups[words])
            at, rest = until, end
        yield from map(QueryPart, query[rest:].split())

    def _term_end(self, query: str, tokens: Sequence[re.Match[str]], at: int) -> int:
        """Return where the longest term ends that begins at a token, or 0; a Latin word is never cut."""
        if not _is_edge(query, tokens[at].start()):
            return 0
        words = tuple(_fold(token[0]) for token in tokens[at : at + self._longest])
        for count in range(len(words), 0, -1):
            if words[:count] in self._groups and _is_edge(query, tokens[at + count - 1].end()):
                return at + count
        return 0


def quoted(query: str) -> str:
    """Return the query that is searched as typed.

    >>> quoted('RSDL "torture"')
    '"RSDL torture"'
    """
    return f'"{" ".join(_MARKS.sub(" ", query).split())}"'


def met(parts: Iterable[QueryPart], text: str) -> tuple[SynonymMatch, ...]:
    """Return the terms by which a text answers parts of a query that it does not contain as typed.

    >>> parts = Synonyms([("RSDL", "residential surveillance")]).parts("RSDL torture")
    >>> [(each.typed, each.term) for each in met(parts, "Torture under residential surveillance")]
    [('RSDL', 'residential surveillance')]
    """
    with_terms = [part for part in parts if part.terms]
    if not with_terms:
        return ()
    plain = simplified(text)
    matches = (_match(part, plain) for part in with_terms)
    return tuple(match for match in matches if match is not None)


def _match(part: QueryPart, plain: str) -> SynonymMatch | None:
    if _pattern(part.typed).search(plain):
        return None
    term = next((term for term in part.terms if _pattern(term).search(plain)), "")
    return SynonymMatch(part.typed, term) if term else None


@lru_cache(maxsize=256)
def _pattern(term: str) -> re.Pattern[str]:
    """Return a pattern of the words of a term, one after another, the last as a beginning."""
    words = map(re.escape, _folded(term))
    return re.compile(rf"(?<![^\W_{HAN}])" + r"[\W_]*".join(words), re.IGNORECASE)


def _shortest(group: Sequence[str]) -> tuple[str, ...]:
    """Return the terms of a group that contain no other one."""
    spaced = {term: f" {' '.join(_folded(term))} " for term in group}
    return tuple(
        term
        for term in group
        if not any(other != spaced[term] and other in spaced[term] for other in spaced.values())
    )


def _is_edge(query: str, place: int) -> bool:
    """Return whether a term may begin or end there: beside a space or a Chinese character."""
    near = query[max(0, place - 1) : place + 1]
    return place in {0, len(query)} or any(letter.isspace() or has_han(letter) for letter in near)


def _folded(text: str) -> Tokens:
    """Return the words of a text as they are compared: simplified, without case, accents and plural."""
    plain = set_apart(simplified(text)) if has_han(text) else text
    return tuple(_fold(token[0]) for token in _TOKEN.finditer(plain))


def _fold(word: str) -> str:
    if word.isascii():
        folded = word.lower()
    else:
        parts = unicodedata.normalize("NFKD", simplified(word)).casefold()
        folded = "".join(letter for letter in parts if not unicodedata.combining(letter))
    is_plural = len(folded) >= _SHORTEST_PLURAL and folded.endswith("s") and not folded.endswith("ss")
    return folded[:-1] if is_plural and folded.isascii() else folded
