"""Import of persons from a list: its columns, and a person from a row."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import partial

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import NO_MESSAGE, Message, gettext_noop
from casebook.domain.base.country_code import is_unknown_country
from casebook.domain.base.grid import states_something
from casebook.domain.base.name import Name, NameKind
from casebook.domain.case.case import Standing
from casebook.domain.case.note import Note
from casebook.domain.exchange.birth_date import read_birth
from casebook.domain.exchange.column_heading import ADDRESS_HEADINGS, LANGUAGE_HEADINGS, REMARK_HEADINGS
from casebook.domain.exchange.import_plan import ImportField, as_stated, date_note, joined
from casebook.domain.person.person import IdentityDocument, Person
from casebook.language.nationality import country_of_people
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.exchange.cell_words import nationality_of, parts_of, sex_of, standing_of
from casebook.services.exchange.known_by_keys import KnownByKeys
from casebook.services.exchange.known_records import BuiltRow, comparable
from casebook.services.exchange.likeness import NameLikeness, exclude_each_other
from casebook.services.exchange.name_parts import NAME_PARTS, in_two_scripts, with_whole_name, without_comma
from casebook.services.exchange.row_cells import kept_lines
from casebook.services.person.name_tags import tagged_name

_LATIN_NAME = (
    *("englishname", "nameinenglish", "nameenglish", "nameinpinyin", "pinyin", "拼音", "英文名", "英文姓名"),
    *("姓名英文", "姓名拼音", "拼音姓名", "nameinlatinscript", "nameaspassport", "nameinpassport"),
)
"""Headings of a name in Latin letters: the name, or a further one where another column has the name."""
_STANDING_HEADINGS = ("qualité", "calidad", "qualità", "stellung", "eigenschaft", "ιδιότητα", "关系", "關係")
FIELDS = (
    ImportField(
        key="name",
        title=gettext_noop("Name"),
        headings=("fullname", "姓名", "名字", "имя", "фио", "nom", "isim", "اسم", "latinname"),
        weak_headings=_LATIN_NAME,
        is_needed=True,
        instead=("family", "given", "other_name"),
    ),
    *NAME_PARTS,
    ImportField(
        key="other_name",
        title=gettext_noop("Name in another script"),
        headings=(
            *("chinesename", "nameinchinese", "namechinese", "chinesecharacters", "nameinchinesecharacters"),
            *("中文名", "中文名字", "中文姓名", "姓名中文", "名字中文", "汉字姓名", "漢字姓名", "hanzi"),
            *("nativename", "nameinnativescript", "nameinoriginalscript", "uyghurname", "nameinuyghur"),
            *("tibetanname", "nameintibetan", "othername"),
        ),
        weak_headings=_LATIN_NAME,
    ),
    ImportField(
        key="alias", title=gettext_noop("Alias"), headings=("aliases", "alsoknownas", "aka", "别名", "曾用名")
    ),
    ImportField(
        key="born",
        title=gettext_noop("Date of birth"),
        headings=(
            *("dateofbirth", "birthdate", "birthday", "birth", "dob", "出生日期", "出生", "生日"),
            *("датарождения", "出生年月日", "出生年月", "né", "née", "néele", "nele", "geborenam", "γέννηση"),
            *(
                "ημερομηνίαγέννησης",
                "dataurodzenia",
                "datadinascita",
                "geburtsdatum",
                "geburtstag",
                "geboren",
            ),
            *("datedenaissance", "fechadenacimiento", "doğumtarihi"),
        ),
        is_date=True,
    ),
    ImportField(
        key="sex",
        title=gettext_noop("Sex"),
        headings=("gender", "性别", "性別", "пол", "geschlecht", "sexe", "sexo", "cinsiyet", "الجنس"),
    ),
    ImportField(
        key="birth_place", title=gettext_noop("Place of birth"), headings=("birthplace", "出生地", "籍贯")
    ),
    ImportField(
        key="nationality",
        title=gettext_noop("Nationality"),
        headings=(
            *("nationalities", "citizenship", "countryoforigin", "countryofnationality", "国籍", "國籍"),
            *("staatsangehörigkeit", "nationalität", "nationalité", "nacionalidad", "гражданство", "uyruk"),
        ),
    ),
    ImportField(key="ethnicity", title=gettext_noop("Ethnicity"), headings=("ethnicgroup", "民族", "族")),
    ImportField(key="religion", title=gettext_noop("Religion"), headings=("宗教", "宗教信仰")),
    ImportField(key="language", title=gettext_noop("Languages"), headings=LANGUAGE_HEADINGS),
    ImportField(
        key="paper",
        title=gettext_noop("Identity document number"),
        headings=(
            *(
                "n°passeport",
                "n°depasseport",
                "n°dupasseport",
                "nºpasaporte",
                "nºdepasaporte",
                "αρδιαβατηρίου",
            ),
            *("passport", "passportnumber", "passportno", "护照号码", "护照号", "护照", "護照號碼", "護照"),
            *("证件号码", "證件號碼", "身份证号", "身份证号码", "公民身份号码", "身份證號碼", "身分證字號"),
            *("traveldocument", "traveldocumentnumber", "traveldocumentno", "traveldoc", "traveldocno"),
            *("idnumber", "idcardnumber", "nationalid", "ausweisnummer", "passnummer", "номерпаспорта"),
            *("reisepass", "reisepassnummer", "passeport", "numérodepasseport", "pasaporte", "passaporto"),
            *("pasaport", "pasaportno", "paszport", "паспорт", "загранпаспорт", "διαβατήριο"),
        ),
        takes_many=True,
    ),
    ImportField(
        key="whereabouts",
        title=gettext_noop("Whereabouts"),
        headings=(*ADDRESS_HEADINGS, "location", "aufenthaltsort"),
    ),
    ImportField(
        key="safe_contact", title=gettext_noop("Safe contact"), headings=("contact", "contactinstructions")
    ),
    ImportField(
        key="standing",
        title=gettext_noop("Role in the case"),
        headings=("role", "standing", "status", "角色", "身份", "rolle", "rôle", "роль", *_STANDING_HEADINGS),
    ),
    ImportField(
        key="remarks",
        title=gettext_noop("Remarks"),
        headings=REMARK_HEADINGS,
        takes_many=True,
    ),
)
_PEOPLE = gettext_noop(
    "{stated} can be a citizenship ({countries}) or an ethnic group in China. "
    "Import it only if the citizenship is meant."
)
_BETWEEN = re.compile(r"[;；|\n]")
_AMONG = re.compile(r"[;；|\n,，、]")
_DAY = re.compile(
    r"\d{1,2}([ ./-])(?:\d{1,2}|[^\W\d_]{3,9})\1(?:\d\d){1,2}"
    r"|\d{4}([ ./-])\d{1,2}\2\d{1,2}|(?:19|20)\d\d[-/](?:19|20)\d\d"
)
_COMPARED = {
    "names": gettext_noop("Name"),
    "born": gettext_noop("Date of birth"),
    "sex": gettext_noop("Sex"),
    "birth_place": gettext_noop("Place of birth"),
    "nationalities": gettext_noop("Nationality"),
    "ethnicity": gettext_noop("Ethnicity"),
    "religion": gettext_noop("Religion"),
    "languages": gettext_noop("Languages"),
    "papers": gettext_noop("Identity document number"),
    "whereabouts": gettext_noop("Whereabouts"),
    "safe_contact": gettext_noop("Safe contact"),
}
_MIN_SIGNS, _MIN_FIGURES, _MAX_SERIES = 5, 4, 2


def build(session: Session, cells: Mapping[str, str], case_id: str, words: Translator) -> BuiltRow[Person]:
    """Return a person from the cells of a row; remarks become a note about the person.

    Raises:
        InvalidInput: a name is longer than any is.
    """
    names = (
        *_names(cells.get("name", ""), "legal"),
        *_names(cells.get("other_name", ""), "legal"),
        *_names(cells.get("alias", ""), "alias"),
    )
    born, doubt = read_birth(cells.get("born", ""), session.clock().date())
    sex = sex_of(cells.get("sex", ""))
    nations = parts_of(cells.get("nationality", ""), _AMONG)
    numbers, unread = _numbers(cells.get("paper", ""))
    person = Person(
        id=session.ids(),
        names=names,
        born=born,
        sex=sex,
        birth_place=cells.get("birth_place", ""),
        nationalities=tuple(country_of_people(stated) or nationality_of(stated) for stated in nations),
        ethnicity=cells.get("ethnicity", ""),
        religion=cells.get("religion", ""),
        languages=parts_of(cells.get("language", ""), _AMONG),
        papers=tuple(IdentityDocument(kind="", number=number) for number in numbers),
        whereabouts=cells.get("whereabouts", ""),
        safe_contact=cells.get("safe_contact", ""),
    )
    is_people = any(map(country_of_people, nations))
    whys = (doubt or date_note(born), *_nation_notes(nations, person.nationalities), _words_note(unread))
    standing, why = _standing(cells.get("standing", ""), case_id)
    lost = ((_COMPARED["sex"], "" if sex else cells.get("sex", "")), (_COMPARED["papers"], "; ".join(unread)))
    text = "\n".join(filter(None, (cells.get("remarks", ""), kept_lines(lost, words))))
    note = Note(id=session.ids(), text=text, written_at=session.clock(), about="person", about_id=person.id)
    return BuiltRow(
        record=person,
        why=joined([one for one in (*whys, why) if one]),
        is_doubtful=bool(doubt) or is_people,
        beside=(note,) if text else (),
        standing=standing,
    )


def likeness(session: Session) -> NameLikeness[Person]:
    """Return what compares the people of a list with those of the casebook, by any name in any script."""
    return NameLikeness(
        record.every(session, Person),
        lambda person: [name.text for name in person.names],
        lambda person: person.born,
        title,
        differences,
    )


def _numbers(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The document numbers of a cell, and the words that stand in place of one, as ``lost`` or ``不详``."""
    parts = tuple(part for part in parts_of(cell, _BETWEEN) if states_something(part))
    numbers = tuple(filter(is_document_number, parts))
    return numbers, tuple(part for part in parts if part not in numbers)


