"""Code names: what the screen shows of a person or case while names are hidden.

They are words for things, not names of people, places or anything of a case, so that they betray nothing
to whoever reads along. They stand on the screen alone; the pseudonyms of copies stand in print.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from hashlib import sha256
from itertools import count

from casebook.base.errors import InvalidInput
from casebook.domain.base.entity import entity
from casebook.domain.person.code_word import KINDS, THINGS

MAX_LETTERS = 40
_SINGLE, _PAIRS = 4, 12
"""How many are tried of each sort before the next."""


@entity
class CodeNamed:
    """A person, contact, case, guardian or member of a team, and what the screen shows instead of its names.

    Attributes:
        id: of the record, of the share of a guardian, or of the member.
        noun: "person", "contact", "case", "guardian" or "member".
        names: as recorded, in every script; of a case its reference and title.
        spellings: further spellings of the names.
        code_name: kept, or proposed by the program.
        is_kept: whether it is kept in the vault.
    """

    id: str
    noun: str
    names: tuple[str, ...]
    spellings: tuple[str, ...]
    code_name: str
    is_kept: bool


def proposed_code_name(record_id: str, taken: Collection[str]) -> str:
    """Return the code name that the program proposes for a record: the same each time, and not yet taken.

    Which word a record gets follows from its random id, never from its name or from when it was made.

    Args:
        record_id: of a person, contact or case.
        taken: code names of others and words that are names, all as `code_key` makes them.
    """
    # As `code_key` makes it: the words of a candidate have single spaces between them.
    return next(name for name in _candidates(record_id) if name.casefold() not in taken)


def _candidates(record_id: str) -> Iterator[str]:
    """Yield single words, then pairs, then pairs with a number."""
    seed = int.from_bytes(sha256(record_id.encode()).digest(), "big")
    for step in range(_SINGLE):
        yield THINGS[(seed + step * 97) % len(THINGS)]
    for number in count(1):
        for step in range(_PAIRS):
            kind, thing = divmod((seed // 7 + step * 1009) % (len(KINDS) * len(THINGS)), len(THINGS))
            yield f"{KINDS[kind]} {THINGS[thing]}" + (f" {number}" if number > 1 else "")


def code_key(name: str) -> str:
    """Return a code name as it is compared: without case and with single spaces.

    >>> code_key(" Quiet  Heron")
    'quiet heron'
    """
    return " ".join(name.casefold().split())


def check_code_name(code_name: str, names: Collection[str]) -> None:
    """Reject a code name that is too long or says what it is to hide.

    Args:
        code_name: as it was entered; "" is none.
        names: of the record, in every script; of a case its reference and title.

    Raises:
        InvalidInput: it is more than a short line, or contains a word of one of the names.
    """
    if not code_name:
        return
    # SECURITY: no tags, since a tooltip in which it stands may be shown as HTML.
    if len(code_name) > MAX_LETTERS or not code_name.isprintable() or set(code_name) & set("<>&"):
        raise InvalidInput("A code name is one short line.", field="code_name", remedy="Enter a word or two.")
    key = code_key(code_name)
    words = {word for name in names for word in code_key(name).split()}
    is_named = any(code_key(name) in key for name in names if name.strip())
    if is_named or words & {word for word in key.split() if len(word) > 1}:
        raise InvalidInput(
            "The code name contains a word of the name that it is to hide.",
            field="code_name",
            remedy="Enter a word that has nothing to do with the person or case.",
        )
