def recall_per_class(matrix):
    recalls = []
    for i, row in enumerate(matrix):
        total = sum(row)
        recalls.append(None if total == 0 else row[i] / total)
    return recalls
