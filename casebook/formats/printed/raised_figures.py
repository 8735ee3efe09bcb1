"""Figures set above or below the line, as the numbers of notes are: kept from the figure before them."""

from __future__ import annotations


def begins_with_figure(text: str) -> bool:
    """Return whether raised words are set apart; letters are not ("1st").

    >>> begins_with_figure(" 30"), begins_with_figure("st")
    (True, False)
    """
    return text.lstrip()[:1].isdecimal()


def set_apart(raised: str) -> str:
    """Return words set above or below the line, in brackets where they begin with a figure.

    >>> "14" + set_apart("1 ") + "days", "1" + set_apart("st")
    ('14 [1] days', '1st')
    """
    if not begins_with_figure(raised):
        return raised
    kept = raised.rstrip()
    return f" [{kept.lstrip()}]{raised[len(kept) :]}"
