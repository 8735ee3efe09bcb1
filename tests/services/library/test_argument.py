"""Arguments: narrowed by country, topic and proceeding, and copied to be changed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from casebook.base.errors import InvalidInput, NotFound, Refused
from casebook.base.i18n import Translator
from casebook.domain.library.argument import Argument
from casebook.services.base import history, record, search
from casebook.services.base.session import Session
from casebook.services.library import argument, argument_text
from casebook.services.library.argument import ArgumentQuery, find
from casebook.services.library.packs import pack_update

LIU = "liu-detention"
NOTHING_TO_FILE = {"life-sentence", "abuse-of-process", "exclusion-1fb"}
"""Every favourable authority of these is still to be read, or was overruled."""


def ids(query: ArgumentQuery, session: Session | None = None) -> list[str]:
    return [each.id for each in find(query, session)]


def test_every_wish_narrows_the_arguments() -> None:
    whole = ids(ArgumentQuery())
    assert len(whole) == 36
    british = ids(ArgumentQuery(country="gb"))
    assert set(whole) - set(british) == {"political-offence"}  # Great Britain has no such bar
    in_asylum = ids(ArgumentQuery(proceeding="asylum"))
    assert "internal-flight" in in_asylum
    assert "specialty" not in in_asylum
    assert "liu-detention" in in_asylum  # made in any proceeding
    on_rsdl = ids(ArgumentQuery(topic="rsdl"))
    assert 0 < len(on_rsdl) < 36


def test_a_text_is_found_in_a_vault_and_in_what_ships(stocked: Session) -> None:
    for session in (None, stocked):
        assert "interpol" in ids(ArgumentQuery(text="Interpol notice"), session)
        assert ids(ArgumentQuery(text="no such words anywhere"), session) == []
    assert ("argument", LIU) in [(hit.noun, hit.id) for hit in search.find(stocked, "placement detention")]


def test_a_country_is_found_by_its_name_and_what_is_none_is_refused() -> None:
    assert ids(ArgumentQuery(country="Cyprus")) == ids(ArgumentQuery(country="CY"))
    with pytest.raises(InvalidInput, match="not a country"):
        find(ArgumentQuery(country="Atlantis"))


def test_an_argument_is_seen_from_all_sides() -> None:
    held = argument.argument_index()
    about = argument.about(held, LIU, "CY")
    assert all(source for _, source in about.authorities)
    assert [route.title for route in about.routes] == ["Cyprus"]
    assert all(each.finding.is_adverse for each in about.adverse)
    assert argument.about(held, LIU, "BT").routes == ()
    with pytest.raises(NotFound):
        argument.about(held, "none")


def test_a_filed_text_holds_nothing_that_nobody_read() -> None:
    held, words = argument.argument_index(), Translator()
    for argument_id in sorted(set(held.arguments) - NOTHING_TO_FILE):
        about = argument.about(held, argument_id)
        filed = argument_text.plain_text(argument_text.for_filing(about), words)
        assert "general knowledge" not in filed
        assert "for the office only" not in filed
        assert "Office note:" not in filed
        assert "Later history: adverse" not in filed
        assert about.argument.title in filed
    whole = argument_text.plain_text(argument.about(held, "health"), words)
    assert "not read: for the office only" in whole


@pytest.mark.parametrize("argument_id", sorted(NOTHING_TO_FILE))
def test_an_argument_with_nothing_favourable_to_file_is_refused(argument_id: str) -> None:
    about = argument.about(argument.argument_index(), argument_id)
    assert about.left_out >= 3
    with pytest.raises(Refused, match="no favourable authority") as refused:
        argument_text.for_filing(about)
    assert "Read one" in str(refused.value.remedy)


def test_an_overruled_decision_is_not_filed_by_those_who_rely_on_it() -> None:
    about = argument.about(argument.argument_index(), "life-sentence")
    (trabelsi,) = [entry for entry in about.authorities if entry[0].source_id == "ecthr-trabelsi-2014"]
    read = replace(trabelsi[0], source_id="", citation="A v. B")
    own = replace(about, authorities=(trabelsi, (read, None)))
    assert argument_text.for_filing(own).authorities == ((read, None),)


def test_what_the_other_side_will_cite_stands_apart_with_the_response() -> None:
    about = argument_text.for_filing(argument.about(argument.argument_index(), "evidence-form"))
    parts = {block.heading: " ".join(block.lines) for block in argument_text.blocks(about, Translator())}
    assert "52/2024" not in parts["Authorities"]
    assert "52/2024" in parts["Authorities the other side will cite"]
    assert "Response: It is about form" in parts["Authorities the other side will cite"]


def test_an_adverse_authority_without_a_response_is_named_to_the_office() -> None:
    held, words = argument.argument_index(), Translator()
    open_ones: dict[str, tuple[str, ...]] = {}
    for argument_id in sorted(set(held.arguments) - NOTHING_TO_FILE):
        about = argument.about(held, argument_id)
        filed = argument_text.for_filing(about)
        whole = argument_text.plain_text(about, words)
        assert whole.count("No response in the library.") == len(about.unanswered)
        assert "No response in the library" not in argument_text.plain_text(filed, words)
        open_ones |= {argument_id: filed.unanswered} if filed.unanswered else {}
    assert open_ones == {
        "assurances-test": (
            "United States of America v Giese",
            "Government of the United States of America v Assange",
        ),
        "habeas": ("Re Seif Eldin Mostafa Mohamed Emam",),
        "health": ("Kim v. New Zealand (communication No. 4170/2022)",),
    }


def test_an_instruction_to_the_office_is_not_filed() -> None:
    about = argument.about(argument.argument_index(), LIU)
    assert "Office note: say both." in argument_text.plain_text(about, Translator())
    filed = argument_text.plain_text(argument_text.for_filing(about), Translator()).casefold()
    assert not any(words in filed for words in ("say both", "ask the state", "office note"))


def test_a_copy_is_the_person_s_own_and_the_supplied_one_is_not_changed(stocked: Session) -> None:
    for refused in (
        partial(argument.edit, stocked, LIU, {"relief": "Discharge."}),
        partial(argument.remove, stocked, LIU),
    ):
        with pytest.raises(Refused, match="reference data"):
            refused()
    copied = argument.copy_of(stocked, LIU)
    assert (copied.copied_from, copied.pack, copied.read_again_on) == (LIU, "", None)
    assert ids(ArgumentQuery(is_own=True), stocked) == [copied.id]
    edited = argument.edit(stocked, copied.id, {"relief": "Discharge."})
    assert replace(edited, relief=copied.relief) == copied
    assert len(history.of_record(stocked, copied.id)) == 2
    with pytest.raises(InvalidInput, match="set by the program"):
        argument.edit(stocked, copied.id, {"pack": "2026"})


def test_a_copy_goes_to_the_bin_and_comes_back(stocked: Session) -> None:
    copied = argument.copy_of(stocked, LIU)
    argument.remove(stocked, copied.id)
    assert ids(ArgumentQuery(is_own=True), stocked) == []
    record.restore(stocked, Argument, copied.id)
    assert ids(ArgumentQuery(is_own=True), stocked) == [copied.id]


def test_an_update_leaves_own_arguments_and_what_they_rest_on(stocked: Session) -> None:
    copied = argument.copy_of(stocked, LIU)
    packs = pack_update.incoming()
    needed = {("Source", copied.authorities[0].source_id), ("Finding", copied.finding_ids[0])}
    left = {
        key: each
        for key, each in packs.records.items()
        if (key[0].__name__, key[1]) not in needed | {("Argument", LIU)}
    }
    offered = pack_update.compare(stocked, replace(packs, records=left))
    assert [each.id for each in offered.withdrawn] == [LIU]
    pack_update.accept(stocked, offered)
    held = argument.argument_index(stocked)
    assert LIU not in held.arguments
    assert argument.about(held, copied.id).authorities[0][1] is not None


def test_an_unread_authority_alone_is_taken_out_of_a_response() -> None:
    held = argument.argument_index()
    for argument_id, response, unread in (
        ("uyghur-tibetan", "No balancing: Israil para. 9.4.", "Saadi § 138"),
        ("hong-kong", "with Beijing’s consent.", "overseas counsel"),
        ("assurances-test", "with monitoring at the least (Maksudov paras. 12.5-12.6).", "Chahal § 105"),
    ):
        about = argument.about(held, argument_id)
        filed = argument_text.plain_text(argument_text.for_filing(about), Translator())
        assert response in filed
        assert unread not in filed
        assert about.withheld == ()


def test_a_point_that_is_not_filed_is_named_to_the_office() -> None:
    about = argument.about(argument.argument_index(), "lapse-of-time")
    assert about.withheld == ("Fugitives cannot complain.",)
    filed = argument_text.plain_text(argument_text.for_filing(about), Translator())
    assert about.withheld[0] not in filed


@pytest.mark.parametrize(
    ("argument_id", "words"),
    [
        ("family-life", "There is no test of exceptionality"),
        ("internal-flight", "In the Union the authority bears the burden"),
        ("interim-measures", "imminent risk of irreparable harm"),
        ("torture-evidence", "proof on the balance of probabilities"),
        ("dual-criminality", "is a crime in many States"),
        ("religion", "No one may be required to hide it"),
    ],
)
def test_a_sentence_whose_only_authority_nobody_read_is_not_filed(argument_id: str, words: str) -> None:
    about = argument_text.for_filing(argument.about(argument.argument_index(), argument_id))
    assert words not in argument_text.plain_text(about, Translator())
    assert any(words in sentence for sentence in about.unsupported)


@pytest.mark.parametrize(
    ("argument_id", "country", "obstacle"),
    [
        ("political-offence", "GB", "no-bar"),
        ("liu-detention", "US", "outside-convention"),
        ("liu-detention", "JP", "outside-convention"),
        ("liu-detention", "PL", ""),
        ("death-penalty", "US", ""),
    ],
)
def test_an_argument_is_filed_where_it_does_not_hold_only_on_request(
    argument_id: str, country: str, obstacle: str
) -> None:
    about = argument.about(argument.argument_index(), argument_id, country)
    assert about.obstacle == obstacle
    if obstacle:
        with pytest.raises(Refused):
            argument_text.for_filing(about)
    assert argument_text.for_filing(about, is_elsewhere=True).is_filed
