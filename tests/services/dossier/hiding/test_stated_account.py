"""Beside the name of a service an account is hidden, and no ordinary word is."""

from __future__ import annotations

import pytest

from casebook.base.i18n import Translator
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.hiding.known_forms import hidden_facts
from casebook.services.dossier.hiding.perhaps_account import PerhapsAccounts

_NEVER_HIDDEN = (
    "since, under, registered, shared, known, given, written, frozen, hacked, stolen, suspended, "
    "confiscated, withheld, belongs, eingefroren, beschlagnahmt, удалён, 被盗, 注销, 被封"
)


def copied(kind: FactKind, recorded: str, said: str) -> tuple[str, list[str]]:
    """A text as a copy has it, and what the review lists of it as perhaps an account."""
    facts = (KnownFact(kind=kind, value=recorded),)
    replacer = NameReplacer(hidden_facts(facts, Translator()))
    perhaps = PerhapsAccounts(facts).find(said, tuple(replacer.find(said)))
    return replacer.apply(said), [said[start:end] for start, end in perhaps]


@pytest.mark.parametrize("kind", ["channel", "safe-contact"])
@pytest.mark.parametrize("mark", ["account", "ID", "user", "name:", "号", "账号：", "昵称", ":"])
def test_words_on_the_state_of_an_account_stay(kind: FactKind, mark: str) -> None:
    recorded = "; ".join(
        f"{service} {mark} {word}" for service in ("Telegram", "微信") for word in _NEVER_HIDDEN.split(", ")
    )
    assert copied(kind, recorded, _NEVER_HIDDEN) == (_NEVER_HIDDEN, [])


def test_a_sentence_about_an_account_hides_none_of_its_words() -> None:
    said = "held since 2019, suspended, 被封"
    recorded = "Telegram account since 2019. WeChat account suspended. 微信号被封."
    assert copied("safe-contact", recorded, said) == (said, [])


@pytest.mark.parametrize(
    ("recorded", "word"),
    [
        ("Signal user moonharbour, never call", "moonharbour"),
        ("Telegram account uncontactable for weeks", "uncontactable"),
        ("Вотсап имя тихаярека", "тихаярека"),
        ("微信号在水一方", "在水一方"),
        ("微信号无法登录", "无法登录"),
        ("WhatsApp Germany", "Germany"),
        ("WhatsApp: Almanya", "Almanya"),
        ("Telegram user: Kashgar", "Kashgar"),
        ("Kashgar (WeChat)", "Kashgar"),
        ("微信 喀什", "喀什"),
        ("Signal user Moonharbour", "Moonharbour"),
        ("微信号harbourtea", "harbourtea"),
        ("Telegram账号stonebridge", "stonebridge"),
        ("WeChat ID清风明月", "清风明月"),
        ("微信号清风明月", "清风明月"),
        ("她微信lanyueliang", "lanyueliang"),
        ("Telegram – fernhollow", "fernhollow"),
        ("Her Telegram was fernhollow", "fernhollow"),
        ("Son Telegram était fernhollow", "fernhollow"),
        ("Signal: “Call the friends of Nurlan”", "Call the friends of Nurlan"),
    ],
)
def test_what_is_no_account_for_sure_is_left_to_the_review(recorded: str, word: str) -> None:
    said = f"as {word} there"
    for kind in ("channel", "safe-contact"):
        assert copied(kind, recorded, said) == (said, [word])


@pytest.mark.parametrize("word", ["privat", "private", "desktop", "mobile", "work", "Arbeit", "Handy"])
def test_what_a_service_is_used_for_or_on_stays(word: str) -> None:
    said = f"his {word} there; do not call"
    for recorded in (f"WhatsApp {word}", f"{word} (WhatsApp)", f"Signal {word}: “Do not call”"):
        assert copied("channel", recorded, said) == (said, [])


@pytest.mark.parametrize(
    ("recorded", "word"),
    [
        ("Signal user @moonharbour", "moonharbour"),
        ("Signal user moon.harbour", "moon.harbour"),
        ("Facebook “Aygul Sali”", "Aygul Sali"),
        ("Signal user: moon-harbour, never call", "moon-harbour"),
        ("Telegram: moon-harbour", "moon-harbour"),
        ("Signal user: MoonHarbour", "MoonHarbour"),
        ("Signal user: moonharbour, never call", "moonharbour"),
        ("微信号：在水一方", "在水一方"),
        ("QQ昵称：清风明月", "清风明月"),
        ("QQ号码：fengyue", "fengyue"),
        ("Telegram用户名：stonebridge", "stonebridge"),
        ("微信（昵称：清风明月）", "清风明月"),
        ("快手号：fengyue", "fengyue"),
        ("飞书账户：fengyue", "fengyue"),
        ("WeChat (ID: fengyue)", "fengyue"),
        ("QQ号：fengyue", "fengyue"),
        ("用Telegram账号：stonebridge", "stonebridge"),
        ("WeChat昵称：在水一方", "在水一方"),
        ("Facebook名：清风明月", "清风明月"),
    ],
)
def test_a_stated_account_is_hidden(recorded: str, word: str) -> None:
    for kind in ("channel", "safe-contact"):
        assert copied(kind, recorded, f"as {word} there")[0] in (
            "as [contact details] there",
            "as @[contact details] there",
        )


_PLAIN = (
    *(
        "正常",
        "换了",
        "很少用",
        "丢失",
        "国外",
        "清风明月",
        "lapsed",
        "Stillgelegt",
        "abroad",
        "prison",
        "fernhollow",
    ),
    *("Turkey", "Ankara", "München", "Frankfurt", "Larnaca", "Munich"),
)


