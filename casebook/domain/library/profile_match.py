"""The groups, places and periods a finding covers, and whether they match the client's.

A report on Uyghurs in Xinjiang says nothing of a Han printer from Fujian. What is adverse, and what the law
asks of every court, is never passed over. What a court or a treaty body decided does not age; reports do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from casebook.domain.base.entity import entity
from casebook.domain.library.finding import Finding, FindingKind, Strength
from casebook.domain.person.person import Person

Misfit = Literal["group", "place", "time"]
"""Why a finding does not apply to a client."""

FRESH_YEARS = 10
"""A rule of this program, not of a court: older reports fit only a case whose facts reach back to them."""

IDENTITIES = frozenset(
    {
        "Uyghurs",
        "Kazakhs",
        "other Muslims",
        "Hui and other Muslims",
        "Tibetans",
        "Falun Gong",
        "Church of Almighty God",
        "other banned groups",
        "Christians",
        "house-church Christians",
        "Taiwan nationals",
        "Taiwan supporters",
        "Hongkongers",
        "LGBT persons",
        "women",
        "minors",
        "undocumented migrants",
        "foreign nationals",
        "dual nationals",
        "dual and foreign nationals",
    }
)
"""Groups by identity: a finding that names one applies to no one else."""
OCCUPATIONS = frozenset(
    {
        "political dissidents and activists",
        "dissidents",
        "activists",
        "labour activists",
        "pro-democracy activists",
        "petitioners",
        "lawyers",
        "defence lawyers",
        "journalists",
        "bloggers",
        "publishers",
        "researchers",
        "students",
        "corruption suspects and officials",
        "former insiders",
        "foreign officials",
        "business persons",
        "telecom-fraud suspects",
    }
)
"""Groups by occupation or charge: a finding that names no wider group applies to no one else."""
WIDER = frozenset(
    {
        "all",
        "asylum seekers",
        "criminal defendants",
        "criminal suspects",
        "diaspora",
        "disappeared persons",
        "exiles",
        "failed asylum seekers",
        "families",
        "foreign states",
        "persons facing capital charges",
        "persons facing removal",
        "persons sought for extradition",
        "PRC citizens",
        "pre-trial detainees",
        "prisoners",
        "refugees",
        "returnees",
    }
)
"""Groups by situation, which anyone may enter."""
PEOPLES = frozenset({"Uyghurs", "Kazakhs", "Tibetans"})
"""Groups that the recorded ethnicity of a person decides, whatever topics are chosen."""
REGIONS = frozenset({"Xinjiang", "Tibet", "Hong Kong"})
"""Places inside China: a finding that names only such a place applies to no other."""

_MUSLIMS = ("other Muslims", "Hui and other Muslims")
_BELIEVERS = ("Christians", "house-church Christians")
_ACTIVISTS = ("political dissidents and activists", "dissidents", "activists", "pro-democracy activists")
_FOREIGN = ("foreign nationals", "dual nationals", "dual and foreign nationals")
_TOPICS: Mapping[str, tuple[str, ...]] = {
    "uyghurs-xinjiang": ("Uyghurs", "Kazakhs", "other Muslims", "Xinjiang"),
    "tibetans": ("Tibetans", "Tibet"),
    "falun-gong": ("Falun Gong",),
    "christians-house-church": (*_BELIEVERS, "Church of Almighty God", "other banned groups"),
    "muslims-hui": _MUSLIMS,
    "hong-kong-nsl": ("Hongkongers", "pro-democracy activists", "Hong Kong"),
    "taiwan-nationals": ("Taiwan nationals", "Taiwan supporters"),
    "political-dissidents-activists": _ACTIVISTS,
    "human-rights-lawyers-709": ("lawyers", "defence lawyers"),
    "journalists-bloggers": ("journalists", "bloggers", "publishers"),
    "corruption-suspects-officials": ("corruption suspects and officials", "former insiders"),
    "business-persons": ("business persons",),
    "economic-crime-telecom-fraud-taiwanese": ("telecom-fraud suspects", "business persons"),
    "lgbt-women-activists": ("LGBT persons", "women", "activists", "labour activists"),
}
"""Groups and places implied by a topic chosen for a person."""
_WORDS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (r"u[iy]gh?ur|维吾尔|維吾爾", ("Uyghurs", "other Muslims")),
        (r"kazakh|哈萨克|哈薩克", ("Kazakhs", "other Muslims")),
        (r"tibetan|\btibet\b|藏族|西藏", ("Tibetans", "Tibet")),
        (r"\bhui\b|回族", ("Hui and other Muslims",)),
        (r"muslim|islam|伊斯兰|伊斯蘭|穆斯林", _MUSLIMS),
        (r"falun|法轮|法輪", ("Falun Gong",)),
        (r"almighty god|全能神", ("Church of Almighty God", "other banned groups")),
        (r"christian|protestant|catholic|基督|天主", _BELIEVERS),
        (r"xinjiang|新疆", ("Xinjiang",)),
        (r"hong ?kong|香港|\bhk\b", ("Hongkongers", "Hong Kong")),
        (r"taiwan|台湾|臺灣|台灣|\btw\b", ("Taiwan nationals",)),
    )
)
_TELLABLE = frozenset(_FOREIGN).union(*_TOPICS.values(), *(words for _, words in _WORDS))
"""What a person's record can say of them. No field tells students, petitioners or minors: a finding on such a
group alone is offered to everybody, and names the group it speaks of."""
_CHINESE = re.compile(r"\b(?:cn|chn|chinese|china|prc)\b|中国|中國", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_STILL = re.compile(r"\b(?:text|law|in force|from|onward|consolidated|adopted|revised|amended|regulations)\b")
_PLACE_SIGNS = re.compile(r"[;:,]| and ")


class Reach(NamedTuple):
    """What of a finding decides whom it speaks of: its own fields, and whether its source is a decision."""

    id: str
    topic_id: str
    kind: FindingKind
    strength: Strength
    is_adverse: bool
    groups: tuple[str, ...]
    scope: str
    period: str
    is_decision: bool


@entity
class ClientProfile:
    """The client details relevant to findings.

    Attributes:
        groups, places: words of the library's own lists.
        since: the first year that matters: that of the case's earliest fact, or `FRESH_YEARS` ago.
    """

    groups: frozenset[str]
    places: frozenset[str]
    since: int


def profile_of(persons: Iterable[Person], since: int) -> ClientProfile:
    """Return the profile of the clients, from their records and the topics chosen for them."""
    traits: set[str] = set()
    for person in persons:
        texts = (person.ethnicity, person.religion, person.birth_place, *person.nationalities)
        traits.update(
            word for text in texts for pattern, words in _WORDS if pattern.search(text) for word in words
        )
        traits.update(_of_topics(person))
        if person.nationalities and not all(_CHINESE.search(each) for each in person.nationalities):
            traits.update(_FOREIGN)
    return ClientProfile(groups=frozenset(traits - REGIONS), places=frozenset(traits & REGIONS), since=since)


def _of_topics(person: Person) -> Iterator[str]:
    """Yield the groups and places of a person's topics; of peoples only the one on record, if any is."""
    recorded = {word for pattern, words in _WORDS if pattern.search(person.ethnicity) for word in words}
    for word in (word for topic in person.topics for word in _TOPICS.get(topic, ())):
        if word not in PEOPLES or word in recorded or not person.ethnicity.strip():
            yield word