def is_document_number(stated: str) -> bool:
    """Whether a text is letters, figures and single separators, as a document number is, and no date.

    It has five signs and four figures at least. Blanks part figures and short letters only: words are none.

    >>> [is_document_number(text) for text in ("E12345678", "E 123 456 78", "123-24C00456", "XA-1234")]
    [True, True, True, True]
    >>> [is_document_number(text) for text in ("00000000", "1/2", "expired 2019", "12.03.2024")]
    [False, False, False, False]
    """
    parts = re.split(r"[ ./-]", stated.strip())
    figures = [char for char in stated if char.isdecimal()]
    return (
        all(map(str.isalnum, parts))
        and not (" " in stated.strip() and any(part.isalpha() and len(part) > _MAX_SERIES for part in parts))
        and sum(map(len, parts)) >= _MIN_SIGNS
        and len(figures) >= _MIN_FIGURES
        and any(map(int, figures))
        and not _is_day(stated.strip())
    )


def states_somebody(cells: Mapping[str, str]) -> bool:
    """Whether a row has what only a person has: a date of birth, which has a year, or a document number."""
    is_born = sum(map(str.isdecimal, cells.get("born", ""))) >= _MIN_FIGURES
    return is_born or bool(_numbers(cells.get("paper", ""))[0])


