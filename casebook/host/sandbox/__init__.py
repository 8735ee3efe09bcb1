"""Limits of a process's access: Landlock, seccomp and resource limits."""
