# outcome: failed
# message: Not d: one too small in both
row_column = "d"
