"""Forms that only the texts of a copy show: names as somebody heard them, nicknames, other characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.hiding.readings.text_reading import other_readings
from casebook.language.hanzi import has_han, simplified
from casebook.language.sound_alike import SoundAlikes

_CARD = re.compile(r"BEGIN:VCARD.*?(?:END:VCARD|\Z)", re.IGNORECASE | re.DOTALL)
_NICKNAME = re.compile(r"^(?:[\w\-]+\.)?(?:X-)?NICKNAME[^:\n]*:(.+)$", re.IGNORECASE | re.MULTILINE)
_IN_WORDS = frozenset({"workplace", "contact", "work", "place", "birth-place", "other", "safe-contact"})
"""Kinds of facts that are stated in words."""


def forms_in(hidden: Iterable[Hidden], texts: Iterable[str]) -> Iterator[Hidden]:
    """Yield the forms of what is hidden that no rule derives and these texts show."""
    hidden, texts = tuple(hidden), tuple(texts)
    yield from _heard_names(hidden, texts)
    yield from _card_nicknames(hidden, texts)
    yield from _in_other_characters(hidden, texts)


def _card_nicknames(hidden: Iterable[Hidden], texts: Iterable[str]) -> Iterator[Hidden]:
    """Yield the nicknames of cards of contacts (RFC 6350, 6.2.3) in these texts, as the name on each.

    On the card of somebody who is not hidden they stay.
    """
    cards = [card for text in texts for card in _CARD.findall(text) if _NICKNAME.search(card)]
    names = [one for one in hidden if one.is_name and one.shape == "stated"] if cards else []
    replacer = NameReplacer(names)
    for card in cards:
        hit = next(iter(replacer.find(card)), None)
        one = next((one for one in names if hit and one.label == hit.label), None)
        if one is None:
            continue
        for line in _NICKNAME.findall(card):
            nicknames = filter(None, map(str.strip, re.split(r"(?<!\\)[,;]", line)))
            yield from (replace(one, form=name, is_name=False) for name in nicknames if len(name) > 1)


def _in_other_characters(hidden: Iterable[Hidden], texts: Iterable[str]) -> Iterator[Hidden]:
    """Yield facts as these texts have them in traditional characters or in a mixture of both."""
    known = {
        simplified(one.form): one
        for one in hidden
        if not one.is_name and one.kind in _IN_WORDS and len(one.form) > 1 and has_han(one.form)
    }
    written: dict[str, Hidden] = {}
    for text in texts if known else ():
        plain = simplified(text)
        if plain == text or len(plain) != len(text):
            continue
        for form, one in known.items():
            for place in re.finditer(re.escape(form), plain):
                written.setdefault(text[slice(*place.span())], one)
    yield from (replace(one, form=form) for form, one in written.items() if form != one.form)


def _heard_names(hidden: Iterable[Hidden], texts: Iterable[str]) -> Iterator[Hidden]:
    """Yield what these texts have that sounds like a hidden name, each to be replaced as the name is.

    A word of a transcription is taken whole: its characters mean nothing by themselves.
    """
    names = [one for one in hidden if one.is_name and one.shape == "stated"]
    alikes = SoundAlikes(one.form for one in names)
    readings = chain.from_iterable((text, *(one.text for one in other_readings(text))) for text in texts)
    heard = dict.fromkeys(chain.from_iterable(map(alikes.find, readings)))
    for written, place in heard:
        one = names[place]
        is_word = has_han(written) and len(written) < len(one.form)
        yield replace(one, form=written, is_name=not is_word)
