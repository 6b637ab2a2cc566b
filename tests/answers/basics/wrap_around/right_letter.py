wrap_around = "c"
