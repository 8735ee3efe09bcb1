"""Decisions that name exhibits by number: each must meet the exhibit it was taken on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casebook.base.errors import NotFound
from casebook.base.message import Message
from casebook.domain.dossier.build import OF_EXHIBITS, BuildRequest
from casebook.domain.evidence.exhibit_number import another_exhibit, exhibit_text_mark, shows_otherwise
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
    """Refuse decisions on an exhibit whose number another one bears by now, or against which more stands.

    Raises:
        InvalidInput: there is one.
        NotFound: there is no exhibit that is to have a page in its place.
    """
    require_known(dossier_data, (one for one in request.placeholders if "#" in one))
    exhibits = {one.exhibit_mark.upper(): one.id for one in dossier_data.every_exhibit}
    own = {mark: exhibit_text_mark(dossier_data.text_mark, key) for mark, key in exhibits.items()}
    full = {number.upper(): mark for number, mark in full_marks(dossier_data).items()}
    for decision in request.decisions:
        for kind in OF_EXHIBITS:
            if decision.is_outdated(kind, own):
                raise another_exhibit(decision.subject, kind)
            if decision.is_outdated(kind, full):
                raise shows_otherwise(decision.subject, kind)


def full_marks(dossier_data: DossierData) -> Mapping[str, str]:
    """Return the marks of the exhibits by number, with those of what stands against each."""
    return {
        one.exhibit_mark: exhibit_text_mark(dossier_data.text_mark, one.id)
        + dossier_data.exhibit_grounds.get(one.id, "")
        for one in dossier_data.every_exhibit
    }
