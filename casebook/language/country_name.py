"""The countries that a text begins to name, by code, alias or name in any language of the program."""

from __future__ import annotations

from functools import cache

from casebook.base.i18n import Translator
from casebook.domain.base.country_code import names_of
from casebook.language.fold import without_script

_MIN_LETTERS = 2
"""One letter begins the names of many."""


def countries_called(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of the countries that are called just so, and of others of which a name begins so.

    A code of two letters is none of the first: some are surnames.

    >>> countries_called("賽普勒斯"), countries_called("塞浦"), countries_called("s")
    ((('CY',), ()), ((), ('CY',)), ((), ()))
    >>> countries_called("Niger"), countries_called("LI")[0]
    ((('NE',), ('NG',)), ())
    """
    begun = without_script(text.strip())
    if len(begun) < _MIN_LETTERS:
        return (), ()
    found = {code: names for code, names in _folded().items() if any(one.startswith(begun) for one in names)}
    whole = tuple(code for code, names in found.items() if begun in names and begun != code.casefold())
    return whole, tuple(code for code in found if code not in whole)


@cache
def _folded() -> dict[str, tuple[str, ...]]:
    return {code: tuple(map(without_script, names_of(code))) for code in Translator().territories()}
