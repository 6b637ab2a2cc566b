otsu_assumes = " C. "
