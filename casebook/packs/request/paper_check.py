"""What to look at on papers of the PRC."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from casebook.base.errors import Problem
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.domain.request.compared_paper import ParticularKind
from casebook.domain.request.paper_check import PaperCheck, PaperExample
from casebook.language.identity.paper_look import look_at
from casebook.packs.base.entry import OnDefect, PackEntry, refuse
from casebook.packs.base.reader import Pack, read_pack
from casebook.packs.base.terms import read_day
from casebook.packs.request.required_paper import CONFIDENCES, read_levels

FILE = "prc-papers.toml"
_FORBIDDEN = re.compile(r"\b(?:forge\w*|fake\w*|invalid document)\b", re.IGNORECASE)


def read_paper_checks(
    folder: Path | None = None, on_defect: OnDefect = refuse
) -> tuple[tuple[PaperCheck, ...], tuple[PaperExample, ...]]:
    """Read every check, and the invented examples they are tried on; the shipped ones where `folder` is None.

    Raises:
        NotFound: the pack is missing.
        PackInvalid: an entry breaks its schema, unless `on_defect` collects.
    """
    pack = read_pack((folder or resource("packs")) / FILE, on_defect)
    checks = tuple(_check(entry, pack) for entry in pack.entries("paper-check"))
    examples = tuple(_example(entry) for entry in pack.entries("paper-example"))
    pack.close()
    return checks, examples


def _check(entry: PackEntry, pack: Pack) -> PaperCheck:
    level, read, reported_in = read_levels(entry)
    basis = [entry.text(field, default="") for field in ("standard", "article", "rule")]
    check = PaperCheck(
        id=entry.text("id"),
        family=entry.text("family"),
        check=entry.text("check"),
        pattern=_pattern(entry),
        basis="; ".join(filter(None, basis)),
        valid_from_on=read_day(entry, "valid_from"),
        valid_until_on=read_day(entry, "valid_until"),
        dates=entry.texts("dates", default=()),
        names=entry.texts("names", default=()),
        caution=entry.text("caution", default=""),
        ask=entry.text("ask", default=""),
        argument=entry.text("argument", default=""),
        use=entry.text("use", default=""),
        reading_level=level,
        read=read,
        reported_in=reported_in,
        source=entry.text("source", default=""),
        url=entry.text("url", default=""),
        confidence=entry.choice("confidence", CONFIDENCES),
        pack=pack.head.version,
    )
    for field in ("check", "caution", "ask", "argument", "use"):
        if _FORBIDDEN.search(getattr(check, field)):
            entry.complain(field, "calls a paper forged: say where to look")
    entry.close()
    return check


def _pattern(entry: PackEntry) -> str:
    pattern = entry.text("pattern", default="")
    try:
        re.compile(pattern)
    except re.error as error:
        entry.complain("pattern", Message("is no regular expression: {fault}", fault=str(error)))
        return ""
    return pattern


def _example(entry: PackEntry) -> PaperExample:
    example = PaperExample(
        id=entry.text("id"),
        kind=entry.text("kind"),
        value=entry.text("value"),
        is_valid=entry.flag("valid"),
        notes=entry.text("notes", default=""),
    )
    entry.close()
    return example


_KINDS: dict[str, ParticularKind] = {
    "citizen-id-18": "citizen-number",
    "citizen-id-15": "citizen-number",
    "uscc": "credit-code",
    "court-case-number": "court-number",
    "interpol-control": "interpol-number",
}
_OLD_NUMBER = "字第"
"""In a number of before 2016, which the newer form does not fit and which is right for its year."""


def run_paper_examples(
    checks: tuple[PaperCheck, ...], examples: tuple[PaperExample, ...]
) -> Iterator[Problem]:
    """Yield invented numbers of which the program says something else than the pack."""
    by_id = {check.id: check for check in checks}
    for example in examples:
        where = f"{FILE} · paper-example {example.id}"
        if example.kind not in _KINDS:
            yield Problem(where=where, what=Message("is of a kind that nothing looks at"))
            continue
        hits = list(look_at(_KINDS[example.kind], example.value, by_id))
        is_expected = example.is_valid or _OLD_NUMBER in example.value
        if bool(hits) == is_expected:
            yield Problem(where=where, what=Message("is looked at otherwise than it says"))
