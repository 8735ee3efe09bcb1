"""Decisions named by their parties in typed text: those nobody read, and those the library does not know.

Only names with "v" are recognised; a decision named by its number or court alone is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import FilingProblem, PrecheckProblem
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.library.decision import Decision
from casebook.domain.library.history import Citable, is_unsettled
from casebook.domain.library.source import Source
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections.later_history import Histories

_WORD = r"[A-Z\u00c0-\u00de][\w’'.\-]*"
_PARTIES = re.compile(
    rf"{_WORD}(?: (?:{_WORD}|and|of|&)){{0,5}} v\.? (?:the )?[A-Z\u00c0-\u00de][\w’'\-]*"
    rf"(?: [A-Z\u00c0-\u00de][\w’'\-]*){{0,3}}"
)
"""The parties of a case as English writes them: "Liu v. Poland"."""


_OPENING = re.compile(r"^(?:In|See|But|And|As|Of|From|Unlike|Since|After|Before|Against) ")


def prose_problems(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    """Yield decisions that grounds and free text name and nobody read or confirmed, and unknown ones."""
    titles = [(_plain(one.title), one) for one in dossier_data.judged if _is_decision(one)]
    for about, text in _texts(dossier_data):
        for name in dict.fromkeys(_OPENING.sub("", named) for named in _PARTIES.findall(text)):
            plain = _plain(name)
            known = [one for title, one in titles if title in plain or plain in title]
            if not known:
                yield _problem(Message("Not in the library: {decision}", decision=name), about)
            elif not any(_is_read(dossier_data, one) for one in known):
                what = Message("Named in the text, and not read or confirmed: {decision}", decision=name)
                yield _problem(what, about, is_blocking=True)


def unsettled_in_prose(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    """Yield decisions that typed text names, of which nobody checked what the library does not know."""
    held = [one for one in dossier_data.judged if isinstance(one, Source | Decision)]
    unsettled = [one for one in held if is_unsettled(one.history)]
    histories = Histories(unsettled)
    for about, text in _typed(dossier_data):
        for _, named in histories.named_in([text]):
            ids = {one.id for one in unsettled if one.history == named.history}
            readings = (dossier_data.confirmed[key] for key in ids & dossier_data.confirmed.keys())
            if not any(reading.later_history for reading in readings):
                yield unknown_history(named.title, about)


def unknown_history(title: str | Message, about: DossierTarget) -> PrecheckProblem:
    """Return that nobody knows what became of a decision since."""
    problem = FilingProblem(
        check="history",
        page=0,
        what=Message("What became of this decision is not known: {source}", source=title),
        is_blocking=True,
        rule=Message("A decision is cited with what became of it."),
        mend=Message(
            "Read it in your own copy and confirm it: pinpoint, initials, and what became of it since. Or "
            "leave it out."
        ),
    )
    return PrecheckProblem(problem=problem, about=about)


def _typed(dossier_data: DossierData) -> Iterator[tuple[DossierTarget, str]]:
    yield from _texts(dossier_data)
    for section in dossier_data.dossier.sections:
        if section.kind in {"skeleton", "statement-of-case"}:
            yield DossierTarget(kind="section", id=section.id), section.text


def _is_decision(authority: Citable) -> bool:
    is_of_court = authority.is_decision if isinstance(authority, Source) else isinstance(authority, Decision)
    return is_of_court and " v " in _plain(authority.title)


def _texts(dossier_data: DossierData) -> Iterator[tuple[DossierTarget, str]]:
    for section in dossier_data.dossier.sections:
        if section.kind == "free-text":
            yield DossierTarget(kind="section", id=section.id), section.text
    for row in dossier_data.argument.grounds:
        yield DossierTarget(kind="ground", id=row.ground.id), row.ground.text


def _plain(name: str) -> str:
    """Return parties without the differences in which one case is written."""
    whole = re.sub(r" \([^)]*\)", "", name)  # another name of a party, the number of a communication
    spaced = re.sub(r"\s+", " ", whole.casefold().replace("’", "'"))
    return re.sub(r"\bv\. ", "v ", spaced).replace(" the ", " ")


def _is_read(dossier_data: DossierData, authority: Citable) -> bool:
    if isinstance(authority, Decision):
        return authority.id in dossier_data.confirmed or (authority.is_seen and not authority.reported_in)
    return isinstance(authority, Source) and (
        authority.id in dossier_data.confirmed or authority.reading_level == "document"
    )


def _problem(what: Message, about: DossierTarget, *, is_blocking: bool = False) -> PrecheckProblem:
    problem = FilingProblem(
        check="authority",
        page=0,
        what=what,
        is_blocking=is_blocking,
        rule=Message("An authority is cited from its own words, for which a person in the office answers."),
        mend=Message("Add it to the library and confirm it from your own copy, or leave it out."),
    )
    return PrecheckProblem(problem=problem, about=about)
