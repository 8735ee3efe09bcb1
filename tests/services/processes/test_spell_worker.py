"""The spell workers from outside: answers, liars in their place, and how a dictionary is given up."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casebook.host.ipc.message import HEAD_BYTES, MessageHead
from casebook.host.process.worker_process import WorkerProcess
from casebook.host.protocol.spell_protocol import MAX_SUGGESTED_BYTES, SpellMessage
from casebook.host.protocol.worker_protocol import WorkerMessage
from casebook.services.processes.spell_worker import NotChecked, SpellChecker
from tests.dictionaries import GERMAN, write
from tests.host.child import child_running

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux isolates what checks spelling")


READY = MessageHead(WorkerMessage.READY, 1).pack()
LIES = {
    "no head": b"x" * HEAD_BYTES,
    "another kind": READY + MessageHead(99).pack(),
    "too few": READY + MessageHead(SpellMessage.CHECKED, 1, 0, 1).pack() + b"\0",
    "too many": READY + MessageHead(SpellMessage.CHECKED, 2, 0, 1 << 40).pack(),
    "cut short": READY + MessageHead(SpellMessage.CHECKED, 2, 0, 2).pack() + b"\0",
    "not ready": MessageHead(SpellMessage.CHECKED, 2, 0, 2).pack(),
}


@pytest.fixture
def checker() -> Iterator[SpellChecker]:
    made = SpellChecker()
    yield made
    made.close()


def liar(answer: bytes) -> Callable[[str, int], WorkerProcess]:
    """A worker that sends this at once and ends when it has been asked."""
    program = f"import os; os.write(1, {answer!r}); os.read(0, 1); os.read(0, 1 << 16)"
    return lambda _part, _cpu_seconds: child_running(program, "-S")


def test_words_are_checked_in_two_languages_and_one_worker_each(
    checker: SpellChecker, tmp_path: Path
) -> None:
    english, german = write(tmp_path, "en_GB"), write(tmp_path, "de_DE", GERMAN)
    assert checker.unknown(english, ("court", "courtt", "Gericht")) == {"courtt", "Gericht"}
    assert checker.unknown(german, ("Gericht", "fur")) == {"fur"}
    assert "court" in checker.suggestions(english, "courtt")
    assert checker.suggestions(german, "x" * 100) == ()
    assert checker.unknown(english, ("x" * 100, "a\nb")) == frozenset()
    assert len(checker.pids) == 2
    french = write(tmp_path, "fr", ("lettre",))
    assert checker.unknown(french, ("lettre",)) == frozenset()
    assert len(checker.pids) == 2


@pytest.mark.parametrize(
    ("suffix", "content", "fault"),
    [(".dic", b"\xff\x00" * 99, "damaged"), (".aff", bytes((16 << 20) + 1), "large")],
)
def test_a_broken_dictionary_is_named_and_others_go_on(
    checker: SpellChecker, tmp_path: Path, suffix: str, content: bytes, fault: str
) -> None:
    english, german = write(tmp_path, "en_GB"), write(tmp_path, "de_DE", GERMAN)
    german.aff.with_suffix(suffix).write_bytes(content)
    with pytest.raises(NotChecked) as caught:
        checker.unknown(german, ("Brief",))
    assert caught.value.fault == fault
    assert checker.faults == {"de-DE": fault}
    assert checker.unknown(english, ("court",)) == frozenset()


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_liar_is_not_believed(
    lie: bytes, checker: SpellChecker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WorkerProcess, "start", liar(lie))
    with pytest.raises(NotChecked) as caught:
        checker.unknown(write(tmp_path, "en_GB"), ("court", "letter"))
    assert caught.value.fault == "failed"


@pytest.mark.parametrize(
    "answer",
    [
        MessageHead(SpellMessage.SUGGESTED, 1, 0, MAX_SUGGESTED_BYTES + 1).pack(),
        MessageHead(SpellMessage.SUGGESTED, 1, 0, 2).pack() + b"\xff\n",
    ],
)
def test_suggestions_of_a_liar_are_not_believed(
    answer: bytes, checker: SpellChecker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WorkerProcess, "start", liar(READY + answer))
    with pytest.raises(NotChecked):
        checker.suggestions(write(tmp_path, "en_GB"), "courtt")


def test_a_computer_that_cannot_confine_is_named(
    checker: SpellChecker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WorkerProcess, "start", liar(MessageHead(WorkerMessage.REFUSED).pack()))
    with pytest.raises(NotChecked) as caught:
        checker.unknown(write(tmp_path, "en_GB"), ("court",))
    assert caught.value.fault == "unconfined"


def test_a_worker_that_dies_once_is_replaced(checker: SpellChecker, tmp_path: Path) -> None:
    english = write(tmp_path, "en_GB")
    checker.unknown(english, ("court",))
    first = checker.pids
    checker._workers["en-GB"].kill()
    assert checker.unknown(english, ("courtt",)) == {"courtt"}
    assert checker.pids != first
    checker._workers["en-GB"].kill()
    with pytest.raises(NotChecked):
        checker.unknown(english, ("courtt",))
    assert checker.faults == {"en-GB": "failed"}


def test_nothing_is_checked_once_it_is_closed(checker: SpellChecker, tmp_path: Path) -> None:
    english = write(tmp_path, "en_GB")
    checker.unknown(english, ("court",))
    checker.close()
    with pytest.raises(NotChecked):
        checker.unknown(english, ("court",))
