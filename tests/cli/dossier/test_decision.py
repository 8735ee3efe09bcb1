"""What a person decides about the content of a copy, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.case.case import open_case
from tests.cli.said import PHRASE, Say

TEXT = "They asked Lin about it. Born on 10 January 1984 in Yunlan."


@pytest.fixture
def dossier(plain_office: Path) -> Path:
    """The vault with a dossier `d` that says what is known of its client."""
    with open_session(plain_office, PHRASE) as session:
        person = Person(
            id="p",
            names=(Name(text="Lin Zhiyuan", script="Latn"),),
            born=StatedDate(edtf="1984-01-10"),
            birth_place="Yunlan",
            consents=(Consent(purpose="court", given_on=session.clock().date()),),
        )
        record.add(session, person)
        parties = (Party(person_id="p"),)
        case = open_case(session, reference="R-2", title="", jurisdiction="CY", parties=parties)
        section = Section(id="s", kind="free-text", title="Note", text=TEXT)
        record.add(session, Dossier(id="d", case_id=case.id, title="Appeal", sections=(section,)))
    return plain_office


def test_replacements_are_listed_and_refused_with_a_reason(dossier: Path, say: Say, tmp_path: Path) -> None:
    rows = say("dossier", "replacements", dossier, "d", "--json").json["rows"]
    by_kind = {row["kind"]: row for row in rows}
    assert {kind: (row["text"], row["label"]) for kind, row in by_kind.items()} == {
        "name": ("Lin", "Person A"),
        "birth-date": ("10 January 1984", "1984"),
        "birth-place": ("Yunlan", "[place of birth]"),
    }
    assert by_kind["name"]["sentence"] == "They asked Lin about it. "
    out = tmp_path / "copy.docx"
    build = ("dossier", "build", dossier, "d", "--copy", "pseudonymised", "--format", "docx", "--out", out)
    refused = say(
        *build,
        *("--keep", f"{by_kind['name']['id']}:another Lin", "--show-kind", "birth-place:published"),
        *("--births", "decade", "--json"),
    )
    assert refused.code == 0, refused.err
    decisions = refused.json["build"]["decisions"]
    assert [(one["kind"], one["subject"], one["reason"]) for one in decisions] == [
        ("show-kind", "birth-place", "published"),
        ("keep-text", "lin", "another Lin"),
    ]


@pytest.mark.parametrize(
    "options",
    [
        ("--copy", "pseudonymised", "--show-kind", "birth-place"),
        ("--copy", "pseudonymised", "--show-kind", "birth-place: "),
        ("--copy", "pseudonymised", "--show-kind", "name:famous"),
        ("--copy", "pseudonymised", "--keep", "0000000000:no such"),
        ("--copy", "filing", "--show-kind", "place:published"),
        ("--copy", "filing", "--disclose", "1:waived"),
        ("--copy", "filing", "--for", "the registry", "--disclose", "1:waived"),
    ],
)
def test_a_decision_that_does_not_hold_leaves_no_file(
    options: tuple[str, ...], dossier: Path, say: Say, tmp_path: Path
) -> None:
    out = tmp_path / "copy.docx"
    answer = say("dossier", "build", dossier, "d", "--format", "docx", "--out", out, *options, "--json")
    assert answer.json["error"]["remedy"]
    assert answer.code != 0
    assert list(tmp_path.glob("*copy*")) == []