@pytest.mark.parametrize("kind", ["channel", "safe-contact"])
@pytest.mark.parametrize("between", [" account ", "-Konto ", "号", "账号 ", " ID ", "号是", " (", "昵称叫"])
@pytest.mark.parametrize("service", ["微信", "WeChat", "WhatsApp"])
def test_a_plain_word_without_a_sign_is_for_a_person_to_decide(
    kind: FactKind, service: str, between: str
) -> None:
    for word in _PLAIN:
        said = f"there {word} is"
        assert copied(kind, f"{service}{between}{word}", said) == (said, [word])


@pytest.mark.parametrize("recorded", ["WhatsApp {}", "微信 {}", "{} (WhatsApp)", "{} on WhatsApp"])
def test_a_plain_word_that_fills_a_channel_is_for_a_person_to_decide(recorded: str) -> None:
    for word in _PLAIN:
        said = f"there {word} is"
        assert copied("channel", recorded.format(word), said) == (said, [word])


_MARKED = (
    *("Telegram “{}”", 'Telegram: "{}"', "WeChat ID: „{}“", "Telegram under the name “{}”", "QQ号“{}”"),
    *("Signal '{}'", "{} (old), now “{}”", "Telegram @{}", "微博@{}", "ask for “{}” on Signal"),
)


@pytest.mark.parametrize("kind", ["channel", "safe-contact"])
@pytest.mark.parametrize(
    "word", ["falcon", "harbour", "moonlight", "Hope", "Ausland", "Ankara", "Lan", "法院"]
)
def test_a_marked_word_is_an_account_whatever_word_it_is(kind: FactKind, word: str) -> None:
    for recorded in _MARKED:
        assert copied(kind, recorded.format(*[word] * 2), f"as {word}, there")[0] == (
            "as [contact details], there"
        )


def test_a_word_of_a_language_is_hidden_as_it_was_recorded() -> None:
    said = "falcon’s post; the Falcon; FALCONS, falcons, falcon_7; falcon说"
    for recorded in ("Telegram “falcon”", "Telegram @falcon", "@falcon"):
        assert copied("channel", recorded, said) == (
            said.replace("falcon’s", "[contact details]’s").replace("falcon说", "[contact details]说"),
            ["Falcon"],
        )
    facts = KnownFact(kind="channel", value="Telegram “falcon”"), KnownFact(kind="channel", value="@FALCON")
    assert NameReplacer(hidden_facts(facts, Translator())).apply("Falcon, FALCON, falcon") == (
        "Falcon, [contact details], [contact details]"
    )
    said = "最高人民法院和高级法院，我和法院说"
    assert copied("channel", "QQ号“法院”", said) == (
        "最高人民法院和高级法院，我和[contact details]说",
        ["法院"],
    )


@pytest.mark.parametrize("word", ["abroad", "prison", "Germany", "Kashgar", "喀什"])
@pytest.mark.parametrize("recorded", ["WhatsApp: {}", "微信：{}", "WeChat account: {}", "Signal ID={}"])
def test_a_known_word_behind_a_colon_is_for_a_person_to_decide(recorded: str, word: str) -> None:
    for kind in ("channel", "safe-contact"):
        assert copied(kind, recorded.format(word), f"die {word}, da") == (f"die {word}, da", [word])


def test_a_sentence_on_a_service_lists_no_word_of_a_language() -> None:
    recorded = "WeChat is dangerous as police read it. WhatsApp is lapsed; Signal used as backup; 微信是正常."
    said = "the police; dangerous; lapsed as backup; 正常"
    for kind in ("channel", "safe-contact"):
        assert copied(kind, recorded, said) == (said, [])


@pytest.mark.parametrize(
    "recorded", ["我的微信号是{}", "Her Telegram is {}", "Sein Telegram ist {}", "Son Telegram est {}"]
)
def test_a_name_behind_a_verb_is_for_a_person_to_decide(recorded: str) -> None:
    for kind in ("channel", "safe-contact"):
        assert copied(kind, recorded.format("fernhollow"), "fernhollow") == ("fernhollow", ["fernhollow"])


@pytest.mark.parametrize(
    "marks", ["“”", "„“", "«»", "»«", "「」", "『』", "《》", "‘’", "‚‘", "''", '""', "‹›"]
)
def test_words_in_quotation_marks_are_hidden_alone(marks: str) -> None:
    for account in ("fernhollow", "lan yue’s liang", "清风明月", "Lan"):
        for recorded in (
            "QQ号码{}",
            "微信号是{}",
            "Telegram: {}",
            "Telegram name of her sister: {}",
            "{} (Telegram)",
        ):
            for kind in ("channel", "safe-contact"):
                stated = recorded.format(f"{marks[0]}{account}{marks[1]}")
                assert copied(kind, stated, f"as {account} there") == ("as [contact details] there", [])


@pytest.mark.parametrize(
    "recorded",
    [
        "WeChat under the name {}",
        "on WeChat as {}",
        "Signal, user name {}",
        "Telegram/{}",
        "微信，她的号是{}",
        "auf Telegram als {}",
        f"WeChat {'user name ' * 40}{{}}",
        f"WeChat {'user name ' * 40}; Telegram is {{}}",
    ],
)
def test_a_name_behind_more_words_is_for_a_person_to_decide(recorded: str) -> None:
    for kind in ("channel", "safe-contact"):
        assert copied(kind, recorded.format("fernhollow"), "fernhollow") == ("fernhollow", ["fernhollow"])
