"""B11: a header that costs hours, a reach that is widened, a draft that survives a purge."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete

from casebook.base.errors import CasebookError
from casebook.crypto import kdf
from casebook.crypto.kdf import MAX_MEMORY_KIB, MAX_PASSES, KdfCost
from casebook.crypto.secret import Secret
from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.host.sandbox import places
from casebook.services.base import draft, record
from casebook.services.base.session import Session, open_session
from casebook.services.vault import record_bin
from casebook.store.base import settings_store
from casebook.vault import header as headers
from casebook.vault import open_vault
from casebook.vault.folder import Folder
from casebook.vault.header import encode, load_header
from tests.proof.ground import say

pytestmark = pytest.mark.proof


def verdict(is_broken: bool) -> str:  # noqa: FBT001 - the verdict itself
    return "broke" if is_broken else "refused"


def test_a_header_that_costs_hours(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not waited for: 16 slots of 2 GiB and 64 passes."""
    slot = load_header(Folder(vault)).header.slots[0]
    dearest = replace(slot, cost=KdfCost(memory_kib=MAX_MEMORY_KIB, passes=MAX_PASSES, lanes=1))
    hostile = replace(load_header(Folder(vault)).header, slots=(dearest,) * 16)
    for name in ("header", "header.bak"):
        (vault / name).write_bytes(encode(hostile, Secret(bytes(32))))
    attack, work = "B11 a header of 16 slots of 2 GiB and 64 passes", tried(vault, monkeypatch)
    say(f"{attack}: {verdict(work > 64)} ({work} GiB tried)")
    assert work == 0
    monkeypatch.setattr(headers, "MAX_WORK_KIB", 2**62)
    work = tried(vault, monkeypatch)
    say(f"{attack}, mend off: {verdict(work > 64)} ({work} GiB tried, about a second each)")
    assert work == 2048


def tried(vault: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """GiB of memory, times passes, that one wrong passphrase is stretched over."""
    costs: list[KdfCost] = []

    def count(_: bytes, __: bytes, cost: KdfCost) -> Secret:
        costs.append(cost)
        return Secret(bytes(32))

    with monkeypatch.context() as patch:
        patch.setattr(kdf, "passphrase_key", count)
        with pytest.raises(CasebookError):
            open_vault(vault, "a guess")
    return sum(cost.work_kib for cost in costs) >> 20


def test_a_session_that_widens_the_reach_of_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    attack = "B11 a session names / and the home folder for its successor"
    is_broken = reaches_too_far(tmp_path)
    say(f"{attack}: {verdict(is_broken)}")
    assert not is_broken
    monkeypatch.setattr(places, "is_casebook", lambda _: True)
    is_broken = reaches_too_far(tmp_path)
    say(f"{attack}, mend off: {verdict(is_broken)}")
    assert is_broken


def reaches_too_far(tmp_path: Path) -> bool:
    named = {Path("/"), Path.home()}
    grants = [grant for path in named for grant in places.session_grants(path, tmp_path / "s" / "s.json")]
    return any(grant.path in named for grant in grants)


def test_a_draft_that_names_a_purged_person(vault: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    attack = "B11 a draft of another form that names a purged person"
    with open_session(vault, code) as session:
        is_broken = outlives_a_purge(session)
    say(f"{attack}: {verdict(is_broken)}")
    assert not is_broken
    with by_form_only(monkeypatch), open_session(vault, code) as session:
        is_broken = outlives_a_purge(session)
    say(f"{attack}, mend off: {verdict(is_broken)}")
    assert is_broken


def outlives_a_purge(session: Session) -> bool:
    person = Person(id=session.ids(), names=(Name(text="Wen Shuyun", script="Latn"),))
    record.add(session, person)
    draft.keep(session, "event/new", {"attendees": [person.id], "title": "Wen Shuyun questioned"})
    record.move_to_bin(session, Person, person.id)
    record_bin.purge(session, "person", person.id)
    return bool(draft.every(session))


@contextmanager
def by_form_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Drafts go by the form they are of, and by nothing that stands in them."""

    def forget_about(connection: Connection, record_id: str, _: tuple[str, ...]) -> None:
        drafts = settings_store.DRAFT
        connection.execute(delete(drafts).where(drafts.c.id.contains(record_id, autoescape=True)))

    with monkeypatch.context() as patch:
        patch.setattr(settings_store, "forget_about", forget_about)
        yield
