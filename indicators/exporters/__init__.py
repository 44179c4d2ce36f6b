"""What leaves as a file: values to bytes. Knows no rows, and nothing of what becomes of the file."""
