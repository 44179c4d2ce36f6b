"""
Pages of actions, for people who are signed in and for owners who follow a link in a mail.

Each asks one query or one operation and words the answer; a refusal by role becomes the 403 page.
"""

from actions.views.leaving import reassign
from actions.views.list import list_csv, list_xlsx, mine
from actions.views.owner_link import fresh, link
from actions.views.pages import action, ask_more_time, done, progress, revoke, say_impact, say_not_mine
from actions.views.raising import raise_one
from actions.views.requests import agree, decline, owner_request, requests
from actions.views.tracker import tracker_of, trackers

__all__ = [
    "action",
    "agree",
    "ask_more_time",
    "decline",
    "done",
    "fresh",
    "link",
    "list_csv",
    "list_xlsx",
    "mine",
    "owner_request",
    "progress",
    "raise_one",
    "reassign",
    "requests",
    "revoke",
    "say_impact",
    "say_not_mine",
    "tracker_of",
    "trackers",
]
