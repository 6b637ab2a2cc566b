# %% [markdown]
# # 2 Filters: less noise, clearer edges
#
# A camera hangs above a production line and measures stamped metal discs. By day its program finds every rim. On
# the night shift most lamps are off and the program rejects good parts. Nobody touched the program. What
# happened?
#
# In 60 to 100 minutes you build the tools that answer this: a filter, a bell-shaped kernel, an edge finder, a noise
# remover, and a measurement of the camera itself.

# %%
import time

import cv2
import matplotlib.pyplot as plt
import numpy as np
import skimage
from scipy import ndimage
from skimage import restoration

from course import check, data, hint, solution
from course.vision.camera import Camera
from course.vision.comparison import compare

coins = data.coins()[20:180, 20:220] / 255
camera = Camera(gain=0.5, read_noise=8, black_level=100)
rng = np.random.default_rng(1)


def photograph(electrons):
    """The scene as the camera sees it when white is this many electrons; brightened, so that white is 1."""
    frame = camera.expose(coins * electrons, rng).astype(float)
    return (frame - camera.black_level) / (camera.gain * electrons)


day, night = photograph(6000), photograph(60)

fig, axes = plt.subplots(2, 2, figsize=(8.6, 7))
for column, (name, picture) in enumerate([("day: 6,000 electrons", day), ("night: 60 electrons", night)]):
    axes[0, column].imshow(picture, cmap="gray", vmin=0, vmax=1)
    axes[0, column].set_title(f"{name} in a white pixel")
    axes[1, column].imshow(skimage.filters.sobel(picture), cmap="cividis", vmin=0, vmax=0.3)
    axes[1, column].set_title("what the edge finder sees")
for axis in axes.flat:
    axis.set_xlabel("column (pixels)")
    axis.set_ylabel("row (pixels)")
plt.tight_layout()
plt.show()

# %% [markdown]
# *The same discs (a photograph of coins) with much and with little light. Below: edge strength, bright where the
# picture changes fast. By day the rims stand out; by night everything is an edge. The noise is generated, by the
# camera model of section 5.*
#
# ## 1. A kernel moves over the picture
#
# A **filter** gives every pixel a new value made from its neighbours. The simplest way: a small table of weights,
# the **kernel**, is laid over each pixel; multiply what lies on top of each other, add up, go one pixel on.
#
# **Predict first.** A row of pixels is dark but for one: `0 0 0 1 0 0 0`. The kernel `1 2 3` moves over it. Which
# numbers come out around the bright pixel, and in which order? Decide, then run the cell.

# %%
row = np.array([0, 0, 0, 1, 0, 0, 0])
kernel = np.array([1, 2, 3])
print("correlation", np.correlate(row, kernel, mode="same"))
print("convolution", np.convolve(row, kernel, mode="same"))

# %% [markdown]
# Laid on as it is, the kernel comes out *backwards*: the pixel left of the bright one meets the kernel's right
# end. That is **correlation**. **Convolution** turns the kernel first (in a picture by 180 degrees), so one bright
# pixel draws the kernel itself. What one bright pixel becomes is called the **impulse response**.
#
# At the border the kernel hangs over. What lies outside? Three common answers for a row `a b c d`:
#
# | here | outside \| row \| outside | scipy calls it |
# |---|---|---|
# | `"zero"` | `0 0` \| `a b c d` \| `0 0` | `"constant"` |
# | `"reflect"` | `b a` \| `a b c d` \| `d c` | `"reflect"` |
# | `"replicate"` | `a a` \| `a b c d` \| `d d` | `"nearest"` |

# %% [markdown]
# {{exercise basics/conv2d}}
#
# Write `conv2d(image, kernel, mode)`: convolution, not correlation. It gets
#
# - `image`, a grey picture `(height, width)` of any type of number,
# - `kernel`, with an odd number of rows and of columns, not always square, of any type of number,
# - `mode`, one of `"zero"`, `"reflect"`, `"replicate"`, as in the table.
#
# It returns an array of floats as large as the picture, not clipped, not rounded. For example, `[[1, 2, 3]]` with
# the kernel `[[1, 0, -1]]` and mode `"zero"` gives `[[2, 2, -2]]`. Loops are fine.


