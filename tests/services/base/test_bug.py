"""Which bugs put data at risk."""

from __future__ import annotations

from contextlib import AbstractContextManager

import pytest

from casebook.crypto.passphrase import passphrase_bytes
from casebook.services.base.bug import endangers_data
from casebook.services.base.session import Session


def _break(door: AbstractContextManager[object]) -> BaseException:
    with pytest.raises(KeyError) as caught, door:
        raise KeyError
    return caught.value


def test_a_bug_in_a_write_endangers_data_and_one_in_reading_does_not(session: Session) -> None:
    assert not endangers_data(session, _break(session.store.reading()))
    in_writing = _break(session.store.write("test.break"))
    assert endangers_data(session, in_writing)
    assert not endangers_data(session, _break(session.store.reading()))


def test_a_bug_in_what_holds_the_keys_endangers_data(session: Session) -> None:
    with pytest.raises(TypeError) as caught:
        passphrase_bytes(7)  # type: ignore[arg-type]
    assert endangers_data(session, caught.value)
