from __future__ import annotations

import tomllib
from datetime import date

import pytest

from casebook.base.errors import NotFound, PackInvalid
from casebook.base.resources import resource
from casebook.packs.base.own_text import as_pack
from casebook.packs.dossier.own_profile import EMPTY, profile_text, read_profile_pack, try_profile
from casebook.packs.dossier.profile import Profiles, read_profiles

OWN = """[[profile]]
id = "own-court"
forum = "A Court"
jurisdiction = "XX"
status = "partial"
notes = "Invented."

[[profile.rule]]
field = "paper"
value = "A4"
level = "practice"
seen = false
as_of = 2026-11-01
as_of_basis = "shown"
"""


@pytest.fixture(scope="module")
def shipped() -> Profiles:
    return read_profiles()


def whats(text: str, shipped: Profiles) -> str:
    return "\n".join(f"{problem.where} {problem.what!s}" for problem in try_profile(text, shipped).problems)


@pytest.mark.parametrize("value", ["[" * 100_000, "1" * 9_000, "{a = " * 20_000])
def test_a_text_no_parser_gets_to_the_end_of_is_no_toml(value: str, shipped: Profiles) -> None:
    assert "is not TOML" in whats(OWN.replace('"A4"', value), shipped)
    with pytest.raises(PackInvalid, match="is not TOML"):
        read_profile_pack(OWN.replace('"A4"', value).encode(), "office.toml")


def test_every_shipped_profile_can_be_copied_whole(shipped: Profiles) -> None:
    for profile in shipped.profiles:
        tried = try_profile(profile_text(resource("packs"), profile.id), shipped)
        assert tried.problems == ()
        assert tried.profile is not None
        assert (tried.profile.id, tried.profile.inherits) == (f"own-{profile.id}", "")
        copied = {rule.field: (rule.value, rule.level, rule.pinpoint) for rule in tried.profile.rules}
        assert copied == {rule.field: (rule.value, rule.level, rule.pinpoint) for rule in profile.rules}


def test_a_custom_without_a_source_is_told_as_one_and_never_blocks(shipped: Profiles) -> None:
    assert whats(OWN, shipped) == ""
    assert "must be practice or info" in whats(OWN.replace('"practice"', '"must"'), shipped)
    assert "must be practice or info" in whats(OWN.replace('"practice"', '"should"'), shipped)
    assert "must be false" in whats(OWN.replace("false", "true"), shipped)
    sourced = 'level = "must"\npinpoint = "rule 4"\nkind = "official"'
    tried = try_profile(OWN.replace('level = "practice"', sourced).replace("false", "true"), shipped)
    assert tried.problems == ()
    assert tried.profile is not None
    assert tried.profile.rules[0].may_block


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("own-court", "gb-ftt-iac", "is taken"),
        ("notes =", 'inherits = "gb-ftt-iac"\nnotes =', "cannot inherit rules"),
        ('field = "paper"', 'field = "papr"', "not listed in"),
        ('value = "A4"', "value = 4", "must be text"),
        ("as_of = 2026-11-01\n", "", "is missing"),
        ("[[profile]]", "[[rule]]", "must contain one"),
        ("[[profile]]", "[[profile", "is not valid TOML"),
    ],
)
def test_what_is_wrong_is_named(shipped: Profiles, old: str, new: str, what: str) -> None:
    assert what in whats(OWN.replace(old, new), shipped)


def test_an_empty_form_names_what_is_to_be_filled_in(shipped: Profiles) -> None:
    problem_text = whats(EMPTY, shipped)
    assert all(f"· {field} " in problem_text for field in ("forum", "jurisdiction", "notes", "as_of"))
    assert profile_text(resource("packs"), "") == EMPTY
    with pytest.raises(NotFound):
        profile_text(resource("packs"), "nothing")


def test_a_pack_that_is_written_reads_as_it_was() -> None:
    written = as_pack("own-profiles", "profile", [OWN, OWN.replace("own-court", "own-b")], date(2026, 11, 1))
    assert tomllib.loads(written)["pack"]["counts"] == {"profile": 2}
    read = read_profile_pack(written.encode(), "office.toml")
    assert (read.id, read.version, read.texts[0]) == ("own-profiles", "2026-11-01", OWN.strip())
