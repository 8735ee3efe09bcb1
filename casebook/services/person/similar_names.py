"""Finds persons and contacts by name, in any script or spelling and with typing errors.

A warning, never a refusal: two people can bear one name, and one person many.
"""

from __future__ import annotations

from collections.abc import Iterable

from casebook.domain.base.entity import entity
from casebook.services.base import search
from casebook.services.base.session import Session

MIN_LIKENESS = 0.8
"""Below this likeness there is no warning; search still finds the name."""
MAX_SIMILAR = 10
BEARERS = ("person", "contact")
"""The nouns that have names."""


@entity
class Likely:
    """A possible match.

    Attributes:
        noun: person or contact.
        title: its leading name.
        asked: the name it was compared with.
        form: the spelling that matched.
        system: how that spelling follows from the name.
        form_of: the name it follows from, as stated.
        likeness: 1 for the same, less with errors.
    """

    noun: str
    id: str
    title: str
    asked: str
    form: str
    system: str
    form_of: str
    likeness: float


def find(session: Session, names: Iterable[str], *, but: str = "") -> list[Likely]:
    """Return persons and contacts with a name similar to one of these, the most similar first.

    Args:
        session: the open vault.
        names: every name and alias of the one who is entered.
        but: id of a record that is not meant: the one being changed.
    """
    best: dict[str, Likely] = {}
    for name in dict.fromkeys(name.strip() for name in names if name.strip()):
        for hit in search.find(session, name, most=MAX_SIMILAR * 2):
            is_known = hit.id in best and best[hit.id].likeness >= hit.likeness
            if hit.noun in BEARERS and hit.id != but and hit.likeness >= MIN_LIKENESS and not is_known:
                best[hit.id] = Likely(
                    noun=hit.noun,
                    id=hit.id,
                    title=hit.title,
                    asked=name,
                    form=hit.form,
                    system=hit.system,
                    form_of=hit.form_of,
                    likeness=hit.likeness,
                )
    return sorted(best.values(), key=lambda each: -each.likeness)[:MAX_SIMILAR]
