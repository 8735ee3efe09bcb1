"""Checks lengths: of the exhibits before a copy is built, of its sections after, by office and court."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.filings.filing import in_words, source_of
from casebook.domain.dossier.text_numbering import letter
from casebook.services.dossier.compose import shown_sections
from casebook.services.dossier.dossier_data import DossierData


def length_problems(dossier_data: DossierData, pages: Mapping[str, int]) -> Iterator[FilingProblem]:
    """Yield sections longer than their page limit, and a skeleton longer than its court allows.

    Args:
        dossier_data: the material.
        pages: page count of each part of the built file, by key.
    """
    for place, section in enumerate(shown_sections(dossier_data), start=1):
        taken = pages.get(section.anchor, 0)
        if section.kind == "skeleton" and (over := _over_limit(dossier_data, taken)):
            yield over
        if section.most_pages and taken > section.most_pages:
            yield FilingProblem(
                check="length",
                page=0,
                what=Message(
                    "Section {place} has {taken} pages; its page limit is {most}.",
                    place=letter(place),
                    taken=taken,
                    most=section.most_pages,
                ),
                is_blocking=False,
                rule=Message("A page limit was set for this dossier."),
                mend=Message("Choose fewer findings or topics, or increase the page limit."),
            )


def exhibit_lengths(dossier_data: DossierData) -> Iterator[FilingProblem]:
    """Yield limits of the whole dossier that the exhibits alone exceed, before it is built."""
    pages = sum(document.page_count for document in dossier_data.exhibits)
    for name in ("core_bundle_over_pages", "summary_required_over_pages", "fax_max_pages"):
        rule = dossier_data.profile.rule(name) if dossier_data.profile else None
        if rule is not None and isinstance(rule.value, int) and pages > rule.value:
            yield FilingProblem(
                check="length",
                page=0,
                what=Message("The exhibits alone have {number} pages.", number=pages),
                is_blocking=rule.may_block,
                rule=in_words(rule),
                source=source_of(rule),
                mend=Message("Check what the rule requires for this length."),
            )


def _over_limit(dossier_data: DossierData, taken: int) -> FilingProblem | None:
    """A skeleton argument that is longer than its court allows."""
    rule = dossier_data.profile.rule("page_limit_skeleton") if dossier_data.profile else None
    if rule is None or not isinstance(rule.value, int) or taken <= rule.value:
        return None
    what = Message(
        "The skeleton argument has {taken} pages; the court allows {most}.", taken=taken, most=rule.value
    )
    return FilingProblem(
        check="length",
        page=0,
        what=what,
        is_blocking=rule.may_block,
        rule=in_words(rule),
        source=source_of(rule),
        mend=Message("Shorten it, or ask for leave to file a longer one."),
    )
