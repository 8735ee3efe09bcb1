"""A computed exposure as one JSON document."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.base.i18n import Translator
from casebook.domain.exposure.band import Band
from casebook.domain.exposure.law import BANDS_ALONE
from casebook.domain.exposure.limitation import LawRule, Limitation
from casebook.domain.exposure.offence import Offence, OffenceVersion
from casebook.domain.exposure.reading import ExposureReading
from casebook.domain.exposure.step import ExposureStep
from casebook.services.exposure import exposure
from casebook.services.exposure.charge import ChargeExposure
from casebook.services.exposure.exposure import ExposureSheet


def sheet_json(sheet: ExposureSheet, words: Translator) -> dict[str, object]:
    """Return the document of the command-line contract."""
    answered = sheet.exposure
    chosen = answered.chosen
    return {
        "as_of": words(answered.as_of),
        "offence": offence_json(answered.offence),
        "on": answered.question.on,
        "from": answered.question.from_on,
        "amounts": [
            {"number": one.quantity.number, "unit": one.quantity.unit, "measure": one.measure or None}
            for one in answered.question.quantities
        ],
        "version": _version(answered.version),
        "chosen": chosen.id if chosen else None,
        "open": words(answered.openness) or None,
        "band": _band(chosen.band, words) if chosen and chosen.band else None,
        "limitation": _limitation(chosen.limitation, words) if chosen else None,
        "may_be_life": answered.may_be_life,
        "may_be_death": answered.may_be_death,
        "readings": [_reading(one, words) for one in answered.readings],
        "cautions": [words(one) for one in answered.cautions],
        "bands_alone": words(BANDS_ALONE),
        "custody": _custody(sheet, words),
        "jurisdiction": [
            {
                **_cited(one.rule.cited, one.rule.level),
                "statement": one.rule.statement,
                "here": words(one.words),
            }
            for one in sheet.claims
        ],
        "rules": [_rule(one) for one in (*sheet.general, *sheet.limitation_rules)],
        "advice": [_rule(one) for one in sheet.advice],
        "unread": [words(one) for one in answered.unread],
        "pack": sheet.version,
    }


def offence_json(offence: Offence) -> dict[str, object]:
    """Return an offence with its texts and measures."""
    return {
        "id": offence.id,
        "law": offence.law,
        "article": offence.article,
        "kind": offence.kind,
        "title": offence.title,
        "title_zh": offence.title_zh,
        "chapter": offence.chapter,
        "conduct": offence.conduct or None,
        "twin": offence.twin or None,
        "twin_warning": offence.twin_warning or None,
        "investigator": offence.investigator,
        "notes": offence.notes or None,
        "reading_level": offence.level,
        "source": offence.source,
        "url": offence.url,
        "versions": [_version(one) for one in offence.versions],
        "thresholds_in_words": [
            {
                "band": one.band,
                "measure": one.measure,
                "text": one.text,
                "version_from": one.version_from_on,
                "from": one.from_on,
                "to": one.to_on,
                **_cited(where, one.level),
            }
            for one, where in exposure.in_words(offence)
        ],
        "measures": sorted({f"{each.measure} ({each.unit})" for each in offence.thresholds if each.unit}),
    }


def charge_json(computed: ChargeExposure, words: Translator) -> dict[str, object]:
    """Return a charge with its answer, or why there is none."""
    return {
        "charge": computed.charge,
        "exposure": sheet_json(computed.sheet, words) if computed.sheet else None,
        "not_computed": words(computed.refused.title) if computed.refused else None,
        "remedy": words(computed.refused.remedy) if computed.refused and computed.refused.remedy else None,
        "cautions": [words(one) for one in computed.cautions],
        "own_account": [_reading(one, words) for answer in computed.own for one in answer.readings],
    }


def _cited(source: str, level: str) -> dict[str, object]:
    return {"source": source, "reading_level": level}


def _version(version: OffenceVersion) -> dict[str, object]:
    return {
        "amendment": version.amendment,
        "from": version.from_on,
        "to": version.to_on,
        "reading_level": version.level,
        "note": version.note or None,
        "doubt": version.doubt or None,
        "unread": version.unread or None,
    }


def _band(band: Band, words: Translator) -> dict[str, object]:
    return {
        "number": band.number,
        "condition": band.condition,
        "term": words(band.term),
        "min_months": band.min_months,
        "max_months": band.max_months,
        "lesser": band.lesser,
        "life": band.life,
        "death": band.death,
        "fine": band.fine or None,
        "money": band.money or None,
        "confiscation": band.confiscation or None,
        "limitation_years": band.limitation_years,
        "reading_level": band.level,
    }


def _reading(reading: ExposureReading, words: Translator) -> dict[str, object]:
    return {
        "id": reading.id,
        "kind": reading.kind,
        "title": words(reading.title),
        "version": _version(reading.version),
        "measure": reading.measure or None,
        "entity": reading.entity or None,
        "assumption": words(reading.assumption) or None,
        "later": reading.is_later,
        "favoured": reading.is_favoured,
        "band": _band(reading.band, words) if reading.band else None,
        "displaced_by": reading.displaced_by or None,
        "other_bands": [
            {**_band(one, words), "limitation": _limitation(reading.period_of(one), words)}
            for one in reading.others
        ],
        "graver_bands": [one.number for one in reading.graver],
        "limitation": _limitation(reading.limitation, words),
        "reading_level": reading.level,
        "doubts": [words(one) for one in reading.doubts],
        "trace": _steps(reading.steps, words),
        "filing_trace": _steps(reading.filing_steps, words),
    }


def _limitation(period: Limitation | None, words: Translator) -> dict[str, object] | None:
    if period is None:
        return None
    return {
        "years": period.years,
        "runs_from": period.runs_from_on,
        "lapses": period.lapses_on,
        "state": period.state,
        "later_with_approval": period.can_be_approved_later,
        "unless": words(period.unless) or None,
        "trace": _steps(period.steps, words),
    }


def _steps(steps: Sequence[ExposureStep], words: Translator) -> list[dict[str, object]]:
    return [
        {
            "words": words(step.words),
            "source": step.source or None,
            "version": step.version or None,
            "reading_level": step.level if step.source else None,
            "inferred": step.is_ours,
        }
        for step in steps
    ]


def _custody(sheet: ExposureSheet, words: Translator) -> dict[str, object]:
    way = sheet.custody
    return {
        "on": sheet.on,
        "stages": [
            {
                "id": one.stage.id,
                "title": one.stage.title,
                "title_zh": one.stage.title_zh,
                "relevance": one.relevance,
                "why": words(one.why),
                "longest": one.stage.longest,
                "longest_days": one.stage.days or None,
                "can_restart": one.stage.can_restart,
                "lawyer_access": one.stage.lawyer_access,
                "family_notice": one.stage.family_notice,
                "who_decides": one.stage.who_decides,
                **_cited(one.stage.cited, one.stage.level),
            }
            for one in sheet.stages
        ],
        "path": way.path.id if way else None,
        "longest": way.longest if way else None,
        "condition": words(way.condition) if way and way.condition else None,
        "longest_without": (way.otherwise or None) if way else None,
        "bars": [
            {
                "stage": one.stage.id,
                "start_days": one.start_days,
                "days": one.days,
                "open_days": one.open_days,
            }
            for one in (way.bars if way else ())
        ],
        "lawyer": [_rule(one) for one in sheet.lawyer_rules],
    }


def _rule(rule: LawRule) -> dict[str, object]:
    return {"statement": rule.statement, "inferred": rule.is_inferred, **_cited(rule.cited, rule.level)}
