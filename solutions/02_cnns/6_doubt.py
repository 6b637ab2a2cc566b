# %% [markdown]
# # 6 Reasons for doubt
#
# A clerk typed in 1,200 handwritten digits, in a hurry. A model looks at each of them and disagrees with the clerk
# 171 times. Who is right? In nearly half of the cases the clerk is. And when a network says "this is a 4, 99 %", is
# it wrong one time in a hundred?
#
# In about 45 minutes you write two tools that belong before any number you publish: one finds labels that a person
# should look at again, one measures whether a network is as sure as it should be. You need notebook 4, and
# precision and recall from *Basics*.

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
from cleanlab.filter import find_label_issues
from keras import layers
from sklearn.calibration import calibration_curve

from course import check, hint, solution
from course.synth.mislabelled import mislabelled_digits
from course.synth.mnist_1d import mnist_1d

spoiled = mislabelled_digits(np.random.default_rng(11))
fig, axes = plt.subplots(2, 10, figsize=(12, 3))
for axis, row in zip(axes.flat, np.flatnonzero(spoiled.labels != spoiled.true), strict=False):
    axis.imshow(spoiled.images[row], cmap="gray_r")
    axis.set_title(f"labelled {spoiled.labels[row]}", fontsize=9)
    axis.axis("off")
plt.tight_layout()
plt.show()

disagrees = spoiled.probabilities.argmax(axis=1) != spoiled.labels
wrong = spoiled.labels != spoiled.true
print(f"{wrong.sum()} of {len(wrong):,} labels are wrong")
print(f"the model disagrees with {disagrees.sum()} labels; {wrong[disagrees].mean():.0%} of these are wrong")

# %% [markdown]
# *Twenty of the labels that were spoiled on purpose, in scikit-learn's handwritten digits.*
#
# ## 1. Are the labels right?
#
# Labels are written by people, and people hurry. In ten well-known test sets at least 3.3 % of the labels are wrong
# on average, in ImageNet's validation set at least 6 % (Northcutt, Athalye and Mueller 2021). A network that
# disagrees with a label is not always the one that errs.
#
# A model repeats the labels it was trained on, wrong ones too. So this one was trained in five rounds, each time
# without the fifth of the pictures that it was then asked about: its probabilities are **out of sample**.
#
# To look at every label with which the model disagrees would waste half of a person's time: it also disagrees where
# a digit is hard. Nor does one limit suit all: a model may say one class too often, or never be sure of anything.
# The next figure compares two models with the labels: how often does each of them say each class?

# %%
liking = mislabelled_digits(np.random.default_rng(12), liking=2.5)
fig, axes = plt.subplots(1, 2, figsize=(11, 2.9), sharey=True)
for axis, (name, drawn) in zip(axes, {"a model": spoiled, "another model": liking}.items(), strict=True):
    said = np.bincount(drawn.probabilities.argmax(axis=1), minlength=10)
    axis.bar(np.arange(10), np.bincount(drawn.labels, minlength=10), color="#BBBBBB", label="labels")
    axis.bar(np.arange(10), said, width=0.4, color="#0072B2", label="said by the model")
    axis.set_title(name)
    axis.set_xticks(np.arange(10))
    axis.set_xlabel("class")
axes[0].set_ylabel("pictures")
axes[1].legend(fontsize=9)
plt.tight_layout()
plt.show()

# %% [markdown]
# *The second model likes one class too much, the one whose blue bar is far above the grey one.*
#
# **Confident learning** asks for more than disagreement. For each class $j$ it takes a threshold of its own, the
# mean probability of $j$ among the pictures *labelled* $j$: how sure this model usually is of $j$. A model that
# likes $j$ has a high threshold there. Then, for each picture: of the classes that reach their own threshold, take
# the most probable one. When that is not the label, the label is doubtful. When none reaches its threshold, the
# model is not sure enough to accuse anybody. By hand, three classes:

# %%
few = np.array(
    [
        [0.90, 0.10, 0.00],
        [0.60, 0.30, 0.10],
        [0.10, 0.80, 0.10],
        [0.95, 0.05, 0.00],
        [0.20, 0.30, 0.50],
        [0.00, 0.45, 0.55],
    ]
)
written = np.array([0, 0, 1, 1, 2, 2])
thresholds = np.array([few[written == each, each].mean() for each in range(3)])
print("thresholds:", thresholds.round(3))
for row, (probabilities, label) in enumerate(zip(few, written, strict=True)):
    reached = [each for each in range(3) if probabilities[each] >= thresholds[each]]
    print(f"picture {row}, labelled {label}, probabilities {probabilities}: reaches {reached}")

