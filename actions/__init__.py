"""What is being done: actions, progress, reminders. Knows indicators, never a pack."""
