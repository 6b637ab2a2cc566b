first_axis = " B) "
