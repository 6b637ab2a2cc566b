# %% [markdown]
# # 2 The loss and its gradient
#
# A model that names garments trained well on one laptop. On another, the loss became "nan" in the second step. The
# code was the same; the pictures were too, but for a division by 255 that somebody had thought unnecessary.
#
# In about an hour you write what every training makes smaller, the loss, and its gradient, in a way that no pixels
# can break; and a test that finds gradients which are wrong. You need derivatives and notebook 1.

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from scipy.optimize import check_grad
from scipy.special import log_softmax, softmax

from course import check, data, hint, solution
from course.vision.comparison import compare

train_uint8, train_labels = data.fashion_mnist("train")
test_uint8, test_labels = data.fashion_mnist("test")
images = train_uint8[:2000] / 255
labels = train_labels[:2000]
one_hot = np.eye(10)[labels]  # (pictures, classes): 1 at the label


def careless(logits):
    """Logarithms of the probabilities, exactly as the formula says."""
    powers = np.exp(logits)
    return np.log(powers / powers.sum(axis=1, keepdims=True))


def train(pixels, log_probabilities_of, steps=40, rate=0.1):
    """Train one dense layer on (pictures, pixels) by plain steps downhill; the loss before every step."""
    weights, losses = np.zeros((pixels.shape[1], 10)), []
    for _ in range(steps):
        log_probabilities = log_probabilities_of(pixels @ weights)
        losses.append(-log_probabilities[np.arange(len(labels)), labels].mean())
        weights -= rate * pixels.T @ (np.exp(log_probabilities) - one_hot) / len(labels)
    return losses


# `train` goes down the gradient of the loss; section 1 explains where its formula comes from.
flat = images.reshape(len(images), -1)
with np.errstate(all="ignore"):
    one_laptop, another = train(flat, careless), train(255 * flat, careless)

fig, axis = plt.subplots(figsize=(7.5, 3.4))
axis.plot(one_laptop, color="#0072B2", label="pixels in 0..1")
axis.plot(another, "o", color="#D55E00", label="pixels in 0..255")
axis.set_title("the same code on two laptops")
axis.set_xlabel("step")
axis.set_ylabel("loss")
axis.legend()
plt.tight_layout()
plt.show()
print("the first losses on the second laptop:", np.round(another[:4], 2))

# %% [markdown]
# *One dense layer, 2,000 garments. On the second laptop only the first loss is a number; all that follow are "not a
# number", and so are all weights from then on.*
#
# ## 1. From scores to a loss
#
# A network ends with one number for each class, the **logits**: the larger, the more it believes in the class.
# **Softmax** turns a row of logits $z$ into probabilities that add up to 1, and the **cross-entropy** is how
# surprised one is by the right class $y$:
#
# $$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}, \qquad \text{loss} = -\log p_y.$$
#
# The loss of a batch is the *mean* over its pictures, with the natural logarithm. For the logits 2, 1, 0 the
# probabilities are 0.665, 0.245, 0.090. If the first class is right, the loss is 0.41; if the last one is, 2.41.
#
# **Predict first.** What is the loss of a network with ten classes that knows nothing, and gives all of them the
# same logit? Look at the first step in the figure above, then at the first line that the next cell prints.
#
# To learn, one needs the **gradient**: how the loss changes with each logit. Softmax and logarithm together make it
# simple. For one picture it is $p_k$ for every wrong class, and $p_y - 1$ for the right one: more of a wrong class
# raises the loss, more of the right one lowers it. In a mean over N pictures each counts 1/N. For the logits above
# with the first class right: 0.665 - 1, 0.245, 0.090, and these three add up to 0.
#
# In NumPy two lists of indices pick one number for each pair: `table[[0, 1], [2, 0]]` is row 0, column 2, and row
# 1, column 0. So the numbers at the labels are picked in one go, and can be changed in one go:

# %%
print("ln 10 =", round(float(np.log(10)), 3))

two_pictures = np.array([[0.665, 0.245, 0.090], [0.1, 0.7, 0.2]])
their_labels = np.array([0, 2])
print("probabilities of the right classes:", two_pictures[np.arange(2), their_labels])

