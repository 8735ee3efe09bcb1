"""Who counts as in China: everybody whose whereabouts do not plainly state another country."""

from __future__ import annotations

import pytest

from casebook.domain.person.whereabouts import do_differ, is_in_china

NOT_STATED = ("", " ")
IN_CHINA = """\
unknown
?
Kashgar
Beijing
Urumqi, China
Lhasa
Guangzhou
mainland
mainland China
大陆
中国大陆
Macao
Macau
澳門
香港
Hong Kong
Jordan, Hong Kong
Inner Mongolia
内蒙古
CN
TJ
PRC
Chine
Китай
جۇڭگو
རྒྱ་ནག
China, never left Yunlan
has not left China
never left China
China (outside Yunlan)
outside Kashgar
Taiwan, China
中国台湾
Berlin
Larnaca detention centre
not in Germany
Turkey?
Turkey or Kashgar
Kashgar / Turkey
Turkey; Kashgar
Turkey, sent home in 2019
Turkey, returned
in Turkey in 2015
Turkey (deported)
Turkey (Kashgar until 2015)
Turkey until 2019
Turkey (Returned)
From Istanbul, Türkiye
Not Istanbul, Turkey
Previously Almaty, Kazakhstan
Until 2019, Turkey
Former address, Turkey
Egypt (Deported)
Turkey (Refouled)
Turkey (Istanbul)
德國（柏林）
Georgia (Heilongjiang)
Heilongjiang (Georgia)
Mongolia (Inner)
Inner (Mongolia)
Bangkok, Rendered, Thailand
Released, Turkey
Returned (Turkey)
Back Home, Turkey
Expulsé, Turquie
Депортирован, Турция
Kashgar, Turkey
新疆，土耳其
Turkey (Istanbul) (Deported)
Istanbul, Izmir, Turkey
Deported from Istanbul, Turkey
arrested after her return from Almaty, Kazakhstan
wants to move to Germany
never moved to Germany
Khorgos, near Kazakhstan
Yili, at the border to Kazakhstan
不在土耳其
从土耳其被遣返
曾在伊斯坦布尔，土耳其
土耳其（已遣返）
""".splitlines()
ABROAD = """\
Cyprus
cyprus
Germany.
in Germany
lives in Germany
UK
the UK
USA
Istanbul, Türkiye
Istanbul, Turkey
12 Ledra Street, Nicosia, Cyprus
Larnaca detention centre, Cyprus
Graz (Austria)
now in Turkey since 2017
moved to Canada in 2019
left China for Canada
left China on 3 May 2019
left China in 2019
outside China
not in China
abroad
overseas
Cyprus; Germany
Taiwan
Mongolia
土耳其
住在德国
现在德国
柏林，德国
柏林（德國）
Istanbul (Turkey)
Hô Chi Minh City, Vietnam
国外
海外
Turquie
en Allemagne
à l'étranger
im Ausland
Германия
за границей
Γερμανία
تۈركىيە
ཏུརཀི།
ألمانيا
Қазақстан
대한민국
""".splitlines()


@pytest.mark.parametrize("place", [*NOT_STATED, *IN_CHINA])
def test_whoever_has_no_other_country_stated_counts_as_in_china(place: str) -> None:
    assert is_in_china((place,))


@pytest.mark.parametrize("place", ABROAD)
def test_a_country_other_than_china_counts_in_every_language(place: str) -> None:
    assert not is_in_china((place,))


@pytest.mark.parametrize(
    ("texts", "is_there", "is_differing"),
    [
        ((), True, False),
        (("", " "), True, False),
        (("", "Cyprus"), False, False),
        (("Kashgar", "Cyprus"), True, True),
        (("Cyprus", "Kashgar"), True, True),
        (("Cyprus", "Istanbul, Turkey"), False, False),
        (("Cyprus", "Turkey", "unknown"), True, True),
        (("Kashgar", "Hotan"), True, False),
    ],
)
def test_every_text_entered_must_state_a_place_abroad(
    texts: tuple[str, ...], *, is_there: bool, is_differing: bool
) -> None:
    assert (is_in_china(texts), do_differ(texts)) == (is_there, is_differing)
