"""Dictionaries of this computer, the office's words, and names, which are no mistakes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.host.sandbox.places import dictionary_folders, own_dictionary_folder, session_grants
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.vault import spelling
from tests.dictionaries import GERMAN, write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux isolates what checks spelling")


def test_own_dictionaries_come_before_those_of_the_system(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = tmp_path / "system"
    monkeypatch.setattr(spelling, "dictionary_folders", lambda: [own_dictionary_folder(), system])
    write(system, "en_GB")
    write(system, "de_DE", GERMAN)
    own = write(own_dictionary_folder(), "en_GB")
    (system / "hyph_fr.dic").write_text("1\n", "utf-8")
    (system / "alone_XX.aff").write_text("SET UTF-8\n", "utf-8")
    found = spelling.spelling(session)
    assert [one.tag for one in found.dictionaries] == ["de-DE", "en-GB"]
    assert found.dictionaries[1].aff == own.aff


def test_a_huge_dictionary_is_named_and_left_out(session: Session) -> None:
    huge = write(own_dictionary_folder(), "en_GB")
    with huge.dic.open("r+b") as file:
        file.truncate((64 << 20) + 1)
    found = spelling.spelling(session)
    assert (found.dictionaries, found.oversized) == ((), ("en-GB",))


def test_a_session_may_read_all_folders_of_dictionaries(tmp_path: Path) -> None:
    grants = session_grants(tmp_path / "a.casebook", tmp_path / "s.json")
    assert set(dictionary_folders()) <= {grant.path for grant in grants if grant.use == "read"}


def test_switch_and_words_of_the_office_are_kept(session: Session) -> None:
    assert spelling.spelling(session).is_on == spelling.IS_OFFERED
    spelling.keep_is_on(session, is_on=False)
    assert not spelling.spelling(session).is_on
    spelling.keep_is_on(session, is_on=True)
    assert spelling.keep_own_words(session, ["refoule", " Uyghur ", "", "refoule"]) == ("refoule", "Uyghur")
    assert spelling.own_words(session) == ("refoule", "Uyghur")
    spelling.keep_own_words(session, [])
    assert spelling.own_words(session) == ()


def test_names_of_the_vault_are_never_misspelt(session: Session) -> None:
    person = Person(
        id="p1", names=(Name(text="温书言", script="Hans"), Name(text="Zehra Kayabaşı-Örnek", script="Latn"))
    )
    record.add(session, person)
    english = write(own_dictionary_folder(), "en_GB")
    words = ("Wen", "Shuyan", "Zehra", "Kayabaşı", "Kayabaşı’s", "Ornek", "courtt", "court")
    misspelt = run_in_line(spelling.misspelt(session, english, words))
    assert misspelt == {"courtt"}
    assert "court" in run_in_line(spelling.suggestions(session, english, "courtt"))
    spelling.checker(session).close()
