"""The life of an action as a picture and a table for the documentation."""
