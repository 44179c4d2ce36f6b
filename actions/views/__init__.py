"""
Pages of actions, for people who are signed in and for owners who follow a link in a mail.

Each asks one query or one operation and words the answer; a refusal by role becomes the 403 page.
"""

from actions.views.owner_link import fresh, link
from actions.views.pages import action, ask_more_time, done, mine, progress, revoke, say_not_mine
from actions.views.requests import agree, decline, owner_request, requests

__all__ = [
    "action",
    "agree",
    "ask_more_time",
    "decline",
    "done",
    "fresh",
    "link",
    "mine",
    "owner_request",
    "progress",
    "requests",
    "revoke",
    "say_not_mine",
]
