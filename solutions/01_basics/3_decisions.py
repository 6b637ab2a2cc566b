# %% [markdown]
# # 3 From pixels to decisions
#
# A camera looks down on a tray. How many parts lie there, and is one of them too small? Next to it lies the
# delivery note, photographed in a hurry and at an angle. Nobody wants pixels. People want *24*, *too small*,
# *that is a 7*.
#
# You go from grey levels to such decisions, and you learn to measure how good they are. Take 60 to 100 minutes; each
# section stands on its own.

# %%
from contextlib import suppress

import cv2
import matplotlib.pyplot as plt
import numpy as np
from scipy import ndimage
from scipy.stats import binomtest
from skimage import filters, measure, morphology, segmentation
from sklearn import metrics
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

from course import check, data, hint, solution

coins = data.coins()
page = data.page()

# A photograph of the page at an angle: where its four corners lie, as (x, y) = (column, row).
page_corners = np.array([[0, 0], [383, 0], [383, 190], [0, 190]])
photo_corners = np.array([[92, 48], [395, 84], [468, 322], [22, 216]])
tilt = cv2.getPerspectiveTransform(np.float32(page_corners), np.float32(photo_corners))
photo = cv2.warpPerspective(page, tilt, (490, 350), borderValue=40)

fig, axes = plt.subplots(1, 2, figsize=(10, 3.9))
for axis, image, title in zip(axes, (coins, photo), ("parts on a tray", "a page at an angle"), strict=True):
    axis.imshow(image, cmap="gray", vmin=0, vmax=255)
    axis.set_title(title)
    axis.set_xlabel("column (pixels)")
    axis.set_ylabel("row (pixels)")
plt.tight_layout()
plt.show()

# %% [markdown]
# *Left: coins from Pompeii, a photograph of the Brooklyn Museum, here in place of parts. Right: a scanned page,
# tilted by computation. Both are easy for you. For a program each hides a trap.*
#
# ## 1. One number splits a picture
#
# A **threshold** t turns grey levels into a decision: pixels above t are **foreground**, the rest background.
#
# **Predict first.** Look at the histogram that the next cell draws of the coins. Where would you put t?

# %%
trials = (70, 107, 160)

fig, axes = plt.subplots(1, 4, figsize=(11, 2.8), width_ratios=(1.5, 1, 1, 1))
axes[0].hist(coins.ravel(), bins=64, color="#0072B2")
axes[0].set_title("histogram of the coins")
axes[0].set_xlabel("grey level")
axes[0].set_ylabel("number of pixels")
for axis, t, style in zip(axes[1:], trials, (":", "--", "-."), strict=True):
    axes[0].axvline(t, color="#D55E00", linestyle=style, label=f"t = {t}")
    axis.imshow(coins > t, cmap="gray")
    axis.set_title(f"image > {t}: {np.mean(coins > t):.0%} foreground")
    axis.set_xlabel("column (pixels)")
    axis.set_ylabel("row (pixels)")
axes[0].legend()
plt.tight_layout()
plt.show()

# %% [markdown]
# *Left: one high bump for the dark table, one flat one for the coins, and no clear valley between them. Too low a
# threshold takes half the table for coins, too high a one eats the coins.*
#
# Otsu's idea (1979): try every threshold and score it. With the shares w₀, w₁ of pixels at or below and above t,
# and the mean grey levels m₀, m₁ of the two groups, the score is the **between-class variance**
#
# $$ w_0 \, w_1 \, (m_1 - m_0)^2 $$
#
# Large when the groups lie far apart *and* neither is nearly empty. The best t wins.

# %% [markdown]
# {{exercise basics/otsu}}
#
# Write `otsu(image)`. It gets a grey image `(height, width)` of any numeric type and range: `uint8`, `uint16`,
# floats, also below zero. It returns one number t, so that `image > t` is the split with the largest
# between-class variance.
#
# | image | t |
# |---|---|
# | values 10, 10, 10, 200 | from 10 to just below 200 |
# | the same, all values doubled | from 20 to just below 400 |
# | every pixel 37 | 37: then nothing is foreground |


# %%
def otsu(image):
    """Threshold t for which the split image > t has the largest between-class variance."""
    ### BEGIN SOLUTION
    values, counts = np.unique(image, return_counts=True)
    if len(values) == 1:
        return values[0]
    values = values.astype(float)
    below = np.cumsum(counts)[:-1]  # pixels at or below each value; the last value is no threshold
    above = image.size - below
    sums = np.cumsum(counts * values)
    mean_below = sums[:-1] / below
    mean_above = (sums[-1] - sums[:-1]) / above
    return values[np.argmax(below * above * (mean_above - mean_below) ** 2)]
    ### END SOLUTION


