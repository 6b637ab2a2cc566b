# outcome: failed
# message: Not c: that is what happens in a dense layer
parameter_sharing = "c"
