"""Exhibits that are to have a page in their place, by whatever name they are chosen."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.base.errors import NotFound
from casebook.base.message import Message
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.placeholder import exhibit_names


def require_known(dossier_data: DossierData, chosen: Iterable[str]) -> None:
    """Make sure that the dossier has each exhibit that is to have a page in its place.

    Raises:
        NotFound: there is no exhibit with one of these numbers, places or IDs.
    """
    unknown = sorted(frozenset(chosen) - exhibit_names(dossier_data))
    if unknown:
        raise NotFound(
            Message("There is no exhibit {mark}.", mark=unknown[0]),
            field="placeholder",
            remedy="Enter the number of an exhibit in the dossier. One without a number is named by its "
            "place in the list, such as no.3.",
        )
