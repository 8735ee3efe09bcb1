"""The recipient gate: who reads a copy, whom it shows to them, and what may not reach them.

A court may pass on what is filed: whom it discloses to is a field of its profile. No profile supplied with
the program holds it, and where it is empty the copy counts as reaching the requesting State, its bureau and
the public. An office narrows it in a profile of its own, with the place where that is stated and how it was
read.

Left out by kind: the chain of custody, which names who holds and sends papers, from every copy that is filed
or served; asylum papers from a service copy. Each can be shown to a named recipient by a decision with its
reason, which stands in the disclosure register.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from casebook.base.errors import CasebookError
from casebook.base.message import Message
from casebook.domain.dossier.build import CopyKind
from casebook.domain.dossier.composition import Composition, DossierPart
from casebook.domain.dossier.filing_problem import FilingProblem, PrecheckProblem
from casebook.domain.dossier.profile import Profile
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.person.person import Person, Purpose
from casebook.services.dossier.compose import SetSections, shown_sections
from casebook.services.dossier.pseudonymised_text import texts_of

REACHES = ("requesting-state", "bureau", "public")
"""Whom a copy reaches where nothing narrower is known: the requesting State, its bureau and the public."""
GATED: frozenset[CopyKind] = frozenset({"filing", "service"})
"""What goes to a court or another party; a draft stays in the office.

A pseudonymised copy is no filing, but leaves: what is still to be written stops it as well
(`filing_gate.unwritten`).
"""
_LEAST = 2
"""Signs of a name that is looked for in a text."""


def reaches(profile: Profile | None) -> tuple[str, ...]:
    """Whom a filing to this forum reaches; everyone unless a rule with a source narrows it."""
    rule = profile.rule("discloses_to") if profile else None
    if rule is None or not isinstance(rule.value, tuple) or not (rule.pinpoint and rule.kind):
        return REACHES
    return tuple(str(reader) for reader in rule.value)


def _texts(sections: SetSections) -> str:
    """All that the sections of a copy say; a section that cannot be set is reported elsewhere."""
    parts: list[DossierPart] = []
    dossier_data = sections.dossier_data
    for section in shown_sections(dossier_data):
        with suppress(CasebookError):
            blocks = sections.blocks(section)
            parts.append(DossierPart(title=section.title, anchor="", blocks=blocks))
    titles = (text for one in dossier_data.exhibits for text in (one.title, one.web_address))
    whole = Composition(title=dossier_data.dossier.title, language="en", parts=tuple(parts))
    return "\n".join((*texts_of(whole), *titles))


def is_named(person: Person, texts: str) -> bool:
    """Whether a text names a person in any spelling on record."""
    for name in person.names:
        if len(name.text) < _LEAST or name.text not in texts:
            continue
        if not name.text.isascii() or re.search(rf"(?<!\w){re.escape(name.text)}(?!\w)", texts):
            return True
    return False


def exposed(sections: SetSections, purpose: Purpose) -> Iterator[PrecheckProblem]:
    """Yield each person in China whom a filed or served copy names, and who has not consented to its purpose.

    The sections and the titles of the exhibits are searched; the pages of the exhibits are not.
    """
    dossier_data = sections.dossier_data
    if dossier_data.copy_kind not in GATED or not {*REACHES} & {*reaches(dossier_data.profile)}:
        return
    texts = _texts(sections)
    for person in dossier_data.people_in_china:
        if is_named(person, texts) and not person.consents_to(purpose, dossier_data.today):
            yield may_reach(
                Message("The copy names a person in China who has not consented to it."),
                Message("Remove the name, or record the person's consent with its date and scope."),
                DossierTarget(kind="person", id=person.id),
                is_blocking=True,
            )
    yield from _of_other_cases(sections, texts)


def _of_other_cases(sections: SetSections, texts: str) -> Iterator[PrecheckProblem]:
    """Yield each client of another case, such as a witness, whose fate or claim the copy may tell."""
    for person in sections.dossier_data.other_clients:
        if is_named(person, texts):
            yield may_reach(
                Message("The copy names a client of another case."),
                Message("Remove what it says of that person, or ask for that person's consent first."),
                DossierTarget(kind="person", id=person.id),
                is_blocking=False,
            )


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
