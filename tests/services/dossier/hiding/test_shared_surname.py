"""A surname goes to the person whose name has it as recorded, not to one whose name may be spelt with it."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.dossier.hiding.protected_names import forms_to_hide

_NAMES = (("Guo Ruolan", "郭若兰"), ("Song Meiling", "宋美玲"), ("Ye Feifei", "叶菲菲"), ("May Thandar",))
"""A Cantonese spelling of the first is Kwok Ye Lan, of the second Sung May Ling."""
_SAID = {
    "Mrs Ye wept.": "Mrs Person C wept.",
    "Mrs May wept.": "Mrs Person D wept.",
    "They fled with Ye. Surname: YE": "They fled with Person C. Surname: Person C",
    "Mr Guo and Ms Song": "Mr Person A and Ms Person B",
    "Kwok Ye Lan, Sung May Ling": "Person A, Person B",
}


def test_a_surname_is_that_of_whom_it_is_recorded(session: Session) -> None:
    people = [Person(id=session.ids(), names=tuple(map(_name, names))) for names in _NAMES]
    for one in people:
        record.add(session, one)
    parties = tuple(Party(person_id=one.id) for one in people)
    opened = case.open_case(session, reference="1/26", title="", jurisdiction="GB", parties=parties)
    replacer = NameReplacer(forms_to_hide(session, opened, Translator("en"), _SAID))
    assert {said: replacer.apply(said) for said in _SAID} == _SAID


def _name(text: str) -> Name:
    return Name(text=text, script="Latn" if text.isascii() else "Hans")
