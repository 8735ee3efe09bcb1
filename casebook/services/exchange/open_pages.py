"""HTML pages of the open copy: an index, the people, and one page for each case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from html import escape
from typing import Any

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.base.entity import Entity, entity
from casebook.domain.case.case import Case
from casebook.domain.deadline.calculation_record import RecordedStep, RecordedWarning
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base.session import Session
from casebook.store.base.entity_table import EntityTable
from casebook.store.registry import tables

_WARNING = "This copy is not encrypted: anyone who has it can read it. Protect it as you would its contents."
INERT_ENDING = ".inert.txt"
"""Appended to the extension of a file that a browser would run."""
_AS_TEXT = (
    "The file as it was received, shown as text: opened as a web page it could run programs and report that"
    " you read it. Remove .inert.txt from its name only on a computer reserved for such files."
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What an exported page may load: nothing. Source: W3C, Content Security Policy Level 3."""
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
       padding: 0 1rem; color: #1b2430 }
h1, h2, h3 { line-height: 1.25 } a { color: #1f5fa8 }
.warning { background: #fff3d9; color: #8a5a00; padding: .75rem 1rem; border-radius: 6px }
article { border: 1px solid #e1e5ea; border-radius: 6px; padding: .5rem 1rem; margin: .75rem 0 }
dl { display: grid; grid-template-columns: 12rem 1fr; gap: .25rem 1rem; margin: .5rem 0 }
dt { color: #5b6775 } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
"""

_PEOPLE = """
<h2>People</h2>
<ul><li><a href="person.html">Persons</a></li><li><a href="contact.html">Contacts</a></li></ul>
"""
_ABOUT = """
<p>The folder <code>records</code> holds every record as JSON, including the library and the bin;
<code>fields.json</code> describes each field, <code>history.json</code> lists who changed what;
<code>files</code> holds the documents as they were received.</p>
"""


@entity
class _PageSetting:
    """Data needed to print a record: the names behind IDs, and the path of each document's file."""

    titles: Mapping[str, str]
    file_name: Callable[[Document], str]
    words: Translator


def pages(session: Session, file_name: Callable[[Document], str]) -> dict[str, str]:
    """Return every page by its path in the folder.

    Args:
        session: the open vault.
        file_name: the name of a document's file in ``files``.
    """
    with session.store.reading() as connection:
        records_by_noun = {
            entity_table.noun: entity_table.all(connection)
            for entity_table in tables()
            if entity_table.noun in _exported_nouns()
        }
    shown = _PageSetting(titles=_titles(records_by_noun), file_name=file_name, words=Translator("en"))
    pages_by_path = {"index.html": _index(records_by_noun)}
    for noun, kind in (("person", Person), ("contact", Contact)):
        records = [one for one in records_by_noun[noun] if isinstance(one, kind)]
        pages_by_path[f"{noun}.html"] = _page(noun.capitalize(), [_section(noun, records, shown)])
    for case in records_by_noun["case"]:
        pages_by_path[f"cases/{case.id}.html"] = _case(case, records_by_noun, shown)
    return pages_by_path


def _exported_nouns() -> dict[str, EntityTable[Any]]:
    """Return the nouns of people and cases; the library and the file register are exported as JSON only."""
    own = {"case", "person", "contact", "relation"}
    silent = {"document-text"}
    return {
        entity_table.noun: entity_table
        for entity_table in tables()
        if entity_table.noun not in silent and (entity_table.noun in own or "case_id" in entity_table.table.c)
    }


def _titles(records_by_noun: Mapping[str, list[Any]]) -> dict[str, str]:
    titles_by_id = {}
    for noun, entity_table in _exported_nouns().items():
        for one in records_by_noun[noun]:
            words = next(iter(entity_table.words(one)), None)
            titles_by_id[one.id] = words.title if words else one.id
    return titles_by_id


def _index(records_by_noun: Mapping[str, list[Any]]) -> str:
    cases = sorted(
        (one for one in records_by_noun["case"] if isinstance(one, Case)), key=lambda one: one.reference
    )
    lines = "".join(
        f'<li><a href="cases/{one.id}.html">{escape(one.reference)}</a> {escape(one.title)}</li>'
        for one in cases
    )
    counts = "".join(
        f'<li><a href="records/{noun}.json">{escape(noun)}</a>: {len(records)}</li>'
        for noun, records in records_by_noun.items()
    )
    return _page(
        "Casebook", [f"<h2>Cases</h2><ul>{lines}</ul>", _PEOPLE, f"<h2>Records</h2><ul>{counts}</ul>", _ABOUT]
    )


def _case(case: Case, found: Mapping[str, list[Any]], shown: _PageSetting) -> str:
    sections = [_section("case", [case], shown)]
    for noun, records in found.items():
        own = [one for one in records if getattr(one, "case_id", "") == case.id]
        if own:
            sections.append(_section(noun, own, shown))
    return _page(f"{case.reference} {case.title}".strip(), sections, up="../")


def _section(noun: str, records: Iterable[Entity], shown: _PageSetting) -> str:
    articles = "".join(_article(one, shown) for one in records)
    return f"<h2>{escape(noun.capitalize())}</h2>{articles}"


def _article(record: Entity, shown: _PageSetting) -> str:
    title = escape(shown.titles.get(record.id, ""))
    link = ""
    if isinstance(record, Document):
        name = shown.file_name(record)
        words = _AS_TEXT if name.endswith(INERT_ENDING) else "The file as it was received"
        link = f'<p><a href="../files/{escape(name)}">{words}</a></p>'
    return f'<article id="{record.id}"><h3>{title}</h3>{link}{_values(record, shown)}</article>'


def _values(record: object, shown: _PageSetting) -> str:
    rows = []
    for part in fields(record):  # type: ignore[arg-type]
        text = _value(getattr(record, part.name), shown)
        if text and part.name != "id":
            rows.append(f"<dt>{escape(part.name.replace('_', ' '))}</dt><dd>{text}</dd>")
    return f"<dl>{''.join(rows)}</dl>"


def _value(value: Any, shown: _PageSetting) -> str:  # noqa: ANN401 - a value of any field
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, tuple):
        parts = [_value(one, shown) for one in value]
        return "".join(parts) if parts[0].startswith("<dl>") else "; ".join(parts)
    if isinstance(value, RecordedStep):
        return escape(f"{value.day.isoformat()}: {value.step.why(shown.words)}")
    if isinstance(value, RecordedWarning):
        return escape(value.format(shown.words))
    if is_dataclass(value) and not isinstance(value, StatedDate):
        return _values(value, shown)
    return escape(_words(value, shown))


def _words(value: object, shown: _PageSetting) -> str:
    if isinstance(value, StatedDate):
        return in_words(value, shown.words)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    kept = Message.from_text(text)
    return shown.words(kept) if kept.values else shown.titles.get(text, text)


def _page(title: str, sections: Iterable[str], *, up: str = "") -> str:
    home = f'<p><a href="{up}index.html">Index</a></p>' if title != "Casebook" else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body>{home}<h1>{escape(title)}</h1>"
        f'<p class="warning">{_WARNING}</p>{"".join(sections)}</body></html>'
    )
