"""What is owed to whom, and what a digest has to say: rows joined with the schedule, frozen values out."""
