"""Requests, their papers, and where to look."""
