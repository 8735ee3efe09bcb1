"""The options by which ``team welcome``, ``give`` and ``asks`` state what sharing needs, in its refusals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from casebook.base.message import Message
from casebook.services.sharing.members.sharing_terms import TermsLacking

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
        error.remedy = Message("{title} {remedy}", title=error.remedy, remedy=f"To state it: {options}.")
        raise
