"""Days that a copy or its exhibits state and no record of the case does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain

from casebook.base.i18n import Translator
from casebook.domain.dossier.hiding.days.stated_day import stated_days, yearless_days
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.library.decision import Decision
from casebook.domain.library.source import Source
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.hiding.public_law import public_passages


def unrecorded_days(
    dossier_data: DossierData,
    own: Iterable[str],
    of_exhibits: Iterable[str],
    headings: Iterable[date],
    hidden: Iterable[Hidden],
) -> Iterator[Hidden]:
    """Yield every exact day of a copy and its exhibits, to become its month; public ones stay in its text.

    SECURITY: what happened on the day of a public decision happened on a day like any other, so that in an
    exhibit such a day stays in the title, the citation or a statement of the library alone.
    A day recorded in the case has its own label, also where a text states it in unusual numerals.

    Args:
        dossier_data: the material, with the library and the language of the copy.
        own: what the copy says.
        of_exhibits: what its exhibits say.
        headings: the days that stand above messages, which no text says.
        hidden: what is hidden already.
    """
    hidden, own, of_exhibits = tuple(hidden), tuple(own), tuple(of_exhibits)
    words = dossier_data.words
    public = _public(dossier_data)
    yield from labelled_days(own, hidden, public, words)
    yield from labelled_days(of_exhibits, hidden, public, words, headings, are_exhibits=True)
    yield from _yearless(hidden, (*own, *of_exhibits), words)


def labelled_days(
    texts: Iterable[str],
    hidden: Sequence[Hidden],
    public: set[str],
    words: Translator,
    headings: Iterable[date] = (),
    *,
    are_exhibits: bool = False,
) -> Iterator[Hidden]:
    """Yield the days with their year in texts and headings, but public ones (as ISO days) that no record has.

    Each also as the pages print it that the program sets: the heading of a day in a chat. A public day of
    exhibits is yielded too, so printed only if it is a heading: so the text of the copy has it. Of days on
    which a text says that somebody was born, those on record alone are yielded.
    """
    known = {one.form: one for one in reversed(hidden) if one.shape == "written-day"}
    public = public - known.keys()
    # The first reading counts: "09.07.2019" of a public day is none of September, and one day of a range is.
    stated_or_born = [*chain.from_iterable(map(partial(stated_days, with_births=True), texts))]
    every = [day for day in stated_or_born if not day.is_birth or f"{day.on}" in known]
    first = {day.text: f"{day.on}" for day in reversed(every)}
    private = [day for day in every if day.is_of_range or not public & {first[day.text], f"{day.on}"}]
    said = every if are_exhibits else private
    days = (*(day.on for day in private), *headings)
    stated = {words.format_date(on): on for on in days} | {day.text: day.on for day in reversed(said)}
    births = {one.form[:7]: one.label for one in hidden if one.shape == "written-month"}
    for text, on in stated.items():
        if one := known.get(f"{on}"):
            yield replace(one, form=text, shape="found-day")
            continue
        label = births.get(f"{on:%Y-%m}") or words.format_month(on)  # the month of a birth says when it was
        yield Hidden(form=text, label=label, is_name=False, kind="date", shape="found-day")


def _yearless(hidden: Iterable[Hidden], texts: Iterable[str], words: Translator) -> Iterator[Hidden]:
    """Yield the days without a year, each to become its month; a birthday has a label of its own."""
    known = {one.form[5:] for one in hidden if one.shape == "written-yearless"}
    stated = {day.text: day.on for text in texts for day in yearless_days(text)}
    for text, on in stated.items():
        if f"{on:%m-%d}" not in known:
            label = words.month_name(on)
            yield Hidden(form=text, label=label, is_name=False, kind="date", shape="yearless")


def _public(dossier_data: DossierData) -> set[str]:
    """The days that the library and its citations state, as ISO days."""
    said = [*public_passages(dossier_data), *(one.history for one in dossier_data.judged)]
    for cited in dossier_data.all_cited:
        said += (cited.finding.statement, cited.finding.period, cited.finding.pinpoint)
    days = {f"{day.on}" for text in said for day in stated_days(text)}
    dated = (one.issued if isinstance(one, Source) else None for one in dossier_data.judged)
    decided = (one.decided_on if isinstance(one, Decision) else None for one in dossier_data.judged)
    return days | {on.edtf for on in (*dated, *decided) if on is not None}
