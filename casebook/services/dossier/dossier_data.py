"""The data of a dossier, loaded once and frozen, so that composing needs no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from datetime import date

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.base.searched_form import SearchedForms
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.build import BuildRequest, BuiltPack, CopyKind, PackKind, readers_of
from casebook.domain.dossier.composition import exhibit_name
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.filing_problem import PrecheckProblem, ReviewedPassage
from casebook.domain.dossier.filings.decision_mark import CopyMarks
from casebook.domain.dossier.filings.exposure import Exposure
from casebook.domain.dossier.profile import Profile
from casebook.domain.dossier.prose import CrossReferenceLabel
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.exhibit_number import sole_numbers
from casebook.domain.evidence.privilege import is_kept_back
from casebook.domain.evidence.recognition import Recognition
from casebook.domain.evidence.redaction import Redaction
from casebook.domain.evidence.time_proof import TimeProof
from casebook.domain.library.decision import Decision
from casebook.domain.library.history import Citable, confirmed_history, may_be_cited
from casebook.domain.library.profile_match import ClientProfile
from casebook.domain.library.reading import Reading
from casebook.domain.library.source import Source
from casebook.domain.library.topic import Topic
from casebook.domain.person.person import Person
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.absence import require_here
from casebook.services.base.session import Session
from casebook.services.dossier.argument_sections import ArgumentData, argued, cited_by, each_once, labels_of
from casebook.services.dossier.cross_reference import cross_reference_labels
from casebook.services.dossier.profile import profile_of
from casebook.services.evidence import redaction
from casebook.services.evidence.chat import OpenChat, known_chats
from casebook.services.evidence.document import every_paper
from casebook.services.evidence.recording import RecordingSheet, sheets_of
from casebook.services.library import adverse_material, client_match, library, rebuttal, written_sources
from casebook.services.library.adverse_material import AdverseFinding
from casebook.services.library.argument_against import AuthorityAgainst, of_skeleton
from casebook.services.library.library_query import Cited
from casebook.services.library.packs import revision
from casebook.services.person import person, recipient, role
from casebook.services.person.consent import require_consent
from casebook.services.person.in_china import in_china_of
from casebook.services.person.role import CaseRole
from casebook.store.library import reading as readings
from casebook.store.library import source as sources
from casebook.store.registry import table_for

WHOLE = -1
"""In `DossierData.left_out`: every row of a block, or every block of a section."""


def unmarked(_: str) -> str:
    """Return no mark: for material that is of no vault."""
    return ""


@entity
class DossierData:
    """The frozen data of one dossier.

    Attributes:
        client_profile: whom, where and when a finding must speak of to concern the clients.
        exhibits: the documents it files, in order; one in the bin is none of them.
        documents: every document of the case by id, those in the bin too: where a passage came from stays.
        attachments: the encrypted file of each exhibit, by document id.
        recognised: what a machine read on exhibits' pages without text, by document id.
        cited: findings its sections cite, by topic; omissions are left out.
        source_labels: label of each cited source ("S4") by source id, in order of first citation.
        copy_kind: which copy is made.
        withheld: marks of exhibits that this copy leaves out.
        withheld_exhibits: these exhibits; pages in the place of each keep the numbers of all others.
        withheld_by_choice: IDs of those that nothing but the choice of a person withholds.
        profile: of the forum it is for, or None.
        words: the language of the fixed texts.
        today: the day it was gathered.
        revised: findings and sources it cites that an update of the packs changed or withdrew.
        rebuttals: what the case says to adverse findings and decisions, by their id.
        authorities: decisions that let a transfer to China go ahead, the latest first.
        judged: every decision and source of the library, for what must be said of those the text names.
        labels: what its cross-references can point at.
        confirmed: what somebody of the office confirmed from their own copy, by id of finding, source or
            decision.
        adverse: the adverse findings on its topics, weightiest first, and how each is met.
        text_sources: the sources that its texts cite as ``[[@source]]``, with what became of each, by ID.
        against: authorities against the arguments that its skeleton argument makes.
        foreign_law: the country of each of these sources that is not that of the court, as an ISO 3166 code.
        read_places: where the library's own words of these were read, by ID.
        shown_sections: kinds of section that stay in the office and are shown by decision.
        people_in_china: relatives, sources and others of the case who count as there (`in_china_of`).
        other_clients: clients of other cases who are none of this one.
        argument: grounds, assurances, incidents, country sheets and figures, as far as a part shows them.
        redactions: what copies of exhibits hide, by document id.
        roles: who acts in the case, where a part lists persons.
        exposures: what pages of the exhibits of a filed or served copy show, once searched.
        time_proofs: the proofs of time of the documents of the case.
        recordings: what the exhibit sheets of recordings say, by document id.
        chats: what the office states of chats that are exhibits or excerpted there, by ID of the exhibit.
        misquoted: what it quotes from exhibits that their pages do not have, once compared.
        unmerged: what other casebooks left open, once looked for.
        passages: all that it has before any is left out, with what stands against each, once reviewed.
        left_out: what a copy leaves out by decision, by section: places of blocks, and of rows or `WHOLE`.
        named_people: clients of other cases whom a copy names by decision, by ID.
        released: names of passages that a person confirmed, in capitals.
        case_people: everybody of the case.
        searched_forms: how gates look for each name, once one has asked; those of the session.
        filed: the sections as they are filed, by the sections shown (`passage_name.filed_sections`).
        text_mark: gives the mark of a text in this vault, by which a decision on it is known to be on it.
        marks: of all that can be decided on, before anybody decides, once looked for
            (`decision_ground.with_marks`).
        page_exposures: what each searched document shows, by ID; kept for all that is asked of one copy.
    """

    dossier: Dossier
    case: Case
    clients: tuple[Person, ...]
    client_profile: ClientProfile
    proceedings: tuple[Proceeding, ...]
    events: tuple[Event, ...]
    facts: tuple[Fact, ...]
    exhibits: tuple[Document, ...]
    documents: Mapping[str, Document]
    attachments: Mapping[str, Attachment]
    recognised: Mapping[str, Recognition]
    topics: Mapping[str, Topic]
    cited: Mapping[str, tuple[Cited, ...]]
    source_labels: Mapping[str, str]
    copy_kind: CopyKind
    withheld: frozenset[str]
    profile: Profile | None
    words: Translator
    today: date
    revised: frozenset[str] = frozenset()
    rebuttals: Mapping[str, str] = field(default_factory=dict)
    authorities: tuple[Decision, ...] = ()
    judged: tuple[Citable, ...] = ()
    labels: tuple[CrossReferenceLabel, ...] = ()
    confirmed: Mapping[str, Reading] = field(default_factory=dict)
    adverse: tuple[AdverseFinding, ...] = ()
    text_sources: Mapping[str, Source] = field(default_factory=dict)
    against: tuple[AuthorityAgainst, ...] = ()
    foreign_law: Mapping[str, str] = field(default_factory=dict)
    read_places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    shown_sections: frozenset[str] = frozenset()
    people_in_china: tuple[Person, ...] = ()
    other_clients: tuple[Person, ...] = ()
    argument: ArgumentData = field(default_factory=ArgumentData)
    redactions: Mapping[str, Redaction] = field(default_factory=dict)
    withheld_exhibits: tuple[Document, ...] = ()
    withheld_by_choice: frozenset[str] = frozenset()
    roles: tuple[CaseRole, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    time_proofs: tuple[TimeProof, ...] = ()
    recordings: Mapping[str, RecordingSheet] = field(default_factory=dict)
    chats: Mapping[str, OpenChat] = field(default_factory=dict)
    misquoted: tuple[PrecheckProblem, ...] = ()
    unmerged: tuple[PrecheckProblem, ...] = ()
    passages: tuple[ReviewedPassage, ...] = ()
    left_out: Mapping[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    named_people: frozenset[str] = frozenset()
    released: frozenset[str] = frozenset()
    case_people: tuple[Person, ...] = ()
    searched_forms: SearchedForms = field(default_factory=SearchedForms)
    text_mark: Callable[[str], str] = unmarked
    marks: CopyMarks = field(default_factory=CopyMarks)
    page_exposures: dict[str, tuple[Exposure, ...]] = field(default_factory=dict)
    filed: dict[frozenset[str], object] = field(default_factory=dict)

    def name_of(self, exhibit: Document) -> str | Message:
        """What messages call an exhibit of the dossier."""
        return exhibit_name(exhibit.exhibit_mark, self.dossier.place_of(exhibit.id))

    def printed_name_of(self, exhibit: Document) -> str:
        """What the dossier calls an exhibit of it, in its own language."""
        place = self.dossier.place_of(exhibit.id)
        return exhibit.exhibit_mark or self.words("no. {place} of the list", place=place)

    @property
    def packs(self) -> tuple[BuiltPack, ...]:
        """The versions of the reference data it is made with; entries of the office's own have none."""
        cited = [entry for citation in self.all_cited for entry in (citation.finding, citation.source)]
        packs: dict[PackKind, Iterable[str]] = {
            "library": (entry.pack for entry in (*self.topics.values(), *cited)),
            "country-data": (decision.pack for decision in self.authorities),
            "court-profiles": (self.profile.pack,) if self.profile else (),
        }
        versions = ((kind, sorted(set(names) - {""})) for kind, names in packs.items())
        return tuple(BuiltPack(kind=kind, version=", ".join(used)) for kind, used in versions if used)

    @property
    def every_exhibit(self) -> tuple[Document, ...]:
        """Every exhibit of the dossier, those that are withheld last."""
        return (*self.exhibits, *self.withheld_exhibits)

    @property
    def all_cited(self) -> tuple[Cited, ...]:
        """Every finding it cites, each once."""
        return each_once(self.cited, self.argument)

    @property
    def printed(self) -> tuple[Cited, ...]:
        """The findings it prints: what nobody read stays in the office."""
        return tuple(citation for citation in self.all_cited if citation.finding.reading_level != "none")

    @property
    def printed_decisions(self) -> tuple[Decision, ...]:
        """The decisions against that the case answers and that may be named."""
        if all(section.kind != "adverse-material" for section in self.dossier.sections):
            return ()
        return tuple(
            decision
            for decision in self.authorities
            if decision.id in self.rebuttals and decision.is_seen and may_be_cited(decision)
        )


