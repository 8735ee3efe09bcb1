"""Names that somebody wrote as they heard them, in other characters or letters of the same sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.text_reading import other_readings
from casebook.language.hanzi import has_han
from casebook.language.sound_alike import SoundAlikes


def heard_names(hidden: Iterable[Hidden], texts: Iterable[str]) -> Iterator[Hidden]:
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
