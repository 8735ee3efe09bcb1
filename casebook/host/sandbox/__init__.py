"""What a process may still touch: Landlock, seccomp and limits."""
