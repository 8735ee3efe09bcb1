"""Files of a line, whatever is missing, late, there twice or from a second copy of a device."""

from __future__ import annotations

import json
import random
from itertools import permutations

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.sharing.line_log import NOTHING_BEFORE, LineFile, LineLog, LinePoint
from casebook.domain.sharing.number_spans import NumberSpans
from tests.domain.sharing.teams import key


def chain(count: int, branch: str = "", after: list[LineFile] | None = None) -> list[LineFile]:
    files = list(after or ())
    for number in range(len(files) + 1, count + 1):
        before = files[-1].digest if files else NOTHING_BEFORE
        files.append(LineFile(number=number, digest=key(f"{branch}{number}"), before=before))
    return files


def taken(log: LineLog, files: list[LineFile]) -> list[LineFile]:
    return [one for file in files for one in log.take(file).taken]


def again(log: LineLog) -> LineLog:
    return LineLog.of_json(json.loads(json.dumps(log.as_json())))


def test_files_are_taken_in_order_whatever_the_order_they_come_in() -> None:
    files = chain(5)
    for order in permutations(files):
        log = LineLog()
        assert taken(log, list(order)) == files
        assert log.head == LinePoint(5, files[-1].digest)
        assert not log.missing()
        assert all(log.take(file).is_known for file in order)
        assert again(log).as_json() == log.as_json()


def test_what_follows_a_gap_waits() -> None:
    files = chain(6)
    log = LineLog()
    assert taken(log, [*files[:2], files[4], files[5]]) == files[:2]
    assert log.missing() == [(3, 4)]
    assert log.missing(until=9) == [(3, 4), (7, 9)]
    assert taken(again(log), [files[3]]) == []
    assert taken(log, [files[3], files[2]]) == files[2:]


def test_a_late_file_fills_the_hole_it_left() -> None:
    files = chain(7)
    log = LineLog()
    taken(log, [files[0], files[4], files[5]])
    assert list(log.go_on()) == files[4:6]
    assert log.head == LinePoint(6, files[5].digest)
    assert list(log.holes) == [(2, 4)]
    log = again(log)
    assert log.missing() == [(2, 4)]
    assert taken(log, [files[6], files[2]]) == [files[6], files[2]]
    assert list(log.holes) == [(2, 2), (4, 4)]
    assert log.go_on() == ()
    assert taken(log, [files[3], files[1]]) == [files[3], files[1]]
    assert not log.missing()
    assert log.number == 7


def test_both_branches_of_a_line_are_taken() -> None:
    trunk = chain(2)
    one, other = chain(4, "a", trunk), chain(5, "b", trunk)
    source = random.Random(3)  # noqa: S311 - a test that repeats
    for _ in range(300):
        files = [*one, *other[2:]]
        source.shuffle(files)
        log, read = LineLog(), list[LineFile]()
        forks = 0
        for file in files:
            arrival = log.take(file)
            read += arrival.taken
            forks += arrival.is_fork
        assert sorted(read, key=lambda file: (file.number, file.digest)) == sorted(
            [*one, *other[2:]], key=lambda file: (file.number, file.digest)
        )
        assert all(
            read.index(branch[at]) < read.index(branch[at + 1]) for branch in (one, other) for at in (2,)
        )
        assert forks == 2
        assert list(log.forks) == [3, 4]
        assert log.number == 5
        assert again(log).forks == log.forks


def test_a_branch_whose_beginning_is_missing_waits_until_one_goes_on() -> None:
    trunk = chain(1)
    one, other = chain(3, "a", trunk), chain(3, "b", trunk)
    log = LineLog()
    taken(log, one)
    assert taken(log, [other[2]]) == []
    assert list(log.go_on()) == [other[2]]
    assert taken(log, [other[1]]) == [other[1]]
    assert log.number == 3


def test_a_checkpoint_stands_for_what_came_before() -> None:
    files = chain(6)
    log = LineLog()
    taken(log, [files[4]])
    assert list(log.adopt(LinePoint(4, files[3].digest))) == [files[4]]
    assert log.head == LinePoint(5, files[4].digest)
    assert taken(log, [files[1], files[5]]) == [files[1], files[5]]
    assert not log.missing()
    assert log.adopt(LinePoint(2, files[1].digest)) == ()
    assert log.number == 6


def test_a_checkpoint_releases_what_was_held_before_its_end() -> None:
    files = chain(6)
    log = LineLog()
    taken(log, [files[2], files[5]])
    assert list(log.adopt(LinePoint(5, files[4].digest))) == [files[2], files[5]]


def test_a_checkpoint_of_another_branch_is_a_fork() -> None:
    files = chain(4)
    log = LineLog()
    log.adopt(LinePoint(3, key("other")))
    assert taken(log, files[3:]) == []
    assert taken(log, files[:3]) == files
    assert list(log.forks) == [3]
    assert log.number == 4


def test_digests_are_forgotten_and_the_end_is_not() -> None:
    files = chain(6)
    log = LineLog()
    taken(log, files)
    log.forget(4)
    assert log.base == LinePoint(4, files[3].digest)
    assert [row[0] for row in log.as_json()["taken"]] == [4, 5, 6]
    assert log.head == LinePoint(6, files[5].digest)
    assert log.has(LinePoint(4, files[3].digest))
    assert not log.agrees(LinePoint(5, key("other")))
    assert log.agrees(LinePoint(9, key("other")))
    log.forget(0)
    assert again(log).as_json() == log.as_json()


@pytest.mark.parametrize(("number", "before"), [(0, NOTHING_BEFORE), (1, key(1)), (2, NOTHING_BEFORE)])
def test_a_number_that_does_not_fit_what_came_before_is_refused(number: int, before: bytes) -> None:
    with pytest.raises(InvalidInput):
        LineFile(number=number, digest=key(2), before=before)


def test_a_number_of_nineteen_digits_costs_nothing() -> None:
    log = LineLog()
    far = LineFile(number=(1 << 63) - 1, digest=key(1), before=key(2))
    assert log.take(far).taken == ()
    assert log.missing() == [(1, (1 << 63) - 2)]
    assert log.go_on() == (far,)
    assert len(json.dumps(log.as_json())) < 400


def test_spans_are_sets_of_numbers() -> None:
    for seed in range(200):
        source = random.Random(seed)  # noqa: S311 - a test that repeats
        spans, numbers = NumberSpans(), set[int]()
        for _ in range(20):
            first, last = sorted((source.randint(1, 30), source.randint(1, 30)))
            between = set(range(first, last + 1))
            assert spans.meets(first, last) == bool(numbers & between)
            if source.random() < 0.5:
                spans.add(first, last)
                numbers |= between
            elif source.random() < 0.5:
                spans.remove(first)
                numbers.discard(first)
            else:
                spans.remove(first, last)
                numbers -= between
            assert {number for number in range(32) if number in spans} == numbers
            assert all(
                after[0] > before[1] + 1 for before, after in zip(list(spans), list(spans)[1:], strict=False)
            )
