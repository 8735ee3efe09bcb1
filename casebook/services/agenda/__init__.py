"""The agenda across cases: on screen, on paper and in a calendar file."""
