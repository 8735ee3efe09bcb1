"""The pages of the window by noun; they know nouns and services, and have work done by the context."""
