from __future__ import annotations

from collections.abc import Mapping

import pytest

from casebook.sample.book.book import Sample, read_sample
from casebook.sample.specimen.draw import draw


@pytest.fixture(scope="session")
def sample() -> Sample:
    return read_sample()


@pytest.fixture(scope="session")
def drawn(sample: Sample) -> Mapping[str, bytes]:
    """Every exhibit of the sample, drawn once for all tests."""
    return {name: draw(specimen) for name, specimen in sample.specimens.items()}
