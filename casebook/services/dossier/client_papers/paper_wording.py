"""The wording of a client paper in one language: what is supplied, the office's own, and who checked it."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from casebook.base.errors import InvalidInput, NotFound, Refused
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.dossier.client_paper import PaperTranslation, TranslatedLine
from casebook.domain.dossier.client_papers.paper_template import (
    DRAFTS,
    PaperLanguage,
    PaperTemplate,
)
from casebook.packs.dossier.client_paper import read_client_papers
from casebook.services.base import record
from casebook.services.base.session import Session

Undo = Callable[[Session], object]


@entity
class WordingCheck:
    """Who checked the whole of a translation, and when."""

    by: str
    on: date


@entity
class PaperWording:
    """A paper in a language.

    Attributes:
        texts: the lines that are translated, by id.
        translation: the office's own wording and check, or None.
        is_checked: whether somebody checked this very text; always where it is no draft.
        untranslated: ids of the lines that stand in English alone.
    """

    template: PaperTemplate
    language: PaperLanguage
    texts: Mapping[str, str]
    translation: PaperTranslation | None
    is_checked: bool
    untranslated: tuple[str, ...]

    @property
    def is_bilingual(self) -> bool:
        """Return whether the English stands beside it."""
        return self.language in DRAFTS

    @property
    def beside(self) -> PaperLanguage:
        """Return the language of what the program adds: English beside a draft."""
        return "en" if self.is_bilingual else self.language

    @property
    def check(self) -> WordingCheck | None:
        """Return the recorded check of this very text, or None."""
        kept = self.translation
        if not self.is_checked or kept is None or kept.checked_on is None:
            return None
        return WordingCheck(by=kept.checked_by, on=kept.checked_on)

    @property
    def may_be_signed(self) -> bool:
        """Return whether lines for signatures are printed."""
        return self.is_checked and not self.untranslated


@cache
def templates() -> tuple[PaperTemplate, ...]:
    """Return the papers that ship with the program."""
    return read_client_papers()


def given_templates() -> tuple[PaperTemplate, ...]:
    """Return the papers that a client is given by themselves: not the declaration, which has a record."""
    return tuple(one for one in templates() if one.kind != "declaration")


def template_named(paper: str) -> PaperTemplate:
    """Return a paper by its id.

    Raises:
        NotFound: there is none.
    """
    template = next((one for one in templates() if one.id == paper), None)
    if template is None:
        raise NotFound(
            "There is no client paper with this ID.",
            field="paper",
            remedy="Run “casebook client-paper list” to list them.",
        )
    return template


def wording_of(session: Session, template: PaperTemplate, language: PaperLanguage) -> PaperWording:
    """Return the paper in a language as the office has it today."""
    kept = kept_translation(session, template, language)
    own = {line.id: line.text for line in kept.lines} if kept else {}
    supplied = {line.id: line.texts[language] for line in template.lines if language in line.texts}
    texts = supplied | own
    is_checked = language not in DRAFTS or (
        kept is not None and bool(kept.checked_by) and kept.digest == template.digest(texts)
    )
    return PaperWording(
        template=template,
        language=language,
        texts=texts,
        translation=kept,
        is_checked=is_checked,
        untranslated=tuple(line.id for line in template.lines if line.id not in texts),
    )


def kept_translation(
    session: Session, template: PaperTemplate, language: PaperLanguage
) -> PaperTranslation | None:
    """Return the office's own wording of this version and its check, or None."""
    return next(
        (one for one in record.every(session, PaperTranslation) if _is_of(one, template, language)), None
    )


def keep_wording(
    session: Session, paper: str, language: PaperLanguage, texts: Mapping[str, str]
) -> tuple[PaperTranslation, Undo]:
    """Keep the office's own wording of lines; an empty text returns to the supplied one.

    A check holds for the text that was checked, so a change voids it.

    Returns:
        The translation as it is now, and what undoes the change.

    Raises:
        NotFound: there is no such paper.
        InvalidInput: the language is no draft, the paper has no such line, or what is filled in differs.
    """
    template = _draft(paper, language)
    lines = {line.id: line for line in template.lines}
    for name, text in texts.items():
        if name not in lines:
            raise InvalidInput(Message("The paper has no line {line}.", line=name), field=name)
        if text.strip() and _values(text) != _values(lines[name].english):
            raise InvalidInput(
                Message("What is filled in differs from the English of the line {line}.", line=name),
                field=name,
                remedy="Keep the words in braces, such as {client}, exactly as they are.",
            )
    wording = wording_of(session, template, language)
    own = {line.id: line.text for line in wording.translation.lines} if wording.translation else {}
    own |= {name: text.strip() for name, text in texts.items()}
    wanted = tuple(
        TranslatedLine(id=line.id, text=own[line.id])
        for line in template.lines
        if own.get(line.id) and own[line.id] != line.texts.get(language)
    )
    return _kept(session, wording, lines=wanted)


def record_check(
    session: Session, paper: str, language: PaperLanguage, *, checked_by: str, checked_on: date
) -> tuple[PaperTranslation, Undo]:
    """Record who checked the whole of a translation, and when; it may be signed from then on.

    Returns:
        The translation as it is now, and what undoes the change.

    Raises:
        NotFound: there is no such paper.
        InvalidInput: the language is no draft, nobody is named, or the day has not come.
        Refused: lines are not translated yet.
    """
    wording = wording_of(session, _draft(paper, language), language)
    if not checked_by.strip():
        raise InvalidInput(
            "It is not stated who checked the translation.", field="checked_by", remedy="Enter a name."
        )
    if checked_on > session.clock().date():
        raise InvalidInput(
            "The day of the check has not come yet.", field="checked_on", remedy="Enter a day up to today."
        )
    if wording.untranslated:
        raise Refused(
            Message("Lines are not translated yet: {count}.", count=len(wording.untranslated)),
            field="lines",
            remedy="Enter a translation for each line, then record the check.",
        )
    digest = wording.template.digest(wording.texts)
    return _kept(session, wording, checked_by=checked_by.strip(), checked_on=checked_on, digest=digest)


def _kept(session: Session, wording: PaperWording, **values: object) -> tuple[PaperTranslation, Undo]:
    was = wording.translation
    if was is not None:
        now = record.change(session, replace(was, **values), seen=was)  # type: ignore[arg-type] # of the class
        return now, lambda later: record.take_back(later, now, was)
    new = PaperTranslation(
        id=session.ids(),
        paper=wording.template.id,
        version=wording.template.version,
        language=wording.language,
        **values,  # type: ignore[arg-type] # of the class
    )
    record.add(session, new)
    return new, lambda later: record.move_to_bin(later, PaperTranslation, new.id)


def _draft(paper: str, language: PaperLanguage) -> PaperTemplate:
    if language not in DRAFTS:
        raise InvalidInput(
            "This language is supplied with the program and not translated in the office.",
            field="language",
            remedy="Choose Uyghur or Tibetan.",
        )
    return template_named(paper)


def _is_of(one: PaperTranslation, template: PaperTemplate, language: PaperLanguage) -> bool:
    return (one.paper, one.version, one.language) == (template.id, template.version, language)


def _values(text: str) -> frozenset[str]:
    """Return the names in braces; those of a text with a stray brace are none that any line has."""
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return frozenset({"{"})
    return frozenset(names)
