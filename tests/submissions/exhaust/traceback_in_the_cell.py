# attack: an error whose message is 5 MB long, in a cell of its own beside right answers
# expected: describe 3 of 3, first_axis 1 of 1
# cell: before describe
raise ValueError("x" * 5_000_000)