def _is_day(stated: str) -> bool:
    if stated.isdecimal():
        return False
    day = as_stated(stated)
    return _DAY.fullmatch(stated) is not None or (day is not None and not day.is_unknown)


def _words_note(words: tuple[str, ...]) -> Message:
    if not words:
        return NO_MESSAGE
    return Message("This is no document number; kept as a remark: {stated}.", stated=words)


def _nation_notes(stated: tuple[str, ...], nationalities: tuple[str, ...]) -> tuple[Message, ...]:
    """What is to be known of the nationalities of a row: what is no country, and what may be a people."""
    unknown = tuple(filter(is_unknown_country, nationalities))
    peoples = tuple(filter(country_of_people, stated))
    codes = tuple(map(country_of_people, peoples))
    return (
        Message("No country has this name; kept as it is: {stated}.", stated=unknown)
        if unknown
        else NO_MESSAGE,
        Message(_PEOPLE, stated=peoples, countries=codes) if peoples else NO_MESSAGE,
    )


def _standing(stated: str, case_id: str) -> tuple[Standing | None, Message]:
    """The role in the case, and what is to be known of it."""
    if not stated.strip():
        return None, NO_MESSAGE
    standing = standing_of(stated)
    if standing is None:
        return None, Message("Not imported: this role does not exist in a case.")
    if not case_id:
        return None, Message("No case was chosen, so the role was not imported.")
    return standing, NO_MESSAGE


