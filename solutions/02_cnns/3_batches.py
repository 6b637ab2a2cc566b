# %% [markdown]
# # 3 What a network is fed
#
# Two people train the same network on the same garments, with the same number of steps. The one's network names
# seven garments in ten. The other's calls everything a boot. Their files lay in folders, one for each class, and
# one of them read them in that order.
#
# In about 45 minutes you build the feed that a network is trained from, and write a test for one that makes more
# pictures of the ones there are. You need notebook 2, its idea of going downhill, not its formulas.

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from scipy.special import softmax

from course import check, data, hint, solution

train_uint8, train_labels = data.fashion_mnist("train")
test_uint8, test_labels = data.fashion_mnist("test")
images = train_uint8[:2000] / 255
labels = train_labels[:2000]


def named_after_one_epoch(order):  # you need not read it
    """Train one dense layer, 50 garments at a time, once through; the class of each test garment."""
    flat, weights = images.reshape(len(images), -1), np.zeros((784, 10))
    for start in range(0, len(order), 50):
        batch = order[start : start + 50]
        error = softmax(flat[batch] @ weights, axis=1) - np.eye(10)[labels[batch]]
        weights -= 0.1 * flat[batch].T @ error / len(batch)
    return (test_uint8.reshape(len(test_uint8), -1) / 255 @ weights).argmax(axis=1)


orders = {
    "shuffled": np.random.default_rng(2).permutation(len(labels)),
    "sorted by class": np.argsort(labels, kind="stable"),
}
fig, axes = plt.subplots(1, 2, figsize=(11, 3.4), sharey=True)
for axis, (name, order), colour in zip(axes, orders.items(), ["#0072B2", "#D55E00"], strict=True):
    named = named_after_one_epoch(order)
    axis.bar(np.arange(10), np.bincount(named, minlength=10), color=colour)
    axis.axhline(200, color="#999999", ls="--")
    axis.set_title(f"{name}: {(named == test_labels).mean():.0%} of the test garments right")
    axis.set_xticks(np.arange(10), data.FASHION_CLASSES, rotation=45, ha="right", fontsize=9)
axes[0].set_ylabel("test garments called so")
plt.tight_layout()
plt.show()

# %% [markdown]
# *What each network calls the 2,000 test garments, after one time through the same 2,000 training garments. There
# are 200 of each class (dashed line). Ankle boots came last in the sorted order.*
#
# ## 1. Batches
#
# Nobody computes the loss of all pictures for one step. They come in **batches**; once through all of them is an
# **epoch**. Every step goes downhill for the pictures of its batch, so a batch should look like the whole set: the
# order must be random, and for a second epoch another one, so that no two pictures are always judged together.
#
# A function with `yield` instead of `return` is a **generator**: it gives one batch, waits, and goes on from there
# when the next is asked for. As a feed it needs one order for pictures and labels, drawn anew in every epoch
# (`order = np.random.default_rng().permutation(n)`, then `images[order]` and `labels[order]`), and a slice for each
# batch; `.astype(np.float32)` turns numbers into float32. `[..., None]` adds an axis of length 1 at the end, the
# channel, because a convolution wants `(n, 28, 28, 1)`.


# %%
def two_at_a_time(values):
    """Batches of two, in the order in which they come; the last one takes what is left."""
    for start in range(0, len(values), 2):
        yield values[start : start + 2]


print(list(two_at_a_time([1, 4, 9, 16, 25])))
print(images[:2].shape, "->", images[:2, ..., None].shape)

# %% [markdown]
# `tf.data` builds such a feed from small steps. Here with ten numbers and their squares, so that you can see what
# each step does. `shuffle` fills a buffer, draws from it, and refills the gap with the next in line. In every epoch
# it draws anew, unless `shuffle` is given a `seed`.
#
# **Predict first:** which of the four orders would do for pictures sorted by class?

