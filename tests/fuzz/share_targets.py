"""What reads the shares of a secret as somebody typed them, one a paragraph."""

from __future__ import annotations

import re
from contextlib import suppress

from casebook.base.errors import InvalidInput
from casebook.crypto.secret import Secret
from casebook.crypto.share import combine, last_words, share_facts
from casebook.crypto.share_words import CONTENT_BYTES, read_share, written_share

MAX_TYPED = 8
"""Of shares at once: with more the search for false ones takes as long as a thousand other inputs."""


def share(data: bytes) -> None:
    """Read typed shares, and others whose check fits, as whoever writes a false one can make it.

    What is read is what is written; what is restored is restored by the shares that are not false.
    """
    typed = re.split(r"\n\s*\n", data.decode("utf-8", "replace"))[:MAX_TYPED]
    forged = [data[at : at + CONTENT_BYTES] for at in range(0, len(data), CONTENT_BYTES)][:MAX_TYPED]
    written = [written_share(Secret(content.ljust(CONTENT_BYTES, b"\0"))) for content in forged]
    for text in (*typed, *written):
        with suppress(InvalidInput):
            whole = written_share(read_share(text))
            assert share_facts(whole) == share_facts(text)
            assert whole.endswith(last_words(text))
    for texts in (typed, written, [*typed, *written][:MAX_TYPED]):
        restored(texts)


def restored(texts: list[str]) -> None:
    """Restore the secret of shares, if it can be, and again without the false ones."""
    with suppress(InvalidInput):
        all_of_them = combine(texts)
        true = [text for place, text in enumerate(texts, 1) if place not in all_of_them.false]
        assert combine(true).secret == all_of_them.secret
