"""What comes before what it is about: heads before a welcome, places of files before their document."""

from __future__ import annotations

import io
from pathlib import Path

from casebook.domain.evidence.document import Document
from casebook.domain.sharing.roster_statement import SpaceKind
from casebook.services.base import record
from casebook.services.sharing.team.exhibits import fetch_exhibit, offered_file
from casebook.services.sharing.team.many_exhibits import offered_files
from casebook.services.sharing.team.missing_files import missing_files
from casebook.services.sharing.team.offer import OfferedExhibit
from casebook.services.sharing.team.taking import take_all
from casebook.store.sharing import shared_exhibits, team_store
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import CarrierKind
from tests.services.sharing.team.checkpoints.test_false_checkpoints import _document, _true
from tests.services.sharing.team.conftest import SHARE, NewCasebook
from tests.services.sharing.team.hostile import forge
from tests.services.sharing.team.office import exchange_all, joined, note, pair
from tests.services.sharing.team.test_checkpoints import laid_changes


def test_what_a_head_says_of_a_device_counts_once_its_welcome_comes(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    carl = joined(anna, new_casebook, "Carl", tmp_path)
    take_all(carl)
    note(carl, "n1")
    exchange_all(carl, anna)
    with anna.store.reading() as connection:
        rows = team_store.files(connection)
    with ben.store.reading() as connection:
        known = {one.name for one in team_store.files(connection)}
    kinds = {CarrierKind.ROSTER, CarrierKind.GRANT}
    names = {one.name for one in rows if one.is_own and one.kind in kinds} - known
    paths = [tmp_path / SHARE / name[:2] / name for name in names]
    withheld = {path: path.read_bytes() for path in paths}
    for path in withheld:
        path.unlink()
    for name in laid_changes(carl):
        (tmp_path / SHARE / name[:2] / name).unlink()
    take_all(ben)
    assert [one for one in missing_files(ben) if one.kind is SpaceKind.CASE] == []
    for path, content in withheld.items():
        path.write_bytes(content)
    take_all(ben)
    assert [(one.by, one.spans) for one in missing_files(ben)] == [("Carl", ((1, 1),))]


def test_a_false_size_of_a_document_s_file_is_not_shown(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    _document(anna, "d1")
    exchange_all(anna, ben)
    true, document = _true(ben), record.find(anna, Document, "d1")
    false = ["d1", CarrierFolder.new_name(), 4 * 1024**3, document.sha256]
    forge(ben, {**true, "f": [*true["f"], false]}, kind=CarrierKind.CHECKPOINT)
    exchange_all(anna)
    dora = joined(anna, new_casebook, "Dora", tmp_path)
    take_all(dora)
    shown = OfferedExhibit(size_bytes=2, by="Anna")
    assert offered_file(dora, "d1") == offered_files(dora, "c1")["d1"] == shown
    assert fetch_exhibit(dora, "d1").size_bytes == 2


def test_an_offer_without_the_true_one_names_nobody(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    attachment = anna.vault.attachments.seal(io.BytesIO(b"d1"), anna.ids())
    with ben.store.exchange() as connection:
        space = next(one for one in team_store.spaces(connection) if one.case_id == "c1")
        where = (CarrierFolder.new_name(), 4 * 1024**3, bytes(32), bytes(32))
        shared_exhibits.keep_exhibit(connection, "d1", space.id, where)
    document = Document(
        id="d1",
        case_id="c1",
        title="Letter",
        kind="other",
        attachment_id="",
        sha256=attachment.sha256,
        size_bytes=2,
        media_type="text/plain",
    )
    record.add(ben, document)
    assert offered_file(ben, "d1") == OfferedExhibit(size_bytes=2, by="")
