"""Three people at the window: what they type once is kept, found again, and leaves whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.base.settings import Settings
from casebook.crypto.kdf import KdfCost
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.incident import Incident
from casebook.domain.case.task import Task
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import draft, record, search
from casebook.services.base.session import Session, open_session, start_session
from casebook.services.case.case import open_case
from casebook.ui.kit import fonts
from casebook.ui.kit.toolkit import make_application
from casebook.ui.pages.exchange.import_pane import ImportPane
from casebook.vault import create_vault
from tests.journeys.conftest import casebook
from tests.journeys.sitting import Sitting
from tests.ui import programs

PHRASE = "seven invented words stand here for tests"


@pytest.fixture
def vault(tmp_path: Path, cheap_cost: KdfCost) -> Path:
    """A vault with nothing in it, locked."""
    made, _ = create_vault(tmp_path / "office.casebook", PHRASE, cost=cheap_cost)
    start_session(made, who="office").lock()
    return tmp_path / "office.casebook"


@pytest.fixture
def sitting(qapp: QApplication, vault: Path, qtbot: QtBot) -> Sitting:
    """Somebody who has just unlocked it."""
    fonts.set_behind(make_application(Settings(theme="light")), "en")
    program = programs.prepared(qapp, qtbot, [vault])
    program.window.resize(1280, 800)
    program.show()
    qtbot.waitActive(program.window)
    sat = Sitting(program, vault, PHRASE, qtbot)
    sat.unlock()
    return sat


def _found(session: Session, words: str) -> set[str]:
    return {hit.noun for hit in search.find(session, words)}


def test_a_lawyer_opens_a_case_from_a_first_call_and_files_evidence(
    sitting: Sitting, vault: Path, tmp_path: Path
) -> None:
    request = tmp_path / "request for extradition.txt"
    request.write_text("The requesting State asks for his surrender under article 280.", encoding="utf-8")
    sitting.go("cases")
    sitting.begin()
    sitting.write(reference="WU-2026-01", title="Extradition requested", jurisdiction="Cyprus", team="M. K.")
    sitting.save()
    case_id = sitting.workspace.place.id
    sitting.go("case", case_id, "people")
    sitting.begin()
    sitting.write(
        standing="client",
        names=[
            {"text": "Wu Tao", "stands_in": "passport"},
            {"text": "吴涛"},
            {"text": "吳濤"},
        ],
        born="about 1984",
        safe_contact="Signal only, never call his flat.",
        whereabouts="Larnaca detention centre",
    )
    sitting.save()
    sitting.go("case", case_id, "events")
    sitting.begin()
    sitting.write(title="Provisional arrest", kind="arrest", status="happened", on="2026-02-27")
    sitting.write(place="Larnaca airport")
    sitting.save()
    sitting.go("case", case_id, "tasks")
    sitting.begin()
    sitting.write(step="Find an interpreter nobody knows", due_on="2026-03-04")
    sitting.save()
    sitting.go("case", case_id, "evidence")
    sitting.leaf._intake.offer_paths(case_id, [request])
    sitting.settle()
    sitting.write(received_from="the registry of the court", received_on="2026-03-01", how="by hand")
    sitting.save()
    sitting.go("case", case_id, "chronology")
    sitting.begin()
    sitting.write(
        statement="He is stopped at the border.",
        on="2026-02-27",
        status="undisputed",
        accounts=[
            {"stated_by": "the client", "words": "They took me from the queue.", "document_id": "request"}
        ],
    )
    sitting.save()
    sitting.lock()

    with open_session(vault, PHRASE) as session:
        (case,) = record.every(session, Case)
        (client,) = record.every(session, Person)
        (document,) = record.every(session, Document)
        (fact,) = record.every(session, Fact)
        assert case.client_ids == (client.id,)
        assert [name.script for name in client.names] == ["Latn", "Hans", "Hant"]
        assert client.born is not None
        assert client.born.edtf == "1984~"
        assert fact.accounts[0].pinpoint is not None
        assert fact.accounts[0].pinpoint.document_id == document.id
        assert document.custody[0].kind == "received"
        assert len(record.every(session, Event)) == len(record.every(session, Task)) == 1
        for query, noun in {
            "吴涛": "person",
            "Wu T'ao": "person",
            "WU-2026-01": "case",
            "Larnaca airport": "event",
            "interpreter nobody": "task",
            "registry of the court": "document",
            "surrender under article 280": "document",
            "from the queue": "fact",
        }.items():
            assert noun in _found(session, query), query
        assert draft.every(session) == []
    _leaves_whole(sitting, vault, tmp_path, but={"Cyprus", "about 1984"})


def _leaves_whole(sitting: Sitting, vault: Path, tmp_path: Path, but: set[str]) -> None:
    """Everything typed stands in the export of the whole vault; some of it as what it was read as."""
    key, out = tmp_path / "key.txt", tmp_path / "out"
    key.write_text(PHRASE, encoding="utf-8")
    done = casebook("export", vault, out, key=key)
    assert done.returncode == 0, done.stderr
    export_text = "".join(
        json.dumps(json.loads(file.read_bytes()), ensure_ascii=False) for file in out.rglob("*.json")
    )
    assert [words for words in sitting.typed if words not in export_text and words not in but] == []


MANY = [
    pytest.param(20, 9, id="20 contacts, 9 files", marks=pytest.mark.proof),
    pytest.param(200, 300, id="200 contacts, 300 files", marks=pytest.mark.proof),
]


@pytest.mark.parametrize(("contacts", "files"), MANY)
def test_an_advocate_imports_contacts_and_files(
    contacts: int, files: int, sitting: Sitting, vault: Path, tmp_path: Path
) -> None:
    rows = [
        f"Contact {at:03},NGO {at % 7},c{at:03}@example.org,{'律师' if at % 2 else ''}"
        for at in range(contacts)
    ]
    rows.insert(5, ",,,no name at all")
    listed = tmp_path / "partners.csv"
    listed.write_bytes("\r\n".join(["Name,Organisation,E-mail,Remarks", *rows]).encode("gb18030"))
    folder = tmp_path / "from the partner"
    folder.mkdir()
    for at in range(files):
        (folder / f"statement {at:03}.txt").write_text(
            f"Statement {at} of a witness, 证词{at}。", encoding="utf-8"
        )
    (folder / "twice.txt").write_bytes((folder / "statement 000.txt").read_bytes())

    sitting.go("cases")
    sitting.begin()
    sitting.write(reference="NET-1", jurisdiction="Cyprus")
    sitting.save()
    case_id = sitting.workspace.place.id
    sitting.go("contacts")
    sitting.leaf.findChild(ImportPane).offer(listed)
    sitting.settle()
    sitting.press("Use this encoding")  # the likeliest stands first
    sitting.settle()
    sitting.press("Preview rows")
    sitting.press(f"Import {contacts} rows")
    sitting.go("case", case_id, "evidence")
    sitting.leaf._intake.offer_paths(case_id, [folder])
    sitting.settle()
    sitting.write(received_from="a partner in Almaty", how="by courier")
    sitting.save()
    assert sitting.leaf.rows.total == files
    sitting.lock()

    with open_session(vault, PHRASE) as session:
        names = {contact.name for contact in record.every(session, Contact)}
        assert names == {f"Contact {at:03}" for at in range(contacts)}
        documents = record.of_case(session, Document, case_id)
        assert {document.received_as for document in documents} == {
            f"from the partner/statement {at:03}.txt" for at in range(files)
        }
        assert all(document.obtained_from == "a partner in Almaty" for document in documents)
        last = f"证词{files - 1}"
        assert "document" in _found(session, last)
        assert "contact" in _found(session, f"c{contacts - 1:03}@example.org")
    _leaves_whole(sitting, vault, tmp_path, but={"Cyprus"})


def test_a_field_worker_records_an_incident_while_the_laptop_locks_twice(
    sitting: Sitting, vault: Path, tmp_path: Path
) -> None:
    sitting.sleep()
    with open_session(vault, PHRASE) as session:
        case = open_case(session, reference="FIELD-3", title="", jurisdiction="TR")
    sitting.unlock()
    sitting.go("case", case.id, "incidents")
    sitting.begin()
    sitting.write(what="Two men came to his mother's house", on="about 2026-02", place="Ghulja 伊宁")
    sitting.lock()

    sitting.unlock()
    sitting.go_on("New incident")
    assert (sitting.workspace.place.id, sitting.workspace.place.tab) == (case.id, "incidents")
    assert sitting.form.entries["place"].raw == "Ghulja 伊宁"
    sitting.write(
        what=" and asked for his number.", agent="دۆلەت بىخەتەرلىك, they said", method="police-visit"
    )
    sitting.sleep()

    sitting.unlock()
    sitting.go_on("New incident")
    narrative = "Two men came to his mother's house and asked for his number."
    assert sitting.form.entries["what"].raw == narrative
    sitting.write(corroborated_by="a neighbour's voice message", reported_to="the Working Group")
    sitting.save()
    sitting.lock()

    with open_session(vault, PHRASE) as session:
        (incident,) = record.every(session, Incident)
        assert (incident.what, incident.on.edtf, incident.place) == (narrative, "2026-02~", "Ghulja 伊宁")
        assert incident.method == "police-visit"
        for asked in ("伊宁", "mother's house", "دۆلەت", "voice message"):
            assert "incident" in _found(session, asked), asked
        assert draft.every(session) == []
        assert session.store.verify_audit()
    _leaves_whole(sitting, vault, tmp_path, but={"about 2026-02"})
