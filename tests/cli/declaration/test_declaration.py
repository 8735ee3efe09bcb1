"""A sealed declaration from the command line: made, signed, released, withdrawn and removed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from casebook.cli.declaration.verbs import ADDED_PARTS, RELEASED_PARTS
from casebook.domain.base.name import Name
from casebook.domain.declaration.declaration import ASKED_PARTS, RELEASE_PARTS
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.case import case as cases
from tests.cli.said import Said, Say
from tests.vaults import PHRASE

Give = Callable[..., Said]


@pytest.fixture
def give(plain_office: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> Give:
    """Says a verb on a declaration with a JSON document on standard input."""

    def given(verb: str, *options: object, document: object) -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(document)))
        return say("declaration", verb, plain_office, *options, "--json")

    return given


@pytest.fixture
def declaration(plain_office: Path, give: Give) -> str:
    """A draft of a client, with somebody to authorise."""
    with open_session(plain_office, PHRASE) as session:
        record.add(session, Person(id="p", names=(Name(text="Yusup Tester", script="Latn"),)))
        record.add(session, Contact(id="k", name="Petra Counsel", kind="lawyer", vetting="vetted"))
        opened = cases.named(session, "R-1")
        record.change(session, opened.with_party("p", "client"), seen=opened)
    fields = {
        "person_id": "p",
        "made_on": "2026-03-01",
        "place": "Nicosia",
        "authorised": [{"contact_id": "k", "what": "act for me"}],
    }
    said = give("add", "R-1", "-", document=fields)
    assert said.code == 0, said.err
    return str(said.json["id"])


def test_a_declaration_is_signed_and_released(
    declaration: str, plain_office: Path, say: Say, give: Give, tmp_path: Path
) -> None:
    shown = say("declaration", "show", plain_office, declaration, "--json").json
    assert (shown["state"], shown["may_be_signed"]) == ("draft", True)
    assert shown["lacking"] == ["video", "witness", "condition"]
    out = tmp_path / "declaration.pdf"
    assert say("declaration", "paper", plain_office, declaration, "--out", out, "--json").code == 0
    assert out.read_bytes().startswith(b"%PDF")
    wanted = (
        "declaration",
        "sign",
        plain_office,
        declaration,
        "--paper",
        printed_code(say, plain_office, declaration),
    )
    refused = say(*wanted, "--json")
    assert (refused.code, refused.json["error"]["field"]) == (6, "without")
    without = [part for one in ("video", "witness", "condition", "days") for part in ("--without", one)]
    assert say(*wanted, *without, "--json").json["seal"]
    assert say("declaration", "edit", plain_office, declaration, "--set", "place=x").code == 6
    to = (declaration, "--to", "k:court")
    (row,) = say("declaration", "preview", plain_office, *to, "--json").json["rows"]
    assert row["is_blocked"]
    with open_session(plain_office, PHRASE) as session:
        person = record.find(session, Person, "p")
        from casebook.domain.person.person import Consent

        consent = Consent(purpose="court", given_on=session.clock().date())
        record.change(session, replace(person, consents=(consent,)), seen=person)
    packed = give("release", *to, "-", "--out", tmp_path / "pack.zip", document={"reason": "Asked."})
    assert packed.code == 0, packed.err
    with ZipFile(tmp_path / "pack.zip") as pack:
        assert pack.namelist() == ["declaration.pdf", "sealed-record.json", "VERIFY.txt", "SHA256SUMS"]
    (entry,) = say("declaration", "register", plain_office, "R-1", "--json").json["rows"]
    assert entry["release"]["contact_id"] == "k"
    (copy,) = say("parcel", "copies", plain_office, "--case", "R-1", "--json").json["rows"]
    assert (copy["of"], copy["sha256"]) == ("declaration", entry["release"]["sha256"])
    (listed,) = say("declaration", "list", plain_office, "R-1", "--json").json["rows"]
    assert listed["state"] == "released"


def printed_code(say: Say, vault: Path, declaration: str) -> str:
    """The code of its paper."""
    out = vault.parent / "paper.pdf"
    return str(say("declaration", "paper", vault, declaration, "--out", out, "--json").json["paper"])


def test_removal_needs_a_free_withdrawal_which_says_who_heard_it_where(
    declaration: str, plain_office: Path, say: Say, give: Give
) -> None:
    without = [part for one in ("video", "witness", "condition", "days") for part in ("--without", one)]
    paper = ("--paper", printed_code(say, plain_office, declaration))
    signed = say("declaration", "sign", plain_office, declaration, *paper, *without, "--json").json
    refused = say("declaration", "remove", plain_office, declaration, "--code", signed["seal"][:8], "--json")
    assert refused.code == 6
    assert signed["seal"][:8] not in refused.out
    asked = ("--on", signed["signed_on"], "--heard-by", "k", "--freedom")
    assert say("declaration", "withdraw", plain_office, declaration, *asked, "not-known").code == 3
    note = {"place": "Nicosia", "note": "He said so."}
    doubted = give("withdraw", declaration, "-", *asked, "not-known", document=note)
    assert doubted.json["withdrawals"][0]["heard_by"] == "k"
    (listed,) = say("declaration", "list", plain_office, "R-1", "--json").json["rows"]
    assert listed["state"] == "signed"
    assert give("withdraw", declaration, "-", *asked, "free-and-alone", document=note).code == 0
    assert (
        say("declaration", "replace", plain_office, declaration, "--json").json["replaces_id"] == declaration
    )
    code = ("--code", signed["seal"][:8])
    assert say("declaration", "remove", plain_office, declaration, *code, "--json").code == 0
    for verb in ("list", "register"):
        assert say("declaration", verb, plain_office, "R-1").code == 0
    assert say("declaration", "show", plain_office, declaration).code == 0


@pytest.mark.parametrize(
    ("languages", "code", "said"),
    [
        (("ug", "zh-Hans"), 0, "It is in ug"),
        (("kk", "zh-Hans"), 3, "first language of this person"),
    ],
)
def test_a_draft_begins_in_the_first_language_and_says_what_signing_needs(
    declaration: str, plain_office: Path, say: Say, languages: tuple[str, ...], code: int, said: str
) -> None:
    with open_session(plain_office, PHRASE) as session:
        person = record.find(session, Person, "p")
        record.change(session, replace(person, languages=languages), seen=person)
    added = say("declaration", "add", plain_office, "R-1", "--set", "person_id=p")
    assert added.code == code
    assert said in added.out + added.err
    if not code:
        assert "the place where it was made" in added.out
        assert "casebook client-paper translate" in added.out
    kept = say("declaration", "list", plain_office, "R-1", "--json").json["rows"]
    assert declaration in {row["declaration"]["id"] for row in kept}


def test_a_part_without_a_field_is_refused_with_its_fields(declaration: str, give: Give) -> None:
    refused = give("edit", declaration, "-", document={"authorised": [{"contact_id": "k"}]})
    assert refused.code == 3
    assert "contact_id" in str(refused.json["error"]["remedy"])
    assert "a text in your own words" in str(refused.json["error"]["remedy"])


def test_a_case_takes_a_signed_one_to_its_end_only_with_its_code(
    declaration: str, plain_office: Path, say: Say
) -> None:
    code = printed_code(say, plain_office, declaration)
    without = [part for one in ("video", "witness", "condition", "days") for part in ("--without", one)]
    signed = say("declaration", "sign", plain_office, declaration, "--paper", code, *without, "--json")
    case_id = str(signed.json["case_id"])
    assert say("case", "remove", plain_office, "R-1").code == 0
    purge = ("bin", "purge", plain_office, case_id)
    shown = say(*purge)
    assert "This destroys 1 signed declaration: R-1" in shown.err
    assert "Is anyone forcing you?" in shown.err
    refused = say(*purge, "--yes", "--json")
    assert (refused.code, refused.json["error"]["field"]) == (6, "code")
    seal = str(signed.json["seal"])
    assert seal[:8] not in refused.out + refused.err
    assert say(*purge, "--yes", "--code", seal[:8]).code == 0


def test_the_parts_of_a_pack_are_those_of_the_domain() -> None:
    assert (RELEASED_PARTS, ADDED_PARTS) == (RELEASE_PARTS, ASKED_PARTS)
