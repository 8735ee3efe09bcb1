"""The options by which sharing and parcels are given what they need stated, in their refusals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casebook.base.errors import CasebookError
from casebook.base.message import Message
from casebook.services.sharing.members.sharing_terms import TermsLacking
from casebook.services.sharing.parcels.parcel_refusals import UncomparedCards
from casebook.services.sharing.team.exchange import is_laying_again_offered

_OPTIONS = {
    "is_office": "--same-office",
    "within_limits": "--within-limits",
    "with_protected": "--with-protected",
}


@contextmanager
def naming_options() -> Iterator[None]:
    """Name the options in a refusal to share cases of which something is to be stated first.

    Raises:
        TermsLacking: as it was raised, with the options in its remedy.
    """
    try:
        yield
    except TermsLacking as error:
        options = ", ".join(_OPTIONS[one] for one in error.fields)
        add_remedy(error, f"To state it: {options}.")
        raise


@contextmanager
def naming_again(vault: Path) -> Iterator[None]:
    """Name the command that saves again what the shared folder has lost, in a refusal for want of that.

    Raises:
        CarrierEmptied, CarrierReplaced: as raised, with the command in the remedy.
    """
    try:
        yield
    except CasebookError as error:
        if is_laying_again_offered(error):
            add_remedy(error, f"The command is `casebook team again {vault}`.")
        raise


@contextmanager
def naming_cards() -> Iterator[None]:
    """Name the cards in a refusal to seal to those that were not compared, and the option that states it.

    Raises:
        UncomparedCards: as it was raised, with both in its remedy.
    """
    try:
        yield
    except UncomparedCards as error:
        name_cards(error)
        raise


def name_cards(*errors: CasebookError) -> None:
    """Add to the remedy of each refusal of uncompared cards the option with their IDs."""
    for error in errors:
        if isinstance(error, UncomparedCards):
            options = " ".join(f"--uncompared {one}" for one in error.card_ids)
            add_remedy(error, f"To state it: {options}.")


def add_remedy(error: CasebookError, remedy: str) -> None:
    """Add a sentence to the remedy of an error: what to type, which only the command line can say."""
    error.remedy = Message("{title} {remedy}", title=error.remedy, remedy=remedy)
