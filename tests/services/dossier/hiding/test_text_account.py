"""Accounts that a text states and nobody recorded are hidden wherever it says them; a word is listed."""

from __future__ import annotations

import pytest

from casebook.base.i18n import Translator
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.hiding.known_forms import channels
from casebook.services.dossier.hiding.perhaps_account import PerhapsAccounts
from casebook.services.dossier.hiding.text_account import stated_accounts

_WORDS = Translator("en")


def copied(said: str) -> tuple[str, list[str]]:
    """A text as a copy has it, and what the review lists of it as perhaps an account."""
    replacer = NameReplacer((*stated_accounts([said], _WORDS), channels(_WORDS)))
    perhaps = PerhapsAccounts(()).find(said, tuple(replacer.find(said)))
    return replacer.apply(said), [said[start:end] for start, end in perhaps]


@pytest.mark.parametrize(
    "stated",
    [
        "微信号：shanlu_77",
        "微信号是hongliu88",
        "加我微信：tianshan_lu",
        "My WeChat is shanlu_79",
        "v信：shanlu_80",
        "WeChat ID: green_path5",
        "(WeChat ID: greenpath)",
        "Telegram：nightwalk",
        "Telegram: nightwalk_2",
        "Telegram: “nightwalk6”",
        "TG：nightwalk_4",
        "VX：shanlu81",
        "QQ群：323456789",
        "Signal: fern.22",
        "抖音号：dy_shan93",
        "小红书号：94857361",
        "微博：@丝路旅人",
        "@丝路旅人",
        "Threema ID ABCD1234",
        "账号：moonpath99",
        '"whatsapp":"kavak"',
        "微信：小石榴",
        "Skype: live:fern_95",
        "Discord fern#1234",
        "用户名：moonpath97",
        "Telegram (moonhare8)",
        "Telegram - moonhare7",
        "on telegram under moonhare9",
        "On Signal I am moonhare.12",
        "username moonhare10",
        "user name: moonharer",
        "nickname: moonharer",
        "Benutzername: moonharer",
        "昵称：moonharer",
        "网名：moonharer",
        "群号：323456782",
        "Q群：323456782",
        "扣扣：323456783",
        "企鹅号 323456785",
        "威信：moonhareq8",
        "薇信：moonharer",
        "卫星：moonhareq9",
        "+V：moonhare11",
        "B站：山木君",
        "支付宝：moonhare4",
        "mein WeChat heißt moonhare12",
        "il mio WeChat è moonhare13",
        "Telegram hesabı: moonhare14",
        "Телега: moonhare15",
        "мой вичат moonhare16",
        "Telegram-Kanal moonhare17",
        "Meine WeChat-ID lautet moonhare18",
    ],
)
def test_an_account_that_a_text_states_is_hidden_wherever_it_is_said(stated: str) -> None:
    word = stated.strip('”)"').lstrip("(").replace("“", " ").replace("@", " ").replace("是", " ")
    word = word.replace("：", " ").replace("live:", "").replace('":"', " ").replace("(", " ").split()[-1]
    shown, listed = copied(f"{stated} and, as {word} says, there")
    assert word not in shown
    assert "[contact details]" in shown
    assert listed == []


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("My number is 99 123 456.", "My number is [contact details]."),
        (
            "ring me on 99 765 432, or call us at 22-334455",
            "ring me on [contact details], or call us at [contact details]",
        ),
        ("Meine Nummer ist 0171 2345678", "Meine Nummer ist [contact details]"),
        ("mon numéro est 06 12 34 56 78", "mon numéro est [contact details]"),
        ("мой номер 99 123 456", "мой номер [contact details]"),
        ("电话：99123456", "电话：[contact details]"),
        ("call me on 12 05 2026", "call me on 12 05 2026"),
        ("his case number is 123 456", "his case number is 123 456"),
    ],
)
def test_a_local_number_is_found_behind_words_that_say_whose(said: str, shown: str) -> None:
    assert copied(said) == (shown, [])


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("WeChat is dangerous", ["dangerous"]),
        ("Signal: Polizei", ["Polizei"]),
        ("微信是危险的", ["危险的"]),
        ("Telegram: arrived", ["arrived"]),
        ("WhatsApp is imported as text", ["imported"]),
        ("Signal ist abgeschaltet worden", ["abgeschaltet"]),
    ],
)
def test_a_word_of_a_language_beside_a_service_is_listed(said: str, listed: list[str]) -> None:
    assert copied(said) == (said, listed)


@pytest.mark.parametrize(
    "said",
    [
        "Line 3b of the page",
        "in line: nobody",
        "Max: come here",
        "WeChat was banned in 2019.",
        "WeChat v8.0",
        "WhatsApp Chat with a friend.txt",
        "he used Telegram, nobody knew",
        "我们用微信联系",
        "微信：请不要打电话",
        "the “WeChat” ban",
        "WeChat: 2019-07-05",
        "Telegram channel",
        "On Telegram “we are here”",
        "account: the",
        "https://example.org/act.php?id=BOE-A-1985-5003",
        "MAX_LENGTH of a message",
        "Exhibit ID: B-17",
        "卫星发射了",
        "支付宝支付200元",
        "WhatsApp - IMG_2019.jpg",
        "Telegram (2019) and Signal as evidence",
        "网名是什么",
    ],
)
def test_a_sentence_about_a_service_stays_and_lists_nothing(said: str) -> None:
    assert copied(said) == (said, [])
