first_axis = "b"
