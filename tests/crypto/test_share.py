from __future__ import annotations

import random
from itertools import combinations

import pytest
from shamir_mnemonic import combine_mnemonics, generate_mnemonics, shamir

from casebook.base.errors import InvalidInput, Locked
from casebook.crypto.secret import Secret
from casebook.crypto.share import ShareFacts, combine, last_words, share_facts, split
from tests.crypto.forged_share import forged
from tests.sampled import sampled

SECRET = bytes(range(20))
_FIVE = """
hush premium academic acne alpha excuse moment losing husky petition crucial revenue payroll brave already
kernel decrease remember secret execute process include aspect

hush premium academic agree marathon episode fatal aunt depict dream fantasy downtown fawn taste home duke
clinic welcome hearing taxi puny bishop remove

hush premium academic amazing scroll alien cradle daughter crucial river alive photo ceramic strike lawsuit
surprise engage slavery bundle staff smug document frost

hush premium academic arcade exclude adjust unfold piece gums coal laundry ceiling square capture body numb
fantasy maximum receiver jewelry slush froth trip

hush premium academic axle lift alarm ticket kitchen paces desert genuine boundary junk arcade mayor apart
rival lunar marathon idea listen hobo juice
"""
KNOWN = tuple(" ".join(share.split()) for share in _FIVE.split("\n\n"))
"""Three of five, of `SECRET`, made by shamir-mnemonic 0.3.0."""
OTHER_KINDS = {
    "not extendable": (
        "picture costume academic acne install behavior herd dryer budget slap bundle vintage dress "
        "racism home ancestor fraction filter froth curious crucial spew glad"
    ),
    "exponent 0": (
        "location fragment academic acne amuse furl width costume hanger voter busy laundry usher garden "
        "member voter being beard heat flame liquid loan earth"
    ),
    "of two groups": (
        "coal graduate academic eclipse grocery beard arcade negative elevator fitness auction aide "
        "surprise glen cinema lend tackle pumps else floral extra solution domestic"
    ),
    "one of one": (
        "spider aquatic academic academic loan switch client repair firm leaf coding friar goat deadline "
        "favorite alpha lilac database machine unfold main judicial exact"
    ),
}
EVERY_SIZE = [(threshold, count) for count in range(2, 17) for threshold in range(2, count + 1)]
"""The least, the most and some between come first."""
SIZES = [*(sizes := [(2, 2), (16, 16), (2, 16), (3, 5), (9, 12)]), *(s for s in EVERY_SIZE if s not in sizes)]


def _dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same in every run