def keys(person: Person, shared: Collection[str] = ()) -> frozenset[str]:
    """Return each name in simplified characters with the date of birth, and with each document number.

    A name alone is no key: two people can bear one.

    Args:
        person: of the list or of the casebook.
        shared: document numbers, as `comparable` has them, that are no key.
    """
    known = [f"#{number}" for number in _document_numbers(person).difference(shared)]
    if person.born and not person.born.is_unknown:
        known.append(f"|{person.born.edtf}")
    return frozenset(f"{comparable(name.text)}{fact}" for name in person.names for fact in known)


def differences(person: Person, other: Person) -> tuple[Message, ...]:
    """Return in which fields two people of one name differ, as far as both state them."""
    compared = (
        (Message("sex"), person.sex, other.sex),
        (Message("place of birth"), person.birth_place, other.birth_place),
        (Message("name"), person.leading_name, other.leading_name),
    )
    return tuple(
        field
        for field, first, second in compared
        if first and second and comparable(first) != comparable(second)
    )


def contradictions(person: Person, other: Person) -> tuple[Message, ...]:
    """Return the fields that two people state so that they cannot be one."""
    is_other_sex = bool(person.sex and other.sex) and person.sex != other.sex
    return (
        *((Message("date of birth"),) if exclude_each_other(person.born, other.born) else ()),
        *((Message("sex"),) if is_other_sex else ()),
    )


def standing_beside(
    session: Session,
    case_id: str,  # noqa: ARG001 - a person has no case
    rows: Sequence[Mapping[str, str]],
) -> KnownByKeys[Person]:
    """Return every existing person; a document number that people of several names share tells nobody."""
    shared = _shared_numbers(rows)
    people = record.every(session, Person)
    return KnownByKeys(
        people, partial(keys, shared=shared), contradictions, title, _document_numbers, titles=_COMPARED
    )


def _document_numbers(person: Person) -> frozenset[str]:
    return frozenset(comparable(paper.number) for paper in person.papers if is_document_number(paper.number))


def _shared_numbers(rows: Sequence[Mapping[str, str]]) -> frozenset[str]:
    """The document numbers that stand beside names that have nothing in common."""
    bearers: dict[str, list[set[str]]] = {}
    for cells in map(with_whole_name, rows):
        stated = "\n".join(cells.get(key, "") for key in ("name", "other_name"))
        names = {comparable(name) for name in _names_in(stated, "legal")}
        for number in _numbers(cells.get("paper", ""))[0] if names else ():
            known = bearers.setdefault(comparable(number), [])
            if all(names.isdisjoint(others) for others in known):
                known.append(names)
    return frozenset(number for number, people in bearers.items() if len(people) > 1)


def title(person: Person) -> str:
    """Return the main name."""
    return person.leading_name


_MAX_NAME = 300


def _names_in(cell: str, kind: NameKind) -> tuple[str, ...]:
    names = tuple(name for part in parts_of(cell, _BETWEEN) for name in in_two_scripts(part))
    return names if kind == "alias" else tuple(map(without_comma, names))


def _names(cell: str, kind: NameKind) -> tuple[Name, ...]:
    parts = _names_in(cell, kind)
    if any(len(text) > _MAX_NAME for text in parts):
        raise InvalidInput(
            Message("A name is longer than {limit} characters.", limit=_MAX_NAME), field="name"
        )
    return tuple(tagged_name(text, kind) for text in parts)
