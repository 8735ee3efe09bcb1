"""The agenda across cases: what is due, on screen, on paper and in a calendar file."""
