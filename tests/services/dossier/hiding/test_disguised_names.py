"""Names that a file disguises: each is found as a reader or a program would read it, and nothing is left."""

from __future__ import annotations

import base64
import hashlib
import unicodedata

import pytest

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.dossier.hiding.days.clock_time import without_times
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.hiding.known_forms import channels, hidden_facts, numbers
from casebook.services.dossier.hiding.protected_names import name_forms
from casebook.services.dossier.hiding.text_forms import forms_in

_HIDDEN = (
    *name_forms(("Lin Zhiyuan", "林志远"), "Person A"),
    *name_forms(("Chen Shulan", "陈淑兰"), "Person B", "relative"),
)

_DIGEST = hashlib.sha256(b"an invented file").hexdigest()
_AIGUL = tuple(name_forms(("Aigul Serikqyzy", "Айгүл Серікқызы", "阿依古丽·赛力克"), "Person A"))
_KNOWN = (
    KnownFact(kind="birth-date", value=StatedDate(edtf="1992-09-17")),
    KnownFact(kind="channel", value="+43 660 555 0142"),
    KnownFact(kind="paper", value="E12345678"),
    KnownFact(kind="workplace", value="Silver Spindle Bakery"),
    KnownFact(kind="workplace", value="银梭面包房"),
    KnownFact(kind="birth-place", value="Altay"),
    KnownFact(kind="case-number", value="SER-2025-011"),
)


@pytest.mark.parametrize(
    "written",
    [
        "林(lín)志(zhì)远(yuǎn)",
        "林（lín）志（zhì）远",
        "林lín志zhì远",
        "林ㄌㄧㄣˊ志ㄓˋ远",
        "ㄌㄧㄣˊ ㄓˋ ㄩㄢˇ",
        "林\ufe00志\ufe00远",
        "林\U000e0100志\U000e0100远",
        "林\u115f志\u180b远",
        "Lin Zhi\U000e0041yuan",
        "\u202enauyihZ niL\u202c",
        "林[variation selector-17]志[variation\nselector-17]远",
        "\\u6797\\u5fd7\\u8fdc",
        "\\u67\n97\\u5fd7\\u8fdc",
        "=E6=9E=97=E5=BF=97=\n=E8=BF=9C",
        "&#26519;&#24535;&#x8fdc;",
        "L&#105;n Zhi&#121;uan",
        "%E6%9E%97%E5%BF%97%E8%BF%9C",
        "%C1%D6%D6%BE%D4%B6",
        "E69E97E5BF97E8BF9C",
        "E6 9E 97 E5 BF 97 E8 BF 9C",
        "=?utf-8?B?5p6X5b+X6L+c?=",
        base64.b64encode("a letter of 林志远 to his mother, unsigned".encode()).decode(),
        "%5Cu6797%5Cu5fd7%5Cu8fdc",
        "林*志*远",
        "林/志/远",
        "林、志、远",
        "林|志|远",
        "林~志~远",
        "林【志】远",
        "林（志）远",
        "🅻🅸🅽 🆉🅷🅸🆈🆄🅰🅽",
        "🇱🇮🇳 🇿🇭🇮🇾🇺🇦🇳",
        "ʟɪɴ ᴢʜɪʏᴜᴀɴ",
        "L i n Z h i y u a n",
        "L.i.n. Z.h.i.y.u.a.n",
        "Zhiyuan 林",
        "林 zhiyuan",
        "志远林",
        "林某远",
        "林某某",
        "林X远",
        "Lin Zhiyaun",
        "[cjk unified ideograph-6797][cjk unified ideograph-5fd7][cjk unified\nideograph-8fdc]",
        "".join(
            f"[{unicodedata.name(letter).lower()}]"
            for letter in "\u041b\u0438\u043d\u0427\u0436\u0438\u044e\u0430\u043d\u044c"
        ),
        "=E6=9E=97",
        "%E6%9E%97",
        "\\u6797",
        "&#26519;",
        "=?utf-8?B?5p6X?=",
        "[cjk unified ideograph-6797]",
        "ZhiyuanL",
        "zhiyuan_l",
    ],
)
def test_a_disguised_name_is_replaced_as_a_whole(written: str) -> None:
    """Nothing but the label is left, also where the last search looks at the page again."""
    text = f"They took ({written}) that night."

    replacer = NameReplacer(_HIDDEN)

    assert replacer.apply(text) == "They took (Person A) that night."
    assert replacer.hides(text)