# %%
check("basics/otsu", otsu)

# %% [markdown]
# {{question basics/otsu_assumes}}

# %%
### BEGIN SOLUTION
otsu_assumes = "c"
### END SOLUTION

# %%
check("basics/otsu_assumes", otsu_assumes)

# %% [markdown]
# **With the library.** `skimage.filters.threshold_otsu(image)`. It works on the coins; **predict** how it does on
# the page, which is lit from one side.

# %%
thresholds = {"coins": filters.threshold_otsu(coins), "page": filters.threshold_otsu(page)}
print("library:", {name: int(t) for name, t in thresholds.items()})
with suppress(NotImplementedError):  # silent until you have written otsu
    print("yours:  ", {"coins": round(float(otsu(coins)), 2), "page": round(float(otsu(page)), 2)})

fig, axes = plt.subplots(1, 3, figsize=(11, 2.9))
axes[0].imshow(coins > thresholds["coins"], cmap="gray")
axes[0].set_title(f"coins > {thresholds['coins']}")
axes[1].imshow(page > thresholds["page"], cmap="gray")
axes[1].set_title(f"page > {thresholds['page']}")
axes[2].imshow(page > filters.threshold_local(page, 35, offset=10), cmap="gray")
axes[2].set_title("page > threshold_local(page, 35)")
for axis in axes:
    axis.set_xlabel("column (pixels)")
    axis.set_ylabel("row (pixels)")
plt.tight_layout()
plt.show()

# %% [markdown]
# *Left: fine at first sight, but look at the top left. Middle: the shaded part of the page drowns its text.
# Right: a threshold of its own for each neighbourhood of 35 x 35 pixels brings the text back.*
#
# *Analysis.* Otsu answers "which one number splits best?". When no single number is good, the best one is still
# bad.

# %% [markdown]
# ## 2. From a mask to parts
#
# Foreground pixels that touch form a **blob**. Labelling numbers the blobs; each then has a centre and an area.
#
# **Predict first.** There are 24 coins. How many blobs of more than 100 pixels does Otsu's mask have? More,
# fewer, 24?

# %%
blobs = [b for b in measure.regionprops(measure.label(coins > thresholds["coins"])) if b.area > 100]
print(len(blobs), "blobs; the largest areas:", sorted((int(b.area) for b in blobs), reverse=True)[:4])
largest = max(blobs, key=lambda b: b.area)
print("centre of the largest: row {:.0f}, column {:.0f}".format(*largest.centroid))
light = ndimage.gaussian_filter(coins.astype(float), 50, mode="nearest")

fig, axes = plt.subplots(1, 3, figsize=(11, 3))
axes[0].imshow(coins, cmap="gray")
axes[0].contour(measure.label(coins > thresholds["coins"]) == largest.label, [0.5], colors="#D55E00")
axes[0].plot(*largest.centroid[::-1], "x", color="white", markersize=10, markeredgewidth=3)
axes[0].set_title("the largest blob and its centre")
axes[1].imshow(light, cmap="cividis")
axes[1].set_title("the coins, blurred with sigma = 50")
for axis in axes[:2]:
    axis.set_xlabel("column (pixels)")
    axis.set_ylabel("row (pixels)")
axes[2].plot(coins[10], color="#0072B2", label="row 10, above the coins")
axes[2].plot(coins[228], color="#D55E00", linestyle="--", label="row 228, between the coins")
axes[2].axhline(thresholds["coins"], color="black", linestyle=":", label="Otsu's threshold")
axes[2].set_ylim(20, 200)
axes[2].set_title("the light of the table")
axes[2].set_xlabel("column (pixels)")
axes[2].set_ylabel("grey level")
axes[2].legend(fontsize=8, loc="upper right")
plt.tight_layout()
plt.show()

# %% [markdown]
# *Left: one coin, at the top left, is joined to the bright upper edge of the table; the cross marks the centre of
# this blob. Middle: a strong blur shows the light, yellow where it is bright. Right: two rows without coins; at the
# top the bare table lies above the threshold.*
#
# *Analysis.* 24 is right, and each blob holds exactly one coin. But one "coin" is about six times too large, and its
# centre lies on the empty table. A gripper sent there would close on nothing. So the check also looks at *where* your
# coins are and how large.

