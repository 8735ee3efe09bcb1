"""Short names in small letters, Chinese family names before titles of office, and names in two sentences."""

from __future__ import annotations

import pytest

from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.hiding.near_name import NearNames
from casebook.services.dossier.hiding.protected_names import name_forms

_HIDDEN = (
    *name_forms(("Gulnar Bostan", "Guli", "Hope"), "[A]"),
    *name_forms(("Wang Jianguo", "王建国"), "[B]"),
    *name_forms(("Olga Sorokina",), "[C]"),
    *name_forms(("安明",), "[D]"),
    *name_forms(("Nuri Bakirci",), "[E]"),
)
_REPLACER = NameReplacer(_HIDDEN)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("olga came. OLGA, olga's. klaus saw nuri.", "[C] came. [C], [C]'s. klaus saw [E]."),
        ("guli came, and Guli's brother", "[A] came, and [A]'s brother"),
        ("gulisten and nurida stay", "gulisten and nurida stay"),
        ("王总说，王局来了，和王主任、王队长", "[B]总说，[B]局来了，和[B]主任、[B]队长"),
        ("王警官 王所长 王书记 王处长 王科长", "[B]警官 [B]所长 [B]书记 [B]处长 [B]科长"),
        ("王院长 王厅长 王老师 安局长", "[B]院长 [B]厅长 [B]老师 [D]局长"),
        ("王队打人，王所看着 王科 王处 王院", "[B]队打人，[B]所看着 [B]科 [B]处 [B]院"),
        ("王副局长 王副主任 王大队长 王中队", "[B]副局长 [B]副主任 [B]大队长 [B]中队"),
        ("王生说，王董和王工 王伯 王嫂", "[B]生说，[B]董和[B]工 [B]伯 [B]嫂"),
        ("国王生产 王生活 王董事 王工作", "国王生产 王生活 王董事 王工作"),
        ("王管教 王狱警 王国 王朝 王牌 王所有", "[B]管教 [B]狱警 王国 王朝 王牌 王所有"),
        ("ask olgas brother; гули came; olgan stays", "ask [C] brother; [A] came; olgan stays"),
        ("喀什公安局 公安局长 帝王总是 王局势", "喀什公安局 公安局长 帝王总是 王局势"),
    ],
)
def test_short_names_and_names_before_titles_of_office_are_hidden(said: str, shown: str) -> None:
    assert _REPLACER.apply(said) == shown


def test_a_recorded_name_that_is_a_word_is_listed_in_small_letters() -> None:
    said = "hope came; the long road"
    hits = _REPLACER.find(said)
    assert [said[start:end] for start, end in NearNames(_HIDDEN, [said]).find(said, hits)] == ["hope"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("王 建 国. T16 Wang, Jianguo. T17", "[B]. T16 [B]. T17"),
        ("signed by bakirci. Nuri's car", "signed by [E]. [E]'s car"),
        ("Nuri Bakirci\nnuri here; Nuri\nBakirci here", "[E]\n[E] here; [E] here"),
        ("B a k i r c i and J.i.a.n.g.u.o", "[E] and [B]"),
    ],
)
def test_a_label_takes_nothing_between_two_names_with_it(said: str, shown: str) -> None:
    assert _REPLACER.apply(said) == shown


def test_german_nouns_beside_a_name_are_not_listed_and_other_words_are() -> None:
    said = "in Olgas Haus, Sorokinas Aussage, die Familie Bakirci; by Nuri Kurt"
    hits = _REPLACER.find(said)
    assert [said[start:end] for start, end in NearNames(_HIDDEN, [said]).find(said, hits)] == ["Kurt"]
