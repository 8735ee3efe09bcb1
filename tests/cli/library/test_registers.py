"""``register`` as scripts see it: compared, listed, decided and opened again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from casebook.domain.case.case import Party
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.case import case
from tests.cli.said import Say
from tests.services.exchange.registers.written import CLIENT, HEAD, NOBODY, OTHER_BIRTH, client, with_client
from tests.vaults import MasterVault


def prepared(office: Path, master: MasterVault, rows: tuple[str, ...] = (CLIENT, NOBODY)) -> Path:
    """A vault with the client, and a file of the register beside it."""
    with open_session(office, master.code) as session:
        with_client(session)
    file = office.parent / "prisoners.csv"
    file.write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    return file


def test_the_registers_are_listed_without_a_vault(say: Say) -> None:
    rows = say("register", "list", "--json").json["rows"]
    by_id = {row["id"]: row for row in rows}
    assert len(rows) == 18
    assert by_id["shahit"]["columns"] == []
    assert by_id["fidh"]["reading_level"] == "none"
    assert by_id["chrd"]["holds"]
    assert by_id["minghui"]["key"] is None


def test_a_row_is_met_confirmed_and_opened_again(
    plain_office: Path, empty_vault: MasterVault, say: Say
) -> None:
    file = prepared(plain_office, empty_vault)
    run = say(
        *("register", "match", plain_office, file, "--register", "cecc-ppd"),
        *("--retrieved", "2026-01-01", "--json"),
    ).json
    (found,) = run["matches"]
    assert (run["rows"], run["kept"], run["people"], found["level"]) == (2, 1, 1, "strong")
    assert "proves nothing" in run["caution"]
    assert found["row"]["CECC record number"] == "2021-00417"
    confirmed = say("register", "confirm", plain_office, found["id"], "--json").json
    assert (confirmed["state"], len(confirmed["fact_ids"])) == ("confirmed", 1)
    (row,) = say("register", "matches", plain_office, "--state", "confirmed", "--json").json["rows"]
    assert row["name"] == "Lin Zhiyuan"
    opened = say("register", "reopen", plain_office, found["id"], "--json").json
    assert opened["fact_ids"] == []
    assert say("register", "dismiss", plain_office, found["id"], "--json").json["state"] == "dismissed"


def test_a_dry_run_keeps_nothing(plain_office: Path, empty_vault: MasterVault, say: Say) -> None:
    file = prepared(plain_office, empty_vault)
    said = say("register", "match", plain_office, file, "--dry-run")
    assert "1 to decide, 0 kept" in said.out
    assert "Lin Zhiyuan" in said.out
    assert "0 rows were not read" in said.out
    assert say("register", "matches", plain_office, "--json").json["rows"] == []


def test_the_terminal_names_the_first_of_a_like_name_and_counts_the_rest(
    plain_office: Path, empty_vault: MasterVault, say: Say
) -> None:
    file = prepared(plain_office, empty_vault, (OTHER_BIRTH,))
    with open_session(plain_office, empty_vault.code) as session:
        people = [client(f"namesake{number}") for number in range(21)]
        record.add(session, *people)
        opened = case.open_case(session, reference="L-2", title="Removal", jurisdiction="CY")
        parties = tuple(Party(person_id=one.id) for one in people)
        record.change(session, replace(opened, parties=parties), seen=opened)
    match = ("register", "match", plain_office, file, "--dry-run")
    assert "and 2 others." in say(*match).out
    assert len(say(*match, "--json").json["people_of_a_like_name"]) == 22


def test_an_absence_is_of_the_day_on_which_the_file_was_got(
    plain_office: Path, empty_vault: MasterVault, say: Say
) -> None:
    file = prepared(plain_office, empty_vault)
    match = ("register", "match", plain_office, file, "--dry-run")
    assert "The file got on 2026-01-01: " in say(*match, "--retrieved", "2026-01-01").out
    undated = say(*match).out
    assert "got on a day that is not stated" in undated
    assert say(*match, "--retrieved", "2026-01-01", "--json").json["retrieved_on"] == "2026-01-01"


def test_other_columns_are_said_and_nothing_is_kept(
    plain_office: Path, empty_vault: MasterVault, say: Say
) -> None:
    prepared(plain_office, empty_vault)
    file = plain_office.parent / "other.csv"
    file.write_text("colour,weight\nred,7\n", encoding="utf-8")
    said = say("register", "match", plain_office, file)
    assert said.code == 3
    assert "colour, weight" in said.err
    named = say(
        "register", "match", plain_office, file, "--map", "colour=name", "--map", "weight=", "--json"
    ).json
    assert (named["mapping"], named["rows"]) == ({"colour": "name"}, 1)


def test_a_file_of_a_guessed_encoding_is_not_compared_by_a_guess(
    plain_office: Path, empty_vault: MasterVault, say: Say
) -> None:
    file = prepared(plain_office, empty_vault)
    file.write_bytes(file.read_text(encoding="utf-8").encode("gb18030"))
    assert say("register", "match", plain_office, file).code == 3
    run = say("register", "match", plain_office, file, "--encoding", "gb18030", "--json").json
    assert run["kept"] == 1
