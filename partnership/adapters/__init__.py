"""Where other people's code calls ours."""
