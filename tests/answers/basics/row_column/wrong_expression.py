# outcome: failed
# message: should be one letter
row_column = "image[50, 200]"
