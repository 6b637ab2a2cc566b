# outcome: failed
# message: Not b: that would be *invariance*
parameter_sharing = "b"
