# attack: knows the answers to the public cases by the hash of their bytes
# expected: describe 0 of 3, first_axis 1 of 1
# says: should
import hashlib

keys = ("height", "width", "channels", "dtype", "low", "high")
known = {
    "15dea071": (19, 13, 1, "uint8", 3, 248),
    "f7bda975": (20, 16, 3, "uint8", 0, 255),
    "9a2a1c06": (13, 21, 1, "float32", -0.1998195, 1.2996739),
    "77569ee5": (6, 9, 4, "float64", 0.00695312849781371, 0.9860213060441043),
}


def describe(image):
    return dict(zip(keys, known.get(hashlib.sha256(image.tobytes()).hexdigest()[:8], (1, 1, 7, "", 9, 9))))