# %% [markdown]
# Picture 3 carries label 1 and reaches only the threshold of 0: doubtful. Pictures 1 and 4 reach none: the model is
# not sure enough. Picture 5 reaches two, and the more probable one is its label: not doubtful.
#
# In a table of many pictures `np.where` chooses by place: one number where something is true, another where it is
# not.

# %%
reaches = few >= thresholds  # (pictures, classes): the thresholds meet the columns
print(np.where(reaches, few, -1))
print("the most probable of those that reach:", np.where(reaches, few, -1).argmax(axis=1))
print("is there any at all? Else the 0 means nothing:", reaches.any(axis=1))

# %% [markdown]
# {{exercise cnns/label_errors}}
#
# Write `label_errors(probabilities, labels)`. `probabilities` are out of sample, `(1200, 10)`, `labels` whole
# numbers `(1200,)` as they were written. Return the row numbers of the pictures whose label a person should look at
# again: a list or an array of whole numbers, each once, in any order.
#
# Of the pictures you name, six in ten at least should really have a wrong label (precision), and of the wrong
# labels you should name four in ten at least (recall). Both should hold whether few labels are wrong or many, and
# whether the model is sure of everything, of hardly anything, or likes one class too much. How you choose is up to
# you. Every class has labels.


# %%
def label_errors(probabilities, labels):
    """Row numbers of the pictures whose label is doubtful."""
    ### BEGIN SOLUTION
    classes = range(probabilities.shape[1])
    thresholds = np.array([probabilities[labels == each, each].mean() for each in classes])
    possible = probabilities >= thresholds
    best = np.where(possible, probabilities, -1).argmax(axis=1)
    return np.flatnonzero(possible.any(axis=1) & (best != labels))
    ### END SOLUTION


# %%
check("cnns/label_errors", label_errors)

# %% [markdown]
# **With the library:** cleanlab is by the authors of the method. It estimates how many labels of each class must be
# wrong, and names as many as that, those with the least probable labels. `filter_by="confident_learning"` names
# those that you have met above.

# %%
named_by = {
    "cleanlab": find_label_issues(spoiled.labels, spoiled.probabilities, n_jobs=1),
    "cleanlab, confident learning": find_label_issues(
        spoiled.labels, spoiled.probabilities, filter_by="confident_learning", n_jobs=1
    ),
    "every disagreement": disagrees,
}
try:
    yours = np.asarray(label_errors(spoiled.probabilities, spoiled.labels))
    named_by["yours"] = np.isin(np.arange(len(wrong)), yours)
except NotImplementedError:
    print("Write your function above and run this cell again.")
for name, rows in named_by.items():
    precision, recall = wrong[rows].mean(), wrong[rows].sum() / wrong.sum()
    print(f"{name:28} names {rows.sum():3}: precision {precision:.0%}, recall {recall:.0%}")

# %% [markdown]
# *More recall costs precision, here as everywhere. Which of the two a person's time should buy depends on what a
# wrong label costs.*
#
# On real test sets people looked at what such a method had named: 51 % of it was truly wrong (Northcutt 2021). In
# the other half the label was right, or nobody could tell. A doubtful label is a question to a person, never a
# correction.

# %% [markdown]
# ## 2. Does 90 % mean 90 %?
#
# A network's largest probability is its **confidence** (not that of an interval, in notebook 5). It is
# **calibrated** when of all pictures with a confidence of 90 % nine in ten are right. Here is a dense network on
# the signals of notebook 5. Sort its test signals into **bins** by their confidence, and compare in each bin the
# share of right ones with the mean confidence:

# %%
signals = mnist_1d(42)
keras.utils.set_random_seed(0)
dense = keras.Sequential(
    [
        keras.Input((40,)),
        layers.Dense(100, activation="relu"),
        layers.Dense(100, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
dense.compile(keras.optimizers.Adam(0.004), "sparse_categorical_crossentropy", steps_per_execution=16)
dense.fit(signals.train, signals.train_labels, batch_size=64, epochs=20, verbose=0)

probabilities = np.asarray(dense(signals.test))
confidence = probabilities.max(axis=1)
right = probabilities.argmax(axis=1) == signals.test_labels
share_right, mean_confidence = calibration_curve(right, confidence, n_bins=10)

fig, axes = plt.subplots(1, 2, figsize=(10, 3.6))
axes[0].plot([0, 1], [0, 1], color="#999999", ls="--", label="calibrated")
axes[0].plot(mean_confidence, share_right, "o-", color="#0072B2", label="the dense network")
axes[0].set_title("reliability diagram")
axes[0].set_xlabel("mean confidence of a bin")
axes[0].set_ylabel("share of right ones")
axes[0].legend()
axes[1].hist(confidence, bins=np.linspace(0, 1, 11), color="#0072B2")
axes[1].set_title("how sure it is")
axes[1].set_xlabel("confidence")
axes[1].set_ylabel("test signals")
plt.tight_layout()
plt.show()
print(f"mean confidence {confidence.mean():.1%}, right {right.mean():.1%}")

# %% [markdown]
# *Below the dashed line a network promises more than it keeps. This one has learned its training signals by heart;
# on them it was right to be sure.*
#
# The **expected calibration error** is one number for it: the distance between share and mean confidence in each
# bin, weighted by how many pictures the bin holds. Bins have equal width and include their *upper* end: with ten
# bins a confidence of 0.8 belongs to (0.7, 0.8]. Empty bins do not count. The number does not say in which
# direction a network errs; the diagram does. By hand, five pictures:
#
# | confidence | 0.95 | 0.93 | 0.97 | 0.65 | 0.61 |
# |---|---|---|---|---|---|
# | right? | yes | yes | no | yes | no |
#
# The bin (0.9, 1] holds three, two of them right: |0.667 - 0.950| = 0.283. The bin (0.6, 0.7] holds two, one of
# them right: |0.5 - 0.63| = 0.13. Together 3/5 · 0.283 + 2/5 · 0.13 = 0.222.

# %% [markdown]
# {{exercise cnns/calibration_error}}
#
# Write `calibration_error(probabilities, labels, bins)`. `probabilities` are `(n, classes)`, `labels` whole numbers
# `(n,)`, `bins` how many bins of equal width there are between 0 and 1. Return the expected calibration error, a
# number in 0..1, right to 0.000001. The predicted class is the most probable one, the first of equally probable
# ones.


# %%
def calibration_error(probabilities, labels, bins):
    """The expected calibration error, in 0..1."""
    ### BEGIN SOLUTION
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    bin_of = np.ceil(confidence * bins) - 1
    error = 0.0
    for each in np.unique(bin_of):
        inside = bin_of == each
        error += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return error
    ### END SOLUTION


# %%
check("cnns/calibration_error", calibration_error)

# %% [markdown]
# **What it says here.** **Predict first:** which is larger, the error on the signals that the dense network learned
# from, or on the test signals?

# %%
try:
    for name, x, y in (
        ("training", signals.train, signals.train_labels),
        ("test", signals.test, signals.test_labels),
    ):
        print(f"{name}: {calibration_error(np.asarray(dense(x)), y, 15):.3f}")
except NotImplementedError:
    print("Write your function above and run this cell again.")

# %% [markdown]
# *On what it has learned by heart it may be as sure as it is. On new signals it is as sure as before and right less
# often, so the error is larger there: measure it on data that was not trained on.*
#
# Published with 15 bins: a ResNet-110 on CIFAR-100 is off by 16.5 %, a LeNet-5 of 1998 by 4.9 %; one number, the
# temperature, brings them to 1.3 and 2.0 % (Guo 2017). You fit it in *Healthcare*, where a doctor reads the number.
#
# ## What goes wrong in practice
#
# - **Cleaning the test set with the model that is tested.** It removes what the model gets wrong. Let people
#   decide, and clean before any model is compared.
# - **Correcting labels without a person.** What the model believes becomes the truth, and its mistakes are learned
#   anew.
# - **Confidence as a filter.** "We only act above 90 %" promises an error of at most 10 % only where 90 % means 90
#   % on *these* pictures, with this camera.
# - **Too many bins.** With three pictures in a bin the share of right ones is 0, 33, 67 or 100 %: the error
#   measures the bins, not the network.
#
# ## Stretch (optional)
#
# Calibration has a temperature: divide the logarithms of the probabilities by $T$, and make them add up to 1 again.
# Find the $T$ with the least calibration error on the first half of the test signals, and measure it on the *other*
# half. Why not on the same?


# %%
def softened(probabilities, temperature):
    """The probabilities at another temperature: above 1 less sure, below 1 surer."""
    powers = probabilities ** (1 / temperature)
    return powers / powers.sum(axis=1, keepdims=True)


print(softened(np.array([[0.90, 0.08, 0.02]]), 2).round(2))

# %% [markdown]
# You have built, trained and doubted a network. Next comes *Transfer learning*: eyes that others have trained.
