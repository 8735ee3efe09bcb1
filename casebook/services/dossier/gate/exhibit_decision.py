"""Decisions that name exhibits by number: each must meet the exhibit it was taken on."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.base.errors import NotFound
from casebook.base.message import Message
from casebook.domain.dossier.build import OF_EXHIBITS, BuildRequest
from casebook.domain.evidence.exhibit_number import another_exhibit, exhibit_text_mark
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.placeholder import names_of


def require_known(dossier_data: DossierData, chosen: Iterable[str]) -> None:
    """Make sure that the dossier has each exhibit that is to have a page in its place.

    Raises:
        NotFound: there is no exhibit with one of these numbers, places or IDs.
        InvalidInput: another exhibit had this number when it was chosen.
    """
    every = dossier_data.every_exhibit
    known = frozenset[str]().union(*(names_of(dossier_data, exhibit) for exhibit in every))
    for name in sorted(chosen):
        if name not in known and name.partition("#")[0] in known:
            raise another_exhibit(name.partition("#")[0], "placeholder")
        if name not in known:
            raise NotFound(
                Message("There is no exhibit {mark}.", mark=name),
                field="placeholder",
                remedy="Enter the number of an exhibit in the dossier. One without a number is named by its "
                "place in the list, such as no.3.",
            )


def require_same_exhibits(dossier_data: DossierData, request: BuildRequest) -> None:
    """Refuse decisions on an exhibit whose number another one bears by now.

    Raises:
        InvalidInput: there is one.
        NotFound: there is no exhibit that is to have a page in its place.
    """
    require_known(dossier_data, (one for one in request.placeholders if "#" in one))
    mark = dossier_data.text_mark
    marks = {one.exhibit_mark.upper(): exhibit_text_mark(mark, one.id) for one in dossier_data.every_exhibit}
    for decision in request.decisions:
        for kind in OF_EXHIBITS:
            if decision.is_outdated(kind, marks):
                raise another_exhibit(decision.subject, kind)