# %%
def conv2d(image, kernel, mode):
    """Convolve a grey picture with a kernel; mode says what lies outside the picture."""
    ### BEGIN SOLUTION
    image = np.asarray(image, dtype=float)
    height, width = image.shape
    rows, columns = kernel.shape
    padding = {"zero": "constant", "reflect": "symmetric", "replicate": "edge"}[mode]
    padded = np.pad(image, ((rows // 2, rows // 2), (columns // 2, columns // 2)), mode=padding)
    turned = np.asarray(kernel, dtype=float)[::-1, ::-1]
    result = np.zeros((height, width))
    for i in range(rows):
        for j in range(columns):
            result += turned[i, j] * padded[i : i + height, j : j + width]
    return result
    ### END SOLUTION


# %%
check("basics/conv2d", conv2d)

# %% [markdown]
# **With the library** it is one line. The cell compares yours with it, and shows what the three borders do.

# %%
box = np.full((15, 15), 1 / 225)
blurred = {name: ndimage.convolve(day, box, mode=name) for name in ("constant", "reflect", "nearest")}
compare(lambda: conv2d(day, box, "reflect"), blurred["reflect"])

fig, axes = plt.subplots(1, 4, figsize=(11, 3.2))
axes[0].imshow(day[:60, :60], cmap="gray", vmin=0, vmax=0.8)
axes[0].set_title("the corner")
for axis, (name, picture) in zip(axes[1:], blurred.items(), strict=True):
    axis.imshow(picture[:60, :60], cmap="gray", vmin=0, vmax=0.8)
    axis.set_title(f"15 x 15 mean, {name}")
for axis in axes:
    axis.set_xlabel("column (pixels)")
    axis.set_ylabel("row (pixels)")
plt.tight_layout()
plt.show()

# %% [markdown]
# *The upper left corner of the picture. Zeros outside ("constant") paint a dark frame that is in no scene; the
# other two differ little.*

# %% [markdown]
# ## 2. A kernel shaped like a bell
#
# Noise jumps from pixel to pixel, the scene mostly does not. So a mean over neighbours keeps the scene and evens
# out the noise. Which weights?
#
# **Predict first.** A box gives all neighbours the same weight; a Gaussian, a bell, gives near ones more. Both
# blur the two fine stripe patterns below. Which one keeps light stripes light and dark ones dark?

# %%
columns = np.arange(120)
stripes = np.tile(0.5 + 0.5 * np.sin(2 * np.pi * columns / np.where(columns < 60, 12, 6)), (40, 1))
filtered = {
    "stripes, 12 and 6 pixels apart": stripes,
    "mean over a 9 x 9 box": ndimage.uniform_filter(stripes, 9),
    "Gaussian, sigma 2.6 pixels": ndimage.gaussian_filter(stripes, 2.6),
}
fig, axes = plt.subplots(4, 1, figsize=(8, 6.6), height_ratios=[1, 1, 1, 1.7], sharex=True)
for axis, (name, picture) in zip(axes, filtered.items(), strict=False):
    axis.imshow(picture, cmap="gray", vmin=0, vmax=1, aspect="auto")
    axis.set_title(name)
    axis.set_ylabel("row")
for (name, picture), colour in zip(filtered.items(), ["#999999", "#D55E00", "#0072B2"], strict=True):
    axes[3].plot(columns, picture[20], label=name, color=colour)
axes[3].set_title("one row of each")
axes[3].set_xlabel("column (pixels)")
axes[3].set_ylabel("grey level")
axes[3].set_ylim(-0.1, 1.9)
axes[3].legend(loc="upper left", fontsize=8)
plt.tight_layout()
plt.show()

# %% [markdown]
# *Both kernels are about equally wide. In the fine stripes on the right the box swaps light and dark: look at the
# orange line against the grey one. The bell only fades.*

# %% [markdown]
# {{exercise basics/gaussian_kernel}}
#
# Write `gaussian_kernel(size, sigma)`. It returns a `(size, size)` array of floats: the bell $e^{-(x^2 + y^2) /
# (2\sigma^2)}$ at the whole-number offsets $x, y$ from the centre pixel, divided by the sum of all of them. `size`
# is odd; `sigma`, in pixels, is how wide the bell is. The two are independent: what does not fit is cut off.
#
# | `gaussian_kernel(3, 1.0)` | | |
# |---|---|---|
# | 0.0751 | 0.1238 | 0.0751 |
# | 0.1238 | 0.2042 | 0.1238 |
# | 0.0751 | 0.1238 | 0.0751 |
#
# An even `size`, or a `sigma` of zero or less, raises a `ValueError` that says what is wrong.


# %%
def gaussian_kernel(size, sigma):
    """A bell-shaped kernel of size x size values that sum to 1."""
    ### BEGIN SOLUTION
    if size % 2 == 0 or sigma <= 0:
        raise ValueError(f"size must be odd and sigma positive, not {size} and {sigma}")
    offsets = np.arange(size) - size // 2
    line = np.exp(-(offsets**2) / (2 * sigma**2))
    kernel = np.outer(line, line)
    return kernel / kernel.sum()
    ### END SOLUTION


# %%
check("basics/gaussian_kernel", gaussian_kernel)

# %% [markdown]
# **With the library** nobody builds the kernel: `skimage.filters.gaussian` takes `sigma` and cuts the bell off at
# `truncate` times sigma. Its impulse response is the kernel.

# %%
impulse = np.zeros((25, 25))
impulse[12, 12] = 1
responses = {
    radius: skimage.filters.gaussian(impulse, sigma=3, truncate=radius / 3, mode="constant")
    for radius in (3, 12)
}
compare(lambda: gaussian_kernel(25, 3), responses[12])

fig, axis = plt.subplots(figsize=(7, 3.4))
for (radius, response), colour, marker in zip(responses.items(), ["#D55E00", "#0072B2"], "os", strict=True):
    axis.plot(np.arange(-12, 13), response[12], marker, color=colour, label=f"cut off after {radius} pixels")
axis.set_title("sigma 3: the middle row of the kernel")
axis.set_xlabel("offset from the centre (pixels)")
axis.set_ylabel("weight")
axis.legend()
plt.tight_layout()
plt.show()

# %% [markdown]
# *Cut off at one sigma, a bell is nearly a box, and what it lost at the sides it gains in the middle. A size of 6
# sigma or more is safe.*

# %% [markdown]
# {{question basics/kernel_sum}}

# %%
### BEGIN SOLUTION
kernel_sum = "d"
### END SOLUTION

# %%
check("basics/kernel_sum", kernel_sum)

# %% [markdown]
# ## 3. Edges: how steep, and which way
#
# An edge is where the grey level changes fast. The **gradient** says how fast it grows to the right ($g_x$) and
# down ($g_y$); the Sobel kernels measure both, and smooth a little along the edge:
#
# | | for $g_x$ | | | | for $g_y$ | |
# |---|---|---|---|---|---|---|
# | -1 | 0 | 1 | | -1 | -2 | -1 |
# | -2 | 0 | 2 | | 0 | 0 | 0 |
# | -1 | 0 | 1 | | 1 | 2 | 1 |
#
# They are drawn as they lie on the picture, so they are meant for *correlation*. Divided by 8 they give the change
# per pixel: the weights on one side add up to 4, and both sides are 2 pixels apart. The picture below fixes the
# angles.

# %%
y, x = np.mgrid[:24, :24]
fig, axes = plt.subplots(1, 4, figsize=(11, 3.1))
for axis, angle in zip(axes, [0, 90, 180, -45], strict=True):
    direction = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    axis.imshow(direction[0] * x + direction[1] * y, cmap="gray")
    axis.annotate(
        "",
        xy=12 + 9 * direction,
        xytext=12 - 9 * direction,
        arrowprops={"arrowstyle": "-|>", "color": "#D55E00", "lw": 3, "mutation_scale": 22},
    )
    axis.set_title(f"{angle} degrees")
    axis.set_xlabel("x (pixels)")
    axis.set_ylabel("y (pixels)")
plt.tight_layout()
plt.show()

# %% [markdown]
# *The orientation of an edge is the direction in which it gets brighter. x runs to the right and y down, as in
# every array, so 90 degrees points down.*

# %% [markdown]
# {{exercise basics/sobel_edges}}
#
# Write `sobel_edges(image)`. It gets a grey picture `(height, width)` of bytes or floats and returns two float
# arrays of the same size, `magnitude, orientation`:
#
# - `magnitude` $= \sqrt{g_x^2 + g_y^2}$, in grey levels per pixel. A ramp that grows by 3 per pixel has magnitude
#   3.
# - `orientation`, the angle of $(g_x, g_y)$ in **degrees**, as drawn above. Any full turn counts: -90 or 270. Where the
#   magnitude is 0 there is no direction, and any value will do.
#
# Filter with your `conv2d` or with `scipy.ndimage`; ready-made Sobel functions come afterwards. The outermost
# pixels are not checked.


# %%
def sobel_edges(image):
    """Edge strength (grey levels per pixel) and direction of growing brightness (degrees)."""
    ### BEGIN SOLUTION
    image = np.asarray(image, dtype=float)
    sobel_x = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]) / 8
    gx = ndimage.correlate(image, sobel_x)
    gy = ndimage.correlate(image, sobel_x.T)
    return np.hypot(gx, gy), np.degrees(np.arctan2(gy, gx))
    ### END SOLUTION


# %%
check("basics/sobel_edges", sobel_edges)

# %% [markdown]
# **With the library:** `cv2.Sobel` with `scale=1/8`. Then the night picture, with a Gaussian before the edges.

# %%
gx = cv2.Sobel(day, cv2.CV_64F, 1, 0, scale=1 / 8)
gy = cv2.Sobel(day, cv2.CV_64F, 0, 1, scale=1 / 8)
compare(lambda: sobel_edges(day)[0][1:-1, 1:-1], np.hypot(gx, gy)[1:-1, 1:-1])

fig, axes = plt.subplots(2, 3, figsize=(11, 6), height_ratios=[1.3, 1])
for column, sigma in enumerate([0, 1.5, 5]):
    smooth = ndimage.gaussian_filter(night, sigma) if sigma else night
    strength = np.hypot(ndimage.sobel(smooth, axis=0), ndimage.sobel(smooth, axis=1)) / 8
    axes[0, column].imshow(strength, cmap="cividis")
    axes[0, column].set_title(f"night, Gaussian sigma {sigma}" if sigma else "night, as it is")
    axes[0, column].set_xlabel("column (pixels)")
    axes[0, column].set_ylabel("row (pixels)")
    axes[0, column].axhline(32, color="#D55E00", lw=1)
    axes[1, column].plot(strength[32], color="#0072B2", lw=1.2)
    axes[1, column].set_title("edge strength along the line")
    axes[1, column].set_xlabel("column (pixels)")
    axes[1, column].set_ylabel("change per pixel")
plt.tight_layout()
plt.show()

# %% [markdown]
# *Without smoothing the noise hides the rims. With sigma 1.5 they come back. With sigma 5 the noise is gone and so
# is the detail: rims are wide, neighbours begin to melt. Note the scales on the left: every blur also makes
# edges flatter.*

# %% [markdown]
# ## 4. Two kinds of noise
#
# The line's camera has dim light, and an old cable that now and then turns a pixel black or white: **salt and
# pepper** noise. **Gaussian** noise moves every pixel a little. **PSNR**, the peak signal-to-noise ratio, scores a
# cleaned picture against the true one in decibels (dB): 20 dB is a typical (root mean square) error of 10 % of
# white, 40 dB of 1 %.

# %%
truth = coins[:110, :140]
draw = rng.uniform(size=truth.shape)
salted = np.where(draw < 0.02, 0.0, np.where(draw > 0.98, 1.0, truth))
grainy = np.clip(truth + rng.normal(0, 0.15, truth.shape), 0, 1)


def psnr(image):
    """Peak signal-to-noise ratio against the truth, in dB."""
    return -10 * np.log10(np.mean((image - truth) ** 2))


fig, axes = plt.subplots(1, 3, figsize=(11, 3.4))
for axis, (name, picture) in zip(
    axes, [("the truth", truth), ("salt and pepper", salted), ("Gaussian noise", grainy)], strict=True
):
    axis.imshow(picture, cmap="gray", vmin=0, vmax=1)
    axis.set_title(name if picture is truth else f"{name}, {psnr(picture):.1f} dB")
    axis.set_xlabel("column (pixels)")
    axis.set_ylabel("row (pixels)")
plt.tight_layout()
plt.show()

# %% [markdown]
# *Two pictures with generated noise. Look closely: how many pixels are wrong in each, and by how much?*
#
# A **mean** filter adds up the neighbours. A **median** filter sorts them and takes the one in the middle. **Predict
# first:** which kind for which noise, and how large? Write it down; then try sizes with `psnr` on `salted` and
# `grainy`.

# %% [markdown]
# {{exercise basics/denoise}}
#
# Write `denoise(image, noise)`. It gets a grey picture of floats in 0..1 and the kind of noise as text, `"salt and
# pepper"` or `"gaussian"`, and returns the cleaned picture: same size, same range. **Any library is allowed**; you
# choose the filter and its size.
#
# The noise is about as strong as above; the pictures are others, and those with Gaussian noise are full of fine
# texture. The bar is a mean PSNR, a little above what a wrong kind or size of filter reaches on the same pictures. An
# even sheet of grey must stay even up to its corners.


# %%
def denoise(image, noise):
    """Clean a grey picture in 0..1 of "salt and pepper" or "gaussian" noise."""
    ### BEGIN SOLUTION
    if noise == "salt and pepper":
        return ndimage.median_filter(image, size=3)
    return ndimage.gaussian_filter(image, sigma=1.2)
    ### END SOLUTION


# %%
check("basics/denoise", denoise)

# %% [markdown]
# {{question basics/salt_and_pepper}}

# %%
### BEGIN SOLUTION
salt_and_pepper = "b"
### END SOLUTION

# %%
check("basics/salt_and_pepper", salt_and_pepper)

# %% [markdown]
# **With the library**, four filters on both pictures. **Predict first:** how far apart are the right and the wrong
# choice for each kind of noise?

# %%
filters = {
    "nothing": lambda image: image,
    "median 3 x 3": lambda image: ndimage.median_filter(image, size=3),
    "median 5 x 5": lambda image: ndimage.median_filter(image, size=5),
    "Gaussian sigma 1.2": lambda image: ndimage.gaussian_filter(image, sigma=1.2),
    "non-local means": lambda image: restoration.denoise_nl_means(image, h=0.1, sigma=0.15, patch_size=5),
}
scores = {name: (psnr(clean(salted)), psnr(clean(grainy))) for name, clean in filters.items()}

fig, axis = plt.subplots(figsize=(8, 3.6))
places = np.arange(len(scores))
for offset, column, name, colour in (
    (-0.2, 0, "salt and pepper", "#0072B2"),
    (0.2, 1, "Gaussian", "#D55E00"),
):
    bars = axis.barh(
        places + offset, [score[column] for score in scores.values()], 0.38, color=colour, label=name
    )
    axis.bar_label(bars, fmt="%.1f", padding=3)
axis.set_yticks(places, scores)
axis.invert_yaxis()
axis.set_xlim(0, 42)
axis.set_title("PSNR after each filter")
axis.set_xlabel("PSNR (dB)")
axis.legend(title="noise", loc="lower right")
plt.tight_layout()
plt.show()

# %% [markdown]
# *Analysis: for salt and pepper the small median is well ahead. For Gaussian noise the lead of averaging is
# smaller: on these smooth discs a larger median comes close; on fine texture it does not. Non-local means, which
# averages patches that look alike, beats both.*

# %% [markdown]
# ## 5. Where the grain comes from
#
# A pixel turns light into electrons, and electrons arrive like raindrops: if $N$ are expected, the count scatters
# by $\sqrt N$. That is **shot noise**; no camera can avoid it. Reading the pixel adds **read noise**. The **gain**
# turns electrons into grey levels, and a **black level** is added, so that a dark pixel is not zero.
#
# Photograph an evenly lit white sheet twice. **Predict first:** what is left in the difference of the two frames?

# %%
old_camera = Camera(gain=0.4, read_noise=9, black_level=240, pattern=0.03, serial=5)
light = np.linspace(400, 11500, 12)
flats = old_camera.pairs(light, (150, 160), rng)
darks = old_camera.pairs([0], (150, 160), rng)[0]
first, second = flats[5].astype(float)

fig, axes = plt.subplots(1, 3, figsize=(11, 3.6), layout="constrained")
for axis, (name, frame) in zip(
    axes, [("frame A", first), ("frame B", second), ("A - B", first - second)], strict=True
):
    shown = axis.imshow(frame - frame.mean(), cmap="gray", vmin=-120, vmax=120)
    axis.set_title(f"{name}, variance {frame.var():.0f}")
    axis.set_xlabel("column (pixels)")
    axis.set_ylabel("row (pixels)")
fig.colorbar(shown, ax=axes, label="grey levels from the mean")
plt.show()

# %% [markdown]
# *Generated frames. Each frame alone holds noise and a fixed pattern: pixels, and here whole columns, differ in
# sensitivity, the same way each time. The difference holds no pattern, but the noise of both frames: twice the
# variance of the noise alone.*
#
# The variance of the shot noise equals the number of electrons. In grey levels, above the black level, that gives
# a straight line (EMVA 1288, the standard for measuring cameras):
#
# variance = variance in the dark + gain x signal
#
# Measure variance at several light levels and the slope tells what one electron weighs, without counting any.

# %% [markdown]
# {{exercise basics/photon_transfer}}
#
# Write `photon_transfer(flats, darks, white)`. It gets frames of whole numbers (`uint16`):
#
# - `flats` `(levels, 2, height, width)`: two frames of the white sheet at each light level,
# - `darks` `(2, height, width)`: two frames with the cap on the lens,
# - `white`: the largest grey level the camera can give. Trust only levels with a mean (black level
#   included) below 70 % of it. The levels come in any order, and how many there are differs.
#
# Return a dict with `"gain"`, in grey levels per electron, and `"read_noise"`, a standard deviation in
# **electrons** (grey levels divided by the gain), measured on the two dark frames: where the line starts is too
# uncertain. Both within 5 %. Try it: `photon_transfer(flats, darks,
# old_camera.white)` should find about 0.4 and 9.


# %%
def photon_transfer(flats, darks, white):
    """Gain (grey levels per electron) and read noise (electrons) from pairs of flat and dark frames."""
    ### BEGIN SOLUTION
    flats, darks = flats.astype(float), darks.astype(float)
    flats = flats[flats.mean(axis=(1, 2, 3)) < 0.7 * white]
    signal = flats.mean(axis=(1, 2, 3)) - darks.mean()
    variance = np.var(flats[:, 0] - flats[:, 1], axis=(1, 2)) / 2
    gain = np.polyfit(signal, variance, 1)[0]
    dark_noise = np.std(darks[0] - darks[1]) / np.sqrt(2)
    return {"gain": gain, "read_noise": dark_noise / gain}
    ### END SOLUTION


# %%
check("basics/photon_transfer", photon_transfer)

# %% [markdown]
# {{question basics/double_exposure}}

# %%
### BEGIN SOLUTION
double_exposure = "b"
### END SOLUTION

# %%
check("basics/double_exposure", double_exposure)

# %% [markdown]
# **With the library** the slope is one `np.polyfit`. The left figure also shows two mistakes. Then back to the night
# shift: the model gives the signal-to-noise ratio of a white pixel for any amount of light.

# %%
signal = flats.mean(axis=(1, 2, 3)) - darks.mean()
of_pairs = np.var(flats[:, 0].astype(float) - flats[:, 1], axis=(1, 2)) / 2
of_single_frames = np.var(flats[:, 0].astype(float), axis=(1, 2))
usable = signal + darks.mean() < 0.7 * old_camera.white
slope, start = np.polyfit(signal[usable], of_pairs[usable], 1)
compare(lambda: photon_transfer(flats, darks, old_camera.white)["gain"], slope)

fig, (left, right) = plt.subplots(1, 2, figsize=(11, 4))
left.plot(signal, of_single_frames, "^", color="#D55E00", label="inside single frames")
left.plot(signal, of_pairs, "o", color="#0072B2", label="from differences of pairs")
left.plot(signal, start + slope * signal, color="#009E73", label=f"straight line, slope {slope:.3f}")
left.set_ylim(0, 6000)
left.set_title("photon transfer curve of the old camera")
left.set_xlabel("signal (grey levels above black)")
left.set_ylabel("variance (grey levels squared)")
left.legend(loc="upper left")

electrons = np.logspace(0.5, 4.2, 200)
ratio = electrons / np.sqrt(electrons + camera.read_noise**2)
right.loglog(electrons, ratio, color="#0072B2", label="shot noise and read noise")
right.loglog(electrons, np.sqrt(electrons), "--", color="#009E73", label="shot noise alone")
for name, count in (("night", 60), ("day", 6000)):
    value = count / np.sqrt(count + camera.read_noise**2)
    right.plot(count, value, "o", color="#D55E00")
    right.annotate(f"{name}: {value:.0f}", (count, value), textcoords="offset points", xytext=(8, -14))
right.set_title("how clean a white pixel is")
right.set_xlabel("electrons collected")
right.set_ylabel("signal-to-noise ratio")
right.legend(loc="upper left")
plt.tight_layout()
plt.show()

# %% [markdown]
# *All generated. Left: single frames bend upwards, because the fixed pattern counts as noise; at the right end the
# frames run into white and the variance collapses. Right: a hundredth of the light costs more than a factor of ten,
# because in the dark the read noise weighs in. Filters win some of that back and pay in sharpness. A lamp or a longer
# exposure pays nothing.*
#
# ## What goes wrong in practice
#
# - **Names of borders.** "reflect" repeats the outermost pixel in scipy, but not in `np.pad` and PyTorch. Compare
#   two libraries on a *border* before you swap them.
# - **Deep learning says convolution and means correlation.** The kernels are learned, so nobody minds, until you
#   load them into a library that flips.
# - **Filtering bytes.** `ndimage.correlate` on a `uint8` picture returns `uint8`, and a black level subtracted
#   from `uint16` frames wraps below zero. Convert to float first.
# - **Smoothing what you measure.** A median eats scratches one pixel wide. A filter tuned for a pretty picture can
#   remove the defect you look for.
# - **"Automatic" cameras.** Gamma, sharpening and noise reduction inside the camera bend the straight line of
#   section 5. Measure with raw frames.

# %% [markdown]
# ## Stretch (optional)
#
# A Gaussian kernel is separable: a row filter and then a column filter give the same result. For size $k$ that is
# $2k$ instead of $k^2$ products a pixel. How much faster is it really, and from which size on? The cell times
# both; change `sizes`, and find where the Fourier transform (`scipy.signal.fftconvolve`) overtakes both.

# %%
picture = data.camera() / 255
sizes = [3, 7, 15, 31]
for size in sizes:
    offsets = np.arange(size) - size // 2
    line = np.exp(-(offsets**2) / (2 * (size / 6) ** 2))
    line /= line.sum()
    start = time.perf_counter()
    table = ndimage.convolve(picture, np.outer(line, line))
    middle = time.perf_counter()
    two_lines = ndimage.convolve1d(ndimage.convolve1d(picture, line, axis=0), line, axis=1)
    end = time.perf_counter()
    print(
        f"size {size:2}: {1000 * (middle - start):6.1f} ms as a table, {1000 * (end - middle):5.1f} ms as two lines, "
        f"largest difference {np.abs(table - two_lines).max():.0e}"
    )

# %% [markdown]
# Next: `01_basics/3_decisions`, where clean pixels become counts, measurements and classes.
