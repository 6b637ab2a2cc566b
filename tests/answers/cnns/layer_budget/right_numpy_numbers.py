import numpy as np


def out_length(length, size, stride, padding):
    if padding == "same":
        return int(np.ceil(length / stride))
    return int(np.floor((length - size) / stride)) + 1


def layer_budget(layers, input_shape):
    shape = np.array(input_shape)
    budget = {"shapes": [], "parameters": [], "receptive_fields": []}
    windows = []
    for layer in layers:
        if layer["kind"] in ("conv", "pool"):
            size, stride = layer["size"], layer.get("stride", layer["size"])
            channels = layer.get("filters", shape[-1])
            rows, columns = (out_length(length, size, stride, layer.get("padding")) for length in shape[:2])
            count = size**2 * shape[-1] * channels + channels if layer["kind"] == "conv" else 0
            shape = np.array([rows, columns, channels])
            windows.append((size, stride))
            # r = 1 + sum over layers of (size - 1) times the product of the strides below
            sizes, strides = np.array(windows).T
            jumps = np.cumprod(np.concatenate([[1], strides[:-1]]))
            budget["receptive_fields"].append(1 + np.sum((sizes - 1) * jumps))
        elif layer["kind"] == "flatten":
            count = 0
            shape = np.array([np.prod(shape)])
        else:
            count = (shape[0] + 1) * layer["units"]
            shape = np.array([layer["units"]])
        budget["shapes"].append(list(shape))
        budget["parameters"].append(count)
    return budget