def test_a_name_within_a_word_of_capitals_is_replaced() -> None:
    """An inline element that ends before a name leaves no space there."""
    assert NameReplacer(_HIDDEN).apply("a span hiddenZhiyuan here") == "a span Person A here"


def test_two_people_in_one_line_keep_their_own_labels() -> None:
    """A word of a language between two names is no reading aid."""
    assert NameReplacer(_HIDDEN).apply("林|志|远 and 陈*淑*兰") == "Person A and Person B"


@pytest.mark.parametrize(
    "text",
    [
        "Cases A. B. C. and 7, QWxhZGRpbg and sessionId=ab12CD34ef56, WhatsApp, JavaScript",
        "看(kàn)书(shū)，写（xiě）字",
        "the court's order &c. of 12 = 5 + 7; U+0041; \\n\\t",
        "林业和园林、陈列",
        "deadbeefdeadbeefdeadbeefdeadbeef",
    ],
)
def test_other_codes_and_aids_stay_as_they_are(text: str) -> None:
    """What hides nobody is printed unchanged."""
    assert NameReplacer(_HIDDEN).apply(text) == text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "N;ENCODING=QUOTED-PRINTABLE:=E6=9E=97;=E5=BF=97=E8=BF=9C",
            "N;ENCODING=QUOTED-PRINTABLE:Person A;Person A",
        ),
        ("~ZhiyuanL: hello", "~Person A: hello"),
        ("Zhiyuan L joined", "Person A joined"),
        ("~LinZ: hello", "~Person A: hello"),
        ("@linzhiyuan+357 99 123456 now", "Person A [contact details] now"),
        ("@linzhiyuan:+357 99 123456", "Person A [contact details]"),
        ("linzhiyuan+357-99-123456", "Person A[contact details]"),
        ("call 00357 99 123456", "call [contact details]"),
        ("https://wa.me/35799123456", "https://[contact details]"),
        ("ring 138 0013 8000 or 13800138000", "ring [contact details] or [contact details]"),
        (
            "write lin (at) post.example or z[at]post[dot]example",
            "write [contact details] or [contact details]",
        ),
        ("QQ 12345678, QQ号：12345678", "[contact details], [contact details]"),
        ("Lin Zhiyuan（林）, 林哥", "Person A, Person A哥"),
    ],
)
def test_a_field_a_handle_and_a_number_are_replaced(written: str, shown: str) -> None:
    """Each part of a field goes, and a number goes although a handle adjoins it."""
    replacer = NameReplacer((*_HIDDEN, channels(Translator("en"))))
    assert replacer.apply(written) == shown


