"""Figures by year, each with its finding; conflicting figures are shown side by side."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity


@entity
class Statistic:
    """One figure.

    Attributes:
        measure: what is counted, in words: figures of one measure are drawn together.
        unit: what the value is a number of ("people", "per cent").
        on: the year or years it covers; never left out.
        value: the figure, or the lower end of a range.
        upper: the upper end, or None.
        compiler: who counted, in words: figures of one compiler make a series.
        finding_id: the finding that gives it, and through it source, place and reading level.
        note: what limits it ("preliminary", "at least"), or "".
        pack: version of the pack it came with, "" for the person's own.
    """

    id: str
    measure: str
    unit: str
    on: StatedDate
    value: float
    compiler: str
    finding_id: str
    upper: float | None = None
    note: str = ""
    pack: str = ""

    @property
    def most(self) -> float:
        """Return the upper end of a range, or the value."""
        return self.value if self.upper is None else self.upper


@entity
class Series:
    """The figures of one compiler for one measure, in order of year."""

    compiler: str
    figures: tuple[Statistic, ...]


@entity
class Figure:
    """A chart: one measure, its years, and all series side by side; drawn alike in window and dossier.

    Attributes:
        years: as stated, in order; one column each.
        series: one colour and mark each.
    """

    measure: str
    unit: str
    years: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def most(self) -> float:
        """Return the highest value drawn."""
        return max(each.most for series in self.series for each in series.figures)

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Return the years with conflicting figures."""
        values: dict[str, set[tuple[float, float]]] = {}
        for series in self.series:
            for each in series.figures:
                values.setdefault(each.on.edtf, set()).add((each.value, each.most))
        return tuple(year for year in self.years if len(values.get(year, ())) > 1)


def figures(statistics: Iterable[Statistic]) -> tuple[Figure, ...]:
    """Return a chart for each measure, in the order of the measures."""
    by_measure: dict[str, list[Statistic]] = {}
    for each in statistics:
        by_measure.setdefault(each.measure, []).append(each)
    return tuple(_figure(measure, found) for measure, found in by_measure.items())


def _figure(measure: str, figures: list[Statistic]) -> Figure:
    ordered = sorted(figures, key=lambda datum: (datum.on.earliest_on, datum.on.latest_on))
    by_compiler: dict[str, list[Statistic]] = {}
    for datum in ordered:
        by_compiler.setdefault(datum.compiler, []).append(datum)
    return Figure(
        measure=measure,
        unit=ordered[0].unit,
        years=tuple(dict.fromkeys(datum.on.edtf for datum in ordered)),
        series=tuple(Series(compiler=who, figures=tuple(own)) for who, own in by_compiler.items()),
    )


def scale(most: float, steps: int = 4) -> tuple[float, ...]:
    """Return round axis values from 0, the last at or above `most`.

    >>> scale(176239)
    (0.0, 50000.0, 100000.0, 150000.0, 200000.0)
    """
    rough = max(most, 1e-9) / steps
    power = 10.0 ** (len(str(int(rough))) - 1) if rough >= 1 else 0.1
    step = next(power * round_ for round_ in (1, 2, 2.5, 5, 10, 20) if power * round_ >= rough)
    return tuple(step * at for at in range(steps + 1))
