from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.domain.library.registry import Registry
from casebook.packs.library.library import read_library
from casebook.packs.library.registry import read_registry
from tests.packs.written import change


@pytest.fixture(scope="module")
def shipped() -> Registry:
    return read_registry()


def test_the_whole_registry_ships(shipped: Registry) -> None:
    assert len(shipped.instruments) == 147
    assert len(shipped.clauses) == 182
    assert len(shipped.countries) == 130
    assert len(shipped.decisions) == 71
    assert len(shipped.incidents) == 77
    assert len(shipped.claims) == 10


def test_what_nobody_read_says_so(shipped: Registry) -> None:
    assert sum(not noun.is_seen for noun in shipped.instruments) == 15
    assert sum(not noun.is_seen for noun in shipped.decisions) == 3
    assert sum(not noun.is_seen for noun in shipped.incidents) == 2


def test_days_of_provisional_arrest_are_known_or_none(shipped: Registry) -> None:
    known = {noun.id: noun.terms.provisional_arrest_days for noun in shipped.instruments}
    assert Counter(known.values()) == {None: 141, 30: 3, 60: 2, 45: 1}
    assert known["prc-it-extradition"] == 30


def test_an_act_without_a_side_is_shown_as_one_party_s(shipped: Registry) -> None:
    unsided = {
        (noun.id, act.kind)
        for noun in shipped.instruments
        for act in noun.acts
        if act.by == "one-party" and act.kind != "terminated"
    }
    assert unsided == {("it-prc-patrols", "suspended"), ("sco-ct-convention-2009", "ratified")}


def test_a_country_without_a_treaty_names_none(shipped: Registry) -> None:
    assert sum(not country.extradition_id for country in shipped.countries) == 67
    assert sum(not country.surrender_id for country in shipped.countries) == 110


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("instruments.toml", 'instrument = "prc-xx-extradition"', 'instrument = "prc-yy"', "names prc-yy"),
        ("instruments.toml", 'country = "XX"', 'country = "YY"', "not there or not its own"),
        ("countries.toml", '"prc-xx-extradition"', '"prc-yy-extradition"', "names prc-yy-extradition"),
        ("decisions.toml", 'country = "XX"', 'country = "YY"', "names YY"),
        ("incidents.toml", 'country = "XX"', 'country = "YY"', "names YY"),
        ("claims.toml", 'version = "2026.1"', 'version = "2026.2"', "has version 2026.2, not 2026.1"),
        ("claims.toml", "[[claim]]", "[[clam]]", "has 0 entries, but its head states 1"),
    ],
)
def test_packs_that_do_not_fit_together_are_refused(
    packs: Path, file: str, old: str, new: str, what: str
) -> None:
    change(packs / file, old, new)
    with pytest.raises(PackInvalid, match=what):
        read_registry(packs)


def test_every_decision_of_facts_tells_what_became_of_it(shipped: Registry) -> None:
    assert [decision.id for decision in shipped.decisions if not decision.history] == []
    assert Counter(decision.cite_use for decision in shipped.decisions) == {
        "with-history": 48,
        "plain": 10,
        "only-as-history": 7,
        "do-not-cite": 6,
    }


def test_a_source_that_is_a_decision_too_says_the_same_of_it(shipped: Registry) -> None:
    """Both stand in a dossier under one number, where two histories would contradict each other."""
    sources = {(source.number, source.issued): source for source in read_library().sources if source.number}
    shared = [
        (decision.id, decision.history == source.history, decision.cite_use == source.cite_use)
        for decision in shipped.decisions
        if (source := sources.get((decision.number, decision.decided_on)))
    ]
    assert len(shared) > 5
    assert [entry for entry in shared if not all(entry)] == []
