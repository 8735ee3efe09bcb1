"""Parcels that no program of ours seals: whoever has our card can make them."""

from __future__ import annotations

import json
import logging
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from casebook.base.errors import CasebookError, DamagedSource, Refused, VaultTooNew
from casebook.domain.case.fact import Fact
from casebook.domain.case.note import Note
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.handover import GivenNoun
from casebook.domain.sharing.manifest import ManifestFile, ParcelManifest, manifest_bytes, read_manifest
from casebook.domain.sharing.part_order import keyed
from casebook.domain.sharing.stamp import STAMP_BYTES, line_of, stamp, tick_at
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing import card, device
from casebook.services.sharing.line_name import LineNames
from casebook.services.sharing.parcels.parcel_body import bodies_of, records_in
from casebook.services.sharing.parcels.parcel_look import ParcelView, look
from casebook.services.sharing.parcels.parcel_seal import USE
from casebook.services.sharing.parcels.parcel_take import take
from casebook.store.base import device_tables
from casebook.store.evidence.document import DOCUMENT
from casebook.store.sharing.give import versions_of
from casebook.vault.sharing.parcel_body import deflated
from casebook.vault.sharing.parcel_file import grow_parcel
from casebook.vault.sharing.parcel_head import ParcelLock
from tests.services.sharing.conftest import Opener, introduce
from tests.services.sharing.matters import AT, matter, sent

NOTE = RecordVersion(
    noun="note",
    id="0000000000000009",
    is_begun=True,
    began=stamp(tick_at(AT), b"evilline"),
    entries={
        "text": {stamp(tick_at(AT), b"evilline"): "Forged"},
        "written_at": {stamp(tick_at(AT), b"evilline"): "2026-03-01T09:00:00+00:00"},
    },
)


@pytest.fixture
def anna(casebook_of: Opener) -> Session:
    return casebook_of("anna")


@pytest.fixture
def eve(casebook_of: Opener, anna: Session) -> Session:
    opened = casebook_of("eve")
    introduce(anna, opened)
    return opened


def _manifest(eve: Session, *versions: RecordVersion, **more: object) -> ParcelManifest:
    values: dict[str, Any] = {
        "version": 1,
        "kind": "records",
        "card": b64encode(device.required_card(eve).data).decode("ascii"),
        "sealed_at": AT,
        "program": "0.1.0",
        "purpose": "partner",
        "receipt_key": "ab" * 32,
        "given": tuple(GivenNoun(noun=one.noun, ids=(one.id,)) for one in versions),
    }
    return ParcelManifest(**{**values, **more})


def _forge(
    anna: Session,
    eve: Session,
    path: Path,
    manifest: ParcelManifest | bytes,
    bodies: Sequence[bytes],
    files: Sequence[tuple[str, bytes]] = (),
) -> ParcelView:
    """Seal what is given to Anna's device, and look into it there."""
    path.unlink(missing_ok=True)
    keys = device.keys(eve)[0]
    grow_parcel(
        path,
        ParcelLock(recipients=(device.required_card(anna).public,)),
        manifest if isinstance(manifest, bytes) else manifest_bytes(manifest),
        bodies,
        [(name, BytesIO(data)) for name, data in files],
        sign=lambda digest: keys.sign(digest, USE),
    ).name()
    return run_in_line(look(anna, path))


def test_what_is_listed_and_what_is_there_must_agree(anna: Session, eve: Session, tmp_path: Path) -> None:
    out, body = tmp_path / "p", list(bodies_of([NOTE]))
    assert _forge(anna, eve, out, _manifest(eve, NOTE), body).records[0].state == "new"
    file = ManifestFile(id="ab", noun="document", record="x", sha256="0" * 64, size_bytes=1)
    forged: list[tuple[ParcelManifest, Sequence[bytes], Sequence[tuple[str, bytes]]]] = [
        (_manifest(eve), body, ()),
        (_manifest(eve, NOTE), (), ()),
        (_manifest(eve, NOTE), [*body, *body], ()),
        (_manifest(eve, NOTE, files=(file,)), body, ()),
        (_manifest(eve, NOTE, files=(file,)), body, [("ab", b"x")]),
        (_manifest(eve, NOTE), body, [("ab", b"x")]),
        (_manifest(eve, NOTE, files=(file, file)), body, [("ab", b"x")]),
    ]
    for manifest, bodies, files in forged:
        with pytest.raises(DamagedSource, match=r"list of contents"):
            _forge(anna, eve, out, manifest, bodies, files)


