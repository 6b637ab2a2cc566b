# outcome: failed
# message: Yours adds up as if no layer before had a stride
# parts: 2 of 3
def layer_budget(layers, input_shape):
    shape = tuple(input_shape)
    shapes, parameters, fields = [], [], []
    seen, apart = 1, 1
    for layer in layers:
        kind = layer["kind"]
        if kind == "conv":
            k, s = layer["size"], layer["stride"]
            if layer["padding"] == "same":
                rows, columns = -(-shape[0] // s), -(-shape[1] // s)
            else:
                rows, columns = (shape[0] - k) // s + 1, (shape[1] - k) // s + 1
            weights = k * k * shape[2] * layer["filters"] + layer["filters"]
            shape = (rows, columns, layer["filters"])
            seen += (k - 1)
            apart *= s
            fields.append(seen)
        elif kind == "pool":
            k = layer["size"]
            weights = 0
            shape = (shape[0] // k, shape[1] // k, shape[2])
            seen += (k - 1)
            apart *= k
            fields.append(seen)
        elif kind == "flatten":
            weights = 0
            shape = (shape[0] * shape[1] * shape[2],)
        else:
            weights = shape[0] * layer["units"] + layer["units"]
            shape = (layer["units"],)
        shapes.append(shape)
        parameters.append(weights)
    return {"shapes": shapes, "parameters": parameters, "receptive_fields": fields}
