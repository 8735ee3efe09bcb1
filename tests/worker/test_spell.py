"""A spell worker spoken to directly, and what it can reach."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from casebook.formats.dictionary import SpellingDictionary
from casebook.host.ipc.message import MessageHead, ProtocolError
from casebook.host.protocol.spell_protocol import MAX_WORD, MAX_WORDS, SpellMessage, written_words
from casebook.host.protocol.worker_protocol import WorkerFault, WorkerMessage
from casebook.worker.spell import answered, named_files
from tests.dictionaries import write
from tests.host.confined import run_python, try_confined

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux isolates what checks spelling")


FAULT = MessageHead(WorkerMessage.FAULT, WorkerFault.UNREADABLE)


def test_nonsense_is_a_fault_and_not_an_end(tmp_path: Path) -> None:
    aff = write(tmp_path, "en_GB").aff
    english = SpellingDictionary(aff, max_aff_bytes=1 << 20, max_dic_bytes=1 << 20)

    def answer(kind: int, data: bytes, size: int | None = None) -> tuple[MessageHead, bytes]:
        head = MessageHead(kind, 0, 0, len(data) if size is None else size)
        return answered(head, io.BytesIO(data), english)

    assert answer(99, b"")[0] == FAULT
    assert answer(SpellMessage.CHECK, b"\xff\n")[0] == FAULT
    assert answer(SpellMessage.CHECK, b"", 1 << 40)[0] == FAULT
    assert answer(SpellMessage.CHECK, written_words(("a",) * (MAX_WORDS + 1)))[0] == FAULT
    assert answer(SpellMessage.CHECK, written_words(("a" * (MAX_WORD + 1),)))[0] == FAULT
    assert answer(SpellMessage.SUGGEST, written_words(("one", "two")))[0] == FAULT
    assert answer(SpellMessage.CHECK, written_words(("court", "courtt"))) == (
        MessageHead(SpellMessage.CHECKED, 2, 0, 2),
        b"\1\0",
    )


@pytest.mark.parametrize(
    "head", [MessageHead(9, 0, 0, 4), MessageHead(1, 5, 0, 4), MessageHead(1, 1, 0, 1 << 40)]
)
def test_a_first_message_that_names_no_files_ends_it(head: MessageHead) -> None:
    with pytest.raises(ProtocolError):
        named_files(head, io.BytesIO(b"a.b."))


def test_it_reaches_its_dictionary_and_nothing_else(tmp_path: Path) -> None:
    dictionary = write(tmp_path, "en_GB")
    (tmp_path / "secret").write_text("names", "utf-8")
    confine = (
        "from pathlib import Path\nfrom casebook.formats.dictionary import load\n"
        "from casebook.host.sandbox.sandbox import confine_worker\nload()\n"
        f"confine_worker((Path({str(dictionary.aff)!r}), Path({str(dictionary.dic)!r})))\n"
    )
    tries = """
@attempt
def dictionary():
    open(GIVEN + "/en_GB.dic").close()
@attempt
def secret():
    open(GIVEN + "/secret").close()
@attempt
def writing():
    open(GIVEN + "/en_GB.dic", "w").close()
@attempt
def network():
    socket.socket()
"""
    assert try_confined(tries, confine, str(tmp_path)) == {
        "dictionary": "done",
        "secret": "EACCES",
        "writing": "EPERM",
        "network": "EPERM",
    }


def test_it_loads_no_keys_no_records_and_no_window() -> None:
    program = (
        "import sys\nimport casebook.worker.spell\nfrom casebook.formats.dictionary import load\nload()\n"
        "print(*sorted({name.split('.')[1] for name in sys.modules if name.startswith('casebook.')}))\n"
        "print({'PySide6', 'nacl', 'sqlcipher3', 'pikepdf', 'socket'} & set(sys.modules))"
    )
    run = run_python(program)
    assert run.stdout.splitlines() == ["base formats host worker", "set()"], run.stderr
