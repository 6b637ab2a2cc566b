# %% [markdown]
# # 1 Pixels
#
# A pathology lab measures how much of a tissue section is stained brown: the more brown, the more of a protein
# is there. The rule is one line: *a pixel is brown when its red value exceeds its blue value by more than 40.*
#
# Three programs apply this rule to the same photograph. All three run without an error. **Predict:** read the
# three lines that compute `brown` below. Which of them would you sign?
#
# Plan 45 to 90 minutes for this notebook, exercises included.

# %%
from contextlib import suppress

import cv2
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap
from PIL import Image
from skimage.color import rgb2gray
from skimage.transform import resize
from skimage.util import img_as_ubyte

from course import check, data, hint, solution


def show(axis, image, title, **how):
    """Draw an image with its title and axis labels; grey images from black (0) to white (255) unless told."""
    if image.ndim == 2:
        how = {"cmap": "gray", "vmin": 0, "vmax": 255, **how}
    axis.imshow(image, interpolation="nearest", **how)
    axis.set_title(title, fontsize=10)
    axis.set_xlabel("column (pixels)")
    axis.set_ylabel("row (pixels)")


tissue = data.immunohistochemistry()

red, blue = tissue[..., 0], tissue[..., 2]
brown_a = red - blue > 40

red, blue = tissue[..., 0].astype(int), tissue[..., 2].astype(int)
brown_b = red - blue > 40

# The next line only writes the photograph to a PNG file in memory and opens that file with OpenCV.
opened = cv2.imdecode(cv2.imencode(".png", tissue[..., ::-1])[1], cv2.IMREAD_COLOR)
red, blue = opened[..., 0].astype(int), opened[..., 2].astype(int)
brown_c = red - blue > 40

fig, axes = plt.subplots(1, 4, figsize=(11, 3.4))
show(axes[0], tissue, "the tissue")
for axis, name, brown in zip(axes[1:], "ABC", (brown_a, brown_b, brown_c), strict=True):
    show(axis, brown, f"program {name}: {brown.mean():.1%} brown", vmin=0, vmax=1)
plt.tight_layout()
plt.show()

# %% [markdown]
# *Left: a real tissue section, brown stain on blue. The others: what each program calls brown, in white. Same
# picture, same rule, three answers.*
#
# The photograph is real; the programs are ours, two of them wrong on purpose. Both mistakes are common, and
# neither raises an error. After section 2 you can explain both.
#
# ## 1. Numbers with a lid
#
# A *dtype* is the type of an array's numbers. Most image files hold `uint8`: whole numbers in eight bits, so
# 256 values, 0 (no light) to 255 (full). Nothing below, nothing above, nothing between.

# %% [markdown]
# {{question basics/wrap_around}}

# %%
### BEGIN SOLUTION
wrap_around = "c"
### END SOLUTION

# %%
check("basics/wrap_around", wrap_around)

# %% [markdown]
# Now a whole photograph. The first line adds 90 as bytes. The second adds 90 where there is room and cuts off
# at 255 afterwards. **Predict:** which coins change most between the two?

# %%
coins = data.coins()
wrapped = coins + np.uint8(90)
saturated = np.minimum(coins.astype(int) + 90, 255)

print("brightest pixel", coins.max(), "-> as bytes", wrapped[coins == coins.max()][0])
print(f"values above 255 in the true sum: {(coins.astype(int) + 90 > 255).mean():.1%} of all")

fig, axes = plt.subplots(1, 3, figsize=(11, 3.3))
show(axes[0], coins, "the photograph")
show(axes[1], wrapped, "+ 90 as bytes: wraps")
show(axes[2], saturated, "+ 90, then cut at 255")
plt.tight_layout()
plt.show()

# %% [markdown]
# *In the middle, the brightest parts of the coins are suddenly dark: they passed 255 and began again at 0, so
# 252 became 86. On the right they are white.*

