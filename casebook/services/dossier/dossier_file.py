"""The read model of a dossier's page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.dossier.build import Build, readers_of
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.profile import Profile
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.exhibit_number import exhibit_text_mark
from casebook.domain.library.decision import Decision
from casebook.domain.library.statistic import Statistic
from casebook.domain.library.topic import Topic
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.ground import MatrixRow
from casebook.services.dossier import build as builds
from casebook.services.dossier import skeleton
from casebook.services.dossier.argument_sections import printed_grounds
from casebook.services.dossier.profile import profiles
from casebook.services.dossier.skeleton import SkeletonModule
from casebook.services.evidence.document import papers
from casebook.services.library import adverse_material, country, library
from casebook.services.library.library_query import Cited
from casebook.services.person import person
from casebook.services.person.consent import consenting


@entity
class DossierFile:
    """A dossier with what it holds, what it could hold, and what was built from it.

    Attributes:
        documents: every document of the case outside the bin by id, privileged ones marked.
        topics: of the library, by id.
        found: findings on the topics of its parts.
        authorities: decisions that allowed a transfer to China, the latest first.
        measures: those of the statistics, as the library has them.
        profiles: every forum.
        builds: newest first.
        revoked: ids of builds whose use a client no longer allows.
        countries: codes of the places that have a sheet.
        grounds: those its parts print.
        modules: what a skeleton argument may be drafted from; none without such a section.
        exhibit_marks: the marks by which its exhibits are known again, by number.
    """

    dossier: Dossier
    documents: dict[str, Document]
    topics: dict[str, Topic]
    found: tuple[Cited, ...]
    authorities: tuple[Decision, ...]
    measures: tuple[str, ...]
    profiles: tuple[Profile, ...]
    builds: tuple[Build, ...]
    revoked: frozenset[str]
    countries: tuple[str, ...]
    grounds: tuple[MatrixRow, ...]
    modules: tuple[SkeletonModule, ...] = ()
    exhibit_marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def exhibits(self) -> tuple[Document, ...]:
        """The documents it files, in order; one put into the bin is passed over."""
        return tuple(self.documents[key] for key in self.dossier.exhibit_ids if key in self.documents)

    @property
    def profile(self) -> Profile | None:
        """The court profile of the dossier, or None."""
        return next((profile for profile in self.profiles if profile.id == self.dossier.profile_id), None)


def of_case(session: Session, case_id: str) -> list[DossierFile]:
    """The dossiers of a case.

    Raises:
        NotFound: there is no such case.
    """
    documents = papers(session, case_id)
    topics = library.topics(session)
    measures = tuple(dict.fromkeys(statistic.measure for statistic in record.every(session, Statistic)))
    places, authorities = country.codes(session), adverse_material.authorities(session)
    clients = person.clients_of(session, record.find(session, Case, case_id))
    dossiers = record.of_case(session, Dossier, case_id)
    forums = profiles(session)
    built = {dossier.id: tuple(builds.of_dossier(session, dossier.id)) for dossier in dossiers}
    return [
        DossierFile(
            dossier=dossier,
            documents=documents,
            topics=topics,
            found=tuple(library.on_topics(session, dossier.topics)),
            authorities=authorities,
            measures=measures,
            profiles=forums,
            builds=built[dossier.id],
            revoked=frozenset(
                build.id
                for build in built[dossier.id]
                if not consenting(session, clients, build.purpose, readers_of(build, dossier.court))
            ),
            countries=places,
            grounds=printed_grounds(session, dossier),
            modules=_modules(session, dossier),
            exhibit_marks={
                documents[key].exhibit_mark: exhibit_text_mark(session.vault.text_mark, key)
                for key in dossier.exhibit_ids
                if key in documents
            },
        )
        for dossier in dossiers
    ]


def _modules(session: Session, dossier: Dossier) -> tuple[SkeletonModule, ...]:
    """Return the arguments to draft from, where a part of the dossier holds them."""
    is_wanted = any(part.kind == "skeleton" for part in dossier.sections)
    return skeleton.modules(session, dossier.case_id) if is_wanted else ()
