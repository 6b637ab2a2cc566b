# outcome: failed
# message: should be 4 values; yours is 3 values
# parts: 1 of 2
def recall_per_class(matrix):
    return [row[i] / sum(row) for i, row in enumerate(matrix) if sum(row)]
