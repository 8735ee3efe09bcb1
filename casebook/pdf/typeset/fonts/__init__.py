"""Fonts: the face of each character, shaping, and embedded subsets."""
