# %% [markdown]
# # Garments with TensorFlow
#
# What a submission that uses TensorFlow does: import it, compute with tensors, train a small network.

# %%
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

from course import check, data

images, labels = data.fashion_mnist("train")
plt.imshow(images[0])
plt.show()

# %% [markdown]
# {{exercise garments/grey_tensor}}


# %%
### BEGIN SOLUTION
def grey_tensor(image):
    return tf.tensordot(tf.constant(image, tf.float32), tf.constant([0.2125, 0.7154, 0.0721]), 1).numpy()


### END SOLUTION

# %%
check("garments/grey_tensor", grey_tensor)

# %% [markdown]
# {{exercise garments/blur}}


# %%
### BEGIN SOLUTION
def blur(image):
    kernel = tf.ones((3, 3, 1, 1)) / 9
    return tf.nn.conv2d(image[None, ..., None], kernel, strides=1, padding="VALID")[0, ..., 0].numpy()


### END SOLUTION

# %%
check("garments/blur", blur)

# %% [markdown]
# {{exercise garments/classify}}


# %%
### BEGIN SOLUTION
tf.keras.utils.set_random_seed(0)
network = tf.keras.Sequential(
    [
        tf.keras.Input((28, 28)),
        tf.keras.layers.Rescaling(1 / 255),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(64, activation="relu"),
        tf.keras.layers.Dense(10),
    ]
)
network.compile("adam", tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
network.fit(images[:1000], labels[:1000], epochs=3, batch_size=50, verbose=0)


def classify(images):
    return np.argmax(network.predict(images, verbose=0), axis=1)


### END SOLUTION

# %%
check("garments/classify", classify)
