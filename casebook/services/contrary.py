"""The contrary-passage check: what points the other way on the same topics, and what opponents will cite."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.domain.authority import weight
from casebook.domain.decision import Decision
from casebook.domain.dossier import Dossier
from casebook.domain.entity import entity
from casebook.domain.finding import Finding
from casebook.domain.ground import Ground
from casebook.domain.statistic import Statistic, figures
from casebook.services import library, record, registry
from casebook.services.library import Shelves, by_authority
from casebook.services.library_query import Cited
from casebook.services.session import Session
from casebook.store.registry import shelf_of


@entity
class Passage:
    """An adverse finding that must be met.

    Attributes:
        cited: the finding with its source.
        is_met: it is cited, left out for a recorded reason, or answered.
        answer: what is said to it so far, or "".
    """

    cited: Cited
    is_met: bool
    answer: str = ""


@entity
class Contrary:
    """What a check found.

    Attributes:
        passages: adverse findings on the topics, weightiest first.
        authorities: decisions that let a transfer to China go ahead, which every opponent will cite.
    """

    passages: tuple[Passage, ...]
    authorities: tuple[Decision, ...]

    @property
    def unmet(self) -> int:
        """How many passages still want an answer."""
        return sum(not each.is_met for each in self.passages)


def of_dossier(session: Session, dossier_id: str) -> Contrary:
    """What points against a dossier: met where it is cited or its omission is recorded.

    Raises:
        NotFound: there is no such dossier.
    """
    dossier = record.find(session, Dossier, dossier_id)
    topics = {topic for section in dossier.sections for topic in section.topics}
    omitted = {omission.finding_id: omission.reason for omission in dossier.omissions}
    passages = []
    for told in _adverse(library.shelves(session), topics):
        finding = told.finding
        is_cited = any(
            finding.topic_id in section.topics and section.cites(finding) for section in dossier.sections
        )
        answer = omitted.get(finding.id, "")
        passages.append(Passage(cited=told, is_met=is_cited or bool(answer), answer=answer))
    return Contrary(passages=tuple(passages), authorities=authorities(session))


def of_ground(session: Session, ground_id: str) -> Contrary:
    """What points against a ground: met where its proof matrix answers it.

    Raises:
        NotFound: there is no such ground.
    """
    ground = record.find(session, Ground, ground_id)
    held = library.shelves(session)
    topics = {held.findings[each].topic_id for each in _named(ground) if each in held.findings}
    answers = {each: proof.answer for proof in ground.proofs for each in proof.adverse_ids}
    passages = tuple(
        Passage(
            cited=told, is_met=bool(answers.get(told.finding.id)), answer=answers.get(told.finding.id, "")
        )
        for told in _adverse(held, topics)
    )
    return Contrary(passages=passages, authorities=authorities(session))


def of_finding(held: Shelves, finding: Finding, statistics: Iterable[Statistic] = ()) -> list[Cited]:
    """What contradicts a finding: those on its topic that point the other way, and figures that disagree."""
    rivals = {
        each.finding_id
        for plot in figures(statistics)
        for series in plot.series
        for each in series.figures
        if each.on.edtf in plot.conflicts
        and any(own.finding_id == finding.id for other in plot.series for own in other.figures)
    }
    found = [
        held.cited(other)
        for other in held.findings.values()
        if other.id != finding.id
        and (
            other.id in rivals
            or (other.topic_id == finding.topic_id and other.is_adverse != finding.is_adverse)
        )
    ]
    return sorted(found, key=lambda told: (told.finding.id not in rivals, by_authority(told)))


def authorities(session: Session) -> tuple[Decision, ...]:
    """Decisions that let a transfer to the People's Republic go ahead, the latest first."""
    with session.store.reading() as connection:
        decisions = shelf_of(Decision).all(connection)
    adverse = [each for each in decisions if each.outcome == "granted" and each.requesting_party == "PRC"]
    return tuple(sorted(adverse, key=registry.decided_on, reverse=True))


def _adverse(held: Shelves, topics: set[str]) -> list[Cited]:
    found = [
        held.cited(finding)
        for finding in held.findings.values()
        if finding.is_adverse and finding.topic_id in topics
    ]
    return sorted(found, key=lambda told: (-weight(told.source), told.finding.id))


def _named(ground: Ground) -> set[str]:
    return {each for proof in ground.proofs for each in (*proof.finding_ids, *proof.adverse_ids)}
