from __future__ import annotations

from datetime import date, time

import pytest

from casebook.base.errors import PackInvalid
from casebook.domain.deadline.counting import Block, CountingTerms
from casebook.packs.base.terms import read_blocks, read_changes, read_period, read_readings, read_services
from tests.packs.written import EntryOf

SUMMER = Block(id="summer", start="08-01", end="08-31", why="recess")


def test_every_parameter_of_the_engine_can_be_written() -> None:
    from casebook.packs.base.terms import _READERS

    parameters = {parameter for parameter, _ in _READERS.values()}
    assert parameters == set(CountingTerms.__dataclass_fields__) - {"adds_after_roll"}


def test_parameters_are_read_by_the_names_of_the_pack(entry_of: EntryOf) -> None:
    entry = entry_of(
        '[terms]\ntrigger_day = "counted"\ndays = "working"\nworking_week = ["mon", "sat"]\nshort_days = 5\n'
        'recess = ["summer"]\nwindow = ["08:00", "18:00"]\nends_at = "17:00"\nclosures = "apart"\n'
        "clear_period = true"
    )
    assert read_changes(entry, "terms", {"summer": SUMMER}) == {
        "counts_trigger": True,
        "days_are_working": True,
        "working_week": frozenset({0, 5}),
        "short_days": 5,
        "recesses": (SUMMER,),
        "window": (time(8), time(18)),
        "ends_at": time(17),
        "is_closure_apart": True,
        "is_franc": True,
    }
    entry.close()


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('trigger = "counted"', "is not a field"),
        ('trigger_day = "sometimes"', "must be one of"),
        ('recess = ["winter"]', "not a block of the method"),
        ('ends_at = "five"', "time of day"),
        ('window = ["18:00", "08:00"]', "two times of day"),
        ('window = ["08:00"]', "two times of day"),
    ],
)
def test_a_parameter_that_cannot_be_is_named(entry_of: EntryOf, line: str, what: str) -> None:
    defects: list[PackInvalid] = []
    entry = entry_of(f"[terms]\n{line}")
    entry._on_defect = defects.append
    read_changes(entry, "terms", {"summer": SUMMER})
    assert what in str(defects[0])


def test_a_block_must_name_days_of_the_year(entry_of: EntryOf) -> None:
    with pytest.raises(PackInvalid, match="is not a day of the year"):
        read_blocks(entry_of('[[block]]\nid = "x"\nfrom = "02-30"\nto = "03-01"\nwhy = "x"'))


def test_a_period_that_is_none_is_named(entry_of: EntryOf) -> None:
    with pytest.raises(PackInvalid, match="is not a period"):
        read_period(entry_of('period = "soon"'), "period")
    assert read_period(entry_of(""), "period", is_needed=False) is None


def test_a_reading_must_differ_and_may_begin_with_a_day(entry_of: EntryOf) -> None:
    (reading,) = read_readings(
        entry_of(
            '[[reading]]\nid = "a"\nwords = "b"\nperiod = "5 days"\nvalid_from = 2026-06-12\ncompetes = true'
        ),
        {},
    )
    assert (reading.valid_from_on, reading.is_diarised, str(reading.period)) == (
        date(2026, 6, 12),
        True,
        "5 days",
    )
    with pytest.raises(PackInvalid, match="must change"):
        read_readings(entry_of('[[reading]]\nid = "a"\nwords = "b"'), {})


def test_services_are_deemed_or_added(entry_of: EntryOf) -> None:
    entry = entry_of('[[service]]\nby = ["mail"]\ndays = 3\neffect = "added"\nwhy = "r. 6(d)"')
    (service,) = read_services(entry, is_seen=True)
    assert (service.by, service.days, service.is_deemed) == (("mail",), 3, False)
