# outcome: failed
# message: as if no layer before had a stride (a pooling layer's is its size)
# parts: 2 of 3
def layer_budget(layers, input_shape):
    shape, seen, apart = list(input_shape), 1, 1
    shapes, parameters, fields = [], [], []
    for layer in layers:
        weights = 0
        if layer["kind"] == "flatten":
            shape = [shape[0] * shape[1] * shape[2]]
        elif layer["kind"] == "dense":
            weights = (shape[0] + 1) * layer["units"]
            shape = [layer["units"]]
        else:
            size, stride = layer["size"], layer.get("stride", layer["size"])
            if layer.get("padding") == "same":
                rows, columns = -(-shape[0] // stride), -(-shape[1] // stride)
            else:
                rows, columns = (shape[0] - size) // stride + 1, (shape[1] - size) // stride + 1
            if layer["kind"] == "conv":
                weights = (size * size * shape[2] + 1) * layer["filters"]
                shape = [rows, columns, layer["filters"]]
            else:
                shape = [rows, columns, shape[2]]
            seen += (size - 1) * apart
            apart *= layer.get("stride", 1)
            fields.append(seen)
        shapes.append(shape)
        parameters.append(weights)
    return {"shapes": shapes, "parameters": parameters, "receptive_fields": fields}
