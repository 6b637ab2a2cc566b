def label_errors(probabilities, labels):
    classes = sorted(set(labels.tolist()))
    usual = {}
    for each in classes:
        own = [row[each] for row, label in zip(probabilities, labels, strict=True) if label == each]
        usual[each] = sum(own) / len(own)
    doubtful = []
    for number, (row, label) in enumerate(zip(probabilities, labels, strict=True)):
        reached = [each for each in classes if row[each] >= usual[each]]
        if reached and max(reached, key=lambda each: row[each]) != label:
            doubtful.append(number)
    return doubtful