# %% [markdown]
# {{exercise basics/count_coins}}
#
# Write `count_coins(image)`. It gets a `uint8` picture of a table with coins and returns a table with one row for
# each coin: **row and column of its centre, and its area in pixels**. An array (N, 3) or a list of N triples, in
# any order. For the photograph above it starts, for example, with `(44, 335, 2604)`.
#
# The check takes coins away, turns the table, adds a lamp at one side and noise. Centres count within 10 pixels,
# areas within 25 %. Use any library you like. No coin touches the border of a picture.


# %%
def count_coins(image):
    """One entry (row, column, area) for each coin on the table, in pixels."""
    ### BEGIN SOLUTION
    pixels = image.astype(float)
    light = ndimage.gaussian_filter(pixels, 50, mode="nearest")
    relief = ndimage.gaussian_filter(pixels, 2) - light  # less noise, no light of the table
    mask = ndimage.binary_fill_holes(relief > filters.threshold_otsu(relief))
    mask = morphology.opening(mask, morphology.disk(5))
    mask = segmentation.clear_border(mask)
    blobs = measure.regionprops(measure.label(mask))
    return [(*blob.centroid, blob.area) for blob in blobs if blob.area > 300]
    ### END SOLUTION


# %%
check("basics/count_coins", count_coins)

# %% [markdown]
# **With the library.** One more way, the **watershed**: mark some pixels as surely table and some as surely coin,
# and let both grow until they meet at the steepest edge. **Predict**: what happens if the same picture is half as
# bright?


# %%
def watershed_areas(image):
    """scikit-image's tutorial recipe: markers at the fixed grey levels 30 and 150."""
    markers = np.where(image > 150, 2, np.where(image < 30, 1, 0))
    mask = segmentation.watershed(filters.sobel(image), markers) == 2
    regions = measure.regionprops(measure.label(ndimage.binary_fill_holes(mask)))
    return sorted(int(region.area) for region in regions if region.area > 300)


