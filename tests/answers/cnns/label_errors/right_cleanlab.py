from cleanlab.filter import find_label_issues


def label_errors(probabilities, labels):
    return find_label_issues(labels, probabilities, return_indices_ranked_by="self_confidence", n_jobs=1)
