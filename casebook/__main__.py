"""The composition root: reads the arguments, answers --version, starts the window or the command line."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # as in typing, whose import alone would double the time of --version
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from casebook.host.ipc.channel import Channel
    from casebook.host.protocol.session_protocol import SessionStart

WINDOW = "--window"
"""The argument by which the program starts its window on the vault that standard input names."""

_PARTS = {
    "--render-worker": "casebook.worker.render:serve_rendering",
    "--render-server": "casebook.worker.render:serve_rendering_forks",
    "--extract-worker": "casebook.worker.extract:serve_extraction",
    "--extract-server": "casebook.worker.extract:serve_extraction_forks",
    "--bundle-worker": "casebook.worker.bundle:serve_bundling",
    "--bundle-server": "casebook.worker.bundle:serve_bundling_forks",
    "--spell-worker": "casebook.worker.spell:serve_spelling",
    "--check-worker": "casebook.worker.check:serve_check",
    "--program-part": "casebook.host.process.program_part:serve_at_start",
}
"""What each is started with, and the function that is its life."""


def main() -> int:
    """Run the program; returns the exit code of the command-line contract."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from casebook import __version__

        sys.stdout.write(f"casebook {__version__}\n")
        return 0
    if arguments in ([], ["open"]):
        return _launch(None)
    if len(arguments) == 1 and (serve_rendering := _part(arguments[0])):
        return serve_rendering()
    if arguments == [WINDOW]:
        return _window()
    if len(arguments) == 2 and arguments[0] == "open" and arguments[1][:1] not in {"-", ""}:  # noqa: PLR2004 - verb, vault
        return _open_at_once(arguments[1])
    import gc

    gc.disable()  # until the code of the verb is loaded: it stays, and need not be looked through meanwhile
    from casebook.cli.worker_ahead import worker_of

    with worker_of(arguments):
        from casebook.cli.run import run

        return run(arguments, _open_window)


def _part(name: str) -> Callable[[], int] | None:
    """The life of a part that works on files nobody vouches for, by the argument it is started with."""
    place, _, life = _PARTS.get(name, "").partition(":")
    if not place:
        return None
    if name in {"--bundle-worker", "--bundle-server"}:
        import gc

        gc.disable()  # as for a verb; `serve_bundling` and each fork enable it again
    from importlib import import_module

    serve: Callable[[], int] = getattr(import_module(place), life)
    return serve


def _open_at_once(vault: str) -> int:
    """Start anew for the window without loading the command line, which is slower than all else of it."""
    import os

    from casebook.host.process.restart import become

    return become(WINDOW, os.path.join(os.getcwd(), vault))  # noqa: PTH109, PTH118 - pathlib is loaded later


def _window() -> int:
    """Start the window on the vault that standard input names, or say as its verb does why it is none."""
    import gc
    import os

    gc.disable()  # as in `_launch`
    from pathlib import Path

    from casebook.base.errors import CasebookError
    from casebook.services.vault.vault_check import require_vault

    vault = Path(os.fsdecode(sys.stdin.buffer.read()))
    try:
        require_vault(vault)
    except CasebookError:
        from casebook.cli.run import run

        return run(["open", str(vault)], _launch)
    return _launch(vault)


def _open_window(vault: Path | None) -> int:
    """Start anew for the window.

    SECURITY: anybody may read a process's arguments; those that named the vault are gone after this.
    """
    from casebook.host.process.restart import become

    return become(WINDOW, str(vault.absolute())) if vault else _launch(None)


def _launch(vault: Path | None) -> int:
    """Look after sessions; where processes cannot be forked, be the one session."""
    import gc

    gc.disable()  # until the lock screen is shown: starting makes much and drops next to nothing
    from casebook.base.log import note_bugs
    from casebook.host.process.forked_process import CAN_FORK

    note_bugs()  # of the launcher, and of all that is forked from it

    if not CAN_FORK:
        from casebook.ui.app.start import alone

        return alone(vault)
    from casebook.host.protocol.session_protocol import SessionStart
    from casebook.launcher.supervise import Supervisor

    exit_code = Supervisor(_session, _picker, _desktop, _program).run(SessionStart(vault=vault))
    if exit_code < 0:  # Qt ends a process that can show no window by a signal
        from casebook.host.process.screen_libraries import start_advice

        sys.stderr.write(start_advice())
    return exit_code


def _session(channel: Channel, start: SessionStart) -> int:
    from casebook.ui.app.start import attended

    return attended(channel, start)


def _desktop(channel: Channel) -> int:
    from casebook.ui.lock.desktop import serve

    return serve(channel)


def _program(channel: Channel) -> int:
    from casebook.host.process.program_part import serve

    return serve(channel)


def _picker(channel: Channel) -> int:
    from casebook.ui.lock.picker import serve

    return serve(channel)


if __name__ == "__main__":
    sys.exit(main())