print(
    "watershed:             ", len(watershed_areas(coins)), "coins, areas", watershed_areas(coins)[:3], "..."
)
print("watershed, half bright:", len(watershed_areas(coins // 2)), "coins")
with suppress(NotImplementedError):  # silent until you have written count_coins
    print("yours:                 ", len(count_coins(coins)), "coins")
    print("yours, half bright:    ", len(count_coins(coins // 2)), "coins")

# %% [markdown]
# *Analysis.* The borders of the watershed are excellent, its fixed markers are not: 150 means "coin" in one light
# only. Markers relative to the neighbourhood would mend it.
#
# > **What goes wrong in practice.** Parts that touch become one blob: look at area and roundness, not at the count
# > alone. Dust becomes many small blobs: state the smallest area you believe. The lamp ages: keep a reference
# > picture of the empty tray and compare it every morning.

# %% [markdown]
# ## 3. Straighten the page
#
# A flat page seen from anywhere is the same page under a **homography**: a 3 x 3 matrix H takes the point (x, y)
# to
#
# $$ (x', y') = \left( \frac{a x + b y + c}{g x + h y + i}, \; \frac{d x + e y + f}{g x + h y + i} \right), \qquad
# H = \begin{pmatrix} a & b & c \\ d & e & f \\ g & h & i \end{pmatrix} $$
#
# Nine numbers, but a multiple of H does the same: eight matter. Each pair of points gives two equations.
#
# **Predict first.** How many pairs do you need? And what would the picture look like if you named the corners in
# the wrong order?

# %% [markdown]
# {{exercise basics/rectify_page}}
#
# Write `rectify_page(corners, targets)`. Both are arrays (4, 2) of points **(x, y)**, x the column and y the row,
# in the same order, which need not begin at the top left: a page may lie on its side, or be seen in a mirror. It
# returns the 3 x 3 matrix that takes each corner to its target, at any scale, to a
# millionth of a pixel.
#
# For the corners (0, 0), (1, 0), (1, 1), (0, 1) and targets twice as far from (0, 0), one right answer is
# `[[2, 0, 0], [0, 2, 0], [0, 0, 1]]`. Any multiple is right as well.


# %%
def rectify_page(corners, targets):
    """The homography, a (3, 3) matrix, that takes four corners (x, y) to four targets."""
    ### BEGIN SOLUTION
    rows = []
    for (x, y), (u, v) in zip(corners, targets, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -x * u, -y * u, -u])
        rows.append([0, 0, 0, x, y, 1, -x * v, -y * v, -v])
    # The vector that all eight equations send to zero: the last right singular vector.
    return np.linalg.svd(np.array(rows, dtype=float))[2][-1].reshape(3, 3)
    ### END SOLUTION


# %%
check("basics/rectify_page", rectify_page)

# %% [markdown]
# **With the library.** `cv2.getPerspectiveTransform` finds H, `cv2.warpPerspective` moves the pixels.

# %%
H = cv2.getPerspectiveTransform(np.float32(photo_corners), np.float32(page_corners))
np.set_printoptions(precision=5, suppress=True)
print("library:", H, sep="\n")
with suppress(NotImplementedError):  # silent until you have written rectify_page
    yours = np.asarray(rectify_page(photo_corners, page_corners))
    print("yours, with i = 1:", yours / yours[2, 2], sep="\n")

wrong_order = photo_corners[[1, 0, 3, 2]]
mixed_up = cv2.getPerspectiveTransform(np.float32(wrong_order), np.float32(page_corners))

fig, axes = plt.subplots(1, 3, figsize=(11, 2.7))
axes[0].imshow(photo, cmap="gray", vmin=0, vmax=255)
axes[0].plot(*photo_corners[[0, 1, 2, 3, 0]].T, "o-", color="#D55E00")
axes[0].set_title("the photograph and its four corners")
axes[1].imshow(cv2.warpPerspective(photo, H, (384, 191)), cmap="gray", vmin=0, vmax=255)
axes[1].set_title("straightened")
axes[2].imshow(cv2.warpPerspective(photo, mixed_up, (384, 191)), cmap="gray", vmin=0, vmax=255)
axes[2].set_title("the corners in another order")
for axis in axes:
    axis.set_xlabel("column (pixels)")
    axis.set_ylabel("row (pixels)")
plt.tight_layout()
plt.show()

# %% [markdown]
# *Left: the four corners, as you would click them. Middle: straight again, ready to be read. Right: left and
# right corners exchanged give a mirror image.*
#
# *Analysis.* Four corners determine H completely, so nothing is left over that could warn you: corners in the
# wrong order fit exactly as well. Look at the result, or use more points than four.

# %% [markdown]
# ## 4. How good is a decision?
#
# A program looks at parts and calls each good, scratched or dented. Sometimes it is wrong. *Which* class it takes
# for which stands in the **confusion matrix**: row = what it is, column = what it is called, entry = how often.

# %% [markdown]
# {{exercise basics/confusion_matrix}}
#
# Write `confusion_matrix(true_labels, predicted_labels, classes)`. The labels are arrays (N,) of whole numbers or
# of texts; `classes` is an array of the K names and gives the order of rows and columns. It returns a K x K table
# of counts, rows for the truth. A class that never occurs keeps its row and its column, full of zeros.
#
# | true | good | good | dent |
# |---|---|---|---|
# | predicted | good | dent | dent |
#
# With the classes good, scratch, dent this gives `[[1, 0, 1], [0, 0, 0], [0, 0, 1]]`.


# %%
def confusion_matrix(true_labels, predicted_labels, classes):
    """Counts (K, K): row = true class, column = predicted class, in the order of classes."""
    ### BEGIN SOLUTION
    place = {name: position for position, name in enumerate(classes)}
    matrix = np.zeros((len(classes), len(classes)), dtype=int)
    for true, predicted in zip(true_labels, predicted_labels, strict=True):
        matrix[place[true], place[predicted]] += 1
    return matrix
    ### END SOLUTION


# %%
check("basics/confusion_matrix", confusion_matrix)

# %% [markdown]
# {{exercise basics/recall_per_class}}
#
# The **recall** of a class: of the pictures that *are* of this class, the share that is called so. Write
# `recall_per_class(matrix)`. It gets a confusion matrix (K, K) with rows for the truth and returns K recalls from
# 0 to 1.
#
# A class without pictures has no recall: return NaN (`np.nan`) for it. A 0 would claim that all were missed.


# %%
def recall_per_class(matrix):
    """Recall of each class, (K,), NaN for a class without pictures."""
    ### BEGIN SOLUTION
    found, present = np.diag(matrix), matrix.sum(axis=1)
    return [f / p if p else np.nan for f, p in zip(found, present, strict=True)]
    ### END SOLUTION


# %%
check("basics/recall_per_class", recall_per_class)

# %% [markdown]
# {{question basics/rare_defects}}

# %%
### BEGIN SOLUTION
rare_defects = "c"
### END SOLUTION

# %%
check("basics/rare_defects", rare_defects)

# %% [markdown]
# **With the library.** `sklearn.metrics` has both. Here they judge a simple method on garments, the **nearest mean**:
# average the pictures of each garment; a new picture gets the label of the mean that is nearest. **Predict** which
# garment is recognised worst.

# %%
garments, garment_labels = data.fashion_mnist("train")
train, new = slice(0, 2000), slice(2000, 4000)


def nearest_mean(images, labels, new_images):
    """The label of the mean picture that is nearest to each new picture."""
    means = np.array([images[labels == k].mean(axis=0) for k in range(10)])
    return np.array([np.square(means - image).sum(axis=(1, 2)).argmin() for image in new_images])


called = nearest_mean(garments[train], garment_labels[train], garments[new])
library_matrix = metrics.confusion_matrix(garment_labels[new], called)
recalls = metrics.recall_score(garment_labels[new], called, average=None, zero_division=np.nan)

fig, (left, right) = plt.subplots(1, 2, figsize=(11, 4.6), width_ratios=(1.2, 1))
shown = left.imshow(library_matrix, cmap="cividis")
fig.colorbar(shown, ax=left, label="number of pictures")
left.set_xticks(range(10), data.FASHION_CLASSES, rotation=60, ha="right")
left.set_yticks(range(10), data.FASHION_CLASSES)
left.set_xlabel("called")
left.set_ylabel("true")
left.set_title("confusion matrix, 2,000 garments")
right.barh(range(10), recalls, color="#0072B2")
right.set_yticks(range(10), data.FASHION_CLASSES)
right.invert_yaxis()
right.axvline(np.mean(called == garment_labels[new]), color="#D55E00", linestyle="--", label="accuracy")
right.set_xlim(0, 1)
right.set_xlabel("recall (share)")
right.set_ylabel("true class")
right.set_title("recall of each class")
right.legend(loc="upper center", bbox_to_anchor=(0.5, -0.14), frameon=False)
plt.tight_layout()
plt.show()

with suppress(NotImplementedError):  # silent until you have written both
    mine = np.asarray(confusion_matrix(garment_labels[new], called, np.arange(10)))
    print("same counts:", np.array_equal(mine, library_matrix))
    my_recalls = np.asarray(recall_per_class(mine), dtype=float)
    print("same recalls:", np.allclose(my_recalls, recalls, equal_nan=True))

# %% [markdown]
# *Left: a bright diagonal, and bright places between shirts, T-shirts, pullovers and coats. Right: one accuracy
# (dashed) hides recalls that differ widely.*
#
# *Analysis.* If shirts are your business, the accuracy tells you nothing. Ask for the recall of the class that
# costs you money.

# %% [markdown]
# ## 5. A classifier of your own
#
# No rule you write by hand reads handwriting. A **classifier** finds its rule in examples: *training* pictures
# with labels. How good it is shows on pictures it has not seen, *test* pictures.
#
# Every new method should beat a lazy one. The nearest mean is that **baseline** here, and a weak one. **Predict** which
# share it gets right, for digits and for garments.

# %%
digits, digit_labels = data.digits()
sets = {
    "digits": (digits[:1000], digit_labels[:1000], digits[1000:], digit_labels[1000:]),
    "garments": (garments[train], garment_labels[train], garments[new], garment_labels[new]),
}
for name, (images, labels, new_images, new_labels) in sets.items():
    hits = int((nearest_mean(images, labels, new_images) == new_labels).sum())
    interval = binomtest(hits, len(new_labels)).proportion_ci(method="wilson")
    print(f"{name}: {hits / len(new_labels):.3f} of {len(new_labels)}, ", end="")
    print(f"95 % interval {interval.low:.3f} to {interval.high:.3f}")

fig, axes = plt.subplots(2, 10, figsize=(11, 3.4))
for number in range(10):
    axes[0, number].imshow(digits[digit_labels == number].mean(axis=0), cmap="gray")
    axes[1, number].imshow(garments[garment_labels == number].mean(axis=0), cmap="gray")
    axes[0, number].set_title(str(number), fontsize=8)
    axes[1, number].set_title(data.FASHION_CLASSES[number], fontsize=8)
for axis in axes.flat:
    axis.set_xticks([])
    axis.set_yticks([])
axes[0, 0].set_ylabel("8 x 8 pixels", fontsize=8)
axes[1, 0].set_ylabel("28 x 28 pixels", fontsize=8)
fig.suptitle("the mean picture of each class")
plt.tight_layout(h_pad=2)
plt.show()

# %% [markdown]
# *The mean pictures. Digits are legible; the mean shirt, pullover and coat hardly differ.*
#
# The **Wilson interval** says how far a share from so few pictures can be trusted: with other test pictures it
# would come out elsewhere, mostly within these limits. The check below compares the *lower* end with its bar, 89 % for
# digits and 70 % for garments. Both bars lie above the baseline: it does not pass.

# %% [markdown]
# {{exercise basics/digit_classifier}}
#
# Write `digit_classifier(train_images, train_labels, new_images)`. It learns from the training pictures and
# returns one label for each new picture: an array (M,).
#
# | | digits | garments |
# |---|---|---|
# | `train_images` | float32 (1000, 8, 8), 0 to 1 | uint8 (2000, 28, 28), 0 to 255 |
# | `train_labels` | int (1000,) | int (2000,) |
# | new pictures | 500 | 1,000 |
# | lower end of the interval must reach | 89 % | 70 % |
#
# Any method of scikit-learn, scikit-image or your own will do. The check calls your function with its own draws,
# so train *inside* it. The third part renames three digits and gives you 200 pictures. Allow the check some
# seconds.


# %%
def digit_classifier(train_images, train_labels, new_images):
    """Learn from labelled pictures, then give a label for each new one."""

    ### BEGIN SOLUTION
    def table(images):
        return images.reshape(len(images), -1) / (255 if images.dtype == np.uint8 else 1)

    model = SVC(C=10)  # support vectors, with a similarity that falls off with distance
    return model.fit(table(train_images), train_labels).predict(table(new_images))
    ### END SOLUTION


# %%
check("basics/digit_classifier", digit_classifier)

# %% [markdown]
# **With the library.** To compare methods, practitioners use **cross-validation**: cut the training set into five
# parts, learn from four, measure on the fifth, five times over. **Predict**: does it matter whether the pictures
# are shuffled first?

# %%
rows = digits.reshape(len(digits), -1)
models = {"1 neighbour": KNeighborsClassifier(1), "support vectors": SVC(C=10)}
parts = {
    "shuffled parts": StratifiedKFold(5, shuffle=True, random_state=0),
    "parts in file order": StratifiedKFold(5),
}
for name, model in models.items():
    for how, split in parts.items():
        scores = cross_val_score(model, rows, digit_labels, cv=split)
        print(f"{name:15} {how:19} {scores.mean():.3f}, from {scores.min():.3f} to {scores.max():.3f}")

leaked = KNeighborsClassifier(1).fit(rows, digit_labels).score(rows, digit_labels)
print(f"1 neighbour     its own training pictures {leaked:.3f}")

# %% [markdown]
# *Analysis.* Shuffled, both methods come out just below .99; in the order of the file both are lower, near .97.
# Pictures that stand close together there come, most likely, from the same hand: shuffling puts that hand on both
# sides. Which number tells you how well you read a *new* writer? The last line is perfect and worthless: each picture
# finds itself.
#
# > **What goes wrong in practice.** Pictures of one writer, patient or batch stand on both sides of the split.
# > Scaling is learned from all pictures, test pictures included. The test set is opened twenty times. Each makes
# > the number prettier than next month will be.

# %% [markdown]
# {{question basics/sealed_envelope}}

# %%
### BEGIN SOLUTION
sealed_envelope = "b"
### END SOLUTION

# %%
check("basics/sealed_envelope", sealed_envelope)

# %% [markdown]
# ## Stretch (optional)
#
# Otsu splits any numbers, not only grey levels. The cell splits the coins by *area* into small and large. Can you
# get three sizes (`filters.threshold_multiotsu`)? Would you pay a bill with this sorting?

# %%
areas = np.array(watershed_areas(coins))
limit = filters.threshold_otsu(areas)
print(f"{np.sum(areas <= limit)} small and {np.sum(areas > limit)} large coins; limit {limit} pixels")

plt.figure(figsize=(7, 3))
plt.bar(range(len(areas)), areas, color=np.where(areas > limit, "#D55E00", "#0072B2"))
plt.axhline(limit, color="black", linestyle="--", label="Otsu's limit")
plt.title("24 coins by area, small (blue) and large (orange)")
plt.xlabel("coin, in order of size")
plt.ylabel("area (pixels)")
plt.legend()
plt.tight_layout()
plt.show()

# %% [markdown]
# *The areas rise step by step, without a gap where the line falls. Otsu draws a line all the same: it always does,
# whether there are two groups or not.*
#
# Next: `02_cnns/1_layers`, where the description of the picture is learned as well.
