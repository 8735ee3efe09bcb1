"""A list of decisions holds for one copy, its reader, and what stood against it and was consented to then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.case.fact import Account, Fact
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import Session, open_session
from casebook.services.case.case import open_case
from tests.cli.said import Say
from tests.vaults import PHRASE

FOR = ("--copy", "service", "--for", "Attorney General")
CHANGED = "or a consent, has changed since it was decided"


@pytest.fixture
def dossier(plain_office: Path) -> Path:
    """The vault with a dossier `d`; its text names a client of another case, whose consent has limits."""
    with open_session(plain_office, PHRASE) as session:
        today = session.clock().date()
        consent = Consent(purpose="court", given_on=today - timedelta(days=9))
        named = (
            ("p", "Lin Zhiyuan", consent),
            ("w", "Ablimit Tursunjan", replace(consent, scope="In writing")),
        )
        for key, name, given in named:
            names = (Name(text=name, script="Latn"),)
            record.add(session, Person(id=key, names=names, consents=(given,)))
            case = open_case(
                session, reference=f"R-{key}", title="", jurisdiction="CY", parties=(Party(person_id=key),)
            )
            if key == "p":
                sections = (
                    Section(
                        id="s", kind="free-text", title="Note", text="He wept.\n\nAblimit Tursunjan came."
                    ),
                    Section(id="c", kind="chronology", title="Chronology"),
                )
                record.add(session, Dossier(id="d", case_id=case.id, title="Appeal", sections=sections))
                add_fact(session, case.id, "f1", "2025-05", "He sought refuge.")
                add_fact(session, case.id, "f2", "2025-06", "Ablimit Tursunjan wrote.")
    return plain_office


def add_fact(session: Session, case_id: str, key: str, on: str, statement: str) -> None:
    record.add(session, Fact(id=key, case_id=case_id, on=StatedDate(edtf=on), statement=statement))


@pytest.fixture
def file(dossier: Path) -> Path:
    return dossier.parent / "decided.txt"


def written(say: Say, dossier: Path, file: Path, *options: object) -> dict[str, str]:
    """Write a list, and return the lines of what may be decided or is kept back, by name."""
    said = say("dossier", "passages", dossier, "d", *FOR, "--flagged", "--write", file, *options)
    assert said.code == 0, said.err
    return dict(lines_of(file))


def lines_of(file: Path) -> Iterator[tuple[str, str]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        option, _, rest = line.removeprefix("#   ").partition(" ")
        if "#" in rest and option in {"leave-out", "confirm", "show-section", "name-person"}:
            yield f"{option} {rest.partition('#')[0]}", f"{option} {rest.partition(':')[0]}: Known."


def refusal(say: Say, dossier: Path, file: Path, *options: str) -> str:
    refused = say("dossier", "check", dossier, "d", *(options or FOR), "--decisions", file, "--json")
    return str(refused.json["error"]["title"]) if "error" in refused.json else ""


RELEASED = ("confirm fact-f1", "name-person w", "show-section asylum-claim")


@pytest.mark.parametrize("name", RELEASED)
@pytest.mark.parametrize(
    "other",
    [
        ("--copy", "service", "--for", "Embassy of China"),
        ("--copy", "filing", "--for", "Attorney General"),
        (*FOR, "--purpose", "media"),
    ],
)
def test_a_release_of_a_list_is_for_one_copy(
    name: str, other: tuple[str, ...], dossier: Path, file: Path, say: Say
) -> None:
    line = written(say, dossier, file)[name]
    file.write_text(line, encoding="utf-8")
    assert refusal(say, dossier, file) == ""
    said = refusal(say, dossier, file, *other)
    assert name in said
    assert "Decided for another recipient" in said or (
        other[1] == "filing" and "Not what was decided on" in said
    )
    file.write_text(line.replace(": Known", "", 1)[:-8] + ": Known.", encoding="utf-8")
    assert "has no whole mark" in refusal(say, dossier, file)


def change_person(vault: Path, person_id: str, **values: object) -> None:
    with open_session(vault, PHRASE) as session:
        person = record.find(session, Person, person_id)
        consents = tuple(replace(one, **values) for one in person.consents)  # type: ignore[arg-type]
        record.change(session, replace(person, consents=consents), seen=person)


@pytest.mark.parametrize("values", [{"scope": "Courts alone"}, {"recipient": "the court"}])
@pytest.mark.parametrize("name", ["confirm 2", "name-person w"])
def test_another_consent_of_whoever_is_named_opens_a_decision_again(
    name: str, values: dict[str, str], dossier: Path, file: Path, say: Say
) -> None:
    line = written(say, dossier, file)[name.replace("confirm", "leave-out")]
    file.write_text(line.replace("leave-out", "confirm"), encoding="utf-8")
    assert refusal(say, dossier, file) == ""
    change_person(dossier, "w", **values)
    said = refusal(say, dossier, file)
    assert CHANGED in said
    assert name in said


def test_a_withdrawn_consent_of_the_client_opens_the_claim_again(dossier: Path, file: Path, say: Say) -> None:
    lines = written(say, dossier, file)
    file.write_text("\n".join(lines[name] for name in RELEASED[::2]), encoding="utf-8")
    with open_session(dossier, PHRASE) as session:
        today = session.clock().date()
    change_person(dossier, "p", withdrawn_on=today)
    assert all(name in refusal(say, dossier, file) for name in RELEASED[::2])


def test_a_new_account_of_a_released_fact_opens_it_again(dossier: Path, file: Path, say: Say) -> None:
    file.write_text(written(say, dossier, file)["confirm fact-f1"], encoding="utf-8")
    with open_session(dossier, PHRASE) as session:
        fact = record.find(session, Fact, "f1")
        account = Account(stated_by="Lin Zhihang", words="He fled.")
        record.change(session, replace(fact, accounts=(account,)), seen=fact)
    assert f"{CHANGED}: confirm fact-f1." in refusal(say, dossier, file)


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        ("show-section asylum-claim", "He asked for asylum again."),
        ("name-person w", "Ablimit Tursunjan met him at the station."),
    ],
)
def test_more_of_the_same_is_not_released_with_what_was_read(
    name: str, statement: str, dossier: Path, file: Path, say: Say
) -> None:
    file.write_text(written(say, dossier, file)[name], encoding="utf-8")
    with open_session(dossier, PHRASE) as session:
        case_id = record.find(session, Dossier, "d").case_id
        add_fact(session, case_id, "f3", "2025-07", "He went home.")
    assert refusal(say, dossier, file) == ""
    with open_session(dossier, PHRASE) as session:
        add_fact(session, case_id, "f4", "2025-08", statement)
    assert name in refusal(say, dossier, file)


def test_what_still_holds_is_kept_where_a_list_is_written_again(dossier: Path, file: Path, say: Say) -> None:
    lines = written(say, dossier, file)
    assert {"leave-out 2", "leave-out B/2"} <= lines.keys(), sorted(lines)
    confirmed = lines["leave-out B/2"].replace("leave-out", "confirm")
    file.write_text("\n".join((lines["leave-out 2"], confirmed, lines["name-person w"])), encoding="utf-8")
    assert refusal(say, dossier, file) == ""
    with open_session(dossier, PHRASE) as session:
        case_id = record.find(session, Dossier, "d").case_id
        add_fact(session, case_id, "f0", "2023-01", "He lived there.")
        shown = record.find(session, Dossier, "d")
        text = "He wept.\n\nAblimit Tursunjan came back."
        sections = (replace(shown.sections[0], text=text), shown.sections[1])
        record.change(session, replace(shown, sections=sections), seen=shown)
    said = refusal(say, dossier, file)
    assert "leave-out 2" in said, "each kind is named"
    assert "confirm B/2" in said
    again = file.with_name("again.txt")
    decided = written(say, dossier, again, "--decisions", file)
    assert decided["confirm B/3"] == confirmed.replace("B/2", "B/3"), "the row has only moved"
    assert decided["name-person w"] != lines["name-person w"], "of what names the client, which is another"
    assert "leave-out 2" in decided
    notes = {line for line in again.read_text(encoding="utf-8").splitlines() if "No longer" in line}
    assert notes == {f"# No longer holds: {name}: Known." for name in ("leave-out 2", "name-person w")}
    assert refusal(say, dossier, again) == ""


@pytest.mark.parametrize(
    "option", ["--confirm=1#k3fxyq:Known.", "--leave-out=1#k3fxyq:No.", "--placeholder=4#k3fxyq"]
)
def test_a_shortened_mark_is_no_mark(option: str, dossier: Path, say: Say) -> None:
    refused = say("dossier", "check", dossier, "d", *FOR, *option.split("=", 1), "--json")
    assert refused.code != 0
    assert refused.json["error"]["field"] == option[2:].partition("=")[0].replace("leave-out", "confirm")
