# %% [markdown]
# # 1 Layers by hand: what a CNN is made of
#
# A shop sorts photographs of garments with a model that reads pixels. In the office, where every garment lay in the
# middle of the picture, it was right four times out of five. Then people in the shop held the phone. Nobody changed
# the model. What happened?
#
# In about 45 minutes you build the parts that answer this: a convolutional layer, a pooling layer, and the
# arithmetic of what a network costs and sees. From *Basics* you need filters; no network is trained yet. Every
# function here leaves what it receives as it is: whoever called it may still need it.

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from course import check, data, hint, solution
from course.vision.comparison import compare

train_uint8, train_labels = data.fashion_mnist("train")
test_uint8, test_labels = data.fashion_mnist("test")
images = train_uint8[:4000, ..., None].astype(np.float32) / 255  # (pictures, rows, columns, channels)
labels = train_labels[:4000]
test_images = test_uint8[..., None].astype(np.float32) / 255
pullover = test_images[test_labels == 2][:1]


def moved(images, pixels):
    """The pictures with everything moved to the right; black comes in from the left."""
    return np.pad(images, ((0, 0), (0, 0), (pixels, 0), (0, 0)))[:, :, : images.shape[2]]


reads_pixels = make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=300))
reads_pixels.fit(images.reshape(len(images), -1), labels)
shifts = range(6)
right_on_pixels = [
    reads_pixels.score(moved(test_images, shift).reshape(len(test_images), -1), test_labels)
    for shift in shifts
]

fig, axes = plt.subplots(1, 3, figsize=(11, 3.3), width_ratios=[1, 1, 1.6])
for axis, shift in zip(axes, (0, 3), strict=False):
    axis.imshow(moved(pullover, shift)[0, ..., 0], cmap="gray")
    axis.set_title("in the office" if shift == 0 else f"in the shop: {shift} pixels aside")
    axis.set_xlabel("column (pixels)")
    axis.set_ylabel("row (pixels)")
axes[2].plot(shifts, right_on_pixels, "o-", color="#0072B2")
axes[2].set_title("a model that reads pixels")
axes[2].set_xlabel("garment moved to the right (pixels)")
axes[2].set_ylabel("share of garments named rightly")
axes[2].set_ylim(0, 1)
plt.tight_layout()
plt.show()
for shift, share in zip(shifts, right_on_pixels, strict=True):
    print(f"moved by {shift}: {share:.1%} of {len(test_labels):,} garments right")

# %% [markdown]
# *Fashion-MNIST: photographs of garments, ten classes, 28 x 28 pixels. Three pixels aside, which you hardly see,
# cost the model more than half of what it knew.*
#
# The model is a **dense layer**: every class is a **unit**, a sum over all pixels in which every pixel has a weight
# of its own. What it has learned about pixel (14, 10) tells it nothing about pixel (14, 13). A network for pictures
# should learn what a sleeve looks like *once*, and find it anywhere.
#
# ## 1. One filter for all places
#
# You know the way: a filter slides over the picture, and the same few weights look at every place. A
# **convolutional layer** is that, with four changes:
#
# 1. **Channels.** A colour picture has three, a layer's result may have 32. A filter has weights for *every* channel,
#    `(rows, columns, channels)`; it multiplies the whole block under it and adds everything up to **one** number.
# 2. **Many filters.** Each makes one map, a **feature map**. A layer of 8 filters turns `(28, 28, 3)` into `(28, 28,
#    8)`.
# 3. **A bias.** Every filter has one number that is added to its whole map.
# 4. **Nothing is turned.** Deep learning says convolution and computes *correlation*: the filters are learned, so it
#    does not matter which way round they lie.
#
# For example, one window of two channels under a filter of 2 x 2 x 2, with a bias of 10:

# %%
window = np.array([[[1, 5], [2, 6]], [[3, 7], [4, 8]]])  # (rows, columns, channels)
kernel = np.array([[[1, 0], [0, 0]], [[0, 0], [0, -1]]])
print("channel 0 of the window\n", window[..., 0], "\nchannel 1\n", window[..., 1])
print("products added up over rows, columns and channels:", (window * kernel).sum())
print("with the bias:", (window * kernel).sum() + 10)

