"""What a row of a register says of a person, and which columns of its file say it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from casebook.base.errors import InvalidInput
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.exchange.column_heading import suggested
from casebook.domain.exchange.import_plan import ImportField, as_stated
from casebook.domain.library.registers.agreement import RegisterCell

_SEPARATORS = re.compile(r"\s*(?:[;；|｜\n]|(?<=[^\W\d_])\s*/\s*(?=[^\W\d_]))\s*")
"""Between several names of one person in a cell."""
_LISTED = re.compile(r"\s*[,，、]\s*|\s+(?:and|&)\s+")
"""Between several people in a cell, or a surname and a given name."""
_HAN = re.compile(r"[\u3007\u3400-\u9fff\U00020000-\U0003134f]")
_HAN_NAME = re.compile(rf"{_HAN.pattern}(?:[\s·•]*{_HAN.pattern})+")
_SHORT_YEAR = re.compile(r"^(?:3[2-9]|[4-9]\d)(?=[./年-])|(?<=[\s./-])(?:3[2-9]|[4-9]\d)$")
"""A year in two figures that are no day and, before 2032, no year to come."""
_BESIDE_MONTH = re.compile(r"(?<=\d)-(?=[A-Za-z])|(?<=[A-Za-z])-(?=\d)")
"""As spreadsheets write a day: 10-Jan-1984."""
_OF_THE_REPUBLIC = re.compile(r"民[國国]\s*(\d{1,3})(?=\s*[年./-])")
"""A year of the Republic of China, whose first was 1912."""
_TIME = re.compile(r"(?<=\d)T")
_LONG_YEAR = re.compile(r"\d{4}")
_OF_A_DATE = re.compile(r"[\d〇零一二三四五六七八九十]")
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
            "prisonername|detainee|detaineename|nativename|latinname|姓名|中文姓名|中文名|名字|英文名|原文名|拼音|被捕者|受害人|"
            "当事人|當事人|фио|ئىسمى|ئىسىم|མིང|མིང་"
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
            "датарождения|تۇغۇلغانۋاقتى|تۇغۇلغانيىلى"
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
        headings=_parted("gender|sexid|性别|性別|пол|جىنسى"),
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
        has_unread_date: a date of birth or detention is stated and could not be read.
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
    has_unread_date: bool = False

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


def require_mapping(mapping: Mapping[str, str], head: Collection[str] | None) -> None:
    """Require that a mapping names fields there are, and columns of the file where these are known.

    Raises:
        InvalidInput: it names another.
    """
    known = tuple(one.key for one in FIELDS)
    for heading, key in mapping.items():
        if key not in known:
            raise InvalidInput(
                Message("There is no field “{key}”.", key=key),
                field="map",
                remedy=Message("Valid values: {known}.", known=known),
            )
        if head is not None and heading not in head:
            raise InvalidInput(
                Message("The file has no column “{column}”.", column=heading),
                field="map",
                remedy=Message("The columns are: {columns}.", columns=tuple(head)),
            )


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
    dates = {key: _stated(first.get(key, "")) for key in ("born", "detained")}
    return RegisterEntry(
        line=line,
        key=first.get("key", "")[:MAX_CELL],
        names=_names(by_field),
        cells=tuple(
            RegisterCell(column=heading[:MAX_CELL], text=cell.strip()[:MAX_CELL])
            for heading, cell in zip(head, cells, strict=True)
            if cell.strip()
        ),
        born=dates["born"],
        age=int(age[1]) if age and int(age[1]) <= _OLDEST else None,
        sex=first.get("sex", ""),
        places=tuple(by_field.get("place", ())),
        detained_on=dates["detained"],
        charges=tuple(by_field.get("charge", ())),
        numbers=tuple(by_field.get("number", ())),
        has_unread_date=any(
            stated is None and bool(_OF_A_DATE.search(first.get(key, ""))) for key, stated in dates.items()
        ),
    )


def _names(by_field: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return every name of a row: whole ones, surname and given name together, aliases."""
    family, given = (" ".join(by_field.get(key, ())) for key in ("family", "given"))
    whole = [f"{family} {given}".strip()] if family or given else []
    stated = [*by_field.get("name", ()), *whole, *by_field.get("alias", ())]
    parted = (part for text in stated for part in _SEPARATORS.split(_ASIDE.sub(" ", text)))
    several = (name for part in parted for name in _several(" ".join(part.split())))
    return tuple(dict.fromkeys(filter(None, several)))[:MAX_NAMES]


def _several(text: str) -> Iterator[str]:
    """Yield a name as written, then what may be names of several people or in two scripts within it.

    >>> list(_several("Lin Zhiyuan, Chen Shulan")), list(_several("Lin, Zhiyuan"))
    (['Lin Zhiyuan, Chen Shulan', 'Lin Zhiyuan', 'Chen Shulan'], ['Lin, Zhiyuan'])
    >>> list(_several("Chen Shulan 陈淑兰"))
    ['Chen Shulan 陈淑兰', '陈淑兰', 'Chen Shulan']
    """
    yield text
    for part in _LISTED.split(text):
        in_characters = _HAN_NAME.findall(part)
        rest = " ".join(_HAN_NAME.sub(" ", part).split())
        yield from in_characters
        if len(rest.split()) > 1 and not _HAN.search(rest) and not any(sign.isdigit() for sign in rest):
            yield rest


def _stated(text: str) -> StatedDate | None:
    """Return a date as far as it can be read; None for one that cannot."""
    day = _BESIDE_MONTH.sub(" ", _TIME.split(text)[0].split(";")[0].strip())
    day = _OF_THE_REPUBLIC.sub(lambda found: str(1911 + int(found[1])), day, count=1)
    if not _LONG_YEAR.search(day):
        day = _SHORT_YEAR.sub(lambda found: f"19{found[0]}", day, count=1)
    try:
        stated = as_stated(day)
    except InvalidInput:
        return None
    return None if stated is None or stated.is_unknown or stated.latest_on == date.max else stated
