"""The commands of manage.py on the ground floor."""
