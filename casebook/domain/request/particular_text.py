"""What particulars speak of, and what may explain a difference between two, as texts to translate."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop
from casebook.domain.base.date import in_words
from casebook.domain.request.compared_paper import PaperParticular, ParticularKind, ParticularSource
from casebook.domain.request.particular_likeness import Explanation

KINDS: Mapping[ParticularKind, str] = {
    "name": gettext_noop("Name"),
    "sex": gettext_noop("Sex"),
    "birth": gettext_noop("Date of birth"),
    "nationality": gettext_noop("Nationality"),
    "passport": gettext_noop("Passport number"),
    "citizen-number": gettext_noop("Citizen number"),
    "credit-code": gettext_noop("Unified social credit code"),
    "address": gettext_noop("Address"),
    "act": gettext_noop("Day of the act"),
    "article": gettext_noop("Article"),
    "amount": gettext_noop("Amount"),
    "count": gettext_noop("Number of things"),
    "authority": gettext_noop("Deciding authority"),
    "number": gettext_noop("Number of the paper"),
    "court-number": gettext_noop("Court case number"),
    "interpol-number": gettext_noop("Interpol control number"),
    "issued": gettext_noop("Day of the paper"),
    "arrest": gettext_noop("Arrest"),
}
SOURCES: Mapping[ParticularSource, str] = {
    "issuer": gettext_noop("of the body that issued the paper"),
    "person": gettext_noop("of the person, as the paper records it"),
}
EXPLANATIONS: Mapping[Explanation, str] = {
    "": "",
    "romanisation": gettext_noop(
        "One name can be written in Latin letters in several ways, joined or parted; a letter may be missing."
    ),
    "characters": gettext_noop(
        "The same name in simplified and traditional characters, or with other signs between."
    ),
    "script": gettext_noop("One is in Chinese characters, the other in Latin letters: characters decide."),
    "calendar": gettext_noop("A day of the lunar calendar written as a Gregorian one would explain it."),
    "time-zone": gettext_noop("One day apart: a clock in another time zone would explain it."),
    "unit": gettext_noop(
        "Ten or ten thousand times as much: a unit or a place of the figure would explain it."
    ),
    "renewed": gettext_noop(
        "A renewed passport has a new number: the days on which both were issued would explain it."
    ),
    "covered": gettext_noop(
        "Part of a number is covered: what is shown agrees, and the rest is not compared."
    ),
    "former-name": gettext_noop("One is given as a former or other name in the other paper."),
}
"""None says that a paper is not genuine. They guide the office: a filed page explains nothing away."""


def with_day(particular: PaperParticular, text: str, words: Translator) -> str:
    """Return a text, with a day in brackets that the paper gives without its year.

    A whole day is not put beside: it stands in the text, or somebody worked it out.
    """
    day = particular.on if particular.on and particular.on.without_year else None
    return words.bracketed(text, in_words(day, words)) if day else text


def stated_by(particular: PaperParticular, issued_by: str, words: Translator) -> str:
    """Return whose statement it is: of the body that issued the paper, or of the person before it."""
    if particular.source == "issuer":
        return issued_by
    if issued_by:
        return words("the person, as recorded by {issuer}", issuer=issued_by)
    return words("the person, as the paper records it")
