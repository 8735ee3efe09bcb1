"""What identifies the file of a document is written with it, and nothing that comes replaces it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.case.case import Case
from casebook.domain.evidence.document import CustodyStep, Document, DocumentText
from casebook.domain.evidence.redaction import Redaction
from casebook.domain.sharing.encoding import decoded, encoded
from casebook.domain.sharing.rival import Rival
from casebook.domain.sharing.version import RecordVersion
from casebook.domain.sharing.wire_value import as_text
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing import rival_text, rivals, settling
from casebook.services.vault import record_bin, vault
from casebook.store.sharing.give import versions_of
from casebook.store.vault.attachment import attachment_ids
from tests.services.sharing.pair import Pair, give, opened_pair, save, stored

CASE = Case(id="c1", reference="S-1", title="Removal", jurisdiction="CY", opened_on=date(2026, 1, 2))
TRUE, FALSE = "a" * 64, "b" * 64
LETTER = Document(
    id="d1",
    case_id="c1",
    title="Letter",
    kind="other",
    attachment_id="",
    sha256=TRUE,
    size_bytes=9,
    media_type="text/plain",
)
WORDS = Translator()


@pytest.fixture
def pair(small: Path, small_code: str) -> Iterator[Pair]:
    with opened_pair(small, small_code, CASE, LETTER) as both:
        yield both


def only(session: Session) -> Rival:
    (rival,) = rivals.of_record(session, "document", "d1")
    return rival


def lie(pair: Pair, **values: Any) -> Rival:  # noqa: ANN401 - of any field
    """Give the first what the second says of the file of its document."""
    save(pair.second, LETTER, **{"sha256": FALSE, **values})
    give(pair.second, pair.first, LETTER)
    return only(pair.first)


def known(session: Session) -> RecordVersion:
    with session.store.reading() as connection:
        (version,) = versions_of(connection, "document", ["d1"])
    return version


def taken(session: Session, data: dict[str, Any]) -> None:
    with session.store.write("parcel.take") as transaction:
        transaction.take([decoded(data)])


def test_another_hash_stands_beside_the_one_that_was_here_first(pair: Pair) -> None:
    rival = lie(pair, title="The letter")
    assert stored(pair.first, LETTER).sha256 == TRUE
    assert stored(pair.first, LETTER).title == "The letter", "what describes it merges as before"
    shown = [version for version in rival.versions if version.is_shown]
    assert [version.content["sha256"] for version in shown] == [TRUE]
    texts = {rival_text.text_of(rival, version, WORDS) for version in rival.versions}
    assert texts == {f"SHA-256: {TRUE}", f"SHA-256: {FALSE}"}
    assert rival_text.because(rival, shown[0], WORDS) == "shown: it was here first"


def test_a_removal_of_the_hash_is_passed_over(pair: Pair) -> None:
    data = encoded(known(pair.second))
    (stamp,) = known(pair.first).entries["==bytes"]
    came = RecordVersion(noun="document", id="d1", spent={("==bytes", stamp)})
    taken(pair.first, encoded(came))
    assert encoded(known(pair.first)) == data


def test_another_hash_under_the_stamp_of_the_first_stands_beside_it(pair: Pair) -> None:
    data = encoded(known(pair.second))
    data["v"] = {**data["v"], "==bytes": {**data["v"]["==bytes"], "sha256": "f" * 64}}
    taken(pair.first, data)
    assert stored(pair.first, LETTER).sha256 == TRUE
    assert {one.content["sha256"] for one in only(pair.first).versions} == {TRUE, "f" * 64}


def test_both_hashes_reach_who_has_neither_that_of_the_giver_first(pair: Pair) -> None:
    lie(pair)
    data = encoded(known(pair.first))
    assert data["v"]["==bytes"]["sha256"] == TRUE
    values = [value["sha256"] for value in decoded(data).entries["==bytes"].values()]
    assert values == [TRUE, FALSE]


def test_a_version_that_was_set_aside_does_not_come_back(pair: Pair) -> None:
    rival = lie(pair)
    settling.take(pair.first, rival, next(one.stamp for one in rival.versions if one.is_shown))
    assert rivals.of_record(pair.first, "document", "d1") == ()
    give(pair.second, pair.first, LETTER)
    assert rivals.of_record(pair.first, "document", "d1") == ()


def test_what_one_casebook_sets_aside_another_still_decides_about(pair: Pair) -> None:
    data = encoded(known(pair.first))
    data["v"] = {**data["v"], "==bytes": {**data["v"]["==bytes"], "sha256": FALSE}}
    taken(pair.first, data)
    taken(pair.second, data)
    rival = only(pair.first)
    settling.take(pair.first, rival, next(one.stamp for one in rival.versions if not one.is_shown))
    give(pair.first, pair.second, LETTER)
    assert stored(pair.second, LETTER).sha256 == TRUE
    assert len(only(pair.second).versions) == 2


@pytest.mark.parametrize("is_shown", [True, False])
def test_a_settlement_of_hashes_is_undone_and_done_again(pair: Pair, is_shown: bool) -> None:  # noqa: FBT001 - a case
    rival = lie(pair)
    stamp = next(one.stamp for one in rival.versions if one.is_shown is is_shown)
    settled = settling.take(pair.first, rival, stamp)
    assert stored(pair.first, LETTER).sha256 == (TRUE if is_shown else FALSE)
    settling.take_back(pair.first, settled)
    assert {one.content["sha256"] for one in only(pair.first).versions} == {TRUE, FALSE}
    again = settling.settle_again(pair.first, settled)
    assert again.content["sha256"] == stored(pair.first, LETTER).sha256
    assert rivals.of_record(pair.first, "document", "d1") == ()


def with_file(pair: Pair) -> str:
    """Give the first the file of the document, with words read in it; returns the ID of the file."""
    sealed = pair.first.vault.attachments.seal(io.BytesIO(b"A letter."), pair.first.ids())
    text = DocumentText(id="d1", case_id="c1", title="Letter", pages=("A letter.",))
    record.add(pair.first, sealed, text, Redaction(id="d1", case_id="c1", reviewed=(1,)))
    there = replace(LETTER, sha256=sealed.sha256, size_bytes=sealed.size_bytes)
    beside = RecordVersion(noun="document", id="d1")
    block = {"sha256": there.sha256, "size_bytes": there.size_bytes, "media_type": there.media_type}
    beside.entries = {"==bytes": {beside.beginning("==bytes", block): block}}
    taken(pair.first, encoded(beside))
    settling.take(pair.first, *version_of(pair.first, sealed.sha256))
    save(pair.first, LETTER, attachment_id=sealed.id, has_text=True)
    return sealed.id


def version_of(session: Session, sha256: str) -> tuple[Rival, bytes]:
    rival = only(session)
    return rival, next(one.stamp for one in rival.versions if one.content["sha256"] == sha256)


def test_another_version_lets_the_file_go_and_its_own_takes_it_again(pair: Pair) -> None:
    file_id = with_file(pair)
    lie(pair)
    settled = settling.take(pair.first, *version_of(pair.first, FALSE))
    document = stored(pair.first, LETTER)
    assert (document.sha256, document.attachment_id, document.has_text) == (FALSE, "", False)
    assert record.every(pair.first, DocumentText) == []
    assert record.find(pair.first, Redaction, "d1").reviewed == (), "the pages are those of another file"
    assert attachment_ids_of(pair.first) == [file_id], "it stays sealed until the other file is here"
    settling.take_back(pair.first, settled)
    assert stored(pair.first, LETTER).attachment_id == file_id


def test_a_file_that_was_let_go_goes_with_its_document(pair: Pair) -> None:
    with_file(pair)
    lie(pair)
    settling.take(pair.first, *version_of(pair.first, FALSE))
    record.move_to_bin(pair.first, Document, "d1")
    record_bin.purge(pair.first, "document", "d1")
    assert attachment_ids_of(pair.first) == []


def attachment_ids_of(session: Session) -> list[str]:
    with session.store.reading() as connection:
        return attachment_ids(connection)


@pytest.mark.parametrize("block", [{"attachment_id": "x"}, {"title": "Other"}, {"sha256": FALSE}])
def test_a_block_that_is_not_whole_or_says_more_is_not_read(pair: Pair, block: dict[str, str]) -> None:
    whole = {"sha256": FALSE, "size_bytes": 1, "media_type": "text/plain"}
    came = RecordVersion(noun="document", id="d1")
    stamp = came.beginning("==bytes", block)
    came.entries = {"==bytes": {stamp: block if "sha256" in block else whole | block}}
    taken(pair.first, encoded(came))
    assert stored(pair.first, LETTER) == LETTER
    assert [one.is_readable for one in only(pair.first).versions if not one.is_shown] == [False]


def test_no_step_of_custody_is_removed_from_elsewhere(pair: Pair) -> None:
    step = CustodyStep(kind="received", at=pair.now[0], who="Sample Person", sha256_after=TRUE)
    save(pair.first, LETTER, custody=(step,))
    give(pair.first, pair.second, LETTER)
    forged = replace(step, who="Another Person")
    save(pair.second, LETTER, custody=(forged,))
    give(pair.second, pair.first, LETTER)
    assert set(stored(pair.first, LETTER).custody) == {step, forged}


def test_a_part_under_the_key_of_another_takes_not_its_place(pair: Pair) -> None:
    step = CustodyStep(kind="received", at=pair.now[0], who="Sample Person", sha256_after=TRUE)
    save(pair.first, LETTER, custody=(step,))
    give(pair.first, pair.second, LETTER)
    data = encoded(known(pair.second))
    (row,) = [one for one in data["e"] if one[0].startswith("custody/")]
    forged = {**row[2][1], "who": "Another Person"}
    (stamp,) = known(pair.first).entries[row[0]]
    later = as_text((int.from_bytes(stamp, "big") + (1 << 80)).to_bytes(16, "big"))
    for at in (row[1], later):
        taken(pair.first, {**data, "e": [[row[0], at, [0, forged]]]})
    assert [one.who for one in stored(pair.first, LETTER).custody].count("Sample Person") == 1
    assert {one.who for one in stored(pair.first, LETTER).custody} == {"Sample Person", "Another Person"}
    assert rivals.of_record(pair.first, "document", "d1") == ()


def test_parts_that_say_the_same_keep_their_numbers(pair: Pair) -> None:
    step = CustodyStep(kind="received", at=pair.now[0], who="Sample Person", sha256_after=TRUE)
    save(pair.first, LETTER, custody=(step, step))
    for _ in range(2):
        give(pair.first, pair.second, LETTER)
    assert stored(pair.second, LETTER).custody == (step, step)


def test_a_step_that_names_another_hash_is_said_by_the_check(pair: Pair) -> None:
    step = CustodyStep(kind="received", at=pair.now[0], who="Sample Person", sha256_after=TRUE)
    save(pair.first, LETTER, custody=(step,))
    where = "document d1"
    assert where not in {one.where for one in vault.check(pair.first).warnings}
    give(pair.first, pair.second, LETTER)
    save(pair.second, LETTER, custody=(step, replace(step, who="Another Person", sha256_after=FALSE)))
    give(pair.second, pair.first, LETTER)
    assert [str(one.what) for one in vault.check(pair.first).warnings if one.where == where] == [
        str(Message(vault.CUSTODY_BREAKS))
    ]
