"""A certificate from the command line, over the contract scripts rely on."""

from __future__ import annotations

from pathlib import Path

import pytest
from pikepdf import Pdf

from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.case.case import open_case
from tests.cli.said import Say
from tests.vaults import PHRASE


@pytest.fixture
def dossier(plain_office: Path) -> Path:
    """The vault with a dossier `d`."""
    with open_session(plain_office, PHRASE) as session:
        consent = Consent(purpose="court", given_on=session.clock().date())
        names = (Name(text="Wen Shuyun", script="Latn"),)
        record.add(session, Person(id="p", names=names, consents=(consent,)))
        parties = (Party(person_id="p"),)
        case = open_case(session, reference="R-2", title="", jurisdiction="CY", parties=parties)
        record.add(session, Dossier(id="d", case_id=case.id, title="Appeal", court="A Court"))
    return plain_office


def test_a_certificate_is_written_line_by_line_or_refused_with_a_remedy(
    dossier: Path, say: Say, tmp_path: Path
) -> None:
    out = tmp_path / "served.pdf"
    forum = ("--profile", "us-eoir-immigration-court")
    answer = say("dossier", "certificate", dossier, "d", "--kind", "service", *forum, "--out", out, "--json")
    assert answer.code == 0, answer.err
    lines = {line["id"]: line for line in answer.json["lines"]}
    assert lines["court"] == {
        "id": "court",
        "kind": "entry",
        "label": "Court",
        "value": "A Court",
        "is_open": False,
        "asked": [],
        "rule": None,
    }
    rule = lines["system"]["rule"]
    assert (rule["pinpoint"], rule["level"], rule["is_seen"]) == ("ICPM 3.2(a)(1)", "must", True)
    assert answer.json["required"]["level"] == "must"
    assert answer.json["contents"] is None
    with Pdf.open(out) as pdf:
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
    assert {*names, "signature"} == set(answer.json["open"])
    words = say("dossier", "certificate", dossier, "d", "--kind", "service", "--format", "docx", "--out", out)
    assert words.code == 0
    assert "lines to complete before it is signed" in words.out
    assert out.read_bytes().startswith(b"PK")

    verb = ("dossier", "certificate", dossier, "d", "--out", tmp_path / "other.pdf")
    unknown = say(*verb, "--kind", "baptism")
    assert (unknown.code, "translation, interpretation, service" in unknown.err) == (3, True)
    assert say(*verb, "--kind", "translation").code == 3
    assert "Example: casebook dossier certificate" in say("dossier", "certificate", "--help").out
    assert not (tmp_path / "other.pdf").exists()
