"""What keeps a copy from being built and can be left out of it, each with the reasons against it.

Written as a list to be edited, it spares a person from naming each passage and exhibit again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.filing_problem import ReviewedPassage
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.exhibit_exposure import undecided_exhibits
from casebook.services.dossier.placeholder import marked_exhibit


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


def open_decisions(
    searched: DossierData, passages: Iterable[ReviewedPassage], request: BuildRequest
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
            name = marked_exhibit(searched, document) + searched.exhibit_grounds.get(document.id, "")
            yield OpenDecision(option="placeholder", name=name, why=tuple(why[document.id]))
