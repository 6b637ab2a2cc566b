# %% [markdown]
# # 5 Diagnose: how far a number can be trusted
#
# Two networks listen to the same ten kinds of signals. One has 15,210 weights and is right for two signals in
# three. The other has a third of them and is right for nine in ten. Then somebody mixes up the order in which the
# numbers of every signal arrive. Nothing is lost, and for one of the networks nothing changes. For the other one it
# does.
#
# In about 45 minutes you find out why, and ask three more questions that belong before any number you publish:
# would another run say the same? Are the labels right? Is the network as sure as it should be?

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
from cleanlab.filter import find_label_issues
from keras import layers
from scipy import stats
from sklearn.calibration import calibration_curve

from course import check, hint, solution
from course.synth.mislabelled import mislabelled_digits
from course.synth.mnist_1d import mnist_1d, templates
from course.vision.comparison import compare

signals = mnist_1d(42)  # 4,000 signals of 40 numbers for training, 1,000 for testing
mixed = mnist_1d(42, shuffled=True)  # the same, the 40 places in another order

fig, axes = plt.subplots(3, 10, figsize=(12, 3.6), sharey="row")
for digit in range(10):
    example = np.flatnonzero(signals.test_labels == digit)[0]
    axes[0, digit].plot(templates()[digit], color="#0072B2")
    axes[0, digit].set_title(f"class {digit}", fontsize=9)
    axes[1, digit].plot(signals.test[example], color="#D55E00")
    axes[2, digit].plot(mixed.test[example], color="#009E73")
for row, name in zip(axes, ("shape", "signal", "mixed up"), strict=True):
    row[0].set_ylabel(name)
    for axis in row:
        axis.set_xticks([])
        axis.set_yticks([])
plt.tight_layout()
plt.show()

# %% [markdown]
# *MNIST-1D (Greydanus and Kobak 2020), generated here: ten shapes that remind of digits; what is made of one, by
# moving, stretching, noise and a slope; and the same 40 numbers in another order. A person names 96 % of the
# signals in the middle, and about 30 % of those below (figures of the authors).*
#
# ## 1. What a network takes for granted
#
# A dense layer gives every place weights of its own. It takes nothing for granted: any order of the places is as
# good to it as any other. A convolution takes for granted that **neighbours belong together** and that **what is
# worth finding here is worth finding there**. Such a preference, built in before any training, is an **inductive
# bias**.
#
# First what a network without it reaches:


# %%
def trained(network, data, epochs, rate=0.01):
    """Fit a network on the training signals, with steps that get smaller."""
    steps = epochs * -(-len(data.train) // 64)
    schedule = keras.optimizers.schedules.CosineDecay(rate, steps)
    network.compile(keras.optimizers.Adam(schedule), "sparse_categorical_crossentropy", metrics=["accuracy"])
    network.fit(data.train[..., None], data.train_labels, batch_size=64, epochs=epochs, verbose=0)
    return network


def accuracy(network, data):
    """Share of the test signals that a network names rightly."""
    named = np.asarray(network(data.test[..., None])).argmax(axis=1)
    return float(np.mean(named == data.test_labels))


keras.utils.set_random_seed(0)
dense = keras.Sequential(
    [
        keras.Input((40, 1)),
        layers.Flatten(),
        layers.Dense(100, activation="relu"),
        layers.Dense(100, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
trained(dense, signals, 20)
print(f"dense, {dense.count_params():,} weights: {accuracy(dense, signals):.1%} of the test signals right")

# %% [markdown]
# `Conv1D(filters, size, strides=2, padding="same")` is a convolution along one axis: a filter of 5 sees five
# neighbouring numbers, through every channel. It takes `(n, 40, 1)` and gives `(n, 20, filters)` with a stride of
# 2.

# %% [markdown]
# {{exercise cnns/inductive_bias}}
#
# Train a network on `signals` and call it `inductive_bias`: a Keras network that takes `(n, 40, 1)` and gives ten
# probabilities, with at most 10,000 weights. It is asked about 2,000 new signals of the same kind; the lower end of
# the 95 % interval of its accuracy should reach 82 %. The training should take at most half a minute;
# `trained(...)` from above does it.


# %%
### BEGIN SOLUTION
keras.utils.set_random_seed(1)
network = keras.Sequential(
    [
        keras.Input((40, 1)),
        layers.Conv1D(25, 5, strides=2, padding="same", activation="relu"),
        layers.Conv1D(25, 3, strides=2, padding="same", activation="relu"),
        layers.Conv1D(25, 3, strides=2, padding="same", activation="relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
inductive_bias = trained(network, signals, 20)
### END SOLUTION

# %%
check("cnns/inductive_bias", inductive_bias)

# %% [markdown]
# **Predict first:** the same two networks, trained anew on the *mixed-up* signals. The 40 numbers are the same
# ones, only their order is another, the same for all signals. Which accuracy does the dense network reach, and
# which yours?

# %%
shown = {"dense": dense}
if inductive_bias is not None:
    shown["yours"] = inductive_bias
bars = {}
for name, network in shown.items():
    keras.utils.set_random_seed(2)
    again = trained(keras.models.clone_model(network), mixed, 20)
    bars[name] = accuracy(network, signals), accuracy(again, mixed)

fig, axis = plt.subplots(figsize=(6, 3.2))
places = np.arange(len(bars))
for shift, (order, colour) in enumerate((("in order", "#D55E00"), ("mixed up", "#009E73"))):
    values = [pair[shift] for pair in bars.values()]
    axis.bar(places + 0.38 * shift, values, width=0.36, color=colour, label=order)
    for place, value in zip(places, values, strict=True):
        axis.text(place + 0.38 * shift, value + 0.02, f"{value:.0%}", ha="center", fontsize=9)
axis.set_xticks(places + 0.19, list(bars))
axis.set_title("the same signals, in order and mixed up")
axis.set_ylabel("test signals right")
axis.set_ylim(0, 1.12)
axis.legend(loc="upper left")
plt.tight_layout()
plt.show()

# %% [markdown]
# *Published for these signals: logistic regression 32 %, dense 68 %, convolutions 94 %; mixed up 32, 68 and 56 %
# (Greydanus and Kobak). The dense network hardly notices; what is left is the luck of one run, see section 2. The
# convolutions lose all that they knew beforehand, and more: what they take for granted is now false.*
#
# A table of patients has columns in any order: there a convolution is out of place. Pictures, sound and time series
# have neighbours.

# %% [markdown]
# ## 2. Would another run say the same?
#
# A network begins with random weights and sees the pictures in a random order. Five runs of one small network, all
# the same but for the seed:


# %%
def small():
    """A convolutional network of fewer than 1,000 weights."""
    return keras.Sequential(
        [
            keras.Input((40, 1)),
            layers.Conv1D(8, 5, strides=2, padding="same", activation="relu"),
            layers.Conv1D(12, 3, strides=4, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )


runs = []
for seed in range(5):
    keras.utils.set_random_seed(seed)
    runs.append(accuracy(trained(small(), signals, 8), signals))
print("five runs:", ", ".join(f"{run:.1%}" for run in runs))
print(f"mean {np.mean(runs):.1%}, standard deviation {np.std(runs, ddof=1):.1%}")

# %% [markdown]
# Whoever shows the best of the five shows luck. What can be said is the mean, and how far it may be off. With $n$
# runs, mean $\bar a$ and standard deviation $s$ (which divides by $n - 1$), the mean would vary by $s / \sqrt{n}$
# if the five were repeated again and again, and
#
# $$\bar a \pm t \cdot \frac{s}{\sqrt n}, \qquad t = t_{n-1}\!\left(\tfrac{1 + \text{confidence}}{2}\right)$$
#
# holds the true mean in 95 of 100 such experiments. $t$ is a quantile of **Student's distribution** with $n - 1$
# degrees of freedom; it is larger than the 1.96 of the normal distribution because $s$ itself is only an estimate:

# %%
for n in (2, 3, 5, 10, 30):
    print(f"{n:2} runs: 95 % are within {stats.t.ppf(0.975, n - 1):.2f} standard deviations of the mean")

# By hand, for three runs of 80, 82 and 84 per cent:
three = np.array([0.80, 0.82, 0.84])
half = stats.t.ppf(0.975, 2) * np.std(three, ddof=1) / np.sqrt(3)
print(f"80, 82, 84 %: {three.mean():.1%} +- {half:.1%}")

# %% [markdown]
# {{exercise cnns/seed_interval}}
#
# Write `seed_interval(scores, confidence)`. `scores` are the accuracies of single runs (an array of floats in
# 0..1), `confidence` is for example 0.95. Return three numbers: the mean, the lower end and the upper end of
# Student's interval. With fewer than two runs raise `ValueError` with a message.


# %%
def seed_interval(scores, confidence):
    """Mean, lower and upper end of Student's interval for the mean of a few runs."""
    ### BEGIN SOLUTION
    n = len(scores)
    if n < 2:
        raise ValueError(f"at least two runs, not {n}")
    mean = np.mean(scores)
    half = stats.t.ppf((1 + confidence) / 2, n - 1) * np.std(scores, ddof=1) / np.sqrt(n)
    return mean, mean - half, mean + half
    ### END SOLUTION


# %%
check("cnns/seed_interval", seed_interval)

# %% [markdown]
# **With the library:** one line of SciPy. The picture repeats an experiment of three runs forty times, with numbers
# drawn from a normal distribution around 90 %. **Predict first:** how many of the forty intervals miss the truth?

# %%
by_scipy = stats.t.interval(0.95, len(runs) - 1, loc=np.mean(runs), scale=stats.sem(runs))
compare(lambda: np.array(seed_interval(np.array(runs), 0.95)[1:]), np.array(by_scipy))

rng = np.random.default_rng(5)
fig, axes = plt.subplots(1, 2, figsize=(11, 3.2), sharey=True)
experiments = rng.normal(0.90, 0.01, (40, 3))
means, errors = experiments.mean(axis=1), stats.sem(experiments, axis=1)
for axis, (name, times) in zip(
    axes, {"Student's t": stats.t.ppf(0.975, 2), "1.96, as if n were large": 1.96}.items(), strict=True
):
    missed = np.abs(means - 0.90) > times * errors
    for number in range(40):
        colour = "#D55E00" if missed[number] else "#0072B2"
        ends = means[number] - times * errors[number], means[number] + times * errors[number]
        axis.plot([number, number], ends, color=colour)
    axis.axhline(0.90, color="#999999", lw=1)
    axis.set_title(f"{name}: {missed.sum()} of 40 miss")
    axis.set_xlabel("experiment of three runs")
axes[0].set_ylabel("accuracy")
axes[0].set_ylim(0.84, 0.96)
plt.tight_layout()
plt.show()

# %% [markdown]
# *Each line is the interval of one experiment; orange ones miss the truth (grey line). Three runs are few, so
# honest intervals are long.*

# %% [markdown]
# ## 3. Are the labels right?
#
# Labels are written by people, and people hurry. In ten well-known test sets at least 3.3 % of the labels are wrong
# on average, in ImageNet's validation set at least 6 % (Northcutt, Athalye and Mueller 2021). A network that
# disagrees with a label is not always the one that errs. Here are 1,200 handwritten digits; somebody has spoiled
# some of the labels on purpose.

# %%
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
# *Twenty of the spoiled labels. A model was trained on all labels as written, in five rounds, each time without the
# fifth it was then asked about: its probabilities are **out of sample**. Whoever asks it about what it has learned
# by heart learns nothing.*
#
# To look at every label with which the model disagrees would waste half of a person's time: it also disagrees where
# a digit is hard. **Confident learning** asks for more. For each class $j$ it takes a threshold, the mean
# probability of $j$ among the pictures *labelled* $j$: how sure the model usually is of $j$. A label is doubtful
# when another class reaches its own threshold and no class that does so is more probable. By hand, three classes:

# %%
few = np.array(
    [[0.9, 0.1, 0.0], [0.6, 0.3, 0.1], [0.1, 0.8, 0.1], [0.8, 0.2, 0.0], [0.0, 0.3, 0.7], [0.1, 0.2, 0.7]]
)
written = np.array([0, 0, 1, 1, 2, 2])
thresholds = np.array([few[written == each, each].mean() for each in range(3)])
print("thresholds:", thresholds.round(2))
for row, (probabilities, label) in enumerate(zip(few, written, strict=True)):
    reached = [each for each in range(3) if probabilities[each] >= thresholds[each]]
    print(
        f"picture {row}, labelled {label}, probabilities {probabilities}: reaches the thresholds of {reached}"
    )

# %% [markdown]
# Picture 3 carries label 1 and reaches only the threshold of 0: doubtful. Picture 1 reaches none: the model is not
# sure enough to accuse anybody.

# %% [markdown]
# {{exercise cnns/label_errors}}
#
# Write `label_errors(probabilities, labels)`. `probabilities` are out of sample, `(1200, 10)`, `labels` whole
# numbers `(1200,)` as they were written. Return the row numbers of the pictures whose label a person should look at
# again: a list or an array of whole numbers, each once, in any order.
#
# Of the pictures you name at least 70 % should really have a wrong label (precision), and of the wrong labels you
# should name at least half (recall); also when the model likes one class too much. How you choose them is up to
# you.


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
# **With the library:** cleanlab is by the authors of the method. It also estimates how many labels of each class
# must be wrong, and names so many. **Predict first:** does it name more than you, or fewer, and how many of them
# rightly?

# %%
named_by = {
    "cleanlab": find_label_issues(
        spoiled.labels, spoiled.probabilities, return_indices_ranked_by="self_confidence"
    )
}
named_by["disagreement"] = np.flatnonzero(disagrees)
try:
    named_by["yours"] = np.asarray(label_errors(spoiled.probabilities, spoiled.labels))
except NotImplementedError:
    print("Write your function above and run this cell again.")
for name, rows in named_by.items():
    precision, recall = wrong[rows].mean(), wrong[rows].sum() / wrong.sum()
    print(f"{name:13} names {len(rows):3}: precision {precision:.0%}, recall {recall:.0%}")

# %% [markdown]
# On real test sets people looked at what such a method had named: 51 % of it was truly wrong (Northcutt 2021). The
# other half were hard pictures with right labels. A doubtful label is a question to a person, never a correction.

# %% [markdown]
# ## 4. Does 90 % mean 90 %?
#
# A network's largest probability is its **confidence**. It is **calibrated** when of all pictures with a confidence
# of 90 % nine in ten are right. Sort the pictures into bins by their confidence, and compare in each bin the share
# of right ones with the mean confidence:

# %%
probabilities = np.asarray(dense(signals.test[..., None]))
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
# The **expected calibration error** is one number for it: the distance between share and confidence in each bin,
# weighted by how many pictures the bin holds. Bins have equal width; a bin includes its *upper* end, so that with
# ten bins a confidence of 0.8 belongs to (0.7, 0.8]. Empty bins count nothing. By hand, five pictures:
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
# number in 0..1. The predicted class is the most probable one, the first of equally probable ones.


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
        print(f"{name}: {calibration_error(np.asarray(dense(x[..., None])), y, 15):.3f}")
except NotImplementedError:
    print("Write your function above and run this cell again.")

# %% [markdown]
# Published with 15 bins: a ResNet-110 on CIFAR-100 is off by 16.5 %, a LeNet-5 of 1998 by 4.9 %; one number, the
# temperature, brings them to 1.3 and 2.0 % (Guo 2017). You fit it in *Healthcare*, where a doctor reads the number.
#
# ## What goes wrong in practice
#
# - **A difference inside the noise.** Two methods, one run each, half a point apart: that is a coin toss. Say mean,
#   interval and number of runs, for the rival too.
# - **Seeds that are not all.** Another split of the data moves the accuracy as well; five seeds on one split do not see
#   that.
# - **Cleaning the test set with the model that is tested.** It removes what the model gets wrong. Let people decide,
#   and clean before any model is compared.
# - **Confidence as a filter.** "We only act above 90 %" promises an error of at most 10 % if, and only if, 90 % means
#   90 % on *these* pictures, with this camera.
#
# ## Stretch (optional)
#
# Calibration has a temperature: divide the logarithms of the probabilities by $T$, and make them add up to 1 again.
# Which $T$ brings the dense network's error on the test signals down most? And why is it not fair to choose it
# there?

# %%
try:
    for temperature in (1, 2, 4, 8):
        softened = probabilities ** (1 / temperature)
        softened /= softened.sum(axis=1, keepdims=True)
        print(f"T = {temperature}: {calibration_error(softened, signals.test_labels, 15):.3f}")
except NotImplementedError:
    print("Write your function above and run this cell again.")

# %% [markdown]
# You have built, trained and doubted a network. Next comes *Transfer learning*: eyes that others have trained.
