row_column = "b"
