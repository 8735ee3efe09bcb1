"""The map of a review: each State by the channel for handing people over that binds most."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.base.i18n import Translator
from casebook.domain.dossier.drawings.shaded_map import MapRing, MapShape, ShadedMap
from casebook.domain.library.channel import NONE_FOUND, ChannelStatus
from casebook.domain.library.cooperation.review import CooperationReview
from casebook.services.library import country_text, world_map
from casebook.services.library.cooperation.review import row_of

_HATCHES: dict[ChannelStatus, str] = {
    "in-force": "#7a1f1a",
    "ratified": "#b4652d",
    "signed": "#c79a3b",
    "negotiating": "#d9c27a",
    "suspended": "#5c7fa3",
    "none-found": "#8a8f96",
}
"""Darker where more binds; the words stand beside, so that nothing is spoken by colour alone."""
_PLAIN = "#e3e5e8"
_MIN_SIZE = 9.0
"""Size of an outline, in units of the map, below which a ring is drawn around the State."""


def map_block(reviews: Iterable[CooperationReview], words: Translator) -> ShadedMap:
    """Return the map to stand in a paper: the States of the review shaded, each named in words."""
    shown = {one.sheet.code: _shade(one, words) for one in reviews}
    titles = {code: text for code, (text, _) in shown.items()}
    shapes = tuple(
        MapShape(rings=rings, fill=shown[code][1] if code in shown else _PLAIN, said=titles.get(code, ""))
        for code, rings in world_map.outlines().items()
    )
    rings_around = (_ring(world_map.outlines()[code][0]) for code in shown if code in world_map.outlines())
    return ShadedMap(
        width=world_map.WIDTH,
        height=world_map.HEIGHT,
        shapes=shapes,
        rings=tuple(ring for ring in rings_around if ring is not None),
        caption=words.labelled(words("Extradition or surrender"), words.series_of(titles.values())),
    )


def _shade(shown: CooperationReview, words: Translator) -> tuple[str, str]:
    """Return a State with what binds it in words, and the shade of it; what nobody read is not seen."""
    row = row_of(shown, words)
    seen = {one.instrument.id for one in shown.seen}
    is_seen = any(
        seen.intersection(instrument.id for instrument in state.instruments)
        for state in shown.sheet.channels[:2]
        if state.status == row.binding
    )
    if row.binding == NONE_FOUND or is_seen:
        return words.labelled(row.name, binding_text(shown, row.binding, words)), _HATCHES[row.binding]
    return words.labelled(row.name, words("not seen")), _HATCHES[NONE_FOUND]


def binding_text(shown: CooperationReview, binding: ChannelStatus, words: Translator) -> str:
    """Return in words how a State is bound, and that it is to Hong Kong alone where that is so."""
    states = [state for state in shown.sheet.channels[:2] if state.status == binding]
    text = country_text.ratified(binding, (act for state in states for act in state.acts), words)
    text = text or country_text.status(binding, words)
    kinds = {state.kind for state in states}
    is_hong_kong_alone = binding != NONE_FOUND and "extradition" not in kinds
    return words.bracketed(text, words("to Hong Kong alone")) if is_hong_kong_alone else text


def _ring(outline: tuple[float, ...]) -> MapRing | None:
    """Return a ring around a State too small to be seen, or nothing."""
    across, down = outline[::2], outline[1::2]
    if max(across) - min(across) >= _MIN_SIZE or max(down) - min(down) >= _MIN_SIZE:
        return None
    return MapRing(x=(max(across) + min(across)) / 2, y=(max(down) + min(down)) / 2, radius=_MIN_SIZE)
