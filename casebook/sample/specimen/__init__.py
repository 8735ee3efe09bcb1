"""Draws the invented exhibits of the sample: papers, scans, pictures and a form."""
