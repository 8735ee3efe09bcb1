"""Texts, colours and icons of registry values."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.domain.library.channel import ChannelStatus
from casebook.domain.library.claim import ClaimResult
from casebook.domain.library.country import Remedy
from casebook.domain.library.decision import Decision, DecisionOutcome
from casebook.services.library import country_text
from casebook.ui.kit.theme import Tone

Status = tuple[str, Tone, str]

_CHANNELS: dict[ChannelStatus, tuple[Tone, str]] = {
    "in-force": ("red", "pressure"),
    "ratified": ("amber", "certificate"),
    "signed": ("amber", "edit"),
    "negotiating": ("blue", "ask"),
    "suspended": ("violet", "tight"),
    "suspended-or-terminated": ("violet", "tight"),
    "terminated": ("green", "cancel"),
    "expired": ("green", "time"),
    "withdrawn": ("green", "cancel"),
    "none-found": ("grey", "search"),
    "not-looked-for": ("grey", "search"),
}
_OUTCOMES: dict[DecisionOutcome, tuple[Tone, str]] = {
    "granted": ("red", "pressure"),
    "refused": ("green", "done"),
    "stayed": ("amber", "time"),
    "remitted": ("amber", "back"),
    "interim-measure": ("blue", "tight"),
    "released": ("green", "open"),
    "withdrawn": ("green", "cancel"),
    "clarified": ("blue", "info"),
    "not-known": ("grey", "ask"),
}
_RESULTS: dict[ClaimResult, tuple[Tone, str]] = {
    "holds": ("green", "done"),
    "partly": ("amber", "warning"),
    "plausible": ("amber", "ask"),
    "not fulfilled": ("grey", "cancel"),
    "does not hold": ("red", "cancel"),
    "reported, disputed": ("violet", "ask"),
    "not found as stated": ("grey", "search"),
}


class RegistryWording:
    """Words for the values of the registry, in one language."""

    def __init__(self, words: Translator) -> None:
        self._words = words

    def channel(self, status: ChannelStatus) -> Status:
        """Texts for the state of a channel."""
        return country_text.status(status, self._words), *_CHANNELS[status]

    def decided(self, decision: Decision) -> Status:
        """Return the effect of a decision on the transfer, or that people were handed over without one."""
        return country_text.decided(decision, self._words), *_OUTCOMES[decision.outcome]

    def result(self, result: ClaimResult) -> Status:
        """Return the result of checking a claim."""
        return self._words(result), *_RESULTS[result]

    def remedy(self, remedy: Remedy) -> Status:
        """Return the text, colour and icon for whether a remedy is available."""
        name = country_text.remedy(remedy.kind, self._words)
        state = country_text.remedy_state(remedy.state, self._words)
        tones: dict[str, tuple[Tone, str]] = {
            "yes": ("green", "done"),
            "no": ("grey", "cancel"),
            "unknown": ("grey", "ask"),
        }
        tone, meaning = tones.get(remedy.state, ("amber", "warning"))
        return self._words.labelled(name, state), tone, meaning

    @property
    def actors(self) -> dict[str, str]:
        """Return the alleged actors of an incident."""
        return {
            "PRC": self._words("authorities of the People's Republic of China"),
            "HKSAR": self._words("authorities of Hong Kong"),
        }

    def incident(self, kind: str) -> str:
        """A kind of incident."""
        return self._words(kind.replace("-", " ").capitalize())

    def confidence(self, confidence: str) -> str:
        """Return the compiler's confidence."""
        levels = {
            "high": self._words("high confidence"),
            "medium": self._words("medium confidence"),
            "low": self._words("low confidence"),
        }
        return levels[confidence]
