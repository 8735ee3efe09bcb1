"""Grounds as a letter prints them: as they were argued, or for another body as points with what shows them.

An argument written for one court answers that court's law and that court's opponent. To a body before which a
ground was not pleaded the letter therefore states what is to be shown, the exhibits and the findings, and
no sentence of the argument; and it names the treaty of that body alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from casebook.base.i18n import Translator
from casebook.domain.base.date import in_words
from casebook.domain.case.fact import Fact
from casebook.domain.case.ground import Ground, GroundKind, Proof
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.letter import LetterKind, LetterTreaty
from casebook.domain.evidence.document import Document
from casebook.domain.library.citation import cite_finding
from casebook.services.dossier.letters.letter_text import (
    PARAGRAPH,
    is_for_another,
    joined_text,
    letter_text,
    proofs,
)
from casebook.services.library.library_query import Cited

_HARMS: frozenset[GroundKind] = frozenset(
    {"ill-treatment", "flagrant-denial-of-justice", "persecution", "death-penalty"}
)
"""Kinds of ground that plead irreparable harm, the test of an interim measure; dual criminality, specialty or
nationality plead a bar to extradition instead.

Source: ECtHR Practice Direction on interim measures (risk to life and ill-treatment, exceptionally others);
Human Rights Committee, General comment No. 31, paragraph 12."""
_OF_TORTURE: frozenset[GroundKind] = frozenset({"ill-treatment"})
"""Kinds of ground under article 3 of the Convention against Torture."""
_HOOKS: Mapping[LetterTreaty, re.Pattern[str]] = {
    "echr": re.compile(r"\bConvention(?: on Human Rights)?$|\bECHR\b"),
    "cat": re.compile(r"\bagainst Torture\b|\bCAT\b"),
    "iccpr": re.compile(r"\bCovenant\b|\bICCPR\b"),
    "interpol": re.compile(r"\bINTERPOL\b"),
}


_APPLICANT = re.compile(r"\bapplicant\b")


def harms_of(kind: LetterKind, grounds: Iterable[Ground]) -> list[Ground]:
    """Return the grounds that plead what the body that reads a letter protects from."""
    pleaded = _OF_TORTURE if kind.treaty == "cat" else _HARMS
    return [one for one in grounds if one.kind in pleaded]


def before(kind: LetterKind, grounds: Iterable[Ground]) -> list[Ground]:
    """Return the grounds that a body may hear: INTERPOL decides on no bar to extradition."""
    return [one for one in grounds if kind.treaty != "interpol" or one.kind in _HARMS]


def ground_rows(
    grounds: Iterable[Ground],
    kind: LetterKind,
    enclosed: Iterable[Document],
    proceedings: Iterable[Proceeding],
    cited: Mapping[str, Cited],
    facts: Iterable[Fact] = (),
) -> list[dict[str, str]]:
    """Return each ground with title, law and text.

    Args:
        grounds: of the case.
        kind: of the letter.
        enclosed: exhibits that go with it; no other is named.
        proceedings: of the case, in which the grounds are pleaded.
        cited: the findings that the grounds rest on, by ID.
        facts: of the case.
    """
    by_id = {fact.id: fact for fact in facts}
    marks = {one.id: one.exhibit_mark for one in enclosed}
    held, printed = tuple(proceedings), set[str]()
    rows = []
    for ground in grounds:
        if is_for_another(ground, kind, held):
            points = (
                _point(proof, "; ".join(_shown_by(proof, by_id, marks)), cited, printed, kind)
                for proof in ground.proofs
            )
            text = PARAGRAPH.join(line for point in points for line in point)
        else:
            text = joined_text(ground.text, marks.values())
        rows.append(_row(ground, kind, text))
    return rows


def hooks_of(ground: Ground, kind: LetterKind) -> tuple[str, ...]:
    """Return the articles that a ground hangs on, of the body's own treaty where it has one."""
    treaty = _HOOKS.get(kind.treaty) if kind.treaty else None
    return tuple(dict.fromkeys(hook for hook in ground.hooks if treaty is None or treaty.search(hook)))


def _row(ground: Ground, kind: LetterKind, text: str) -> dict[str, str]:
    return {
        "title": _named(ground.title, kind),
        "law": "; ".join(hooks_of(ground, kind)),
        "convention": "; ".join(dict.fromkeys(hook for hook in ground.hooks if "Convention" in hook)),
        "text": text,
    }


def _named(text: str, kind: LetterKind) -> str:
    """A text of the case with the client as the body calls them: "this applicant" becomes "this author"."""
    return _APPLICANT.sub(kind.party, text) if kind.party else text


def _shown_by(proof: Proof, by_id: Mapping[str, Fact], marks: Mapping[str, str]) -> Iterator[str]:
    """Yield the places in the exhibits that show a point; where none is enclosed, the days of its facts."""
    facts = [by_id[one] for one in proof.fact_ids if one in by_id]
    places = tuple(proofs((*proof.evidence, *(one for fact in facts for one in fact.pinpoints)), marks))
    words = Translator("en")
    days = dict.fromkeys(in_words(replace(fact.on, words=""), words) for fact in facts)
    yield from places or ([f"facts of {', '.join(days)}"] if days else ())


def _point(
    proof: Proof, shown_by: str, cited: Mapping[str, Cited], printed: set[str], kind: LetterKind
) -> Iterator[str]:
    """Yield what is to be shown, then the findings not yet printed; nothing without either of its own."""
    findings = [cited[one] for one in proof.finding_ids if one in cited and _may_stand(cited[one])]
    new = [one for one in findings if one.finding.id not in printed]
    if not (new or proof.fact_ids or proof.evidence):
        return
    printed.update(one.finding.id for one in new)
    element = _named(letter_text(proof.element, ()).rstrip("."), kind)
    yield f"{element} ({shown_by})." if shown_by else f"{element}."
    words = Translator("en")
    for one in new:
        yield f"{one.finding.statement.rstrip('.')} ({cite_finding(one.finding, one.source, words)})."


def _may_stand(cited: Cited) -> bool:
    """Return whether a finding has its place and was read in its own words, or confirmed."""
    return cited.finding.reading_level == "document" and bool(cited.finding.pinpoint)