with np.errstate(over="ignore"):
    print("e to the power of 700, 710:", np.exp([700.0, 710.0]))
print("e to the power of -700, -750:", np.exp([-700.0, -750.0]))

# %% [markdown]
# Here the second laptop stumbled: powers of e beyond 709 are infinite in float64, and infinity divided by infinity
# is not a number. Below -745 they are 0, and the logarithm of 0 is minus infinity.
#
# The way out: softmax does not change when the same number is subtracted from all logits of a row. Subtract the
# largest, $m$; then no power is above 1. And the logarithm of a quotient is the difference of the logarithms, so
# nothing needs to be divided, and no logarithm of 0 is taken:
#
# $$\log p_k = (z_k - m) - \log \sum_j e^{z_j - m}.$$

# %% [markdown]
# {{exercise cnns/softmax_cross_entropy}}
#
# Write `softmax_cross_entropy(logits, labels)`. It gets `logits`, floats `(pictures, classes)`, and `labels`, whole
# numbers `(pictures,)` from 0 on. It returns two things, `loss, gradient`:
#
# - the mean cross-entropy of the batch, one number,
# - the gradient of that mean with respect to the logits, floats `(pictures, classes)`.
#
# A helper of yours needs a name that the notebook does not use yet (not `softmax`). Both results should be right to
# six digits, so compute in float64, and leave `logits` and `labels` as they came. Logits may be as large as 10,000,
# with either sign. Then a picture of which the network is surely wrong has a loss of thousands, and that is right.
# Ready-made softmax functions come afterwards.


# %%
def softmax_cross_entropy(logits, labels):
    """The mean cross-entropy of softmax, and its gradient with respect to the logits."""
    ### BEGIN SOLUTION
    rows = np.arange(len(labels))
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    gradient = np.exp(log_probabilities)
    gradient[rows, labels] -= 1
    return -log_probabilities[rows, labels].mean(), gradient / len(labels)
    ### END SOLUTION


# %%
check("cnns/softmax_cross_entropy", softmax_cross_entropy)

# %% [markdown]
# **With the library:** Keras takes the logits as they are (`from_logits=True`), and TensorFlow works out the
# gradient of anything it has computed while a "tape" was running.

# %%
logits = tf.constant(np.random.default_rng(0).normal(0, 3000, (4, 10)))
some_labels = np.array([3, 1, 4, 1])
with tf.GradientTape() as tape:
    tape.watch(logits)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)(some_labels, logits)
print(f"the library's loss, in float32: {float(loss):.3f}")
compare(lambda: softmax_cross_entropy(logits.numpy(), some_labels)[0], loss.numpy())
compare(lambda: softmax_cross_entropy(logits.numpy(), some_labels)[1], tape.gradient(loss, logits).numpy())

careful = train(255 * flat, lambda logits: log_softmax(logits, axis=1))
print("the second laptop, with care:", np.round(careful[:4], 1), "...", round(careful[-1], 1))

# %% [markdown]
# *The numbers are numbers again. They are not good: 255 times larger pixels make steps that are far too long, so
# divide by 255 all the same.*
#
# ## 2. A wrong gradient trains, too
#
# Suppose somebody writes the gradient by hand and leaves out one class of ten, the shirts: their part of the
# gradient stays 0. **Predict first:** an error, a loss that rises, or nothing anybody would notice?

# %%
one_forgotten = np.ones(10)
one_forgotten[6] = 0  # class 6, shirt
losses, accuracies = {}, {}
for name, factor in {"right gradient": np.ones(10), "one class forgotten": one_forgotten}.items():
    weights, losses[name] = np.zeros((784, 10)), []
    for _ in range(150):
        logits = flat @ weights
        losses[name].append(-log_softmax(logits, axis=1)[np.arange(len(labels)), labels].mean())
        weights -= 0.1 * flat.T @ ((softmax(logits, axis=1) - one_hot) * factor) / len(labels)
    named = (test_uint8.reshape(len(test_uint8), -1) / 255 @ weights).argmax(axis=1)
    accuracies[name] = (named == test_labels).mean()

