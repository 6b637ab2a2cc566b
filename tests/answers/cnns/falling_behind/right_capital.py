falling_behind = "C) "
