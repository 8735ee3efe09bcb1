from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.packs.base.reader import read_pack
from casebook.packs.check import check_all
from casebook.packs.library.argument import read_arguments, read_routes
from casebook.packs.library.library import read_library
from tests.packs.written import change

FILE = "arguments.toml"


def test_an_argument_keeps_what_was_read_apart_from_what_was_not(packs: Path) -> None:
    (argument,) = read_arguments(read_pack(packs / FILE))
    assert [each.reading_level for each in argument.authorities] == ["document", "none"]
    assert [each.citation for each in argument.unread] == ["A Case, 1 Rep. 1"]
    assert (argument.is_open_in("CY"), argument.is_open_in("GB")) == (False, True)


def test_a_route_has_words_for_time_and_no_period(packs: Path) -> None:
    change(packs / FILE, 'remedy = "A writ"', 'remedy = "A writ"\ntime = "15 days"')
    (route,) = read_routes(read_pack(packs / FILE))
    assert (route.forum, route.time) == ("CY", "15 days")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('source = "report-2020"', 'source = "report-2021"', "names the source report-2021"),
        ('authorities = ["report-2020"]', 'authorities = ["report-2021"]', "names the source report-2021"),
        ('finding_ids = ["report-ban"]', 'finding_ids = ["ban"]', "names the finding ban"),
        ('finding_ids = ["report-ban"]', 'finding_ids = []\nadverse_ids = ["ban"]', "names the finding ban"),
        ('ground = "persecution"', 'ground = "art-3"', "must be one of"),
        ('proceedings = ["extradition"]', 'proceedings = ["war"]', "must contain only"),
        ('reading_level = "none"', 'reading_level = "not-read"', "must be one of"),
        ('state_says = "It is chance.", ', "", "is missing"),
    ],
)
def test_an_argument_that_names_what_is_not_there_is_refused(
    packs: Path, old: str, new: str, what: str
) -> None:
    change(packs / FILE, old, new)
    with pytest.raises(PackInvalid, match=what):
        read_library(packs)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('citation = "A Case, 1 Rep. 1", ', "", "neither source nor citation"),
        ('pinpoint = "p. 4"', 'pinpoint = "p. 4", note = "adverse; old"', "state its side"),
        ('pinpoint = "p. 4"', 'pinpoint = "p. 4 (number from general knowledge)"', "nobody saw the place"),
        ('unseen_pinpoint = "p. 9"', 'pinpoint = "p. 9"', "was not read, so nobody saw its place"),
        ('response = "It is not."', 'response = "It is not (not read)."', "mark it with office_only"),
        ('finding_ids = ["report-ban"]', 'finding_ids = []\nadverse_ids = ["report-ban"]', "is not adverse"),
        ('country = "CY"', 'country = "Cyprus"', "not a code of a country"),
        ('forum = "CY"', 'forum = "Cyprus"', "not a code of a forum"),
        ("open = false }]", 'open = false }, { country = "CY", note = "S. 7." }]', "more than once"),
        ('relief = "Refusal."', 'relief = "See https://copies.example/1"', "holds copies"),
    ],
)
def test_each_fault_is_named_by_the_check(packs: Path, old: str, new: str, what: str) -> None:
    change(packs / FILE, old, new)
    (problem,) = check_all(packs).problems
    assert what in str(problem.what)


def test_an_adverse_finding_never_stands_among_those_that_help(packs: Path) -> None:
    change(packs / "findings.toml", "adverse = false", "adverse = true")
    assert [str(problem.what) for problem in check_all(packs).problems] == [
        "report-ban is adverse: name it in adverse_ids"
    ]


def test_every_shipped_argument_has_what_a_submission_needs() -> None:
    library = read_library()
    assert (len(library.arguments), len(library.routes)) == (36, 18)
    for argument in library.arguments:
        assert argument.test, argument.id
        assert argument.authorities, argument.id
        assert argument.points, argument.id
        assert argument.facts_needed, argument.id
        assert argument.finding_ids or argument.id == "lapse-of-time"
    assert not any("25244/18" in each.citation for a in library.arguments for each in a.authorities)
