from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.library.argument import (
    Argument,
    ArgumentAuthority,
    ForumNote,
    StatePoint,
    check_argument,
    citable,
    left_out_of,
)
from casebook.domain.library.citation import cite_authority
from casebook.packs.library.library import read_library

READ = ArgumentAuthority(citation="A v. B", proposition="It binds.", pinpoint="§ 1", reading_level="document")
UNREAD = ArgumentAuthority(citation="C v. D", proposition="It is so.", unseen_pinpoint="§ 2")
ARGUMENT = Argument(
    id="a",
    title="Risk",
    ground="ill-treatment",
    issue="Is there a risk?",
    burden="The State (E v. F § 3, number from general knowledge).",
    standard="This rests on general knowledge.",
    authorities=(READ, UNREAD, replace(READ, unseen_pinpoint="§ 9")),
    points=(
        StatePoint(state_says="No.", response="Yes."),
        StatePoint(state_says="Never.", response="See C v. D.", is_for_office=True),
        StatePoint(state_says="Why?", response="Article 4 (not read)."),
    ),
    facts_needed=("the order",),
    forums=(ForumNote(country="GB", note="S. 81."),),
    forum_notes="All forums.",
    doubt="Look again.",
)


def test_what_nobody_read_goes_into_no_filed_paper() -> None:
    filed = citable(ARGUMENT)
    assert filed.authorities == (READ, READ)
    assert [point.response for point in filed.points] == ["Yes."]
    assert (filed.burden, filed.standard) == ("", "")
    assert any("The State" in sentence for sentence in left_out_of(ARGUMENT))
    assert (filed.facts_needed, filed.forums, filed.forum_notes, filed.doubt) == ((), (), "", "")


@pytest.mark.parametrize("argument", read_library().arguments, ids=lambda argument: argument.id)
def test_no_shipped_argument_files_what_nobody_read(argument: Argument) -> None:
    filed = citable(argument)
    assert not filed.unread
    assert len(filed.authorities) == len(argument.authorities) - len(argument.unread)
    said = (*filed.test, filed.burden, filed.standard, filed.relief)
    said += tuple(f"{point.state_says} {point.response}" for point in filed.points)
    said += tuple(
        f"{each.proposition} {each.pinpoint} {each.unseen_pinpoint} {each.later_history}"
        for each in filed.authorities
    )
    assert not any("general knowledge" in text or "not read" in text for text in said)


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        ("document", "A v. B, § 1"),
        ("summary", "A v. B, § 1 (from its summary)"),
        ("secondary", "A v. B, § 1 (from a secondary account; the source itself was not read)"),
        ("none", "A v. B, § 1 (not read: for the office only)"),
    ],
)
def test_a_citation_says_how_it_was_read(level: str, shown: str) -> None:
    authority = replace(READ, reading_level=level)  # type: ignore[arg-type]
    assert cite_authority(authority, None, Translator()) == shown


def test_an_authority_without_a_name_and_a_country_noted_twice_are_refused() -> None:
    check_argument(ARGUMENT)
    with pytest.raises(InvalidInput, match="neither a source nor a citation"):
        check_argument(replace(ARGUMENT, authorities=(replace(READ, citation=" "),)))
    with pytest.raises(InvalidInput, match="noted twice"):
        check_argument(replace(ARGUMENT, forums=ARGUMENT.forums * 2))
