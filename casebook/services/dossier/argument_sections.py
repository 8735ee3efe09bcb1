"""Loads what a dossier argues with: grounds, assurances, incidents, country data and statistics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import TypeVar

from casebook.domain.base.entity import Entity, entity
from casebook.domain.case.assurance import Assurance
from casebook.domain.case.incident import Incident
from casebook.domain.dossier.dossier import Dossier, SectionKind
from casebook.domain.library.profile_match import ClientProfile
from casebook.domain.library.sheet import CountrySheet
from casebook.domain.person.person import Person
from casebook.domain.request.request_check import RequestCheck
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import outcome_leaving
from casebook.services.case.ground import MatrixRow, matrix
from casebook.services.case.outcome_leaving import LeavingLedger
from casebook.services.exposure import charge
from casebook.services.exposure.charge import ChargeExposure
from casebook.services.exposure.exposure import penal_law
from casebook.services.library import country, library, statistic
from casebook.services.library.library_query import Cited
from casebook.services.library.statistic import Drawn
from casebook.services.request import compared_paper, request_test
from casebook.services.request.compared_paper import PaperComparison
from casebook.store.registry import table_for

N = TypeVar("N", bound=Entity)


@entity
class ArgumentData:
    """What the parts of a dossier argue from; nothing is read that no part shows.

    Attributes:
        grounds: the proof matrix of the case.
        assurances, incidents: of the case.
        charges: of the case, each computed.
        people: those the incidents were done to, by id.
        sheets: country sheets, by code.
        drawn: every figure of the library by year, with what each rests on; None where no part draws one.
        request_checks: the tests of requests, where a part prints them.
        comparison: the compared papers, where a part prints their differences.
        ledger: what of the ledger of outcomes may leave, where a part prints it.
        rests_on: the findings that grounds, assurances and figures rest on, by id.
    """

    grounds: tuple[MatrixRow, ...] = ()
    assurances: tuple[Assurance, ...] = ()
    incidents: tuple[Incident, ...] = ()
    charges: tuple[ChargeExposure, ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    sheets: Mapping[str, CountrySheet] = field(default_factory=dict)
    drawn: Drawn | None = None
    request_checks: tuple[RequestCheck, ...] = ()
    comparison: PaperComparison | None = None
    ledger: LeavingLedger | None = None
    rests_on: Mapping[str, Cited] = field(default_factory=dict)

    @property
    def measures(self) -> frozenset[str]:
        """The measures of which a chart can be drawn."""
        return frozenset(figure.measure for figure in self.drawn.figures) if self.drawn else frozenset()


def argued(session: Session, dossier: Dossier) -> ArgumentData:
    """Load the grounds, assurances, incidents and data of a dossier.

    Raises:
        NotFound: the registry knows nothing of a country it names.
    """
    grounds = printed_grounds(session, dossier)
    assurances = _of_section(session, dossier, "assurances", Assurance)
    incidents = _of_section(session, dossier, "incidents", Incident)
    drawn = statistic.drawn(session) if any(part.measures for part in dossier.sections) else None
    return ArgumentData(
        grounds=grounds,
        assurances=assurances,
        incidents=incidents,
        charges=_charges(session, dossier),
        people=_people(session, incidents),
        sheets={code: country.sheet(code, session) for part in dossier.sections for code in part.countries},
        drawn=drawn,
        request_checks=_checks(session, dossier),
        comparison=_comparison(session, dossier),
        ledger=_ledger(session, dossier),
        rests_on={
            **library.cited(session, _rested_on(grounds, assurances)),
            **{citation.finding.id: citation for citation in _behind(drawn, dossier)},
        },
    )


def _checks(session: Session, dossier: Dossier) -> tuple[RequestCheck, ...]:
    """Return the tests of requests of the case, where a part of the dossier prints them."""
    has_papers = any(section.kind == "request-papers" for section in dossier.sections)
    return request_test.check(session, dossier.case_id) if has_papers else ()


def _comparison(session: Session, dossier: Dossier) -> PaperComparison | None:
    """Return the compared papers of the case, where a part of the dossier prints where they differ."""
    has_differences = any(section.kind == "paper-differences" for section in dossier.sections)
    return compared_paper.comparison(session, dossier.case_id) if has_differences else None


def _ledger(session: Session, dossier: Dossier) -> LeavingLedger | None:
    """Return what of the ledger of outcomes may leave, where a part of the dossier prints it."""
    has_record = any(section.kind == "assurance-record" for section in dossier.sections)
    return outcome_leaving.leaving(session, None) if has_record else None


def printed_grounds(session: Session, dossier: Dossier) -> tuple[MatrixRow, ...]:
    """The proof matrix of the case, where a part of the dossier prints it."""
    has_grounds = any(section.kind == "grounds" for section in dossier.sections)
    return matrix(session, dossier.case_id).rows if has_grounds else ()


def _rested_on(rows: Iterable[MatrixRow], assurances: Iterable[Assurance]) -> Iterator[str]:
    for row in rows:
        for proof in row.ground.proofs:
            yield from (*proof.finding_ids, *proof.adverse_ids)
    for assurance in assurances:
        for assessment in assurance.assessments:
            yield from assessment.finding_ids


def _of_section(session: Session, dossier: Dossier, kind: SectionKind, noun: type[N]) -> tuple[N, ...]:
    """The records of a case that a kind of section shows; none without such a section."""
    if not any(section.kind == kind for section in dossier.sections):
        return ()
    return tuple(record.of_case(session, noun, dossier.case_id))


def _charges(session: Session, dossier: Dossier) -> tuple[ChargeExposure, ...]:
    """The charges of the case, where a part of the dossier prints them.

    Custody is that of the day the packs were checked, so that a dossier built again has the same bytes.
    """
    if not any(section.kind == "exposure" for section in dossier.sections):
        return ()
    return charge.of_case(session, dossier.case_id, penal_law().checked_on)


def _people(session: Session, incidents: Iterable[Incident]) -> dict[str, Person]:
    with session.store.reading() as connection:
        return table_for(Person).some(
            connection, {one for incident in incidents for one in incident.person_ids}
        )


def _behind(drawn: Drawn | None, dossier: Dossier) -> tuple[Cited, ...]:
    """The findings behind the figures a dossier draws."""
    wanted = {measure for section in dossier.sections for measure in section.measures}
    if drawn is None:
        return ()
    ids = dict.fromkeys(
        point.finding_id
        for figure in drawn.figures
        if figure.measure in wanted
        for series in figure.series
        for point in series.figures
    )
    return tuple(drawn.cited[each] for each in ids)


def cited_by(
    dossier: Dossier, on_topics: Iterable[Cited], profile: ClientProfile
) -> dict[str, tuple[Cited, ...]]:
    """Return what its sections cite: findings on the clients by topic, and selected ones."""
    chosen = {finding_id for section in dossier.sections for finding_id in section.findings}
    omitted = {omission.finding_id for omission in dossier.omissions}
    by_topic: dict[str, list[Cited]] = {topic: [] for topic in dossier.topics}
    for citation in on_topics:
        if citation.finding.id in omitted or citation.finding.reading_level == "none":
            continue
        if citation.finding.id not in chosen and citation.misfit(profile):
            continue
        if any(section.cites(citation.finding) for section in dossier.sections):
            by_topic[citation.finding.topic_id].append(citation)
    return {topic: tuple(found) for topic, found in by_topic.items()}


def each_once(cited: Mapping[str, tuple[Cited, ...]], argument: ArgumentData) -> tuple[Cited, ...]:
    """Return every finding that sections and arguments rest on, each once."""
    by_id = {citation.finding.id: citation for found in cited.values() for citation in found}
    return tuple({**by_id, **argument.rests_on}.values())


def labels_of(cited: Iterable[Cited]) -> dict[str, str]:
    """Return the label of each source by its ID, in the order in which they are cited."""
    order = dict.fromkeys(citation.source.id for citation in cited)
    return {source_id: f"S{number}" for number, source_id in enumerate(order, start=1)}