# %% [markdown]
# {{exercise basics/to_uint8}}
#
# So we compute in floats or wide whole numbers and return to bytes at the end. Write that last step:
# `to_uint8(image)` returns a `uint8` array of the same shape.
#
# | dtype of `image` | its scale | what to do |
# |---|---|---|
# | any float | 0 is black, 1 is white | times 255, to the nearest whole number |
# | any whole number | 0 is black, 255 is white | keep the values |
#
# Values below black become 0, values above white become 255. Any shape may come: `(H, W)`, `(H, W, 3)`, or
# more. Example: `[-0.2, 0.0, 0.4, 1.0, 1.7]` gives `[0, 0, 102, 255, 255]`, and in `int16`, `[-30, 7, 255,
# 340]` gives `[0, 7, 255, 255]`.


# %%
def to_uint8(image):
    """Bring an image (floats in 0..1, or whole numbers in 0..255, either may overshoot) to uint8."""
    ### BEGIN SOLUTION
    if np.issubdtype(image.dtype, np.floating):
        image = image * 255
    return np.round(np.clip(image, 0, 255)).astype(np.uint8)
    ### END SOLUTION


# %%
check("basics/to_uint8", to_uint8)

# %% [markdown]
# **With the library.** scikit-image's `img_as_ubyte` scales floats and rounds; the clipping is up to you. Whole
# numbers up to 255 it keeps. One larger number, and white is the largest number of the *dtype*: 32,767 in
# `int16`. **Predict** what it makes of the `int16` values 0, 100 and 256.

# %%
brighter = coins / 255 * 1.5
library = img_as_ubyte(np.clip(brighter, 0, 1))
print("scikit-image, clipped:", library.min(), "to", library.max())
with suppress(NotImplementedError):  # silent until you have written to_uint8
    print("pixels where yours differs:", np.count_nonzero(to_uint8(brighter) != library))

try:
    img_as_ubyte(brighter)
except ValueError as error:
    print("scikit-image, not clipped: ValueError:", error)

print("int16 [0, 100, 256]:", img_as_ubyte(np.array([0, 100, 256], np.int16)))
print("OpenCV adds bytes with a stop at 255:", cv2.add(np.full((1, 1), 250, np.uint8), 10).ravel())

# %% [markdown]
# *Analysis.* Clipped, the library and the hand-written version agree. Unclipped it refuses, which is better
# than wrapping. One value of 256 makes the whole `int16` picture almost black: a *scale* is a convention that no array
# carries with it.
#
# **What goes wrong in practice.** Differences wrap as well. Program A subtracts bytes: where blue exceeds red
# by 1, `red - blue` is 255, and blue tissue counts as brown. Say `astype(int)` or `astype(float)` *before* you
# compute.
#
# ## 2. Colour is an order
#
# A colour image has shape `(height, width, 3)`. Which of the three *channels* is red? The array does not say.
# matplotlib, Pillow and scikit-image say RGB. OpenCV reads files as BGR. **Predict:** your program opens this
# cup with OpenCV and shows it with matplotlib. What colour is the wooden table? (The titles give one of its
# pixels as `[row, column]`: rows count downwards.)

# %%
coffee = data.coffee()
png = cv2.imencode(".png", coffee[..., ::-1])[1]  # the bytes of a file; OpenCV wants BGR here too
opened = cv2.imdecode(png, cv2.IMREAD_COLOR)  # what cv2.imread gives you

fig, (left, right) = plt.subplots(1, 2, figsize=(10, 3.9))
show(left, coffee, f"RGB: pixel [200, 540] is {coffee[200, 540].tolist()}")
show(right, opened, f"opened with OpenCV: pixel [200, 540] is {opened[200, 540].tolist()}")
plt.tight_layout()
plt.show()

# %% [markdown]
# *The same file. On the right, red and blue have changed places, and the brown table turned blue.*

# %% [markdown]
# {{exercise basics/grayscale}}
#
# Write `grayscale(image, order="RGB")`. It gets a colour image `(H, W, 3)`, `uint8` in 0..255 or float in 0..1,
# and returns floats `(H, W)` in 0..1:
#
# $$\text{grey} = 0.2125\,R + 0.7154\,G + 0.0721\,B$$
#
# These are scikit-image's weights: the eye takes most of its brightness from green. With `order="BGR"` the
# channels come as blue, green, red. Pure red gives 0.2125, in either order and either dtype.


