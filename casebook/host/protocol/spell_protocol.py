"""The requests and answers of a spell worker, and the limits both sides observe.

Every message is a `MessageHead`; below, its figures and the bytes after it. READY, REFUSED and FAULT, without
bytes, are those of `worker_protocol`. Words are in UTF-8, each ended by a line feed.

=========  ===========================  ======================================================
kind       first                        bytes
=========  ===========================  ======================================================
DICTIONARY length of the first path     the paths of the .aff and the .dic file, once, first
CHECK      number of words              the words
SUGGEST    0                            one word
CHECKED    number of words              for each 1 where the dictionary has it, else 0
SUGGESTED  number of suggestions        the suggestions, best first
=========  ===========================  ======================================================
"""

from __future__ import annotations

from enum import IntEnum

SPELL_WORKER = "--spell-worker"
"""The argument that runs the program as a spell worker."""

MAX_PATHS_BYTES = 8192
MAX_AFF_BYTES = 16 << 20
MAX_DIC_BYTES = 64 << 20
MAX_WORDS = 2000
"""Words of one request."""
MAX_WORD = 64
"""Characters of a word that is checked; longer ones are none."""
MAX_WORDS_BYTES = MAX_WORDS * (4 * MAX_WORD + 1)
MAX_SUGGESTIONS = 7
MAX_SUGGESTED_BYTES = 4096
SPELL_CPU_SECONDS = 10
SPELL_WALL_SECONDS = 10.0


class SpellMessage(IntEnum):
    """Message types in addition to those of `worker_protocol`."""

    DICTIONARY = 1
    CHECK = 2
    SUGGEST = 3
    CHECKED = 13
    SUGGESTED = 14


def written_words(words: tuple[str, ...]) -> bytes:
    r"""Return words as bytes; characters that are no text become question marks.

    >>> written_words(("one", "two"))
    b'one\ntwo\n'
    """
    return "".join(f"{word}\n" for word in words).encode("utf-8", "replace")


def read_words(data: bytes | bytearray) -> tuple[str, ...]:
    """Return the words in bytes, the inverse of `written_words`.

    Raises:
        UnicodeDecodeError: they are no UTF-8.
    """
    return tuple(data.decode("utf-8").split("\n")[:-1])
