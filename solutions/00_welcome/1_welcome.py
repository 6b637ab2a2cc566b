# %% [markdown]
# # Welcome
#
# A car maker's camera looks at a door panel, a hospital's at a mammogram, a shop's at a photo of a jacket.
# What each of them gets is the same thing: a table of numbers. This course teaches you to turn such tables
# into decisions, and to know how far to trust them.
#
# This first notebook takes about ten minutes. It shows how the lessons work: run a cell, answer an exercise,
# check it, take a hint. If you know notebooks well, go straight to the exercise at the end.

# %% [markdown]
# ## 1. Run a cell
#
# Click into the grey cell below and press **Shift + Enter**. The code runs and the result appears under it.

# %%
import matplotlib.pyplot as plt
import numpy as np

from course import check, data, hint, solution

cat = data.chelsea()

plt.figure(figsize=(6, 4))
plt.imshow(cat)
plt.title("Chelsea, as you see her")
plt.xlabel("column (pixels)")
plt.ylabel("row (pixels)")
plt.show()

# %% [markdown]
# *The picture is a photograph of a cat. The numbers on the axes count pixels: columns from the left, rows from the
# top.*
#
# The line `from course import check, data, hint, solution` brings the four things every lesson uses. `data` holds
# the pictures of this course; nothing is downloaded behind your back.

# %% [markdown]
# ## 2. Look at the numbers
#
# **Predict first.** The next cell takes 4 x 4 pixels across the cat's eye and prints the *red* value of each. Values
# run from 0 (none) to 255 (full). The eye is amber and the pupil black: which numbers do you expect? Decide, then
# run it.

# %%
eye = cat[100:140:10, 146:210:16]  # every 10th row, every 16th column
print(eye[:, :, 0])

fig, (left, right) = plt.subplots(1, 2, figsize=(8, 3.4))
left.imshow(cat[90:150, 140:215])
left.set_title("the eye")
right.imshow(eye)
right.set_title("the 4 x 4 pixels printed above")
for axis in (left, right):
    axis.set_xlabel("column (pixels)")
    axis.set_ylabel("row (pixels)")
plt.tight_layout()
plt.show()

# %% [markdown]
# *Left: the eye enlarged. Right: the sixteen pixels whose red values are printed. The third column runs down the pupil:
# its numbers are small. The others are iris and fur.*
#
# Everything you know about an image, a computer has to get from such numbers. So the first thing to ask
# about any image is: how many numbers, of which type, in which range?

# %%
print("shape", cat.shape)
print("dtype", cat.dtype)
print("range", cat.min(), "to", cat.max())

# %% [markdown]
# {{question welcome/first_axis}}

# %%
### BEGIN SOLUTION
first_axis = "b"
### END SOLUTION

# %%
check("welcome/first_axis", first_axis)

# %% [markdown]
# {{exercise welcome/describe}}
#
# Write `describe(image)`. It gets an image as a numpy array, grey `(height, width)` or with channels
# `(height, width, channels)`, and returns a dict with six entries:
#
# | key | value |
# |---|---|
# | `"height"`, `"width"` | in pixels, whole numbers |
# | `"channels"` | 1 for a grey image of two dimensions, else the length of the last axis |
# | `"dtype"` | the type of the numbers as text, for example `"uint8"` |
# | `"low"`, `"high"` | the smallest and the largest value |
#
# Replace the line that says so by your code. Then run the cell, and the check below it.


# %%
def describe(image):
    """Describe an image: its size, its channels, its type and the range of its values."""
    ### BEGIN SOLUTION
    channels = 1 if image.ndim == 2 else image.shape[2]
    return {
        "height": image.shape[0],
        "width": image.shape[1],
        "channels": channels,
        "dtype": str(image.dtype),
        "low": image.min(),
        "high": image.max(),
    }
    ### END SOLUTION


# %%
check("welcome/describe", describe)

# %% [markdown]
# ## 3. When you are stuck
#
# A card that is not green is not a mark against you: it says what was expected, what came, and often shows a picture of
# the difference. Change your code, run it, check again; only your best attempt counts.
#
# - `hint("welcome/describe")` shows the next hint: first a nudge, in the end nearly the answer.
# - `solution("welcome/describe")` shows a full solution, once you have tried.
#
# The check in the notebook uses public pictures. In a class your answer is graded on *other* pictures, so an answer
# made for these few will not do.

# %%
hint("welcome/describe")

# %% [markdown]
# ## 4. Where you are
#
# Your attempts are kept in a small file on this computer and nowhere else. In a terminal, `workbook progress` shows
# what is done and what comes next; `workbook reset 1_welcome` gives you a fresh copy of this notebook and keeps your
# old one.
#
# **What goes wrong in practice.** Notebooks remember. A variable from a cell you deleted an hour ago still exists, and
# cells run in the order you ran them, not in the order you see. When something looks impossible, choose
# *Kernel → Restart Kernel and Run All Cells…*; if it works then, it works.

# %% [markdown]
# ## Stretch (optional)
#
# Make Chelsea grey by averaging her three channels, and describe the result with your function. Its dtype is not
# `uint8` any more. Where does that come from, and what does `plt.imshow` need to show it in grey?

# %%
grey = cat.mean(axis=2)
print("dtype", grey.dtype, "range", grey.min(), "to", grey.max())

plt.figure(figsize=(5, 3.4))
plt.imshow(grey, cmap="gray", vmin=0, vmax=255)
plt.title("the mean of red, green and blue")
plt.xlabel("column (pixels)")
plt.ylabel("row (pixels)")
plt.show()

# %% [markdown]
# *Without `cmap="gray"` matplotlib would paint the numbers in false colours; `vmin` and `vmax` pin 0 to black and
# 255 to white.*
#
# Next: `01_basics/1_pixels`, where you build the conversions that go wrong most often, and find out why.
