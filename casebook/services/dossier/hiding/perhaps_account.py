"""What may be an account beside a service that a record or text names: a person decides on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from casebook.domain.dossier.hiding.account import accounts, undecided_accounts
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.text_hit import TextHit
from casebook.language.contact_word import RECORDED_WORDS
from casebook.language.hanzi import has_han
from casebook.services.dossier.hiding.channel_forms import is_as_written
from casebook.services.dossier.hiding.text_account import accounts_in_text


class PerhapsAccounts:
    """Finds each of them once, where a copy first says it.

    Args:
        facts: what is recorded of people; ways of contact count.
    """

    def __init__(self, facts: Iterable[KnownFact]) -> None:
        words = dict.fromkeys(word for fact in facts for word in _undecided(fact))
        self._sought = {word: _pattern(word) for word in words}
        self._stated: set[str] = set()

    def find(self, text: str, hits: Sequence[TextHit]) -> Iterator[tuple[int, int]]:
        """The places of words not found before, but those within what is replaced there."""
        for one in accounts_in_text(text):
            word = text[one.start : one.end]
            is_hidden = any(hit.start < one.end and one.start < hit.end for hit in hits)
            if not is_hidden and word not in self._stated:
                self._stated.add(word)
                yield one.start, one.end
        for word, pattern in tuple(self._sought.items()):
            for place in pattern.finditer(text):
                if not any(hit.start < place.end() and place.start() < hit.end for hit in hits):
                    del self._sought[word]
                    yield place.span()
                    break


def _undecided(fact: KnownFact) -> Iterator[str]:
    if fact.kind in {"channel", "safe-contact"} and isinstance(fact.value, str):
        is_channel = fact.kind == "channel"
        yield from undecided_accounts(fact.value, RECORDED_WORDS, is_channel=is_channel)
        sure = accounts(fact.value, RECORDED_WORDS, is_channel=is_channel)
        yield from filter(is_as_written, sure)  # "falcon" is hidden, and "Falcon" listed


def _pattern(word: str) -> re.Pattern[str]:
    parts = r"\s+".join(map(re.escape, word.split()))
    return re.compile(parts if has_han(word) else rf"(?<!\w){parts}(?!\w)", re.IGNORECASE)
