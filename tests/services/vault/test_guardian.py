"""Guardians: their shares open the vault together, and nothing else does."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from casebook.base.clock import fixed_clock
from casebook.base.errors import DiskProblem, InvalidInput, NotFound, Refused, WrongKey
from casebook.base.i18n import LANGUAGE_NAMES, Translator
from casebook.crypto.secret import Secret
from casebook.crypto.share_text import typed_shares
from casebook.services.base import setting
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.vault import backup, guardian, unlock_method
from casebook.services.vault.backup_restore import FormerGuardians, guardians_message
from casebook.services.vault.guardian import NewShares
from casebook.services.vault.guardian_sheet import guardian_sheets, share_text
from casebook.vault import Credential, Vault, is_in_header
from casebook.vault import keyslot_changes as ways
from casebook.vault.folder import Folder
from casebook.vault.header import Header, store_header
from casebook.vault.keyslot import KeySlot
from tests.conftest import NOW
from tests.crypto.forged_share import forged
from tests.pdf import read

NAMES = ("Ioanna", "Marios", "Wenlan")


@pytest.fixture
def authority(small_code: str) -> Credential:
    return unlock_method.credential(small_code)


def _made(session: Session, authority: Credential) -> NewShares:
    new = guardian.prepare(NAMES, 2)
    guardian.set_up(session, authority, new)
    return new


def test_enough_shares_open_the_vault_and_fewer_do_not(
    session: Session, authority: Credential, small: Path
) -> None:
    new = _made(session, authority)
    session.lock()
    for two in combinations(new.words, 2):
        with open_session(small, guardian.credential(two)) as again:
            assert [one.name for one in guardian.current(again).guardians] == [*NAMES]  # type: ignore[union-attr]
    with pytest.raises(InvalidInput, match="1 more"):
        guardian.credential(new.words[:1])


def test_shares_are_typed_where_a_passphrase_is(session: Session, authority: Credential, small: Path) -> None:
    new = _made(session, authority)
    sheet = "\n".join(f"{at}. {word.upper()}" for at, word in enumerate(new.words[2].split(), start=1))
    session.lock()
    with open_session(small, f"{new.words[0]}\n{sheet}") as again:
        guardian.set_up(again, authority, guardian.prepare(NAMES, 2))
    with pytest.raises(InvalidInput, match="Share 2: A share has 23 words; this one has 22"):
        open_session(small, f"{new.words[0]} {new.words[1]}".rpartition(" ")[0])


def test_a_passphrase_has_not_the_form_of_shares(session: Session, authority: Credential) -> None:
    phrase = " ".join(guardian.prepare(NAMES, 2).words[:2])
    with pytest.raises(InvalidInput, match="look like shares"):
        unlock_method.add_passphrase(session, authority, phrase)


def test_shares_open_nothing_before_they_are_set_up(session: Session, small: Path) -> None:
    new = guardian.prepare(NAMES, 2)
    assert guardian.current(session) is None
    session.lock()
    with pytest.raises(WrongKey):
        open_session(small, guardian.credential(new.words))


def test_new_shares_take_the_place_of_those_before(
    session: Session, authority: Credential, small: Path
) -> None:
    before, after = _made(session, authority), _made(session, authority)
    assert [one.kind for one in unlock_method.every(session)].count("guardians") == 1
    session.lock()
    with pytest.raises(WrongKey):
        open_session(small, guardian.credential(before.words))
    open_session(small, guardian.credential(after.words)).lock()


def test_whoever_opened_by_shares_adds_a_passphrase_first(session: Session, authority: Credential) -> None:
    new = _made(session, authority)
    with pytest.raises(Refused, match="cannot replace themselves"):
        guardian.set_up(session, guardian.credential(new.words), guardian.prepare(NAMES, 2))
    assert [one.kind for one in unlock_method.every(session)].count("guardians") == 1


def test_an_interrupted_change_leaves_those_of_before(
    session: Session, authority: Credential, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, lost = _made(session, authority), guardian.prepare(NAMES, 2)
    known = guardian.current(session)
    with monkeypatch.context() as patched:
        patched.setattr(ways, "put_guardians", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            guardian.set_up(session, authority, lost)
    assert not guardian.are_in_use(small, lost)
    assert guardian.current(session) == known
    spoken = " ".join(before.words[1].split()[-3:])
    assert guardian.drill(session, 2, spoken).fingerprint == before.fingerprint
    session.lock()
    with pytest.raises(WrongKey, match="shares do not unlock"):
        open_session(small, guardian.credential(lost.words))
    open_session(small, guardian.credential(before.words)).lock()


def test_a_disk_that_refuses_once_they_are_in_use_fails_nothing(
    session: Session, authority: Credential, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _made(session, authority)
    put, keep = ways.put_guardians, setting.keep

    def full(*_: object) -> None:
        raise DiskProblem("The disk refuses.")

    def put_then_full(vault: Vault, slot: KeySlot) -> None:
        put(vault, slot)
        monkeypatch.setattr(setting, "keep", full)

    monkeypatch.setattr(ways, "put_guardians", put_then_full)
    new = _made(session, authority)
    monkeypatch.setattr(setting, "keep", keep)
    assert guardian.are_in_use(small, new)
    known = guardian.current(session)
    assert known
    assert known.fingerprint == new.fingerprint


def test_shares_that_a_refusing_disk_left_in_use_are_known_to_be(
    session: Session, authority: Credential, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, new = _made(session, authority), guardian.prepare(NAMES, 2)
    calls: list[Header] = []

    def full(folder: Folder, header: Header, key: Secret) -> None:
        calls.append(header)
        if len(calls) > 1:  # the second copy, and the way back
            raise DiskProblem("The disk refuses.")
        store_header(folder, header, key)

    with monkeypatch.context() as patched:
        patched.setattr("casebook.vault.vault.store_header", full)
        with pytest.raises(DiskProblem):
            guardian.set_up(session, authority, new)
    assert (guardian.are_in_use(small, new), guardian.are_in_use(small, before)) == (True, False)
    known = guardian.current(session)
    assert known
    assert known.fingerprint == new.fingerprint


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_name_holds_no_sign_that_hides(session: Session, authority: Credential) -> None:
    with pytest.raises(InvalidInput, match="hidden character"):
        guardian.prepare(("Ioanna", "A\x1b[31mred"), 2)
    setting.keep(session, guardian.GUARDIANS, {"guardians": [{"number": 1, "name": "A\x1b"}]})
    assert guardian.current(session) is None
    _made(session, authority)
    assert guardian.current(session)


def test_a_drill_takes_the_last_words_of_this_share(session: Session, authority: Credential) -> None:
    new = _made(session, authority)
    session.clock = fixed_clock(NOW + timedelta(days=400))
    (first, second, _) = new.words
    assert len(guardian.current(session).due(session.clock().date())) == 3  # type: ignore[union-attr]
    spoken = "  ".join(word[:4].upper() for word in first.split()[-3:])
    drilled = guardian.drill(session, 1, spoken)
    assert drilled == guardian.current(session)
    assert [one.number for one in drilled.due(session.clock().date())] == [2, 3]
    with pytest.raises(InvalidInput, match="not the last three words"):
        guardian.drill(session, 1, " ".join(second.split()[-3:]))
    with pytest.raises(NotFound):
        guardian.drill(session, 4, spoken)


def test_removed_guardians_open_nothing(session: Session, authority: Credential, small: Path) -> None:
    new = _made(session, authority)
    guardian.remove(session, authority)
    assert guardian.current(session) is None
    assert setting.value(session, guardian.GUARDIANS) is None
    with pytest.raises(NotFound, match="no guardians"):
        guardian.remove(session, authority)
    session.lock()
    with pytest.raises(WrongKey):
        open_session(small, guardian.credential(new.words))


def test_a_slot_removed_by_itself_leaves_no_guardians(session: Session, authority: Credential) -> None:
    _made(session, authority)
    slot = next(one for one in unlock_method.every(session) if one.kind == "guardians")
    unlock_method.remove(session, authority, slot.id)
    assert guardian.current(session) is None
    with pytest.raises(NotFound):
        guardian.drill(session, 1, "a b c")


def test_a_disk_that_refuses_leaves_the_guardians_of_before(
    session: Session, authority: Credential, monkeypatch: pytest.MonkeyPatch
) -> None:
    _made(session, authority)
    before = guardian.current(session)

    def full(*_: object) -> None:
        raise DiskProblem("The disk refuses.")

    with monkeypatch.context() as patched:
        patched.setattr(setting, "keep", full)
        with pytest.raises(DiskProblem):
            guardian.set_up(session, authority, guardian.prepare(NAMES, 2))
    assert guardian.current(session) == before
    assert [one.kind for one in unlock_method.every(session)].count("guardians") == 1


def test_a_restored_backup_says_whose_shares_open_it(
    session: Session, authority: Credential, small_code: str, tmp_path: Path
) -> None:
    before = _made(session, authority)
    saved = run_in_line(backup.back_up(session))
    after = _made(session, authority)
    target = tmp_path / "again.casebook"
    restored = run_in_line(backup.restore(saved.path, small_code, target))
    assert restored.guardians == FormerGuardians(made_on=NOW.date(), fingerprint=before.fingerprint)
    assert before.fingerprint in guardians_message(Translator("en"), restored.guardians)
    assert (is_in_header(target, before.credential), is_in_header(target, after.credential)) == (True, False)
    guardian.remove(session, authority)
    plain = run_in_line(
        backup.restore(run_in_line(backup.back_up(session)).path, small_code, tmp_path / "p.casebook")
    )
    assert plain.guardians is None


def test_a_backup_whose_guardians_cannot_be_read_says_that_there_are_some(
    session: Session, authority: Credential, small_code: str, tmp_path: Path
) -> None:
    _made(session, authority)
    setting.keep(session, guardian.GUARDIANS, {"guardians": []})
    saved = run_in_line(backup.back_up(session))
    restored = run_in_line(backup.restore(saved.path, small_code, tmp_path / "again.casebook"))
    assert restored.guardians == FormerGuardians()
    assert "from the time of the backup" in guardians_message(Translator("en"), restored.guardians)


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_a_page_has_the_words_of_one_share_and_nobody_s_name(language: str, tmp_path: Path) -> None:
    new, path = guardian.prepare(NAMES, 2), tmp_path / "shares.pdf"
    path.write_bytes(guardian_sheets(new, (1, 3), language=language))
    printed = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    texts = [" ".join(page.split()) for page in printed.split("\f")[:-1]]
    assert len(texts) == 2
    for text, share in zip(texts, (new.words[0], new.words[2]), strict=True):
        assert all(f"{at} {word}" in text for at, word in enumerate(share.split(), start=1))
        assert new.fingerprint in text
        assert not any(name in text for name in NAMES)


def test_nothing_of_new_shares_is_shown_by_their_repr() -> None:
    new = guardian.prepare(NAMES, 2)
    shown = repr(new)
    assert not any(name in shown for name in NAMES)
    assert not any(" ".join(pair) in shown for pair in pairwise(new.words[0].split()))


@pytest.mark.parametrize("language", LANGUAGE_NAMES)
def test_what_is_copied_from_whole_pages_is_read(language: str, tmp_path: Path) -> None:
    new, page = guardian.prepare(NAMES, 2), tmp_path / "shares.pdf"
    texts = [share_text(new, number, language=language) for number in (1, 2, 3)]
    assert typed_shares("".join(texts), are_meant=True) == new.words
    page.write_bytes(guardian_sheets(new, (1, 2, 3), language=language))
    assert typed_shares("\f".join(read.texts(page)), are_meant=True) == new.words


def test_a_false_share_among_more_than_are_needed_is_named_by_its_place(
    session: Session, authority: Credential, small: Path
) -> None:
    new = _made(session, authority)
    session.lock()
    typed = "\n".join((new.words[0], forged(new.words[1]), new.words[2]))
    with guardian.open_by_shares(lambda shared: open_session(small, shared), typed) as opened:
        notice = guardian.false_shares(opened)
        assert notice
        assert str(notice.title) == "The share entered as number 2 is false."
    with open_session(small, "\n".join(new.words)) as opened:
        assert guardian.false_shares(opened) is None
    with open_session(small, typed) as opened:
        assert opened.vault.false_shares == (2,)