# %%
def grayscale(image, order="RGB"):
    """Weighted sum of the channels of a (H, W, 3) image, as floats (H, W) in 0..1."""
    ### BEGIN SOLUTION
    if image.dtype == np.uint8:
        image = image / 255
    if order == "BGR":
        image = image[..., ::-1]
    return image @ np.array([0.2125, 0.7154, 0.0721])
    ### END SOLUTION


# %%
check("basics/grayscale", grayscale)

# %% [markdown]
# **With the library.** `rgb2gray(image)`, or `cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)`, which takes older
# weights (0.299, 0.587, 0.114). **Predict:** which costs more, the other weights or the wrong order?

# %%
grey = rgb2gray(coffee) * 255
other_weights = cv2.cvtColor(coffee, cv2.COLOR_RGB2GRAY) - grey
wrong_order = rgb2gray(opened) * 255 - grey
with suppress(NotImplementedError):  # silent until you have written grayscale
    print(f"largest difference, yours and scikit-image: {np.abs(grayscale(coffee) * 255 - grey).max():.6f}")

fig, axes = plt.subplots(1, 3, figsize=(11, 2.9), layout="constrained")
show(axes[0], grey, "grey")
for axis, change, title in [
    (axes[1], other_weights, "OpenCV's weights"),
    (axes[2], wrong_order, "wrong order"),
]:
    show(axis, change, f"{title}: off by up to {np.abs(change).max():.0f}", cmap="PuOr_r", vmin=-30, vmax=30)
plt.colorbar(axes[2].images[0], ax=axes[1:], label="error (grey levels of 255)")
plt.show()

# %% [markdown]
# *Orange: too bright, purple: too dark. The wrong order costs about twice as much: it darkens everything that
# is brown or orange. The result still looks like a normal grey photograph.*
#
# **What goes wrong in practice.** In grey, nobody sees the swap. A network trained on RGB and fed with BGR
# loses accuracy without a message. Program C is this swap; B is right. Convert once, where the file is read:
# `cv2.cvtColor(opened, cv2.COLOR_BGR2RGB)`.
#
# ## 3. Boxes and slices
#
# Other programs hand you places, and your array wants indices. Detectors, annotation tools and OpenCV's drawing
# functions write (x, y): x to the right, y down, in pixels.

# %% [markdown]
# {{question basics/row_column}}

# %%
### BEGIN SOLUTION
row_column = "b"
### END SOLUTION

# %%
check("basics/row_column", row_column)

# %% [markdown]
# A *box* is (x, y, w, h): its top left corner, its width and its height. Detectors return boxes that reach over
# the border all the time. **Predict:** what does a slice do with a start of -20, and with an end beyond the
# last column?

# %%
boxes = {
    "inside": (188, 172, 60, 58),
    "over the left border": (-20, 20, 60, 50),
    "over the right": (350, 200, 60, 50),
}

fig, axis = plt.subplots(figsize=(7, 4.8))
show(axis, coins, "three boxes on the coins")
for colour, (name, (x, y, w, h)) in zip(("#56B4E9", "#E69F00", "#F0E442"), boxes.items(), strict=True):
    axis.add_patch(plt.Rectangle((x, y), w, h, fill=False, edgecolor=colour, linewidth=2.5, label=name))
axis.set_xlim(-40, 430)
axis.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=3)
plt.show()

print("384 columns. coins[20:70, -20:40] has shape ", coins[20:70, -20:40].shape)
print("384 columns. coins[200:250, 350:410] has shape", coins[200:250, 350:410].shape)

# %% [markdown]
# *The white margin lies outside the photograph. Beyond the right border the slice simply stops. On the left,
# -20 means "20 from the end", so the slice runs from column 364 to 40: it is empty, and again nothing
# complains.*

# %% [markdown]
# {{exercise basics/crop_box}}
#
# Write `crop_box(image, box)`. It gets an image `(H, W)` or `(H, W, C)` of any dtype and a box `(x, y, w, h)`
# of whole numbers, x and y counted from the top left. It returns the part of the image inside the box:
#
# - what lies outside the image is left out: `(-20, 20, 60, 50)` on the coins gives 50 rows x 40 columns;
# - if no pixel is left, it raises a `ValueError` whose message says what is wrong. A width or height of zero or less is
# such a case.


