"""The check for adverse material: findings against on the same topics, and authorities opponents may cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.case.ground import Ground
from casebook.domain.dossier.dossier import Dossier, Omission
from casebook.domain.library.authority import weight
from casebook.domain.library.decision import Decision, sort_day
from casebook.domain.library.finding import Finding
from casebook.domain.library.reading import Reading
from casebook.domain.library.rebuttal import RebuttedNoun
from casebook.domain.library.statistic import Statistic, figures
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.library import library, rebuttal
from casebook.services.library.argument_against import AuthorityAgainst, of_skeleton
from casebook.services.library.library import LibraryIndex, by_authority
from casebook.services.library.library_query import Cited
from casebook.services.library.suggestion import TOPICS
from casebook.store.library.reading import decisive
from casebook.store.registry import table_for

Met = Literal["open", "answered", "left-out", "cited"]
"""`left-out`: for a recorded reason; `cited`: cited in the dossier, without a response so far."""


@entity
class AdverseFinding:
    """An adverse finding that needs a response.

    Attributes:
        cited: the finding with its source.
        met: how it is met.
        answer: what is said to it so far, or why it is left out, or "".
    """

    cited: Cited
    met: Met
    answer: str = ""

    @property
    def is_met(self) -> bool:
        """Return whether nothing more is needed."""
        return self.met != "open"


@entity
class Authority:
    """A decision that allowed a transfer to China.

    Attributes:
        answer: what is said to it in this case so far, or "".
        left_out: why the dossier leaves it out, or "".
        confirmed: what somebody of the office confirmed of it last, or None.
    """

    decision: Decision
    answer: str = ""
    left_out: str = ""
    confirmed: Reading | None = None

    @property
    def met(self) -> Met:
        """Return how it is met."""
        if self.answer:
            return "answered"
        return "left-out" if self.left_out else "open"


@entity
class AdverseReview:
    """The result of a check.

    Attributes:
        passages: adverse findings on the topics, weightiest first.
        authorities: what every opponent will cite, the latest first.
        of_arguments: authorities against the arguments that the dossier makes.
    """

    passages: tuple[AdverseFinding, ...]
    authorities: tuple[Authority, ...]
    of_arguments: tuple[AuthorityAgainst, ...] = ()

    @property
    def unmet(self) -> int:
        """Return how many findings still need a response."""
        return sum(not each.is_met for each in self.passages)

    @property
    def unanswered(self) -> int:
        """Return how many authorities have no response."""
        return sum(each.met == "open" for each in self.authorities)

    @property
    def unanswered_of_arguments(self) -> int:
        """Return how many authorities against its arguments have no response."""
        return sum(each.met == "open" for each in self.of_arguments)


@entity
class AdverseRow:
    """Adverse material as a row of a list.

    Attributes:
        material: a finding, a decision, or an authority against an argument that the dossier makes.
        met: how it is met; an authority is open, answered or left out.
        answer: what is said to it so far, or why it is left out, or "".
    """

    id: str
    material: AdverseFinding | Authority | AuthorityAgainst
    met: Met
    answer: str

    @property
    def noun(self) -> RebuttedNoun:
        """Return its noun."""
        return "finding" if isinstance(self.material, AdverseFinding) else "decision"

    @property
    def title(self) -> str:
        """Return its statement."""
        material = self.material
        if isinstance(material, AdverseFinding):
            return material.cited.finding.statement
        return material.proposition if isinstance(material, AuthorityAgainst) else material.decision.summary

    @property
    def source(self) -> str:
        """Return its source."""
        material = self.material
        if isinstance(material, AdverseFinding):
            return material.cited.source.body
        return material.title if isinstance(material, AuthorityAgainst) else material.decision.court


@entity
class Inquiry:
    """A check within a case.

    Attributes:
        choices: what can be checked: id, "ground" or "dossier", title.
        subject_id: what was checked, or "" where there is nothing to check.
        rows: what points against it: findings, authorities, then what is cited against its arguments.
    """

    choices: tuple[tuple[str, str, str], ...]
    subject_id: str
    rows: tuple[AdverseRow, ...]


def check(session: Session, case_id: str, subject_id: str) -> Inquiry:
    """Check a dossier or ground of a case, or the first of them if the given one does not exist."""
    choices = (
        *((dossier.id, "dossier", dossier.title) for dossier in record.of_case(session, Dossier, case_id)),
        *((ground.id, "ground", ground.title) for ground in record.of_case(session, Ground, case_id)),
    )
    kinds = {record_id: kind for record_id, kind, _ in choices}
    checked_id = subject_id if subject_id in kinds else next(iter(kinds), "")
    if not checked_id:
        return Inquiry(choices=(), subject_id="", rows=())
    check = of_dossier if kinds[checked_id] == "dossier" else of_ground
    return Inquiry(choices=choices, subject_id=checked_id, rows=_rows(check(session, checked_id)))


def _rows(review: AdverseReview) -> tuple[AdverseRow, ...]:
    passages = (
        AdverseRow(id=passage.cited.finding.id, material=passage, met=passage.met, answer=passage.answer)
        for passage in review.passages
    )
    authorities = (
        AdverseRow(
            id=authority.decision.id,
            material=authority,
            met=authority.met,
            answer=authority.answer or authority.left_out,
        )
        for authority in review.authorities
    )
    of_arguments = (
        AdverseRow(id=f"{each.argument_id}/{at}", material=each, met=each.met, answer="")
        for at, each in enumerate(review.of_arguments)
    )
    return (*passages, *authorities, *of_arguments)


def of_dossier(session: Session, dossier_id: str) -> AdverseReview:
    """Return the adverse material for a dossier; met if answered, cited or left out for a recorded reason.

    Raises:
        NotFound: there is no such dossier.
    """
    dossier = record.find(session, Dossier, dossier_id)
    on_topics = library.on_topics(session, dossier.topics)
    return AdverseReview(
        passages=passages_of(dossier, on_topics, answers_of(session, dossier)),
        authorities=_authorities(session, _answers(session, dossier.case_id), dossier.omissions),
        of_arguments=of_skeleton(session, dossier),
    )


def answers_of(session: Session, dossier: Dossier) -> dict[str, str]:
    """Return what its printed grounds and its case say to findings and decisions, by their ID."""
    return {**_of_grounds(session, dossier), **_answers(session, dossier.case_id)}


def passages_of(
    dossier: Dossier, on_topics: Iterable[Cited], answers: Mapping[str, str]
) -> tuple[AdverseFinding, ...]:
    """Return the adverse findings for a dossier, weightiest first.

    Args:
        dossier: what cites or omits them.
        on_topics: the findings of the library on its topics.
        answers: what its grounds and its case say to them, by their ID.
    """
    omitted = {omission.finding_id: omission.reason for omission in dossier.omissions}

    def met(citation: Cited) -> AdverseFinding:
        finding = citation.finding
        if answer := answers.get(finding.id):
            return AdverseFinding(cited=citation, met="answered", answer=answer)
        if reason := omitted.get(finding.id):
            return AdverseFinding(cited=citation, met="left-out", answer=reason)
        is_cited = any(
            finding.topic_id in section.topics and section.cites(finding) for section in dossier.sections
        )
        return AdverseFinding(cited=citation, met="cited" if is_cited else "open")

    return tuple(map(met, _adverse(on_topics)))


def _of_grounds(session: Session, dossier: Dossier) -> dict[str, str]:
    """What the printed grounds of a dossier answer, each beside the point it touches."""
    if all(section.kind != "grounds" for section in dossier.sections):
        return {}
    return {
        key: answer
        for ground in record.of_case(session, Ground, dossier.case_id)
        for key, answer in _of_matrix(ground).items()
    }


def _of_matrix(ground: Ground) -> dict[str, str]:
    return {
        each: proof.answer for proof in ground.proofs for each in proof.adverse_ids if proof.answer.strip()
    }


def of_ground(session: Session, ground_id: str) -> AdverseReview:
    """Return the adverse material for a ground, on the topics of its findings and of its kind.

    Met where it is answered, in the proof matrix or for the whole case.

    Raises:
        NotFound: there is no such ground.
    """
    ground = record.find(session, Ground, ground_id)
    held = library.library_index(session)
    named = {each for proof in ground.proofs for each in (*proof.finding_ids, *proof.adverse_ids)}
    topics = {held.findings[each].topic_id for each in named if each in held.findings}
    of_case = _answers(session, ground.case_id)
    answers = {**_of_matrix(ground), **of_case}
    passages = tuple(
        AdverseFinding(
            cited=citation,
            met="answered" if citation.finding.id in answers else "open",
            answer=answers.get(citation.finding.id, ""),
        )
        for citation in _adverse(_on(held, topics or set(TOPICS[ground.kind])))
    )
    return AdverseReview(passages=passages, authorities=_authorities(session, of_case))


def _answers(session: Session, case_id: str) -> dict[str, str]:
    return {key: answer.text for key, answer in rebuttal.of_case(session, case_id).items()}


def _authorities(
    session: Session, answers: Mapping[str, str], omissions: Iterable[Omission] = ()
) -> tuple[Authority, ...]:
    left_out = {omission.finding_id: omission.reason for omission in omissions}
    with session.store.reading() as connection:
        confirmed = {key: one for key, one in decisive(connection).items() if one.is_confirmation}
    return tuple(
        Authority(
            decision=decision,
            answer=answers.get(decision.id, ""),
            left_out=left_out.get(decision.id, ""),
            confirmed=confirmed.get(decision.id),
        )
        for decision in authorities(session)
    )


def of_finding(held: LibraryIndex, finding: Finding, statistics: Iterable[Statistic] = ()) -> list[Cited]:
    """Return what contradicts a finding: opposite findings on its topic, and conflicting figures."""
    rivals = {
        point.finding_id
        for plot in figures(statistics)
        for series in plot.series
        for point in series.figures
        if point.on.edtf in plot.conflicts
        and any(own.finding_id == finding.id for other in plot.series for own in other.figures)
    }
    citations = [
        held.cited(other)
        for other in held.findings.values()
        if other.id != finding.id
        and (
            other.id in rivals
            or (other.topic_id == finding.topic_id and other.is_adverse != finding.is_adverse)
        )
    ]
    return sorted(citations, key=lambda citation: (citation.finding.id not in rivals, by_authority(citation)))


def authorities(session: Session) -> tuple[Decision, ...]:
    """Return decisions that allowed a transfer to the People's Republic of China, the latest first."""
    with session.store.reading() as connection:
        return allowing(table_for(Decision).all(connection))


def allowing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return those of these decisions that allowed a transfer to China, the latest first."""
    adverse = [each for each in decisions if each.outcome == "granted" and each.requesting_party == "PRC"]
    return tuple(sorted(adverse, key=sort_day, reverse=True))


def _on(held: LibraryIndex, topics: set[str]) -> Iterator[Cited]:
    return (held.cited(finding) for finding in held.findings.values() if finding.topic_id in topics)


def _adverse(citations: Iterable[Cited]) -> list[Cited]:
    adverse = (citation for citation in citations if citation.finding.is_adverse)
    return sorted(adverse, key=lambda citation: (-weight(citation.source), citation.finding.id))
