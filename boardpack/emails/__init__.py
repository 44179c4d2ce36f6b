"""The mails about packs."""
