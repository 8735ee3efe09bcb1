"""The fields a template of a letter may use, with their titles and the records they come from."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.message import gettext_noop
from casebook.domain.base.entity import entity

BLANK = "blank"
"""Stands before a name that the template itself gives: a person is asked for it."""


@entity
class LetterField:
    """A field.

    Attributes:
        title: what it holds.
        noun: of the record that holds it; "" where the program knows it.
        is_protected: it goes to trusted recipients only.
    """

    title: str
    noun: str = ""
    is_protected: bool = False


FIELDS: Mapping[str, LetterField] = {
    "letter.date": LetterField(title=gettext_noop("date of the letter")),
    "letter.title": LetterField(title=gettext_noop("title of the letter")),
    "letter.provision": LetterField(title=gettext_noop("provision relied on")),
    "addressee.name": LetterField(title=gettext_noop("addressee"), noun="role"),
    "addressee.body": LetterField(title=gettext_noop("body of the addressee"), noun="role"),
    "addressee.languages": LetterField(title=gettext_noop("languages of the addressee"), noun="contact"),
    "client.name": LetterField(title=gettext_noop("client's name"), noun="person"),
    "client.other_names": LetterField(title=gettext_noop("client's name in other scripts"), noun="person"),
    "client.spellings": LetterField(title=gettext_noop("client's other names and spellings"), noun="person"),
    "client.born": LetterField(title=gettext_noop("client's date of birth"), noun="person"),
    "client.birth_place": LetterField(title=gettext_noop("client's place of birth"), noun="person"),
    "client.nationality": LetterField(title=gettext_noop("client's nationality"), noun="person"),
    "client.languages": LetterField(title=gettext_noop("client's languages"), noun="person"),
    "client.papers": LetterField(title=gettext_noop("client's identity documents"), noun="person"),
    "client.whereabouts": LetterField(
        title=gettext_noop("where the client is"), noun="person", is_protected=True
    ),
    "client.health": LetterField(title=gettext_noop("client's health"), noun="person", is_protected=True),
    "client.vulnerability": LetterField(
        title=gettext_noop("what meetings must heed"), noun="person", is_protected=True
    ),
    "case.reference": LetterField(title=gettext_noop("our reference"), noun="case"),
    "case.country": LetterField(title=gettext_noop("country of the case"), noun="case"),
    "case.requesting_state": LetterField(title=gettext_noop("requesting State"), noun="proceeding"),
    "case.outcome": LetterField(title=gettext_noop("how the case ended for the client"), noun="outcome"),
    "case.outcome_date": LetterField(title=gettext_noop("day the case ended for the client"), noun="outcome"),
    "case.outcome_way": LetterField(
        title=gettext_noop("way by which the client was returned"), noun="outcome"
    ),
    "case.outcome_state": LetterField(title=gettext_noop("State that wanted the client"), noun="outcome"),
    "case.outcome_news": LetterField(
        title=gettext_noop("day of the last news of the client"), noun="outcome"
    ),
    "counsel.name": LetterField(title=gettext_noop("counsel's name"), noun="role"),
    "counsel.body": LetterField(title=gettext_noop("counsel's firm"), noun="role"),
    "counsel.reach": LetterField(title=gettext_noop("counsel's e-mail address or telephone"), noun="contact"),
    "proceeding.court": LetterField(title=gettext_noop("court or body"), noun="proceeding"),
    "proceeding.court_in_text": LetterField(
        title=gettext_noop("court or body, inside a sentence"), noun="proceeding"
    ),
    "proceeding.number": LetterField(title=gettext_noop("case number"), noun="proceeding"),
    "proceeding.kind": LetterField(title=gettext_noop("type of proceeding"), noun="proceeding"),
    "proceeding.offence": LetterField(title=gettext_noop("alleged offence"), noun="proceeding"),
    "proceeding.article": LetterField(
        title=gettext_noop("article relied on by the State"), noun="proceeding"
    ),
    "proceeding.stage": LetterField(title=gettext_noop("stage of the proceeding"), noun="proceeding"),
    "arrest.date": LetterField(title=gettext_noop("date of arrest"), noun="event"),
    "request.date": LetterField(title=gettext_noop("date of the request"), noun="event"),
    "decision.date": LetterField(title=gettext_noop("date of the last decision"), noun="event"),
    "decision.title": LetterField(title=gettext_noop("last decision"), noun="event"),
    "decision.exhibit": LetterField(title=gettext_noop("enclosed exhibit that is the last decision")),
    "hearing.date": LetterField(title=gettext_noop("date of the next hearing"), noun="event"),
    "removal.date": LetterField(title=gettext_noop("date set for surrender or removal"), noun="event"),
    "case.harm": LetterField(title=gettext_noop("ground of irreparable harm"), noun="ground"),
    "statement.text": LetterField(
        title=gettext_noop("the client's own account, from one statement"), noun="statement"
    ),
    "statement.language": LetterField(title=gettext_noop("language of the statement"), noun="statement"),
    "statement.interpreter": LetterField(
        title=gettext_noop("interpreter of the statement"), noun="statement"
    ),
    "measure.request": LetterField(
        title=gettext_noop("how far an interim measure was requested in Strasbourg")
    ),
    "interpreter.name": LetterField(title=gettext_noop("vetted interpreter"), noun="role"),
    "interpreter.languages": LetterField(title=gettext_noop("interpreter's languages"), noun="contact"),
}
"""By the name that a template uses."""

LISTS: Mapping[str, Mapping[str, str]] = {
    "facts": {
        "date": gettext_noop("date"),
        "text": gettext_noop("fact"),
        "proof": gettext_noop("exhibits that show it"),
    },
    "harm_facts": {
        "date": gettext_noop("date"),
        "text": gettext_noop("fact on which a ground of irreparable harm rests"),
        "proof": gettext_noop("exhibits that show it"),
    },
    "allegations": {"date": gettext_noop("date"), "text": gettext_noop("fact of ill-treatment")},
    "grounds": {
        "title": gettext_noop("ground"),
        "law": gettext_noop("provisions it rests on"),
        "convention": gettext_noop("articles of conventions it rests on"),
        "text": gettext_noop("the argument in the client's words"),
    },
    "harms": {
        "title": gettext_noop("ground"),
        "law": gettext_noop("provisions it rests on"),
        "convention": gettext_noop("articles of conventions it rests on"),
        "text": gettext_noop("the argument in the client's words"),
    },
    "paragraphs": {
        "text": gettext_noop("paragraph of the client's statement"),
        "proof": gettext_noop("exhibits that show it"),
    },
    "exhibits": {
        "mark": gettext_noop("exhibit number"),
        "title": gettext_noop("title"),
        "date": gettext_noop("date"),
    },
    "assurances": {
        "date": gettext_noop("date"),
        "by": gettext_noop("who gave it"),
        "text": gettext_noop("its text"),
    },
    "outcomes": {
        "person": gettext_noop("client's name"),
        "date": gettext_noop("date"),
        "text": gettext_noop("outcome for the client"),
        "sureness": gettext_noop("how sure it is"),
        "proof": gettext_noop("exhibits that show it"),
    },
    "assurance_outcomes": {
        "person": gettext_noop("client's name"),
        "date": gettext_noop("date"),
        "about": gettext_noop("what was promised"),
        "result": gettext_noop("whether it was kept"),
        "sureness": gettext_noop("how sure it is"),
        "proof": gettext_noop("exhibits that show it"),
    },
    "incidents": {"date": gettext_noop("date"), "text": gettext_noop("what happened")},
    "proceedings": {
        "kind": gettext_noop("type of proceeding"),
        "court": gettext_noop("court or body"),
        "number": gettext_noop("case number"),
        "outcome": gettext_noop("outcome"),
    },
}
"""Lists that a template may go through, with the fields of an entry."""