def load_for_export(session: Session, request: BuildRequest) -> DossierData:
    """Load all data of a copy of a dossier.

    Args:
        session: the open vault.
        request: which dossier and copy, for which forum and use.

    Raises:
        NotFound: the dossier, its case or its forum is not there.
        Refused: one of them is not here yet, a client has not consented, or the recipient is not to be used.
    """
    dossier_data = load_for_preview(session, request)
    if request.copy_kind != "draft":
        require_here(session, [dossier_data.case])
        readers = readers_of(request, dossier_data.dossier.court)
        require_consent(session, dossier_data.clients, request.purpose, readers)
        recipient.refuse_unfit(session, request.chosen_recipient)
    return dossier_data


def load_for_preview(session: Session, request: BuildRequest) -> DossierData:
    """The same without asking for consent: to be looked at here, never to leave.

    Raises:
        NotFound, Refused: the dossier, its case or its forum is not there, or not yet.
    """
    dossier = record.find(session, Dossier, request.dossier_id)
    require_here(session, [dossier])
    case = record.find(session, Case, dossier.case_id)
    documents = every_paper(session, case.id)
    exhibits, withheld = _exhibits(session, dossier, documents, request)
    profile = client_match.client_profile(session, case)
    confirmed, on_topics = _confirmed(session), tuple(library.on_topics(session, dossier.topics))
    judged = written_sources.with_confirmed(citable(session), confirmed)
    argument, cited = _known(argued(session, dossier), cited_by(dossier, on_topics, profile), confirmed)
    gathered = DossierData(
        dossier=dossier,
        case=case,
        clients=person.clients_of(session, case),
        client_profile=profile,
        proceedings=tuple(record.of_case(session, Proceeding, case.id)),
        events=tuple(record.of_case(session, Event, case.id)),
        facts=tuple(record.of_case(session, Fact, case.id)),
        exhibits=exhibits,
        documents=documents,
        attachments=_sealed(session, exhibits),
        topics=library.topics(session, case.jurisdiction.partition("-")[0]),
        recognised=_recognised(session, dossier),
        redactions=redaction.of_documents(session, dossier.exhibit_ids),
        copy_kind=request.copy_kind,
        withheld=frozenset(document.exhibit_mark for document in withheld),
        withheld_exhibits=withheld,
        cited=cited,
        source_labels=labels_of(each_once(cited, argument)),
        profile=profile_of(wanted, session) if (wanted := request.profile_id or dossier.profile_id) else None,
        words=Translator(dossier.language),
        today=session.clock().date(),
        rebuttals={key: answer.text for key, answer in rebuttal.of_case(session, case.id).items()},
        authorities=adverse_material.allowing(each for each in judged if isinstance(each, Decision)),
        judged=judged,
        labels=cross_reference_labels(dossier, argument.grounds, argument.measures),
        adverse=_adverse(session, dossier, on_topics),
        argument=argument,
    )
    return _with_gates(session, gathered, request, confirmed)


