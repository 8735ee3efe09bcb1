"""``vault remember`` and ``vault accept``; what every verb says of a vault that is not as it should be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from casebook.services.base.session import open_session
from casebook.services.vault import vault
from tests.cli.said import PHRASE, Say


@pytest.fixture
def office(plain_office: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CASEBOOK_PASSPHRASE_FILE", str(plain_office.with_name("code.txt")))
    return plain_office


def test_records_unlike_their_history_are_named_read_and_accepted(office: Path, say: Say) -> None:
    session = open_session(office, PHRASE)
    with session.store.engine.begin() as connection:
        connection.execute(text("UPDATE case_file SET title = 'Another'"))
    session.close()
    listed = say("case", "list", office, "--json")
    assert listed.code == 0
    assert "1 record does not match its change history: case " in listed.err
    assert "may have been put back" in listed.err
    refused = say("case", "remove", office, "R-1", "--json")
    assert (refused.code, refused.json["error"]["kind"]) == (6, "records-differ")
    checked = say("vault", "check", office, "--json")
    assert (checked.code, len(checked.json["problems"])) == (5, 1)
    assert say("vault", "accept", office, "--json").json["accepted"] is False
    answer = say("vault", "accept", office, "--yes", "--json")
    assert (answer.code, len(answer.json["differences"])) == (0, 1)
    assert say("vault", "check", office, "--json").json["problems"] == []
    assert say("case", "list", office).err == ""


def test_an_interrupted_session_is_checked_before_a_verb_writes(office: Path, say: Say) -> None:
    open_session(office, PHRASE).close()
    listed = say("case", "list", office)
    assert (listed.code, listed.err) == (0, "")
    assert vault.info(office).is_locked_cleanly


def test_a_folder_put_back_is_said_by_every_verb_until_it_is_accepted(
    office: Path, say: Say, tmp_path: Path
) -> None:
    assert say("vault", "remember", office, "--json").json == {"remembered": True}
    shutil.copytree(office, tmp_path / "older")
    with open_session(office, PHRASE) as session:
        session.vault.store_slots(session.vault.slots)
    shutil.rmtree(office)
    shutil.copytree(tmp_path / "older", office)
    for _ in range(2):
        assert "older than when it was last open on this computer" in say("case", "list", office).err
    assert say("vault", "accept", office, "--yes").out.endswith("Accepted.\n")
    assert say("case", "list", office).err == ""
    assert say("vault", "accept", office).out == "There is nothing to accept.\n"
    assert say("vault", "remember", office, "--off", "--json").json == {"remembered": False}
