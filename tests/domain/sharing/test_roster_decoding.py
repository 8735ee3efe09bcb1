"""Statements of a roster from files nobody vouches for."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest

from casebook.base.errors import InvalidInput, VaultTooNew
from casebook.domain.sharing.roster import Roster
from casebook.domain.sharing.roster_decoding import (
    checked,
    read_signed,
    read_statement,
    signed_as_json,
    verified,
)
from casebook.domain.sharing.roster_statement import (
    AcceptedLine,
    MemberRole,
    RosterStatement,
    SignedStatement,
    StatementKind,
)
from casebook.domain.sharing.wire_value import canonical
from tests.domain.sharing.teams import (
    Desk,
    card,
    device,
    device_of,
    is_signed,
    key,
    member,
    random_team,
    signature,
    team,
)

SPACE = key("space", 16)


def one_of_each() -> list[RosterStatement]:
    (a,) = team("A1")
    a.welcome("B1")
    a.welcome("B2", None)
    a.role("B1", MemberRole.READER)
    a.state(StatementKind.RENAME, member=member("B"), name="林志远")
    a.open(SPACE, "A1", "B1", "B2")
    a.give(SPACE, "B1")
    accepted = (AcceptedLine(device=device("B1"), space=SPACE, line=bytes(8), number=3, digest=key(3)),)
    a.take(SPACE, "B1", accepted=accepted)
    a.remove("B1", accepted=accepted)
    a.state(StatementKind.LOST, devices=(device("B2"),))
    a.state(StatementKind.CLOSE, space=SPACE)
    return sorted(a.known, key=lambda one: one.number)


def test_every_kind_is_read_as_it_was_written() -> None:
    statements = one_of_each()
    assert {one.kind for one in statements} == set(StatementKind)
    for one in statements:
        assert checked(one) == one
        assert checked(one).digest == one.digest
        assert "林" not in repr(one)
    for seed in range(20):
        for desk in random_team(seed):
            assert {read_statement(one.data) for one in desk.known} == desk.known


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b"[" * 100_000,
        b'{"v":1}',
        b'{"v":1,"kind":"role"}',
        b'{"v":NaN,"kind":"role"}',
        b"\xff\xfe{\x00}\x00",
        b" " * (5 << 20),
    ],
)
def test_what_is_no_statement_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        read_statement(data)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("team", ""),
        ("team", "AAAA"),
        ("author", 1),
        ("author", "A" * 10_000),
        ("line", "AAAAAAAAAA="),
        ("number", 0),
        ("number", True),
        ("number", 1.0),
        ("number", 1 << 63),
        ("at", -1),
        ("saw", []),
        ("saw", "AAAA"),
        ("saw", [1]),
        ("device", None),
        ("card", ""),
        ("card", "A" * 10_000),
        ("member", "../../../../etc"),
        ("member", "A" * 16),
        ("name", "\u202eanna"),
        ("name", "an\u200bna"),
        ("name", "an\nna"),
        ("name", " anna"),
        ("name", "e\u0301"),
        ("name", "\ud800"),
        ("name", "x" * 201),
        ("name", ""),
        ("role", "queen"),
        ("role", []),
        ("role", ""),
        ("more", 1),
    ],
)
def test_a_field_that_no_statement_has_is_refused(name: str, value: object) -> None:
    welcome = one_of_each()[1]
    values = json.loads(welcome.data)
    read_statement(canonical(values))
    values[name] = value
    with pytest.raises(InvalidInput):
        read_statement(json.dumps(values, sort_keys=True, separators=(",", ":")).encode())


def test_a_statement_is_read_in_one_form_alone() -> None:
    role = one_of_each()[3]
    values = json.loads(role.data)
    for other in (
        json.dumps(values).encode(),
        role.data + b"\n",
        role.data.replace(b'"v":1', b'"v":1,"v":1'),
        role.data.decode().encode("utf-16"),
        role.data.replace(b"role", b"\\u0072ole", 1),
    ):
        with pytest.raises(InvalidInput):
            read_statement(other)


def test_lists_are_sorted_and_name_nothing_twice() -> None:
    removal = next(one for one in one_of_each() if one.kind is StatementKind.REMOVE)
    devices = (device("B1"), device("A1"), device("B1"))
    for wrong in (
        replace(removal, devices=()),
        replace(removal, devices=devices[:1] * 2),
        replace(removal, devices=tuple(sorted(devices[:2], reverse=True))),
        replace(removal, devices=(device("A1"),)),
        replace(removal, accepted=removal.accepted * 2),
        replace(removal, saw=removal.saw * 2),
    ):
        with pytest.raises(InvalidInput):
            checked(wrong)


def test_what_a_later_version_states_is_refused_as_that() -> None:
    values = json.loads(one_of_each()[3].data)
    for later in ({**values, "v": 2}, {**values, "kind": "marry"}, {"v": 7, "kind": "x", "other": [1]}):
        with pytest.raises(VaultTooNew):
            read_statement(canonical(later))


def test_changed_bytes_are_never_the_same_statement() -> None:
    source = random.Random(1)  # noqa: S311 - a test that repeats
    statements = one_of_each()
    digests = {one.digest for one in statements}
    read = 0
    for _ in range(3_000):
        data = bytearray(source.choice(statements).data)
        for _ in range(source.randint(1, 3)):
            data[source.randrange(len(data))] = source.randrange(256)
        try:
            changed = read_statement(bytes(data))
        except (InvalidInput, VaultTooNew):
            continue
        read += 1
        assert changed.data == data
        assert changed.digest not in digests or bytes(data) in {one.data for one in statements}
    assert read


def signed(name: str, statement: RosterStatement) -> SignedStatement:
    return SignedStatement(statement=statement, signature=signature(name, statement.data))


def test_only_what_its_author_signed_is_taken() -> None:
    a, b = team("A1", "B1")
    by_name = {a.device: "A1", b.device: "B1"}
    b.welcome("C1")
    all_signed = [signed(by_name[one.author], one) for one in b.known]
    stranger = Desk("X1", set(b.known))
    strange = stranger.role("X1", MemberRole.OWNER)
    false_card = replace(next(one for one in b.known if one.device == device("C1")), card=card("X1"))
    forged = [
        SignedStatement(statement=all_signed[0].statement, signature=bytes(64)),
        signed("B1", false_card),
        signed("X1", strange),
    ]
    good, waiting = verified([*all_signed, *forged], device_of=device_of, is_signed=is_signed)
    assert good == b.known
    assert waiting == {strange.digest}
    assert Roster.of(good).void == frozenset()


def test_signed_statements_go_through_json() -> None:
    one = signed("A1", one_of_each()[4])
    assert read_signed(json.loads(json.dumps(signed_as_json(one)))) == one
    for wrong in (None, [], ["{}"], ["{}", ""], [1, 2], ["\ud800", "A" * 86], [signed_as_json(one)[0], "AA"]):
        with pytest.raises(InvalidInput):
            read_signed(wrong)
