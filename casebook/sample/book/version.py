"""The versions of the sample: the same client before another court, each a case of its own.

A version is a TOML file that says what differs. Documents, facts, incidents and assurances are those of the
case it is made from, named by the same words; here they become records of the version, and ``[[word p.2]]``
in a text becomes the mark that the version gives the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from casebook.base.errors import PackInvalid
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.domain.base.entity import Entity, entity
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.text_numbering import letter
from casebook.domain.library.reading import Reading
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import read_file
from casebook.sample.book.argument import (
    read_answers,
    read_assurances,
    read_confirmations,
    read_grounds,
    read_incidents,
)
from casebook.sample.book.book import CONFIRMED_AT
from casebook.sample.book.case import read_cases, read_events, read_proceedings
from casebook.sample.book.document import SampleDocument, read_documents
from casebook.sample.book.fact import read_dossiers, read_facts
from casebook.sample.book.key import Keys

Table = Mapping[str, Any]
Marks = Literal["numbers", "letters"]

FROM = "lin"
"""The case that every version is made from."""
FILES = ("people", "cases", "documents", "facts", "argument", "dossier")
_NOUNS = (
    "document",
    "fact",
    "incident",
    "assurance",
    "case",
    "proceeding",
    "event",
    "ground",
    "confirmation",
    "answer",
    "dossier",
)
_OF_LIBRARY = frozenset({"confirmation", "answer"})
"""What names records of the library, which have no words of the version."""
_NAMING = frozenset(
    {"id", "case", "proceeding", "proceedings", "next", "facts", "translation_of", "original", "decision"}
)
"""Fields that name a record of the version by its word."""
_PLACES = frozenset({"pinpoint", "pinpoints", "evidence"})
"""Fields that name a document and its page: "statement 3"."""
_REFERENCE = re.compile(r"\[\[(?P<word>[a-z][a-z-]*)(?P<page> p\.\d+)?\]\]")
_MARKED = re.compile(r"\[\[(?P<mark>\d+[A-Z]?)(?P<page> p\.\d+)?\]\]")
_NUMBERED = re.compile(r"\b(?P<what>exhibit|Anlage|pièce) (?P<mark>\d+)\b")


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ENGLISH_DAY = re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{_MONTHS})\b(?: (?P<year>\d{{4}}))?")


def _american(written: re.Match[str]) -> str:
    """Return a day as it is written in the United States: "November 6, 2025"."""
    year = f", {written['year']}" if written["year"] else ""
    return f"{written['month']} {written['day']}{year}"


@entity
class Version:
    """One version of the sample.

    Attributes:
        before: its case, proceedings and events, on which documents stand.
        documents: the exhibits, whose files are those of the case it is made from, or its own.
        after: its facts, incidents, assurances and grounds.
        dossier: what is built of it.
        confirmations: authorities confirmed for it beside those of the sample.
        answers: what it says to decisions of its State that allowed a transfer, by their IDs.
    """

    before: tuple[Entity, ...]
    documents: tuple[SampleDocument, ...]
    after: tuple[Entity, ...]
    dossier: Dossier
    confirmations: tuple[Reading, ...]
    answers: Mapping[str, str]


def version_words(folder: Path | None = None) -> tuple[str, ...]:
    """The words of every version, in the order they are built."""
    return tuple(sorted(path.stem for path in ((folder or resource("sample")) / "versions").glob("*.toml")))


def read_version(word: str, folder: Path | None = None) -> Version:
    """Read one version.

    Raises:
        NotFound: there is no such version.
        PackInvalid: an entry breaks its schema, or names a record that is not there.
    """
    place = folder or resource("sample")
    base = {name: _table(place / f"{name}.toml") for name in FILES}
    own = _table(place / "versions" / f"{word}.toml")
    whole = PackEntry(_Renaming(word, own, base).whole(), file=f"{word}.toml")
    people = PackEntry(base["people"], file="people.toml")
    keys = Keys(people, whole)
    (dossier,) = read_dossiers(keys)
    before: tuple[Entity, ...] = (*read_cases(keys), *read_proceedings(keys), *read_events(keys))
    after: tuple[Entity, ...] = (
        *read_facts(keys),
        *read_incidents(keys),
        *read_assurances(keys),
        *read_grounds(keys),
    )
    return Version(
        before=before,
        documents=read_documents(keys),
        after=after,
        dossier=dossier,
        confirmations=read_confirmations(keys, CONFIRMED_AT),
        answers=read_answers(keys),
    )


def _table(path: Path) -> dict[str, Any]:
    entry = read_file(path)
    return {field: entry.value(field) for field in entry.unread()}


def _plain(table: Table) -> dict[str, Any]:
    """The table without its ``like``, which no record has."""
    return {key: value for key, value in table.items() if key != "like"}


class _Renaming:
    """Makes the tables of a version: words get the version's own before them, references its marks."""

    def __init__(self, word: str, own: Table, base: Mapping[str, Table]) -> None:
        self._word, self._own, self._head = word, own, own["version"]
        self._base = base
        self._wording: Mapping[str, str] = self._head.get("wording", {})
        self._unused = set(self._wording)
        self._is_american = any(dossier["language"] == "en-US" for dossier in own["dossier"])
        self._marks = {name: self._mark(at) for at, name in enumerate(self._head["documents"], start=1)}
        self._former = {
            str(table["mark"]): str(table["id"])
            for table in base["documents"]["document"]
            if table["case"] == FROM and table.get("mark")
        }

    def _mark(self, at: int) -> str:
        marks: Marks = self._head["marks"]
        return letter(at) if marks == "letters" else str(at)

    def whole(self) -> dict[str, list[Table]]:
        """Every table of the version, by noun."""
        tables: dict[str, list[Table]] = {
            "document": [self._document(name) for name in self._marks],
            "fact": self._taken("facts", "fact", set(self._head.get("without_facts", ()))),
            "incident": self._taken("argument", "incident") if self._head.get("incidents") else [],
            "assurance": self._taken("argument", "assurance") if self._head.get("assurances") else [],
        }
        for noun in _NOUNS:
            tables.setdefault(noun, [])
            if noun != "document":  # those of its own stand among the others
                tables[noun] += [self._of_version(noun, table) for table in self._own.get(noun, ())]
        if self._unused:
            raise PackInvalid(
                "puts other words for a text that it does not take",
                file=f"{self._word}.toml",
                field="wording",
            )
        return {
            noun: rows if noun in _OF_LIBRARY else [self._renamed(table) for table in rows]
            for noun, rows in tables.items()
        }

    def _taken(self, file: str, noun: str, without: Iterable[str] = ()) -> list[Table]:
        return [
            self._refitted({key: self._by_word(value) for key, value in table.items() if key != "proceeding"})
            | {"case": self._word}
            for table in self._base[file][noun]
            if table["case"] == FROM and table["id"] not in set(without)
        ]

    def _refitted(self, value: Any) -> Any:  # noqa: ANN401 - a value of TOML
        """Return a value of the sample's own case as its texts read before the court of the version."""
        if isinstance(value, dict):
            return {key: self._refitted(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self._refitted(one) for one in value]
        if not isinstance(value, str):
            return value
        for former, present in self._wording.items():
            if former in value:
                self._unused.discard(former)
                value = value.replace(former, present)
        return _ENGLISH_DAY.sub(_american, value) if self._is_american else value

    def _by_word(self, value: Any) -> Any:  # noqa: ANN401 - a value of TOML
        """Return a value of the sample's own case, its references naming documents by word, not by mark."""
        if isinstance(value, dict):
            return {key: self._by_word(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self._by_word(one) for one in value]
        if not isinstance(value, str):
            return value
        return _MARKED.sub(lambda found: f"[[{self._former[found['mark']]}{found['page'] or ''}]]", value)

    def _document(self, name: str) -> Table:
        held = (*self._own.get("document", ()), *self._base["documents"]["document"])
        table = next(table for table in held if table["id"] == name)
        original = table.get("translation_of")
        return {
            **{key: value for key, value in table.items() if key != "translation_of"},
            "case": self._word,
            "mark": self._marks[name],
            "title": self._titled(self._head.get("titles", {}).get(name, table["title"])),
            **({"translation_of": original} if original in self._marks else {}),
        }

    def _titled(self, title: str) -> str:
        """Put the mark of the version where a title names another exhibit by its number."""

        def marked(found: re.Match[str]) -> str:
            return f"{found['what']} {self._marks[self._former[found['mark']]]}"

        return _NUMBERED.sub(marked, title)

    def _of_version(self, noun: str, table: Table) -> Table:
        if noun == "ground":
            return self._ground(table)
        if noun == "dossier":
            return self._dossier(table)
        return table if noun == "case" or noun in _OF_LIBRARY else {**table, "case": self._word}

    def _ground(self, table: Table) -> Table:
        """A ground that says ``like`` has the proofs of the sample's, but for what the version leaves out."""
        by_id = {base["id"]: base["proofs"] for base in self._base["argument"]["ground"]}
        left_out = {
            finding
            for dossier in self._own["dossier"]
            for omission in dossier.get("omissions", ())
            for finding in omission["findings"]
        }
        taken = [
            self._refitted(self._without_findings(proof))
            for proof in by_id.get(table.get("like"), [])
            if not proof.get("adverse_findings") or not left_out.issuperset(proof["adverse_findings"])
        ]
        return {"proofs": taken, **_plain(table), "case": self._word}

    def _without_findings(self, table: Table) -> Table:
        """A proof or section without the findings that have no place before the court of the version."""
        if "findings" not in table:
            return table
        left_out = set(self._head.get("without_findings", ()))
        return {**table, "findings": [one for one in table["findings"] if one not in left_out]}

    def _dossier(self, table: Table) -> Table:
        (like,) = (base for base in self._base["dossier"]["dossier"] if base["id"] == "appeal")
        by_kind = {section["kind"]: section for section in like["section"]}
        sections = [
            self._without_findings({**by_kind[section["kind"]], **_plain(section)})
            if section.get("like")
            else section
            for section in table["section"]
        ]
        return {
            **table,
            "case": self._word,
            "page_mark": like["page_mark"],
            "section": sections,
            "omissions": [*like["omissions"], *table.get("omissions", ())],
        }

    def _renamed(self, table: Table) -> Table:
        """The table with the version's words, without what then names nothing."""
        changed = {key: self._value(key, value) for key, value in table.items()}
        return {key: value for key, value in changed.items() if value != ""}

    def _value(self, key: str, value: object) -> object:
        if isinstance(value, str):
            return self._word_or_text(key, value)
        if not isinstance(value, list):
            return value
        if key in _NAMING:
            return [self._own_word(one) for one in value]
        if key in _PLACES:
            return [self._own_word(one) for one in value if self._is_exhibited(one)]
        return [self._renamed(one) if isinstance(one, dict) else one for one in value]

    def _word_or_text(self, key: str, value: str) -> str:
        if key in _NAMING:
            return self._own_word(value)
        if key in _PLACES:
            return self._own_word(value) if self._is_exhibited(value) else ""
        return _REFERENCE.sub(self._reference, value)

    def _is_exhibited(self, place: str) -> bool:
        return place.partition(" ")[0] in self._marks

    def _own_word(self, word: str) -> str:
        return word if word == self._word else f"{self._word}-{word}"

    def _reference(self, written: re.Match[str]) -> str:
        if written["word"] not in self._marks:
            raise PackInvalid(
                Message("names {word}, which it does not exhibit", word=written["word"]),
                file=f"{self._word}.toml",
                field="text",
            )
        return f"[[{self._marks[written['word']]}{written['page'] or ''}]]"
