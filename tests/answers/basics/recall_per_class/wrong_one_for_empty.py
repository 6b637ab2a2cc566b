# outcome: failed
# message: which reads as “all were found”
# parts: 1 of 2
def recall_per_class(matrix):
    return [row[i] / sum(row) if sum(row) else 1.0 for i, row in enumerate(matrix)]
