"""Mail as a value, and the letter that goes over the wire. No rows."""