def test_a_card_of_another_signs_nothing(
    casebook_of: Opener, anna: Session, eve: Session, tmp_path: Path
) -> None:
    ben = casebook_of("ben")
    introduce(anna, ben)
    with pytest.raises(Refused, match="not signed by the device"):
        _forge(anna, eve, tmp_path / "p", _manifest(ben, NOTE), list(bodies_of([NOTE])))


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"{}", b"\xff", b'{"version":1}', b'{"version":1,"kind":"x"}', b"[" * 100_000, b'{"a":NaN}'],
)
def test_a_manifest_that_is_none_is_refused(
    anna: Session, eve: Session, tmp_path: Path, manifest: bytes
) -> None:
    with pytest.raises(DamagedSource, match="cannot be read"):
        _forge(anna, eve, tmp_path / "p", manifest, ())


def test_too_many_names_and_a_later_version_are_refused(anna: Session, eve: Session, tmp_path: Path) -> None:
    many = GivenNoun(noun="note", ids=tuple(str(number) for number in range(200_001)))
    with pytest.raises(DamagedSource):
        read_manifest(manifest_bytes(_manifest(eve, given=(many,))))
    with pytest.raises(VaultTooNew):
        _forge(anna, eve, tmp_path / "p", b'{"version":2,"more":[]}', ())


@pytest.mark.parametrize(
    "body",
    [
        b"x",
        deflated(b"{}"),
        deflated(b"[1]"),
        deflated(b"[" * 50_000),
        deflated(bytes(17 << 20)),
        deflated(b'[{"n":"attachment","i":"x","b":"","v":{}}]'),
        deflated(b'[{"n":"peer-card","i":"x","b":"","v":{}}]'),
        deflated(b'[{"n":"handover","i":"x","b":"","v":{}}]'),
        deflated(b'[{"n":"note","i":"x","b":"","v":{"text":1e999}}]'),
    ],
    ids=range(9),
)
def test_a_body_that_is_none_is_refused(anna: Session, eve: Session, tmp_path: Path, body: bytes) -> None:
    with pytest.raises(DamagedSource):
        _forge(anna, eve, tmp_path / "p", _manifest(eve), [body])


def test_an_entry_of_a_pack_is_never_changed_nor_brought(
    stocked: Session, eve: Session, tmp_path: Path
) -> None:
    device.make_own(stocked, "library")
    with stocked.store.reading() as connection:
        (finding_id, *_) = (
            connection.exec_driver_sql("SELECT id FROM finding WHERE pack <> ''").scalars().all()
        )
    at = stamp(tick_at(AT), b"evilline")
    forged = RecordVersion(noun="finding", id=str(finding_id), entries={"statement": {at: "Forged"}})
    brought = RecordVersion(
        noun="finding", id="evil", is_begun=True, began=at, entries={"pack": {at: "2026.1"}}
    )
    versions = [forged, brought]
    view = _forge(stocked, eve, tmp_path / "p", _manifest(eve, *versions), list(bodies_of(versions)))
    assert {one.state for one in view.records} == {"of-pack"}
    assert list(view.offered()) == []
    chosen = [("finding", str(finding_id), "statement"), ("finding", "evil", "pack")]
    assert run_in_line(take(stocked, tmp_path / "p", view, chosen, allow=True)).count == 0


def test_a_record_under_the_id_of_another_one_is_not_offered_as_new(
    anna: Session, eve: Session, tmp_path: Path
) -> None:
    fact = matter(anna).fact
    at = stamp(tick_at(AT), b"evilline")
    forged = RecordVersion(noun="note", id=fact.id, is_begun=True, began=at, entries={"text": {at: "Forged"}})
    view = _forge(anna, eve, tmp_path / "p", _manifest(eve, forged), list(bodies_of([forged])))
    assert [one.state for one in view.records] == ["other-noun"]
    assert list(view.offered()) == []


def test_values_that_claim_to_be_ours_are_not_ticked(anna: Session, eve: Session, tmp_path: Path) -> None:
    of = matter(anna)
    sent(anna, of.case, tmp_path / "first", eve)
    with anna.store.reading() as connection:
        own_line = device_tables.own_lines(connection)[0]
        (version,) = versions_of(connection, "fact", [of.fact.id])
    seen = next(iter(version.entries["statement"]))
    ours = stamp(tick_at(anna.clock()), own_line)
    version.entries["statement"] = {ours: "Forged in our name"}
    version.spent |= {("statement", seen)}
    view = _forge(anna, eve, tmp_path / "p", _manifest(eve, version), list(bodies_of([version])))
    (field,) = (one for _, one in view.offered())
    assert (field.suspect, field.state) == ("ours-by-claim", "theirs")
    assert view.ticked() == frozenset()
    assert len(ours) == STAMP_BYTES
    assert line_of(ours) == own_line


