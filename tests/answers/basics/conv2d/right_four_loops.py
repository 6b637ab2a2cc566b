def conv2d(image, kernel, mode):
    # No padding at all: every index outside is looked up where it belongs. Returns a list of lists.
    height, width = len(image), len(image[0])
    rows, columns = len(kernel), len(kernel[0])

    def inside(index, length):
        if 0 <= index < length:
            return index
        if mode == "zero":
            return None
        if mode == "replicate":
            return 0 if index < 0 else length - 1
        return -index - 1 if index < 0 else 2 * length - index - 1

    result = []
    for y in range(height):
        line = []
        for x in range(width):
            total = 0.0
            for i in range(rows):
                for j in range(columns):
                    row = inside(y - (i - rows // 2), height)
                    column = inside(x - (j - columns // 2), width)
                    if row is not None and column is not None:
                        total += float(kernel[i][j]) * float(image[row][column])
            line.append(total)
        result.append(line)
    return result
