"""Criminal law of the requesting State: offences, limitation, custody, jurisdiction, with examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from casebook.base.errors import Problem
from casebook.base.message import Message
from casebook.domain.exposure.law import PenalLaw
from casebook.packs.base.entry import OnDefect, refuse
from casebook.packs.base.reader import PackFolder, close_together, read_together
from casebook.packs.exposure.example import ExposureExample, differences, read_examples
from casebook.packs.exposure.offence import read_interpretations, read_offences
from casebook.packs.exposure.rules import (
    read_amendments,
    read_jurisdiction,
    read_paths,
    read_rules,
    read_stages,
    read_steps,
    read_texts,
)

OFFENCES, LIMITATION, CUSTODY, JURISDICTION = "prc-offences", "limitation", "detention-stages", "jurisdiction"
FILES = (OFFENCES, LIMITATION, CUSTODY, JURISDICTION)
_CRIMINAL_LAW = "Criminal Law"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposurePacks:
    """The packs of criminal law as shipped, with their worked examples."""

    law: PenalLaw
    examples: tuple[ExposureExample, ...]


def read_exposure(folder: PackFolder | None = None, on_defect: OnDefect = refuse) -> ExposurePacks:
    """Read the packs of criminal law; the shipped ones are read once.

    Raises:
        NotFound: a pack is missing.
        PackInvalid: an entry breaks its schema, unless `on_defect` collects.
    """
    return _shipped() if folder is None and on_defect is refuse else _read(folder, on_defect)


@cache
def _shipped() -> ExposurePacks:
    return _read(None, refuse)


def _read(folder: PackFolder | None, on_defect: OnDefect) -> ExposurePacks:
    packs = read_together(FILES, folder, on_defect)
    offences, custody = packs[OFFENCES], packs[CUSTODY]
    law = PenalLaw(
        amendments=read_amendments(offences),
        general=read_rules(offences, "general", _CRIMINAL_LAW),
        interpretations=read_interpretations(offences),
        texts=read_texts(offences),
        offences=read_offences(offences),
        limitation_steps=read_steps(packs[LIMITATION]),
        limitation_rules=read_rules(packs[LIMITATION], "limitation-rule"),
        stages=read_stages(custody),
        paths=read_paths(custody),
        lawyer_rules=tuple(read_rules(custody, "lawyer").values()),
        jurisdiction=read_jurisdiction(packs[JURISDICTION]),
        procedure=tuple(read_rules(packs[JURISDICTION], "procedure").values()),
        version=offences.head.version,
        checked_on=offences.head.checked_on,
    )
    examples = read_examples(offences)
    close_together(packs, law.version)
    return ExposurePacks(law=law, examples=examples)


def run_examples(packs: ExposurePacks) -> Iterator[Problem]:
    """Yield every worked example whose answer differs from the engine's."""
    for example in packs.examples:
        for what in differences(packs.law, example):
            yield Problem(where=f"prc-offences.toml · {example.name}", what=Message(what))
