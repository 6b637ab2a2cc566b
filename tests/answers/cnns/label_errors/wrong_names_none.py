# outcome: failed
# message: should name some pictures; yours names none
# parts: 0 of 3


def label_errors(probabilities, labels):
    return []