def _with_gates(
    session: Session, gathered: DossierData, request: BuildRequest, confirmed: Mapping[str, Reading]
) -> DossierData:
    """The same with what is asked of it before it is filed."""
    dossier = gathered.dossier
    text_sources = written_sources.text_sources(session, dossier, confirmed)
    return replace(
        gathered,
        revised=revision.revised(session, dossier.id),
        confirmed=confirmed,
        text_sources=text_sources,
        against=of_skeleton(session, dossier),
        foreign_law=written_sources.foreign_law(session, text_sources, gathered.case),
        read_places=written_sources.read_places(session, text_sources),
        shown_sections=request.decided("show-section"),
        named_people=request.decided("name-person"),
        released=frozenset(map(str.upper, request.decided("confirm"))),
        case_people=tuple(person.of_case(session, gathered.case)),
        roles=tuple(_roles(session, dossier)),
        time_proofs=tuple(record.of_case(session, TimeProof, dossier.case_id)),
        recordings=sheets_of(session, gathered.every_exhibit),
        people_in_china=in_china_of(session, gathered.clients, gathered.case),
        chats=known_chats(session, gathered.every_exhibit),
        other_clients=person.other_clients(session, gathered.case),
        searched_forms=session.searched_forms,
        text_mark=session.vault.text_mark,
    )


