rare_defects = "c"
