"""What every part of the window uses: page context, tasks, theme, icons, dates."""
