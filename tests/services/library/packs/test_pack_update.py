"""Updates: shown first, applied when accepted, dossiers marked, what is the person's own untouched."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import NotFound, PackInvalid, Refused
from casebook.base.resources import resource
from casebook.domain.case.case import Case
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.library.finding import Finding
from casebook.packs.library.library import read_library
from casebook.packs.signed_pack import NAMES, pack
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.library import library, reading, remark
from casebook.services.library.packs import pack_difference, pack_update, revision
from tests.packs.written import change

SEED = bytes(range(32))
CHANGED, WITHDRAWN = "cpl-77-rsdl-contact", "ir-9946"


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The shipped packs, a version on: one finding changed, one withdrawn, one added; signed."""
    folder = tmp_path / "packs"
    folder.mkdir()
    for name in NAMES:
        shutil.copy(resource("packs", name), folder / name)
        path = folder / name
        path.write_text(
            re.sub(r'(?m)^version = ".*"$', 'version = "2027.1"', path.read_text(encoding="utf-8"), count=1)
        )
    findings = folder / "findings.toml"
    change(findings, "may not, without the executing body's leave,", "may not, without leave,")
    text = findings.read_text(encoding="utf-8")
    start = text.index(f'[[finding]]\nid = "{WITHDRAWN}"')
    end = text.index("[[finding]]", start + 1)
    entry = text[start:end].replace(WITHDRAWN, "ir-new").replace('statement = "', 'statement = "Anew: ')
    findings.write_text(text[:start] + entry + text[end:], encoding="utf-8")
    figures = folder / "statistics.toml"
    figures.write_text(
        figures.read_text(encoding="utf-8").replace(f'finding = "{WITHDRAWN}"', 'finding = "ir-new"')
    )
    out = tmp_path / "packs.json"
    out.write_bytes(pack(folder, SEED))
    return out


@pytest.fixture
def held(stocked: Session) -> Session:
    opened = case.open_case(stocked, reference="R-1", title="Removal", jurisdiction="cy")
    record.add(
        stocked,
        Dossier(
            id="d1",
            case_id=record.find(stocked, Case, opened.id).id,
            title="Hearing",
            sections=(Section(id="conditions", kind="country-conditions", topics=("rsdl",)),),
        ),
    )
    return stocked


def test_nothing_is_offered_where_nothing_is_new(held: Session) -> None:
    offered = pack_update.offer(held)
    assert offered.is_empty
    assert offered.marks == {}


def test_an_update_is_shown_and_nothing_written_before_it_is_accepted(held: Session, newer: Path) -> None:
    before = held.store.audit_head()
    offered = pack_update.offer(held, newer)
    assert [(each.new.id, each.fields) for each in offered.changed if isinstance(each.new, Finding)] == [
        (CHANGED, ("statement",))
    ]
    assert [each.id for each in offered.withdrawn] == [WITHDRAWN]
    assert [each.id for each in offered.added] == ["ir-new"]
    assert {key: [mark.id for mark in cited] for key, cited in offered.marks.items()} == {"d1": [CHANGED]}
    assert (offered.from_version, offered.to_version) == ("2026.12.02", "2027.1")
    assert not offered.is_older
    assert held.store.audit_head() == before


def test_accepting_marks_dossiers_and_leaves_what_is_the_person_s_own(held: Session, newer: Path) -> None:
    own = replace(record.find(held, Finding, CHANGED), id="own1", statement="Mine.", pack="")
    record.add(held, own)
    remark.add(held, "finding", CHANGED, "Mine too.")
    run_in_line(reading.have_read(held, "finding", CHANGED, pinpoint="art. 77"))
    assert pack_update.accept(held, pack_update.offer(held, newer)) == 1
    (mark,) = revision.of_dossier(held, "d1")
    assert (mark.record_id, mark.kind, mark.fields) == (CHANGED, "changed", ("statement",))
    library_index = library.library_index(held)
    assert WITHDRAWN not in library_index.findings
    assert "ir-new" in library_index.findings
    assert library_index.findings[CHANGED].pack == "2027.1"
    assert library_index.findings["own1"] == own
    assert len(remark.of_record(held, CHANGED)) == len(reading.of_record(held, CHANGED)) == 1
    assert pack_update.offer(held, newer).is_empty


