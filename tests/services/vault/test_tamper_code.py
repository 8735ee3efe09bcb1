from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.name import Name
from casebook.services.base.session import Session, open_session
from casebook.services.vault.tamper_code import WORDS, TamperCodeState, anchor, check_anchor
from tests.people import add_person

NAMES = (Name(text="Wen Shuyun", script="Latn"),)


def test_an_anchor_tells_same_later_and_older(session: Session, small: Path, small_code: str) -> None:
    add_person(session, NAMES)
    early = anchor(session)
    assert check_anchor(session, early) is TamperCodeState.SAME
    session.lock()
    shutil.copytree(small, small.with_name("aside.casebook"))
    with open_session(small, small_code) as later:
        assert check_anchor(later, early) is TamperCodeState.SAME
        add_person(later, NAMES)
        assert check_anchor(later, early.lower().replace("-", " ")) is TamperCodeState.LATER
        late = anchor(later)
    shutil.rmtree(small)
    shutil.move(small.with_name("aside.casebook"), small)
    with open_session(small, small_code) as rolled_back:
        assert check_anchor(rolled_back, early) is TamperCodeState.SAME
        assert check_anchor(rolled_back, late) is TamperCodeState.OLDER


def test_a_history_that_went_another_way_is_told(session: Session, small: Path, small_code: str) -> None:
    aside = small.with_name("aside.casebook")
    shutil.copytree(small, aside)
    (aside / "lock").unlink()
    add_person(session, NAMES)
    here = anchor(session)
    with open_session(aside, small_code) as other:
        add_person(other, NAMES)
    with open_session(aside, small_code) as other:
        assert check_anchor(other, here) in {TamperCodeState.OLDER, TamperCodeState.FOREIGN}
    with open_session(aside, small_code) as other:
        assert check_anchor(other, here) is TamperCodeState.FOREIGN


def test_a_mistyped_anchor_is_told(session: Session) -> None:
    code = anchor(session)
    wrong = ("1" if code[0] == "0" else "0") + code[1:]
    with pytest.raises(InvalidInput, match="tamper check code"):
        check_anchor(session, wrong)


def test_every_answer_has_words() -> None:
    assert set(WORDS) == set(TamperCodeState)
