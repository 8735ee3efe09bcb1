"""Measures every ratio and says which are over their bar: `python tests/bench [startup vault bundle ...]`."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.ratio import Ratio  # noqa: E402 - the root must be on the path first


def main(wanted: list[str]) -> int:
    """Run the benches named, or all; 0 where every ratio is within its bar."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(f"{'':36} {'ratio':>6} {'at most':>8}")
    ratios = []
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        if wanted and path.stem.removeprefix("bench_") not in wanted:
            continue
        bench_ratios: list[Ratio] = importlib.import_module(f"tests.bench.{path.stem}").measure()
        for ratio in bench_ratios:
            print(f"{ratio.name:36} {ratio.value:6.2f} {ratio.bar:8.1f}   {ratio.detail}", flush=True)
        ratios += bench_ratios
    over = [f"{ratio.name} ({ratio.value:.2f}, at most {ratio.bar:g})" for ratio in ratios if ratio.is_over]
    print(f"Over the bar: {'; '.join(over)}" if over else f"All {len(ratios)} ratios are within their bars.")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
