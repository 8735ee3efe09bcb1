"""Texts for terms with one meaning: "RSDL = residential surveillance"."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.language.synonym import QueryPart, SynonymMatch


def equations(parts: Iterable[QueryPart]) -> str:
    """Return the terms that parts of a query are also searched by, or ""."""
    with_terms = [part for part in parts if part.terms]
    others = (
        [part.typed, *(term for term in part.terms if term.casefold() != part.typed.casefold())]
        for part in with_terms
    )
    return " · ".join(map(_equal, others))


def reason(matches: Iterable[SynonymMatch]) -> str:
    """Return why a record was found that does not contain what was typed, or ""."""
    return " · ".join(_equal((match.typed, match.term)) for match in matches)


def _equal(terms: Iterable[str]) -> str:
    return " = ".join(f"\u2068{term}\u2069" for term in terms)
