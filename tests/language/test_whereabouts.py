"""Who counts as in China: everybody whose whereabouts do not plainly state another country."""

from __future__ import annotations

import pytest

from casebook.language.table import rows, several
from casebook.language.whereabouts import do_differ, is_abroad, is_in_china

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
失联，埃及
失踪，土耳其
下落不明，泰国
去向不明，泰国
音讯全无，泰国
2019年，土耳其
Unknown, Turkey
Whereabouts unknown, Turkey
Whereabouts Unknown, Turkey
Перед депортацией, Турция
Unbekannt, Türkei
Germany (Visa)
Turkish Embassy, Beijing
Kaşgar, Türkiye
Hoten, Türkiye
Урумчи, Казахстан
Кашгар, Турция
Хотан, Турция
Qaraqash, Turkey
莎车，土耳其
阿克苏，土耳其
Yanbian, South Korea
延边，韩国
Dram, Nepal
Turkey (Qaraqash)
Old Town, Kashgar, Istanbul, Turkey
Yunlan and Berlin, Germany
A, B, C, D, E, Turkey
lived in Munich, Germany
lives in Kashgar, Turkey
rejected asylum seeker in Germany
seeks asylum in Germany
Deported, since 2017
Kashgar, since 2015
Norway, until 2015
蒙古族
蒙古锡林郭勒
朝鲜延边
德国籍
德国公民
德国公司
德国回来
德国大使馆
土耳其边境
土耳其新疆
土耳其失联
哈萨克斯坦口岸
P.R.C.
T.J.
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
Turkey (Istanbul)
德國（柏林）
Germany (Munich)
Dharamsala (Himachal Pradesh, India)
Istanbul, Izmir, Turkey
Zeytinburnu, Istanbul, Türkiye
Toronto, Ontario, Canada
Fairfax, VA, USA
Hauptstraße 5, 80331 Munich, Germany
McLeod Ganj, Dharamsala, India
12 Main Street, Apartment 4, Fairfax, VA, USA
lives in Munich, Germany
She lives in Munich, Germany
now in Almaty, Kazakhstan
asylum seeker in Germany
an asylum seeker in Munich, Germany
refugee in Norway
Norway, since 2015
Norway, since May 2015
Istanbul, Türkiye, since 2017
U.K.
U.S.A.
Fairfax, VA, U.S.A.
德国慕尼黑
住在德国慕尼黑
土耳其伊斯坦布尔
美國紐約
台湾台北
日本川口市
Tainan, Taiwan
台南，台湾
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


def test_each_place_of_the_table_in_china_makes_another_country_doubtful() -> None:
    for row in rows("places"):
        names = (*several(row["latin"]), *several(row["chinese"]), row["native"], *several(row["russian"]))
        for name in filter(None, names):
            place = f"{name}, {'Taiwan' if row['country'] == 'TW' else 'Türkiye'}"
            assert is_abroad(place) is (row["country"] == "TW"), place
