"""How gates find names in pages of exhibits, passages and the own words of letters.

They are those of pseudonymised copies that mean somebody without capitals, which a folded text has lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from casebook.domain.base.first_letter import branches_by_first_letter
from casebook.domain.base.searched_form import SearchedForm, SearchedForms
from casebook.domain.dossier.hiding.plain_letters import LONG_LETTERS, folded_words
from casebook.domain.person.person import Person
from casebook.language.hanzi import has_han
from casebook.language.mandarin import parted, run_together
from casebook.services.dossier.hiding import protected_names
from casebook.services.dossier.hiding.nicknames import nicknames

GIVEN_SIGNS = 2
"""Least Chinese signs of a given name looked for alone."""
_SHORT_LETTERS = 4
"""Least letters of a word of a name in another script than Latin, where few words are like it."""
_TIBETAN_SIGNS = 4
"""Chinese signs of a Tibetan name of two names, each of two syllables."""
_SYLLABLE_END = re.compile(
    r"[\-\u2010-\u2015'\u2019]|(?<=[aeiouwyngr])(?=(?:[zcs]h|[b-df-hj-np-tv-z])?[aeiou])"
)
_PARTING = r"[\s\-\u2010-\u2015'\u2019]?"
"""Where a syllable of a name in Latin letters may end, and what may stand there."""
_BEFORE = ("Xiao ", "Hsiao ", "Siu ", "Ah ", "小", "阿")
"""How a nickname begins that is no other word, whatever follows; "a hang" is in many sentences."""


def name_pattern(
    clients: Iterable[Person],
    people: Iterable[Person],
    others: Iterable[str] = (),
    forms: SearchedForms | None = None,
) -> re.Pattern[str] | None:
    """Return what finds the names of people and others in `plain` letters; None where there are none.

    It is made once for the same names; `forms` keeps it.
    """
    clients, people, others = tuple(clients), tuple(people), tuple(others)
    kept = SearchedForms() if forms is None else forms
    names = (_texts(clients), (*_texts(people), "", *others))
    if names not in kept.patterns:
        kept.patterns[names] = pattern_of(searched_names(clients, people, others, kept))
    return kept.patterns[names]


def _texts(people: Iterable[Person]) -> tuple[str, ...]:
    return tuple(name.text for one in people for name in one.names)


class NamedPeople:
    """Says whom of some people a text names; the names of each are made ready once, where first asked for.

    Args:
        clients: whose names are no sign of somebody else.
        people: who is looked for.
        forms: how names were looked for before.
    """

    def __init__(self, clients: Iterable[Person], people: Iterable[Person], forms: SearchedForms) -> None:
        self._clients, self._people, self._forms = tuple(clients), tuple(people), forms
        self._patterns: dict[str, re.Pattern[str] | None] = {}

    def ids(self, plain_text: str) -> tuple[str, ...]:
        """Return the IDs of those whom a text in `plain` letters names."""
        return tuple(one.id for one in self._people if self._names(one, plain_text))

    def _names(self, person: Person, plain_text: str) -> bool:
        if person.id not in self._patterns:
            self._patterns[person.id] = name_pattern(self._clients, (person,), forms=self._forms)
        return is_named_in(self._patterns[person.id], plain_text)


def searched_names(
    clients: Iterable[Person],
    people: Iterable[Person],
    others: Iterable[str] = (),
    forms: SearchedForms | None = None,
) -> set[str]:
    """Return every spelling of the names, given names and nicknames, to be compared in `plain` letters.

    A name that a client shares is no sign of somebody else. Forms of names that were looked for before are
    taken from `forms`, others added to it.
    """
    kept = SearchedForms() if forms is None else forms
    own = [
        form
        for one in clients
        for name in one.names
        for form in _forms_of(name.text, kept)
        if form.is_spelling
    ]
    shared = {word for form in own for word in (plain(form.text), *form.given)}
    parts = {part for form in own for part in _parts(form.text)}
    names: set[str] = set()
    for name in (*(name.text for person in people for name in person.names), *others):
        for form in _forms_of(name, kept):
            is_familiar = form.text.startswith(("A ", "Ah "))  # "hang a" is in many sentences
            names |= {form.text} if is_familiar else {form.text, " ".join(reversed(form.text.split()))}
            names |= {word for word in form.given if word not in shared}
            names |= {nickname for nickname, of in form.nicknames if of not in parts}
    return names


def _forms_of(name: str, kept: SearchedForms) -> tuple[SearchedForm, ...]:
    """Return how one name is looked for; no name is spelled twice while a casebook is open."""
    forms = kept.get(name)
    if forms is None:
        spelled = protected_names.spellings(name)
        forms = kept[name] = (
            *(_form(form, is_spelling=True) for form in spelled),
            *(_form(form, is_spelling=False) for form in (*_familiar(name, spelled), *_by_halves(name))),
        )
    return forms


def _form(form: str, *, is_spelling: bool) -> SearchedForm:
    return SearchedForm(form, is_spelling, tuple(_given(form)), tuple(_nicknames(form)))


def is_named_by(pattern: re.Pattern[str] | None, text: str) -> bool:
    """Return whether a text names one of those whose names `name_pattern` finds."""
    return pattern is not None and is_named_in(pattern, plain(text))


def is_named_in(pattern: re.Pattern[str] | None, plain_text: str) -> bool:
    """Return the same of a text in `plain` letters, which several patterns search."""
    return pattern is not None and pattern.search(plain_text) is not None


def plain(text: str) -> str:
    """Return a text with letters and line breaks folded, so that a name is found over the end of a line."""
    return folded_words(text)


def _familiar(name: str, spelled: Iterable[str]) -> Iterator[str]:
    """Yield "Ah Hang" of 阿航, which its pinyin writes "A Hang"."""
    if name.startswith("阿"):
        yield from (f"Ah{form[1:]}" for form in spelled if form.startswith("A "))


def _by_halves(name: str) -> Iterator[str]:
    """Yield 拉珍, "Cairanglazhen" and "Cairang Lazhen" of 才让拉珍, which has no family name."""
    if len(name) == _TIBETAN_SIGNS and all(map(has_han, name)) and len(parted(name)[0]) == 1:
        first, second = name[:2], name[2:]
        yield from (second, run_together(name), f"{run_together(first)} {run_together(second)}")


def _nicknames(form: str) -> Iterator[tuple[str, str]]:
    """Yield nicknames, each with the part of the name that it is made of."""
    for one in nicknames(form, "", "name"):
        if one.shape != "nickname" or one.form.startswith(_BEFORE):
            yield one.form, one.form[-1] if has_han(one.form) else plain(one.form).split()[-1]


def _parts(form: str) -> Sequence[str]:
    """Return the words of a form in plain letters, or its Chinese signs."""
    return form if has_han(form) else plain(form).split()


def _given(form: str) -> Iterator[str]:
    """Yield given names in plain letters that are long enough to name somebody alone."""
    if has_han(form):
        parts = form.split("·")
        given = parts if len(parts) > 1 else [parted(form)[1]]
        yield from (plain(one) for one in given if len(one) >= GIVEN_SIGNS)
        return
    ordinary = protected_names.ordinary_parts(form)
    for word in plain(form).split():
        least = LONG_LETTERS if word.isascii() else _SHORT_LETTERS
        if len(word) >= least and word not in ordinary:
            yield word


def pattern_of(forms: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds these forms in `plain` letters, over parted syllables and ends of lines."""
    wanted = sorted({form for form in map(plain, forms) if len(form) >= GIVEN_SIGNS}, key=len, reverse=True)
    in_han = {form: r"\s?".join(map(re.escape, form)) for form in wanted if has_han(form)}
    in_letters = {form: _by_syllables(form) for form in wanted if form not in in_han}
    # A form may begin with an apostrophe, which its pattern leaves open.
    of_letters = branches_by_first_letter(in_letters, is_word=True)
    branches = (*branches_by_first_letter(in_han), *of_letters)
    return re.compile("|".join(branches)) if wanted else None


def _by_syllables(form: str) -> str:
    """Return a name whose syllables may be parted: "lin zhihang", "lin zhi-hang"."""
    words = (_SYLLABLE_END.split(word) for word in form.split())
    return r"[\s,\-\u2010-\u2015]{1,2}".join(_PARTING.join(map(re.escape, parts)) for parts in words)
