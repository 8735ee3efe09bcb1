"""Patterns that find words and numbers that are no names: of places, papers, telephones and cases."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from casebook.domain.dossier.hiding.han_nickname import CLOSES_NAME, OPENS_NAME
from casebook.domain.dossier.hiding.name_search import NameSearch
from casebook.domain.dossier.hiding.plain_letters import (
    APOSTROPHES,
    BETWEEN_FIGURES,
    CASED,
    LETTER,
    LETTER_OR_DIGIT,
    LONG_LETTERS,
    PARTED,
    breakable,
    folded,
    squeezed,
)

_DAY_PARTS = 2
_MIN_DIGITS, _MIN_FIGURES = 6, 4
"""Minimum digits of a word with letters that counts as a number, such as a passport number."""
_PARTED_FIGURES = (
    r"[\s.,|/_~\uff5e\u3001'\u2019\-\u00b7\u2010-\u2015\u2022\u2027\u2212\u2219\u22c5\u30fb]{1,3}"
)
"""Between the figures of a date; a colon begins a time."""
_SHORT_NUMBER = 4
"""A case number with fewer letters and digits is matched only exactly and as a whole."""
_STROKES = r"[\-\u2010-\u2015]"
_NUMBER_PARTED = r"[\s_/\-\u2010-\u2015'\u2019]{0,3}"
"""Between the parts of a case number; a full stop only if the number itself contains one."""
NO_OTHER_DAY = r"(?![.\-/]\d{1,2}[.\-/]\d{1,2}(?![.\-/]?\d))"
"""Behind a date: no month and day with which its last number is another, as in "7.15, 1998.7.15"."""
MIN_TELLING = 5
"""Figures in a row that tell which number it is, whatever stands before and behind them."""
_BEFORE_FIGURES = r"(?:(?<![^\W_])[a-z]{1,3}(?:\d{1,4}[\s\-/]{1,2})?)?(?<!\d)(?<!\d[.,])"
_BEHIND_FIGURES = r"(?:[\-\u2010-\u2015/]\d{1,4}[a-z]?(?![^\W_])){0,3}"
"""The court, chamber or year and the order of a file: "W189 2288114-2/5E"."""
_WORD_SIGN = r"(?:(?![\u3400-\u9fff])\w)"
"""Chinese characters may stand beside a word in letters without a space."""
_PHONE = re.compile(r"(?:\+[\d\s().\-]+|\d+)")
"""A phone number with country code, or without separators; other numbers keep their parts."""


def _not_behind(words: Sequence[str], signs: Sequence[str]) -> str:
    """Return what matches a place before which no word with one of the signs stands."""
    return "".join(f"(?<!{word}{sign})" for word in words for sign in signs)


_NUMBERED = _not_behind(
    (
        *(
            "no",
            "nr",
            "num",
            "number",
            "nummer",
            "numero",
            r"\bn",  # the sign \u2116, folded
            "#",
            "n\xb0",
            "n\xba",
            "ref",
            "reference",
        ),
        *("batch", "lot", "serial", "item", "part", "charge", "partie", "批号", "批號", "批次"),
        *("invoice", "receipt", "order", "ticket", "voucher", "rechnung", "quittung", "beleg", "bestellung"),
        *("facture", "recu", "commande", "factura", "recibo", "pedido", "fattura", "ricevuta", "ordine"),
        *(
            "fatura",
            "makbuz",
            "счет",
            "чек",
            "квитанция",
            "заказ",
            "发票",
            "發票",
            "收据",
            "收據",
            "编号",
            "編號",
        ),
        *("单号", "單號", "订单", "訂單", "订单号", "訂單號", "号码", "號碼"),
    ),
    ("", " ", ".", ". ", ":", ": ", "\uff1a", "-"),
)
"""Before eight figures that are a number and no day: "invoice 20260304"."""
_BEHIND_WORD = "(?:{})".format(
    "|".join(
        f"(?<={word}{sign})"
        for word in (
            *(
                "file",
                "no",
                "nr",
                "number",
                "case",
                "application",
                "appl",
                "app",
                "ref",
                "reference",
                "docket",
            ),
            *(
                "matter",
                "claim",
                "akte",
                "aktenzeichen",
                "az",
                "zahl",
                "zl",
                "gz",
                "nummer",
                "sache",
                "antrag",
            ),
            *(
                "dossier",
                "numero",
                "n\xb0",
                "requete",
                "affaire",
                "expediente",
                "exp",
                "solicitud",
                "fascicolo",
            ),
            *(
                "ricorso",
                "processo",
                "proc",
                "dosya",
                "esas",
                "basvuru",
                "дело",
                "дела",
                "номер",
                "заявление",
            ),
            *(
                "жалоба",
                "υποθεση",
                "φακελοσ",
                "αιτηση",
                "αρ",
                "案号",
                "案號",
                "档案",
                "檔案",
                "编号",
                "編號",
                "卷宗",
            ),
            *("案件", "申请", "申請", "档案号", "檔案號", "第"),
        )
        for sign in ("", " ", ".", ". ", ":", ": ", " #", "#")
    )
)
"""Before figures that are the number of a file, folded."""
_NO_EXHIBIT = _not_behind(
    ("exhibit", "law", "article", "annex", "section", "room", "flat", "protocol", "regulation"),
    (" no ", " no. ", " nr. ", " number "),
)
_MONEY = (
    r"(?:yuan|rmb|cny|eur|euros?|usd|dollars?|hkd|gbp|pounds?|rubl\w{1,3}|руб\w{0,4}|lira|tl|chf|francs?"
    r"|franken|[€¥$£₽元块塊圆圓])"
)
NO_MONEY_BEFORE = _not_behind(
    ("yuan", "rmb", "cny", "eur", "usd", "hkd", "gbp", "chf", *"€¥$£₽"),
    ("", " "),
)
NO_MONEY_BEHIND = rf"(?!(?:[.,]\d{{2}})?\s?{_MONEY}(?![a-z]))"
"""Around a telephone number: an amount of money is none."""
_AT_EMPLOYER = (
    *("at", "at the", "work for", "works for", "worked for", "working for", "employed by"),
    *("bei", "bei der", "beim", "chez", "chez les"),
)
"""Before the name of an employer, folded."""
_IN_EMPLOYER = ("in", "in the", "im", "in der")
"""The same, and before a time: "in Nowruz 2019"."""
_NO_YEAR = r"(?! ?(?:19|20)\d\d(?!\d))"
_LATIN, _LATIN_LETTER = r"[\da-z\u00df-\u024f_]", r"[a-z\u00df-\u024f]"


def plain_search(form: str, *, is_date: bool = False, is_birth: bool = False) -> NameSearch:
    """Return a search for words and numbers with any separators.

    Args:
        form: the words, folded.
        is_date: whether a figure of a day or month may have a zero before it.
        is_birth: whether it is a date of birth, hidden in a number as well.
    """
    letters = squeezed(form)
    if _PHONE.fullmatch(form) and len(letters) >= _MIN_DIGITS:
        digits = (r"[ .()/\-\u2010-\u2015]{0,2}" if is_date else f"{BETWEEN_FIGURES}{{0,4}}").join(letters)
        before = "" if is_birth else _NUMBERED if is_date else NO_MONEY_BEFORE
        return NameSearch(
            letters=letters,
            pattern=rf"(?<!\d){before}(?:\+|00 ?|0{BETWEEN_FIGURES}{{0,4}})?{digits}(?:\ufe0f?\u20e3)?(?!\d)"
            f"{'' if is_date else NO_MONEY_BEHIND}",
        )
    words = re.findall(r"[^\W_]+", form)
    inner = (
        ("0?" if is_date and word.isdigit() and len(word) == 1 else "") + breakable(word) for word in words
    )
    is_long = len(letters) >= LONG_LETTERS
    left, right = _edges(words, is_long=is_long)
    if is_date and words[0].isdigit():
        left += r"(?<!\b[a-z](?=0))"  # in "D08 October 2019" it is that of an item, whose day went before
    if is_date and letters.isdigit() and len(words) == _DAY_PARTS:
        left, right = rf"{left}(?<!\d[.\-/])", rf"{right}(?![.\-/]\d)"  # a month is no part of a day
    if is_date and letters.isdigit():
        right += rf"(?!:\d){NO_OTHER_DAY}"  # the hour behind a date
    if letters.isdigit() and len(words) == 1:
        left, right = r"(?<!\d)(?<!\d[.,])", r"(?![.,]?\d)"
    parted = _PARTED_FIGURES if letters.isdigit() else PARTED
    return NameSearch(letters=letters, pattern=f"{left}{parted.join(inner)}{right}")


def written_search(form: str) -> NameSearch:
    """Return a search for whole words as they were recorded, capitals included.

    Args:
        form: the words; "@" before them belongs to none.
    """
    written = " ".join(form.lstrip("@").split())
    plain = folded(written)
    is_han = bool(re.search("[\u3400-\u9fff]", plain))
    left, right = (OPENS_NAME, CLOSES_NAME) if is_han else (rf"(?<!{_WORD_SIGN})", rf"(?!{_WORD_SIGN})")
    pattern = left + r"\s+".join(map(re.escape, plain.split())) + right
    return NameSearch(letters=squeezed(plain), pattern=pattern, strength="unsure", written=written)


def behind_search(form: str, words: Collection[str]) -> NameSearch:
    """Return a search for a short number where it stands behind some words; elsewhere it is another.

    Args:
        form: the number, folded.
        words: what stands before it in texts, folded; a tab where it is all that a cell of a sheet has.
    """
    one = plain_search(form)
    if "\t" in words:
        cell = rf"(?:\A|(?<=[\t\n|]))[ ]?{one.pattern}(?=[ ]?(?:[\t\n|]|\Z))"
        others = [lead for lead in words if lead != "\t"]
        behind = f"|{behind_search(form, others).pattern}" if others else ""
        return replace(one, pattern=f"{cell}{behind}")
    leads = {
        *words,
        *(lead.replace("\n", "\r\n") for lead in words),
    }  # a finished page has either end of lines
    behind = "|".join(f"(?<={_spelt(lead)})" for lead in sorted(leads))
    # A message is searched by itself before its page is set, without the line of its sender.
    lines = {lead.rpartition("\n")[2] for lead in words if "\n" in lead}
    behind += "".join(rf"|(?<=\A{_spelt(line)})" for line in sorted(lines))
    return replace(one, pattern=rf"(?:{behind}){one.pattern}")


def _spelt(lead: str) -> str:
    return "".join(r"\s" if sign.isspace() else re.escape(sign) for sign in lead)


def trade_search(form: str, trades: Iterable[str], *, is_time: bool) -> NameSearch:
    """A word of an employer where the text says that it is one; elsewhere it may be somebody's name."""
    one = plain_search(form)
    at, within, beside = (
        "|".join(rf"(?<=\b{lead} )" for lead in leads)
        for leads in (_AT_EMPLOYER, _IN_EMPLOYER, sorted(trades))
    )
    behind = rf"['\u2019\-]?s? (?:{'|'.join(sorted(trades))})(?!\w)"
    pattern = rf"(?:{beside}){one.pattern}{_NO_YEAR}|{one.pattern}(?={behind})"
    if not is_time:
        by_place = rf"(?:{at}){one.pattern}|(?:{within}){one.pattern}{_NO_YEAR}"
        pattern = rf"{by_place}|{pattern}|{one.pattern}(?=[{APOSTROPHES}][dt][ea](?:ki)?(?!\w))"
    return NameSearch(letters=one.letters, pattern=pattern, strength="nickname")


