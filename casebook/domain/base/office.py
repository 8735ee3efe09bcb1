"""What an office always writes: country, zone, court, who works there, the numbers of cases and exhibits."""

from __future__ import annotations

import re
from collections.abc import Iterable

from casebook.base.errors import InvalidInput
from casebook.base.i18n import is_language
from casebook.domain.base.country_code import country_code
from casebook.domain.base.entity import entity
from casebook.domain.base.zone import zone_of

YEAR = "YYYY"
_NUMBER = re.compile("#+")


@entity
class Office:
    """What forms and dossiers begin with.

    Attributes:
        country: ISO 3166 code of the country whose courts it appears in, or "".
        zone: IANA name of its time zone, or "".
        court: the court or body it appears in most, as that calls itself, or "".
        lawyer: who signs, or "".
        firm: the firm or organisation, or "".
        language: BCP 47 tag of the standard texts of its dossiers.
        numbering: how references of cases are made: ``YYYY`` is the year, ``#`` a digit of the number.
        exhibits: how exhibits are numbered: ``#`` is the number; "" for the pattern used last.
    """

    country: str = ""
    zone: str = ""
    court: str = ""
    lawyer: str = ""
    firm: str = ""
    language: str = "en"
    numbering: str = "YYYY-###"
    exhibits: str = ""

    @property
    def signature(self) -> str:
        """Return who files: the lawyer and the firm, or ""."""
        return ", ".join(part for part in (self.lawyer, self.firm) if part)


def check_office(office: Office) -> None:
    """Reject a country, zone, language or pattern that no record could take.

    Raises:
        InvalidInput: one is none.
    """
    if office.country:
        country_code(office.country, field="country")
    if office.zone:
        zone_of(office.zone)
    if not is_language(office.language):
        raise InvalidInput(
            "That is not a valid language tag.",
            field="language",
            remedy="Enter a language code such as en, fr or zh-Hant.",
        )
    if office.exhibits and len(_NUMBER.findall(office.exhibits)) != 1:
        raise InvalidInput(
            "The pattern needs one place for the number.",
            field="exhibits",
            remedy="Enter # where the number goes, such as MKZ-#.",
        )
    if office.numbering and len(_NUMBER.findall(office.numbering)) != 1:
        raise InvalidInput(
            "The pattern has no place for the number, or several.",
            field="numbering",
            remedy="Enter it in the form YYYY-###: YYYY for the year, # for each digit of the number.",
        )


def next_reference(numbering: str, year: int, taken: Iterable[str]) -> str:
    """Return the reference after the highest of a year, or "" without a pattern.

    >>> next_reference("LW-YYYY-###", 2026, ["LW-2026-009", "LW-2025-100", "old"])
    'LW-2026-010'
    """
    places = _NUMBER.search(numbering)
    if places is None:
        return ""
    before, after = (
        part.replace(YEAR, f"{year:04}") for part in (numbering[: places.start()], numbering[places.end() :])
    )
    like = re.compile(f"{re.escape(before)}([0-9]+){re.escape(after)}")
    numbers = [int(match[1]) for reference in taken if (match := like.fullmatch(reference))]
    return f"{before}{max(numbers, default=0) + 1:0{len(places[0])}}{after}"
