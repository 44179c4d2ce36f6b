"""What reminders say. Facts in, a Mail out; no rows."""