def _numbered_parts(form: str) -> Iterator[NameSearch]:
    """Yield its parts that stand behind a word for a file or number: "file 0129", "No 41/26"."""
    parts: dict[str, str] = {}
    for serial, year in re.findall(r"(?<!\d)0*(\d{1,7})\s?[/\-]\s?(?:19|20)?(\d\d)(?!\d)", form):
        parts[serial] = rf"0{{0,4}}{serial}\s?[/\-]\s?(?:19|20)?{year}(?!\d)"
    for figures in re.findall(r"(?<!\d)0*([1-9]\d{2,})(?!\d)", form):
        if not re.fullmatch(r"(?:19|20)\d\d", figures):
            parts[figures] = rf"0{{0,4}}{figures}(?!\d|[./\-]\d)"
    for letters, pattern in parts.items():
        yield NameSearch(letters=letters, pattern=rf"(?<!\d){_NO_EXHIBIT}(?=\d){_BEHIND_WORD}{pattern}")


def _edges(words: Sequence[str], *, is_long: bool) -> tuple[str, str]:
    """Return the patterns forbidden before and after a form."""
    first = _adjoining(words[0], words[0][0], is_long=is_long)
    last = _adjoining(words[-1], words[-1][-1], is_long=is_long)
    return f"(?<!{first})" if first else "", f"(?!{last})" if last else ""


