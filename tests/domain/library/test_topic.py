from __future__ import annotations

from casebook.domain.library.topic import Topic

TOPIC = Topic(
    id="t", title="T", definition="D.", hooks=("ECHR Art 3", "CAT Art 3", "EU Charter Art 4", "ICCPR Art 7")
)


def test_regional_law_is_left_out_where_it_does_not_bind() -> None:
    assert TOPIC.without(["echr", "eu", "cat-art-22"]).hooks == ("CAT Art 3", "ICCPR Art 7")
    assert TOPIC.without(["eu"]).hooks == ("ECHR Art 3", "CAT Art 3", "ICCPR Art 7")
    assert TOPIC.without(()) == TOPIC
