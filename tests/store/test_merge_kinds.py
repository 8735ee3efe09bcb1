"""Each field of a noun that is carried to other casebooks merges in one way, and in one that fits it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from itertools import product
from typing import Any, Literal, get_args, get_origin

import pytest

from casebook.base.clock import fixed_clock
from casebook.domain.base.date import StatedDate
from casebook.domain.base.field import hints
from casebook.domain.sharing.merge import FieldBlock, FieldMerge, MergeKind, Part, merging
from casebook.services.base.session import Session, open_session
from casebook.store.base.entity_table import EntityTable
from casebook.store.registry import tables
from tests.vaults import SAMPLE_AT, MasterVault

FROM_PACKS = "comes with packs only, which each casebook takes itself"
NOT_CARRIED = {
    "attachment": "its key and its file are of one casebook; files are sealed anew at arrival",
    "document-text": "read anew from the file on each machine",
    "recognition": "recognised anew on each machine",
    "list-import": "says what one casebook took from a file, to undo it there",
    "bulk-edit": "says what one casebook changed at once, to undo it there",
    "peer-card": "says whom one casebook knows, and whether it compared",
    "handover": "says what one casebook gave and took",
    "outcome-pack": "says what one casebook wrote and imported",
    "revision": "marks what an update of the packs of one casebook changed there",
    "topic": FROM_PACKS,
    "instrument": FROM_PACKS,
    "clause": FROM_PACKS,
    "country": FROM_PACKS,
    "decision": FROM_PACKS,
    "public-incident": FROM_PACKS,
    "claim": FROM_PACKS,
    "statistic": FROM_PACKS,
    "route": FROM_PACKS,
}
"""Nouns that are never carried, and why."""
LISTS_AS_ONE: dict[str, str] = {}
"""Fields with lists of which one version is shown as of single values, "noun.field", and why."""
SHARED_KEYS = {"person.consents": "one purpose may be consented to for two recipients on one day"}
"""Lists in which several parts may bear one key, "noun.field", and why; no other of the sample does."""
LISTED = {MergeKind.PARTS, MergeKind.GROWN, MergeKind.WHOLE, MergeKind.LOCAL}
SINGLE = {MergeKind.ONE, MergeKind.WHOLE, MergeKind.LOCAL}
SAFEST: dict[str, dict[str, str | bool]] = {
    "case": {"confidentiality": "sealed"},
    "contact": {"vetting": "do-not-use"},
    "role": {"vetting": "do-not-use"},
    "document": {"is_privileged": True},
    "note": {"is_privileged": True},
    "deadline": {"status": "open"},
}
"""What protects a person, or a deadline, with the value that stands against all others."""
CARRIED = [pytest.param(table, id=table.noun) for table in tables() if table.merge]


@pytest.fixture(scope="module")
def sample(sample_vault: MasterVault, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = sample_vault.copied_to(tmp_path_factory.mktemp("merge") / "sample.casebook")
    with open_session(path, sample_vault.code, clock=fixed_clock(SAMPLE_AT)) as session:
        yield session


def types_of(table: EntityTable[Any]) -> Mapping[str, Any]:
    """The type of each field that merges: all but the ID."""
    return {name: hint for name, hint in hints(table.kind).items() if name != "id"}


def is_list(hint: object) -> bool:
    return get_origin(hint) is tuple


def bears(hint: Any, kind: type[Any]) -> bool:  # noqa: ANN401 - a type of any field
    """Whether values of a type are of a class, or may be beside None."""
    return kind in {hint, *get_args(hint)}


def of_kind(table: EntityTable[Any], kind: MergeKind) -> Iterator[tuple[str, FieldMerge]]:
    return ((name, rule) for name, rule in table.merge.items() if rule.kind is kind)


def part_fields(hint: Any) -> set[str]:  # noqa: ANN401 - a type of any field
    """The fields of a list's parts, none where they are words or numbers."""
    inner = get_args(hint)[0]
    return {part.name for part in fields(inner)} if is_dataclass(inner) else set()


def test_every_noun_is_carried_or_stays_for_a_reason() -> None:
    unsaid = {table.noun for table in tables() if not table.merge}
    assert unsaid == set(NOT_CARRIED)
    assert all(NOT_CARRIED.values())


@pytest.mark.parametrize("table", CARRIED)
def test_each_field_has_one_kind(table: EntityTable[Any]) -> None:
    assert set(table.merge) == {part.name for part in fields(table.kind)} - {"id"}


@pytest.mark.parametrize("table", CARRIED)
def test_lists_and_single_values_merge_as_such(table: EntityTable[Any]) -> None:
    for name, hint in types_of(table).items():
        kind = table.merge[name].kind
        if is_list(hint):
            assert kind in LISTED or f"{table.noun}.{name}" in LISTS_AS_ONE, name
        else:
            assert kind not in {MergeKind.PARTS, MergeKind.GROWN}, name
        if any(bears(hint, one) for one in (StatedDate, date, datetime)):
            assert kind in SINGLE, name
        if kind in {MergeKind.PROSE, MergeKind.SAME}:
            assert hint is str, name