@pytest.mark.parametrize(
    "text",
    [
        "%E6%9E%97%E4%B8%9A",
        "&#26519;&#19994;",
        "&#26519;\u4e1a",
        "\u6797 (lin)",
        "Linz",
        "001234 of 2019",
        "12 13 14 15 16 17 18",
        "哥伦布",
        "at 1380 of 2019-0001-8000",
    ],
)
def test_a_coded_word_with_a_sign_of_a_name_stays(text: str) -> None:
    """Forestry has the sign of a family name, and is no name."""
    assert NameReplacer((*_HIDDEN, channels(Translator("en")))).apply(text) == text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("བསྟན་འཛིན་སྒྲོལ་དཀར་གྱིས་བྲིས།", "Person C་གྱིས་བྲིས།"),
        ("བསྟན་འཛིན་གྱིས་ཡི་གེ་བྲིས།", "Person C་གྱིས་ཡི་གེ་བྲིས།"),
        ("སྒྲོལ་དཀར་ལགས་ཕེབས།", "Person C་ལགས་ཕེབས།"),
        ("བསྟན་འཛིན།", "Person C།"),
        ("སྒྲོལ་དཀར", "Person C"),
        ("བསྟན་སྒྲོལ་ཕེབས།", "Person C་ཕེབས།"),
        ("ཚེ་རིང་སྒྲོལ་མའི་ཡི་གེ", "Person Dའི་ཡི་གེ"),
        ("ཀརྨ་ལགས།", "Person E་ལགས།"),
        ("ཕུན་ཚོགས་ཀྱི", "Person E་ཀྱི"),
        ("bstan 'dzin", "Person C"),
        ("丹增卓嘎、旦增", "Person C、Person C"),
        ("Danzeng Zhuoga, Dainzin Zhoigar", "Person C, Person C"),
        ("བསྟན་པའི་ཉི་མ, སྒྲོལ་མོ, ཀརྨ་པ", "བསྟན་པའི་ཉི་མ, སྒྲོལ་མོ, ཀརྨ་པ"),
    ],
)
def test_each_half_of_a_tibetan_name_is_replaced(written: str, shown: str) -> None:
    """People are called by either half; particles and honorifics follow it, and other words begin alike."""
    replacer = NameReplacer(
        (
            *name_forms(("Tenzin Dolkar", "བསྟན་འཛིན་སྒྲོལ་དཀར།"), "Person C"),
            *name_forms(("ཚེ་རིང་སྒྲོལ་མ",), "Person D"),
            *name_forms(("ཀརྨ་ཕུན་ཚོགས",), "Person E"),
        )
    )
    assert replacer.apply(written) == shown
    assert replacer.hides(written) is (written != shown)


@pytest.mark.parametrize("written", ["陳淑兰", "陈淑蘭", "陳淑蘭", "陈（淑兰）", "淑蘭"])
def test_simplified_and_traditional_characters_mixed_in_a_name_are_found(written: str) -> None:
    assert NameReplacer(_HIDDEN).apply(f"{written}，来") == "Person B，来"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("红园街道12号3单元402室", "{}"),
        ("住在张掖路88号。", "住在{}。"),
        ("北京市朝阳区建国路88号", "北京市朝阳区{}"),
        ("香港九龍彌敦道100號", "{}"),
        ("台北市中正區忠孝東路一段10號", "台北市中正區{}"),
        ("林州市人民路5号院2号楼", "林州市{}"),
        ("Hongyuan Lu 12, at Hongyuan Road 12.", "{}, at {}."),
        ("in Ledra Street 12; Via Roma 12", "in {}; {}"),
        ("12, rue de la Gare, Paris", "{}, Paris"),
        ("Οδός Λήδρας 12", "{}"),
        ("12 Hongyuan Lu or 12 Specimen Street", "{} or {}"),
        ("他知道12号要开庭，人民路", "他知道12号要开庭，人民路"),
        ("in Ledra Street 12 March 2026; came via email 12 times", None),
    ],
)
def test_every_house_in_a_street_is_replaced(written: str, shown: str | None) -> None:
    """In the forms of China, Hong Kong, Taiwan and Europe, recorded or not."""
    replacer = NameReplacer([channels(Translator("en"))])
    assert replacer.apply(written) == (shown or written).replace("{}", "[contact details]")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("https://t.me/zwm79, x.com/zwm79 and @zwm_79", "[c], [c] and [c]"),
        ("微信wxid_8fk2m3n4p5，电话0931-8412345", "微信[c]，电话[c]"),
        ("(0931) 841 2345", "[c]"),
        ("GEO:35.6011;103.2064 or 35.6011, 103.2064", "[w] or [w]"),
        ("https://maps.google.com/?q=35.6011,103.2064", "[w]"),
        ("IBAN CY17 0020 0128 0000 0012 0052 7600", "IBAN [w]"),
        ("card 6222 0210 0112 3456 789, IMEI 490154203237518", "card [w], [w]"),
        (f"Chat, SHA-256 {_DIGEST[:16]}… – page 2", "Chat, SHA-256 [w]… – page 2"),
        (f"SHA-256\n{_DIGEST[:40]}\n{_DIGEST[40:]}\nadded here", "SHA-256\n[w]\nadded here"),
        (f"1: photo.jpg. SHA-256 {_DIGEST.upper()}", "1: photo.jpg. SHA-256 [w]"),
        (f"http://www.dgsi.example/jtrc.nsf/\n{_DIGEST[:32]}?OpenDocument", None),
        ("1234567890123456789 of 20260312T101500, defaced facades", None),
        ("Application no. 12345/20, 2019-2020, at 3.5, 4.5; CY 2019 0001 4000 5000", None),
    ],
)
def test_accounts_devices_and_coordinates_are_replaced(written: str, shown: str | None) -> None:
    replacer = NameReplacer([channels(Translator("en")), numbers(Translator("en"))])
    said = (shown or written).replace("[c]", "[contact details]").replace("[w]", "[withheld]")
    assert replacer.apply(written) == said


