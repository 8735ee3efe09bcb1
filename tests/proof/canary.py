"""Canaries: unique words planted in records and searched for in files and memory."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import quote

from casebook.domain.evidence.recognition import Recognition
from casebook.domain.evidence.redaction import Redaction
from casebook.language.fold import letters
from casebook.services.base import draft
from casebook.services.base.session import Session
from casebook.services.deadline.own_rule import RULES
from casebook.services.dossier.own_profile import PROFILES
from casebook.services.vault import unlock_method
from casebook.store.registry import tables
from tests.proof.texts import sown, specimen

CANARY = "Zaunkönig7391"
"""In no library, font, locale or word list."""
_OF_EACH = 3
"""Records of a noun in which it is planted."""


@cache
def encodings() -> dict[str, bytes]:
    """Return the encodings of a canary in a file or in memory.

    Python keeps a text in one, two or four bytes a letter, by the widest letter in it; lists inside a record
    are kept as JSON, which escapes the ö; search keeps small letters, and what is left without marks.
    """
    plain = CANARY.encode()
    forms = {"utf-8": plain, "latin-1": CANARY.encode("latin-1"), "hex": plain.hex().encode()}
    forms |= {f"utf-{wide}": CANARY.encode(f"utf-{wide}") for wide in ("16-le", "16-be", "32-le", "32-be")}
    forms |= {"json": json.dumps(CANARY)[1:-1].encode(), "in an address": quote(CANARY).encode()}
    small = {"small": CANARY.casefold(), "decomposed": normalize("NFD", CANARY), "folded": letters(CANARY)}
    forms |= {name: text.encode() for name, text in small.items()}
    forms |= {f"{name}, utf-16": text.encode("utf-16-le") for name, text in small.items()}
    forms["small, latin-1"] = small["small"].encode("latin-1")
    # A base64 text begins at one of three places within three bytes: what is common to each is looked for.
    return forms | {
        f"base64 at {at}": base64.b64encode(bytes(at) + plain)[4 if at else 0 : -4] for at in range(3)
    }


def hits(data: bytes) -> list[str]:
    """Return the encodings in which some bytes contain the canary."""
    return [name for name, looked_for in encodings().items() if looked_for in data]


def plant(session: Session) -> dict[str, set[str]]:
    """Put the canary into every place of some records of every noun; which places, by noun.

    Nouns of which there is no record get one; a draft, a way in and an entry of the office's own say it too.
    """
    _keep_own(session)
    planted: dict[str, set[str]] = {}
    for entity_table in tables():
        with session.store.reading() as connection:
            records: list[Any] = list(entity_table.all(connection))[:_OF_EACH]
        is_new = not records
        records = records or [_made(session, entity_table.kind)]
        for record in records:
            changed, places = sown(record, CANARY)
            with session.store.write("proof.plant") as change:
                (change.add if is_new else change.replace)(changed)
            planted.setdefault(entity_table.noun, set()).update(places)
    _keep_beside(session)
    return planted


def _made(session: Session, kind: type[Any]) -> Any:  # noqa: ANN401 - a record of any noun
    """Return a record of a noun that refers to existing others; parts of a document share its ID."""
    with session.store.reading() as connection:
        of_kind = {entity_table.noun: entity_table.all(connection) for entity_table in tables()}
    known = {f"{noun.replace('-', '_')}_id": found[0].id for noun, found in of_kind.items() if found}
    own = known["document_id"] if kind in {Recognition, Redaction} else session.ids()
    about = {"noun": "finding", "record_id": known.get("finding_id", "")}
    return specimen(kind, CANARY, {**known, **about, "id": own}.get)


def _keep_own(session: Session) -> None:
    """A rule and a court profile that say the canary and still pass their checks."""
    for kind, title in ((RULES, "title"), (PROFILES, "forum")):
        text = kind.draft(next(iter(kind.shipped())))
        kept = kind.keep(session, text.replace(f'\n{title} = "', f'\n{title} = "{CANARY} ', 1))
        with session.store.write("proof.plant") as change:
            change.replace(replace(kept, taken_from=CANARY))


def _keep_beside(session: Session) -> None:
    """Save data besides records: the content of a form, and the name of an unlock method."""
    for place, form in ((["people", "", "", ""], "person"), (["cases", "", "", ""], "case")):
        draft.keep(session, json.dumps([*place, form]), {"Name": CANARY, "lines": [CANARY]})
    unlock_method.rename(session, unlock_method.every(session)[0].id, CANARY)


def processes(launcher: int) -> Iterator[Path]:
    """The launcher and all that it and its children started."""
    yield Path(f"/proc/{launcher}")
    with suppress(OSError):
        for task in Path(f"/proc/{launcher}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from processes(int(child))


def memory_hits(process: Path) -> list[str]:
    """The canary anywhere in the memory of a process."""
    matches: list[str] = []
    with (process / "mem").open("rb", buffering=0) as memory:
        for line in (process / "maps").read_text(encoding="utf-8").splitlines():
            first, last = (int(end, 16) for end in line.split()[0].split("-"))
            with suppress(OSError, ValueError, OverflowError):
                memory.seek(first)
                matches += hits(memory.read(last - first))
    return matches