def _adverse(session: Session, dossier: Dossier, on_topics: Iterable[Cited]) -> tuple[AdverseFinding, ...]:
    answers = adverse_material.answers_of(session, dossier)
    return adverse_material.passages_of(dossier, on_topics, answers)


def _roles(session: Session, dossier: Dossier) -> list[CaseRole]:
    has_persons = any(section.kind == "persons" for section in dossier.sections)
    return role.of_case(session, dossier.case_id) if has_persons else []


def _confirmed(session: Session) -> dict[str, Reading]:
    with session.store.reading() as connection:
        latest = readings.decisive(connection)
    return {key: reading for key, reading in latest.items() if reading.is_confirmation}


def _known(
    argument: ArgumentData, cited: Mapping[str, tuple[Cited, ...]], confirmed: Mapping[str, Reading]
) -> tuple[ArgumentData, dict[str, tuple[Cited, ...]]]:
    """Give decisions without a later history the one that somebody of the office checked."""
    every = {citation.finding.id: citation for citation in each_once(cited, argument)}
    later = {
        citation.source.id: reading.later_history
        for key, citation in every.items()
        for reading in (confirmed.get(key), confirmed.get(citation.source.id))
        if reading is not None and reading.later_history
    }

    def known(citation: Cited) -> Cited:
        history = confirmed_history(citation.source.history, later.get(citation.source.id, ""))
        return replace(citation, source=replace(citation.source, history=history))

    rests_on = {key: known(citation) for key, citation in argument.rests_on.items()}
    by_topic = {topic: tuple(map(known, found)) for topic, found in cited.items()}
    return replace(argument, rests_on=rests_on), by_topic


def _exhibits(
    session: Session, dossier: Dossier, documents: Mapping[str, Document], request: BuildRequest
) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """Return the exhibits of a copy and those left out: privileged ones, and asylum papers in a service copy.

    Each is included only if it is disclosed to the recipient.

    SECURITY: what belongs to a privileged paper is disclosed by a decision of its own, and a number that
    several exhibits bear, or none, discloses nothing.
    """
    with session.store.reading() as connection:
        here = table_for(Document).some(connection, dossier.exhibit_ids)
    marked = [documents[key] for key in dossier.exhibit_ids if key in here]
    disclosed, is_served = request.decided("disclose"), request.copy_kind == "service"
    shown = {key for mark, key in sole_numbers(marked).items() if mark in disclosed}
    withheld = tuple(
        document
        for document in marked
        if document.id not in shown and is_kept_back(document, documents, is_served=is_served)
    )
    return tuple(document for document in marked if document not in withheld), withheld


def _sealed(session: Session, exhibits: tuple[Document, ...]) -> dict[str, Attachment]:
    with session.store.reading() as connection:
        sealed = table_for(Attachment).some(connection, (document.attachment_id for document in exhibits))
    return {one.id: sealed[one.attachment_id] for one in exhibits if one.attachment_id in sealed}


def _recognised(session: Session, dossier: Dossier) -> dict[str, Recognition]:
    with session.store.reading() as connection:
        return table_for(Recognition).some(connection, dossier.exhibit_ids)


def citable(session: Session) -> tuple[Decision | Source, ...]:
    """Return every decision and source of the library."""
    with session.store.reading() as connection:
        return (*table_for(Decision).all(connection), *sources.citable(connection).values())
