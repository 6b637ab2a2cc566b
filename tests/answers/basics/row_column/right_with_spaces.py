row_column = " B "
