# outcome: failed
# message: Not c: a stack of images
first_axis = "c"
