# outcome: failed
# message: Not d: no picture with a collar there is needed
parameter_sharing = "d"
