"""``casebook parcel``: three casebooks hand a case on, take it, confirm it and have it back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.case.case import named
from tests.cli.said import Say
from tests.vaults import MasterVault

NAME = "Namecanary"


@pytest.fixture
def offices(plain_office: Path, empty_vault: MasterVault, say: Say) -> tuple[Path, Path, Path]:
    """Three casebooks whose devices know each other; the first has a client in R-1 who consents."""
    code = plain_office.with_name("code.txt").read_text()
    others = [empty_vault.copied_to(plain_office.with_name(f"{name}.casebook")) for name in ("ben", "carl")]
    with open_session(plain_office, code) as session:
        client = Person(
            id=session.ids(),
            names=(Name(text=NAME, script="Latn"),),
            health="Healthcanary",
            consents=(Consent(purpose="partner", given_on=date(2026, 1, 1)),),
        )
        record.add(session, client)
        case = named(session, "R-1")
        record.add(
            session,
            Case(
                id=session.ids(),
                reference="R-9",
                title="",
                jurisdiction="CY",
                opened_on=case.opened_on,
                parties=(Party(person_id=client.id),),
            ),
        )
    vaults = (plain_office, *others)
    for vault in vaults:
        name = vault.with_name("name.txt")
        name.write_text(vault.stem, encoding="utf-8")
        assert say("card", "show", vault, "--name-file", name, "--out", f"{vault}.card").code == 0
    return (vaults[0], vaults[1], vaults[2])


def _know(say: Say, vault: Path, other: Path) -> str:
    return str(say("card", "add", vault, "--card-file", f"{other}.card", "--json").json["id"])


def _compare(say: Say, vault: Path, other: Path) -> str:
    card = _know(say, vault, other)
    words = vault.with_name("words.txt")
    words.write_text(say("card", "compare", vault, card, "--json").json["words"], encoding="utf-8")
    assert say("card", "compare", vault, card, "--words-file", words).code == 0
    return card


def test_a_case_is_sealed_taken_confirmed_and_recalled(offices: tuple[Path, Path, Path], say: Say) -> None:
    anna, ben, carl = offices
    card, out = _compare(say, anna, ben), anna.with_name("p.casebook-parcel")
    _compare(say, ben, anna)
    seal = ("parcel", "seal", anna, "--case", "R-9", "--purpose", "partner", "--card", card)
    planned = say(*seal, "--json").json
    assert planned["counts"] == {"case": 1, "person": 1}
    assert len(planned["withheld"]) == 1
    assert not out.exists()
    sealed = say(*seal, "--out", out, "--json")
    assert (sealed.code, sealed.json["phrase"]) == (0, "")
    looked = say("parcel", "look", ben, out, "--json")
    assert looked.json["sender"] == {
        "name": "office",
        "device": looked.json["sender"]["device"],
        "state": "compared",
    }
    assert {row["state"] for row in looked.json["rows"]} == {"new"}
    assert "Healthcanary" not in looked.out
    assert say("parcel", "look", carl, out).code == 6
    taken = say("parcel", "take", ben, out, "--json")
    assert (taken.code, taken.json["records"]) == (0, 2)
    receipt = anna.with_name("r.casebook-receipt")
    assert say("parcel", "receipt", ben, "--of", taken.json["id"], "--out", receipt).code == 0
    assert say("parcel", "receipt", anna, "--receipt-file", receipt).code == 0
    (row,) = say("parcel", "list", anna, "--json").json["rows"]
    assert row["holders"][0]["receipt_at"]
    listed = " ".join(say("parcel", "list", anna).out.split())
    assert {"received", "R-9"} <= {*listed.split()}
    assert "no receipt in this text" in say("parcel", "receipt", anna, "--receipt-file", f"{ben}.card").err
    recall = anna.with_name("recall.casebook-parcel")
    assert say("parcel", "recall", anna, row["id"], "--out", recall).code == 0
    shown = say("parcel", "look", ben, recall)
    assert (shown.code, "asks you to delete" in shown.out) == (0, True)
    assert say("parcel", "purge", ben, recall, "--json").json["purged"] == 0
    assert say("parcel", "purge", ben, recall, "--confirm", "--json").json["purged"] == 2
    assert say("case", "list", ben, "--json").json["rows"] == []
    (held,) = say("parcel", "list", ben, "--json").json["rows"]
    assert held["purged_at"]


def test_a_recall_of_what_was_here_already_says_by_which_parcel_it_came(
    offices: tuple[Path, Path, Path], say: Say
) -> None:
    anna, ben, _ = offices
    card = _compare(say, anna, ben)
    paths = [anna.with_name(f"{number}.casebook-parcel") for number in range(3)]
    seal = ("parcel", "seal", anna, "--case", "R-9", "--purpose", "partner", "--card", card)
    again = [say(*seal, "--out", path, "--json").json["id"] for path in paths[:2]][1]
    taken = [say("parcel", "take", ben, path, "--uncompared", "--json").json for path in paths[:2]]
    assert [(one["new"], one["changed"]) for one in taken] == [(2, 0), (0, 0)]
    listed = say("parcel", "list", ben).out
    assert ("2 new" in listed, "0 new" in listed) == (True, True)
    assert say("parcel", "recall", anna, again, "--out", paths[2]).code == 0
    shown = say("parcel", "look", ben, paths[2]).out
    assert "brought no new record and changed none." in shown
    assert "This recall does not cover that, and it stays." in shown
    assert f"({taken[0]['id']}) is still here. This recall does not name it." in shown
    assert "purge" not in shown


def test_a_phrase_opens_a_parcel_and_parts_are_skipped(offices: tuple[Path, Path, Path], say: Say) -> None:
    anna, ben, _ = offices
    out, phrase = anna.with_name("p"), anna.with_name("phrase-of-parcel.txt")
    sealed = say("parcel", "seal", anna, "--case", "R-9", "--purpose", "partner", "--out", out, "--json")
    phrase.write_text(sealed.json["phrase"], encoding="utf-8")
    assert say("parcel", "look", ben, out).code == 6
    look = say("parcel", "look", ben, out, "--phrase-file", phrase, "--json").json
    assert look["sender"]["state"] == "unknown"
    (person,) = (row["id"] for row in look["rows"] if row["noun"] == "person")
    words = say("parcel", "look", ben, out, "--phrase-file", phrase).out
    assert "its card is not known here" in words
    base = ("parcel", "take", ben, out, "--phrase-file", phrase)
    assert say(*base).code == 6
    assert "--uncompared" in words
    assert say(*base, "--uncompared", "--sha256", "00").code == 6
    assert say("person", "list", ben, "--json").json["rows"] == []
    take = (*base, "--uncompared", "--sha256", look["sha256"])
    assert say(*take, "--skip", "fact/x").code == 3
    skipped = say(*take, "--skip", f"person/{person}", "--json").json
    assert (skipped["records"], skipped["lacking"], skipped["already_taken"]) == (
        1,
        [f"person/{person}"],
        None,
    )
    assert say("person", "list", ben, "--json").json["rows"] == []
    again = say(*take)
    assert (again.code, "Already taken on" in again.out) == (0, True)
    (held,) = say("parcel", "list", ben, "--json").json["rows"]
    assert [one["name"] for one in held["holders"]] == [look["sender"]["name"]]
    assert {"(not", "compared)"} <= {*say("parcel", "list", ben).out.split()}
    assert "Already taken on" in say("parcel", "look", ben, out, "--phrase-file", phrase).out
    (row,) = say("parcel", "list", anna, "--json").json["rows"]
    assert (row["by_phrase"], row["holders"]) == (True, [])


def test_what_may_not_go_is_refused_without_a_name(offices: tuple[Path, Path, Path], say: Say) -> None:
    anna, ben, _ = offices
    out, card = anna.with_name("p"), _know(say, anna, ben)
    preview = ("parcel", "seal", anna, "--case", "R-9", "--purpose")
    shown = say(*preview, "media", "--card", card, "--uncompared", card)
    assert (shown.code, "client of R-9" in shown.out, NAME in shown.out) == (6, True, False)
    assert say(*preview, "partner", "--card", card, "--uncompared", card).code == 0
    base = ("parcel", "seal", anna, "--case", "R-9", "--out", out)
    refused = say(*base, "--purpose", "media", "--card", card, "--uncompared", card, "--json")
    assert refused.code == 6
    assert NAME not in refused.out + refused.err
    assert json.loads(refused.out)["error"]["field"] == "consent"
    assert say(*base, "--purpose", "partner", "--card", card).code == 6
    assert say(*base, "--purpose", "gossip").code == 2
    (lines := anna.with_name("lines.txt")).write_text("Embassy\nof China\n", encoding="utf-8")
    assert say(*base, "--purpose", "partner", "--recipient-file", lines).code == 3, "a name is one line"
    assert say(*base, "--dossier", "x", "--purpose", "partner").code == 3
    assert say(*base, "--purpose", "partner", "--include", "person/x/health").code == 3
    assert not out.exists()
    assert say("parcel", "list", anna, "--json").json["rows"] == []
    assert say(*base, "--purpose", "partner", "--card", card, "--uncompared", card).code == 0
    assert say(*base, "--purpose", "partner", "--card", card, "--uncompared", card).code == 6


def test_a_refusal_names_the_uncompared_cards_and_the_option(
    offices: tuple[Path, Path, Path], say: Say
) -> None:
    anna, ben, carl = offices
    cards = (_know(say, anna, ben), _know(say, anna, carl))
    seal = ("parcel", "seal", anna, "--case", "R-9", "--card", cards[0], "--card", cards[1], "--purpose")
    options = f"To state it: --uncompared {cards[0]} --uncompared {cards[1]}."
    shown = say(*seal, "media")
    assert shown.code == 6
    assert "2 cards of the recipients were not compared." in shown.out
    assert options in shown.out
    assert "client of R-9" in shown.out, "all reasons are named at once"
    refused = say(*seal, "partner", "--out", anna.with_name("p"))
    assert (refused.code, options in refused.err) == (6, True)
    stated = ("--uncompared", cards[0], "--uncompared", cards[1])
    assert say(*seal, "partner", "--out", anna.with_name("p"), *stated).code == 0


def test_limits_of_consents_are_printed_with_the_refusal(offices: tuple[Path, Path, Path], say: Say) -> None:
    anna, ben, _ = offices
    out, card = anna.with_name("p"), _know(say, anna, ben)
    with open_session(anna, anna.with_name("code.txt").read_text(encoding="utf-8")) as session:
        (client,) = record.every(session, Person)
        given = Consent(purpose="partner", given_on=date(2026, 1, 2), scope="not abroad")
        record.change(session, replace(client, consents=(given,)))
    base = ("parcel", "seal", anna, "--case", "R-9", "--out", out, "--purpose", "partner")
    refused = say(*base, "--card", card, "--uncompared", card, "--json")
    (limit,) = json.loads(refused.out)["error"]["limits"]
    assert (refused.code, limit["limit"], limit["cases"]) == (6, "not abroad", "R-9")
    assert "consent to partner of 2026-01-02: not abroad" in refused.err
    assert "--within-limits" in refused.err
    assert NAME not in refused.out + refused.err
    assert not out.exists()
    assert say(*base, "--card", card, "--uncompared", card, "--within-limits").code == 0


def test_a_withdrawn_consent_lists_the_holders(offices: tuple[Path, Path, Path], say: Say) -> None:
    anna, ben, _ = offices
    card = _compare(say, anna, ben)
    base = ("parcel", "seal", anna, "--case", "R-9", "--purpose", "partner", "--card", card)
    assert say(*base, "--out", anna.with_name("p")).code == 0
    assert say("parcel", "list", anna, "--due", "--json").json["rows"] == []
    (person,) = (row["id"] for row in say("person", "list", anna, "--json").json["rows"])
    code = anna.with_name("code.txt").read_text()
    with open_session(anna, code) as session:
        there = record.find(session, Person, person)
        gone = tuple(replace(one, withdrawn_on=date(2026, 2, 1)) for one in there.consents)
        record.change(session, replace(there, consents=gone))
    (row,) = say("parcel", "list", anna, "--due", "--json").json["rows"]
    assert row["holders"][0]["name"] == "ben"
    assert len(say("parcel", "list", anna, "--person", person, "--due", "--json").json["rows"]) == 1
    assert "ben" in say("parcel", "list", anna).out


def test_what_is_no_parcel_is_refused_in_a_sentence(offices: tuple[Path, Path, Path], say: Say) -> None:
    anna, _, _ = offices
    assert say("parcel", "look", anna, anna.with_name("code.txt")).code == 3
    assert say("parcel", "look", anna, anna.with_name("none")).code == 3
    assert say("parcel", "receipt", anna).code == 3
    assert say("parcel", "receipt", anna, "--receipt-file", anna.with_name("code.txt")).code == 3
    assert say("parcel", "recall", anna, "x", "--out", anna.with_name("r")).code == 3