def test_an_email_head_keeps_neither_weekday_nor_offset() -> None:
    form = Hidden(form="2026-04-14", label="April 2026", is_name=False, kind="date", shape="written-day")
    copied = NameReplacer([form]).apply("Date: Tue, 14 Apr 2026 07:15:00 +0800")
    assert without_times(copied, "[time]") == "Date: April 2026 [time]"


def test_either_sign_of_a_given_name_is_found_before_an_address() -> None:
    assert NameReplacer(_HIDDEN).apply("志哥说，远哥说") == "Person A说，Person A说"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1992-IX-17, IX/17/1992, 1992-Ⅸ-17", "1992, 1992, 1992"),
        ("١٧/٠٩/١٩٩٢, ১৭/০৯/১৯৯২, １９９２－０９－１７", "1992, 1992, 1992"),
        ("١٧ سبتمبر ١٩٩٢", "1992"),
        ("٠٦٦٠٥٥٥٠١٤٢, ६६०५५५०१४२, +٤٣ ٦٦٠ ٥٥٥ ٠١٤٢", "[phone], [phone], [phone]"),
        ("六六〇五五五〇一四二，零零四三六六零-五五五-零壹肆贰", "[phone]，[phone]"),
        ("0 6 6 0 5 5 5 0 1 4 2", "[phone]"),
        ("E١٢٣٤٥٦٧٨, E一二三四五六七八", "[paper], [paper]"),
        (
            "Letter 1992 September 2025, 1992 17 September 2025, 1992 September",
            "Letter 1992 September 2025, 1992 17 September 2025, 1992",
        ),
        (
            "0660 - 555 - 0142; 0660 – 555 – 0142; 0660 555\n0142; 0660·555·0142; 0660~555|0142",
            "[phone]; [phone]; [phone]; [phone]; [phone]",
        ),
        ("0️⃣6️⃣6️⃣0️⃣ 5️⃣5️⃣5️⃣ 0️⃣1️⃣4️⃣2️⃣", "[phone]"),
        ("17·09·1992; 1992·09·17; 17∙09∙1992; 17 | 09 | 1992; 17,09,1992", "1992; 1992; 1992; 1992; 1992"),
        ("17.09.'92; 1992年 九月 17; 17th of the ninth month of 1992", "1992; 1992; 1992"),
        ("17.09.\n1992; 1992-\n09-17; 一九九二年九月; 09/1992", "1992; 1992; 1992; 1992"),
        ("第一百二十三条，一、二、三、四、五、六; 16.09/1992", None),
    ],
)
def test_the_digits_of_any_script_are_read(written: str, shown: str | None) -> None:
    replacer = NameReplacer(hidden_facts(_KNOWN, Translator("en")))
    labels = {"[phone]": "[contact details]", "[paper]": "[identity document number]"}
    for short, label in labels.items():
        shown = shown and shown.replace(short, label)
    assert replacer.apply(written) == (shown or written)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("阿依古力·赛力克", "Person A"),
        ("塞力克 and 阿衣古力", "Person A and Person A"),
        ("阿衣古麗·賽力克, 阿衣古麗賽力克", "Person A, Person A"),
        ("玛依拉·赛力克, 赛力克·玛依拉", "Person A, Person A"),
        ("林致远和林志元，陈述", "Person B和Person B，陈述"),
        ("Aigul Сериковна, Айгуль Сериковной", "Person A, Person A"),
        ("Aigul-Maira and Maira-Aigul", "Person A and Person A"),
        ("Aigulya, Aigulka, Aygul Serikova", "Person A, Person A, Person A"),
        ("Ajgul Serikkysy", "Person A"),
        ("A-yi-ku-li Sai-li-k'o", "Person A"),
        ("Aykul Serikqızı, Serikqızı, SERIKQIZI", "Person A, Person A, Person A"),
        ("Serikqizi and Ayguel Serikqyzy", "Person A and Person A"),
        (
            "Aigul truly came in July, in Aigul-related papers",
            "Person A truly came in July, in Person A-related papers",
        ),
    ],
)
def test_a_name_written_by_its_sound_is_replaced_as_a_whole(written: str, shown: str) -> None:
    """Other characters or letters of the same sound leave no forename beside the label of the rest."""
    known = (*_AIGUL, *name_forms(("林志远", "陈树"), "Person B"))
    assert NameReplacer((*known, *forms_in(known, [written]))).apply(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("银梭面包房, 銀梭麵包房, 銀梭", "[w], [w], [w]"),
        ("the Silver Spindle; www.silverspindle.example; a silver spindle", "the [w]; [w]; a silver spindle"),
        ("SER-2025-011, Ser-2025-11, ser 2025/11; 2025-110", "[n], [n], [n]; 2025-110"),
        ("Yinsuo bakery", "[organisation] bakery"),
        ("Altai, Алтай, из Алтая, 阿勒泰; алтарь", "[b], [b], из [b], [b]; алтарь"),
    ],
)
def test_what_is_known_is_found_in_other_spellings(written: str, shown: str) -> None:
    known = tuple(hidden_facts(_KNOWN, Translator("en")))
    replacer = NameReplacer((*known, *forms_in(known, [written])))
    labels = {"[w]": "[place of work]", "[b]": "[place of birth]", "[n]": "[case number]"}
    for short, label in labels.items():
        shown = shown.replace(short, label)
    assert replacer.apply(written) == shown