def test_lines_of_ours_stay_ours_and_lines_of_others_theirs(
    casebook_of: Opener, anna: Session, eve: Session, tmp_path: Path
) -> None:
    ben = casebook_of("ben")
    introduce(anna, ben)
    record.add(anna, Note(id=anna.ids(), text="n", written_at=AT))
    with anna.store.write("test") as transaction:
        own_line = device_tables.own_lines(transaction.connection)[0]
        ben_id = device.required_card(ben).device_id.hex()
        device_tables.note_lines(transaction.connection, [b"bensline"], ben_id)
    lines = (own_line.hex(), b"bensline".hex(), "zz", "0" * 400)
    view = _forge(anna, eve, tmp_path / "p", _manifest(eve, NOTE, lines=lines), list(bodies_of([NOTE])))
    run_in_line(take(anna, tmp_path / "p", view, view.ticked()))
    assert LineNames(anna).author(own_line).is_own
    assert LineNames(anna).author(b"bensline").name == "ben"


def test_a_file_that_is_not_the_one_its_document_names_is_not_attached(
    anna: Session, eve: Session, tmp_path: Path
) -> None:
    of = matter(anna)
    with anna.store.reading() as connection:
        (version,) = versions_of(connection, "document", [of.exhibit.id])
    version.id = "0000000000000007"
    data = b"other bytes"
    file = ManifestFile(
        id="ab", noun="document", record=version.id, sha256=sha256(data).hexdigest(), size_bytes=len(data)
    )
    manifest = _manifest(eve, version, files=(file,))
    view = _forge(anna, eve, tmp_path / "p", manifest, list(bodies_of([version])), [("ab", data)])
    taken = run_in_line(
        take(anna, tmp_path / "p", view, [(one.noun, one.id, f.key) for one, f in view.offered()])
    )
    assert taken.files == ()
    with anna.store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT attachment_id FROM document WHERE id = ?", (version.id,))
        assert rows.scalar() == ""


def test_no_name_stands_in_a_log_or_an_error(
    anna: Session, eve: Session, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    of = matter(anna)
    sent(anna, of.case, tmp_path / "p", eve)
    view = run_in_line(look(eve, tmp_path / "p"))
    run_in_line(take(eve, tmp_path / "p", view, view.ticked()))
    texts = [caplog.text, repr(view), repr(view.records[0]), repr(view.content), str([*tmp_path.iterdir()])]
    record.change(anna, replace(of.client, consents=()))
    with pytest.raises(CasebookError) as refusal:
        sent(anna, of.case, tmp_path / "q", eve)
    texts += [str(refusal.value), repr(refusal.value), str(refusal.value.remedy)]
    assert [text for text in texts if "Clientname" in text or "Mothername" in text] == []


def test_a_record_of_a_newer_version_is_kept_unread(anna: Session, eve: Session, tmp_path: Path) -> None:
    at = stamp(tick_at(AT), b"evilline")
    newer = RecordVersion(
        noun="hat", id="0000000000000008", is_begun=True, began=at, entries={"brim": {at: "wide"}}
    )
    view = _forge(anna, eve, tmp_path / "p", _manifest(eve, newer), list(bodies_of([newer])))
    taken = run_in_line(take(anna, tmp_path / "p", view, view.ticked()))
    assert taken.count == 0
    assert json.dumps(encoded(newer))
    with anna.store.reading() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM version WHERE noun = 'hat'").scalar()
    assert kept
    assert record.every(anna, Fact) == []
    assert card.rows(anna)


def test_a_part_of_a_parcel_stands_under_the_key_of_what_it_says() -> None:
    part = {"kind": "received", "who": "Another Person"}
    came = RecordVersion(
        noun="document", id="d1", entries={"custody/forged": {bytes(7) + b"\x01" + bytes(8): [0, part]}}
    )
    (body,) = bodies_of([came])
    (read,) = records_in(body)
    (key,) = keyed(DOCUMENT.merge["custody"], [part])
    assert [*read.entries] == [f"custody/{key}"]
