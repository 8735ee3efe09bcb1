"""A child process that runs a test program instead of the product."""

from __future__ import annotations

import os
import subprocess
import sys

from casebook.host.process.worker_process import WorkerProcess


def child_running(program: str, *options: str, cpu_seconds: int = 0) -> WorkerProcess:
    """Start Python with these options on a program, with a child's pipes and lifeline."""
    lifeline_end, lifeline = os.pipe()
    running = subprocess.Popen(
        [sys.executable, *options, "-c", program],
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=lifeline_end,
    )
    os.close(lifeline_end)
    return WorkerProcess(running, os.fdopen(lifeline, "wb", buffering=0), cpu_seconds)
