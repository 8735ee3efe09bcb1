"""Patterns of short forms of a name: before a title, with initials or one, half a name in Tibetan."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from casebook.domain.dossier.hiding.name_search import NameSearch, Strength
from casebook.domain.dossier.hiding.plain_letters import ACCENTS, BETWEEN, LETTER, squeezed

TITLES_AFTER = (
    "先生|女士|小姐|太太|某|氏|同志|老师|老師|师父|師父|师傅|師傅|律师|律師|医生|醫生|教授|博士|老板|老闆|阿姨|叔叔|"
    "伯伯|大哥|大姐|牧师|牧師|法师|法師|上师|上師|喇嘛|仁波切|阿訇|哥(?!伦布)|[姐叔姨]|太(?![平阳陽多大小长長高低少空监監原])"
)
"""Titles and addresses that follow a Chinese surname unparted."""
OFFICE_TITLES = (
    "[总總](?![是会會要在共体體值数數量计計结結额額部局署])|局(?![部面势勢限])|董事长|董事長|总经理|總經理|经理|經理|主任|主席|书记|書記|部长|部長|省长|省長|市长|市長|县长|縣長"
    "|区长|區長|镇长|鎮長|乡长|鄉長|村长|村長|厅长|廳長|局长|局長|处长|處長|科长|科長|股长|股長|所长|所長|队长|隊長|组长|組長|班长|班長|院长|院長"
    "|庭长|庭長|校长|校長|园长|園長|馆长|館長|站长|站長|厂长|廠長|行长|行長|社长|社長|会长|會長|秘书|秘書|干事|幹事|政委|指导员|指導員|教导员|教導員"
    "|副[局主处處科所队隊院书書部厅廳省市县縣镇鎮乡鄉村校总總]|[大中支]队|[大中支]隊|管教|狱警|獄警"
    "|(?<![马馬车車乐樂商卫衛成])[队隊](?![伍列员員形])|(?<![何时時公])所(?![有以谓謂在])"
    "|(?<![文金])科(?![学學技目普研])|(?<![高安何明易])[处處](?![理于於在分罚罰境决決女死置])|(?<![高])院(?![子落校])"
    "|生(?![产產活于於病意日子气氣命存前长長父母下效还還了态態物理成死涯化动動殖育计計])|[伯嫂](?![克利格爵])|董(?!事)"
    "|工(?![作人厂廠程资資业業会會地友具夫农農艺藝党黨])"
    "|警官|警察|民警|法官|检察官|檢察官|科员|科員|干部|幹部|工程师|工程師|会计|會計|大夫|护士|護士|支书|支書"
)
"""Titles of office behind a Chinese surname; some make other words with the sign of one (公安局).

