"""Records added, changed, removed, brought back and purged from the command line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.cli.base.noun import NOUNS
from casebook.domain.case.case import Case
from casebook.services.base import record
from casebook.services.base.session import open_session
from tests.absent import take_away
from tests.cli.said import Say

EVENT = "event --case R-1 --set kind=hearing --set title=t"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[object], str]:
    def into(document: object) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(document)))
        return "-"

    return into


def add(say: Say, plain_office: Path, *arguments: object) -> str:
    answer = say(*arguments[:1], "add", plain_office, *arguments[1:], "--json")
    assert answer.code == 0, answer.out + answer.err
    return str(answer.json["id"])


def test_a_person_goes_in_by_standard_input_and_a_list_shows_her(
    plain_office: Path,
    say: Say,
    typed: Callable[[object], str],
) -> None:
    names = [{"text": "Tsering Lhadron", "script": "Latn"}, {"text": "ཚེ་རིང་ལྷ་སྒྲོན།", "script": "Tibt"}]
    one = add(say, plain_office, "person", typed({"names": names, "born": "in the year of the late snow"}))
    shown = say("person", "show", plain_office, one, "--json").json
    assert shown["born"] == {"edtf": "XXXX", "words": "in the year of the late snow"}
    assert [row["name"] for row in say("person", "list", plain_office, "--json").json["rows"]] == [
        "Tsering Lhadron"
    ]


def test_every_noun_is_made_changed_removed_and_brought_back(
    plain_office: Path,
    say: Say,
    typed: Callable[[object], str],
) -> None:
    person = add(say, plain_office, "person", typed({"names": [{"text": "Lin", "script": "Latn"}]}))
    other = add(say, plain_office, "person", typed({"names": [{"text": "Chen", "script": "Latn"}]}))
    contact = add(
        say,
        plain_office,
        "contact",
        "--set",
        "name=Ada",
        "--set",
        "kind=interpreter",
        "--set",
        "languages=en, zh",
    )
    proceeding = add(
        say, plain_office, "proceeding", typed({"kind": "extradition", "forum": "A court"}), "--case", "R-1"
    )
    fields: dict[str, dict[str, object]] = {
        "case": {"reference": "R-9", "title": "Asylum", "jurisdiction": "AT"},
        "relation": {"person_id": person, "other_id": other, "kind": "mother"},
        "proceeding": {"kind": "asylum", "forum": "Asylum Service"},
        "event": {"kind": "hearing", "title": "Hearing", "on": "2026-06-24", "status": "planned"},
        "role": {"contact_id": contact, "kind": "interpreter"},
        "fact": {"statement": "He came.", "on": "2016~"},
        "incident": {
            "method": "police-visit",
            "on": "2026-01-20",
            "what": "Two came.",
            "person_ids": [other],
        },
        "assurance": {"text": "Well treated.", "given_by": "An embassy", "given_on": "2026-04"},
        "ground": {"kind": "specialty", "title": "Specialty", "proofs": [{"element": "No consent"}]},
        "request-test": {"proceeding_id": proceeding, "note": "To be read."},
        "outcome": {"person_id": person, "ended": "refused", "note": "Ask again."},
        "charge": {"article": "Article 225", "note": "As the request says."},
        "note": {"text": "He asked after his cat."},
        "task": {"step": "Call", "due_on": "2026-03-04"},
        "time-note": {"on": "2026-03-04", "work": "hearing", "minutes": 90},
        "statement": {"title": "First", "person_id": person, "language": "zh-Hans"},
    }
    assert set(fields) | {"person", "contact", "document", "compared-paper"} == set(NOUNS)
    for noun, values in fields.items():
        where = [] if noun in {"case", "relation"} else ["--case", "R-1"]
        one = add(say, plain_office, noun, typed(values), *where)
        name, value = next((name, value) for name, value in values.items() if isinstance(value, str))
        kept = say(noun, "edit", plain_office, one, "--set", f"{name}={value}", "--json").json
        assert kept["id"] == one
        assert say(noun, "remove", plain_office, one, "--json").json == {"id": one, "removed": True}
        rows = say(noun, "list", plain_office, "--json").json["rows"]
        assert one not in [row["id"] for row in rows]
        assert say(noun, "restore", plain_office, one, "--json").json["restored"] is True
        assert one in [row["id"] for row in say(noun, "list", plain_office, "--json").json["rows"]]


def test_a_person_joins_a_case_by_their_standing(
    plain_office: Path, say: Say, typed: Callable[[object], str]
) -> None:
    one = add(say, plain_office, "person", typed({"names": [{"text": "Lin", "script": "Latn"}]}))
    say("person", "join", plain_office, one, "R-1", "--standing", "witness")
    case_record = say("person", "join", plain_office, one, "R-1", "--standing", "relative", "--json").json
    assert case_record["parties"] == [{"person_id": one, "standing": "relative"}]
    assert [
        row["id"] for row in say("person", "list", plain_office, "--case", "R-1", "--json").json["rows"]
    ] == [one]
    assert (
        say("person", "join", plain_office, one, "R-1", "--standing", "friend", "--json").json["error"][
            "field"
        ]
        == "standing"
    )
    assert (
        say("contact", "add", plain_office, "--case", "R-1", "--set", "name=A", "--json").json["error"][
            "field"
        ]
        == "case"
    )


def test_a_case_is_checked_for_conflicts(
    plain_office: Path, say: Say, typed: Callable[[object], str]
) -> None:
    one = add(say, plain_office, "person", typed({"names": [{"text": "林志远", "script": "Hans"}]}))
    say("person", "join", plain_office, one, "R-1")
    add(say, plain_office, "contact", "--set", "name=林志遠", "--set", "kind=other")
    (row,) = say("case", "conflicts", plain_office, "R-1", "--json").json["rows"]
    assert (row["noun"], row["matched"]) == ("contact", "林志遠")
    again = say("contact", "add", plain_office, "--set", "name=林志远", "--set", "kind=other", "--json")
    assert again.code == 0
    assert "Possible duplicate" in again.err


def test_code_names_of_a_case_are_listed_and_kept(
    plain_office: Path, say: Say, typed: Callable[[object], str]
) -> None:
    one = add(say, plain_office, "person", typed({"names": [{"text": "林志远", "script": "Hans"}]}))
    say("person", "join", plain_office, one, "R-1")
    proposed = say("case", "code-names", plain_office, "R-1", "--json").json["rows"]
    assert [(row["noun"], row["is_kept"]) for row in proposed] == [("case", False), ("person", False)]
    kept = say("case", "code-names", plain_office, "R-1", "--keep", "--json").json["rows"]
    assert [(row["code_name"], row["is_kept"]) for row in kept] == [
        (row["code_name"], True) for row in proposed
    ]
    say("person", "edit", plain_office, one, "--set", "code_name=Quiet Heron")
    assert "Quiet Heron" in say("case", "code-names", plain_office, "R-1").out


def test_the_whole_vault_leaves_in_open_formats_with_a_warning(
    plain_office: Path, say: Say, tmp_path: Path
) -> None:
    answer = say("export", plain_office, tmp_path / "open", "--json")
    assert "not encrypted" in answer.err
    assert answer.json["records"]["case"] == 1
    assert (tmp_path / "open" / "index.html").exists()
    assert say("export", plain_office, tmp_path / "open", "--json").code == 6
    assert say("export", plain_office, plain_office / "open", "--json").code == 6


def test_history_tells_what_was_changed(plain_office: Path, say: Say) -> None:
    one = add(say, plain_office, "task", "--case", "R-1", "--set", "step=Call")
    say("task", "edit", plain_office, one, "--set", "owner=Nefeli")
    rows = say("task", "history", plain_office, one, "--json").json["rows"]
    assert [row["action"] for row in rows] == ["task.add", "task.change"]
    assert rows[1]["fields"] == [{"field": "owner", "before": "", "after": "Nefeli"}]
    for history in (say("history", plain_office, "R-1").out, say("history", plain_office).out):
        assert "Person responsible: — → Nefeli" in history
        assert "Changed" in history
        assert "task: Call" in history
        assert "task.change" not in history
        assert one not in history


def test_a_purge_is_explained_and_done_only_when_asked_for(plain_office: Path, say: Say) -> None:
    one = add(say, plain_office, "note", "--case", "R-1", "--set", "text=The lantern was green.")
    say("note", "remove", plain_office, one)
    assert "lantern" in say("bin", "list", plain_office).out
    refused = say("bin", "purge", plain_office, one, "--json")
    assert refused.code == 6
    assert "may still contain it until removed" in refused.json["error"]["title"]
    assert say("bin", "purge", plain_office, one, "--yes", "--json").json["purged"] is True
    assert say("bin", "list", plain_office, "--json").json["rows"] == []
    assert say("bin", "restore", plain_office, one, "--json").code == 3
    assert "lantern" not in say("note", "history", plain_office, one, "--json").out


def test_undo_brings_back_what_was_removed_last(plain_office: Path, say: Say) -> None:
    one = add(say, plain_office, "task", "--case", "R-1", "--set", "step=Call")
    say("task", "remove", plain_office, one)
    assert say("bin", "undo", plain_office, "--json").json["id"] == one
    assert say("bin", "undo", plain_office, "--json").code == 3


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ("task --set stepp=Call", "stepp"),
        ("task --set step", "set"),
        ("task", "set"),
        ("task x", "-"),
        ("task --case R-1 --set step=Call --set due_on=Monday", "due_on"),
        ("incident --case R-1 --set method=magic --set on=2016 --set what=w", "method"),
        ("incident --set method=lure --set on=2016 --set what=w", "case_id"),
        ("incident --case R-7 --set method=lure", "case"),
        ("task --set step=Call --set case_id=none", "case_id"),
        ("task --set step=Call --set id=mine", "id"),
        ("contact --set kind=judge --set name=Lin\u202eyuan", "name"),
        ("contact --set kind=judge --set name=Lin\udcff", "name"),
        (f"{EVENT} --set on=2026-06-24 --set at=2026-06-25T09:00+03:00", "at"),
        (f"{EVENT} --set on=2026 --set zone=Mars/Base", "zone"),
        ("event --case R-1 --set kind=decision-served --set title=Served --set on=unknown", "on"),
        (
            "case --set reference=R --set title=t --set jurisdiction=CY --set closed_on=2026-03-02",
            "closed_on",
        ),
    ],
)
def test_bad_input_is_told_with_its_field_and_nothing_goes_in(
    plain_office: Path, say: Say, arguments: str, field: str
) -> None:
    noun, *rest = arguments.split()
    answer = say(noun, "add", plain_office, *rest, "--json")
    assert answer.code == 3
    assert answer.json["error"]["field"] == field
    assert answer.json["error"]["remedy"]
    assert len(say(noun, "list", plain_office, "--json").json["rows"]) == (noun == "case")


def test_what_follows_from_a_file_is_not_typed(plain_office: Path, say: Say) -> None:
    assert say("document", "add", plain_office, "--json").code == 2
    answer = say("document", "edit", plain_office, "any", "--set", "sha256=00", "--json")
    assert answer.json["error"]["field"] == "sha256"


def test_json_that_is_none_is_told(plain_office: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    for document in ("{", "[]", "", "[" * 100_000, "1" * 9_000):
        monkeypatch.setattr("sys.stdin", io.StringIO(document))
        assert say("task", "add", plain_office, "-", "--json").json["error"]["field"] == "-"


def test_a_date_before_the_birth_is_told_and_kept(
    plain_office: Path, say: Say, typed: Callable[[object], str]
) -> None:
    names = [{"text": "Wen Shuyan", "script": "Latn"}]
    person = add(say, plain_office, "person", typed({"names": names, "born": "1990-05-02"}))
    say("person", "join", plain_office, person, "R-1", "--standing", "client")
    answer = say("event", "add", plain_office, *EVENT.split()[1:], "--set", "on=1982-03-01", "--json")
    assert answer.code == 0, answer.out + answer.err
    assert answer.err == "This date is before the client was born. Check both dates.\n"
    edited = say("event", "edit", plain_office, answer.json["id"], "--set", "on=2024-03-01")
    assert (edited.code, edited.err) == (0, "")


def test_a_timed_hearing_moves_to_another_day_at_its_time(plain_office: Path, say: Say) -> None:
    timed = ("--set", "at=2026-06-24T09:00+03:00", "--set", "zone=Asia/Nicosia")
    event = add(say, plain_office, *EVENT.split(), "--set", "on=2026-06-24", *timed)
    moved = say("event", "edit", plain_office, event, "--set", "on=2026-12-22", "--json")
    assert moved.code == 0, moved.err
    assert moved.json["at"] == "2026-12-22T09:00:00+02:00"
    refused = say("event", "edit", plain_office, event, "--set", "on=2026-11", "--json")
    assert refused.json["error"]["field"] == "on"
    cleared = say("event", "edit", plain_office, event, "--set", "on=2026-11", "--set", "at=", "--json")
    assert (cleared.code, cleared.json["at"]) == (0, None)


def test_cases_are_filtered_by_case_and_an_unknown_one_is_refused(plain_office: Path, say: Say) -> None:
    say("case", "create", plain_office, "--reference", "R-2", "--jurisdiction", "at")
    rows = say("case", "list", plain_office, "--case", "R-2", "--json").json["rows"]
    assert [row["reference"] for row in rows] == ["R-2"]
    refused = say("case", "list", plain_office, "--case", "zzz")
    assert (refused.code, refused.err) == (3, say("person", "list", plain_office, "--case", "zzz").err)


@pytest.mark.parametrize(
    ("verb", "rest", "many"),
    [
        ("person", "--tag nosuch", "people"),
        ("contact", "--case R-1", "contacts"),
        ("relation", "--case R-1", "relationships"),
        ("fact", "--case R-1", "facts"),
        ("deadline", "--running", "deadlines"),
    ],
)
def test_a_filter_that_meets_nothing_does_not_say_that_there_is_nothing(
    plain_office: Path, say: Say, verb: str, rest: str, many: str
) -> None:
    assert say(verb, "list", plain_office).out == f"No {many} yet.\n"
    assert say(verb, "list", plain_office, *rest.split()).out == f"No matching {many}.\n"


@pytest.mark.parametrize(
    ("words", "is_record"),
    [
        ("person show {office} zzz", True),
        ("case show {office} zzz", True),
        ("tag rename {office} - -", False),
        ("bin restore {office} zzz", False),
        ("bundle {office}/nofile.toml --out {office}/out.pdf", False),
    ],
)
def test_only_what_may_be_a_removed_record_is_looked_for_in_the_bin(
    plain_office: Path, say: Say, monkeypatch: pytest.MonkeyPatch, words: str, *, is_record: bool
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("urgent\nthis week\n"))
    answer = say(*words.format(office=plain_office).split())
    assert answer.code == 3
    assert ("Removed records are in the bin." in answer.err) is is_record
    assert answer.err.count(".") >= 2, "what to do is said after what happened"


def test_of_two_cases_with_one_reference_the_id_is_asked_for(plain_office: Path, say: Say) -> None:
    with open_session(plain_office, (plain_office.parent / "code.txt").read_text()) as session:
        (first,) = record.every(session, Case)
        record.add(session, replace(first, id="zz-another"))
    answer = say("event", "list", plain_office, "--case", "R-1", "--json")
    assert answer.json["error"]["title"] == f"Several cases have this reference: {first.id}, zz-another."
    assert answer.code == 3
    assert say("event", "list", plain_office, "--case", "zz-another", "--json").json == {"rows": []}


def test_a_record_says_what_is_not_here_yet(plain_office: Path, say: Say) -> None:
    event_id = add(say, plain_office, *EVENT.split(), "--set", "on=2026-06-24")
    with open_session(plain_office, (plain_office.parent / "code.txt").read_text()) as session:
        take_away(session, "case")
    assert "Not here yet: case." in say("event", "show", plain_office, event_id).out
    assert "Not here yet: case." in say("export", plain_office, plain_office.parent / "open").out
    assert say("event", "list", plain_office, "--json").json["rows"][0]["id"] == event_id
