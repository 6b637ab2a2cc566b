otsu_assumes = "c"
