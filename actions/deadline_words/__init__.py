"""A deadline in the words of the minutes, read as a proposal that a person confirms. Plain Python."""

from actions.deadline_words.reading import Proposal, Sitting, read_deadline

__all__ = ["Proposal", "Sitting", "read_deadline"]
