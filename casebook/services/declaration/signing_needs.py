"""What a draft of a declaration still needs before it can be signed, and in which language it begins."""

from __future__ import annotations

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.declaration.declaration import Declaration
from casebook.domain.dossier.client_papers.paper_template import (
    LANGUAGE_TITLES,
    PaperLanguage,
    paper_language,
)
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.declaration.declaration_text import PAPER
from casebook.services.dossier.client_papers.paper_wording import template_named, wording_of


def first_language(person: Person) -> PaperLanguage | None:
    """Return the person's first language where the declaration is supplied in it, else None."""
    return paper_language(person.languages[0]) if person.languages else None


def language_or_refuse(session: Session, person_id: str) -> PaperLanguage:
    """Return the language of a declaration where none is stated: the first of the person, English if unknown.

    Raises:
        NotFound: there is no such person.
        InvalidInput: it is not supplied in the first language of the person.
    """
    person = record.find(session, Person, person_id)
    if not person.languages:
        return "en"
    language = first_language(person)
    if language is None:
        raise InvalidInput(
            "No declaration is supplied in the first language of this person.",
            field="language",
            remedy=Message(
                "State a language that the person understands: {languages}. Enter who interpreted.",
                languages=tuple(LANGUAGE_TITLES),
            ),
        )
    return language


def against_language(session: Session, language: PaperLanguage) -> Message | None:
    """Return why a declaration in a language cannot be signed yet; None where it can."""
    wording = wording_of(session, template_named(PAPER), language)
    if wording.untranslated:
        return Message.plural(
            "the translation of {number} line of it",
            "the translation of {number} lines of it",
            len(wording.untranslated),
        )
    return None if wording.is_checked else Message("a check of its translation")


def needs_of(session: Session, declaration: Declaration) -> tuple[Message, ...]:
    """Return what a draft needs before it can be signed; nothing of a signed one."""
    if declaration.is_sealed:
        return ()
    needs = (
        None if declaration.made_on else Message("the day on which it was made"),
        None if declaration.place.strip() else Message("the place where it was made"),
        against_language(session, declaration.language),
    )
    return tuple(one for one in needs if one is not None)
