"""Tests of requests, and comparisons of their papers."""
