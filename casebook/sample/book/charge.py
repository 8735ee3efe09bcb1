"""The charges of the sample."""

from __future__ import annotations

from typing import get_args

from casebook.domain.exposure.amount import UNITS
from casebook.domain.exposure.charge import Charge, ChargedAmount, FigureSource
from casebook.domain.exposure.limitation import FilingBody
from casebook.domain.exposure.threshold import ChargedEntity
from casebook.packs.base.entry import PackEntry
from casebook.sample.book.fact import pinpoints
from casebook.sample.book.key import Keys, stated

BODIES: tuple[FilingBody, ...] = get_args(FilingBody)
ENTITIES: tuple[ChargedEntity, ...] = get_args(ChargedEntity)
FIGURES: tuple[FigureSource, ...] = get_args(FigureSource)


def read_charges(keys: Keys) -> tuple[Charge, ...]:
    """Every charge, in order."""
    return tuple(_charge(keys, entry) for entry in keys.entries("charge"))


def _charge(keys: Keys, entry: PackEntry) -> Charge:
    optional = ("offence", "filing_body", "evasion", "band_asserted", "limitation_asserted", "note")
    charge = Charge(
        id=keys.own(entry, "charge"),
        case_id=keys.named(entry, "case", "case"),
        proceeding_id=keys.named(entry, "proceeding", "proceeding", is_needed=False),
        article=entry.text("article"),
        **{field: entry.text(field, default="") for field in optional},
        act_from=stated(entry, "act_from"),
        act_to=stated(entry, "act_to"),
        amounts=tuple(_amount(keys, table) for table in entry.tables("amounts")),
        entity=entry.choice("entity", ENTITIES, default=""),
        filed_on=stated(entry, "filed_on"),
        filed_by=entry.choice("filed_by", BODIES, default=""),
        band=entry.integer("band", default=0),
        pinpoints=pinpoints(keys, entry, "pinpoints"),
    )
    entry.close()
    return charge


def _amount(keys: Keys, entry: PackEntry) -> ChargedAmount:
    places = pinpoints(keys, entry, "pinpoints")
    amount = ChargedAmount(
        number=str(entry.integer("number", least=1)),
        unit=entry.choice("unit", UNITS),
        measure=entry.text("measure", default=""),
        pinpoint=places[0] if places else None,
        stated_as=entry.text("stated_as", default=""),
        derivation=entry.text("derivation", default=""),
        source=entry.choice("source", FIGURES, default="state"),
    )
    entry.close()
    return amount
