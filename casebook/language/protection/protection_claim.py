"""Which sentences of a text tell of a claim to protection, in the languages of the courts and of the clients.

A word of the table is heard wherever it stands, whatever the sentence says of it: a word too many costs a
person one decision, a word not heard tells the requesting State of the claim.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import cache, cached_property

from casebook.domain.base.searched_form import SearchedForms
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.hiding.plain_letters import UNSEEN, folded, folded_words, unmasked
from casebook.domain.person.contact import Contact, ContactKind
from casebook.domain.person.person import Person
from casebook.language.name_mention import people_pattern
from casebook.language.protection.protection_words import pattern

_MONTH = (
    r"(?:jan(?:uary?|vier)?|feb(?:ruary?|rero|braio)?|fevrier|mar(?:ch|s|zo?)?|apr(?:ile?)?|avril|abril"
    r"|ma(?:[yi]|yo|ggio)|jun[ei]?|juin|junio|giugno|jul[yi]?|juillet|julio|luglio|aug(?:ust)?|aout|agosto"
    r"|sep(?:t|tember|tembre|tiembre)?|settembre|o[ck]t(?:ober|obre|ubre)?|ottobre|nov(?:i?embre|ember)?"
    r"|de[cz](?:ember|embre)?|dici?embre|enero|gennaio)"
)
_DAY = (
    rf"\b\d{{1,2}}(?:st|nd|rd|th|er)?\.? (?:of |de )?{_MONTH}(?!\w)"
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?!\w)"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\d月\d{1,2}日"
)
_SOME_DAY = re.compile(_DAY)
_DAY_OF_ACT = re.compile(
    rf"(?<=\x00),? (?:\([^)]*\) )?(?:of|vom|du|del|van) (?:the )?(?:{_DAY})"
    rf"|\b(?:ley|loi|legge|law|decreto|gesetz)\b[ \w./]{{0,20}},? (?:de|du|del|of|vom) (?:{_DAY})"
)
"""The day of a statute: "Asylgesetz vom 26. Juni 1998", "Ley 12/2009, de 30 de octubre"."""
_MASK = "\x00"
"""In the place of each letter of what is not read."""
COVERED = "\x01"
"""In the place of each letter of a name, or that an area covers: a person may stand there."""
_FILE_NUMBER = re.compile(
    r"(?<![\w/.\-])(?:\d{2,4}-\d{2}[a-z]\d{4,}|[a-z]{1,4}-?\d{5,}|\d{6,}(?:-\d{1,4})?)(?![\w/])"
)
"""A number as such bodies give files, and as no statute has: "385-12C00123", "7654321-499"."""
_SENTENCE_END = re.compile(
    r"(?<=\w\w\w[.!?])(?<![Aa]rt\.)(?<!Abs\.)(?<![Ss]ec\.)\s+(?=[^\W\d_a-z])|(?<=[。！？])|\n\s*\n"
)
_LINE_END = re.compile(r"[\u00ad\ufffe\u0002]\s*|(?<=[^\W\d_])[-\u2010\u2011]\s+(?=[^\W\d_])")
"""Where a word is broken: by a soft hyphen, or by a hyphen at the end of a line, now perhaps a space."""
_ASYL_LETTERS = re.compile("asyl|azyl")
"""What names are looked for that hold it."""
_ASYLUM = re.compile(r"a[sz]yl(?:\w|um\w*|an[dt]\w*)?$")
"""Words that are no name where they stand alone."""
_BODIES: frozenset[ContactKind] = frozenset({"ngo", "embassy", "authority", "other"})
"""Contacts that may be called after what they do."""
_UNSEEN = re.compile(f"[{UNSEEN}]")
_PARTED = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-\u00b7*_]{1,2}){3,}[^\W\d_](?!\w)\.?")
"""Letters each with a sign behind it: "a s y l u m", "U.N.H.C.R."."""
_TWO_SCRIPTS = re.compile(r"\b(?=\w*[a-zA-Z])(?=\w*[\u0370-\u058f])\w+")
_OFTEN_MISREAD = ("asylum", "refugee", "refugees", "asylant", "asylanten")
_MIN_NUMBER = 5
"""Signs of a number, or of a part of one, that is looked for."""
_MAX_CASES, _MAX_READ = 8, 20_000
"""Cases as they stand, and texts of each, whose sentences are kept: a large dossier has some thousands."""
_ACCENTED = re.compile("πρόσφυγ|προσφύγων", re.IGNORECASE)
"""Greek for a refugee; without its accent it is the word for an application to a court."""
_LONGEST, _BEFORE, _MARGIN = 240, 100, 40
"""Signs of a sentence that is stated whole, before the word in a longer one, and at least behind it."""


class ClaimTeller:
    r"""Says of the texts of a case whether they tell of a claim to protection, and in which sentences.

    Args:
        numbers: of the proceedings on such claims, as `claim_numbers` gives them.
        names: of people; none of them tells of a claim. A word that also is one for asylum is part of a name
            only beside the other words of it.
        people: names of those of the case. Beside one of them, however it is written, the name of a statute
            or body tells of a claim, as it does beside a pronoun.
        known: what was made and read before, which the caller keeps.

    >>> ClaimTeller()("He claims asylum."), ClaimTeller()("Asylum Act, section 3")
    (True, False)
    >>> ClaimTeller()("The decision in his case is under the Asylum Act.")
    True
    >>> ClaimTeller()("He enjoys protection."), ClaimTeller()("Data protection applies.")
    (True, False)
    >>> ClaimTeller()("his asy-\nlum"), ClaimTeller(["A-0129"])("File A-0129")
    (True, True)
    >>> ClaimTeller(names=["Moonharbour Asyl"])("Asyl Moonharbour left.")
    False
    """

    def __init__(
        self,
        numbers: Collection[str] = (),
        names: Collection[str] = (),
        people: Collection[str] = (),
        known: SearchedForms | None = None,
    ) -> None:
        known = SearchedForms() if known is None else known
        self._named, self._patterns = tuple(people), known.people
        of_case = (tuple(numbers), tuple(names), self._named)
        if of_case not in known.claims and len(known.claims) >= _MAX_CASES:
            known.claims.clear()
        self._read = known.claims.setdefault(of_case, {})
        self._numbers = _number_pattern(numbers) if numbers else None
        wanted = [name for name in names if _ASYL_LETTERS.search(folded_words(name))]
        self._names = _name_pattern(wanted) if wanted else None

    @cached_property
    def _people(self) -> re.Pattern[str]:
        if self._named not in self._patterns:
            self._patterns[self._named] = people_pattern(self._named)
        return self._patterns[self._named]

    def __call__(self, text: str) -> bool:
        """Return whether a text tells of a claim."""
        return bool(self._heard(text))

    def sentences(self, text: str) -> tuple[str, ...]:
        """Return the sentences that tell of a claim, in order, each once; a long one in parts."""
        heard = {re.sub(r"\W", "", folded(one)): one for one in reversed(self._heard(text))}
        return tuple(reversed(heard.values()))

    def _heard(self, text: str) -> tuple[str, ...]:
        """Return them, those with a word that the end of a line breaks perhaps twice."""
        if text not in self._read:
            if len(self._read) >= _MAX_READ:
                self._read.clear()
            self._read[text] = tuple(self._telling(text))
        return self._read[text]

    def _telling(self, text: str) -> Iterator[str]:
        for read in _readings(text):
            if not (self._is_perhaps(folded_words(read)) or _has_refugee(read)):
                continue
            for sentence in _SENTENCE_END.split(read):
                line = " ".join(sentence.split())
                yield from _around(line, self._places(line))

    def _is_perhaps(self, whole: str) -> bool:
        is_numbered = self._numbers is not None and self._numbers.search(whole) is not None
        is_worded = pattern("claim", "protection", "name").search(whole) is not None
        return is_numbered or is_worded or _misread().search(whole) is not None

    def _places(self, line: str) -> list[int]:
        """Return where a sentence tells of a claim, in order."""
        sentence = folded(line)
        places = [number.start() for number in self._numbers.finditer(sentence)] if self._numbers else []
        if _has_refugee(line):
            places.append(0)
        sentence = _masked(pattern("person"), sentence)
        if self._names:
            sentence = _masked(self._names, sentence, COVERED)
        unnamed = _masked(pattern("name"), sentence)
        is_of_name = unnamed != sentence and not self._is_of_step(unnamed, sentence)
        read = unnamed if is_of_name else sentence
        heard = [
            *pattern("claim").finditer(read),
            *_misread().finditer(read),
            *pattern("protection").finditer(self._without_turns(read)),
            *(pattern("name").finditer(sentence) if not is_of_name else ()),
        ]
        return sorted((*places, *(word.start() for word in heard)))

    def _without_turns(self, read: str) -> str:
        """Return a sentence without the turns with the word protection that tell of no claim in it."""
        without = _masked(pattern("other"), read)
        turned = _masked(pattern("turn"), without)
        is_granted = self._is_of_somebody(turned) or pattern("step", "grant").search(turned)
        return without if turned != without and is_granted else turned

    def _is_of_somebody(self, unnamed: str) -> bool:
        is_numbered = COVERED in unnamed or _FILE_NUMBER.search(unnamed) is not None
        return is_numbered or self._people.search(unnamed) is not None

    def _is_of_step(self, unnamed: str, sentence: str) -> bool:
        """Return whether a sentence with the name of a statute or body is of somebody, a file, or a step.

        Args:
            unnamed: the folded sentence without such names.
            sentence: with them.
        """
        if self._is_of_somebody(unnamed) or pattern("step").search(unnamed):
            return True
        return not pattern("published").search(sentence) and bool(
            _SOME_DAY.search(_masked(_DAY_OF_ACT, unnamed))
        )


def claim_numbers(proceedings: Iterable[Proceeding]) -> tuple[str, ...]:
    """Return the numbers of proceedings on a claim to protection, and parts of them that tell alone."""
    return tuple(
        form
        for one in proceedings
        if one.number and (one.kind == "asylum" or pattern("claim").search(folded_words(one.forum)))
        for form in dict.fromkeys((one.number, *one.number.split()))
        if len(form) >= _MIN_NUMBER and re.search(r"\d", form)
    )


def claim_teller(
    proceedings: Iterable[Proceeding],
    people: Iterable[Person],
    contacts: Iterable[Contact] = (),
    known: SearchedForms | None = None,
) -> ClaimTeller:
    """Return what reads the texts of a case.

    Args:
        proceedings: of the case; the numbers of those on a claim tell of it.
        people: whose names tell of none, whatever their letters, and say that a sentence is of somebody.
        contacts: whose names tell of none; not the names of bodies.
        known: as for `ClaimTeller`.
    """
    recorded = tuple(name.text for person in people for name in person.names)
    own = (name for one in contacts if one.kind not in _BODIES for name in (one.name, *one.other_names))
    return ClaimTeller(claim_numbers(proceedings), (*recorded, *own), recorded, known)


def _readings(text: str) -> Iterable[str]:
    """Return a text as it is read: without unseen signs, letters parted by signs joined, words of one script.

    Its letters and figures stay, so that a sentence of it is found again where it stands; twice where the end
    of a line breaks words.
    """
    joined = (_UNSEEN.sub("", one) for one in (text, _LINE_END.sub("", text)))
    return dict.fromkeys(
        _TWO_SCRIPTS.sub(lambda word: unmasked(word[0]), _PARTED.sub(_without_signs, one)) for one in joined
    )


def _without_signs(letters: re.Match[str]) -> str:
    return re.sub(r"\W|_", "", letters[0])


@cache
def _misread() -> re.Pattern[str]:
    """What finds words of a claim of which recognition or a slip of the hand left one letter wrong."""
    right, wrong = "|".join(_OFTEN_MISREAD), "|".join(form for word in _OFTEN_MISREAD for form in _near(word))
    return re.compile(rf"(?<!\w)(?!(?:{right})(?!\w))(?:{wrong})(?!\w)")


def _near(word: str) -> Iterator[str]:
    """Yield expressions for what a word becomes by one letter read or typed wrongly, the first one right."""
    for at in range(1, len(word)):
        before, after = word[:at], word[at + 1 :]
        yield from (rf"{before}\w?{after}", rf"{before}\w{word[at:]}")


def _has_refugee(text: str) -> bool:
    return not text.isascii() and _ACCENTED.search(unicodedata.normalize("NFC", text)) is not None


def _masked(words: re.Pattern[str], sentence: str, mask: str = _MASK) -> str:
    """Return a sentence of the same length in which these words are not read."""
    return words.sub(lambda word: mask * len(word[0]), sentence)


def _around(line: str, places: Iterable[int]) -> Iterator[str]:
    """Yield a sentence with these places, or of a long one as many parts as hold them all."""
    seen = -1
    for at in places:
        if at < seen:
            continue
        start = max(0, at - _BEFORE) if len(line) > _LONGEST else 0
        end = start + _LONGEST
        yield f"{'…' if start else ''}{line[start:end].strip()}{'…' if end < len(line) else ''}"
        seen = end - _MARGIN


def _name_pattern(names: Collection[str]) -> re.Pattern[str]:
    """Return what finds names in folded text: whole in either order, and words that are no other word."""
    words = [re.findall(r"[^\W_]+", folded_words(name)) for name in names]
    whole = [order for each in words if len(each) > 1 for order in (each, each[::-1])]
    alone = [[one] for each in words for one in each if _ASYL_LETTERS.search(one) and not _ASYLUM.match(one)]
    forms = (r"[\W_]{1,3}".join(map(re.escape, each)) for each in (*whole, *alone))
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms) or '(?!)'})\w{{0,3}}(?!\w)")


def _number_pattern(numbers: Collection[str]) -> re.Pattern[str]:
    """Return what finds numbers in folded text, whatever their hyphens, also parted at the end of a line."""
    parts = (re.split(r"[\s\-\u2010-\u2015]+", folded_words(one)) for one in numbers)
    forms = "|".join(r"[\s\-\u2010-\u2015]{0,3}".join(map(re.escape, one)) for one in parts)
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)")
