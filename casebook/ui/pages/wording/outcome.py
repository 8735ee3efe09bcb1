"""The words, icons and colours for what became of people."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TypeVar

from casebook.base.i18n import Translator
from casebook.domain.case.outcome import (
    BECAME_TITLES,
    CHANNEL_TITLES,
    END_TITLES,
    RESULT_TITLES,
    SENTENCE_TITLES,
    SUBJECT_TITLES,
    SURENESS_TITLES,
    AssuranceResult,
)
from casebook.ui.kit.theme import Tone
from casebook.ui.pages.wording.values import Status

K = TypeVar("K", bound=str)
_RESULTS: Mapping[AssuranceResult, tuple[Tone, str]] = {
    "kept": ("green", "done"),
    "breached": ("red", "warning"),
    "not-monitored": ("amber", "missing"),
    "unknown": ("grey", "ask"),
}


class OutcomeWording:
    """Words for the values of an outcome, in one language."""

    def __init__(self, words: Translator) -> None:
        self._words = words

    def _in_words(self, titles: Mapping[K, str]) -> dict[str, str]:
        return {str(key): self._words(title) for key, title in titles.items()}

    @cached_property
    def ended(self) -> dict[str, str]:
        """What ended the case for the person."""
        return self._in_words(END_TITLES)

    @cached_property
    def channel(self) -> dict[str, str]:
        """By which way it went."""
        return self._in_words(CHANNEL_TITLES)

    @cached_property
    def became(self) -> dict[str, str]:
        """What became of the person."""
        return self._in_words(BECAME_TITLES)

    @cached_property
    def sentence(self) -> dict[str, str]:
        """Kinds of sentence."""
        return self._in_words(SENTENCE_TITLES)

    @cached_property
    def about(self) -> dict[str, str]:
        """What an assurance promised."""
        return self._in_words(SUBJECT_TITLES)

    @cached_property
    def sureness(self) -> dict[str, str]:
        """How sure something is."""
        return self._in_words(SURENESS_TITLES)

    @cached_property
    def result(self) -> dict[str, Status]:
        """What became of an assurance."""
        return {
            key: (self._words(RESULT_TITLES[key]), tone, meaning) for key, (tone, meaning) in _RESULTS.items()
        }
