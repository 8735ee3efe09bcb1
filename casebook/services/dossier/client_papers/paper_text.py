"""The text of a client paper: its lines in English and in the client's language, filled in from the case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from casebook.base.i18n import Translator
from casebook.domain.base.date import in_words
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.case.proceeding import Proceeding, ProceedingKind
from casebook.domain.dossier.client_papers.paper_template import (
    DRAFTS,
    RIGHT_TO_LEFT,
    PaperLanguage,
    PaperLine,
    Route,
)
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.client_papers.paper_wording import PaperWording
from casebook.services.dossier.letters.letter_text import with_article
from casebook.services.person import role

BLANK = "____________________"
"""Stands where a value is not known, to be written by hand."""
_KINDS: Mapping[str, tuple[ProceedingKind, ...]] = {
    "extradition": ("extradition", "surrender-hong-kong"),
    "removal": ("removal", "voluntary-return", "detention-review"),
    "asylum": ("asylum",),
    "interpol": ("interpol",),
}
"""Kinds of proceeding of each route, the likeliest first."""
_ANY: tuple[ProceedingKind, ...] = ("extradition", "surrender-hong-kong", "removal", "asylum")


@entity
class PaperText:
    """A line as it is printed.

    Attributes:
        line: of the paper.
        english: filled in.
        text: in the client's language, filled in; "" where it is not translated.
        options: of a choice: value, English, and text in the client's language or "".
    """

    line: PaperLine
    english: str
    text: str
    options: tuple[tuple[str, str, str], ...] = ()


@entity
class ConsentTerms:
    """What a consent states beside the client, in words."""

    recipient: str = ""
    scope: str = ""
    expires_on: date | None = None


def route_of(session: Session, case: Case) -> Route | None:
    """Return the route of the proceeding that runs, the latest first; None where there is none."""
    running = [one for one in record.of_case(session, Proceeding, case.id) if not one.outcome]
    routes: dict[ProceedingKind, Route] = {
        kind: route  # type: ignore[misc] # the keys are the routes
        for route, kinds in _KINDS.items()
        for kind in kinds
    }
    return next((routes[one.kind] for one in reversed(running) if one.kind in routes), None)


def text_of(
    session: Session,
    wording: PaperWording,
    case: Case,
    client: Person,
    variant: str,
    terms: ConsentTerms,
) -> tuple[PaperText, ...]:
    """Return the lines of a paper in order, with what the case knows filled in."""
    lines = wording.template.shown(variant)
    values = _values(session, case, client, variant)
    english = {**values, **_stated(case, client, terms, "en")}
    translated = {**values, **_stated(case, client, terms, wording.language)}
    if wording.language != "en":  # only English takes the article
        translated["court_in_text"] = values["court"]
    if wording.language in RIGHT_TO_LEFT:  # else figures and names in it would change places
        translated = {name: f"\u2066{value}\u2069" for name, value in translated.items()}
    options = {
        line.id: tuple(
            (one.id, one.english, wording.texts.get(one.id, ""))
            for one in lines
            if one.kind == "option" and one.of == line.id
        )
        for line in lines
        if line.kind == "choice"
    }
    return tuple(
        PaperText(
            line=line,
            english=line.english.format(**english),
            text=wording.texts.get(line.id, "").format(**translated),
            options=options.get(line.id, ()),
        )
        for line in lines
        if line.kind != "option"
    )


def filled_in(texts: tuple[PaperText, ...]) -> Iterator[str]:
    """Yield all that a paper says, to be searched before it leaves."""
    for one in texts:
        yield from (one.english, one.text)


def name_of(client: Person) -> str:
    """Return the names of a client in every script."""
    return " ".join(dict.fromkeys((client.leading_name, *client.other_names)))


def born_in(client: Person, language: PaperLanguage) -> str:
    """Return the day of birth as a paper in this language has it: in figures in a draft; "" if not known."""
    born = client.born
    if born is None or born.is_unknown:
        return ""
    return born.edtf if language in DRAFTS else in_words(replace(born, words=""), Translator(language))


def day_in(day: date | None, language: PaperLanguage) -> str:
    """Return a day as a paper in this language has it: in figures in a draft; "" for none."""
    if day is None:
        return ""
    return day.isoformat() if language in DRAFTS else Translator(language).format_date(day)


def _values(session: Session, case: Case, client: Person, variant: str) -> dict[str, str]:
    counsel = next(
        (one.contact for one in role.of_case(session, case.id) if one.role.kind == "counsel"), None
    )
    kinds = _KINDS.get(variant, _ANY)
    there = record.of_case(session, Proceeding, case.id)
    ranked = [one for kind in kinds for one in there if one.kind == kind]
    matter = next((one for one in ranked if not one.outcome), next(iter(ranked), None))
    lawyer = ", ".join(part for part in (counsel.name, counsel.body) if part) if counsel else ""
    return {
        "client": name_of(client) or BLANK,
        "lawyer": lawyer or BLANK,
        "court": (matter.forum if matter else "") or BLANK,
        "court_in_text": with_article(matter.forum if matter else "") or BLANK,
        "number": (matter.number if matter else "") or BLANK,
    }


def _stated(case: Case, client: Person, terms: ConsentTerms, language: PaperLanguage) -> dict[str, str]:
    """Return what is written otherwise in each language: the country, and days without their own words.

    Drafts have days in figures and the country in English.
    """
    words = Translator(language)
    state = case.jurisdiction.partition("-")[0]
    named = (Translator() if language in DRAFTS else words).territory_name(state) if state else ""
    is_english = language in {"en", *DRAFTS}
    return {
        "country": (with_article(named) if is_english else named) or BLANK,
        "born": born_in(client, language) or BLANK,
        "expires": day_in(terms.expires_on, language) or BLANK,
        "recipient": terms.recipient or BLANK,
        "scope": terms.scope or BLANK,
    }
