# outcome: failed
# message: Not a: that is row 215
row_column = "a"
