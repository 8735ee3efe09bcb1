"""``casebook travel``: packed, looked through, worked in, brought home and removed, with real casebooks."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casebook.domain.case.case import Case, Party
from casebook.domain.deadline.closure import Closure
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.vault import guardian, unlock_method
from casebook.vault import vault_info
from tests.cli.said import Say
from tests.services.sharing.travelling import exhibit, person


@pytest.fixture
def office(plain_office: Path, cheap_calibration: None) -> Path:  # noqa: ARG001
    """A casebook with a case whose client consented, an exhibit, and another case."""
    with open_session(plain_office, _code(plain_office)) as session:
        (case,) = record.every(session, Case)
        client = person(session, "Wenlan", health="frail")
        record.add(session, client)
        record.change(session, replace(case, parties=(Party(person_id=client.id),)))
        exhibit(session, case)
    return plain_office


def _code(office: Path) -> str:
    return office.with_name("code.txt").read_text(encoding="utf-8")


def _pack(say: Say, office: Path, *more: object) -> dict[str, Any]:
    out = office.with_name("trip.casebook")
    said = say("travel", "pack", office, "--case", "R-1", "--out", out, "--purpose", "court", "--json", *more)
    assert said.code == 0, said.err
    packed: dict[str, Any] = json.loads(said.out)
    office.with_name("trip.txt").write_text(packed["phrase"], encoding="utf-8")
    return packed


def _home(say: Say, office: Path, *more: object) -> tuple[int, dict[str, Any]]:
    phrase = ("--phrase-file", office.with_name("trip.txt"), "--json")
    said = say("travel", "home", office, office.with_name("trip.casebook"), *phrase, *more)
    return said.code, json.loads(said.out) if said.out else {"error": said.err}


def test_a_case_travels_is_changed_and_comes_home(office: Path, say: Say) -> None:
    packed = _pack(say, office, "--all-exhibits")
    assert (packed["cases"], packed["exhibits"], packed["left_at_home"]) == (1, 1, ["health", "team"])
    with open_session(Path(packed["path"]), packed["phrase"]) as trip:
        (case,) = record.every(trip, Case)
        record.change(trip, replace(case, title="Heard in Nicosia"))
    before = vault_info(Path(packed["path"])).generation
    code, found = _home(say, office)
    assert (code, found["state"]) == (0, "later")
    assert [(one["noun"], one["fields"][0]["field"]) for one in found["changes"]] == [("case", "title")]
    assert vault_info(Path(packed["path"])).generation == before
    code, joined = _home(say, office, "--yes")
    assert (code, joined["joined"]["records"], joined["removed"]["shared"]) == (0, 1, 0)
    assert not Path(packed["path"]).exists()
    with open_session(office, _code(office)) as session:
        assert [one.title for one in record.every(session, Case)] == ["Heard in Nicosia"]
        assert [one.health for one in record.every(session, Person)] == ["frail"]
    (listed,) = json.loads(say("travel", "list", office, "--json").out)["rows"]
    assert listed["home_at"]
    assert _home(say, office, "--yes")[0] != 0


def test_what_is_left_keeps_the_casebook_until_it_is_discarded(office: Path, say: Say) -> None:
    packed = _pack(say, office)
    with open_session(Path(packed["path"]), packed["phrase"]) as trip:
        (case,) = record.every(trip, Case)
        record.change(trip, replace(case, title="Heard in Nicosia"))
    leave = ("--yes", "--leave", f"{case.id}:title")
    code, joined = _home(say, office, *leave)
    assert (code, joined["removed"], joined["joined"]["left"]) == (5, None, [case.id])
    assert Path(packed["path"]).exists()
    code, joined = _home(say, office, *leave, "--discard")
    assert (code, joined["removed"] is None) == (5, False)
    assert not Path(packed["path"]).exists()


def test_it_says_in_words_what_was_packed_and_found(office: Path, say: Say) -> None:
    out = office.with_name("trip.casebook")
    packed = say("travel", "pack", office, "--case", "R-1", "--out", out, "--purpose", "court")
    assert packed.code == 0
    phrase = packed.out.partition("only this once:")[2].split("\n")[2].strip()
    assert len(phrase.split()) == 6
    assert "Left at home: health" in packed.out
    office.with_name("trip.txt").write_text(phrase, encoding="utf-8")
    home = ("travel", "home", office, out, "--phrase-file", office.with_name("trip.txt"))
    assert "Nothing was changed on the trip" in say(*home).out
    with open_session(out, phrase) as trip:
        (case,) = record.every(trip, Case)
        record.change(trip, replace(case, title="Heard in Nicosia"))
    assert "Heard in Nicosia" in say(*home).out
    kept = say(*home, "--yes", "--keep")
    assert "was not removed" in kept.out
    assert "Wenlan" not in packed.out + kept.out
    assert "not yet" in say("travel", "list", office).out
    removed = say(*home, "--yes")
    assert (removed.code, "overwritten and removed" in removed.out) == (0, True)


def test_consent_purpose_and_words_are_asked_for(office: Path, say: Say) -> None:
    preview = say("travel", "pack", office, "--case", "R-1", "--purpose", "court")
    assert (preview.code, "Documents that go:" in preview.out) == (0, True)
    shown = say("travel", "pack", office, "--case", "R-1", "--purpose", "media", "--json")
    assert (shown.code, shown.json["may_go"]) == (6, False)
    pack = ("travel", "pack", office, "--case", "R-1", "--out", office.with_name("trip.casebook"))
    refused = say(*pack, "--purpose", "media")
    assert (refused.code, "have not consented" in refused.err) == (6, True)
    assert "Wenlan" not in refused.err
    assert say(*pack, "--purpose", "tourism").code == 3
    assert say(*pack, "--purpose", "court", "--include", "everything").code == 3
    assert say(*pack, "--purpose", "court", "--exhibit", "x", "--all-exhibits").code == 3
    assert not office.with_name("trip.casebook").exists()


def test_limits_of_consents_are_printed_and_have_to_be_stated(office: Path, say: Say) -> None:
    with open_session(office, _code(office)) as session:
        (client,) = record.every(session, Person)
        given = Consent(purpose="court", given_on=date(2026, 1, 2), scope="not abroad")
        record.change(session, replace(client, consents=(*client.consents, given)))
    preview = ("travel", "pack", office, "--case", "R-1", "--purpose", "court")
    shown = say(*preview)
    assert (shown.code, "not abroad" in shown.out, "--within-limits" in shown.out) == (6, True, True)
    assert say(*preview, "--within-limits", "--json").json["may_go"] is True
    refused = say(*preview, "--out", office.with_name("trip.casebook"), "--json")
    (limit,) = json.loads(refused.out)["error"]["limits"]
    assert (refused.code, limit["limit"], limit["given_on"]) == (6, "not abroad", "2026-01-02")
    assert "client of R-1 (R-1), consent to court of 2026-01-02: not abroad" in refused.err
    assert "Wenlan" not in refused.err + refused.out
    assert not office.with_name("trip.casebook").exists()
    assert _pack(say, office, "--within-limits")["limited"][0]["consents"][0]["scope"] == "not abroad"


def test_no_phrase_is_asked_where_the_casebook_was_exchanged(office: Path, say: Say) -> None:
    packed = _pack(say, office)
    with open_session(Path(packed["path"]), packed["phrase"]) as trip:
        authority = unlock_method.credential(packed["phrase"])
        unlock_method.add_recovery_code(trip, authority, unlock_method.new_recovery_code())
    said = say("travel", "home", office, packed["path"])
    assert (said.code, "Do not type its phrase" in said.err) == (6, True)
    said = say("travel", "home", office, packed["path"], "--new-methods")
    assert "cannot ask for the phrase" in said.err


def test_the_page_and_the_check(office: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = _pack(say, office)
    (office.parent / "note.casebook-parcel").write_bytes(b"CBKPARCL")
    checked = json.loads(say("travel", "check", office.parent, "--json").out)
    kinds = {Path(one["path"]).name: one["kind"] for one in checked["rows"]}
    assert kinds["trip.casebook"] == kinds["office.casebook"] == "casebook"
    assert kinds["note.casebook-parcel"] == "parcel"
    assert "note.casebook-parcel" in say("travel", "check", office.parent).out
    assert say("travel", "check", office.parent / "missing").code != 0
    monkeypatch.setenv("CASEBOOK_PASSPHRASE_FILE", str(office.with_name("trip.txt")))
    page = office.with_name("page.txt")
    said = say("travel", "sheet", packed["path"], "--out", page, "--format", "txt", "--language", "zh-Hans")
    assert said.code == 0
    assert "1" in page.read_text(encoding="utf-8")


def test_leaving_asks_twice_and_only_guardians_open_it(office: Path, say: Say) -> None:
    leave = ("travel", "leave", office)
    refused = say(*leave).err
    assert "no guardians" in refused
    assert f"casebook guardian make {office}" in refused
    with open_session(office, _code(office)) as session:
        new = guardian.prepare(("Ioanna", "Marios"), 2)
        guardian.set_up(session, unlock_method.credential(_code(office)), new)
    drill = f"casebook guardian drill {office} NUMBER --words-file -"
    for number, words in enumerate(new.words, start=1):
        assert drill in say(*leave).err
        (last := office.with_name("last.txt")).write_text(" ".join(words.split()[-3:]), encoding="utf-8")
        assert say("guardian", "drill", office, number, "--words-file", last).code == 0
    shown = say(*leave)
    assert (shown.code, "Nothing was changed" in shown.out, "flash memory" in shown.out) == (0, True, True)
    assert "cannot ask a second time" in say(*leave, "--yes").err
    assert say(*leave, "--yes", "--fingerprint", "no").code == 6
    done = say(*leave, "--yes", "--fingerprint", new.fingerprint)
    assert (done.code, "shares of its guardians" in done.out) == (0, True)
    slots = say("vault", "slots", office)
    assert (slots.code, f"casebook guardian recover {office}" in slots.err) == (4, True)
    with open_session(office, guardian.credential(new.words)) as session:
        assert [one.kind for one in unlock_method.every(session)] == ["guardians"]


def test_a_consent_of_today_is_enough(office: Path, say: Say) -> None:
    with open_session(office, _code(office)) as session:
        (client,) = record.every(session, Person)
        ended = Consent(purpose="court", given_on=date(2026, 1, 2), expires_on=date(2026, 1, 3))
        record.change(session, replace(client, consents=(ended,)))
    pack = ("travel", "pack", office, "--case", "R-1", "--out", office.with_name("trip.casebook"))
    assert say(*pack, "--purpose", "court").code == 6


def test_what_is_marked_needs_a_word_and_a_binned_case_is_one_line(office: Path, say: Say) -> None:
    packed = _pack(say, office)
    with open_session(Path(packed["path"]), packed["phrase"]) as trip:
        closure = Closure(id=trip.ids(), calendar_id="cy-courts", on=date(2026, 12, 7), why="shut")
        record.add(trip, closure)
        (case,) = record.every(trip, Case)
        record.move_to_bin(trip, Case, case.id)
    travel = office.with_name("trip.casebook")
    found = say("travel", "home", office, travel, "--phrase-file", office.with_name("trip.txt"))
    assert f"! it holds for the whole office; joined only with --include {closure.id}" in found.out
    assert "and all its records go to the bin" in found.out
    assert found.out.count("binned_at") == 0
    code, home = _home(say, office, "--yes")
    assert (code, home["joined"]["left"], home["removed"]) == (5, [closure.id], None)
    code, home = _home(say, office, "--yes", "--include", closure.id)
    assert (code, home["joined"]["left"]) == (0, [])
    assert not travel.exists()
