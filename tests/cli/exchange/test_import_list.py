"""Lists on the command line: looked at first, row by row, with an exit code for what was refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casebook.cli.run import run
from tests.sampled import sampled

Say = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    def said(*arguments: object) -> tuple[int, dict[str, Any]]:
        code = run([*(str(part) for part in arguments), "--json"], lambda _: 0)
        return code, json.loads(capsys.readouterr().out)

    return said


def test_people_are_looked_at_written_and_never_twice(plain_office: Path, say: Say, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes("Who,出生日期\n林志远,1979\n,1980\n".encode("gb18030"))
    code, answer = say("import-people", plain_office, file, "--encoding", "gb18030")
    assert (code, answer["error"]["field"]) == (3, "map")
    code, answer = say("import-people", plain_office, file, "--map", "Who=name", "--dry-run")
    assert (code, answer["new"], answer["refused"], answer["written"]) == (3, 1, 1, 0)
    assert say("person", "list", plain_office)[1] == {"rows": []}
    chosen = ("--map", "1=name", "--encoding", "gb18030")
    code, answer = say("import-people", plain_office, file, *chosen)
    assert (code, answer["written"]) == (3, 1)
    assert (answer["columns_left_out"], answer["encoding_is_guessed"]) == ([], False)
    assert [row["line"] for row in answer["rows"]] == [2, 3]
    assert say("person", "show", plain_office, answer["rows"][0]["id"])[1]["names"][0]["text"] == "林志远"
    assert say("import-people", plain_office, file, *chosen)[1]["duplicates"] == 1
    assert say("import-people", plain_office, file, "--map", "Nobody=name")[0] == 3


def test_of_several_encodings_one_can_be_chosen(plain_office: Path, say: Say, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes("name,born\r\nИванов Иван,1980-01-01\r\n".encode("koi8-r"))
    _, answer = say("import-people", plain_office, file, "--dry-run")
    assert {"cp1251", "koi8-r"} <= set(answer["encodings"])
    code, answer = say("import-people", plain_office, file, "--encoding", "koi8-r", "--dry-run")
    assert (code, answer["rows"][0]["title"]) == (0, "Иванов Иван")
    assert (answer["encoding"], answer["encoding_is_guessed"], answer["encodings"]) == ("koi8-r", False, [])
    assert say("import-people", plain_office, file, "--encoding", "ebcdic")[1]["error"]["field"] == "encoding"


CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Иванов Иван\nTEL:+357 22 000000\nEND:VCARD\n"


@pytest.mark.parametrize("encoding", sampled(("koi8-r", "utf-8", "cp1251", "utf-8-sig", "utf-16"), kept=2))
@pytest.mark.parametrize(
    ("verb", "name", "text"),
    [
        ("import-people", "list.csv", "name,born\r\nИванов Иван,1980-01-01\r\n"),
        ("import-contacts", "list.vcf", CARD),
    ],
)
def test_nothing_is_written_in_a_guessed_encoding(
    plain_office: Path, say: Say, tmp_path: Path, verb: str, name: str, text: str, encoding: str
) -> None:
    file = tmp_path / name
    file.write_bytes(text.encode(encoding))
    code, answer = say(verb, plain_office, file)
    if encoding.startswith("utf"):
        assert (code, answer["rows"][0]["title"]) == (0, "Иванов Иван")
        return
    assert (code, answer["error"]["kind"], answer["error"]["field"]) == (3, "invalid-input", "encoding")
    assert encoding in answer["error"]["remedy"]
    assert "--encoding" in answer["error"]["remedy"]
    code, answer = say(verb, plain_office, file, "--encoding", encoding)
    assert (code, answer["rows"][0]["title"]) == (0, "Иванов Иван")


def test_contacts_and_hearings(plain_office: Path, say: Say, tmp_path: Path) -> None:
    cards, calendar = tmp_path / "phone.vcf", tmp_path / "court.ics"
    cards.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Clara Weiss\nTEL:+357 22 000000\nEND:VCARD\n")
    calendar.write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\nDTSTART:20260401T103000\n"
        "SUMMARY:Hearing\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    assert say("import-contacts", plain_office, cards)[0] == 0
    assert say("contact", "list", plain_office)[1]["rows"][0]["channels"][0]["address"] == "+357 22 000000"
    code, answer = say("import-events", plain_office, "R-1", calendar)
    assert (code, answer["written"]) == (0, 1)
    assert "local time of the court: Asia/Nicosia" in answer["rows"][0]["why"]
    assert say("event", "list", plain_office, "--case", "R-1")[1]["rows"][0]["zone"] == "Asia/Nicosia"


def test_what_a_calendar_states_beyond_an_event_is_reported(
    plain_office: Path, say: Say, tmp_path: Path
) -> None:
    calendar = tmp_path / "court.ics"
    calendar.write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Asia/Nicosia:20440401T103000\n"
        "DTEND;TZID=Asia/Nicosia:20440401T120000\nDESCRIPTION:Bring the originals.\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20440405\nDTEND;VALUE=DATE:20440408\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    code, answer = say("import-events", plain_office, "R-1", calendar)
    assert (code, answer["columns_left_out"]) == (0, ["Description, URL, other details"])
    guessed = "Its title does not state a type: it is imported as a hearing."
    untitled = f"It has no title: its type and place are entered as one. {guessed}"
    assert [row["why"] for row in answer["rows"]] == [
        f"{untitled} Its end time (12:00) is not imported.",
        untitled,
    ]


def test_a_list_that_is_not_there(plain_office: Path, say: Say, tmp_path: Path) -> None:
    assert say("import-people", plain_office, tmp_path / "none.csv")[1]["error"]["kind"] == "not-found"


def test_rows_are_decided_and_an_import_is_undone(plain_office: Path, say: Say, tmp_path: Path) -> None:
    listed = tmp_path / "people.csv"
    listed.write_text("Our people,\nName,Role\nLin Zhiyuan,client\n林志远,witness\n", encoding="utf-8")
    code, answer = say("import-people", plain_office, listed, "--case", "R-1", "--dry-run")
    assert (code, answer["to_decide"], answer["head_line"], answer["written"]) == (3, 1, 2, 0)
    assert [row["outcome"] for row in answer["rows"]] == ["new", "ask"]
    code, answer = say("import-people", plain_office, listed, "--case", "R-1", "--decide", "4=skip")
    assert (code, answer["written"], answer["skipped"]) == (0, 1, 1)
    (made,) = say("imports", "list", plain_office)[1]["rows"]
    assert (made["id"], made["listed"], made["written"]) == (answer["import"], "person", 1)
    shown = say("imports", "show", plain_office, made["id"])[1]
    assert [(row["line"], row["standing"]) for row in shown["rows"]] == [(3, None), (3, "client")]
    assert say("imports", "undo", plain_office, made["id"])[1] == {"undone": 1, "kept": []}
    assert say("imports", "undo", plain_office, made["id"])[0] != 0
    assert "decision" in say("import-people", plain_office, listed, "--decide", "x")[1]["error"]["title"]


def test_tasks_of_a_case(plain_office: Path, say: Say, tmp_path: Path) -> None:
    listed = tmp_path / "tasks.csv"
    listed.write_text("Task;Due\nFile the appeal;2.4.2026\n", encoding="utf-8")
    code, answer = say("import-tasks", plain_office, listed, "--case", "R-1")
    assert (code, answer["written"]) == (0, 1)
    assert [row["title"] for row in answer["rows"]] == ["File the appeal"]
