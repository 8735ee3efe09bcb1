"""What a row of a register says of a person, and which columns of its file say it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from casebook.base.errors import InvalidInput
from casebook.base.message import gettext_noop
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.exchange.column_heading import suggested
from casebook.domain.exchange.import_plan import ImportField, as_stated
from casebook.domain.library.registers.agreement import RegisterCell

_SEPARATORS = re.compile(r"\s*(?:[;；|｜\n]|(?<=[^\W\d_])\s*/\s*(?=[^\W\d_]))\s*")
"""Between several names of one person in a cell."""
_ASIDE = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_AGE = re.compile(r"(\d{1,3})(?:\s*(?:years?(?: old)?|岁|歲))?")
_OLDEST = 110
MAX_NAMES = 12
"""Names of one row that are compared."""
MAX_CELL = 500
"""Characters of a cell that are kept of a row."""


def _parted(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


FIELDS = (
    ImportField(
        key="name",
        title=gettext_noop("Name"),
        headings=_parted(
            "fullname|names|title|caption|mainname|mainorreligiousname|chinesecharactersofmainname|chinesename|"
            "namechinese|nameinchinese|namezh|englishname|nameenglish|nameen|pinyin|pinyinname|uyghurname|"
            "tibetanname|originalname|nameoriginal|nameinoriginalscript|victim|victimname|prisoner|"
            "prisonername|detainee|detaineename|姓名|中文姓名|中文名|名字|英文名|拼音|被捕者|受害人|当事人|當事人"
        ),
        takes_many=True,
    ),
    ImportField(
        key="family",
        title=gettext_noop("Surname"),
        headings=_parted("lastname|familyname|surname|姓|姓氏|фамилия"),
    ),
    ImportField(
        key="given",
        title=gettext_noop("Given name"),
        headings=_parted("firstname|forename|forenames|givennames|givenname|secondname|名|имя"),
    ),
    ImportField(
        key="alias",
        title=gettext_noop("Alias"),
        headings=_parted(
            "aliases|alsoknownas|aka|weakalias|othernames|othername|alternatenames|laynames|layname|secularname|"
            "religiousname|别名|別名|曾用名|笔名|法名"
        ),
        takes_many=True,
    ),
    ImportField(
        key="born",
        title=gettext_noop("Date of birth"),
        headings=_parted(
            "dateofbirth|birthdate|birthday|birth|dob|yearofbirth|birthyear|yob|出生日期|出生|出生年|出生年月|生日|"
            "датарождения"
        ),
    ),
    ImportField(
        key="age",
        title=gettext_noop("Age when detained"),
        headings=_parted("ageatdetention|ageatarrest|agewhendetained|age|年龄|年齡|被捕时年龄|被捕時年齡"),
    ),
    ImportField(
        key="sex",
        title=gettext_noop("Sex"),
        headings=_parted("gender|sexid|性别|性別|пол"),
    ),
    ImportField(
        key="place",
        title=gettext_noop("Place"),
        headings=_parted(
            "placeofbirth|birthplace|placeoforigin|origin|hometown|nativeplace|residence|location|province|"
            "provincewheredetained|prefecture|county|city|township|village|placeofdetention|detentionplace|"
            "detentionlocation|detentioncentre|detentioncenter|prison|region|address|籍贯|籍貫|出生地|户籍地|户籍|地区|"
            "省份|省|市|县|关押地|關押地|居住地|所在地|地点|地點|拘押地|戶籍地|戶籍|地區|縣"
        ),
        takes_many=True,
    ),
    ImportField(
        key="detained",
        title=gettext_noop("Date of detention"),
        headings=_parted(
            "dateofdetention|detentiondate|detainedon|dateofarrest|arrestdate|arrestedon|dateofdisappearance|"
            "拘押日期|拘留日期|逮捕日期|被捕日期|被捕时间|抓捕时间|拘留时间|被捕時間|抓捕時間|拘留時間"
        ),
        weak_headings=_parted("date|日期|时间|時間"),
    ),
    ImportField(
        key="charge",
        title=gettext_noop("Charge"),
        headings=_parted(
            "charges|offence|offense|suspectedoffence|crime|allegedcrime|legalcharge|chargesbroughtagainst|"
            "arrestwarrants|罪名|涉嫌罪名|指控|案由"
        ),
        takes_many=True,
    ),
    ImportField(
        key="number",
        title=gettext_noop("Identity document number"),
        headings=_parted(
            "idnumber|passportnumber|passport|nationalid|identitynumber|chineseid|身份证号|身份证号码|身份證號碼|证件号码|护照号码"
        ),
        takes_many=True,
    ),
    ImportField(
        key="key",
        title=gettext_noop("Record number"),
        headings=_parted(
            "ceccrecordnumber|recordnumber|recordno|recordid|entityid|entryno|entrynumber|entry|sharedid|id|"
            "controlnumber|rednoticecontrolnumber|编号|編號|序号|记录编号"
        ),
    ),
    ImportField(
        key="status",
        title=gettext_noop("Status"),
        headings=_parted("detentionstatus|currentstatus|state|状态|狀態|现状"),
        takes_many=True,
    ),
    ImportField(
        key="link",
        title=gettext_noop("Address"),
        headings=_parted("url|link|source|sourceurl|links|网址|链接"),
        takes_many=True,
    ),
)
"""What a column of a register can mean."""
NAMING = frozenset({"name", "family", "given", "alias"})
"""The fields of which a file of people has at least one."""


@entity
class RegisterEntry:
    """What a row says of a person.

    Attributes:
        line: where it begins in the file, from 1.
        key: the number of the record, or "".
        names: as written, each once.
        born: as stated, or None.
        age: when detained, or None.
        sex: the word for it, or "".
        places, charges, numbers: as written.
        detained_on: as stated, or None.
        cells: the whole row, without empty cells.
    """

    line: int
    key: str
    names: tuple[str, ...]
    cells: tuple[RegisterCell, ...]
    born: StatedDate | None = None
    age: int | None = None
    sex: str = ""
    places: tuple[str, ...] = ()
    detained_on: StatedDate | None = None
    charges: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def birth_years(self) -> tuple[int, int] | None:
        """Return the first and last possible year of birth, or None where the row says nothing of it."""
        if self.born and not self.born.is_unknown:
            return self.born.earliest_on.year, self.born.latest_on.year
        if self.age is None or not self.detained_on or self.detained_on.is_unknown:
            return None
        return self.detained_on.earliest_on.year - self.age - 1, self.detained_on.latest_on.year - self.age


def guessed(head: Sequence[str]) -> dict[str, str]:
    """Return the likeliest field of each heading; headings that mean nothing here are absent.

    >>> guessed(["CECC record number", "main (or religious) name", "Chinese characters of main name", "sex"])
    {'CECC record number': 'key', 'main (or religious) name': 'name', \
'Chinese characters of main name': 'name', 'sex': 'sex'}
    >>> guessed(["entity_id", "name", "forename", "date_of_birth"])
    {'entity_id': 'key', 'name': 'family', 'forename': 'given', 'date_of_birth': 'born'}
    >>> [list(guessed(head).values()) for head in (["地点", "日期"], ["地點", "日期"], ["Place", "Date"])]
    [['place', 'detained'], ['place', 'detained'], ['place', 'detained']]
    >>> guessed(["日期", "被捕日期"])
    {'被捕日期': 'detained'}
    """
    places = suggested(FIELDS, head)
    by_heading = {head[place]: key for place, key in sorted(places.items())}
    fields = set(by_heading.values())
    if "given" in fields and "family" not in fields:
        # Interpol calls the surname "name" beside the forename.
        bare = [heading for heading, key in by_heading.items() if key == "name" and heading.lower() == "name"]
        by_heading.update(dict.fromkeys(bare, "family"))
    return by_heading


def row_of(line: int, head: Sequence[str], cells: Sequence[str], mapping: Mapping[str, str]) -> RegisterEntry:
    """Return what a row says.

    Args:
        line: of the file.
        head: its headings.
        cells: as many.
        mapping: heading -> key of its field; other columns are only kept with the row.
    """
    by_field: dict[str, list[str]] = {}
    for heading, cell in zip(head, cells, strict=True):
        if cell.strip() and heading in mapping:
            by_field.setdefault(mapping[heading], []).append(cell.strip())
    first = {key: texts[0] for key, texts in by_field.items()}
    age = _AGE.fullmatch(first.get("age", ""))
    return RegisterEntry(
        line=line,
        key=first.get("key", "")[:MAX_CELL],
        names=_names(by_field),
        cells=tuple(
            RegisterCell(column=heading[:MAX_CELL], text=cell.strip()[:MAX_CELL])
            for heading, cell in zip(head, cells, strict=True)
            if cell.strip()
        ),
        born=_stated(first.get("born", "")),
        age=int(age[1]) if age and int(age[1]) <= _OLDEST else None,
        sex=first.get("sex", ""),
        places=tuple(by_field.get("place", ())),
        detained_on=_stated(first.get("detained", "")),
        charges=tuple(by_field.get("charge", ())),
        numbers=tuple(by_field.get("number", ())),
    )


def _names(by_field: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return every name of a row: whole ones, surname and given name together, aliases."""
    family, given = (" ".join(by_field.get(key, ())) for key in ("family", "given"))
    whole = [f"{family} {given}".strip()] if family or given else []
    stated = [*by_field.get("name", ()), *whole, *by_field.get("alias", ())]
    parted = (part for text in stated for part in _SEPARATORS.split(_ASIDE.sub(" ", text)))
    return tuple(dict.fromkeys(" ".join(part.split()) for part in parted if part.strip()))[:MAX_NAMES]


def _stated(text: str) -> StatedDate | None:
    """Return a date as far as it can be read; None for one that cannot."""
    try:
        stated = as_stated(text.partition("T")[0].split(";")[0])
    except InvalidInput:
        return None
    return None if stated is None or stated.is_unknown or stated.latest_on == date.max else stated
