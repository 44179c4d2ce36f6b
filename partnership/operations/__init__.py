"""Every write to the ground floor's rows; `rows` is how every app writes."""
