"""What is wrong between entries of criminal law that are each well formed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from casebook.base.errors import Problem
from casebook.base.message import Message
from casebook.domain.exposure.custody import stages_of
from casebook.domain.exposure.law import PenalLaw
from casebook.domain.exposure.offence import Offence, OffenceVersion

_FILE = "prc-offences.toml"
_DAY = timedelta(days=1)


def review_exposure(law: PenalLaw, library: Mapping[str, set[str]]) -> Iterator[Problem]:
    """Yield what does not fit together; `library` has the ids of findings and decisions."""
    for offence in law.offences.values():
        where = f"{_FILE} · offence {offence.id}"
        for what in (
            *_versions(law, offence),
            *_bands(law, offence),
            *_thresholds(law, offence),
            *_library(offence, library),
        ):
            yield Problem(where=where, what=what)
    yield from _duplicates(law)
    yield from _unknown_offences(law)
    known = {stage.id for stage in law.stages}
    for path in law.paths:
        if not set(path.stage_ids) <= known:
            yield Problem(
                where=f"detention-stages.toml · path {path.id}",
                what=Message("names a stage that is not there"),
            )
        if not path.shorter and any(stage.last_months for stage in stages_of(path, law.stages)):
            yield Problem(
                where=f"detention-stages.toml · path {path.id}",
                what=Message("has no shorter sum, though the last months of a stage need a penalty"),
            )


def _unknown_offences(law: PenalLaw) -> Iterator[Problem]:
    """Yield each offence or chapter that a stage or a connection names and no entry has."""
    chapters = {offence.chapter for offence in law.offences.values()}
    for stage in law.stages:
        if not set(stage.offence_ids) <= set(law.offences) or not set(stage.chapters) <= chapters:
            what = Message("names an offence or a chapter that is not there")
            yield Problem(where=f"detention-stages.toml · stage {stage.id}", what=what)
    for rule in law.jurisdiction:
        if not set(rule.chapters) <= chapters:
            what = Message("names an offence or a chapter that is not there")
            yield Problem(where=f"jurisdiction.toml · jurisdiction {rule.id}", what=what)


def _versions(law: PenalLaw, offence: Offence) -> Iterator[Message]:
    if (offence.kind == "offence") != any(version.bands for version in offence.versions):
        yield Message("has bands exactly where it is an offence of its own")
    for one, following in zip(offence.versions, offence.versions[1:], strict=False):
        if one.to_on is None or one.to_on + _DAY != following.from_on:
            yield Message("has texts that do not follow one another without a gap")
    for version in offence.versions:
        if version.to_on is not None and version.to_on < version.from_on:
            yield Message("has a text that ends before it begins")
        amendment = law.amendments.get(version.amendment)
        if amendment is None or amendment.in_force_on != version.from_on:
            yield Message("has a text that does not begin with its amendment: {id}", id=version.amendment)
        text = law.texts.get(version.read_in)
        if text is None:
            yield Message("names what was read as {id}, which is not there", id=version.read_in)
        elif (text.level == "none") != (version.level == "none"):
            yield Message("has a text whose reading level differs from that of what was read")


def _bands(law: PenalLaw, offence: Offence) -> Iterator[Message]:
    for version in offence.versions:
        if [band.number for band in version.bands] != list(range(1, len(version.bands) + 1)):
            yield Message("has bands that are not numbered from 1")
        for band in version.bands:
            months = band.min_months, band.max_months
            if band.has_fixed_term and band.max_months is None and (offence.is_mainland or not band.life):
                yield Message("has a term without a maximum")
            if None not in months and (band.min_months or 0) > (band.max_months or 0):
                yield Message("has a band whose minimum is above its maximum")
            step = next((each for each in law.limitation_steps if each.covers(band)), None)
            if band.limitation_years and (step is None or step.years != band.limitation_years):
                yield Message("has a band whose period of limitation is not that of its maximum")
            if bool(band.limitation_years) != offence.is_mainland:
                yield Message("states a period of limitation exactly where the Criminal Law holds")


def _thresholds(law: PenalLaw, offence: Offence) -> Iterator[Message]:
    starts = {version.from_on: version for version in offence.versions}
    for figure in offence.thresholds:
        if figure.instrument_id and figure.instrument_id not in law.interpretations:
            yield Message("names the interpretation {id}, which is not there", id=figure.instrument_id)
        elif figure.instrument_id and law.interpretations[figure.instrument_id].from_on != figure.from_on:
            yield Message(
                "has a figure that does not begin with its interpretation {id}", id=figure.instrument_id
            )
        for start in (figure.version_from_on, *figure.also_from_on):
            if start not in starts or starts[start].band(figure.band) is None:
                yield Message("has a figure of a band that the text of {day} does not have", day=start)
        days = (figure.version_from_on, *figure.also_from_on)
        yield from _answering(figure.band, [starts[day] for day in days if day in starts])


def _answering(number: int, versions: list[OffenceVersion]) -> Iterator[Message]:
    """Yield a complaint where a figure is said of bands whose conditions do not begin alike."""
    conditions = [
        band.condition.partition(",")[0].partition(" or ")[0]
        for one in versions
        if (band := one.band(number))
    ]
    if len(set(conditions)) > 1:
        yield Message("has a figure of two texts whose bands {number} do not answer", number=number)


def _library(offence: Offence, library: Mapping[str, set[str]]) -> Iterator[Message]:
    for kind, ids in (("finding", offence.finding_ids), ("decision", offence.decision_ids)):
        for id_ in ids:
            if id_ not in library[kind]:
                yield Message("names {id}, which is not in the library", id=id_)


def _duplicates(law: PenalLaw) -> Iterator[Problem]:
    """Yield two offences that one article and paragraph would find."""
    seen: set[tuple[str, str, str]] = set()
    for offence in law.offences.values():
        for number in offence.numbers:
            for paragraph in offence.paragraphs or ("",):
                key = offence.law, number, paragraph
                if key in seen:
                    yield Problem(
                        where=f"{_FILE} · offence {offence.id}",
                        what=Message("has an article that another has too"),
                    )
                seen.add(key)
