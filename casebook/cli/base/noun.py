"""The nouns of the command line: their names, and the columns of their lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Noun(NamedTuple):
    """One noun.

    Attributes:
        chapter: where its class is: ``casebook.domain.<chapter>.<noun>``.
        many: several of it.
        heads: the columns of its list.
        example: what follows ``casebook <noun> add VAULT``; "" where it is not added by hand.
    """

    chapter: str
    many: str
    heads: tuple[str, ...]
    example: str = ""


NOUNS: Mapping[str, Noun] = {
    "case": Noun(
        "case",
        "cases",
        ("reference", "client", "jurisdiction", "stage", "next_hearing", "id"),
        "--set reference=R-1 --set title=Removal --set jurisdiction=CY",
    ),
    "person": Noun(
        "person", "people", ("name", "names", "born", "nationalities", "cases", "id"), "- < person.json"
    ),
    "relation": Noun(
        "person", "relationships", ("kind", "certainty", "other_is_in", "id"), "- < relation.json"
    ),
    "proceeding": Noun(
        "case",
        "proceedings",
        ("kind", "forum", "number", "outcome", "id"),
        "--case R-1 --set kind=asylum --set forum='Asylum Service'",
    ),
    "event": Noun(
        "case",
        "events",
        ("on", "kind", "status", "title", "place", "id"),
        "--case R-1 --set kind=hearing --set title=Hearing --set on=2026-06-24 --set status=planned",
    ),
    "contact": Noun("person", "contacts", ("name", "kind", "body", "vetting", "id"), "- < contact.json"),
    "role": Noun(
        "person", "roles", ("kind", "title", "vetting", "contact_id", "id"), "--case R-1 - < role.json"
    ),
    "document": Noun(
        "evidence", "documents", ("exhibit_mark", "title", "dated", "language", "page_count", "id")
    ),
    "fact": Noun(
        "case",
        "facts",
        ("on", "statement", "status", "id"),
        "--case R-1 --set statement='He came.' --set on=2016~",
    ),
    "incident": Noun(
        "case",
        "incidents",
        ("on", "method", "what", "corroboration", "id"),
        "--case R-1 --set method=police-visit --set on=2026-01-20 --set what='Two officers came.'",
    ),
    "assurance": Noun(
        "case",
        "assurances",
        ("given_on", "given_by", "specificity", "text", "id"),
        "--case R-1 - < note.json",
    ),
    "outcome": Noun(
        "case",
        "outcomes",
        ("ended_on", "ended", "requesting", "requested", "last_news_on", "id"),
        "--case R-1 --set person_id=ID --set ended=extradition --set ended_on=2025-04",
    ),
    "charge": Noun(
        "exposure",
        "charges",
        ("article", "offence", "act_from", "act_to", "id"),
        "--case R-1 --set article='Article 225' --set offence=cl-225 --set act_to=2021-09",
    ),
    "ground": Noun(
        "case",
        "grounds",
        ("kind", "title", "hooks", "id"),
        "--case R-1 --set kind=ill-treatment --set title='Real risk' --set hooks='ECHR Art 3'",
    ),
    "request-test": Noun(
        "request",
        "request tests",
        ("proceeding_id", "stages", "note", "id"),
        "--case R-1 --set proceeding_id=ID",
    ),
    "compared-paper": Noun(
        "request",
        "compared papers",
        ("kind", "side", "issued_by", "document_id", "id"),
        "--case R-1 - < paper.json",
    ),
    "statement": Noun(
        "evidence",
        "statements",
        ("title", "language", "translation_language", "recorded_on", "id"),
        "--case R-1 --set title='First statement' --set person_id=ID --set language=zh-Hans",
    ),
    "note": Noun("case", "notes", ("written_at", "written_by", "text", "id"), "--case R-1 - < note.json"),
    "task": Noun(
        "case",
        "tasks",
        ("due_on", "done_on", "step", "owner", "id"),
        "--case R-1 --set step='Call the registry' --set due_on=2026-03-04",
    ),
    "time-note": Noun(
        "case",
        "time notes",
        ("on", "work", "minutes", "interpreter_from", "interpreter_to", "id"),
        "--case R-1 --set on=2026-03-04 --set minutes=90 --set work=client-meeting",
    ),
}

TAGGED = ("case", "person", "contact", "document", "event", "task")
"""Those that take tags."""


def kind_of(noun: str) -> type[Any]:
    """Return the class of a noun, imported on demand."""
    from importlib import import_module

    kind: type[Any] = getattr(
        import_module(f"casebook.domain.{NOUNS[noun].chapter}.{noun.replace('-', '_')}"),
        noun.title().replace("-", ""),
    )
    return kind
