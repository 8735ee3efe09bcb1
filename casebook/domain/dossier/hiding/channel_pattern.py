"""Ways to reach somebody and numbers of accounts, devices and places, whoever it is."""

from __future__ import annotations

import re

_WORD = r"[^\W\d_][\w'\u2019\-]*"
_NUMBER = r"\d{1,4}[a-z]?"
MAIL = r"(?<![\w.+\-])[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+"
LINK = r"(?:wa\.me/|(?:whatsapp|viber|tel|sms)(?:\.com)?[:/][\w/?&=]*?)\+?\d{8,15}(?!\d)"
"""A link with a telephone number, such as those of WhatsApp."""
_AT, _DOT = r"\s?[\[(]\s?(?:at|@)\s?[\])]\s?", r"(?:\.|\s?[\[(]\s?(?:dot|\.)\s?[\])]\s?)"
SPELT_MAIL = rf"(?<![\w.+\-])[\w.+\-]+{_AT}[\w\-]+(?:{_DOT}[\w\-]+)+"
"""An address written so that no program takes it for one."""
_SPOKEN_DOT, _SPOKEN_SIGN = (
    "dot|punkt|point|punto|ponto|nokta",
    "underscore|dash|hyphen|minus|unterstrich|tiret|guion",
)
SPOKEN_MAIL = (
    rf"(?<![\w.+\-])[\w.+\-]+(?:\s(?:{_SPOKEN_DOT}|{_SPOKEN_SIGN})\s[\w+\-]+){{0,4}}"
    rf"\s(?:at|arobase|arroba|chiocciola|klammeraffe)\s(?!(?:the|that|this|an?|my|his|her)\s)[\w\-]+(?:\s(?:{_SPOKEN_DOT})\s[\w\-]{{2,}})+"
)
"""An address as it is spoken: "anna dot lang at mail dot example"."""
_NO_WORD = "[^\\W\u3400-\u9fff]"
"""What parts a number from another: Chinese signs may stand beside it without a space."""
MOBILE = rf"(?<!{_NO_WORD})(?<![./\-])1[3-9]\d([ \-]?)\d{{4}}\1\d{{4}}(?!{_NO_WORD}|-)"
"""A Chinese mobile number without the code of its country."""
SLASHED = (
    r"(?<![\w./\-])(?=0(?:[ /\-]{0,3}\d){8,13}(?![\d/]))0\d{2,4} ?/ ?(?!(?:19|20)\d\d(?!\d))"
    r"\d{3,8}(?:[ \-]\d{2,4}){0,4}(?![\w/])"
)
"""A telephone number with a stroke behind the code of its network or city: "0660/555 12 34"."""
MESSENGER = r"(?<![^\W_])qq\s?[:\uff1a\u53f7\u865f]{0,2}\s?\d{5,11}(?!\d)"
_KIND = (
    "street|road|avenue|lane|square|boulevard|drive|crescent|terrace|lu|jie|dajie|dadao|xiang|hutong"
    "|strasse|stra\xdfe|str|rd|ave|blvd|sokak|sok|caddesi|cad|көшесі|st(?=[.,;\n]|$)"
)
"""Words behind the name of a street; the Chinese ones in pinyin."""
_KIND_FIRST = (
    "rue|avenue|boulevard|place|quai|chemin|impasse|via|viale|piazza|corso|vicolo|calle|avenida|plaza|paseo"
    "|rua|praca|ulica|ul\\.|οδο[σς]|λεωφορο[σς]|улица|ул\\.|проспект|просп\\.|переулок|пер\\.|вул\\.|ave?\\.|avda\\."
    "|bl?v?d\\.?|c/|piazza|p\\.za|al\\."
)
"""Words before it, folded."""
_SMALL = "de|du|des|la|le|les|del|della|delle|dei|di|do|da|dos|el|los|las|τη[σς]|του|των"
_NAME = rf"(?:(?:{_SMALL}) |[ld]['\u2019])*{_WORD}"
_NO_DAY = r"(?!\w|[./:]\d| (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
"""Behind the number of a house: "in Ledra Street 12 March" states a day."""
_MIN_IN_KIND = 4
_UNIT_WORD = (
    "flat|apartment|apt|unit|suite|room|floor|block|building|bldg|tower|entrance|staircase|lane|alley|house"
    "|wohnung|stiege|stock|haus|appartement|appt|batiment|bat|etage|escalier|piso|puerta|escalera|edificio"
    "|interno|int|scala|palazzina|andar|apartamento|bloco|διαμερισμα|κτιριο|οροφοσ|квартира|кв|корпус|корп"
    "|подъезд|этаж|дом"
)
"""What a house is divided into, folded."""
_UNIT = rf"(?:{_UNIT_WORD})\.?\s?(?:no\.?\s?|nr\.?\s?)?(?:\d{{1,4}}[a-z]?|[b-hj-z]|a(?=[,;.)\n]|$))(?![\w/])"
_UNIT_NUMBER = r"(?:no|nr|n\xb0)\.?\s?\d{1,4}[a-z]?(?!\w)"
_TOWN = rf"(?:(?:,? {_WORD}){{0,2}},? [a-z]{{1,2}}\d[a-z\d]? \d[a-z]{{2}}(?!\w))?"
"""With the postcode of a house in the United Kingdom, which some twenty houses share."""
_ESTATE = (
    r"(?:, [^\W\d_]{2,}(?: [^\W\d_]{2,})? (?:gardens?|mansions?|estate|residences?|heights|community)(?!\w))?"
)
_FLOORS = rf"(?:,? (?:\d{{1,2}}(?:st|nd|rd|th) floor|{_UNIT}))*"
_POSTCODE = r"post(?:al)? ?code\W{0,3}(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|\d{5,6})(?!\w)"
_STREET = (
    r"(?!(?:exhibit|annex|appendix|section|article|page|law|document|file|case|part|item|paragraph|chapter)s?\b)"
    r"[^\W\d_][\w'\u2019\-]{2,}"
)
"""A word of the name of a street before a house and its flat."""
_HOUSE_WORD = r"(?:(?:n[o\xb0]?|дом|д)\.? ?)"
_BOX = (
    r"(?:p\.?\s?o\.?\s?box|post(?:al|office)? box|postfach|boite postale|apartado(?: de correos)?"
    r"|casella postale|caixa postal|а/я|信箱|邮政信箱|郵政信箱)\s?(?:no\.?\s?|nr\.?\s?)?\d{2,6}(?!\d)"
)
UNITS = (
    rf"(?<!\w){_UNIT}(?:,?\s{{1,2}}(?:{_UNIT}|{_UNIT_NUMBER}))+{_ESTATE}(?:[,;]\s(?:{_BOX}))?",
    rf"(?<!\w){_UNIT_NUMBER},?\s{{1,2}}{_UNIT}(?:,?\s{{1,2}}{_UNIT})*",
    rf"(?<!\w)(?:{_BOX}|{_POSTCODE})",
)
"""Regular expressions on folded text: two parts of a house in a row, without a street, and post boxes."""
_TURKISH_KIND = (
    r"(?:(?:caddesi|cadde|soka[gğ][iı]|sokak|bulvar[iı]|bulvar)(?!\w)"
    r"|(?:cad|cd|sok|sk|bulv|blv)(?:\.|(?= no(?!\w))))"
)
_TURKISH_NO = r"(?:numara|no)(?!\w)"
_TURKISH_BUILT = r"(?:apartmani|apt|sitesi|site|plaza)(?!\w)\.?"
_TURKISH_BUILDING = rf"(?:{_WORD} ){{1,2}}{_TURKISH_BUILT}"
_TURKISH_PART = (
    rf"(?:(?:(?:(?:dis|ic) )?kapi ?)?{_TURKISH_NO}\s?[.:]?\s?\d{{1,4}}[a-z]?(?: ?/ ?\d{{1,3}})?"
    r"|(?:(?:dis|ic) )?kapi\s?:?\s?\d{1,4}"
    r"|(?:daire|d|kat|k|blok|apt|giris)\s?[.:]?\s?(?:no\s?[.:]?\s?)?(?:\d{1,3}|[a-z](?:-?\d{1,2})?)"
    r"|[a-z](?:-?\d{1,2})? blok|\d{1,4}\.? ?(?:numara|daire|kat|blok))(?!\w)"
)
_NEXT_LINE = r",? ?\n ?(?=(?:[kd]\s?:|(?:(?:ic |dis )?kapi|daire|kat|blok)(?!\w)))"
"""Before parts of a house that go on behind the end of a line, as "K. 6" may be a file."""
_TURKISH_PARTS = rf"(?:(?:[,/ ]{{0,2}}|{_NEXT_LINE}){_TURKISH_PART})*"
_TURKISH_WORDS = (
    r"(?:['\u2019]\w{1,6})?(?: (?:adresinde|uzerinde)(?:ki)?)?"
    r" \d{1,4} numarali (?:bina|apartman|ev|konut|daire)\w*(?: \d{1,3} numarali daire\w*)?"
)
"""The house as a sentence has it: "the building number 14, its flat number 6"."""
_STOPPED = _KIND_FIRST.replace("\\.", "\\.?").replace("/", "/?")
_LOWER_CASE = re.compile(
    rf"(?:{_STOPPED}|{_KIND}|{_SMALL}|bis|ter|no?|nr|daire\w*|d|kat|k|blok|apt|apartman\w*|sitesi|site|giri[sş]"
    r"|i[cç]|d[iı][sş]|kap[iı]|numara(?:l[iı])?|(?:adres|[uü]zer)inde(?:ki)?|bina\w*|konut\w*|evin(?:de)?|mah(?:alle(?:si)?)?|mh"
    rf"|[iıuü]?nc[iıuü]|{_UNIT_WORD}|nd|rd|th|post|code|[a-zд])\.?",
    re.IGNORECASE,
)
_HAN = "[\u3400-\u9fff\uf900-\ufaff]"
_HAN_NUMBER = "(?:\\d{1,5}|[\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e]{1,5})"
_HAN_KIND = (
    "(?:街道|(?<![知报報难難味])道|路|街|巷|弄|胡同|(?<![这那哪這公家心])里|村|屯|小区|小區|花园|花園)"
    "(?:[一二三四五六七八九十]段)?"
)
_HAN_PART = (
    rf"(?:\s?(?:{_HAN_NUMBER}|[a-z])\s?(?:[号號][院楼樓]|[号號栋棟幢座楼樓层層室户戶门門院]|单元|單元))"
)
HAN_HOUSE = (
    rf"(?:(?![省市区县镇乡區縣鎮鄉在于於住到从從至自是的和址为為]){_HAN}){{1,8}}{_HAN_KIND}"
    rf"\s?(?:{_HAN_NUMBER}[巷弄]\s?)?"
    rf"{_HAN_NUMBER}(?:[\-\u2013之]\d{{1,3}})?[号號][院楼樓]?{_HAN_PART}*(?![文令案])"
)
"""A house in a Chinese street, with its building, floor and room."""
CHANNELS = (
    r"(?<![\d+])\+\d{1,3}(?:[ .\-/()]{0,2}\d){6,12}(?!\d)",
    r"(?<![\w+/.\-])00[1-9]\d{0,2}(?:[ .\-/()]{0,2}\d){7,12}(?![\w/])",
)
"""Regular expressions on folded text: telephone numbers with their country."""
_ORDINAL = r"\d{1,4}(?:\.|['\u2019]\w{2,4})?"
_TURKISH_HOUSE = (
    rf"{_TURKISH_KIND}(?:,?(?: | ?\n)(?:{_ORDINAL} )?(?:{_WORD} )?{_TURKISH_KIND})?"
    rf"(?:{_TURKISH_WORDS}|(?:,? {_TURKISH_BUILDING})?(?:,? [a-z](?:-?\d{{1,2}})? blok(?!\w))?"
    rf"(?:(?:[,/ ]{{0,2}}|,? ?\n ?(?=no(?!\w)|numara)|{_NEXT_LINE}){_TURKISH_PART}"
    rf"|,? ?{_NUMBER}(?: ?/ ?\d{{1,3}})?){_TURKISH_PARTS})(?!\w)"
)
_NO_OFFICE = "".join(
    rf"(?<!{office} )(?<!{office}, )"
    for office in (
        "danistay",
        "yargitay",
        "mahkemesi",
        "kurulu",
        "tahkikat",
        "sorusturma",
        "esas",
        "karar",
        "dosya",
        "dairesi",
    )
)
"""Behind these stands the number of a chamber or file: "Dan\u0131\u015ftay 10. Daire"."""
_NO_FILE = r"(?<!\d/)(?<!no: )(?<!no:)(?<!no\. )(?<!no )"
"""Before the ordinal of a street: figures behind these end the number of a decision: "Karar No: 2020/6"."""
_TURKISH_STREET = rf"(?:{_ORDINAL} )?(?:{_WORD} ){{0,2}}"
STREETS = (
    *(
        rf"(?<!\w)(?:{_NO_FILE}{_ORDINAL} )?{_WORD}(?: {_WORD}){{{count}}}[ \n]{_TURKISH_HOUSE}"
        for count in range(3)
    ),
    rf"(?<!\w){_NO_FILE}{_ORDINAL} {_TURKISH_HOUSE}",
    *(
        rf"(?<!\w){building}{_NO_OFFICE}{_TURKISH_PART}{_TURKISH_PARTS},? {_TURKISH_STREET}{_TURKISH_KIND}"
        for building in ("", *(rf"{_WORD}(?: {_WORD}){{{count}}} {_TURKISH_BUILT},? " for count in range(2)))
    ),
    rf"(?<!\w){_WORD}(?:stra\xdfe|strasse|str\.?|gasse|platz|allee) ?{_NUMBER}(?!\w)",
    *(rf"(?<!\w){_STREET}(?: {_STREET}){{{count}}} {_NUMBER},? {_UNIT}(?:,? {_UNIT})*" for count in range(3)),
    *(
        way
        for names in (rf"{_NAME}(?: {_NAME}){{{count}}}" for count in range(3))
        for way in (
            rf"(?<![\w/.\-])(?:{_UNIT},? )?{_NUMBER},? {names} (?:{_KIND})(?!\w){_FLOORS}{_TOWN}",
            rf"(?<!\w){names} (?:{_KIND})\.?,? (?:no\.? ?)?{_NUMBER}{_NO_DAY}",
            rf"(?<!\w)(?:{_KIND_FIRST}) {names},? {_HOUSE_WORD}?{_NUMBER}{_NO_DAY}(?:,? {_UNIT})*",
            rf"(?<![\w/.\-]){_NUMBER}(?: bis| ter)?,? (?:{_KIND_FIRST}) {names}(?!\w)",
        )
    ),
)
"""Regular expressions on folded text: houses in a street, whose name has capitals."""
QUARTERS = tuple(
    rf"(?<!\w){words} (?:mahallesi|mahalle|mah\.?),? {_TURKISH_STREET}(?:{_TURKISH_HOUSE}|{_TURKISH_KIND})"
    for words in (_WORD, f"{_WORD} {_WORD}")
)
"""The same, each with the quarter of a Turkish town before its street, also without the number of a house."""
LANDLINE = (
    r"(?<![a-z\d./\-])(?:0[1-9]\d{1,2}[\- ]\d{3,4}[\- ]?\d{4}|\(0[1-9]\d{1,2}\) ?\d{3,4}[\- ]?\d{4})"
    r"(?![a-z\d\-])"
)
"""A Chinese number with the code of its city."""
BRITISH = r"(?<![\w./\-])(?=0(?: ?\d){9,10}(?! ?\d))0[127]\d{1,4} \d{3,6}(?: \d{3,4})?(?![\w/\-]|\.\d)"
"""A number of the United Kingdom without the code of the country."""
PROFILE = (
    r"(?<![\w.\-])(?:https?://)?(?:www\.|m\.)?(?:t\.me|telegram\.me|x\.com|twitter\.com|facebook\.com|fb\.com"
    r"|instagram\.com|tiktok\.com|douyin\.com|weibo\.c(?:om|n)|vk\.com|ok\.ru|line\.me|signal\.me|discord\.gg"
    r"|linkedin\.com/in|youtube\.com/@)/?[\w./@\-?=&%#+]*\w"
)
HANDLE = r"(?<![a-z\d_.@/])@[a-z_][a-z\d_]{2,31}(?![a-z\d_]|\.\w)|(?<![a-z\d_])wxid_[a-z\d]{6,}"
"""A name in a network, or the number WeChat gives an account."""
ANYWHERE = (
    *(SPELT_MAIL, SPOKEN_MAIL, MOBILE, SLASHED, LANDLINE, BRITISH),
    *(MESSENGER, PROFILE, HANDLE, HAN_HOUSE, *UNITS),
)
"""Regular expressions on folded text that need no capital, and that cells side by side may make by chance."""
_MAP = (
    r"(?:https?://)?(?:maps\.google\.\w+|(?:www\.)?google\.\w+/maps|maps\.apple\.com|goo\.gl/maps"
    r"|maps\.app\.goo\.gl|(?:www\.)?openstreetmap\.org|uri\.amap\.com|map\.baidu\.com)/?[\w./@\-?=&%#+,;:]*\w"
)
_PLATE = (
    r"[京津沪滬渝冀豫云雲辽遼黑湘皖鲁魯新苏蘇浙赣贛鄂桂甘晋晉蒙陕陝吉闽閩贵貴粤粵青藏川宁寧琼瓊][a-z]"
    r"[\s\u00b7\u2022.\-]?(?=[a-z]{0,4}\d)[a-z\d]{5,6}(?![a-z\d])"
)
"""Of a vehicle in China: the province, the city and five signs, of new ones six (GA 36-2018)."""
NUMBERS = (
    r"(?<![\w.])geo:?\s?-?\d{1,3}\.\d+[;,]\s?-?\d{1,3}\.\d+",
    _MAP,
    r"(?<![\w.])-?\d{1,3}\.\d{4,}\s?\xb0?\s?[ns]?[,;]\s{0,2}-?\d{1,3}\.\d{4,}(?:\s?\xb0?\s?[ew](?!\w))?(?!\d)",
    r"(?<!\w)[a-z]{2}\d{2}(?: ?[a-z\d]{4}){3,7}(?: ?[a-z\d]{1,3})?(?!\w)(?<=\d)",
    r"(?<![\w.\-])(?:62|4\d|5[1-5]|3[47])\d{2}([ \-]?)\d{4}\1\d{4}\1\d{3,4}(?:\1\d{1,3})?(?![\w\-])",
    r"(?<![^\W_])(?<!/)(?<!/\s)(?=\d*[a-f])(?=[a-f]*\d)[\da-f]{16,}(?:\s{1,2}(?=[a-f]*\d)[\da-f]{4,})*(?![^\W_])",
    _PLATE,
    r"(?<![^\W_])imei\W{0,3}\d{2}[ \-]?\d{6}[ \-]?\d{6}[ \-]?\d(?!\d)",
)
"""Regular expressions on folded text: coordinates and links to maps, IBAN, bank cards, hashes, plates, IMEI.

SECURITY: whoever has the file that a hash is of could prove of whom a copy speaks. In the path of a link
it is the name of a page.

Sources: RFC 5870 (geo), ISO 13616 (IBAN), ISO/IEC 7812 (cards), 3GPP TS 23.003 (IMEI).
"""


def resident_number(birthday: str) -> str:
    """Return a regular expression for a Chinese resident's number with a birthday in eight figures.

    Before 1999 it had fifteen figures.
    """
    # LAW: GB 11643-1999: a place in six figures, the birthday, three of an order, a check character;
    # GB 11643-1989: the same with two figures of the year and without the check character.
    late, early = ("[ \\-]?".join(figures) for figures in (birthday, birthday[2:]))
    ends = rf"(?:{late}[ \-]?(?:\d[ \-]?){{3}}[\dx]|{early}[ \-]?(?:\d[ \-]?){{2}}\d)"
    return rf"(?<!\d)(?:\d[ \-]?){{6}}{ends}(?!\d)"


def is_address(written: str) -> bool:
    """Return whether each word of a house in a street has a capital, but those for a street and small ones.

    >>> is_address("12, rue de la Gare"), is_address("came via email 12")
    (True, False)
    """
    stated = re.findall(_WORD, written)
    words = [word for word in stated if not _LOWER_CASE.fullmatch(word)]
    # A street may be called by its kind alone: "58. Sokak No:14".
    is_named = any(word[0].isupper() and len(word) >= _MIN_IN_KIND for word in stated)
    return bool(words or is_named) and not any(word[0].islower() for word in words)
