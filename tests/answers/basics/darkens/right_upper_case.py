darkens = "C."