# %% [markdown]
# **Where the windows stand.** The **stride** is how many pixels apart two windows are. **Padding** says what
# happens at the border:
#
# - `"valid"`: only windows that lie inside. $\lfloor (\text{length} - \text{size}) / \text{stride} \rfloor + 1$ of
#   them.
# - `"same"`: zeros are put around the picture, so that there are $\lceil \text{length} / \text{stride} \rceil$
#   windows: with stride 1, as many as pixels. The zeros needed are what the windows span minus the length,
#   $(\text{windows} - 1) \cdot \text{stride} + \text{size} - \text{length}$, and never less than 0. Half of them,
#   rounded *down*, go in front; the rest goes behind.
#
# **Predict first.** A row of 6 pixels, windows of 3, stride 2, `"same"`: how many windows, how many zeros, and
# where?


# %%
def places(length, size, stride, padding):
    """First pixel of every window; negative where it begins in the zeros."""
    if padding == "valid":
        return list(range(0, length - size + 1, stride))
    windows = -(-length // stride)  # the quotient, rounded up
    zeros = max((windows - 1) * stride + size - length, 0)
    return [number * stride - zeros // 2 for number in range(windows)]


settings = [(7, 1, "valid"), (7, 2, "valid"), (7, 2, "same"), (6, 2, "same")]
fig, axes = plt.subplots(1, 4, figsize=(11, 2.9))
for axis, (length, stride, padding) in zip(axes, settings, strict=True):
    firsts = places(length, 3, stride, padding)
    for pixel in range(min(firsts[0], 0), max(firsts[-1] + 3, length)):
        inside = 0 <= pixel < length
        colour = "#56B4E9" if inside else "white"
        axis.add_patch(plt.Rectangle((pixel, 0), 1, 1, facecolor=colour, edgecolor="black"))
        axis.text(pixel + 0.5, 0.5, pixel if inside else "0", ha="center", va="center")
    for number, first in enumerate(firsts):
        axis.plot([first + 0.1, first + 2.9], [-0.5 - 0.5 * number] * 2, color="#D55E00", lw=4)
    axis.set_title(f'{length} pixels, stride {stride},\n"{padding}": {len(firsts)} windows', fontsize=10)
    axis.set_xlim(-1.3, 8.3)
    axis.set_ylim(-3.3, 1.4)
    axis.set_xlabel("pixel")
    axis.set_yticks([])
plt.tight_layout()
plt.show()

# %% [markdown]
# *Pixels are blue, zeros white, windows of three orange. In the last one a single zero is needed, and it stands
# behind.*

# %% [markdown]
# {{exercise cnns/conv_forward}}
#
# Write `conv_forward(images, kernels, bias, stride, padding)`. It gets
#
# - `images`, floats `(pictures, rows, columns, channels)`,
# - `kernels`, floats `(kernel rows, kernel columns, channels, filters)`, not always square,
# - `bias`, floats `(filters,)`,
# - `stride`, a whole number, the same for rows and columns,
# - `padding`, `"valid"` or `"same"`, as above; rows and columns each for themselves,
#
# and returns the feature maps `(pictures, new rows, new columns, filters)`. Loops over places and filters are fine;
# ready-made convolutions come afterwards.


# %%
def conv_forward(images, kernels, bias, stride, padding):
    """A convolutional layer: (pictures, rows, columns, channels) -> (pictures, new rows, new columns, filters)."""
    ### BEGIN SOLUTION
    height, width = kernels.shape[:2]
    firsts = []
    around = []
    for length, size in zip(images.shape[1:3], (height, width), strict=True):
        windows = (length - size) // stride + 1
        zeros = 0
        if padding == "same":
            windows = -(-length // stride)
            zeros = max((windows - 1) * stride + size - length, 0)
        firsts.append([number * stride for number in range(windows)])
        around.append((zeros // 2, zeros - zeros // 2))
    padded = np.pad(images, ((0, 0), *around, (0, 0)))
    maps = np.zeros((len(images), len(firsts[0]), len(firsts[1]), kernels.shape[-1]))
    for i, row in enumerate(firsts[0]):
        for j, column in enumerate(firsts[1]):
            window = padded[:, row : row + height, column : column + width]
            maps[:, i, j] = np.tensordot(window, kernels, axes=3) + bias
    return maps
    ### END SOLUTION


# %%
check("cnns/conv_forward", conv_forward)

# %% [markdown]
# **With the library** it is one line. The cell also shows what a few filters see in a colour picture.

# %%
cup = data.coffee()[20:380:3, 120:520:3].astype(np.float32) / 255
edge = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], np.float32) / 4
filters = np.zeros((3, 3, 3, 4), np.float32)  # (kernel rows, kernel columns, channels, filters)
filters[..., 0] = edge[..., None] / 3  # the same weights for all three channels
filters[..., 1] = edge.T[..., None] / 3
filters[1, 1, :, 2] = [1, -0.5, -0.5]  # one pixel: red against green and blue
filters[..., 3] = 1 / 27  # the mean
none = np.zeros(4, np.float32)

maps = np.asarray(keras.ops.conv(cup[None], filters, strides=1, padding="same"))[0]
compare(lambda: conv_forward(cup[None], filters, none, 1, "same")[0], maps)

fig, axes = plt.subplots(1, 5, figsize=(12.5, 3))
axes[0].imshow(cup)
axes[0].set_title("the picture")
names = ["brighter to the right", "brighter downwards", "red against the rest", "the mean"]
for axis, name, number in zip(axes[1:], names, range(4), strict=True):
    most = np.abs(maps[..., number]).max()
    axis.imshow(maps[..., number], cmap="PuOr", vmin=-most, vmax=most)
    axis.set_title(name)
for axis in axes:
    axis.set_xlabel("column (pixels)")
axes[0].set_ylabel("row (pixels)")
plt.tight_layout()
plt.show()

# %% [markdown]
# *Four feature maps of one layer; violet is positive, orange negative, white zero. The first two find the rims,
# whatever their colour. The third looks at a single pixel, but at all its channels. These filters were made by
# hand; a network finds its own.*

# %% [markdown]
# {{question cnns/parameter_sharing}}

# %%
### BEGIN SOLUTION
parameter_sharing = "a"
### END SOLUTION

# %%
check("cnns/parameter_sharing", parameter_sharing)

# %% [markdown]
# Measured, on a pullover and with random weights: a convolutional layer, and a dense layer of which every output
# has its own weights.

# %%
rng = np.random.default_rng(3)
random_filter = rng.normal(size=(3, 3, 1, 1)).astype(np.float32)
own_weights = rng.normal(size=(784, 784)) / 28

before = np.asarray(keras.ops.conv(pullover, random_filter, padding="same"))[0, ..., 0]
after = np.asarray(keras.ops.conv(moved(pullover, 4), random_filter, padding="same"))[0, ..., 0]
dense_before = (pullover.reshape(784) @ own_weights).reshape(28, 28)
dense_after = (moved(pullover, 4).reshape(784) @ own_weights).reshape(28, 28)
for name, first, second in (
    ("convolution", before, after),
    ("dense layer", dense_before, dense_after),
):
    # away from the border, where the zeros are
    difference = np.abs(second[1:-1, 5:-1] - first[1:-1, 1:-5]).max() / np.abs(first).max()
    print(f"{name}: moved back, the map differs by {difference:.1%} of its largest value")

# %% [markdown]
# ## 2. Pooling: keep the strongest
#
# A map that moves along still has to be *read* somewhere. **Max pooling** makes it coarser: windows of `size`
# pixels, one every `stride` pixels, and of each window the largest value. Every channel is pooled by itself,
# nothing is padded, and a window that would hang over the end is left out, so that there are $\lfloor
# (\text{length} - \text{size}) / \text{stride} \rfloor + 1$ of them. With size 2 and stride 2, one channel:
#
# | before | | | | | | after | |
# |---|---|---|---|---|---|---|---|
# | 1 | 3 | 0 | 0 | 9 | | **4** | **2** |
# | 4 | 2 | 0 | 2 | 9 | | **0** | **-1** |
# | 0 | 0 | -5 | -1 | 9 | | | |
# | 0 | 0 | -2 | -3 | 9 | | | |
#
# The fifth column fills no window.

# %% [markdown]
# {{exercise cnns/max_pool}}
#
# Write `max_pool(images, size, stride)`. It gets floats `(pictures, rows, columns, channels)`, positive or
# negative, and returns the pooled maps `(pictures, new rows, new columns, channels)`. `size` and `stride` are whole
# numbers of at least 1 and need not be equal: windows may overlap, or leave gaps. Ready-made pooling comes
# afterwards.


# %%
def max_pool(images, size, stride):
    """The largest value of every window: (pictures, rows, columns, channels) -> fewer rows and columns."""
    ### BEGIN SOLUTION
    rows = (images.shape[1] - size) // stride + 1
    columns = (images.shape[2] - size) // stride + 1
    pooled = np.empty((len(images), rows, columns, images.shape[3]), images.dtype)
    for i in range(rows):
        for j in range(columns):
            row, column = i * stride, j * stride
            pooled[:, i, j] = images[:, row : row + size, column : column + size].max(axis=(1, 2))
    return pooled
    ### END SOLUTION


# %%
check("cnns/max_pool", max_pool)

# %% [markdown]
# **With the library**, and what it buys. **Predict first:** a garment moves by one pixel. By how much do the maps
# change, in per cent of the whole map, without pooling and with windows of 2, 4 and 7?

# %%
sizes = [1, 2, 4, 7]
edges = np.stack([edge, -edge, edge.T, -edge.T], axis=-1)[:, :, None]  # (3, 3, 1, 4): four directions
garments = np.concatenate([pullover, test_images[:200]])
maps = np.maximum(np.asarray(keras.ops.conv(garments, edges, padding="same")), 0)
maps_moved = np.maximum(np.asarray(keras.ops.conv(moved(garments, 1), edges, padding="same")), 0)
compare(lambda: max_pool(maps, 2, 2), np.asarray(keras.ops.max_pool(maps, 2, 2)))

fig, axes = plt.subplots(1, 5, figsize=(12.5, 2.9), width_ratios=[1, 1, 1, 1, 1.4])
changes = []
for axis, size in zip(axes, sizes, strict=False):
    first = np.asarray(keras.ops.max_pool(maps, size, size))
    second = np.asarray(keras.ops.max_pool(maps_moved, size, size))
    changes.append(float(np.abs(second - first).sum() / first.sum()))
    axis.imshow(first[0, ..., 0], cmap="cividis")
    axis.set_title("the map" if size == 1 else f"pooled by {size}")
    axis.set_xlabel("column")
    axis.locator_params(integer=True)
axes[0].set_ylabel("row")
axes[4].bar([str(size) for size in sizes], changes, color="#0072B2")
axes[4].set_title("change when moved by 1 pixel")
axes[4].set_xlabel("pooling window (pixels)")
axes[4].set_ylabel("share of the map")
plt.tight_layout()
plt.show()
print("change:", ", ".join(f"{change:.0%} with {size}" for change, size in zip(changes, sizes, strict=True)))

# %% [markdown]
# *One edge map of a pullover, coarser and coarser; the bars count 201 garments together. Pooling forgets exact
# places step by step. It never forgets them all: after a single pooling the network still knows roughly where.*

# %% [markdown]
# ## 3. What a network costs, and what it sees
#
# Before you train a network, three numbers for each layer tell whether it can work. `c` channels come in:
#
# | layer | shape that comes out | weights |
# |---|---|---|
# | convolution, `f` filters `k` x `k` | rows and columns as in section 1, `f` channels | `k·k·c·f`, and `f` biases |
# | pooling | rows and columns as in section 2, `c` channels | 0 |
# | flatten | one axis, `rows·columns·c` long | 0 |
# | dense, `u` units on `n` values | `u` | `n·u`, and `u` biases |
#
# A convolution with 32 filters of 3 x 3 on a grey picture has 3·3·1·32 + 32 = 320 weights, however large the
# picture is.
#
# The third number is the **receptive field**: how many pixels in a row of the picture a value depends on. Carry two
# numbers along, `seen = 1` and `apart = 1`, how far apart neighbours are in pixels of the picture. A layer with
# windows of `size` and a stride adds `(size - 1) · apart` to `seen`, and then multiplies `apart` by its stride.
# Zeros beyond the border count as pixels.

# %%
stack = [("picture", 1, 1), ("convolution 3", 3, 1), ("pooling 2, stride 2", 2, 2), ("convolution 3", 3, 1)]
apart, seen = 1, 1
print("the picture: sees 1 pixel, neighbours 1 pixel apart")
for name, size, stride in stack[1:]:
    seen += (size - 1) * apart
    apart *= stride
    print(f"{name}: sees {seen} pixels, neighbours {apart} pixel{'s' if apart > 1 else ''} apart")

fig, axis = plt.subplots(figsize=(9, 3.4))
needed = [0.0]  # centres of the values that one value of the last layer depends on, in pixels
levels = {3: needed}
for level, (size, step) in zip((2, 1, 0), ((3, 2), (2, 1), (3, 1)), strict=True):
    below = sorted({value + (k - (size - 1) / 2) * step for value in needed for k in range(size)})
    for value in needed:
        for k in range(size):
            axis.plot(
                [value, value + (k - (size - 1) / 2) * step],
                [level + 1, level],
                color="#999999",
                lw=1,
                zorder=1,
            )
    levels[level] = needed = below
for level, values in levels.items():
    axis.scatter(values, [level] * len(values), s=120, color="#0072B2", zorder=2)
axis.set_yticks(range(4), [name for name, _, _ in stack])
axis.set_title("one value of the last layer depends on 8 pixels in a row")
axis.set_xlabel("place (pixels from the middle)")
plt.tight_layout()
plt.show()

# %% [markdown]
# *Dots are values, lines say what a value is made of. After the pooling, neighbours are two pixels apart, so the
# second convolution widens the view by four pixels instead of two.*

# %% [markdown]
# {{exercise cnns/layer_budget}}
#
# Write `layer_budget(layers, input_shape)`. `input_shape` is `(rows, columns, channels)`; `layers` is a list of
# dicts, each one of
#
# - `{"kind": "conv", "filters": 8, "size": 3, "stride": 1, "padding": "same"}`, square filters,
# - `{"kind": "pool", "size": 2}`: max pooling as in section 2, with a stride as large as its size,
# - `{"kind": "flatten"}`,
# - `{"kind": "dense", "units": 10}`, which comes after a flatten or another dense layer.
#
# It returns a dict of three lists:
#
# - `"shapes"`: what comes out of each layer, for example `[28, 28, 8]` or `[10]` (lists or tuples),
# - `"parameters"`: weights and biases of each layer,
# - `"receptive_fields"`: in pixels, one for each *convolution and pooling* layer; the others are left out.


# %%
def layer_budget(layers, input_shape):
    """Shapes, weights and receptive fields of a network, layer by layer."""
    ### BEGIN SOLUTION
    shape, seen, apart = list(input_shape), 1, 1
    budget = {"shapes": [], "parameters": [], "receptive_fields": []}
    for layer in layers:
        weights = 0
        if layer["kind"] == "dense":
            weights = (shape[0] + 1) * layer["units"]
            shape = [layer["units"]]
        elif layer["kind"] == "flatten":
            shape = [shape[0] * shape[1] * shape[2]]
        else:
            size = layer["size"]
            stride = layer.get("stride", size)
            if layer.get("padding") == "same":
                rows, columns = (-(-length // stride) for length in shape[:2])
            else:
                rows, columns = ((length - size) // stride + 1 for length in shape[:2])
            channels = shape[2]
            if layer["kind"] == "conv":
                weights = (size * size * shape[2] + 1) * layer["filters"]
                channels = layer["filters"]
            shape = [rows, columns, channels]
            seen += (size - 1) * apart
            apart *= stride
            budget["receptive_fields"].append(seen)
        budget["shapes"].append(shape)
        budget["parameters"].append(weights)
    return budget
    ### END SOLUTION


# %%
check("cnns/layer_budget", layer_budget)

# %% [markdown]
# **With the library:** Keras builds the network and counts. `activation="relu"` makes negative values 0,
# `"softmax"` turns ten scores into probabilities (next notebook); neither has weights. **Predict first:** which of
# the layers has the most weights?

# %%
network = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(2),
        keras.layers.Conv2D(64, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(2),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
counts = [layer.count_params() for layer in network.layers]
for layer, count in zip(network.layers, counts, strict=True):
    print(f"{type(layer).__name__:13} {layer.output.shape[1:]!s:13} {count:8,} weights")
print(f"all together {network.count_params():,}")

same_network = [
    {"kind": "conv", "filters": 32, "size": 3, "stride": 1, "padding": "same"},
    {"kind": "pool", "size": 2},
    {"kind": "conv", "filters": 64, "size": 3, "stride": 1, "padding": "same"},
    {"kind": "pool", "size": 2},
    {"kind": "flatten"},
    {"kind": "dense", "units": 64},
    {"kind": "dense", "units": 10},
]
compare(lambda: layer_budget(same_network, (28, 28, 1))["parameters"], np.array(counts))

# %% [markdown]
# *Analysis: nine tenths of the weights are in the first dense layer, which reads a flattened map and gives every
# place weights of its own again. A `GlobalAveragePooling2D` instead of `Flatten`, the mean of each map, would leave
# 64 values instead of 3,136.*
#
# ## 4. Back to the shop
#
# No network is trained yet, but its first layer can be made by hand: eight edge filters, ReLU, pooling by 4. On top
# stands the same kind of model as in the beginning. **Predict first:** how does its curve run?

# %%
diagonal = np.array([[-2, -1, 0], [-1, 0, 1], [0, 1, 2]], np.float32) / 4
directions = [edge, edge.T, diagonal, diagonal[:, ::-1]]
eight = np.stack([sign * kernel for kernel in directions for sign in (1, -1)], axis=-1)[:, :, None]


def features(images):
    """Eight edge maps, pooled by 4: (pictures, rows, columns, 1) -> (pictures, 7 * 7 * 8)."""
    maps = keras.ops.relu(keras.ops.conv(images, eight, padding="same"))
    return np.asarray(keras.ops.max_pool(maps, 4, 4)).reshape(len(images), -1)


reads_features = make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=300))
reads_features.fit(features(images), labels)
right_on_features = [
    reads_features.score(features(moved(test_images, shift)), test_labels) for shift in shifts
]

fig, axis = plt.subplots(figsize=(7, 3.6))
axis.plot(shifts, right_on_pixels, "o-", color="#0072B2", label="reads pixels")
axis.plot(shifts, right_on_features, "s-", color="#D55E00", label="reads edges, pooled by 4")
axis.set_title("the same garments, moved aside")
axis.set_xlabel("moved to the right (pixels)")
axis.set_ylabel("share named rightly")
axis.set_ylim(0, 1)
axis.legend()
plt.tight_layout()
plt.show()
print("moved by 3 pixels:", f"{right_on_pixels[3]:.1%} on pixels, {right_on_features[3]:.1%} on edges")

# %% [markdown]
# *Analysis: one layer of convolution and pooling holds on longer, with half as many values to read. At five pixels
# it has lost its lead too: windows of four forgive a move of about as much, no more. That is why networks stack
# such layers, and why training pictures are moved about, which notebook 3 comes to.*
#
# ## What goes wrong in practice
#
# - **"Same" is not the same everywhere.** PyTorch's `padding=1` puts zeros on both sides evenly; Keras puts the odd
#   one behind. With stride 2, weights carried from one to the other see every window moved by a pixel. The accuracy
#   drops a little, and no error is raised.
# - **Channels first or last.** PyTorch has (pictures, channels, rows, columns). A square picture with the axes mixed
#   up still runs. It learns badly.
# - **The view is too small.** A network whose receptive field is 20 pixels cannot judge a scratch of 60. Compute it
#   before you train.
# - **A bigger picture, the same network.** Convolutions do not mind. The flattened dense layer grows with the number
#   of pixels, and weights saved for another size do not load.

# %% [markdown]
# ## Stretch (optional)
#
# Change the network so that it sees at least 20 pixels and has fewer than 20,000 weights. Strides, smaller filters
# and a mean over each map are allowed. The cell prints both numbers.

# %%
small = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(2),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
apart, seen = 1, 1
for layer in small.layers:
    if isinstance(layer, (keras.layers.Conv2D, keras.layers.MaxPooling2D)):
        size = layer.kernel_size[0] if isinstance(layer, keras.layers.Conv2D) else layer.pool_size[0]
        seen += (size - 1) * apart
        apart *= layer.strides[0]
print(f"{small.count_params():,} weights, sees {seen} pixels")

# %% [markdown]
# Next: `02_cnns/2_gradients`, where weights find their values.
