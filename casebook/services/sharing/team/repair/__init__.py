"""Putting right what was lost, damaged or replaced in the shared folder of a team."""