def test_exceptions_for_lists_are_still_needed() -> None:
    as_one = {f"{table.noun}.{name}" for table in tables() for name, _ in of_kind(table, MergeKind.ONE)}
    assert set(LISTS_AS_ONE) <= as_one
    assert all(LISTS_AS_ONE.values())


@pytest.mark.parametrize("table", CARRIED)
def test_the_strictest_values_are_all_those_of_the_field(table: EntityTable[Any]) -> None:
    types = types_of(table)
    for name, rule in table.merge.items():
        if rule.kind is not MergeKind.SAFEST:
            assert not rule.strictest, name
            continue
        allowed: tuple[object, ...] = (False, True) if types[name] is bool else get_args(types[name])
        assert types[name] is bool or get_origin(types[name]) is Literal, name
        assert Counter(rule.strictest) == Counter(allowed), name


@pytest.mark.parametrize("noun", SAFEST)
def test_what_protects_a_person_stands_against_the_laxer_value(noun: str) -> None:
    table = next(one for one in tables() if one.noun == noun)
    safest = dict(of_kind(table, MergeKind.SAFEST))
    assert {name: rule.strictest[0] for name, rule in safest.items()} == SAFEST[noun]


def test_every_field_named_for_secrecy_or_vetting_is_among_them() -> None:
    named = {
        (table.noun, name)
        for table in tables()
        for name in table.merge
        if name in {"confidentiality", "is_privileged", "vetting"}
    }
    assert named <= {(noun, name) for noun, by_name in SAFEST.items() for name in by_name}
    assert len(named) == len(SAFEST) - 1


@pytest.mark.parametrize("table", CARRIED)
def test_keys_of_parts_are_fields_of_the_parts(table: EntityTable[Any]) -> None:
    types = types_of(table)
    for name, rule in table.merge.items():
        if rule.kind is not MergeKind.PARTS:
            assert (rule.by, rule.wins) == ((), ""), name
            continue
        known = part_fields(types[name])
        assert {*rule.by, *filter(None, [rule.wins])} <= known, name
        assert len(set(rule.by)) == len(rule.by) < max(len(known), 1), name
        assert rule.wins not in rule.by or not rule.wins, name
        if "id" in known:
            assert rule.by == ("id",), name


@pytest.mark.parametrize("table", CARRIED)
def test_blocks_have_an_earliest_day_of_their_own(table: EntityTable[Any]) -> None:
    types = types_of(table)
    blocks: dict[str, set[str]] = {}
    for name, rule in table.merge.items():
        assert bool(rule.block) == (rule.kind is MergeKind.WHOLE), name
        if rule.block:
            blocks.setdefault(rule.block, set()).add(name)
    for block, names in blocks.items():
        earliest = {table.merge[name].earliest for name in names}
        assert len(names) > 1, block
        assert len(earliest) == 1, block
        for day in filter(None, earliest):
            assert day in names, block
            assert bears(types[day], date) or bears(types[day], StatedDate), block


def test_a_consent_withdrawn_anywhere_is_withdrawn() -> None:
    person = next(table for table in tables() if table.noun == "person")
    rule = person.merge["consents"]
    assert rule == FieldMerge(kind=MergeKind.PARTS, by=("purpose", "given_on"), wins="withdrawn_on")


def test_an_area_is_known_by_all_it_says_so_that_an_accepted_one_stands() -> None:
    redaction = next(table for table in tables() if table.noun == "redaction")
    assert redaction.merge["areas"] == FieldMerge(kind=MergeKind.PARTS)


def test_files_are_of_one_casebook() -> None:
    for table in tables():
        if "attachment_id" in table.merge:
            assert table.merge["attachment_id"].kind is MergeKind.LOCAL, table.noun


def test_a_field_named_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="one way"):
        merging(one=("title",), prose=("title",))
    with pytest.raises(ValueError, match="one way"):
        merging(parts={"due_on": Part()}, whole={"counting": FieldBlock(fields=("due_on",))})


def test_lists_of_the_sample_have_one_part_of_a_key(sample: Session) -> None:
    """Of two with the same key, one would take the other's place."""
    shared = set()
    with sample.store.reading() as connection:
        for table in tables():
            keyed = [(name, rule.by) for name, rule in of_kind(table, MergeKind.PARTS)]
            for record, (name, by) in product(table.all(connection) if keyed else (), keyed):
                parts = getattr(record, name)
                keys = {tuple(getattr(part, one) for one in by) if by else part for part in parts}
                if len(keys) < len(parts):
                    shared.add(f"{table.noun}.{name}")
    assert shared == set(SHARED_KEYS)
    assert all(SHARED_KEYS.values())
