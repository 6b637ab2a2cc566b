# %% [markdown]
# # 5 Which of two networks?
#
# Two networks listen to the same ten kinds of signals. One has 15,210 weights and is right for two signals in
# three. The other has a third of them and is right for nine in ten. Then somebody mixes up the order in which the
# numbers of every signal arrive. Nothing is lost, and for one of the networks hardly anything changes. For the
# other one it does.
#
# In about 45 minutes you find out why; and how many runs it takes before one may say that a network is better than
# another. You need notebook 4, and the 95 % interval of a share from *Basics*.

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers
from scipy import stats

from course import check, hint, solution
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
# *MNIST-1D (Greydanus and Kobak 2020), generated here: ten shapes that resemble digits; what is made of one, by
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
    batches = np.ceil(len(data.train) / 64)
    schedule = keras.optimizers.schedules.CosineDecay(rate, epochs * batches)
    network.compile(
        keras.optimizers.Adam(schedule),
        "sparse_categorical_crossentropy",
        steps_per_execution=16,  # sixteen steps before Python is asked again: small networks get faster
    )
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
# **A convolution along one axis** is that of notebook 1 with one axis less: a filter of five weights stands at five
# neighbouring numbers, gives the sum of their products, and moves on. By hand, for one signal and a filter that
# answers to a rise:

# %%
signal = signals.test[0]
rise = np.array([-1.0, -1.0, 0.0, 1.0, 1.0])
answers = np.array([(signal[start : start + 5] * rise).sum() for start in range(36)])

fig, axes = plt.subplots(1, 2, figsize=(10, 2.6))
axes[0].plot(signal, "o-", color="#D55E00", ms=3)
axes[0].set_title("a signal")
axes[1].plot(np.arange(2, 38), answers, "o-", color="#0072B2", ms=3)
axes[1].axhline(0, color="#999999", lw=1)
axes[1].set_title("what the filter answers at each place")
for axis in axes:
    axis.set_xlabel("place")
plt.tight_layout()
plt.show()


# %% [markdown]
# In Keras: `Conv1D(filters, size, strides=2, padding="same")`. It takes `(n, places, channels)`, so a signal of 40
# numbers goes in as `(n, 40, 1)`, and a filter of 5 has five weights for *each* channel. A stride of 2 halves the
# number of places: behind three such layers a filter sees most of the signal, as in notebook 1. Here is a network
# that is too small to be good; with a stride of 4 and a filter of 3 its second layer even skips places:


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


for layer in small().layers:
    print(f"{layer.name:12} {layer.output.shape[1:]!s:10} {layer.count_params():5} weights")
keras.utils.set_random_seed(0)
print(f"{accuracy(trained(small(), signals, 8), signals):.1%} of the test signals right after 8 epochs")

# %% [markdown]
# {{exercise cnns/inductive_bias}}
#
# Train a network on `signals` and call it `inductive_bias`: a Keras network that takes `(n, 40, 1)` and gives ten
# probabilities, which add up to 1, with at most 10,000 weights. It is made of Keras' own layers (no `Lambda`, no
# class of your own) and begins with `keras.Input`; which layers is yours to choose. It is asked about 2,000 new
# signals of the same kind; the lower end of the 95 % interval of its accuracy should reach 82 %, so about 83.7 %
# should be right. The training should take at most half a minute: `trained(...)` from above does it, with 20 epochs
# or so.


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
if isinstance(inductive_bias, keras.Model):
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
# (Greydanus and Kobak). The dense network hardly notices. The convolutions lose what they knew beforehand: what
# they take for granted is now false. Whether they are really worse than the dense network there, or had bad luck in
# this one run, one run cannot say.*
#
# A table of patients has columns in any order: there a convolution is out of place. Pictures, sound and time series
# have neighbours.

# %% [markdown]
# ## 2. Would another run say the same?
#
# A network begins with random weights and sees the signals in a random order. Five runs of the small network from
# above, all the same but for the seed. **Predict first:** how far will the best and the worst be apart?

# %%
runs = []
for seed in range(5):
    keras.utils.set_random_seed(seed)
    runs.append(accuracy(trained(small(), signals, 8), signals))
print("five runs:", ", ".join(f"{run:.1%}" for run in runs))
print(f"mean {np.mean(runs):.1%}, standard deviation {np.std(runs, ddof=1):.1%}")

# %% [markdown]
# Whoever shows the best of the five shows luck. What can be said is the mean, and how far it may be off.
#
# - The standard deviation $s$ of the $n$ runs says how far *one* run is from their mean. `ddof=1` makes it divide
#   by $n - 1$, because the mean was taken from the same runs.
# - The mean of $n$ runs varies less than one run: by the **standard error**, $s / \sqrt{n}$.
# - An interval goes $t$ standard errors to either side of the mean $\bar a$:
#
# $$\bar a \pm t \cdot \frac{s}{\sqrt n}, \qquad t = t_{n-1}\!\left(\tfrac{1 + \text{confidence}}{2}\right)$$
#
# The **confidence** is a promise about the method: with 0.95, ninety-five in a hundred such experiments give an
# interval that holds the true mean. $t$ is a quantile of **Student's distribution** with $n - 1$ degrees of
# freedom: at a confidence of 0.95, 97.5 % of it lies below $t$, which leaves 2.5 % on either side. For many runs it
# is the 1.96 of the normal distribution; for few it is larger, because $s$ itself is only an estimate:

