"""The composition root: reads the arguments, answers --version, starts the window or the command line."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # as in typing, whose import alone would double the time of --version
if TYPE_CHECKING:
    from pathlib import Path


def main() -> int:
    """Run the program; returns the exit code of the command-line contract."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from casebook import __version__

        sys.stdout.write(f"casebook {__version__}\n")
        return 0
    if not arguments:
        return _open_window(None)
    if arguments == ["--renderer"]:
        from casebook.renderer.serve import serve

        return serve()
    if arguments == ["--reader"]:
        from casebook.renderer.read import serve_reading

        return serve_reading()
    from casebook.cli.run import run

    return run(arguments, _open_window)


def _open_window(vault: Path | None) -> int:
    import gc

    gc.disable()  # until the lock screen is shown: starting makes much and drops next to nothing
    from casebook.ui.application import run

    return run(vault)


if __name__ == "__main__":
    sys.exit(main())
