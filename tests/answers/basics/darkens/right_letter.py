darkens = "c"
