"""The country sheet as a court gets it: what was read, and nothing of how little was looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casebook.domain.library.channel import NONE_FOUND, ChannelState, channels
from casebook.domain.library.cooperation.read_text import as_read
from casebook.domain.library.cooperation.review import read_sheet, without_blanks
from casebook.domain.library.country import Country
from casebook.domain.library.sheet import CountrySheet


def filed_sheet(sheet: CountrySheet) -> CountrySheet:
    """Return a sheet as it may be filed.

    Left out are channels, instruments and remedies of which nothing was read, days that no page gave,
    decisions, incidents and clauses that nobody read or that must not be cited, the office's own remarks,
    sentences that rest on general knowledge, and checks of claims: nobody before the court made them.
    """
    read = read_sheet(sheet)
    filed = replace(
        read,
        channels=tuple(_channels(read)),
        country=_country(read.country) if read.country else None,
        claims=(),
    )
    return without_blanks(as_read(filed))


def _channels(sheet: CountrySheet) -> Iterator[ChannelState]:
    """Yield the channels of which something was read; that none was found is stated of States alone."""
    named = {state.kind for state in sheet.channels if state.instruments}
    seen = (one for state in sheet.channels for one in state.instruments if one.is_seen)
    for state in channels(seen):
        is_none_found = state.status == NONE_FOUND and state.kind not in named and sheet.country is not None
        if state.instruments or is_none_found:
            yield state


def _country(country: Country) -> Country:
    return replace(country, remedies=tuple(one for one in country.remedies if one.basis == "seen"))
