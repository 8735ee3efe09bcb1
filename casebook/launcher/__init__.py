"""The process a person starts: it holds no record, no key and no window, and looks after those that do."""
