"""Senders of chats in pseudonymised copies: of whole chats, of excerpts, and of lines pasted into them."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.domain.case.case import Case
from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.evidence.chat_excerpt import ExcerptRequest, make_excerpt
from casebook.services.evidence.intake import Receipt, take_in
from casebook.services.evidence.intake_source import from_bytes
from tests.services.dossier.test_set_exhibits import built
from tests.services.evidence.test_redaction import opened

__all__ = ["opened"]

CHAT = (
    "13/02/2026, 09:01 - Aygul Abdutest: hello\n"
    "13/02/2026, 09:02 - Bentest: hello\n"
    "14/02/2026, 09:05 - Bentest: bye\n"
)


def taken(session: Session, case: Case, name: str, text: str) -> Document:
    (row,) = run_in_line(take_in(session, case.id, [from_bytes(name, text.encode())], Receipt()))
    assert row.document is not None
    return row.document


@pytest.mark.parametrize("has_chat", [False, True])
def test_senders_in_an_excerpt_have_the_labels_of_the_chat(
    session: Session, opened: Case, tmp_path: Path, has_chat: bool
) -> None:
    chat = taken(session, opened, "chat.txt", CHAT)
    excerpt = run_in_line(make_excerpt(session, chat.id, ExcerptRequest(numbers=(2,))))
    exhibits = (excerpt, chat) if has_chat else (excerpt,)
    text = built(session, exhibits, "pseudonymised", tmp_path / "out.pdf")
    assert "test" not in text
    assert text.count("Sender 2") == (2 + 3 if has_chat else 2)
