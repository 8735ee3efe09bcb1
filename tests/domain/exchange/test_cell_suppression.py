from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.domain.exchange.cell_suppression import WHOLE, Cell, Population, Suppressed, Unit, suppressed
from tests.domain.exchange.attack import intervals

CHAINS = (("stage", "kind", "state"), ("country",), ("age", "sex"))
CATEGORIES = {
    "stage": ("1", "2"),
    "kind": ("extradition", "asylum", "removal"),
    "state": ("pending", "won", "lost"),
    "country": ("CY", "GB", "TH", "KZ"),
    "age": ("old", "young"),
    "sex": ("", "female", "male"),
}


def _counted(counts: Mapping[str, int]) -> Population:
    """Return cases of one dimension."""
    units = [
        Unit(categories={"kind": kind}, case_ids=frozenset([f"{kind} {number}"]))
        for kind, many in counts.items()
        for number in range(many)
    ]
    return Population(chains=(("kind",),), units=tuple(units))


def _cell(**pairs: str) -> Cell:
    return frozenset(pairs.items())


def _printed(population: Population, cells: Suppressed) -> dict[Cell, int | None]:
    """Return every cell of the tables as it is printed, zeros as well."""
    printed = {WHOLE: cells.shown(WHOLE)}
    for chain in population.chains:
        for name in chain:
            printed |= {cell: cells.shown(cell) for cell in _all(name)}
        for pair in pairwise(chain):
            printed |= {cell: cells.shown(cell) for cell in _all(*pair)}
    return printed


def _all(*names: str) -> list[Cell]:
    pairs = ([(name, one) for one in CATEGORIES[name]] for name in names)
    return [frozenset(chosen) for chosen in product(*pairs)]


UNITS = st.builds(
    Unit,
    categories=st.fixed_dictionaries({name: st.sampled_from(many) for name, many in CATEGORIES.items()}),
    case_ids=st.frozensets(st.sampled_from("abcdefghijklmnopqrst"), min_size=1, max_size=2),
    amount=st.integers(1, 9),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(UNITS, max_size=90), st.integers(3, 7))
def test_no_hidden_cell_is_known_more_closely_than_the_threshold(units: list[Unit], threshold: int) -> None:
    population = Population(chains=CHAINS, units=tuple(units))
    cells = suppressed(population, threshold)
    for cell, (least, most) in intervals(CHAINS, CATEGORIES, _printed(population, cells)).items():
        assert most - least >= threshold
        assert least <= cells.values[cell] <= most


@settings(max_examples=25, deadline=None)
@given(st.lists(UNITS, max_size=90), st.integers(3, 7))
def test_no_small_cell_is_printed(units: list[Unit], threshold: int) -> None:
    population = Population(chains=CHAINS, units=tuple(units))
    printed = _printed(population, suppressed(population, threshold))
    cases: dict[Cell, set[str]] = {cell: set() for cell in printed}
    amounts: Counter[Cell] = Counter()
    for unit in units:
        for cell in printed:
            if all(unit.categories[name] == one for name, one in cell):
                cases[cell] |= unit.case_ids
                amounts[cell] += unit.amount
    for cell, shown in printed.items():
        if shown is None:
            assert amounts[cell]
        else:
            assert shown == amounts[cell]
            assert not shown or (shown >= threshold and len(cases[cell]) >= threshold)


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"extradition": 9, "asylum": 6}, set()),
        ({"extradition": 9, "asylum": 6, "removal": 2}, {"asylum", "removal"}),
        ({"extradition": 9, "asylum": 4, "removal": 3}, {"asylum", "removal"}),
        ({"extradition": 9, "asylum": 2, "removal": 1}, {"extradition", "asylum", "removal"}),
    ],
    ids=["none is small", "one is small", "two are enough", "two are not enough"],
)
def test_hidden_cells_of_one_table(counts: dict[str, int], hidden: set[str]) -> None:
    cells = suppressed(_counted(counts), 5)
    assert cells.hidden == {_cell(kind=kind) for kind in hidden}
    assert cells.shown(WHOLE) == sum(counts.values())


def test_the_whole_is_hidden_where_nothing_else_protects() -> None:
    cells = suppressed(_counted({"extradition": 4, "asylum": 1}), 5)
    assert WHOLE in cells.hidden
    assert cells.shown(_cell(kind="removal")) == 0


def test_tables_that_share_a_margin_are_protected_together() -> None:
    # Each table alone would leave the one removal in its own margin: the other table prints it.
    many = [("1", "extradition", "pending")] * 6 + [("2", "extradition", "won")] * 6
    many += [("1", "asylum", "pending")] * 6 + [("2", "asylum", "won")] * 6 + [("1", "removal", "lost")]
    units = tuple(
        Unit(
            categories=dict(zip(("stage", "kind", "state"), one, strict=True)), case_ids=frozenset([str(at)])
        )
        for at, one in enumerate(many)
    )
    population = Population(chains=(("stage", "kind", "state"),), units=units)
    cells = suppressed(population, 5)
    printed = _printed(population, cells)
    found = intervals(population.chains, CATEGORIES, printed)
    assert {_cell(kind="removal"), _cell(state="lost"), _cell(kind="removal", state="lost")} <= found.keys()
    assert all(most - least >= 5 for least, most in found.values())


def test_a_large_number_of_few_cases_is_hidden() -> None:
    units = tuple(
        Unit(categories={"kind": "asylum"}, case_ids=frozenset([str(number % 3)])) for number in range(40)
    )
    cells = suppressed(Population(chains=(("kind",),), units=units), 5)
    assert cells.hidden == {WHOLE, _cell(kind="asylum")}


def test_hours_are_hidden_by_the_cases_behind_them() -> None:
    units = [
        Unit(categories={"kind": kind}, case_ids=frozenset([f"{kind} {case}"]), amount=90)
        for kind, cases in (("asylum", 6), ("removal", 2), ("extradition", 7))
        for case in range(cases)
    ]
    cells = suppressed(Population(chains=(("kind",),), units=tuple(units), scale=60), 5)
    assert cells.hidden == {_cell(kind="asylum"), _cell(kind="removal")}
    assert cells.shown(WHOLE) == 15 * 90


def test_nothing_is_hidden_of_nothing() -> None:
    cells = suppressed(Population(chains=CHAINS, units=()), 5)
    assert not cells.hidden
    assert cells.shown(WHOLE) == 0