def test_an_update_that_was_overtaken_is_refused(held: Session, newer: Path) -> None:
    offered = pack_update.offer(held, newer)
    for overtaken in (CHANGED, "ir-64-1"):
        before = record.find(held, Finding, overtaken)
        now = record.change(held, replace(before, verify="Changed meanwhile."), seen=before)
        with pytest.raises(Refused):
            pack_update.accept(held, offered)
        record.change(held, before, seen=now)


def test_a_file_that_is_not_there_or_not_signed_is_told(held: Session, newer: Path) -> None:
    with pytest.raises(NotFound):
        pack_update.offer(held, newer.with_name("none.json"))
    newer.write_bytes(newer.read_bytes().replace(b"without leave", b"with leave"))
    with pytest.raises(Refused):
        pack_update.offer(held, newer)


def test_a_pack_that_fails_a_check_is_not_imported(held: Session, newer: Path) -> None:
    before = held.store.audit_head(), library.library_index(held).findings[CHANGED]
    folder = newer.with_name("packs")
    change(folder / "findings.toml", 'statement = "Anew: ', 'verify = "" \nstatement = "Anew: ')
    newer.write_bytes(pack(folder, SEED))
    with pytest.raises(PackInvalid, match="finding ir-new"):
        pack_update.offer(held, newer)
    change(folder / "findings.toml", 'verify = "" \nstatement = "Anew: ', 'statement = "Anew: ')
    findings = folder / "findings.toml"
    text = findings.read_text(encoding="utf-8")
    twin = re.search(r'statement = "(?!Anew)[^"\n]+"', text)
    assert twin is not None
    findings.write_text(re.sub(r'statement = "Anew: [^\n]+', twin[0], text), encoding="utf-8")
    newer.write_bytes(pack(folder, SEED))
    with pytest.raises(PackInvalid, match="says what another says"):
        pack_update.offer(held, newer)
    assert (held.store.audit_head(), library.library_index(held).findings[CHANGED]) == before
    assert not library.library_index(held).findings.get("ir-new")


def test_an_update_is_told_line_by_line_with_before_and_after(held: Session, newer: Path) -> None:
    update = run_in_line(pack_difference.view(held, newer))
    assert not update.offer.is_empty
    lines = {line.record_id: line for line in update.lines}
    assert {each.kind for each in lines.values()} == {"added", "changed", "withdrawn"}
    changed = lines[CHANGED]
    ((name, before, after),) = changed.fields
    assert (name, changed.noun, [dossier.id for dossier in changed.dossiers]) == (
        "statement",
        "finding",
        ["d1"],
    )
    assert "the executing body's leave" in before
    assert "may not, without leave" in after
    assert lines["ir-new"].title.startswith("Anew: ")
    pack_update.accept(held, update.offer)
    (mark,) = pack_difference.lines(held, pack_update.offer(held, newer))
    assert (mark.kind, mark.record_id, [dossier.title for dossier in mark.dossiers]) == (
        "look-again",
        CHANGED,
        ["Hearing"],
    )
    revision.mark_reviewed(held, mark.revision_id)
    assert pack_difference.lines(held, pack_update.offer(held, newer)) == ()
    assert revision.revised(held, "d1") == frozenset()


def test_the_key_that_signed_the_last_update_is_remembered(held: Session, newer: Path) -> None:
    first = pack_update.offer(held, newer)
    assert (first.known_words, len(first.key_words.split())) == ("", 10)
    pack_update.accept(held, first)
    assert pack_update.offer(held, newer).known_words == first.key_words


def test_what_was_withdrawn_once_may_come_back(held: Session, newer: Path) -> None:
    pack_update.accept(held, pack_update.offer(held, newer))
    assert WITHDRAWN not in library.library_index(held).findings
    back = pack_update.offer(held)
    assert back.is_older
    pack_update.accept(held, back)
    library_index = library.library_index(held)
    assert library_index.findings[WITHDRAWN].pack == read_library().version
    assert "ir-new" not in library_index.findings
