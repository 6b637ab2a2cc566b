# outcome: failed
# message: Not d: two pairs of brackets
row_column = "d"
