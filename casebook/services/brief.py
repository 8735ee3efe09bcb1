"""Everything a dossier draws on, read from the vault once and frozen, so that composing needs no database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from casebook.base.errors import Refused
from casebook.base.i18n import Words
from casebook.domain.attachment import Attachment
from casebook.domain.case import Case
from casebook.domain.document import Document
from casebook.domain.dossier import Dossier
from casebook.domain.entity import entity
from casebook.domain.event import Event
from casebook.domain.fact import Fact
from casebook.domain.person import Person
from casebook.domain.proceeding import Proceeding
from casebook.domain.profile import Profile
from casebook.domain.recognition import Recognition
from casebook.domain.topic import Topic
from casebook.services import library, person
from casebook.services.check import profile_of
from casebook.services.library_query import Cited
from casebook.services.session import Session
from casebook.store.registry import shelf_of


@entity
class Brief:
    """The frozen material of one dossier.

    Attributes:
        exhibits: the documents it files, in order.
        documents: every document of the case, by id.
        attachments: the sealed file of each exhibit, by document id.
        recognised: what a machine read on exhibits' pages without text, by document id.
        cited: findings its sections cite, by topic; omissions are left out.
        source_labels: label of each cited source ("S4") by source id, in order of first citation.
        profile: of the forum it is for, or None.
        words: the language of the fixed texts.
        today: the day it was gathered.
    """

    dossier: Dossier
    case: Case
    clients: tuple[Person, ...]
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
    profile: Profile | None
    words: Words
    today: date


def gather(session: Session, dossier_id: str, profile_id: str = "") -> Brief:
    """Read all that a dossier draws on.

    Args:
        session: the open vault.
        dossier_id: of the dossier.
        profile_id: of the forum, in place of the dossier's own.

    Raises:
        NotFound: the dossier, its case, its forum or one of its exhibits is not there.
        Refused: a client has not consented to their file going before a court.
    """
    with session.store.reading() as connection:
        dossier = shelf_of(Dossier).find(connection, dossier_id)
        case = shelf_of(Case).find(connection, dossier.case_id)
        documents = {told.id: told for told in shelf_of(Document).of_case(connection, case.id)}
        exhibits = [shelf_of(Document).find(connection, exhibit) for exhibit in dossier.exhibit_ids]
        sealed = shelf_of(Attachment).some(connection, (told.attachment_id for told in exhibits))
        recognised = shelf_of(Recognition).some(connection, dossier.exhibit_ids)
        proceedings = tuple(shelf_of(Proceeding).of_case(connection, case.id))
        events = tuple(shelf_of(Event).of_case(connection, case.id))
        facts = tuple(shelf_of(Fact).of_case(connection, case.id))
    cited = _cited(session, dossier)
    return Brief(
        dossier=dossier,
        case=case,
        clients=_consenting_clients(session, case),
        proceedings=proceedings,
        events=events,
        facts=facts,
        exhibits=tuple(exhibits),
        documents=documents,
        attachments={told.id: sealed[told.attachment_id] for told in exhibits},
        topics=library.topics(session),
        recognised=recognised,
        cited=cited,
        source_labels=_labels(cited),
        profile=profile_of(wanted) if (wanted := profile_id or dossier.profile_id) else None,
        words=Words(dossier.language),
        today=session.clock().date(),
    )


def _consenting_clients(session: Session, case: Case) -> tuple[Person, ...]:
    clients = tuple(told for told in person.of_case(session, case) if told.id in case.client_ids)
    today = session.clock().date()
    if not all(client.consents_to("court", today) for client in clients):
        raise Refused(
            "A client of this case has not consented to their file going before a court.",
            field="consent",
            remedy="Ask them, and record the consent in their entry with its date and scope.",
        )
    return clients


def _cited(session: Session, dossier: Dossier) -> dict[str, tuple[Cited, ...]]:
    asked = dict.fromkeys(topic for section in dossier.sections for topic in section.topics)
    omitted = {omission.finding_id for omission in dossier.omissions}
    by_topic: dict[str, list[Cited]] = {topic: [] for topic in asked}
    for told in library.on_topics(session, asked):
        if told.finding.id in omitted or told.finding.reading_level == "none":
            continue
        if any(section.cites(told.finding) for section in dossier.sections):
            by_topic[told.finding.topic_id].append(told)
    return {topic: tuple(found) for topic, found in by_topic.items()}


def _labels(cited: Mapping[str, tuple[Cited, ...]]) -> dict[str, str]:
    order = dict.fromkeys(told.source.id for found in cited.values() for told in found)
    return {source_id: f"S{number}" for number, source_id in enumerate(order, start=1)}
