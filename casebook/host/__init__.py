"""The machine: processes, what they may touch, and how much of it."""
