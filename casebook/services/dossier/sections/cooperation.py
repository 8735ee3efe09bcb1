"""The section on cooperation with China: country sheets with treaties, terms and decisions."""

from __future__ import annotations

from dataclasses import replace

from casebook.domain.dossier.composition import Block, Heading
from casebook.domain.dossier.dossier import Section
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.library import country, country_sheet


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """Return the sheet of each country, without decisions that are unread or must not be cited."""
    content: list[Block] = []
    for code in section.countries:
        shown = dossier_data.argument.sheets[code]
        content.append(Heading(text=country.name(shown, dossier_data.words)))
        content += (
            replace(block, level=3) if isinstance(block, Heading) else block
            for block in country_sheet.blocks(country_sheet.citable(shown), dossier_data.words)
        )
    return tuple(content)
