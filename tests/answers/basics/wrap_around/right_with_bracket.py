wrap_around = "C)"
