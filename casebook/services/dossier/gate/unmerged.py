"""What stops a copy because of other casebooks: records that are not here yet, and values that two bear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from casebook.base.message import Message, gettext_noop
from casebook.domain.base.absence import kinds_of
from casebook.domain.base.entity import Entity
from casebook.domain.base.reference import RecordReference, references
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.filing_problem import FilingProblem, PrecheckProblem
from casebook.domain.dossier.pseudonym import Pseudonym
from casebook.domain.dossier.target import DossierTarget, TargetKind
from casebook.domain.library.finding import Finding
from casebook.domain.person.role import Role
from casebook.services.base import record
from casebook.services.base.absence import ONE_REFERENCE, REMEDY, absent_of, shared_reference
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import DossierData
from casebook.store.library import finding as findings
from casebook.store.registry import table_for

_WRONG_WITHOUT = Message("A copy made without it would leave out what the other casebook has.")
_ONE_LETTER = Message("Build a working draft until it is settled which letter stays.")
_AMBIGUOUS = Message("If it is used twice, references to it are ambiguous.")


def unmerged(session: Session, gathered: DossierData) -> tuple[PrecheckProblem, ...]:
    """Return what keeps a copy of this material from being made for anybody outside; a draft may be made."""
    return (*_absences(session, gathered), *_topics(gathered), *_shared(session, gathered))


def for_copy(problems: Iterable[PrecheckProblem], request: BuildRequest) -> Iterator[PrecheckProblem]:
    """Yield these problems as they bear on a copy: a draft they do not stop."""
    is_blocking = request.copy_kind != "draft"
    yield from (replace(one, problem=replace(one.problem, is_blocking=is_blocking)) for one in problems)


def _absences(session: Session, gathered: DossierData) -> Iterator[PrecheckProblem]:
    for kind, what, records in _groups(session, gathered):
        if absent := absent_of(session, records):
            bearer = next(one for one in records if absent_of(session, [one]))
            about = DossierTarget(kind=kind, id="" if kind == "cover" else bearer.id)
            yield _stopping("absent", Message(what, kinds=kinds_of(absent)), _WRONG_WITHOUT, REMEDY, about)


def _topics(gathered: DossierData) -> Iterator[PrecheckProblem]:
    """Yield the topics that another version of the library has."""
    absent = [one for one in gathered.dossier.topics if one not in gathered.topics]
    if absent:
        named = [RecordReference(field="topic_id", nouns=("topic",), id=one) for one in absent]
        what = Message("The dossier refers to what is not here yet: {kinds}.", kinds=kinds_of(named))
        yield _stopping("absent", what, _WRONG_WITHOUT, REMEDY, DossierTarget(kind="cover"))


def _groups(session: Session, gathered: DossierData) -> Iterator[tuple[TargetKind, str, Sequence[Entity]]]:
    """Yield what is opened, what is said, and the records that a copy is made from."""
    argument = gathered.argument
    yield "cover", gettext_noop("The case refers to what is not here yet: {kinds}."), [gathered.case]
    yield (
        "document",
        gettext_noop("Exhibits refer to what is not here yet: {kinds}."),
        gathered.every_exhibit,
    )
    yield "fact", gettext_noop("Facts refer to what is not here yet: {kinds}."), gathered.facts
    yield "event", gettext_noop("Events refer to what is not here yet: {kinds}."), gathered.events
    yield (
        "cover",
        gettext_noop("Proceedings, incidents or roles refer to what is not here yet: {kinds}."),
        (
            *gathered.proceedings,
            *argument.incidents,
            *(check.test for check in argument.request_checks if check.test.id),
            *(one.paper for one in (argument.comparison.columns if argument.comparison else ())),
            *record.of_case(session, Role, gathered.case.id),
        ),
    )
    yield (
        "ground",
        gettext_noop("Grounds refer to what is not here yet: {kinds}."),
        [row.ground for row in argument.grounds],
    )
    yield (
        "assurance",
        gettext_noop("Assurances refer to what is not here yet: {kinds}."),
        argument.assurances,
    )
    yield (
        "finding",
        gettext_noop("Findings refer to what is not here yet: {kinds}."),
        _own_findings(session, gathered),
    )


def _own_findings(session: Session, gathered: DossierData) -> list[Finding]:
    """Return the office's own findings that the dossier may print, those without a source among them."""
    argument = gathered.argument
    arguing = [gathered.dossier, *argument.assurances, *(row.ground for row in argument.grounds)]
    ids = {one.id for record in arguing for one in references(record) if "finding" in one.nouns}
    with session.store.reading() as connection:
        named = table_for(Finding).some(connection, ids).values()
        on_topics = findings.on_topics(connection, dict.fromkeys(gathered.dossier.topics, 0))
    return [one for one in {one.id: one for one in (*named, *on_topics)}.values() if not one.pack]


def _shared(session: Session, gathered: DossierData) -> Iterator[PrecheckProblem]:
    cover = DossierTarget(kind="cover")
    if what := shared_reference(session, gathered.case):
        yield _stopping("same", what, _AMBIGUOUS, ONE_REFERENCE, cover)
    numbers = Counter(one.exhibit_mark for one in gathered.every_exhibit if one.exhibit_mark)
    for one in gathered.every_exhibit:
        if numbers.pop(one.exhibit_mark, 1) > 1:
            yield _stopping(
                "same",
                Message("Exhibit {mark}: another exhibit has the same number.", mark=one.exhibit_mark),
                _AMBIGUOUS,
                Message("Change one of the exhibit numbers."),
                DossierTarget(kind="document", id=one.id),
            )
    if gathered.copy_kind == "pseudonymised":
        yield from (
            _stopping("same", what, _AMBIGUOUS, _ONE_LETTER, cover) for what in _letters(session, gathered)
        )


def _letters(session: Session, gathered: DossierData) -> Iterator[Message]:
    with session.store.reading() as connection:
        kept = {
            (one.person_id, one.label) for one in table_for(Pseudonym).of_case(connection, gathered.case.id)
        }
    people = Counter(person_id for person_id, _ in kept)
    for letter, number in sorted(Counter(label for _, label in kept).items()):
        if number > 1:
            yield Message(
                "Several people have the letter {letter} in the copies of this case.", letter=letter
            )
    if several := sorted(label for person_id, label in kept if people[person_id] > 1):
        yield Message(
            "One person has several letters in the copies of this case: {letters}.", letters=tuple(several)
        )


def _stopping(
    check: str, what: Message, rule: Message, mend: Message, about: DossierTarget
) -> PrecheckProblem:
    problem = FilingProblem(check=check, page=0, what=what, is_blocking=True, rule=rule, mend=mend)
    return PrecheckProblem(problem=problem, about=about)