# %%
tf.random.set_seed(1)
numbers = np.arange(10)
pairs = tf.data.Dataset.from_tensor_slices((numbers, numbers**2))  # keeps what belongs together
for name, feed in {
    "batch(4)": pairs.batch(4),
    "shuffle(10).batch(4)": pairs.shuffle(10).batch(4),
    "shuffle(2).batch(4)": pairs.shuffle(2).batch(4),
    "batch(4).shuffle(10)": pairs.batch(4).shuffle(10),
}.items():
    print(f"{name:21}", "  ".join(str(batch.numpy()) for batch, _ in feed))

# `map` does something to every batch; numbers need `tf.cast` to become float32.
tenths = pairs.batch(4).map(lambda number, square: (tf.cast(number, tf.float32)[..., None] / 10, square))
for batch, squares in tenths.take(1):
    print("the first batch, after map:", batch.numpy()[:, 0], "with", squares.numpy())
    print("shape and type:", batch.shape, batch.dtype.name)

# %% [markdown]
# *Only the second. From a buffer of two nothing comes more than one place early, so shirts stay among shirts; and
# when batches are shuffled, each of them still holds a single class. For the whole set to be mixed, the buffer must
# be as large as the set.*

# %% [markdown]
# {{exercise cnns/input_pipeline}}
#
# Write `input_pipeline(images, labels, batch_size)`. It gets bytes `(N, 28, 28)`, sorted by class, and whole
# numbers `(N,)`, and returns one epoch of batches, as a `tf.data.Dataset`, a generator, or anything else that can
# be gone through. Every batch is a pair of arrays or tensors:
#
# - pictures, float32 `(n, 28, 28, 1)` in 0..1,
# - their labels, whole numbers `(n,)`.
#
# Divide by 255, whatever the brightest pixel is: a dim picture stays dim. Every picture comes exactly once, beside
# its own label. All batches have `batch_size` pictures but the last one, which takes what is left. The order is
# drawn at random over the whole set, any order as likely as any other, and anew at every call.


# %%
def input_pipeline(images, labels, batch_size):
    """One epoch of shuffled batches: pictures (n, 28, 28, 1) in 0..1, and labels (n,)."""
    ### BEGIN SOLUTION
    pairs = tf.data.Dataset.from_tensor_slices((images, labels))
    pairs = pairs.shuffle(len(images)).batch(batch_size)
    return pairs.map(lambda pictures, names: (tf.cast(pictures, tf.float32)[..., None] / 255, names))
    ### END SOLUTION


# %%
check("cnns/input_pipeline", input_pipeline)

# %% [markdown]
# ## 2. More pictures than there are
#
# In notebook 1 three pixels were enough to confuse a model. It had never seen a garment out of the middle.
# **Augmentation** shows it some: each time a picture comes by, it is moved, mirrored or lit a little differently,
# and keeps its label. Keras has layers for it.

# %%
augment = keras.Sequential(
    [
        keras.layers.RandomFlip("horizontal", seed=1),
        keras.layers.RandomTranslation(0.1, 0.1, fill_mode="constant", seed=2),
    ]
)
garment = train_uint8[labels.tolist().index(9)][None, ..., None] / 255.0

fig, axes = plt.subplots(2, 6, figsize=(11, 4))
for row, training in enumerate([True, False]):
    for axis in axes[row]:
        axis.imshow(np.asarray(augment(garment, training=training))[0, ..., 0], cmap="gray")
        axis.set_title(f"training={training}", fontsize=9)
        axis.set_xticks([])
        axis.set_yticks([])
plt.tight_layout()
plt.show()

# %% [markdown]
# *One ankle boot, asked for six times. With `training=True` it comes mirrored and moved; with `training=False`, as
# when the network is measured or used, it comes as it is.*
#
# Three things go wrong with augmentation, and none of them raises an error. It is **silently off**, or drawn once
# for ever. It touches the **validation pictures**, and one measures something else than one thinks. Or pictures and
# **labels** come apart, perhaps only in the last place of a batch. So write the test yourself, and use it in every
# project.
#
# A layer that computes in float32 gives back 0.30000001 for 0.3. That is rounding, and no change. `np.array_equal`
# asks whether two arrays are the same to the last digit, `np.allclose` whether they are the same but for rounding,
# and `np.any` and `np.all` make one answer of many:

