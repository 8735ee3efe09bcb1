"""The recipient gate: who reads a copy, whom it shows to them, and what may not reach them.

A court may pass on what is filed: whom it discloses to is a field of its profile. No profile supplied with
the program holds it, and where it is empty the copy counts as reaching the requesting State, its bureau and
the public. An office narrows it in a profile of its own, with the place where that is stated and how it was
read. What sources say of each reader is a pack of its own (`packs/dossier/reader.py`), and is drawn.

Left out by kind: the chain of custody, which names who holds and sends papers, from every copy that is filed
or served; asylum papers from a service copy. Each can be shown to a named recipient by a decision with its
reason, which stands in the disclosure register.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base.message import Message
from casebook.domain.dossier.build import BuildRequest, CopyKind
from casebook.domain.dossier.filing_problem import FilingProblem, PrecheckProblem
from casebook.domain.dossier.profile import Profile
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.person.person import Person, Purpose
from casebook.services.base.session import Session
from casebook.services.dossier.compose import SetSections
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.passage import passages
from casebook.services.dossier.gate.printed_text import printed_texts
from casebook.services.dossier.gate.reader_consent import covers, permits
from casebook.services.dossier.gate.searched_name import is_named_by, is_named_in, name_pattern, plain
from casebook.services.person.in_china import with_differing_whereabouts

REACHES = ("requesting-state", "bureau", "public")
"""Whom a copy reaches where nothing narrower is known: the requesting State, its bureau and the public."""
GATED: frozenset[CopyKind] = frozenset({"filing", "service"})
"""What goes to a court or another party; a draft stays in the office.