@pytest.mark.parametrize(("threshold", "count"), sampled(SIZES, kept=5))
def test_shares_are_those_of_the_library_and_restore_each_other(
    threshold: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library takes its random bytes in the same order: the words are the same, not only the secret."""
    seed = threshold * 100 + count
    dice = _dice(seed)
    secret = dice.randbytes(20)
    shares = split(Secret(secret), threshold, count, _dice(seed).randbytes)
    monkeypatch.setattr(shamir, "RANDOM_BYTES", _dice(seed).randbytes)
    assert [list(shares)] == generate_mnemonics(1, [(threshold, count)], secret)
    monkeypatch.undo()
    assert combine_mnemonics(dice.sample(shares, threshold)) == secret
    (theirs,) = generate_mnemonics(1, [(threshold, count)], secret)
    assert combine(dice.sample(theirs, threshold)).secret.reveal() == secret
    assert [share_facts(share).number for share in theirs] == [*range(1, count + 1)]


def test_any_three_of_five_known_shares_restore_the_secret() -> None:
    assert all(combine(chosen).secret.reveal() == SECRET for chosen in combinations(KNOWN, 3))
    assert combine(KNOWN).secret.reveal() == SECRET


def test_a_known_share_says_its_number_and_threshold() -> None:
    facts = [share_facts(share) for share in KNOWN]
    assert facts == [ShareFacts(set_id=facts[0].set_id, number=n, threshold=3) for n in range(1, 6)]
    assert last_words(KNOWN[1]) == "puny bishop remove"
    assert last_words(KNOWN[1].upper()) == last_words(KNOWN[1])


def test_two_splits_have_nothing_in_common() -> None:
    first, second = split(Secret(SECRET), 2, 3), split(Secret(SECRET), 2, 3)
    assert all(len(share.split()) == 23 for share in first + second)
    assert {share.split()[4] for share in first} != {share.split()[4] for share in second}
    assert combine(first[1:]).secret == combine(second[:2]).secret == Secret(SECRET)


@pytest.mark.parametrize(("threshold", "count"), [(1, 1), (1, 3), (0, 2), (3, 2), (2, 17), (17, 17)])
def test_other_numbers_of_shares_are_refused(threshold: int, count: int) -> None:
    with pytest.raises(InvalidInput, match="Between 2 and 16"):
        split(Secret(SECRET), threshold, count)


@pytest.mark.parametrize("size_bytes", [16, 19, 21, 32])
def test_a_secret_of_another_length_is_refused(size_bytes: int) -> None:
    with pytest.raises(InvalidInput, match="20 bytes"):
        split(Secret(bytes(size_bytes)), 2, 3)


def test_the_secret_is_left_as_it_was() -> None:
    secret = Secret(SECRET)
    split(secret, 2, 2)
    assert secret.reveal() == SECRET


def test_a_wiped_secret_is_not_split() -> None:
    secret = Secret(SECRET)
    secret.wipe()
    with pytest.raises(Locked):
        split(secret, 2, 2)


@pytest.mark.parametrize("kind", sorted(OTHER_KINDS))
def test_a_share_of_another_kind_is_refused(kind: str) -> None:
    with pytest.raises(InvalidInput, match="of a kind that Casebook does not create"):
        share_facts(OTHER_KINDS[kind])


def _error(*shares: str) -> str:
    with pytest.raises(InvalidInput) as refused:
        combine(shares)
    return str(refused.value.message)


@pytest.mark.parametrize(("given", "more"), [(2, "1 more share is"), (1, "2 more shares are")])
def test_too_few_shares_say_how_many_are_missing(given: int, more: str) -> None:
    assert _error(*KNOWN[:given]) == f"{more} required."


def test_no_share_is_refused() -> None:
    assert _error() == "No share was entered. Enter the shares."


def test_a_share_that_cannot_be_read_is_named_by_its_place() -> None:
    first, second, third, *_ = KNOWN
    assert _error(first, second.replace("clinic", "clinik"), third).startswith("Share 2: Word 17 is not in")
    assert _error(first, second, third.replace("scroll", "zero")).startswith(
        "Share 3: The share contains a typing"
    )
    assert _error(first.removesuffix(" aspect")).startswith("Share 1: A share has 23 words; this one has 22.")
    assert _error(OTHER_KINDS["one of one"]).startswith("Share 1: This is a share of a kind")


def test_shares_of_two_sets_are_named() -> None:
    other = split(Secret(SECRET), 3, 5)
    assert _error(KNOWN[0], KNOWN[1], other[2]).startswith("Shares 1 and 3 belong to different sets.")


def test_shares_of_one_number_for_two_thresholds_are_of_two_sets() -> None:
    two, three = (split(Secret(SECRET), threshold, 4, _dice(1).randbytes) for threshold in (2, 3))
    assert share_facts(two[0]).set_id == share_facts(three[0]).set_id
    assert _error(two[0], three[1]).startswith("Shares 1 and 2 belong to different sets.")


def test_a_share_entered_twice_is_named() -> None:
    assert _error(KNOWN[0], KNOWN[3], KNOWN[0].upper()).startswith("Shares 1 and 3 are the same.")


def test_two_shares_of_one_number_are_named() -> None:
    assert _error(KNOWN[0], KNOWN[3], forged(KNOWN[3])).startswith("Shares 2 and 3 claim the same number")


@pytest.mark.parametrize("place", range(5, 25))
def test_a_false_share_among_just_enough_is_noticed(place: int) -> None:
    assert _error(KNOWN[0], forged(KNOWN[2], place), KNOWN[4]).startswith("The shares do not fit together")


@pytest.mark.parametrize("false", [(), (1,), (4,), (2, 5)])
def test_more_shares_find_the_false_ones_among_them(false: tuple[int, ...]) -> None:
    shares = [forged(share) if number in false else share for number, share in enumerate(KNOWN, 1)]
    combined = combine(shares)
    assert (combined.secret.reveal(), combined.false) == (SECRET, false)


def test_too_many_false_shares_are_noticed() -> None:
    assert _error(*map(forged, KNOWN[:3]), *KNOWN[3:]).startswith("The shares do not fit together")


def test_where_two_secrets_fit_none_is_returned() -> None:
    """Whoever holds as many shares as are required can make others for another secret."""
    draws = iter((share_facts(KNOWN[0]).set_id.to_bytes(2, "big"),))
    dice = _dice(2)
    other = split(Secret(bytes(20)), 3, 6, lambda size_bytes: next(draws, b"") or dice.randbytes(size_bytes))
    assert combine(other[3:]).secret.reveal() == bytes(20)
    assert _error(*KNOWN[:3], *other[3:]).startswith("The shares do not fit together")


def test_a_false_one_among_sixteen_is_found() -> None:
    shares = list(split(Secret(SECRET), 13, 16))
    shares[8] = forged(shares[8])
    assert combine(shares).false == (9,)
