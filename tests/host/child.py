"""A child process that runs a test program instead of the product."""

from __future__ import annotations

import sys

from casebook.host.process.worker_process import WorkerProcess


def child_running(program: str, *options: str, cpu_seconds: int = 0) -> WorkerProcess:
    """Start Python with these options on a program, with a child's pipes and lifeline."""
    return WorkerProcess.run([sys.executable, *options, "-c", program], cpu_seconds)