fig, axis = plt.subplots(figsize=(7.5, 3.2))
for (name, values), colour in zip(losses.items(), ["#0072B2", "#D55E00"], strict=True):
    axis.plot(values, color=colour, label=f"{name}: {accuracies[name]:.0%} of the test garments right")
axis.set_title("training with a right and with a wrong gradient")
axis.set_xlabel("step")
axis.set_ylabel("loss")
axis.set_ylim(0, 3)
axis.legend()
plt.tight_layout()
plt.show()

# %% [markdown]
# *Nothing that anybody would notice: the loss falls smoothly, and 75 % is no disgrace. One would look for the fault
# in the data.*
#
# A gradient can be *tested*, because the loss itself says how it changes: move one number of `x` by a little $h$ up
# and down, and look.
#
# $$n_i = \frac{\text{loss}(x + h e_i) - \text{loss}(x - h e_i)}{2h} \qquad \text{(central difference)}$$
#
# $e_i$ moves the i-th number alone. By hand, for a loss that is the sum of all numbers squared, so that its
# gradient is $2x$:

# %%
x = np.array([[1.0, 0.5], [3.0, 4.0]])
h = 1e-5
up, down = x.copy(), x.copy()
up[1, 0] += h
down[1, 0] -= h
print("how the loss changes with x[1, 0]:", ((up**2).sum() - (down**2).sum()) / (2 * h))
print("the gradient there, 2 x:          ", 2 * x[1, 0])
print("all places of an array of any shape, np.ndindex(x.shape):", list(np.ndindex(x.shape)))

back = x.copy()
back[0, 1] += h
back[0, 1] -= h
print("up and down again is not where it was:", back[0, 1])

# %% [markdown]
# (So move a copy.) All these numbers together are the *numerical* gradient $n$. It is nearly, but never exactly,
# the gradient $a$ that was written, so ask how large the difference is for gradients of this size. The size of an
# array is its **length**, $\lVert a \rVert$: the root of the sum of all squares, `np.linalg.norm(a)` for an array
# of any shape. The **relative error** is
#
# $$\frac{\lVert a - n \rVert}{\lVert a \rVert + \lVert n \rVert},$$
#
# 0 for equal gradients, 1 for opposite ones. It is one number for the whole array. Number by number would not do:
# where $a_i$ is 0 and rounding makes $n_i$ 1e-12, that number alone has a relative error of 1, as if it were all
# wrong. And where the loss does not depend on `x` at all, both lengths are 0, and 0 divided by 0 is not a number.
# (NumPy calls it `nan`; whatever is compared with it, even `nan == nan`, the answer is False.) Adding a tiny number
# to the divisor is no way out: it hides every error of a gradient that is smaller still. So do not divide. The
# error is at most 1e-7 when $\lVert a - n \rVert \le 10^{-7} (\lVert a \rVert + \lVert n \rVert)$.
#
# **Predict first:** is a smaller $h$ always better?

# %%
steps = 10.0 ** np.arange(-13, 0)
x = 0.7
errors = {
    "forward: (f(x + h) - f(x)) / h": [(np.tanh(x + h) - np.tanh(x)) / h for h in steps],
    "central: (f(x + h) - f(x - h)) / 2h": [(np.tanh(x + h) - np.tanh(x - h)) / (2 * h) for h in steps],
}
exact = 1 - np.tanh(x) ** 2
fig, axis = plt.subplots(figsize=(7.5, 3.4))
for (name, values), colour, marker in zip(errors.items(), ["#D55E00", "#0072B2"], "so", strict=True):
    axis.loglog(steps, np.abs(np.array(values) - exact) / exact, marker + "-", color=colour, label=name)
axis.set_title("the slope of tanh at 0.7")
axis.set_xlabel("h")
axis.set_ylabel("relative error")
axis.legend(loc="lower left")
plt.tight_layout()
plt.show()

# %% [markdown]
# *From the right: a smaller h is better, and the central difference gains twice as fast. From the left: two nearly
# equal numbers are subtracted, and what is left is rounding. With h = 1e-5 and float64 the central difference is
# right to more than ten digits here, so a right gradient stays far below 1e-7.*