# %%
numbers = np.array([0.3, 0.7, 0.0])
rounded = numbers.astype(np.float32).astype(np.float64)
print(rounded, "the same to the last digit:", np.array_equal(rounded, numbers))
print("the same but for rounding:", np.allclose(rounded, numbers))
print("each of them brighter by 0.1:", np.allclose(rounded + 0.1, numbers))

# %% [markdown]
# {{exercise cnns/augmentation_acts}}
#
# Write `augmentation_acts(pipeline, images, labels)`. `pipeline(images, labels, training)` returns two things,
# pictures and labels. `images` are floats in 0..1, `(40, 28, 28)`; `labels` whole numbers `(40,)`; `training` is
# `True` or `False`. Return `True` when all of this holds, and `False` otherwise:
#
# - With `training=True` pictures change, more than by rounding. Some may come back as they are: a flip happens to
#   about half of them.
# - The changes are drawn anew at every call.
# - With `training=False` every picture comes back as it is, but for rounding (by default `np.allclose` allows for
#   about a hundred-thousandth of the value); not even half a per cent brighter.
# - Labels come back as they are, both times, all of them.
#
# Your test is tested: on good pipelines, some of which compute in float32, and which it must not blame; and on
# broken ones, some of which spoil a single picture or label of the forty.


# %%
def augmentation_acts(pipeline, images, labels):
    """Whether a pipeline augments training pictures, anew each time, and nothing else."""
    ### BEGIN SOLUTION
    first, first_labels = pipeline(images, labels, True)
    second, second_labels = pipeline(images, labels, True)
    measured, measured_labels = pipeline(images, labels, False)
    acts = not np.allclose(first, images) and not np.allclose(first, second)
    labels_stay = all(
        np.array_equal(found, labels) for found in (first_labels, second_labels, measured_labels)
    )
    return bool(acts and np.allclose(measured, images) and labels_stay)
    ### END SOLUTION


# %%
check("cnns/augmentation_acts", augmentation_acts)

# %% [markdown]
# **With the library:** your test on the Keras layers, used rightly, and with the flag forgotten. **Predict first:**
# what do they do when nobody says whether this is training?


# %%
def with_flag(images, labels, training):
    """The layers, told whether this is training."""
    return np.asarray(augment(images[..., None], training=training))[..., 0], labels


def flag_forgotten(images, labels, training):
    """The layers, told nothing."""
    return np.asarray(augment(images[..., None]))[..., 0], labels


for name, pipeline in {"with the flag": with_flag, "flag forgotten": flag_forgotten}.items():
    try:
        print(f"{name}: {augmentation_acts(pipeline, images[:40], labels[:40])}")
    except NotImplementedError:
        print("Write your function above and run this cell again.")

# %% [markdown]
# *Analysis: told nothing, the layers take it for training, so a feed for validation that calls them without the
# flag is augmented too. Inside a model, `fit` and `predict` set the flag.*
#
# ## What goes wrong in practice
#
# - **The buffer that is too small.** A million pictures do not fit into `shuffle`. Shuffle the list of file names
#   first, which does.
# - **Two sets of one patient.** Shuffling before the set is split puts pictures of one person, or frames of one
#   film, into training *and* validation. Split by person or film first, shuffle then.
# - **Augmentation that changes the meaning.** A mirrored 3 is no digit, a mirrored mammogram has the heart on the
#   wrong side. Ask somebody who knows the subject.
# - **The slow feed.** A network that waits for pictures learns nothing. `.cache()` before `shuffle` keeps what was
#   read, `.prefetch(2)` at the end prepares batches while the network works.
#
# ## Stretch (optional)
#
# What does a buffer buy? Try sizes from 10 to 2,000 and draw the accuracy over the size. One run of each jumps
# about: how would you find the smallest buffer that is as good as one that holds the whole set?

# %%
buffer = 300
feed = tf.data.Dataset.from_tensor_slices(orders["sorted by class"]).shuffle(buffer, seed=1)
drawn = np.array(list(feed.as_numpy_iterator()))
print(f"a buffer of {buffer}: {(named_after_one_epoch(drawn) == test_labels).mean():.0%}")

# %% [markdown]
# Next: `4_train`, in which a network is trained, and checked on the way.
