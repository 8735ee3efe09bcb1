"""The spell worker: answers whether one dictionary has words, and what may have been meant.

It loads Hunspell, gives up all access but to the two files of the dictionary, and only then lets Hunspell
read them. A hostile dictionary can at worst end this process.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from casebook.formats.dictionary import SpellingDictionary, load
from casebook.formats.fault import OversizedFile
from casebook.host.ipc.message import MessageHead, ProtocolError, read_head, read_payload, write_message
from casebook.host.protocol.spell_protocol import (
    MAX_AFF_BYTES,
    MAX_DIC_BYTES,
    MAX_PATHS_BYTES,
    MAX_SUGGESTIONS,
    MAX_WORD,
    MAX_WORDS,
    MAX_WORDS_BYTES,
    SpellMessage,
    read_words,
    written_words,
)
from casebook.host.protocol.worker_protocol import OUT, WorkerFault, WorkerMessage
from casebook.worker.parent import confine_or_exit, parent_stream

Answer = tuple[MessageHead, bytes]


def serve_spelling() -> int:
    """Serve the parent over standard input and output until it closes them.

    Returns:
        The exit code, 0.

    Raises:
        SystemExit: this computer cannot confine a worker.
    """
    stream = parent_stream()
    first = read_head(stream)
    if first is None:
        return 0
    aff, dic = named_files(first, stream)
    load()
    version = confine_or_exit((Path(os.path.realpath(aff)), Path(os.path.realpath(dic))))
    try:
        dictionary = SpellingDictionary(aff, max_aff_bytes=MAX_AFF_BYTES, max_dic_bytes=MAX_DIC_BYTES)
    except (OversizedFile, MemoryError):
        write_message(OUT, MessageHead(WorkerMessage.FAULT, WorkerFault.TOO_LARGE))
        return 0
    except Exception:  # noqa: BLE001 - Hunspell stumbles over hostile files in ways nobody can list
        write_message(OUT, MessageHead(WorkerMessage.FAULT, WorkerFault.UNREADABLE))
        return 0
    write_message(OUT, MessageHead(WorkerMessage.READY, version))
    while (head := read_head(stream)) is not None:
        answer, payload = answered(head, stream, dictionary)
        write_message(OUT, answer, (payload,))
    return 0


def named_files(head: MessageHead, stream: BinaryIO) -> tuple[Path, Path]:
    """Return the paths of the dictionary that the first message names.

    Raises:
        ProtocolError: it names none.
    """
    is_sound = head.kind == SpellMessage.DICTIONARY and head.first <= head.size_bytes <= MAX_PATHS_BYTES
    if not is_sound:
        raise ProtocolError
    paths = read_payload(stream, head.size_bytes)
    return Path(os.fsdecode(paths[: head.first])), Path(os.fsdecode(paths[head.first :]))


def answered(head: MessageHead, stream: BinaryIO, dictionary: SpellingDictionary) -> Answer:
    """Answer one request; returns the head and payload of the answer."""
    try:
        return _answer(head, stream, dictionary)
    except MemoryError:
        fault = WorkerFault.TOO_LARGE
    except Exception:  # noqa: BLE001 - see `serve_spelling`
        fault = WorkerFault.UNREADABLE
    return MessageHead(WorkerMessage.FAULT, fault), b""


def _answer(head: MessageHead, stream: BinaryIO, dictionary: SpellingDictionary) -> Answer:
    if head.size_bytes > MAX_WORDS_BYTES:
        raise ProtocolError
    words = read_words(read_payload(stream, head.size_bytes))
    if len(words) > MAX_WORDS or any(len(word) > MAX_WORD for word in words):
        raise ProtocolError
    if head.kind == SpellMessage.CHECK:
        payload = bytes(map(dictionary.has, words))
        return MessageHead(SpellMessage.CHECKED, len(words), 0, len(payload)), payload
    if head.kind == SpellMessage.SUGGEST and len(words) == 1:
        meant = tuple(one for one in dictionary.suggestions(words[0]) if len(one) <= 2 * MAX_WORD)
        payload = written_words(meant[:MAX_SUGGESTIONS])
        return MessageHead(SpellMessage.SUGGESTED, min(len(meant), MAX_SUGGESTIONS), 0, len(payload)), payload
    raise ProtocolError
