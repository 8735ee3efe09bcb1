"""The pages of the window by noun; they use nouns and services, and run work through the context."""
