"""
Everything a performance officer could argue with about a number.

Plain Python: no Django, no rows, no clock. Each rule is a small function beside its worked example, and ends in a
value or in a sentence that says why there is none.
"""