Behind one that is a single sign stands none with which it begins a longer word (总数, 总部, 处决): those of
`resources/names/common-words.tsv`, but for such as may follow a person in a sentence (总能).
"""
_MIN_PARTED = 2
_LONG_NAME = 5
"""Letters of a name that with one more letter is hardly a word."""
TIBETAN = re.compile("[\u0f40-\u0fbc]")
"""Letters, signs of vowels and letters below others; the dots and strokes between syllables are none."""
_TIBETAN_ENDING = "(?:\u0f60(?:\u0f72\u0f66?|\u0f7c|\u0f44|\u0f58)|[\u0f66\u0f62])?"
"""Particles written on to an open syllable: of, by, to, also, or."""
_HONORIFIC = "\u0f63\u0f42\u0f66"
_NAME_SYLLABLES = 2
"""Syllables of one Tibetan name; a person bears one or two."""
_AND = ("and", "&", "und", "et", "y", "και", "和", "与", "與", "及")


def initials_pair(letters: str, no_letter: str) -> str:
    """Return a pattern of two initials that stand alone or beside two others ("TL and CS"), on folded text.

    Args:
        letters: the initials, folded.
        no_letter: a lookahead that no letter follows.
    """
    beside = (
        rf"(?<![^\W_]){letters}(?= {word} [a-z]{{2}}{no_letter})"
        rf"|(?<=[^\w][a-z]{{2}} {word} ){letters}{no_letter}|(?<=^[a-z]{{2}} {word} ){letters}{no_letter}"
        for word in _AND
    )
    return "|".join((rf"\A\s*{letters}\s*\Z", *beside))


def with_initial(one: Sequence[str], others: Sequence[Sequence[str]]) -> Iterator[NameSearch]:
    """Yield how people sign in chats: "ZhiyuanL", and of a short name with a sign before it "~LinZ".

    And how they part the letters of one word: "L i n Zhiyuan".

    Args:
        one: the name of which the initial stands, in pieces.
        others: the rest of the name, in order.
    """
    pieces = ["".join(other) for other in others]
    for name, initial in (("".join(pieces), one[0][:1]), ("".join(one), pieces[0][:1])):
        if not (f"{name}{initial}".isascii() and f"{name}{initial}".isalpha()):
            continue
        before = "(?<![^\\W\\d_])" if len(name) >= _LONG_NAME else "(?<=[~@\uff5e\uff20])"
        joined = f"{BETWEEN}?".join(pieces) if name != "".join(one) else name
        ways: tuple[tuple[str, Strength], ...] = (
            (rf"{before}{joined}[._]?{initial}(?![^\W\d_])", "part"),
            (rf"(?<![^\W\d_]){joined}[ \u00a0]{initial}(?![\w.])", "nickname"),
        )
        for way, strength in ways:
            yield NameSearch(letters=f"{name}{initial}", pattern=way, strength=strength)
    yield from _with_parted(one, others)


def _with_parted(one: Sequence[str], others: Sequence[Sequence[str]]) -> Iterator[NameSearch]:
    """Yield a name of which one word has its letters parted: "L i n Zhiyuan", "Zhiyuan L.i.n".

    Args:
        one: the word whose letters are parted, in pieces.
        others: the rest of the name, in order.
    """
    word, rest = "".join(one), [piece for other in others for piece in other]
    if not (word.isalpha() and word.isascii()) or len(word) < _MIN_PARTED or not rest:
        return
    parted = rf"{BETWEEN}{{1,2}}".join(word)
    whole = rf"{BETWEEN}*".join(map(re.escape, rest))
    for pattern in (rf"{parted}{BETWEEN}{{1,3}}{whole}", rf"{whole}{BETWEEN}{{1,3}}{parted}"):
        yield NameSearch(
            letters=squeezed("".join(rest)), pattern=rf"(?<!{LETTER})(?:{pattern}){ACCENTS}*(?!{LETTER})"
        )


def beside_its_own(
    words: Sequence[Sequence[str]], ordinary: Collection[str], label: str
) -> Iterator[NameSearch]:
    """Yield a part that is a word of the language beside the rest: "SUN/GUIFANG", "Sun G.", "Sun Person C".

    Args:
        words: of the name, each in pieces.
        ordinary: the parts that are words, folded.
        label: what a text that was pseudonymised before has in place of the rest, folded; "" for nothing.
    """
    for at, word in enumerate(words):
        part = "".join(word)
        if part not in ordinary:
            continue
        rest = [piece for other in (*words[:at], *words[at + 1 :]) for piece in other]
        whole = f"{BETWEEN}?".join(map(re.escape, rest))
        one = rf"(?<!{LETTER}){re.escape(part)}(?!{LETTER})"
        ways = []
        if rest:
            stroke = r"\s{0,2}[/|<\\]{1,2}\s{0,2}"
            ways += [rf"{one}{stroke}{whole}(?!{LETTER})", rf"(?<!{LETTER}){whole}{stroke}{one}"]
            initial = re.escape(rest[0][0])
            ways += [rf"{one}[ ,]{{1,2}}{initial}\.(?!\w)", rf"(?<![\w.]){initial}\. ?{one}"]
        if label.strip():
            said, parted = re.escape(label), r"[\s/|<,\u00b7(]{1,3}"
            ways += [rf"{one}{parted}{said}(?!\w)", rf"(?<!\w){said}{parted}{one}"]
        yield from (NameSearch(letters=part, pattern=way, strength="nickname") for way in ways)


def by_syllables(form: str) -> NameSearch:
    """Return a search for a name in pinyin whose syllables are written apart: "RUO XI", "ruò-xī".

    Args:
        form: the syllables, folded, with spaces between.
    """
    apart = rf"{ACCENTS}*[\s,'\u2019\u02bc\-\u2010-\u2015\u00b7]{{1,2}}"
    pattern = apart.join(f"{ACCENTS}*".join(map(re.escape, one)) for one in form.split())
    return NameSearch(
        letters=squeezed(form),
        pattern=rf"(?<!{LETTER}){pattern}{ACCENTS}*(?!{LETTER})",
        strength="syllables",
    )


def tibetan_names(form: str) -> Iterator[NameSearch]:
    """Yield a Tibetan name as a whole and by its halves of two syllables, and as friends shorten it.

    Particles, honorifics and strokes behind a name are no part of what is found.

    Args:
        form: the name, folded; its syllables are parted by dots, its words perhaps by spaces.
    """
    words = [re.findall(f"{TIBETAN.pattern}+", word) for word in form.split()]
    syllables = [syllable for word in words for syllable in word]
    last = len(syllables) - _NAME_SYLLABLES
    parts = [syllables, *(word for word in words if len(word) >= _NAME_SYLLABLES)]
    parts += [
        syllables[at : at + _NAME_SYLLABLES] for at in {*range(0, last + 1, _NAME_SYLLABLES), last} if at >= 0
    ]
    if len(syllables) == 2 * _NAME_SYLLABLES:
        parts.append(syllables[::_NAME_SYLLABLES])
    yield from (_of_syllables(part, _TIBETAN_ENDING) for part in dict.fromkeys(map(tuple, parts)))
    if len(syllables) == _NAME_SYLLABLES + 1:  # a name of one syllable beside one of two
        closed = rf"(?:\u0f0b{_HONORIFIC})?\u0f0b?(?=[^\u0f0b\u0f40-\u0fbc]|\Z)"
        for part in (syllables[:1], syllables[-1:]):
            one = _of_syllables(part, f"(?={closed})")
            yield NameSearch(letters=one.letters, pattern=rf"(?<!\u0f0b){one.pattern}")


def _of_syllables(syllables: Sequence[str], ending: str) -> NameSearch:
    pattern = f"{BETWEEN}*".join(map(re.escape, syllables))
    letters = squeezed("".join(syllables))
    return NameSearch(
        letters=letters, pattern=f"(?<!{TIBETAN.pattern}){pattern}(?={ending}(?!{TIBETAN.pattern}))"
    )
