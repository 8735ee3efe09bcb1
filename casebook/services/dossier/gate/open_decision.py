"""What keeps a copy from being built and can be left out of it, each with the reasons against it.

Written as a list to be edited, it spares a person from naming each passage and exhibit again. A list that was
written before gives the decisions that still hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import MARKED, BuildRequest
from casebook.domain.dossier.filing_problem import ReviewedPassage, marked_name
from casebook.domain.evidence.document import Document
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.claim_release import held_back
from casebook.services.dossier.gate.decision_check import PLACEHOLDER, CurrentMarks
from casebook.services.dossier.gate.exhibit_exposure import undecided_exhibits
from casebook.services.dossier.gate.passage_review import NAMES_CLIENT
from casebook.services.dossier.gate.searched_name import NamedPeople, plain
from casebook.services.dossier.placeholder import marked_exhibit, names_of


@entity
class OpenDecision:
    """One thing that somebody must decide on before a copy is built.

    Attributes:
        option: by which the copy leaves it out.
        name: of the passage, or number of the exhibit, with its mark.
        why: what stands against it, without its words.
    """

    option: Literal["leave-out", "placeholder"]
    name: str
    why: tuple[Message, ...]


@entity
class KeptDecision:
    """A decision that still holds.

    Attributes:
        option: by which it is given.
        name: of what it is on, with its mark.
        reason: given for it, or "".
    """

    option: str
    name: str
    reason: str


def open_decisions(
    searched: DossierData, passages: Collection[ReviewedPassage], request: BuildRequest
) -> Iterator[OpenDecision]:
    """Yield passages and exhibits of a copy on which nobody decided yet, each once.

    Args:
        searched: the material of the copy, as `copy_material.searched_for` returns it.
        passages: its undecided ones.
        request: the copy.
    """
    for one in passages:
        yield OpenDecision(option="leave-out", name=one.passage.marked_name, why=one.why)
    why: dict[str, list[Message]] = {}
    for entry in undecided_exhibits(searched, request):
        if entry.about and entry.problem.is_blocking:
            why.setdefault(entry.about.id, []).append(entry.problem.what)
    for document in searched.exhibits:
        if document.id in why:
            name = _marked(searched, document)
            yield OpenDecision(option="placeholder", name=name, why=tuple(why[document.id]))


def kept_decisions(searched: DossierData, request: BuildRequest) -> Iterator[KeptDecision]:
    """Yield the decisions of a copy that bear marks, with those by now.

    Args:
        searched: as for `open_decisions`.
        request: the copy, with decisions that hold alone.
    """
    marks = CurrentMarks(searched)
    for one in request.decisions:
        if one.kind in MARKED and (mark := marks.of(one)):
            yield KeptDecision(option=one.kind, name=marked_name(one.subject, mark), reason=one.reason)
    for document in searched.every_exhibit:
        if not request.placeholders.isdisjoint(names_of(searched, document)):
            yield KeptDecision(option=PLACEHOLDER, name=_marked(searched, document), reason="")


def releases(searched: DossierData, passages: Collection[ReviewedPassage]) -> Iterator[tuple[str, str]]:
    """Yield by which option and marked name a service copy shows what it holds back by itself.

    Args:
        searched: as for `open_decisions`.
        passages: its undecided ones.
    """
    if searched.copy_kind == "service":
        yield from (("confirm", one.marked_name) for one in held_back(searched) if not one.is_released)
        clients = NamedPeople(searched.clients, searched.other_clients, searched.searched_forms)
        texts = (one.passage.text for one in passages if NAMES_CLIENT in one.why)
        named = {key for text in texts for key in clients.ids(plain(text))}
        named |= {key for one in searched.exposures if one.kind == "other-client" for key in one.people}
        people = searched.marks.people
        yield from (("name-person", marked_name(key, people[key])) for key in sorted(named & people.keys()))
    for kind, mark in searched.marks.sections.items():
        if kind not in searched.shown_sections:
            yield "show-section", marked_name(kind, mark)


def _marked(searched: DossierData, document: Document) -> str:
    name, _, mark = marked_exhibit(searched, document).rpartition("#")
    return marked_name(name, searched.marks.exhibits.get(document.id, mark))
