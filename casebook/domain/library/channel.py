"""Channels by which a state may hand over people or evidence to China, and their status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.library.instrument import (
    AUTHORISING,
    Act,
    ActKind,
    ChinaParty,
    Confidence,
    Instrument,
    InstrumentKind,
    InstrumentStatus,
)

ChannelKind = Literal[
    "extradition",
    "surrender-hong-kong",
    "surrender-macau",
    "legal-assistance",
    "legal-assistance-hong-kong",
    "transfer-of-sentenced",
    "transfer-of-sentenced-hong-kong",
    "readmission",
    "police",
    "liaison",
    "anti-corruption",
    "agency",
    "multilateral",
    "domestic-law",
]
NONE_FOUND: Literal["none-found"] = "none-found"
"""Nothing was found, which does not mean that nothing exists."""
NOT_LOOKED_FOR: Literal["not-looked-for"] = "not-looked-for"
"""No record of one, of a channel for which no list of the country data was compared."""
ChannelStatus = InstrumentStatus | Literal["none-found", "not-looked-for"]
ChannelBasis = Literal["text-read", "page-seen", "known", "none-found", "nothing-read"]
"""The text was read; its existence or a key fact was on a page; general knowledge; nothing."""

MATRIX: tuple[ChannelKind, ...] = (
    "extradition",
    "surrender-hong-kong",
    "legal-assistance",
    "legal-assistance-hong-kong",
    "transfer-of-sentenced",
    "readmission",
    "police",
)
"""The channels shown for every country."""
_COMPARED: frozenset[ChannelKind] = frozenset(["extradition", "surrender-hong-kong"])
"""Channels of which the pack was compared with a published count of treaties or agreements."""

_KINDS: Mapping[tuple[InstrumentKind, ChinaParty], ChannelKind] = {
    ("extradition-treaty", "HKSAR"): "surrender-hong-kong",
    ("extradition-treaty", "MACAU"): "surrender-macau",
    ("surrender-agreement", "HKSAR"): "surrender-hong-kong",
    ("surrender-agreement", "MACAU"): "surrender-macau",
    ("mutual-legal-assistance", "HKSAR"): "legal-assistance-hong-kong",
    ("transfer-of-sentenced-persons", "HKSAR"): "transfer-of-sentenced-hong-kong",
}
_PLAIN: Mapping[InstrumentKind, ChannelKind] = {
    "extradition-treaty": "extradition",
    "surrender-agreement": "extradition",
    "mutual-legal-assistance": "legal-assistance",
    "transfer-of-sentenced-persons": "transfer-of-sentenced",
    "readmission": "readmission",
    "police-cooperation": "police",
    "liaison-mou": "liaison",
    "anti-corruption-mou": "anti-corruption",
    "un-agency-mou": "agency",
    "multilateral": "multilateral",
    "domestic-law": "domestic-law",
}
_ORDER: tuple[InstrumentStatus, ...] = (
    "in-force",
    "ratified",
    "signed",
    "negotiating",
    "suspended",
    "suspended-or-terminated",
    "withdrawn",
    "terminated",
    "expired",
)
"""From the most binding."""
_TELLING: Mapping[InstrumentStatus, frozenset[ActKind]] = {
    "in-force": frozenset({"in-force"}),
    "ratified": AUTHORISING | {"ratified", "unratified"},
    "signed": frozenset({"signed", "shelved", "unratified"}),
    "suspended": frozenset({"suspended"}),
    "terminated": frozenset({"terminated"}),
    "expired": frozenset({"terminated"}),
    "withdrawn": frozenset({"withdrawn"}),
}


@entity
class ChannelState:
    """The status of one channel of a country.

    Attributes:
        kind: which channel.
        status: of the instrument that binds most, or `none-found`, or `not-looked-for`.
        acts: the acts that made it so, each with its day and whose it was; none where no day is known.
        as_of: the date of the list the status was read from, or None.
        basis: how it is known.
        confidence: the compiler's, or None where nothing was found.
        instruments: all of the channel, the one that binds most first.
    """

    kind: ChannelKind
    status: ChannelStatus
    basis: ChannelBasis
    acts: tuple[Act, ...] = ()
    as_of: StatedDate | None = None
    confidence: Confidence | None = None
    instruments: tuple[Instrument, ...] = ()

    @property
    def since(self) -> StatedDate | None:
        """Return the first day of this status, or None if unknown."""
        steps = (act.on for act in self.acts if act.kind != "unratified")
        return min(steps, key=lambda on: on.earliest_on, default=None)

    @property
    def is_date_seen(self) -> bool:
        """Return whether a page read gave that day in full; otherwise it is to be confirmed."""
        return any(act.is_seen for act in self.acts if act.on == self.since)

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Return what accounts of it disagree about."""
        return tuple(each.conflict for each in self.instruments if each.conflict)


def channel_of(instrument: Instrument) -> ChannelKind:
    """Return the channel of an instrument."""
    return _KINDS.get((instrument.kind, instrument.china_party), _PLAIN[instrument.kind])


def channels(instruments: Iterable[Instrument]) -> tuple[ChannelState, ...]:
    """Return the channels of a country: those of the matrix always, others with an instrument."""
    by_kind: dict[ChannelKind, list[Instrument]] = {kind: [] for kind in MATRIX}
    for instrument in instruments:
        by_kind.setdefault(channel_of(instrument), []).append(instrument)
    return tuple(_state(kind, found) for kind, found in by_kind.items())


def _state(kind: ChannelKind, instruments: list[Instrument]) -> ChannelState:
    if not instruments:
        if kind in _COMPARED:
            return ChannelState(kind=kind, status=NONE_FOUND, basis="none-found")
        return ChannelState(kind=kind, status=NOT_LOOKED_FOR, basis="nothing-read")
    ordered = tuple(sorted(instruments, key=lambda each: (_ORDER.index(each.status), each.id)))
    first = ordered[0]
    telling = _TELLING.get(first.status, frozenset())
    return ChannelState(
        kind=kind,
        status=first.status,
        basis="text-read" if first.terms.articles_read else "page-seen" if first.is_seen else "known",
        acts=tuple(act for act in first.acts if act.kind in telling),
        as_of=first.status_as_of,
        confidence=first.confidence,
        instruments=ordered,
    )
