from __future__ import annotations

from datetime import datetime
from pathlib import Path

from casebook.services.base import draft
from casebook.services.base.session import Session, open_session


def test_what_stood_in_a_form_survives_an_unclean_stop(
    session: Session, small: Path, small_code: str, now: datetime
) -> None:
    draft.keep(session, "person/new", {"name": "古丽", "papers": ["a", "b"]})
    draft.keep(session, "person/new", {"name": "古丽娜"})
    session.close()
    with open_session(small, small_code) as again:
        kept = draft.take(again, "person/new")
        assert kept is not None
        assert (kept.fields, kept.kept_at) == ({"name": "古丽娜"}, now)
        assert [one.id for one in draft.every(again)] == ["person/new"]
        draft.forget(again, "person/new")
        assert draft.take(again, "person/new") is None
        assert draft.every(again) == []


def test_a_draft_lies_encrypted_on_the_disk(session: Session, small: Path, small_code: str) -> None:
    draft.keep(session, "note/1", {"text": "a canary for the disk"})
    session.lock()
    files = [path.read_bytes() for path in small.rglob("*") if path.is_file()]
    with open_session(small, small_code) as again:
        kept = draft.take(again, "note/1")
        assert kept is not None
        assert kept.fields == {"text": "a canary for the disk"}
    assert len(files) > 1
    assert not any(b"canary" in data for data in files)
