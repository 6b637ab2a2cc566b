# outcome: failed
# message: Not c: a negative row counts from the bottom
row_column = "c"
