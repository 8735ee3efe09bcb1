"""Days, ages and times in a text: patterns that find them in many languages and scripts."""