def misfit(finding: Finding | Reach, profile: ClientProfile, *, is_decision: bool) -> Misfit | None:
    """Why a finding does not speak of these persons; None where it does, or must not be passed over.

    Args:
        finding: the finding.
        profile: of the persons.
        is_decision: its source is a decision, whose holdings do not age, whichever way they point.
    """
    if finding.is_adverse or finding.kind == "standard":
        return None
    if not _of_group(finding.groups, profile):
        return "group"
    regions, is_wider = _regions(finding.scope)
    if regions and not is_wider and not regions & profile.places:
        return "place"
    last = _last_year(finding.period)
    if not is_decision and finding.strength != "law text" and last is not None and last < profile.since:
        return "time"
    return None


@lru_cache(maxsize=4096)
def _of_group(groups: tuple[str, ...], profile: ClientProfile) -> bool:
    identities = (IDENTITIES & _TELLABLE).intersection(groups)
    if identities:
        return bool(identities & profile.groups)
    occupations = (OCCUPATIONS & _TELLABLE).intersection(groups)
    is_wider = any(group not in IDENTITIES | OCCUPATIONS for group in groups)
    return not occupations or is_wider or bool(occupations & profile.groups)


@lru_cache(maxsize=1024)
def _regions(scope: str) -> tuple[frozenset[str], bool]:
    """Return the regions of China in a scope, and whether it also covers China as a whole."""
    places = {place.strip() for place in _PLACE_SIGNS.split(scope)}
    return REGIONS & places, "China" in places


@lru_cache(maxsize=1024)
def _last_year(period: str) -> int | None:
    """Return the last year a period covers, or None if it continues or names no year."""
    years = _YEAR.findall(period)
    return None if not years or _STILL.search(period) else int(max(years))
