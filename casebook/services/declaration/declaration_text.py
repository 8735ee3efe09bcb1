"""The words of a declaration: as the paper would say them today, or as they were signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from casebook.domain.declaration.declaration import Declaration
from casebook.domain.dossier.client_papers.paper_template import (
    DRAFTS,
    RIGHT_TO_LEFT,
    PaperLanguage,
    PaperLine,
)
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.client_papers.paper_text import BLANK, PaperText, born_in, day_in, name_of
from casebook.services.dossier.client_papers.paper_wording import (
    PaperWording,
    kept_translation,
    template_named,
    wording_of,
)
from casebook.store.registry import table_for

PAPER = "declaration"
"""ID of the supplied paper."""
_OWN = frozenset({"own", "authorised", "condition"})
"""Lines with words of the person's own, which the program translates into no other language."""
_UNTRANSLATED = "Not translated: the person's own words, as written."
_GROUP = 8
"""Digits of a hash that are printed together."""


def text_of(session: Session, declaration: Declaration) -> tuple[PaperWording, tuple[PaperText, ...]]:
    """Return the wording of a declaration and its lines, filled in; of a signed one as it was signed.

    Raises:
        NotFound: the person is not there.
    """
    if declaration.is_sealed:
        return _as_signed(session, declaration)
    wording = wording_of(session, template_named(PAPER), declaration.language)
    client = record.find(session, Person, declaration.person_id)
    values = _Values(session, declaration, client, wording.check.on if wording.check else None)
    there = _parts(declaration, is_sound=values.is_sound)
    lines = [one for one in wording.template.lines if not one.only or there.intersection(one.only)]
    texts = [one for line in lines for one in _filled(line, values, wording)]
    return wording, tuple(texts)


def in_english(wording: PaperWording, texts: Iterable[PaperText]) -> tuple[PaperWording, list[PaperText]]:
    """Return the English of a declaration by itself; what the person worded is marked as not translated."""
    english = replace(wording, language="en", texts={}, translation=None, is_checked=True, untranslated=())
    return english, [replace(one, text=_marked(one)) for one in texts]


def is_untranslated(text: PaperText) -> bool:
    """Return whether the English of a line holds words of the person's own in another script."""
    return text.line.id in _OWN and any(not one.isascii() and one.isalpha() for one in text.english)


def _marked(text: PaperText) -> str:
    return f"{text.english} [{_UNTRANSLATED}]" if is_untranslated(text) else text.english


def grouped(sha256: str) -> str:
    """Return a hash in groups, to be compared by eye.

    >>> grouped("0123456789abcdef")
    '01234567 89abcdef'
    """
    return " ".join(sha256[at : at + _GROUP] for at in range(0, len(sha256), _GROUP))


def _as_signed(session: Session, declaration: Declaration) -> tuple[PaperWording, tuple[PaperText, ...]]:
    template = replace(template_named(PAPER), version=declaration.pack)
    wording = PaperWording(
        template=template,
        language=declaration.language,
        texts={one.id: one.text for one in declaration.words},
        translation=kept_translation(session, template, declaration.language),
        is_checked=True,
        untranslated=(),
    )
    texts = tuple(
        PaperText(
            line=PaperLine(id=one.id, kind=one.kind, texts={"en": one.english}, rows=one.rows),
            english=one.english,
            text=one.text,
        )
        for one in declaration.words
    )
    return wording, texts


def _parts(declaration: Declaration, *, is_sound: bool) -> frozenset[str]:
    """Return the clauses and parts of which it has lines; sound has a line of its own."""
    lacks = declaration.lacking
    there = {*declaration.clauses, *(f"no-{part}" for part in lacks if part != "independent")}
    if declaration.is_witness_named_twice:
        there.add("no-independent")
    if declaration.is_witness_deciding:
        there.add("witness-decides")
    there |= {part for part in ("video", "witness", "authorised", "condition") if part not in lacks}
    if is_sound:
        there = there - {"video"} | {"sound"}
    if declaration.own_words.strip():
        there.add("own-words")
    if declaration.interpreter_id:
        there.add("interpreter")
    if declaration.replaces_id:
        there.add("replaces")
    if declaration.language in DRAFTS:
        there.add("translated")
    return frozenset(there)


class _Values:
    """What a declaration fills into its lines, line by line and by language."""

    def __init__(
        self, session: Session, declaration: Declaration, client: Person, checked_on: date | None
    ) -> None:
        self._declaration, self._client, self._checked_on = declaration, client, checked_on
        ids = {declaration.witness_id, declaration.interpreter_id}
        ids |= {one.contact_id for one in declaration.authorised}
        ids |= {one for each in declaration.conditions for one in (each.contact_id, *each.recipient_ids)}
        with session.store.reading() as connection:
            self._contacts = table_for(Contact).some(connection, ids - {""})
        video_id, former_id = declaration.video_id, declaration.replaces_id
        video = record.find(session, Document, video_id) if video_id else None
        self._video = video.sha256 if video else ""
        self.is_sound = video is not None and video.media_type.startswith("audio/")
        self._former = record.find(session, Declaration, former_id) if former_id else None

    def of(self, line_id: str, language: PaperLanguage) -> Iterator[Mapping[str, str]]:
        """Yield the values of each time that a line is printed."""
        declaration = self._declaration
        if line_id == "authorised":
            for one in declaration.authorised:
                yield {"name": self._name(one.contact_id), "what": one.what.strip()}
            return
        if line_id == "condition":
            for condition in declaration.conditions:
                recipients = "; ".join(self._name(one) for one in condition.recipient_ids)
                yield {
                    "text": condition.text.strip(),
                    "name": self._name(condition.contact_id),
                    "recipients": recipients or BLANK,
                }
            return
        day = {
            "replaces": self._former.made_on if self._former else None,
            "witness": declaration.witnessed_on or declaration.made_on,
            "translation": self._checked_on,
        }.get(line_id, declaration.made_on)
        person = declaration.witness_id if line_id == "witness" else declaration.interpreter_id
        yield {
            "client": name_of(self._client) or BLANK,
            "born": born_in(self._client, language) or BLANK,
            "day": day_in(day, language) or BLANK,
            "place": declaration.place.strip() or BLANK,
            "text": declaration.own_words.strip(),
            "name": self._name_beside(person, language),
            "hash": grouped(self._video),
        }

    def _name_beside(self, contact_id: str, language: PaperLanguage) -> str:
        """Return a witness or an interpreter; the line says their part, and English words for it stay out."""
        contact = self._contacts.get(contact_id)
        is_foreign = contact is not None and language != "en" and contact.body.isascii()
        return contact.name if contact and is_foreign else self._name(contact_id)

    def _name(self, contact_id: str) -> str:
        contact = self._contacts.get(contact_id)
        return ", ".join(part for part in (contact.name, contact.body) if part) if contact else BLANK


def _filled(line: PaperLine, values: _Values, wording: PaperWording) -> Iterator[PaperText]:
    """Yield a line as often as it is printed."""
    translated = wording.texts.get(line.id, "")
    own = values.of(line.id, wording.language)
    for english, said in zip(values.of(line.id, "en"), own, strict=True):
        filled = said
        if wording.language in RIGHT_TO_LEFT:  # else figures and names in it would change places
            filled = {name: f"\u2066{value}\u2069" for name, value in said.items()}
        yield PaperText(line=line, english=line.english.format(**english), text=translated.format(**filled))
