"""Who and when: agencies, people, roles, meetings, sign-in, the clock, the outbox. Knows no indicator and no action."""
