# outcome: failed
# message: the split is `image > t`
import numpy as np


def otsu(image):
    # The threshold of `image >= t`: one value too high for `image > t`.
    values = np.unique(image).astype(float)
    if len(values) == 1:
        return values[0]
    score = []
    for t in values[1:]:
        above = image >= t
        score.append(above.mean() * (1 - above.mean()) * (image[above].mean() - image[~above].mean()) ** 2)
    return values[1 + int(np.argmax(score))]