A pseudonymised copy is no filing, but leaves: what is still to be written stops it as well
(`filing_gate.unwritten`).
"""


def reaches(profile: Profile | None) -> tuple[str, ...]:
    """Whom a filing to this forum reaches; everyone unless a rule with a source narrows it.

    What the public reads, the requesting State and its bureau read as well.
    """
    narrowed = narrowed_to(profile)
    return REACHES if narrowed is None or "public" in narrowed else narrowed


def narrowed_to(profile: Profile | None) -> tuple[str, ...] | None:
    """Whom a rule with a source states that a forum discloses to, or None without such a rule."""
    rule = profile.rule("discloses_to") if profile else None
    if rule is None or not isinstance(rule.value, tuple) or not (rule.pinpoint and rule.kind):
        return None
    return tuple(str(reader) for reader in rule.value)


def exposed(sections: SetSections, request: BuildRequest) -> Iterator[PrecheckProblem]:
    """Yield whom a filed or served copy names without consent to its purpose: people in China, other clients.

    A service copy reaches the requesting State whatever its court discloses. All that it prints is searched;
    the pages of the exhibits are not. `readers.named_in_china` says whose consent limits a filing copy.
    """
    dossier_data = sections.dossier_data
    kind = dossier_data.copy_kind
    if kind not in GATED or (kind != "service" and not {*REACHES} & {*reaches(dossier_data.profile)}):
        return
    texts = "\n".join(printed_texts(sections))
    for person in dossier_data.people_in_china:
        if not names_person(dossier_data, person, texts):
            continue
        is_covered = covers(person, dossier_data, request)
        is_limited = person.limits_consent_to(request.purpose, dossier_data.today)
        if is_covered and is_limited and kind == "service":
            yield may_reach(
                _placed(
                    Message("The copy names a person in China whose consent is limited."),
                    passages_naming(sections, person),
                ),
                Message("Read the scope of that consent, and leave out of this copy what it does not cover."),
                DossierTarget(kind="person", id=person.id),
                is_blocking=False,
            )
        if not is_covered:
            yield may_reach(
                _placed(
                    Message("The copy names a person in China who has not consented to it."),
                    passages_naming(sections, person),
                ),
                Message(
                    "Remove the name, or record the person's consent with its date and scope. A relative, "
                    "source or witness counts as in China until every entry of their whereabouts states "
                    "another country."
                ),
                DossierTarget(kind="person", id=person.id),
                is_blocking=True,
            )
    yield from _of_other_cases(sections, texts, request)


def differing(session: Session, dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    """Yield each person of the case whom one text entered states abroad and another does not, to be read."""
    for person in with_differing_whereabouts(session, dossier_data.clients, dossier_data.case):
        yield may_reach(
            Message("The whereabouts entered for a person differ."),
            Message(
                "Check the person's record and relationships. The person counts as in China until every "
                "entry states another country."
            ),
            DossierTarget(kind="person", id=person.id),
            is_blocking=False,
        )


def _of_other_cases(sections: SetSections, texts: str, request: BuildRequest) -> Iterator[PrecheckProblem]:
    """Yield each client of another case, such as a witness, whose fate or claim the copy may tell.

    A consent lets a filed copy pass, but only its scope says what it covers: a warning stays. What is served
    on the requesting State needs a decision as well where the consent is limited, or where an exhibit that
    bears the name is withheld from the same reader.
    """
    dossier_data = sections.dossier_data
    in_china = {person.id for person in dossier_data.people_in_china}
    for person in dossier_data.other_clients:
        if person.id in in_china or not names_person(dossier_data, person, texts):
            continue
        about, names = DossierTarget(kind="person", id=person.id), passages_naming(sections, person)
        if not permits(person, dossier_data, request):
            yield may_reach(
                _placed(
                    Message("The copy names a client of another case who has not consented to it."), names
                ),
                Message(
                    "Leave the passages out of this copy, or record the consent with its date and scope."
                ),
                about,
                is_blocking=True,
            )
            continue
        needs_decision = needs_decision_to_name(dossier_data, person, request.purpose)
        title = Message("The copy names a client of another case, who has consented to this purpose.")
        if needs_decision:
            title = Message(
                "The copy names a client of another case whose consent is limited or who is named in an "
                "exhibit withheld from this copy."
            )
        yield may_reach(
            _placed(title, names),
            Message(
                "Read the scope of that consent, and leave out of this copy what it does not cover. "
                "Where the consent is limited or an exhibit of that person is withheld, a service copy "
                "names the person only if you decide so and give a reason."
            ),
            about,
            is_blocking=needs_decision,
        )


def needs_decision_to_name(dossier_data: DossierData, person: Person, purpose: Purpose) -> bool:
    """Return whether a service copy may name a client of another case only by decision."""
    if dossier_data.copy_kind != "service" or person.id in dossier_data.named_people:
        return False
    papers = "\n".join(f"{one.title}\n{one.author}" for one in dossier_data.withheld_exhibits)
    return person.limits_consent_to(purpose, dossier_data.today) or names_person(dossier_data, person, papers)


def names_person(dossier_data: DossierData, person: Person, text: str) -> bool:
    """Return whether a text names a person, by any name and in any script."""
    return names_person_plainly(dossier_data, person, plain(text))


def names_person_plainly(dossier_data: DossierData, person: Person, plain_text: str) -> bool:
    """Return the same of a text in `plain` letters, in which several persons are looked for."""
    pattern = name_pattern(dossier_data.clients, (person,), forms=dossier_data.searched_forms)
    return is_named_in(pattern, plain_text)


def passages_naming(sections: SetSections, person: Person) -> list[str]:
    """Return the names of the paragraphs and rows that name somebody."""
    pattern = name_pattern(
        sections.dossier_data.clients, (person,), forms=sections.dossier_data.searched_forms
    )
    return [
        passage.name
        for passage in passages(sections)
        if passage.kind in {"paragraph", "row"} and is_named_by(pattern, passage.text)
    ]


def _placed(what: Message, names: list[str]) -> Message:
    if not names:
        return what
    return Message("{what} Passages: {names}.", what=what, names=tuple(names))


def may_reach(what: Message, mend: Message, about: DossierTarget, *, is_blocking: bool) -> PrecheckProblem:
    """What a copy tells those whom it may reach, to be mended before it leaves."""
    problem = FilingProblem(
        check="recipient",
        page=0,
        what=what,
        is_blocking=is_blocking,
        rule=Message("It may reach the requesting State, its bureau and the public."),
        mend=mend,
    )
    return PrecheckProblem(problem=problem, about=about)
