from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.domain.dossier.profile import Margins, Profile
from casebook.packs.dossier.profile import Profiles, read_profiles
from tests.packs.written import change

PROFILE = "profiles.toml · profile xx-court"


@pytest.fixture(scope="module")
def shipped() -> Profiles:
    return read_profiles()


def named(profiles: Profiles, id_: str) -> Profile:
    return next(profile for profile in profiles.profiles if profile.id == id_)


def test_every_profile_ships_with_every_rule_and_its_place(shipped: Profiles) -> None:
    own = [rule for profile in shipped.profiles for rule in profile.rules if rule.profile_id == profile.id]
    assert (len(shipped.profiles), len(own), len(shipped.gaps)) == (23, 234, 14)
    assert all(rule.pinpoint and rule.kind for rule in own)
    assert sum(rule.is_seen for rule in own) == 216


def test_only_what_was_seen_and_is_firm_may_block(shipped: Profiles) -> None:
    unseen = named(shipped, "us-eoir-immigration-court").rule("cover_fields")
    weak = named(shipped, "us-bia").rule("max_file_size_mb")
    firm = named(shipped, "gb-ew-court-ebundle").rule("pagination_must_match_pdf_page")
    assert unseen is not None
    assert weak is not None
    assert firm is not None
    assert (unseen.may_block, weak.may_block, firm.may_block) == (False, False, True)
    assert (weak.level, weak.is_seen, weak.needs_confirming) == ("must", True, True)


def test_a_profile_takes_over_the_rules_it_is_silent_on(packs: Path) -> None:
    appeal = named(read_profiles(packs), "xx-appeal")
    assert [(rule.field, rule.value, rule.profile_id) for rule in appeal.rules] == [
        ("file_format", "PDF/A", "xx-appeal"),
        ("index_required", True, "xx-court"),
    ]


def test_what_has_no_source_has_no_rule(shipped: Profiles) -> None:
    assert named(shipped, "un-treaty-body-complaint").rule("page_limit_argument") is None
    assert named(shipped, "au-art").status == "stub"


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("max_file_size_mb", "50", 50),
        ("line_spacing", "1.5", 1.5),
        ("cover_fields", '["date"]', ("date",)),
        (
            "margins",
            "{ top_mm = 25, bottom_mm = 25, left_mm = 35, right_mm = 30 }",
            Margins(top_mm=25, bottom_mm=25, left_mm=35, right_mm=30),
        ),
    ],
)
def test_a_value_has_the_type_its_field_is_listed_with(
    packs: Path, field: str, written: str, value: object
) -> None:
    change(
        packs / "profiles.toml",
        'field = "index_required"\nvalue = true',
        f'field = "{field}"\nvalue = {written}',
    )
    rule = named(read_profiles(packs), "xx-court").rule(field)
    assert rule is not None
    assert rule.value == value


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("value = true", 'value = "yes"', f"{PROFILE} · rule 2 · value", "true or false"),
        ('field = "index_required"', 'field = "indx"', f"{PROFILE} · rule 2 · field", "not listed in"),
        (
            'field = "index_required"\nvalue = true',
            'field = "line_spacing"\nvalue = 2',
            f"{PROFILE} · rule 2 · value",
            "a number with a decimal point",
        ),
        (
            'field = "index_required"\nvalue = true',
            'field = "line_spacing"\nvalue = inf',
            f"{PROFILE} · rule 2 · value",
            "a number with a point",
        ),
        (
            'field = "index_required"\nvalue = true',
            'field = "file_format"\nvalue = "x"',
            f"{PROFILE} · file_format",
            "there are two rules for this field",
        ),
        ("confirm = true\n", "", f"{PROFILE} · rule 2 · confirm", "must be true"),
        ("as_of = 2020-01-01\n", "", f"{PROFILE} · rule 2 · as_of", "is missing"),
        (
            'inherits = "xx-court"',
            'inherits = "xx-county"',
            "profiles.toml · profile xx-appeal",
            "inherits from xx-county",
        ),
        (
            'inherits = "xx-court"',
            'inherits = "xx-appeal"',
            "profiles.toml · profile xx-appeal",
            "inherits from this profile",
        ),
        ('status = "usable"', 'status = "fine"', f"{PROFILE} · status", "one of"),
        ('state = "not searched"\n', "", "profiles.toml · gap 1 · state", "is missing"),
    ],
)
def test_a_profile_that_breaks_its_schema_names_the_place(
    packs: Path, old: str, new: str, where: str, what: str
) -> None:
    change(packs / "profiles.toml", old, new)
    with pytest.raises(PackInvalid, match=what) as caught:
        read_profiles(packs)
    assert caught.value.field == where
