"""Terms that search treats as one, from their pack; each stands in an entry of the library."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from casebook.base.errors import Problem
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.domain.base.entity import entity
from casebook.packs.base.entry import OnDefect, PackEntry, refuse
from casebook.packs.base.reader import read_all
from casebook.packs.library.library import Library

FILE = "synonyms.toml"
KIND = "synonym"


@entity
class Synonym:
    """Terms with one meaning.

    Attributes:
        id: stable word ("rsdl").
        terms: in any script; the first one that a record contains is named as the reason it was found.
        stated_in: entries of the library that contain them, such as ``topic:rsdl``.
    """

    id: str
    terms: tuple[str, ...]
    stated_in: tuple[str, ...]


def read_synonyms(folder: Path | None = None, on_defect: OnDefect = refuse) -> tuple[Synonym, ...]:
    """Every group of terms, in order; the shipped ones where `folder` is None.

    Raises:
        NotFound: the pack is missing.
        PackInvalid: an entry breaks its schema, unless `on_defect` collects.
    """
    return read_all((folder or resource("packs")) / FILE, KIND, _synonym, on_defect)


def unsourced(synonyms: tuple[Synonym, ...], library: Library) -> Iterator[Problem]:
    """Yield a problem for each term that none of the entries named contains, and for a term in two groups."""
    texts = {
        **{f"topic:{each.id}": (each.title, each.definition, *each.terms) for each in library.topics},
        **{f"source:{each.id}": (each.title, each.body) for each in library.sources},
        **{f"finding:{each.id}": (each.statement, each.scope) for each in library.findings},
    }
    known: set[str] = set()
    for synonym in synonyms:
        stated = _plain(" ".join(chain.from_iterable(texts.get(name, ()) for name in synonym.stated_in)))
        where = f"{FILE} · {KIND} {synonym.id}"
        for term in map(str.casefold, synonym.terms):
            if _plain(term) not in stated:
                yield Problem(where=where, what=Message("has a term that no entry named contains"))
            if term in known:
                yield Problem(where=where, what=Message("has a term of another entry"))
            known.add(term)


def _synonym(entry: PackEntry) -> Synonym:
    synonym = Synonym(id=entry.text("id"), terms=entry.texts("terms"), stated_in=entry.texts("stated_in"))
    entry.close()
    return synonym


def _plain(text: str) -> str:
    """Return a text without case and spaces: "Skynet" is "Sky Net"."""
    return "".join(text.casefold().split())