def _adjoining(word: str, edge: str, *, is_long: bool) -> str:
    """Return the characters that make a form part of a longer one, as a class; "" for none.

    SECURITY: a clerk writes "护照E1234567号" without a space, and a finished page joins a cell to the number
    in the next ("IDE1234567"). A letter of another script ends a word, and any letter ends a long number.
    """
    if not (word.isascii() or CASED.search(word)):
        return ""  # its script parts no words, or ends them in particles
    if is_long and edge.isdigit():
        return r"\d"
    if sum(map(str.isdigit, word)) >= _MIN_FIGURES:
        return ""  # letters before or behind the figures of a number
    if word.isalpha():
        return _LATIN_LETTER if edge.isascii() else LETTER
    return _LATIN if edge.isascii() else LETTER_OR_DIGIT


def case_number_searches(form: str) -> Iterator[NameSearch]:
    """Yield the searches for a case number, as a whole and by its parts.

    Args:
        form: the number, folded.
    """
    yield _case_number_search(form)
    yield from _numbered_parts(form)


def _case_number_search(form: str) -> NameSearch:
    """Return a search for a case number.

    "A-1" is not the heading "A.1", but "CO/1234/2026" may be "CO 1234-2026".

    Args:
        form: the number, folded.
    """
    letters = squeezed(form)
    if len(letters) < _SHORT_NUMBER:
        signs = "".join(_STROKES if re.match(_STROKES, sign) else re.escape(sign) for sign in form)
        whole = rf"(?<![A-Za-z0-9_])(?<!\w[./\-]){signs}(?![A-Za-z0-9_])(?![./\-]\w)"
        return NameSearch(letters=letters, pattern=whole, strength="short-number")
    if form.isdigit() and len(form) >= MIN_TELLING:
        figures = breakable(form) if len(form) >= LONG_LETTERS else form
        return NameSearch(letters=form, pattern=rf"{_BEFORE_FIGURES}{figures}(?!\d){_BEHIND_FIGURES}")
    words = re.split(r"([\W_]+)", re.sub(r"^[\W_]+|[\W_]+$", "", form))
    parts = (
        (PARTED if "." in word else _NUMBER_PARTED) if place % 2 else breakable(word)
        for place, word in enumerate(words)
    )
    left, right = _edges(words, is_long=len(letters) >= LONG_LETTERS)
    return NameSearch(letters=letters, pattern=f"{left}{''.join(parts)}{right}")
