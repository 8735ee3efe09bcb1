from __future__ import annotations

from pathlib import Path

from casebook.domain.library.topic import Topic
from casebook.packs.base.reader import read_pack
from casebook.packs.library.topic import read_topics


def test_a_topic_carries_its_hooks_and_the_version_of_its_pack(packs: Path) -> None:
    (topic,) = read_topics(read_pack(packs / "topics.toml"))
    assert topic == Topic(
        id="exit-bans",
        title="Exit bans",
        definition="Orders that stop people from leaving.",
        hooks=("ICCPR Art 12",),
        terms=("限制出境",),
        pack="2026.1",
    )
