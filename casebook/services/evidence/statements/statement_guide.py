"""An interview guide by ground: what each ground of a case needs, and what is not covered yet.

It is for the person who asks, and never printed for a court: it shows what matters to the case, and whoever
is asked should say it in their own words first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.case.ground import Ground
from casebook.domain.evidence.statement import Statement
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.library.argument import argument_index

GuideSource = Literal["fact-needed", "element", "differing-accounts"]
_ADVICE = (
    Message("Ask open questions first, and let the person tell it in their own words and order."),
    Message("Do not show documents or earlier accounts before the person has finished."),
    Message("Ask how they know: seen, heard, or learnt from whom."),
    Message("Take breaks. Stop where the person cannot go on."),
    Message("Let the interpreter say everything and add nothing."),
)


@entity
class GuideTopic:
    """Something to ask about.

    Attributes:
        text: what must be shown, or the fact whose accounts differ.
        is_covered: a paragraph of the statement is tied to a fact that bears on it.
    """

    text: str
    source: GuideSource
    is_covered: bool = False


@entity
class GuideSection:
    """A ground with what to ask about."""

    ground: Ground
    topics: tuple[GuideTopic, ...]


@entity
class InterviewGuide:
    """The guide of a statement.

    Attributes:
        advice: how to ask, in order.
        sections: by ground.
    """

    advice: tuple[Message, ...]
    sections: tuple[GuideSection, ...]


def guide(session: Session, statement_id: str) -> InterviewGuide:
    """Return what to ask for a statement, by the grounds chosen for it, or by all of its case.

    Raises:
        NotFound: there is no such statement.
    """
    statement = record.find(session, Statement, statement_id)
    case = record.find(session, Case, statement.case_id)
    grounds = record.of_case(session, Ground, statement.case_id)
    chosen = [one for one in grounds if one.id in statement.ground_ids] or grounds
    facts = {one.id: one for one in record.of_case(session, Fact, statement.case_id)}
    tied = {key for paragraph in statement.paragraphs for key in paragraph.fact_ids}
    needed = _needed(session, case)
    return InterviewGuide(
        advice=_ADVICE,
        sections=tuple(
            GuideSection(ground=one, topics=tuple(_topics(one, needed.pop(one.kind, ()), facts, tied)))
            for one in chosen
        ),
    )


def _needed(session: Session, case: Case) -> dict[str, tuple[str, ...]]:
    """Return the facts that arguments need, by ground, of those that can be made in the country of a case.

    What an expert has to say is no question for whoever makes a statement.
    """
    country = case.jurisdiction.partition("-")[0]
    needed: dict[str, dict[str, None]] = {}
    for argument in argument_index(session).arguments.values():
        if argument.is_open_in(country):
            needed.setdefault(argument.ground, {}).update(
                dict.fromkeys(fact for fact in argument.facts_needed if "expert" not in fact.casefold())
            )
    return {kind: tuple(texts) for kind, texts in needed.items()}


def _topics(
    ground: Ground, needed: tuple[str, ...], facts: dict[str, Fact], tied: set[str]
) -> Iterator[GuideTopic]:
    for proof in ground.proofs:
        is_covered = bool(tied.intersection(proof.fact_ids))
        yield GuideTopic(text=proof.element, source="element", is_covered=is_covered)
    yield from (GuideTopic(text=text, source="fact-needed") for text in needed)
    bearing = dict.fromkeys(key for proof in ground.proofs for key in proof.fact_ids)
    for fact in (facts[key] for key in bearing if key in facts):
        if fact.status == "inconsistent":
            yield GuideTopic(
                text=fact.statement, source="differing-accounts", is_covered=bool(fact.explanation.strip())
            )
