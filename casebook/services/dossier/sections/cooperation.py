"""The section on cooperation with China: country sheets, or in a review what is open as well."""

from __future__ import annotations

from dataclasses import replace

from casebook.base.i18n import Translator
from casebook.domain.dossier.composition import Block, Heading
from casebook.domain.dossier.dossier import Section
from casebook.domain.library.sheet import CountrySheet
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.library import country, country_sheet
from casebook.services.library.cooperation import review, review_sheet


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """Return the sheet of each country as it may be filed, without what nobody read.

    A dossier that is a review of cooperation has the review of each country in its place, which also names
    what is not known and asks for it; of Hong Kong, which asks for people, there is no review.
    """
    content: list[Block] = []
    is_review = dossier_data.dossier.kind == "cooperation-review"
    for code in section.countries:
        shown = dossier_data.argument.sheets[code]
        content.append(Heading(text=country.name(shown, dossier_data.words)))
        content += (
            replace(block, level=3) if isinstance(block, Heading) else block
            for block in _of_country(shown, dossier_data.words, is_review=is_review)
        )
    return tuple(content)


def _of_country(shown: CountrySheet, words: Translator, *, is_review: bool) -> tuple[Block, ...]:
    if is_review and shown.code not in review.ASKING:
        return review_sheet.blocks(review.of_sheet(shown), words)
    return country_sheet.filed_blocks(shown, words)
