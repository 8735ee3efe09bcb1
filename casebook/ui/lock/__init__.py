"""The lock screen, the assistant for a new casebook, and the file picker."""
