"""The session's side of the spell workers: one for each dictionary in use, taken to be hostile.

A dictionary whose worker fails twice is not used again before the vault is opened anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from casebook.base.stopwatch import seconds
from casebook.domain.base.dictionary import Dictionary, DictionaryFault
from casebook.host.ipc.message import MessageHead, ProtocolError
from casebook.host.process.worker_process import Lost, WorkerProcess
from casebook.host.protocol.spell_protocol import (
    MAX_SUGGESTED_BYTES,
    MAX_SUGGESTIONS,
    MAX_WORD,
    MAX_WORDS,
    SPELL_CPU_SECONDS,
    SPELL_WALL_SECONDS,
    SPELL_WORKER,
    SpellMessage,
    read_words,
    written_words,
)
from casebook.host.protocol.worker_protocol import WorkerFault, WorkerMessage

_MAX_WORKERS = 2
_MAX_DEATHS = 2
_Request = Callable[[WorkerProcess, float], bytes]


class NotChecked(Exception):
    """The dictionary cannot be used.

    Attributes:
        fault: why.
    """

    def __init__(self, fault: DictionaryFault) -> None:
        super().__init__(fault)
        self.fault = fault


class SpellChecker:
    """The spell workers of a session; one request at a time, from any thread.

    Attributes:
        faults: dictionaries that cannot be used, by tag, and why.
    """

    def __init__(self) -> None:
        self.faults: dict[str, DictionaryFault] = {}
        self._workers: dict[str, WorkerProcess] = {}
        self._deaths: dict[str, int] = {}
        self._is_closed = False

    @property
    def pids(self) -> tuple[int, ...]:
        """Return the process IDs of its workers."""
        return tuple(worker.pid for worker in self._workers.values())

    def unknown(self, dictionary: Dictionary, words: Sequence[str]) -> frozenset[str]:
        """Return those words that a dictionary does not have; of too many the first are examined.

        Raises:
            NotChecked: the dictionary cannot be used.
        """
        sound = tuple(word for word in words if len(word) <= MAX_WORD and word.isprintable())[:MAX_WORDS]

        def ask(worker: WorkerProcess, until: float) -> bytes:
            payload = written_words(sound)
            head = worker.ask(MessageHead(SpellMessage.CHECK, 0, 0, len(payload)), (payload,), until)
            if head != MessageHead(SpellMessage.CHECKED, len(sound), 0, len(sound)):
                raise ProtocolError
            return bytes(worker.receive(head.size_bytes, until))

        answers = self._asked(dictionary, ask)
        return frozenset(word for word, is_known in zip(sound, answers, strict=True) if not is_known)

    def suggestions(self, dictionary: Dictionary, word: str) -> tuple[str, ...]:
        """Return what may have been meant by a word, best first; none for one too long to be a word.

        Raises:
            NotChecked: the dictionary cannot be used.
        """
        if len(word) > MAX_WORD or not word.isprintable():
            return ()

        def ask(worker: WorkerProcess, until: float) -> bytes:
            payload = written_words((word,))
            head = worker.ask(MessageHead(SpellMessage.SUGGEST, 0, 0, len(payload)), (payload,), until)
            if head.kind != SpellMessage.SUGGESTED or head.size_bytes > MAX_SUGGESTED_BYTES:
                raise ProtocolError
            return bytes(worker.receive(head.size_bytes, until))

        try:
            meant = read_words(self._asked(dictionary, ask))
        except UnicodeDecodeError as error:
            raise NotChecked("failed") from error
        return tuple(one for one in meant if one and one.isprintable())[:MAX_SUGGESTIONS]

    def close(self) -> None:
        """End the workers; one at work ends as soon as its request does. May be called from any thread."""
        self._is_closed = True
        for worker in tuple(self._workers.values()):
            worker.kill()

    def _asked(self, dictionary: Dictionary, ask: _Request) -> bytes:
        while not self._is_closed and dictionary.tag not in self.faults:
            until = seconds() + SPELL_WALL_SECONDS
            try:
                return ask(self._living(dictionary, until), until)
            except (Lost, ProtocolError, OSError):
                self._drop(dictionary.tag)
        raise NotChecked(self.faults.get(dictionary.tag, "failed"))

    def _living(self, dictionary: Dictionary, until: float) -> WorkerProcess:
        worker = self._workers.get(dictionary.tag)
        if worker is not None:
            return worker
        while len(self._workers) >= _MAX_WORKERS:
            self._workers.pop(next(iter(self._workers))).close()
        worker = self._workers[dictionary.tag] = WorkerProcess.start(SPELL_WORKER, SPELL_CPU_SECONDS)
        aff, dic = os.fsencode(dictionary.aff), os.fsencode(dictionary.dic)
        ready = worker.ask(
            MessageHead(SpellMessage.DICTIONARY, len(aff), 0, len(aff) + len(dic)), (aff, dic), until
        )
        if ready.kind in _FAULTS:
            self.faults[dictionary.tag] = _FAULTS[ready.kind].get(ready.first, "failed")
        if ready.kind != WorkerMessage.READY:
            raise ProtocolError
        return worker

    def _drop(self, tag: str) -> None:
        """End the worker of a dictionary, and give the dictionary up after the second time."""
        worker = self._workers.pop(tag, None)
        if worker is not None:
            worker.close()
        self._deaths[tag] = self._deaths.get(tag, 0) + 1
        if self._deaths[tag] >= _MAX_DEATHS:
            self.faults.setdefault(tag, "failed")


_FAULTS: dict[int, dict[int, DictionaryFault]] = {
    WorkerMessage.REFUSED: {0: "unconfined"},
    WorkerMessage.FAULT: {WorkerFault.UNREADABLE: "damaged", WorkerFault.TOO_LARGE: "large"},
}