# %% [markdown]
# {{exercise cnns/gradient_check}}
#
# Write `gradient_check(loss, gradient, x)`. `loss(x)` returns a number, `gradient(x)` an array like `x`, which
# holds float64 in any shape. Return `True` when the gradient is right and `False` when it is not: use the central
# difference with h = 1e-5, for one number of `x` at a time, and accept a relative error of at most 1e-7. `x` must
# come back as it was.
#
# Your test is tested: on right gradients, which it must not blame, and on wrong ones, which must not get through.
# Both may be tiny, as small as 1e-15; right ones may be 0 in places or everywhere, and so may `x`. In wrong ones a
# single number, the first, the last or any other, may be NaN, "not a number", or be off by a hundred-thousandth of
# itself; it is one of the large ones, so the relative error of the whole is still above 1e-7.


# %%
def gradient_check(loss, gradient, x):
    """Whether gradient(x) is the gradient of loss at x."""
    ### BEGIN SOLUTION
    h = 1e-5
    numerical = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[index] += h
        down[index] -= h
        numerical[index] = (loss(up) - loss(down)) / (2 * h)
    analytical = gradient(x)
    difference = np.linalg.norm(analytical - numerical)
    return bool(difference <= 1e-7 * (np.linalg.norm(analytical) + np.linalg.norm(numerical)))
    ### END SOLUTION


# %%
check("cnns/gradient_check", gradient_check)

# %% [markdown]
# **With the library**, `scipy.optimize.check_grad` gives the length of the difference. It uses the forward
# difference, which does not get to 1e-7 here. On the loss of section 1, as a function of the logits of five
# pictures:

# %%
start = np.random.default_rng(1).normal(size=50)
five = labels[:5]


def loss_of(x):
    """The loss of five pictures; x holds their logits in a row."""
    return -log_softmax(x.reshape(5, 10), axis=1)[np.arange(5), five].mean()


def gradient_of(x):
    """Its gradient."""
    return ((softmax(x.reshape(5, 10), axis=1) - np.eye(10)[five]) / 5).ravel()


print(f"length of the gradient:         {np.linalg.norm(gradient_of(start)):.1e}")
print(f"difference, right gradient:     {check_grad(loss_of, gradient_of, start):.1e}")
forgotten = check_grad(loss_of, lambda x: gradient_of(x) * np.tile(one_forgotten, 5), start)
print(f"difference, class 6 forgotten:  {forgotten:.1e}")

# %% [markdown]
# *The right gradient is off by 3 parts in ten million of its length, which is what the forward difference leaves;
# with a class forgotten it is 8 in a hundred.*
#
# ## What goes wrong in practice
#
# - **A softmax too many.** The network ends with a softmax, and the loss has `from_logits=True`: probabilities are
#   squeezed a second time. It trains, slowly, and never gets sure of anything.
# - **float32.** It keeps seven digits, and the difference of two neighbours eats most of them. A gradient check
#   needs float64, also where the network itself computes in float32.
# - **The check at the corner.** ReLU has no slope at 0. A gradient check that lands there blames a right gradient;
#   move `x` a little.
# - **All numbers of a large network.** Each of them needs two losses. In practice one checks a small network of the
#   same layers, or a few hundred numbers drawn at random.
#
# ## Stretch (optional)
#
# How long does a wrong gradient stay unnoticed? Change `wrong_class`, or the factor, and find the error that costs
# the least accuracy. Would you have found it without the test?

# %%
wrong_class, factor = 6, -1.0
factors = np.ones(10)
factors[wrong_class] = factor
weights = np.zeros((784, 10))
for _ in range(150):
    weights -= 0.1 * flat.T @ ((softmax(flat @ weights, axis=1) - one_hot) * factors) / len(labels)
named = (test_uint8.reshape(len(test_uint8), -1) / 255 @ weights).argmax(axis=1)
print(
    f"{(named == test_labels).mean():.1%} right; with the right gradient {accuracies['right gradient']:.1%}"
)

# %% [markdown]
# Next: `3_batches`, what a network is fed.