# %%
def crop_box(image, box):
    """The part of an image inside a box (x, y, w, h), cut at the borders; ValueError if nothing is left."""
    x, y, w, h = box
    ### BEGIN SOLUTION
    height, width = image.shape[:2]
    top, bottom = max(y, 0), min(y + h, height)
    left, right = max(x, 0), min(x + w, width)
    if bottom <= top or right <= left:
        raise ValueError(f"box {box} (x, y, w, h) holds no pixel of an image {width} wide and {height} high")
    return image[top:bottom, left:right]
    ### END SOLUTION


# %%
check("basics/crop_box", crop_box)

# %% [markdown]
# **With the library.** Pillow's `crop` takes (left, top, right, bottom): another way to write a box.
# **Predict** the size of its crop over the left border.

# %%
x, y, w, h = boxes["over the left border"]
pillow = np.array(Image.fromarray(coins).crop((x, y, x + w, y + h)))
print("Pillow: shape", pillow.shape, "and its first 20 columns hold", np.unique(pillow[:, :20]))
with suppress(NotImplementedError):  # silent until you have written crop_box
    mine = crop_box(coins, (x, y, w, h))
    print("yours:  shape", mine.shape, "and equal to the rest:", np.array_equal(mine, pillow[:, 20:]))

# %% [markdown]
# *Analysis.* Pillow keeps the size and fills with black, so a mean over its crop is too dark. Neither is wrong,
# but the next step has to know which one it gets.
#
# ## 4. Making images smaller
#
# **Predict:** the next figure shows black (0) and white (255) stripes. From far enough they melt into one grey,
# half the light of white. Two flat squares lie on them, 128 and 188. Which one vanishes in the stripes when you
# squint or step back? (Keep the browser's zoom at 100 %: rescaling spoils the experiment, and some
# high-resolution displays rescale by themselves. The caption says what to see.)