# %%
for n in (2, 3, 5, 10, 30):
    print(f"{n:2} runs, confidence 0.95: {stats.t.ppf(0.975, n - 1):5.2f} standard errors to either side")

# By hand, for three runs of 80, 82 and 84 per cent:
three = np.array([0.80, 0.82, 0.84])
half = stats.t.ppf(0.975, 2) * np.std(three, ddof=1) / np.sqrt(3)
print(f"80, 82, 84 %: {three.mean():.1%} +- {half:.1%}")

# %% [markdown]
# {{exercise cnns/seed_interval}}
#
# Write `seed_interval(scores, confidence)`. `scores` are the accuracies of single runs (an array of floats in
# 0..1), `confidence` is for example 0.95. Return three numbers: the mean, the lower end and the upper end of
# Student's interval, right to six digits. With few runs an end may lie below 0 or above 1; leave it there, it says
# how little is known. With fewer than two runs raise `ValueError` with a message.


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
# **With the library:** one line of SciPy; `stats.sem` is the standard error. `compare` says how far the two are
# apart.

# %%
by_scipy = stats.t.interval(0.95, len(runs) - 1, loc=np.mean(runs), scale=stats.sem(runs))
compare(lambda: np.array(seed_interval(np.array(runs), 0.95)[1:]), np.array(by_scipy))

# %% [markdown]
# **Does it keep its promise?** The cell repeats an experiment of three runs, with numbers drawn from a normal
# distribution around 90 %, so that the truth is known. **Predict first:** of forty intervals, how many miss it with
# Student's $t$, and how many with 1.96?

# %%
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

many = rng.normal(0.90, 0.01, (4000, 3))
try:
    ends = np.array([seed_interval(scores, 0.95) for scores in many])
    print(f"yours misses in {np.mean((ends[:, 1] > 0.90) | (ends[:, 2] < 0.90)):.1%} of 4,000 experiments")
except NotImplementedError:
    print("Write your function above and run this cell again.")
missed = np.abs(many.mean(axis=1) - 0.90) > 1.96 * stats.sem(many, axis=1)
print(f"with 1.96 it is {missed.mean():.1%}")

# %% [markdown]
# *Each line is the interval of one experiment; orange ones miss the truth (grey line). On average two of forty
# should miss. With 1.96 about one in five does, and three runs seem to say more than they do.*
#
# ## 3. The difference
#
# Back to the question. Is a network better than another? Run both equally often, take the *differences*, run by
# run, and ask for the interval of their mean. (The runs have nothing in common, so any pairs will do; Welch's test,
# `stats.ttest_ind(..., equal_var=False)`, needs none.) **Predict first:** the small network against one with twice
# as many filters. Better, worse, or not to be said?


# %%
def wider():
    """The same with twice as many filters."""
    return keras.Sequential(
        [
            keras.Input((40, 1)),
            layers.Conv1D(16, 5, strides=2, padding="same", activation="relu"),
            layers.Conv1D(24, 3, strides=4, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )


differences = []
for seed, run in enumerate(runs):
    keras.utils.set_random_seed(seed)
    differences.append(accuracy(trained(wider(), signals, 8), signals) - run)
print("differences:", ", ".join(f"{each:+.1%}" for each in differences))
low, high = stats.t.interval(
    0.95, len(differences) - 1, loc=np.mean(differences), scale=stats.sem(differences)
)
print(f"the wider network is better by {np.mean(differences):+.1%}, from {low:+.1%} to {high:+.1%}")

# %% [markdown]
# *When 0 lies outside the interval, a difference is hard to explain by the luck of the seed alone; when it lies
# inside, the runs do not say which network is better. The interval says nothing about other luck: these test
# signals, this split.*
#
# ## What goes wrong in practice
#
# - **A difference inside the noise.** Two methods, one run each, half a point apart: that is a coin toss. Say mean,
#   interval and number of runs, for the rival too.
# - **Seeds that are not all.** Another split of the data moves the accuracy as well; five seeds on one split do not
#   see that.
# - **The best of many.** Whoever tries twenty ideas, with an interval of 95 % each, finds about one that seems to
#   help and does not. Choose on one set of seeds, and measure what you chose on new ones.
# - **Overlapping intervals.** That two intervals overlap does not mean that there is no difference. Take the
#   interval of the difference.
#
# ## Stretch (optional)
#
# Section 1 left a question open: on signals that are *mixed up*, is a convolutional network worse than a dense one,
# or was it luck? Run both with five seeds (8 epochs will do) and write down the interval of the difference.

# %%
both = {"convolutional": small, "dense": lambda: keras.models.clone_model(dense)}
# Your cells here: accuracy(trained(..., mixed, 8), mixed) for seeds 0 to 4,
# then the interval of the differences.

# %% [markdown]
# Next: `6_doubt`, about labels that are wrong, and networks that are too sure.
