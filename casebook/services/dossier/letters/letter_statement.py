"""The client's statement as a letter prints it: in one language, with the exhibits that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from casebook.base.i18n import Translator
from casebook.domain.case.fact import Fact, Pinpoint
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.statement import Statement
from casebook.services.dossier.letters.letter_text import proofs


def statement_values(
    statement: Statement | None, contacts: Mapping[str, str], words: Translator
) -> dict[str, str]:
    """Return the one language a statement was made in, and who interpreted it, by field.

    Args:
        statement: of the client, or None.
        contacts: names of the contacts of the case by ID.
        words: of the letter.
    """
    if statement is None:
        return {}
    return {
        "statement.language": words.spoken_language(statement.language),
        "statement.interpreter": contacts.get(statement.contact_id, ""),
    }


def statement_paragraphs(
    statement: Statement | None,
    facts: Iterable[Fact],
    marks: Mapping[str, str],
    papers: Mapping[str, Document],
) -> list[dict[str, str]]:
    """Return the statement in the language of the court; none while a paragraph lacks its translation.

    Args:
        statement: of the client, or None.
        facts: of the case.
        marks: numbers of the enclosed exhibits by ID of the document.
        papers: documents of the case by ID.
    """
    if statement is None or statement.untranslated:
        return []
    by_id = {fact.id: fact for fact in facts}
    rows = []
    for one in statement.paragraphs:
        stated = (by_id[fact_id] for fact_id in one.fact_ids if fact_id in by_id)
        shown_by = proofs((place for fact in stated for place in _proving(fact, papers)), marks)
        text = one.translation if statement.is_translated else one.text
        rows.append({"text": text, "proof": "; ".join(dict.fromkeys(shown_by))})
    return rows


def _proving(fact: Fact, papers: Mapping[str, Document]) -> Iterator[Pinpoint]:
    """Yield the places that show a fact; a request that states another account of it is no proof."""
    opposed = {
        one.pinpoint.document_id
        for one in fact.accounts
        if fact.status != "undisputed"
        and one.pinpoint
        and one.pinpoint.document_id in papers
        and papers[one.pinpoint.document_id].kind == "request"
    }
    yield from (one for one in fact.pinpoints if one.document_id not in opposed)
