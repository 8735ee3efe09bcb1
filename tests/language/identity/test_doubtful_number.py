"""Every number of five figures and more that may be of a document is listed; what explains one is strict."""

from __future__ import annotations

import re

import pytest

from casebook.language.identity.doubtful_number import doubtful_numbers


@pytest.mark.parametrize(
    "said",
    [
        "Since 2016 our aunt has had {71001}. In 2018 it became {71002}.",
        "1962 Sun Guifang {68005}",
        "1959 SUN {51007}",
        "38 aunt {51004}, 41 f {51005}, 7 son {51006}",
        "In 2019 the police took {63004} from her",
        "In 2019 she got E{44860001}, then {12345678}",
        "Sun Guifang {53008} m; Hong Meihua {53009} M; {51025} m, 41",
        "证件号{53015}名字, 妈妈{72005}名字, 护照{63035}次页, 护照{63039}年初签发",
        "Sun Guifang/{44009}/38, Hong Meihua/{44010}/41, {51013}/mother/Urumqi",
        "Sun Guifang {44044}/38, number {44045}/41",
        "1:{63019} Sun; P1:{63017},P2:{63018}; 38:{51046}; {37172}:1 is hers",
        "{52\u180e005} is hers: {52\u200e006}, {52\U000e0020007}, {52\x07008}",
        "Yuan {51028}, {61038} Yuan Li, {61039} Person responsible",
        "{42029}Sun, EKX{42033}",
        "see {37610}/18",
        "{44009}/12, {44010}/13",
        "Sun Guifang, {C4FGHKL8N}, Dresden; CUI {06ABC1D}; No.{CG7KXMQ7T}, {C4F8HK2M7}",
        "Hong, 19AV{45679}, pnr {196203041237}, {12345678}abc",
        "Hong has {4821 0937 1152}, {4821_0937_1153}, {552 7718}, {4 8 2 1 0 9 3 7 3}",
        "他的号码{3514 0285}, {四八二一〇九三七四}",
        "Call {(852) 9123 4561}, HK {9123 4562}, {(646) 205-9557} mum; on {12.05.2019 4821 0938}",
        "在逃人员编号T{3702030099992019030001}",
        "{ZQWRTPL86} is the number; scan_{ZNMBP17}.jpg, {40NTFJBVK}; {c7xk4m9rt}, {zqwrtpl84}",
        "{Ｋ７ＸＣＶＢＮ３}",
        "no. {C7XK 4M9RQ} and {C3XK-4M9RB}; {qzhui13}是我微信, 飞机号{qzhui16}",
    ],
)
def test_a_number_that_may_be_of_a_document_is_listed(said: str) -> None:
    wanted = re.findall(r"\{(.+?)\}", said)
    bare = re.sub(r"[{}]", "", said)
    assert [bare[start:end] for start, end in doubtful_numbers(bare)] == wanted


@pytest.mark.parametrize(
    "said",
    [
        "no. 37610/18 and 4455/19; nos. 37610/18, 37611/18 and 37612/2019",
        "judgment no. 21125; [2015] UKUT 00443 (IAC); 12000 km, 51200 yuan, RMB 51200, 12000人被拘留",
        "https://x.example/e?i=12345 and ecoi.org/en/document/2128572.html; on 20190501 at 08:49:52",
        "COVID19, SM-G991B, https://x.example/AB12CDE9, a@AB12CDE9.example",
        "d46981feef, c45143891d; IMG_20190612143005.jpg",
        "CCPR/C/127/D/2753/2016, A/HRC/WGAD/2019/12, ECLI:EU:C:2019:12345",
        "1 234 567 and 1998 2003 2004; 12.05.2019 14.30; pp. 1123-1125; 37.2.1.4, 192.168.100.23",
        "1200.50 3400.20; 1 2 3 4 5 6 7 8 9 10; 1204 1388 1502 1603 1702 1800 1900",
        "2 BvR 1845/18, [2019] EWCA Civ 2030, BGE 134 IV 156, GA Res 217 A (III); SW1A 2AA, 1012 AB",
        "article12, windows10, img_1234.jpg, image001.png, COVID19, CHAPTER12, EWHC1234, Room 4B12",
    ],
)
def test_what_is_of_another_thing_is_not_listed(said: str) -> None:
    assert [said[start:end] for start, end in doubtful_numbers(said)] == []
