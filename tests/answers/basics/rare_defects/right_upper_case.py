rare_defects = " C. "
