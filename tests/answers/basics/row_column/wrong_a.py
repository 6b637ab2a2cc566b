# outcome: failed
# message: Not a: that is row 200
row_column = "a"