@pytest.mark.parametrize(
    "written", ["RUO XI", "Ruo-xi", "ruò xī", "RUO OUYANG", "Ruo'xi", "Ouyang, ruo xi", "OUYANG RUO XI"]
)
def test_a_forename_written_by_its_syllables_is_replaced(written: str) -> None:
    known = name_forms(("Ouyang Ruoxi", "欧阳若曦"), "Person B")
    assert NameReplacer(known).apply(f"Happy 47th, {written}!") == "Happy 47th, Person B!"


@pytest.mark.parametrize(
    ("name", "written"),
    [("Zhao Wenbo", "ZHAO WEN BO"), ("Zhuge Ming", "ZHU GE MING"), ("Wang Anran", "An Ran")],
)
def test_no_syllable_of_a_name_stays_beside_its_label(name: str, written: str) -> None:
    assert NameReplacer(name_forms((name,), "Person B")).apply(written) == "Person B"
    assert NameReplacer(name_forms((name,), "Person B")).apply("an ran wen bo") == "an ran wen bo"


@pytest.mark.parametrize(
    ("name", "written"), [("Tenzin Dolkar", "Тензин Долкар"), ("Gulnara Tokayeva", "Гульнарой Токаевой")]
)
def test_a_name_in_latin_letters_is_found_in_cyrillic(name: str, written: str) -> None:
    assert NameReplacer(name_forms((name,), "Person A")).apply(f"с {written}") == "с Person A"
