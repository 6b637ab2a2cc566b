falling_behind = "c"