# %%
stripes = np.zeros((240, 480), np.uint8)
stripes[(np.arange(240) // 2) % 2 == 0] = 255
stripes[60:180, 80:200] = 128
stripes[60:180, 280:400] = 188

fig = plt.figure(figsize=(6, 3.2), dpi=100)
axis = fig.add_axes([0.1, 0.15, 0.8, 0.75])  # 480 x 240 screen pixels: one for each pixel of the image
show(axis, stripes, "left square: 128, right square: 188")
plt.show()

# %% [markdown]
# *From a distance the right square, 188, comes close to the stripes. The left one, the "middle" value 128, is
# far too dark.*

# %% [markdown]
# {{question basics/darkens}}

# %%
### BEGIN SOLUTION
darkens = "c"
### END SOLUTION

# %%
check("basics/darkens", darkens)

# %% [markdown]
# Here is the curve behind it. Files store values spaced for the eye, with fine steps in the dark tones. The *sRGB*
# standard (IEC 61966-2-1) says how a stored value s in 0..1 becomes *linear light*, proportional to what leaves
# the screen, and back. Here are both directions:


# %%
def decode_srgb(stored):
    """Stored values in 0..1 to linear light in 0..1 (IEC 61966-2-1)."""
    return np.where(stored <= 0.04045, stored / 12.92, ((stored + 0.055) / 1.055) ** 2.4)


def encode_srgb(light):
    """Linear light in 0..1 to stored values in 0..1 (IEC 61966-2-1)."""
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * np.maximum(light, 0) ** (1 / 2.4) - 0.055)


values = np.arange(256)
plt.figure(figsize=(6, 3.8))
plt.plot(values, decode_srgb(values / 255), color="#0072B2")
for value, colour in ((128, "#D55E00"), (188, "#009E73")):
    light = float(decode_srgb(value / 255))
    plt.plot(
        [value, value, 0], [0, light, light], color=colour, linestyle="--", label=f"{value}: {light:.3f}"
    )
plt.title("from stored value to light (sRGB)")
plt.xlabel("stored value (0..255)")
plt.ylabel("light (fraction of white)")
plt.legend()
plt.show()

# %% [markdown]
# *Follow the dashed lines: stored 128 is about a fifth of white's light. Half the light is stored as 188.*

# %% [markdown]
# {{exercise basics/resize_linear_light}}
#
# Write `resize_linear_light(image, factor)`. It gets a `uint8` image `(H, W)` or `(H, W, 3)` and a whole number
# `factor`; H and W are multiples of it. It returns `uint8`, `(H // factor, W // factor)` or the same with 3
# channels.
#
# Each output pixel stands for one block of `factor` x `factor` input pixels and stores the *mean of their
# light*, by the sRGB formula above, to the nearest whole number. Each channel on its own. Using all pixels of a
# block also prevents *aliasing*: false patterns that appear when fine detail is skipped. Example: `[[0, 255],
# [255, 0]]` with factor 2 gives `[[188]]`. You may use `decode_srgb` and `encode_srgb`. A loop over blocks is fine;
# `reshape` can also give the blocks axes of their own.


# %%
def resize_linear_light(image, factor):
    """Shrink a uint8 sRGB image by a whole factor: the mean of each block, taken in linear light."""
    ### BEGIN SOLUTION
    height, width = image.shape[:2]
    light = decode_srgb(image / 255)
    blocks = light.reshape(height // factor, factor, width // factor, factor, *image.shape[2:])
    mean = blocks.mean(axis=(1, 3))
    return np.round(encode_srgb(mean) * 255).astype(np.uint8)
    ### END SOLUTION


# %%
check("basics/resize_linear_light", resize_linear_light)

# %% [markdown]
# **With the library.** `cv2.resize(..., interpolation=cv2.INTER_AREA)` averages blocks, of whatever you give
# it. Give it light. Below, a photograph of galaxies shrinks by 8 in three ways. **Predict:** which way loses
# light, and how much?

# %%
galaxies = data.hubble_deep_field()
height, width = galaxies.shape[0] // 8, galaxies.shape[1] // 8
mean_light = decode_srgb(galaxies / 255).mean()

light = decode_srgb(galaxies / 255).astype(np.float32)
small_light = cv2.resize(light, (width, height), interpolation=cv2.INTER_AREA)
small = {
    "every 8th pixel": galaxies[::8, ::8],
    "mean of stored values": cv2.resize(galaxies, (width, height), interpolation=cv2.INTER_AREA),
    "mean of light": np.round(encode_srgb(small_light) * 255).astype(np.uint8),
}
with suppress(NotImplementedError):  # silent until you have written resize_linear_light
    off = np.abs(resize_linear_light(galaxies, 8).astype(int) - small["mean of light"]).max()
    print("largest difference, yours and OpenCV on light:", off, "grey level(s)")

fig, axes = plt.subplots(1, 3, figsize=(11, 3.7))
for axis, (name, image) in zip(axes, small.items(), strict=True):
    kept = decode_srgb(image / 255).mean() / mean_light
    show(axis, image, f"{name}: {kept:.0%} of the light")
plt.tight_layout()
plt.show()

# %% [markdown]
# *Left: the mean light is kept, but by luck: chance decides which galaxies survive, and their edges are jagged.
# Middle: smooth, but averaging stored values loses light. Right: smooth, and the light is kept.*
#
# **What goes wrong in practice.** Most libraries average stored values. For thumbnails nobody minds. When a
# *measurement* follows (stars, lamps, fluorescence, thin bright scratches) the error is the one you see.
#
# ## 5. Masks hold names
#
# A *mask* gives every pixel a label: here 0 background, 1 tumour, 2 muscle. The next one (generated) shows a
# patient without a tumour: only 0 and 2. **Predict:** OpenCV shrinks it with its default, which mixes
# neighbours. Which labels come out?

# %%
rows, columns = np.indices((120, 120)) - 59.5
distance = np.hypot(rows, columns * 0.8)
muscle = np.where((distance < 45) & (distance > 18), 2, 0).astype(np.uint8)
mixed = cv2.resize(muscle, (77, 77))

label_colours = ListedColormap(["#202020", "#E69F00", "#56B4E9"])
fig, axes = plt.subplots(1, 2, figsize=(9.5, 4), layout="constrained")
for axis, mask, title in [(axes[0], muscle, "the mask"), (axes[1], mixed, "after cv2.resize")]:
    show(axis, mask, f"{title}: labels {np.unique(mask).tolist()}", cmap=label_colours, vmin=-0.5, vmax=2.5)
bar = plt.colorbar(axes[1].images[0], ax=axes, ticks=[0, 1, 2], label="label")
bar.ax.set_yticklabels(["0 background", "1 tumour", "2 muscle"])
plt.show()

print(f"pixels labelled tumour: {np.sum(muscle == 1)} before, {np.sum(mixed == 1)} after")

# %% [markdown]
# *Orange pixels line both borders on the right: the mean of background (0) and muscle (2) is 1, and 1 is the
# name of a tumour.*

# %% [markdown]
# {{exercise basics/resize_mask}}
#
# Write `resize_mask(mask, shape)`. It gets a mask of whole numbers `(H, W)` and the new shape `(rows,
# columns)`, larger or smaller, any ratio. It returns a mask of that shape, whole numbers too, with labels
# *picked* and never mixed: each output pixel takes the label of the input pixel under its centre. (Libraries
# place the centre up to half a pixel differently. The check accepts that.) Labels may be larger than 255.
#
# Example: `[[4, 9]]` to shape `(2, 4)` gives two rows `[4, 4, 9, 9]`.


# %%
def resize_mask(mask, shape):
    """A mask (H, W) at a new shape (rows, columns), by nearest neighbour: no label appears that was not there."""
    ### BEGIN SOLUTION
    height, width = mask.shape
    which_rows = ((np.arange(shape[0]) + 0.5) * height / shape[0]).astype(int)
    which_columns = ((np.arange(shape[1]) + 0.5) * width / shape[1]).astype(int)
    return mask[np.ix_(which_rows, which_columns)]
    ### END SOLUTION


# %%
check("basics/resize_mask", resize_mask)

# %% [markdown]
# **With the library.** Ask for *nearest* by name. OpenCV has two kinds. **Predict:** should they agree?

# %%
exact = cv2.resize(muscle, (77, 77), interpolation=cv2.INTER_NEAREST_EXACT)
nearest = cv2.resize(muscle, (77, 77), interpolation=cv2.INTER_NEAREST)
skimage_mask = resize(muscle, (77, 77), order=0, preserve_range=True, anti_aliasing=False).astype(np.uint8)

print("labels:", np.unique(exact), np.unique(nearest), np.unique(skimage_mask))
print("pixels where scikit-image differs from INTER_NEAREST_EXACT:", np.count_nonzero(exact != skimage_mask))
print("pixels where INTER_NEAREST differs from it:", np.count_nonzero(exact != nearest))
with suppress(NotImplementedError):  # silent until you have written resize_mask
    print("pixels where yours differs from it:", np.count_nonzero(resize_mask(muscle, (77, 77)) != exact))

# %% [markdown]
# *Analysis.* All keep the labels. `INTER_NEAREST` takes each pixel's corner instead of its centre, so its mask
# lies up to half a pixel off. An image resized with one rule and its mask with another no longer fit at the
# borders.

# %% [markdown]
# ## Stretch (optional)
#
# Grey, then shrink; or shrink, then grey? If everything were linear, the order would not matter. Run the cell,
# then change one line so that both ways agree. (Which of the two steps works on stored values?)


# %%
def shrink_light(image, factor):
    """Mean over blocks in linear light; stored values in 0..1 in and out."""
    size = (image.shape[1] // factor, image.shape[0] // factor)
    return encode_srgb(cv2.resize(decode_srgb(image), size, interpolation=cv2.INTER_AREA))


stored = coffee / 255
to_grey = rgb2gray  # the line to change
grey_first = shrink_light(to_grey(stored), 8)
shrink_first = to_grey(shrink_light(stored, 8))
print(f"largest difference: {255 * np.abs(grey_first - shrink_first).max():.2f} grey levels of 255")

# %% [markdown]
# Next: `01_basics/2_filters`, where each pixel looks at its neighbours.
