"""
The sample: one board's month, put in as an administrator and a performance officer would put it in.

`samples/` says what is to be loaded; the modules here only carry it to the operations, in the order in which an
officer works: people, figures, words, work.
"""
